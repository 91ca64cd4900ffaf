"""What the ties of a network stand on: its rows, who was where, and which sources say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kng._values import Encoded, Network, Shown

if TYPE_CHECKING:
    from kng._build.graph import Graph
    from kng._values import Grounds


def grounds_of(graph: Graph, network: Network, shown: Shown) -> Grounds:
    """What the ties of a network stand on; ``shown`` are the choices that it was made with.

    Raises:
        KngError: the evidence does not add up to the weights of the ties.
    """
    from kng._measures import grounds
    from kng._network import project

    projection, rows = graph.rows(network.name)
    every: Shown = {**shown, "minimum": 0.0, "backbone": None}
    apart = rows.without("whole")
    loose = project(
        projection, apart, graph.things, network.weighting, network.window, **every
    )
    named = graph.grounds(network.name)
    presences = None if named is None else list(_presences(named))
    if presences is None and projection.form == "affiliation":
        presences = []  # of nobody it is known who says that they were there
    return grounds(network, loose, _wholes(rows), presences, graph.stated)


def _presences(rows: Encoded) -> Iterator[tuple[str, str, str]]:
    for node, thing, evidence in _cells(rows, "node", "thing", "evidence"):
        yield node, thing, evidence


def _wholes(rows: Encoded) -> dict[str, str]:
    """The first whole of every thing, or of every piece of evidence."""
    name = "thing" if "thing" in rows.columns else "evidence"
    if not {name, "whole"} <= set(rows.columns):
        return {}
    found: dict[str, str] = {}
    for thing, whole in set(_cells(rows, name, "whole")):
        found[thing] = min(found.get(thing, whole), whole)
    return found


def _cells(rows: Encoded, *columns: str) -> Iterator[tuple[str, ...]]:
    """The cells of some columns, row by row, where none of them is empty."""
    places = [rows.columns.index(name) for name in columns]
    values = [[*map(str, rows.values[at]), ""] for at in places]
    for codes in zip(*(rows.codes[at].tolist() for at in places), strict=True):
        cells = tuple(column[code] for column, code in zip(values, codes, strict=True))
        if all(cells):
            yield cells
