"""``/id/…``: what the graph knows of one thing, as a page or as RDF.

The path is that of the thing's address, so that ``https://w3id.org/kng/id/…`` need only lead here.
A replaced address leads on to the one that is kept, and a person who was removed is gone.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kng._namespaces import ID, expand
from kng._serve.documents import document, now
from kng._serve.errors import Refused
from kng._serve.graphs import sent
from kng._serve.links import local
from kng._serve.little import merged, pointing
from kng._serve.negotiation import HTML, TRIPLES, Format, chosen
from kng._serve.page import page
from kng._serve.rdf import rdf
from kng._serve.site import Edition
from kng._vocabulary import KNG

_TYPE: Final = expand("rdf:type")
_REPLACED: Final = expand("dcterms:isReplacedBy")
_STYLE: Final = Path(__file__).with_name("pages.css")
VARY: Final = "Accept, Accept-Language"
"""What decides which answer an address gives."""

_UNKNOWN: Final = "Inget med den adressen är känt här. · Nothing of that address is known here."
_GONE: Final = (
    "Den som fanns här har tagits bort på begäran. · Who was here was removed on request."
)


async def thing(request: Request) -> Response:
    """The page of a thing, or the triples that are about it."""
    edition = now(request)
    address = f"{ID}{request.path_params['kind']}/{request.path_params['slug']}"
    form, tongue = wanted(request), language(request)
    said = await run_in_threadpool(_said, edition, address)
    if KNG.Tombstone in said.get(_TYPE, ()):
        raise Refused(410, _GONE)
    if _REPLACED in said:
        kept = local(said[_REPLACED][0])
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(kept + query, 301, {"vary": VARY})
    if address in edition.graphs and form != HTML:
        return await sent(request, (address,))
    if not said:
        raise Refused(404, _UNKNOWN)
    if form == HTML:
        make = partial(page, edition, address, tongue)
    else:
        make = partial(_triples, edition, address, form)
    return await document(request, edition, form.media, make, VARY)


async def style(_request: Request) -> Response:
    """How pages look."""
    headers = {"cache-control": "max-age=3600"}
    return Response(_STYLE.read_bytes(), media_type="text/css", headers=headers)


def wanted(request: Request) -> Format:
    """The format that is wanted: as ``?format=`` names it, else as the client accepts.

    Raises:
        Refused: there is no such format.
    """
    forms = {form.name: form for form in (*TRIPLES, HTML)}
    name = request.query_params.get("format")
    if name is not None:
        if name not in forms:
            raise Refused(406, f"format is one of {', '.join(forms)}")
        return forms[name]
    form = chosen(request.headers.get("accept", ""), tuple(forms.values()))
    if form is None:
        listed = ", ".join(form.media for form in forms.values())
        raise Refused(406, f"this is given as {listed}")
    return form


def language(request: Request) -> str:
    """``sv`` or ``en``: as ``?language=`` says, else as the client wants, else Swedish.

    Raises:
        Refused: there is no such language.
    """
    asked = request.query_params.get("language")
    if asked is not None:
        if asked not in ("sv", "en"):
            raise Refused(400, "language is sv or en")
        return asked
    tongues = request.headers.get("accept-language", "").lower().split(",")
    known = [tongue.strip()[:2] for tongue in tongues if tongue.strip()[:2] in ("sv", "en")]
    return known[0] if known else "sv"


def _said(edition: Edition, address: str) -> dict[str, list[str]]:
    """What is said of an address, by property; of a named graph, that it is one."""
    found: dict[str, list[str]] = {}
    for triple in merged(edition.store, [address]):
        found.setdefault(triple.predicate.value, []).append(getattr(triple.object, "value", ""))
    if not found and address in edition.graphs:
        return {_TYPE: [expand("prov:Bundle")]}
    return found


def _triples(edition: Edition, address: str, form: Format) -> bytes:
    return rdf(merged(edition.store, [address, *pointing(edition, address)]), form)
