"""How far places hold: without any one source, and when meetings are drawn by lot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kng._measures._draws import drawn_meetings, without_each_source
from kng._measures._ranks import rank
from kng._measures._record import Measure
from kng._measures._structure import Floats, Ints, Structure
from kng._values import Grounds, Interval

DRAWS = 100
"""How often meetings are drawn by lot."""

LIKELY = 0.95
"""The share of the draws whose places lie within the likely ones."""


def intervals(
    structure: Structure,
    grounds: Grounds,
    measures: Sequence[Measure],
    places: Mapping[str, Ints],
    draws: int = DRAWS,
) -> dict[str, tuple[Interval, ...]]:
    """For each measure of nodes, by name, the interval of the place of each node.

    ``places`` are the ranks by name with nothing left out. All nodes stay: one that loses all its
    ties is ranked as isolated. The draws start from the seed of the structure; of their places the
    likely ones lie between the 2.5th and the 97.5th percentile (places that were drawn, not means
    of them). Of sources that move a place equally far, the first by address is the hinge.
    """
    ties = structure.m
    left_out = list(without_each_source(grounds, ties))
    changed = _ranked(structure, measures, (one.weight for one in left_out))
    drawn = _ranked(structure, measures, drawn_meetings(grounds, ties, draws, structure.seed))
    sources = [grounds.sources[one.source] for one in left_out]
    return {
        measure.name: _bounds(
            places[measure.name], changed[measure.name], drawn[measure.name], sources
        )
        for measure in measures
    }


def _ranked(
    structure: Structure, measures: Sequence[Measure], weights: Iterable[Floats]
) -> dict[str, Ints]:
    """By measure, the places of all nodes (columns) under each of the weights (rows)."""
    found: dict[str, list[Ints]] = {measure.name: [] for measure in measures}
    for weight in weights:
        other = structure.weighing(weight)
        for measure in measures:
            found[measure.name].append(rank(measure.compute(other), measure.better))
    none = np.empty((0, structure.n), dtype=np.int64)
    return {name: np.stack(rows) if rows else none for name, rows in found.items()}


def _bounds(
    places: Ints, changed: Ints, drawn: Ints, sources: Sequence[str]
) -> tuple[Interval, ...]:
    every = np.vstack([places, changed])
    best, worst = every.min(axis=0), every.max(axis=0)
    likely = _percentiles(drawn if len(drawn) else places[np.newaxis])
    moved = np.abs(changed - places)
    hinges = [""] * len(places)
    if len(sources) and len(places):
        furthest = moved.argmax(axis=0)
        hinges = [
            sources[at] if moved[at, node] else "" for node, at in enumerate(furthest.tolist())
        ]
    low, high = likely
    bounds = zip(best.tolist(), worst.tolist(), low.tolist(), high.tolist(), hinges, strict=True)
    return tuple(Interval(*one) for one in bounds)


def _percentiles(drawn: Ints) -> tuple[Ints, Ints]:
    tail = (1 - LIKELY) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return low.astype(np.int64), high.astype(np.int64)
