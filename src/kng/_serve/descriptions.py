"""``/sparql`` without a query, ``/.well-known/void``, ``/.well-known/sparql-examples``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kng._serve.describe import HERE, dataset, examples, service
from kng._serve.documents import document, now
from kng._serve.errors import Refused
from kng._serve.negotiation import HTML, TRIPLES, Format, chosen
from kng._serve.site import Edition, Site

Describe = Callable[[Edition, Format], bytes]


async def void_(request: Request) -> Response:
    """The description of the dataset."""
    return await _described(request, "void", dataset)


async def examples_(request: Request) -> Response:
    """The questions as examples."""
    return await _described(request, "examples", examples)


async def service_(request: Request) -> Response:
    """The description of the endpoint, or for a browser the way to the page where one asks."""
    accept = request.headers.get("accept", "")
    if accept and chosen(accept, [*TRIPLES, HTML]) == HTML:
        return RedirectResponse("/", 303, {"vary": "Accept"})
    return await _described(request, "service", service)


async def _described(request: Request, name: str, describe: Describe) -> Response:
    form = chosen(request.headers.get("accept", ""), TRIPLES)
    if form is None:
        raise Refused(406, f"this is given as {', '.join(one.media for one in TRIPLES)}")
    edition = now(request)
    here = here_of(request)
    make = partial(edition.kept, f"{name} {form.name}", partial(describe, edition, form))
    placed = lambda: make().replace(HERE.encode(), here.encode())  # noqa: E731
    return await document(request, edition, form.media, placed, "Accept")


def here_of(request: Request) -> str:
    """Where others reach the server: as it is set, else as the request calls it."""
    site: Site = request.app.state.site
    return site.settings.url or f"{request.url.scheme}://{request.headers['host']}/"
