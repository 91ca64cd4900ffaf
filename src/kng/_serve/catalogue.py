"""What an editor needs as JSON: the questions, the terms, and the names of things."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kng._identity import fold
from kng._namespaces import ID, ONTOLOGY, PREFIXES, shorten
from kng._questions import GROUPS, Question, labels, things
from kng._serve.documents import JSON, as_json, document, now
from kng._serve.errors import Refused
from kng._serve.little import names_of
from kng._serve.protocol import read_body
from kng._serve.site import Edition, Site
from kng._store import Scope
from kng._store.worker import Limits, select
from kng._values import Bilingual, Thing

_MOST_LABELS: Final = 1000
_MOST_THINGS: Final = 200
_AT_LEISURE: Final = Limits(seconds=120)
_NAMELESS: Final = Bilingual("", "")
_COMMENTS: Final = "SELECT ?term ?text { ?term rdfs:comment|skos:definition ?text }"
_NAMES: Final = """SELECT ?thing ?name ?kind {
  ?thing rdfs:label|skos:prefLabel|foaf:name|dcterms:title|skos:altLabel ?name .
  OPTIONAL { ?thing a ?class . GRAPH ?ontology { ?class kng:nodeKind ?kind } }
} ORDER BY ?thing ?kind ?name"""


async def questions_json(request: Request) -> Response:
    """The catalogue of questions and the prefixes."""
    edition = now(request)
    return await document(request, edition, JSON, partial(_catalogue, edition))


async def vocabulary_json(request: Request) -> Response:
    """The classes and properties that are used, with their names and how often they are."""
    edition = now(request)
    make = partial(edition.kept, "vocabulary", partial(_vocabulary, edition))
    return await document(request, edition, JSON, make)


async def things_json(request: Request) -> Response:
    """The things whose names hold what was typed, those that begin so first."""
    asked = request.query_params
    kind, like = asked.get("kind", ""), fold(asked.get("like", ""))
    limit = asked.get("limit", "20")
    if not (limit.isascii() and limit.isdecimal() and int(limit[:9]) <= _MOST_THINGS):
        raise Refused(400, f"limit is a whole number up to {_MOST_THINGS}")
    edition = now(request)
    return await document(request, edition, JSON, lambda: _like(edition, kind, like, int(limit)))


async def labels_json(request: Request) -> Response:
    """What the addresses that are sent are called."""
    site: Site = request.app.state.site
    body = await read_body(request, site.settings.body, site.settings.stall)
    try:
        wanted = json.loads(body)
    except (ValueError, RecursionError):
        wanted = None
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted):
        raise Refused(400, "expected a JSON list of addresses")
    if len(wanted) > _MOST_LABELS:
        raise Refused(400, f"at most {_MOST_LABELS} addresses at a time")
    return JSONResponse(await run_in_threadpool(_named, site.now, wanted))


def _catalogue(edition: Edition) -> bytes:
    listed = [_question(question) for _, question in sorted(edition.questions.items())]
    used = {question["group"] for question in listed}
    groups = [{"name": n, "label": _both(label)} for n, label in GROUPS.items() if n in used]
    return as_json({"prefixes": dict(PREFIXES), "groups": groups, "questions": listed})


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "group": question.group,
        "title": _both(question.title),
        "question": _both(question.question),
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "kind": one.kind,
                "label": _both(one.label),
                "default": one.default,
                "choices": one.choices,
                "end": one.end,
            }
            for one in question.parameters
        ],
        "columns": [
            {"name": one.name, "label": _both(one.label), "unit": one.unit, "role": one.role}
            for one in question.columns
        ],
        "view": {"name": question.view.name, "columns": list(question.view.columns)},
        "times": [{"variable": one.variable, "event": one.event} for one in question.times],
        "query": question.query,
    }


def _both(words: Bilingual) -> dict[str, str]:
    return {"sv": words.in_language("sv"), "en": words.in_language("en")}


def _vocabulary(edition: Edition) -> bytes:
    used = {"classes": edition.uses.classes, "properties": edition.uses.properties}
    named = labels(names_of(edition, {*used["classes"], *used["properties"]}))
    comments: dict[str, dict[str, str]] = {}
    for term, text in edition.store.select(_COMMENTS, Scope((ONTOLOGY,), ())):
        comments.setdefault(str(term), {})[getattr(text, "language", "")] = str(text)
    told = {
        part: [
            {
                "iri": term,
                "name": shorten(term),
                "label": _both(named.get(term, _NAMELESS)),
                "comment": comments.get(term, {}),
                "count": count,
            }
            for term, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ]
        for part, counts in used.items()
    }
    return as_json(told)


class _Entry(NamedTuple):
    """A thing as it is looked for: its kind, and its names without case and accents."""

    kind: str
    names: tuple[str, ...]


def _index(edition: Edition) -> dict[str, _Entry]:
    scope = Scope(edition.dataset.default, (ONTOLOGY,))
    found: dict[str, _Entry] = {}
    for thing, name, kind in select(edition.workers, _NAMES, scope, _AT_LEISURE):
        if str(thing).startswith(ID):
            names = found[str(thing)].names if str(thing) in found else ()
            found[str(thing)] = _Entry(str(kind or ""), (*names, fold(str(name))))
    return found


def _like(edition: Edition, kind: str, like: str, limit: int) -> bytes:
    index = edition.kept("names", partial(_index, edition))
    found = []
    for thing, entry in index.items():
        name = next((name for name in entry.names if like in name), None)
        if name is not None and kind in ("", entry.kind):
            found.append((not name.startswith(like), name, thing))
    chosen = [thing for _, _, thing in sorted(found)[:limit]]
    names = labels(names_of(edition, chosen))
    return as_json(
        [
            {"iri": thing, "label": _both(names.get(thing, _NAMELESS)), "kind": index[thing].kind}
            for thing in chosen
        ]
    )


def _named(edition: Edition, wanted: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Names, kind and place of those addresses that have a name."""
    store = names_of(edition, wanted)
    names, known = labels(store), things(store)
    return {one: _told(names[one], known.get(one)) for one in wanted if one in names}


def _told(words: Bilingual, thing: Thing | None) -> dict[str, Any]:
    told: dict[str, Any] = _both(words)
    if thing is not None:
        told["kind"] = thing.kind
        if thing.latitude is not None:
            told |= {"lat": thing.latitude, "long": thing.longitude}
    return told
