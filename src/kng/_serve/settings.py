"""How a server is set up."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from kng._store.worker import Limits

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def _cores() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How far questions may go, how many run at once, and under which names the server answers.

    ``at_once`` questions run at the same time; ``waiting`` more wait for at most ``patience``
    seconds each, and all others are told to come back. ``body`` is the longest request in bytes
    and ``stall`` how many seconds a client may take to send or to read on. ``hosts`` are the
    names that a request may call the server by, ``url`` is where others reach it.
    """

    limits: Limits = field(default_factory=Limits)
    at_once: int = field(default_factory=lambda: 2 * _cores() + 4)
    warm: int = field(default_factory=lambda: 2 * _cores())
    waiting: int = 64
    patience: float = 10.0
    body: int = 1_000_000
    stall: float = 30.0
    hosts: tuple[str, ...] = LOOPBACK
    url: str = ""


def chosen(host: str, names: Sequence[str] = (), *, seconds: float = 20.0) -> Settings:
    """The settings of a server that listens on ``host`` and is called by other names, too."""
    hosts = (*LOOPBACK, host, *names)
    return Settings(limits=Limits(seconds=seconds), hosts=tuple(dict.fromkeys(hosts)))
