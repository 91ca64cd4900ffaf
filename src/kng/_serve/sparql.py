"""``/sparql``: the endpoint."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kng._serve.descriptions import service_
from kng._serve.documents import has, tag
from kng._serve.errors import Refused
from kng._serve.negotiation import FORMS, Format, chosen
from kng._serve.protocol import Asked, asked, checked
from kng._serve.replies import Streamed, answer
from kng._serve.site import Site
from kng._sparql import occurring
from kng._store.worker import Order

_LONG = 20_000
"""Characters from which on a query is cut into tokens beside the event loop."""
_EACH_TIME_ANOTHER = ("RAND", "NOW", "UUID", "STRUUID", "BNODE")


async def sparql(request: Request) -> Response:
    """Answer a query; without one, tell of the endpoint."""
    site: Site = request.app.state.site
    settings = site.settings
    question = await asked(request, settings.body, settings.stall)
    if question is None:
        return await service_(request)
    return await answered(site, request, question)


async def answered(site: Site, request: Request, question: Asked) -> Response:
    """The answer in the format that the client wants, or that it has it already."""
    now = site.now
    check = partial(checked, question, now.graphs, now.dataset)
    query, dataset = await run_in_threadpool(check) if len(question.query) > _LONG else check()
    formats = _formats(request.headers.get("accept", ""))
    headers = {"vary": "Accept"}
    if request.method in ("GET", "HEAD") and not occurring(query, _EACH_TIME_ANOTHER):
        wanted = sorted((form, one.name) for form, one in formats.items())
        headers |= {"etag": tag(now.digest, query, dataset, wanted), "cache-control": "no-cache"}
        if has(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
    names = {form: wanted.name for form, wanted in formats.items()}
    work = await answer(site, request, Order(query, dataset.default, dataset.named, names))
    return Streamed(work, headers, formats[work.form].media, site.settings.stall)


def _formats(accept: str) -> dict[str, Format]:
    """The format wanted for each form that a query may have."""
    found = {form: chosen(accept, formats) for form, formats in FORMS.items()}
    wanted = {form: one for form, one in found.items() if one is not None}
    if not wanted:
        listed = ", ".join(dict.fromkeys(one.media for forms in FORMS.values() for one in forms))
        raise Refused(406, f"answers are given as {listed}")
    return wanted


async def health(request: Request) -> Response:
    """That the server lives, and can ask."""
    site: Site = request.app.state.site
    return PlainTextResponse(
        "ok\n", headers={"cache-control": "no-store", "x-graph": site.now.digest}
    )
