"""The graph over HTTP: serve, asgi."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from kng._api.common import Folder
from kng._workspace import Workspace

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from kng._serve import Settings, Site


def serve(
    workspace: Folder = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    settings: Settings | None = None,
    edit: bool = False,
    ready: Callable[[str], object] | None = None,
) -> None:
    """Serve the graph until the process is told to end: a page on which questions are asked, a
    SPARQL endpoint at ``/sparql``, a page and RDF for each thing.

    With ``edit`` there is one more page, at an address that cannot be guessed, on which workbooks
    are imported. ``ready`` is given each address once the server answers there.

    Raises:
        FaultsFound: the graph has violations.
        UsageError: the address cannot be listened on, or with ``edit`` others could reach it.
        WorkspaceError: with ``edit``, where the workspace can only be read.
    """
    from kng._serve.edit import Door, require_loopback
    from kng._serve.running import run

    tell = ready or (lambda _address: None)
    if edit:
        require_loopback(host)
    with ExitStack() as stack:
        site = stack.enter_context(_site(workspace, settings))
        door = stack.enter_context(Door(site)) if edit else None
        paths = ["/", *([door.path] if door else [])]
        run(site, host, port, door, lambda base: [tell(base + path) for path in paths])


def asgi(workspace: Folder = None, *, settings: Settings | None = None) -> Starlette:
    """The same as an ASGI application, for a server of one's own.

    Raises:
        FaultsFound: the graph has violations.
    """
    from kng._serve import app

    return app(_site(workspace, settings))


def _site(workspace: Folder, settings: Settings | None) -> Site:
    from kng._serve import Site

    return Site(Workspace.find(workspace), settings)
