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

from kng._dates import asked_window
from kng._errors import KngError
from kng._questions import Question
from kng._questions import bound as bound_text
from kng._serve.errors import Refused
from kng._serve.protocol import read_body
from kng._serve.site import Edition, Site

Texts = dict[str, str]


async def bound(request: Request) -> Response:
    """The query of a question of the catalogue with values for its parameters, in a time."""
    site: Site = request.app.state.site
    settings = site.settings
    name, values, time = _read(await read_body(request, settings.body, settings.stall))
    now = site.now
    question = now.questions.get(name)
    if question is None:
        raise Refused(404, "no question of that name is in the catalogue")
    query = await to_thread.run_sync(_filled, now, question, values, time, limiter=site.threads)
    return JSONResponse({"query": query})


def _filled(now: Edition, question: Question, values: Texts, time: Texts) -> str:
    between = (time.get("from"), time.get("to")) if {"from", "to"} & time.keys() else None
    as_of, possible = time.get("as-of"), "possible" in time
    try:
        window = asked_window(between, as_of, not (between or as_of), possible)
        return bound_text(now.store, question, values, window)
    except KngError as error:
        raise Refused(400, str(error)) from None


def _read(body: bytes) -> tuple[str, Texts, Texts]:
    """The name of the question, the values for its parameters, and the time that is asked for.

    Raises:
        Refused: the body says neither.
    """
    try:
        wanted: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "expected JSON") from None
    match wanted:
        case {"question": str(name), "values": dict(values)}:
            time = wanted.get("time") or {}
            if isinstance(time, dict) and all(
                isinstance(v, str) for v in [*values.values(), *time.values()]
            ):
                return name, values, time
    raise Refused(400, 'expected {"question": name, "values": {parameter: text}, "time": {…}}')
