"""What one check found about one node in one graph, before it is given its place in a file."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from kng._namespaces import shorten
from kng._values import XSD, Cell, Literal

_LONGEST = 80


class Finding(NamedTuple):
    """``node`` of ``graph`` is at fault by ``check``; ``value`` is what is wrong there, if any."""

    graph: str
    node: str
    check: str
    sv: str
    en: str
    value: Cell = None
    severity: str = "violation"


def show(value: Cell) -> str:
    """A value as Turtle writes it, cut where it is long.

    >>> show(Literal("2022", XSD + "gYear")), show(Literal("möte", language="sv"))
    ('"2022"^^xsd:gYear', '"möte"@sv')
    """
    if not isinstance(value, Literal):
        return shorten(str(value))
    text = str(value) if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    if value.language:
        return f'"{text}"@{value.language}'
    suffix = "" if value.datatype == XSD + "string" else f"^^{shorten(value.datatype)}"
    return f'"{text}"{suffix}'


def term(value: Cell) -> str:
    """A value as SPARQL writes it.

    >>> term(Literal('"', language="sv"))
    '"\\\\""@sv'
    """
    if not isinstance(value, Literal):
        return f"<{value}>"
    if value.language:
        return str(ox.Literal(str(value), language=value.language))
    return str(ox.Literal(str(value), datatype=ox.NamedNode(value.datatype)))
