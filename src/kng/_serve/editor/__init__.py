"""The page on which questions are asked, and the exports that a browser can show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kng import _map
from kng._serve.editor.binding import bound
from kng._serve.editor.exported import exported

__all__ = ["ASSETS", "routes"]

_HERE: Final = Path(__file__).parent
ASSETS: Final = "/assets/editor"
_SHARED: Final = Path(_map.__file__).parent / "vendor"


def routes() -> Sequence[BaseRoute]:
    """The page, its files, and what it asks beside the endpoint."""
    return [
        Route("/", _page),
        Route("/bound", bound, methods=["POST"]),
        *exported(),
        Mount(f"{ASSETS}/vendor", StaticFiles(directory=_HERE / "vendor")),
        Mount(f"{ASSETS}/shared", StaticFiles(directory=_SHARED)),
        Mount(ASSETS, StaticFiles(directory=_HERE / "static")),
    ]


async def _page(_request: Request) -> FileResponse:
    return FileResponse(_HERE / "static/index.html", headers={"cache-control": "no-cache"})
