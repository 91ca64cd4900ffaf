"""Rows and projections for the tests of networks."""

from __future__ import annotations

from collections.abc import Sequence

from kng._network import DATES, Projection
from kng._values import XSD, Bilingual, Cell, Iri, Layer, Literal, Network, Rows

WORDS = Bilingual("", "")
PEOPLE = Projection("people", WORDS, WORDS, "affiliation")
TIES = Projection("ties", WORDS, WORDS, "direct")
ARROWS = Projection("arrows", WORDS, WORDS, "direct", directed=True)
LAYERED = Projection(
    "layered",
    WORDS,
    WORDS,
    "affiliation",
    layers=(Layer("meeting", Bilingual("möten", "meetings")), Layer("project", WORDS)),
)


def cell(value: str | int | float | bool | None) -> Cell:
    """Texts become addresses, save those that are days."""
    match value:
        case None:
            return None
        case bool():
            return Literal(str(value).lower(), XSD + "boolean")
        case int():
            return Literal(str(value), XSD + "integer")
        case float():
            return Literal(repr(value), XSD + "double")
    return Literal(value, XSD + "date") if value[:4].isdigit() else Iri(value)


def rows(columns: str, *cells: Sequence[str | int | float | bool | None]) -> Rows:
    return Rows(tuple(columns.split()), tuple(tuple(cell(one) for one in row) for row in cells))


def dated(*met: tuple[str, str, str]) -> Rows:
    """Rows of who was at what on which day; no day is none known."""
    return rows(
        " ".join(("node", "thing", *DATES)),
        *((who, what, *([day or None] * 4)) for who, what, day in met),
    )


def weights(network: Network) -> dict[tuple[str, ...], float]:
    """The weight of each tie by its ends, and its layer where there are layers."""
    ids = [node.id for node in network.nodes]
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    layers = [network.layer_of(at) for at in range(len(network.weight))]
    return {
        (ids[source], ids[target], *([layer.name] if layer else [])): weight
        for (source, target), layer, weight in zip(
            ends, layers, network.weight.tolist(), strict=True
        )
    }
