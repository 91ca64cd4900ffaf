"""How a server is set up."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kng._errors import UsageError
from kng._store.worker import Limits

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


USUAL = Limits()
CORES = os.cpu_count() or 1
AT_ONCE = 2 * CORES + 4
"""More than there are cores, so that questions without end do not keep the others out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How far questions may go, how many run at once, and under which names the server answers.

    ``at_once`` questions run at the same time; ``waiting`` more wait for at most ``patience``
    seconds each, and all others are told to come back. ``body`` is the longest request in bytes
    and ``stall`` how many seconds a client may take to send or to read on; so many bytes of
    long answers are kept in a ``spool`` on disk for those who read slowly. ``hosts`` are the
    names that a request may call the server by, ``url`` is where others reach it.
    """

    limits: Limits = field(default_factory=Limits)
    at_once: int = AT_ONCE
    warm: int = 2 * CORES
    waiting: int = 64
    patience: float = 10.0
    body: int = 1_000_000
    stall: float = 30.0
    spool: int = 2_000_000_000
    hosts: tuple[str, ...] = LOOPBACK
    url: str = ""


def chosen(
    host: str,
    names: Sequence[str] = (),
    *,
    url: str = "",
    seconds: float = USUAL.seconds,
    memory: int = USUAL.memory,
    at_once: int | None = None,
) -> Settings:
    """The settings of a server that listens on ``host`` and is called by other names, too.

    Raises:
        UsageError: ``url`` is no web address.
    """
    public = urlsplit(url)
    if url and not (public.scheme in ("http", "https") and public.hostname):
        raise UsageError(f"'{url}' is no web address; expected https://…/")
    own = f"[{host}]" if ":" in host else host
    hosts = (*LOOPBACK, own, *([public.hostname] if public.hostname else []), *names)
    return Settings(
        limits=Limits(seconds=seconds, memory=memory),
        at_once=at_once or AT_ONCE,
        hosts=tuple(dict.fromkeys(hosts)),
        url=f"{url.rstrip('/')}/" if url else "",
    )
