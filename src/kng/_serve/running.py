"""The server in a process: uvicorn, with clients that are too slow cut off."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kng._errors import UsageError
from kng._serve.app import Door, app
from kng._serve.site import Site

Ready = Callable[[str], object]

_CONNECTIONS: Final = 500
_HEAD: Final = 10.0
_LONGEST_HEAD: Final = 1 << 16
_ENDING: Final = 3


class _Impatient(H11Protocol):
    """Cuts off who has not sent the head of a first request within ten seconds."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(_HEAD, self._cut)

    def _cut(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.abort()


def run(
    site: Site, host: str, port: int, door: Door | None = None, ready: Ready | None = None
) -> None:
    """Serve until the process is told to end; ``ready`` is given the address once it answers.

    Raises:
        UsageError: the address cannot be listened on.
    """
    with listening(host, port, site.settings.stall) as listener:
        if ready is not None:
            shown = f"[{host}]" if ":" in host else host
            ready(f"http://{shown}:{listener.getsockname()[1]}")
        server(site, door).run([listener])


def server(site: Site, door: Door | None = None) -> uvicorn.Server:
    """A server that is not running yet."""
    config = uvicorn.Config(
        app(site, door),
        http=_Impatient,
        log_level=logging.WARNING,
        server_header=False,
        date_header=True,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=_ENDING,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        ws="none",
        lifespan="on",
    )
    return uvicorn.Server(config)


def listening(host: str, port: int, stall: float) -> socket.socket:
    """A socket that listens; who does not read on for ``stall`` seconds is cut off by the system.

    Raises:
        UsageError: the address is taken, or is not this machine's.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"cannot serve at {host}, port {port}: {reason}") from None
    _end_stalled(listener, stall)
    return listener


def _end_stalled(listener: socket.socket, stall: float) -> None:
    option: Any = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is not None:
        listener.setsockopt(socket.IPPROTO_TCP, option, int(stall * 1000))
