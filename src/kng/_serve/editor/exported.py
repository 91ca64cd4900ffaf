"""``/map`` and ``/report``: what ``kng build`` has written, where it has.

The pages bring their own policy, which lets their scripts and styles run by their hash alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from kng._serve.errors import Refused
from kng._serve.site import Site

_HEADERS: Final = {
    "content-security-policy": "frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "cache-control": "no-cache",
}


def exported() -> Sequence[BaseRoute]:
    """The addresses of the exports that a browser can show."""
    return [Route("/map", _map), Route("/report", _report)]


async def _map(request: Request) -> Response:
    return _file(request, "map.html", "kng map")


async def _report(request: Request) -> Response:
    language = "en" if request.query_params.get("language") == "en" else "sv"
    return _file(request, f"report/{language}.html", "kng build")


def _file(request: Request, name: str, verb: str) -> FileResponse:
    """A file of the exports.

    Raises:
        Refused: it has not been made.
    """
    site: Site = request.app.state.site
    file = site.now.workspace.root / "exports" / name
    if not file.is_file():
        raise Refused(404, f"exports/{name} has not been made here; {verb} makes it")
    return FileResponse(file, media_type="text/html", headers=_HEADERS)
