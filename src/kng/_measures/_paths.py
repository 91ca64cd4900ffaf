"""Shortest paths from many nodes at once, in blocks, so that n² numbers never stand in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from kng._measures._structure import UNIT, Floats, Ints, Structure, distances

_AT_ONCE = 256


class Near(NamedTuple):
    """For each node, over the others from which a path leads to it: how many there are, the sum of
    their distances, and the sum of one over each; a tie of weight 1 is 1 long."""

    reached: Floats
    distance: Floats
    inverse: Floats


def near(structure: Structure, starts: Ints) -> Near:
    """How near all nodes are to some, the paths walked from ``starts``, along the direction.

    Lengths are whole numbers below 2⁵³, so that their sums are exact.
    """
    size = structure.n
    found = Near(np.zeros(size), np.zeros(size), np.zeros(size))
    for block in _blocks(structure, starts):
        there = np.isfinite(block) & (block > 0)
        found.reached[:] += there.sum(axis=0)
        found.distance[:] += np.where(there, block, 0.0).sum(axis=0)
        found.inverse[:] += np.divide(UNIT, block, out=np.zeros_like(block), where=there).sum(
            axis=0
        )
    return found._replace(distance=found.distance / UNIT)


def _blocks(structure: Structure, starts: Ints) -> Iterator[Floats]:
    """The lengths of the paths from some of the starts (rows) to all nodes (columns)."""
    from scipy.sparse.csgraph import dijkstra

    lengths = structure.adjacency.copy()
    lengths.data = distances(lengths.data).astype(np.float64)
    for first in range(0, len(starts), _AT_ONCE):
        yield np.atleast_2d(dijkstra(lengths, indices=starts[first : first + _AT_ONCE]))
