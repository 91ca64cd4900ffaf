"""What stands in the head of every response, and which names a request may call the server by.

The one place for the Content Security Policy: pages load scripts, styles, pictures and data from
this server only, and nothing inline. A response that brings a policy of its own keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
_HOST: Final = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses hosts that are not this server's, and puts the security headers on every response."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message))
            await send(message)

        if not self._knows(Headers(scope=scope).getlist("host")):
            text = "the server is not known by this name\n"
            await PlainTextResponse(text, 400)(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _knows(self, hosts: list[str]) -> bool:
        """One name that is the server's own; with ``*`` any that could be one."""
        if len(hosts) != 1:
            return False
        name = _name(hosts[0])
        return name in self._hosts or ("*" in self._hosts and bool(_HOST.fullmatch(name)))


def _name(host: str) -> str:
    """A host without its port.

    >>> _name("[::1]:8000"), _name("LOCALHOST:80"), _name("127.0.0.1")
    ('[::1]', 'localhost', '127.0.0.1')
    """
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdecimal() and not name.endswith(":") else host.lower()


def _add(headers: MutableHeaders) -> None:
    is_page = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("content-security-policy", PAGE_POLICY if is_page else DATA_POLICY)
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
