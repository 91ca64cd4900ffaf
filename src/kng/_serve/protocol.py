"""The SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/).

What a request asks is read here; nothing is asked of the graph before it is clear that the text
only reads, and only graphs that are served.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from kng._errors import QueryError
from kng._serve.errors import Refused
from kng._sparql import Dataset, dataset, refuse

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_ONLY_READS: Final = "this endpoint only reads; it takes no updates"
_FIELDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs of its dataset; without any, it is asked of the merged graphs."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def asked(request: Request, longest: int, stall: float) -> Asked | None:
    """What a request asks; nothing where it carries no query and no body at all.

    Raises:
        Refused: the request is none of the three that the protocol has (GET, POST of a form, POST
            of a query), or is too long.
    """
    address = _pairs(request.url.query)
    if request.method != "POST":
        return _read(address) if address else None
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            _only_utf8(parameters)
            body = await read_body(request, longest, stall)
            return _read([*_dataset_pairs(address), *_pairs(_text(body))])
        case "application/sparql-query":
            _only_utf8(parameters)
            body = await read_body(request, longest, stall)
            return _read([*_dataset_pairs(address), ("query", _text(body))])
        case "application/sparql-update":
            raise Refused(403, _ONLY_READS)
    raise Refused(415, f"a query is posted as {_FORM} or as {_QUERY}")


def checked(question: Asked, known: Collection[str], usual: Dataset) -> tuple[str, Dataset]:
    """The text and its dataset: that of the request, else that of the text, else the usual one.

    Raises:
        Refused: the text would do more than read, or chooses graphs that are not served.
    """
    try:
        refuse(question.query, dataset_allowed=True)
        stated = dataset(question.query)
    except QueryError as error:
        raise Refused(400, str(error)) from None
    named = Dataset(question.default, question.named)
    chosen = named if any(named) else stated if any(stated) else usual
    unknown = sorted({*chosen.default, *chosen.named} - {*known})
    if unknown:
        listed = ", ".join(f"<{name[:200]}>" for name in unknown[:5])
        raise Refused(400, f"no graph of that name is served here: {listed}; nothing is fetched")
    return question.query, chosen


async def read_body(request: Request, longest: int, stall: float) -> bytes:
    """The body of a request.

    Raises:
        Refused: it is longer than ``longest`` bytes, or stalls for so many seconds.
    """
    found = bytearray()
    stated = request.headers.get("content-length", "0")
    if stated.isdecimal() and int(stated) > longest:
        raise Refused(413, f"the request is longer than {longest} bytes")
    try:
        async with asyncio.timeout(stall):
            async for piece in request.stream():
                found += piece
                if len(found) > longest:
                    raise Refused(413, f"the request is longer than {longest} bytes")
    except TimeoutError:
        raise Refused(408, "the request did not arrive in time") from None
    return bytes(found)


def _read(pairs: Sequence[tuple[str, str]]) -> Asked:
    queries = [value for name, value in pairs if name == "query"]
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in pairs):
        raise Refused(403, _ONLY_READS)
    if len(queries) != 1:
        raise Refused(400, "expected one query" if queries else "expected a query")
    graphs = {"default-graph-uri": [], "named-graph-uri": []}  # type: dict[str, list[str]]
    for name, value in pairs:
        if name in graphs:
            graphs[name].append(value)
    return Asked(queries[0], *map(tuple, graphs.values()))


def _dataset_pairs(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    if any(name in ("query", "update") for name, _ in pairs):
        raise Refused(400, "the query of a POST stands in its body, not in the address")
    return [pair for pair in pairs if pair[0] in ("default-graph-uri", "named-graph-uri")]


def _pairs(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8") from None
    except ValueError:
        raise Refused(400, f"the request has more than {_FIELDS} fields") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8") from None


def _only_utf8(parameters: str) -> None:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() == "charset" and value.strip(' "').lower() not in ("utf-8", "utf8"):
        raise Refused(415, "only UTF-8 is read")
