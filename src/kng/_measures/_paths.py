"""Shortest paths: weights as closeness, and the engine that walks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import igraph
    from scipy.sparse import csr_array

UNIT = 2**20
"""The length of a tie of weight 1."""

_LONGEST = 2**40


def distances(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """How far a tie of each weight reaches: round(2²⁰ / weight), from 1 to 2⁴⁰.

    Whole numbers, so that two paths of the same length are equal in every engine and on every
    processor, which sums of fractions are not.

    >>> distances(np.array([1.0, 0.25, 1 / 3])).tolist()
    [1048576, 4194304, 3145728]
    """
    return np.clip(np.rint(UNIT / weights), 1, _LONGEST).astype(np.int64)


def weighted_graph(adjacency: csr_array[Any]) -> tuple[igraph.Graph, list[int]]:
    """The igraph graph of a symmetric matrix without diagonal, and the distance of each tie."""
    import igraph
    from scipy.sparse import triu

    upper = triu(adjacency, k=1, format="coo")
    ends = np.column_stack([upper.row, upper.col])
    graph = igraph.Graph(n=adjacency.shape[0], edges=ends.tolist())
    return graph, distances(upper.data).tolist()
