"""How much nodes share: the upper half of B·W·Bᵀ, a strip at a time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kng._network._table import Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_PAIRS_AT_ONCE = 2_000_000


class Ties(NamedTuple):
    """Pairs of nodes and the weight of each, sorted, the first node before the second."""

    source: Ints
    target: Ints
    weight: Floats


def shared(node: Ints, place: Ints, nodes: int, weight: Floats) -> Ties:
    """For each pair of nodes that were at one place the sum of the weights of these places.

    ``node`` and ``place`` belong together, each pair once, sorted by place. The terms of a sum
    are added in the order of the places. Strips of the matrix are made one after the other, so
    that only the upper half is ever there.

    >>> ties = shared(np.array([0, 1, 2, 0, 1]), np.array([0, 0, 0, 1, 1]), 3, np.array([0.5, 1]))
    >>> list(zip(*(one.tolist() for one in ties)))
    [(0, 1, 1.5), (0, 2, 0.5), (1, 2, 0.5)]
    """
    from scipy.sparse import coo_array

    shape = (nodes, len(weight))
    at = coo_array((np.ones(len(node)), (node, place)), shape=shape).tocsr()
    weighed = at.copy()
    weighed.data = weight[at.indices]
    strips = [_strip(at, weighed, *ends) for ends in _strips(at)]
    if not strips:
        return Ties(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return Ties(*(np.concatenate(part) for part in zip(*strips, strict=True)))


def _strip(at: csr_array[Any], weighed: csr_array[Any], first: int, last: int) -> Ties:
    """The ties of the nodes from ``first`` to before ``last`` with those that come after them."""
    product = (weighed[first:] @ at[first:last].T.tocsr()).tocsc()  # sorted, as it is turned
    source = np.repeat(np.arange(first, last), np.diff(product.indptr))
    target = product.indices.astype(np.int64) + first
    above = target > source
    return Ties(source[above], target[above], product.data[above])


def _strips(at: csr_array[Any]) -> list[tuple[int, int]]:
    """Runs of nodes of which each meets at most so many others, counted once a meeting."""
    at_place = np.bincount(at.indices, minlength=at.shape[1])
    meets = np.concatenate([[0], np.cumsum(at_place[at.indices])])[at.indptr]
    cuts = np.flatnonzero(np.diff(meets[1:] // _PAIRS_AT_ONCE, prepend=0)) + 1
    bounds = sorted({0, *cuts.tolist(), at.shape[0]})
    return list(pairwise(bounds))


def pairs(group: Ints) -> tuple[Ints, Ints]:
    """The positions of all pairs in which both members lie in the same run of ``group``.

    >>> left, right = pairs(np.array([0, 0, 0, 1, 2, 2]))
    >>> list(zip(left.tolist(), right.tolist()))
    [(0, 1), (0, 2), (1, 2), (4, 5)]
    """
    position = np.arange(len(group))
    later = np.searchsorted(group, group, side="right") - position - 1
    left = np.repeat(position, later)
    step = np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    return left, left + 1 + step
