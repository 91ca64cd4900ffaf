"""``/graph``: the graphs one by one, for reading (SPARQL 1.1 Graph Store HTTP Protocol).

Reference: https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kng._serve.documents import has, now, tag
from kng._serve.errors import Refused
from kng._serve.negotiation import TRIPLES, chosen
from kng._serve.replies import Streamed, answer
from kng._serve.site import Site
from kng._store.worker import Order

_EVERYTHING: Final = "CONSTRUCT WHERE { ?s ?p ?o }"


async def graph(request: Request) -> Response:
    """The graph that the request names, or with ``default`` the two merged ones."""
    names, default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(names) + default != 1:
        raise Refused(400, "expected ?graph= with the address of a graph, or ?default")
    edition = now(request)
    return await sent(request, edition.dataset.default if default else (names[0],))


async def sent(request: Request, names: tuple[str, ...]) -> Response:
    """All triples of some graphs."""
    site: Site = request.app.state.site
    edition = now(request)
    unknown = [name for name in names if name not in edition.graphs]
    if unknown:
        raise Refused(404, "no graph of that name is served here")
    form = chosen(request.headers.get("accept", ""), TRIPLES)
    if form is None:
        raise Refused(406, f"graphs are given as {', '.join(one.media for one in TRIPLES)}")
    headers = {"vary": "Accept", "cache-control": "no-cache"}
    headers["etag"] = tag(edition.digest, names, form.media)
    if has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    work = await answer(site, request, Order(_EVERYTHING, names, (), {"triples": form.name}))
    return Streamed(work, headers, form.media, site.settings.stall)
