"""SPARQL 1.1 Query Results in JSON, as rows and as a truth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kng._namespaces import PREFIXES
from kng._values import XSD, Cell, Iri, Literal, Rows

_BOOLEAN = XSD + "boolean"
_VIRTUOSO = "__ASK_RETVAL"
"""The column in which Virtuoso at times answers ASK."""
_TRUTHS = {"1": "true", "0": "false"}
"""Two ways to write the same value; Virtuoso gives back the other one."""


def read_rows(data: bytes) -> Rows:
    """The rows of an answer to SELECT.

    >>> read_rows(b'{"head": {"vars": ["n"]}, "results": {"bindings": [{}]}}')
    Rows(columns=('n',), cells=((None,),))

    Raises:
        ValueError: it is none; says what is wrong.
    """
    answer = _object(data)
    try:
        columns = tuple(map(str, answer["head"]["vars"]))
        found = answer["results"]["bindings"]
        cells = tuple(tuple(_cell(row.get(name)) for name in columns) for row in found)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not the results of a SELECT query ({error})") from None
    return Rows(columns, cells)


def read_truth(data: bytes) -> bool:
    """The answer to ASK.

    >>> read_truth(b'{"head": {}, "boolean": true}')
    True

    Raises:
        ValueError: it is none.
    """
    answer = _object(data)
    truth = answer.get("boolean")
    if isinstance(truth, bool):
        return truth
    if answer.get("head", {}).get("vars") == [_VIRTUOSO]:
        return any(str(cell) != "0" for (cell,) in read_rows(data))
    raise ValueError("not the result of an ASK query")


def _object(data: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(data)
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deep") from None
    except ValueError as error:
        raise ValueError(f"broken JSON: {error}") from None
    if not isinstance(answer, dict):
        raise ValueError("not SPARQL results")
    return answer


def _cell(term: Mapping[str, str] | None) -> Cell:
    if term is None:
        return None
    match term["type"]:
        case "uri":
            return Iri(term["value"])
        case "bnode":
            return Iri(f"_:{term['value']}")
    language = term.get("xml:lang", "")
    plain = PREFIXES["rdf"] + "langString" if language else XSD + "string"
    datatype = term.get("datatype") or plain
    value = _TRUTHS.get(term["value"], term["value"]) if datatype == _BOOLEAN else term["value"]
    return Literal(value, datatype, language)
