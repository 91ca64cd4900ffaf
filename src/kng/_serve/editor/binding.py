"""``/bound``: the text of a question with what was chosen in its form.

The page never builds a query out of what somebody typed: values become terms here, by the same
code as everywhere else.
"""

from __future__ import annotations

import json
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kng._errors import KngError
from kng._questions import Question, filled_in
from kng._serve.errors import Refused
from kng._serve.protocol import read_body
from kng._serve.site import Edition, Site


async def bound(request: Request) -> Response:
    """The query of a question of the catalogue with values for its parameters."""
    site: Site = request.app.state.site
    settings = site.settings
    name, values = _read(await read_body(request, settings.body, settings.stall))
    now = site.now
    question = now.questions.get(name)
    if question is None:
        raise Refused(404, "no question of that name is in the catalogue")
    query = await to_thread.run_sync(_filled, now, question, values, limiter=site.threads)
    return JSONResponse({"query": query})


def _filled(now: Edition, question: Question, values: dict[str, str]) -> str:
    try:
        return filled_in(now.store, question, values)
    except KngError as error:
        raise Refused(400, str(error)) from None


def _read(body: bytes) -> tuple[str, dict[str, str]]:
    """The name of the question, and the values for its parameters.

    Raises:
        Refused: the body says neither.
    """
    try:
        wanted: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "expected JSON") from None
    match wanted:
        case {"question": str(name), "values": dict(values)}:
            if all(isinstance(value, str) for value in values.values()):
                return name, values
    raise Refused(400, 'expected {"question": name, "values": {parameter: text}}')
