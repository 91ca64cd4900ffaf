"""Measures of nodes: a file each, listed in `MEASURES`; adding one is a file and a line here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kng._errors import UnknownName
from kng._measures import betweenness, closeness, degree, pagerank, strength
from kng._measures._record import Measure
from kng._values import significant

__all__ = ["MEASURES", "Measure", "measure", "rank"]

MEASURES: tuple[Measure, ...] = (
    degree.MEASURE,
    strength.MEASURE,
    betweenness.MEASURE,
    closeness.MEASURE,
    pagerank.MEASURE,
)


def measure(name: str) -> Measure:
    """The measure of that name; raises `UnknownName` with the known ones.

    >>> measure("degree").title.sv
    'Gradtal'
    """
    for one in MEASURES:
        if one.name == name:
            return one
    raise UnknownName("measure", name, [one.name for one in MEASURES])


def rank(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each value, 1 for the highest; equal values share the best place (1, 2, 2, 4).

    Values are equal when they agree in 9 significant digits.

    >>> rank(np.array([0.5, 0.25, 0.9, 0.5])).tolist()
    [2, 4, 1, 2]
    """
    rounded = np.array([significant(value) for value in values.tolist()], dtype=np.float64)
    return len(rounded) - np.searchsorted(np.sort(rounded), rounded, side="right") + 1
