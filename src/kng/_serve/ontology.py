"""``/ns`` and what belongs to it: the ontology as a page in each language, and as RDF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kng._build import ontology_files
from kng._namespaces import PREFIXES
from kng._serve.documents import document, now
from kng._serve.errors import Refused
from kng._serve.negotiation import HTML, Format
from kng._serve.rdf import FORMATS
from kng._serve.site import Edition
from kng._serve.things import VARY, language, wanted

_MEDIA: Final = {"html": "text/html", "ttl": "text/turtle"}
_OWN_POLICY: Final = {"content-security-policy": "frame-ancestors 'none'; base-uri 'none'"}
"""The pages say the rest of it themselves: they name their style by its hash."""


async def ns(request: Request) -> Response:
    """The ontology, or for a browser the way to its page."""
    form, tongue = wanted(request), language(request)
    if form == HTML:
        page = f"/ontology/{tongue}.html"
        return RedirectResponse(page, 303, {"vary": VARY})
    edition = now(request)
    make = partial(_ontology, edition, form)
    return await document(request, edition, form.media, make, VARY)


async def file(request: Request) -> Response:
    """A page of the ontology, or a file that it tells of."""
    name = request.path_params["name"]
    edition = now(request)
    files = await run_in_threadpool(_files, edition)
    if name not in files:
        raise Refused(404, f"here are {', '.join(sorted(files))}")
    media = _MEDIA[name.rpartition(".")[2]]
    answer = await document(request, edition, media, lambda: files[name])
    answer.headers.update(_OWN_POLICY)
    return answer


async def part(request: Request) -> Response:
    """The shapes, schemes or alignments under their own addresses."""
    return RedirectResponse(f"/ontology{request.url.path}.ttl", 303)


def _files(edition: Edition) -> Mapping[str, bytes]:
    made = edition.kept("ontology files", partial(ontology_files, edition.workspace))
    return {path.removeprefix("ontology/"): data for path, data in made.items()}


def _ontology(edition: Edition, form: Format) -> bytes:
    data = edition.workspace.ontology.data
    if form.name == "turtle":
        return data
    quads = ox.parse(data, format=ox.RdfFormat.TURTLE)
    prefixes = None if form.name == "n-triples" else dict(PREFIXES)
    return ox.serialize(quads, format=FORMATS[form.name], prefixes=prefixes) or b""
