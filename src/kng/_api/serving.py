"""The graph over HTTP: serve, asgi."""

from __future__ import annotations

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
) -> None:
    """Serve the graph until the process is told to end: a SPARQL endpoint at ``/sparql``, a page
    and RDF for each thing.

    Raises:
        FaultsFound: the graph has violations.
        UsageError: the address cannot be listened on.
    """
    from kng._serve.running import run

    with _site(workspace, settings) as site:
        run(site, host, port)


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
