"""How far places hold: without any one source, and when meetings are drawn by lot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kng._measures._draws import drawn_meetings, without_each_source
from kng._measures._ranks import last_place, rank
from kng._measures._record import Measure
from kng._measures._structure import Floats, Ints, Structure
from kng._values import Grounds, Interval

DRAWS = 100
"""How often meetings are drawn by lot."""

LIKELY = 0.95
"""The share of the draws whose places lie within the likely ones."""


class _Places(NamedTuple):
    """The places of all nodes (columns) under each of some weights (rows): the one that is shown,
    and the last of those that it shares with equal values."""

    first: Ints
    last: Ints


def intervals(
    structure: Structure,
    grounds: Grounds,
    measures: Sequence[Measure],
    values: Mapping[str, Floats],
    draws: int = DRAWS,
) -> dict[str, tuple[Interval, ...]]:
    """For each measure of nodes, by name, the interval of the place of each node.

    ``values`` are those with nothing left out. Equal values share a place, and all places that
    they share are in the interval: who falls to nothing with most others may be the last of them.
    All nodes stay: one that loses all its ties is ranked as isolated. The draws start from the seed
    of the structure; the likely places lie between the 2.5th percentile of the places drawn and the
    97.5th of the last places shared (places that were drawn, not means of them). Of sources that
    move a place equally far, the first by address is the hinge.
    """
    ties = structure.m
    left_out = list(without_each_source(grounds, ties))
    changed = _ranked(structure, measures, (one.weight for one in left_out))
    drawn = _ranked(structure, measures, drawn_meetings(grounds, ties, draws, structure.seed))
    sources = [grounds.sources[one.source] for one in left_out]
    found = {}
    for measure in measures:
        name, given = measure.name, values[measure.name]
        whole = _Places(
            rank(given, measure.better)[np.newaxis], last_place(given, measure.better)[np.newaxis]
        )
        likely = drawn[name] if len(drawn[name].first) else whole
        found[name] = _bounds(whole, changed[name], likely, sources)
    return found


def _ranked(
    structure: Structure, measures: Sequence[Measure], weights: Iterable[Floats]
) -> dict[str, _Places]:
    rows: dict[str, list[tuple[Ints, Ints]]] = {measure.name: [] for measure in measures}
    for weight in weights:
        other = structure.weighing(weight)
        for measure in measures:
            values = measure.compute(other)
            places = (rank(values, measure.better), last_place(values, measure.better))
            rows[measure.name].append(places)
    none = np.empty((0, structure.n), dtype=np.int64)
    return {
        name: _Places(*(np.stack(side) for side in zip(*found, strict=True)))
        if found
        else _Places(none, none)
        for name, found in rows.items()
    }


def _bounds(
    whole: _Places, changed: _Places, drawn: _Places, sources: Sequence[str]
) -> tuple[Interval, ...]:
    tail = (1 - LIKELY) / 2
    columns = (
        np.vstack([whole.first, changed.first]).min(axis=0),
        np.vstack([whole.last, changed.last]).max(axis=0),
        np.quantile(drawn.first, tail, axis=0, method="inverted_cdf").astype(np.int64),
        np.quantile(drawn.last, 1 - tail, axis=0, method="inverted_cdf").astype(np.int64),
    )
    hinges = _hinges(whole, changed, sources)
    bounds = zip(*(column.tolist() for column in columns), hinges, strict=True)
    return tuple(Interval(*one) for one in bounds)


def _hinges(whole: _Places, changed: _Places, sources: Sequence[str]) -> list[str]:
    """For each node the source that moves its place most, ``""`` where none does."""
    nodes = whole.first.shape[1]
    if not sources or not nodes:
        return [""] * nodes
    moved = np.maximum(np.abs(changed.first - whole.first), np.abs(changed.last - whole.last))
    furthest = moved.argmax(axis=0).tolist()
    return [sources[at] if moved[at, node] else "" for node, at in enumerate(furthest)]
