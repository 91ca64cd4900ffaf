"""Closeness: how near a node is to all that it can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kng._measures._paths import UNIT, weighted_graph
from kng._measures._record import Measure, undirected
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def closeness(adjacency: csr_array[Any]) -> NDArray[np.float64]:
    """c(i) = (r − 1) / (n − 1) · (r − 1) / Σⱼ d(i, j), over the r nodes of i's component.

    d is the length of the shortest path, where a tie of weight w is 1/w long (in whole steps
    of 2⁻²⁰, so that paths tie exactly). The first factor is Wasserman and Faust's: a node that
    is near to few is not close to all.

    ``adjacency`` is the symmetric n × n matrix of weights. At least 0 (isolated, or alone in the
    network); 1 for the centre of a star of ties of weight 1. Raises `KngError` for a directed
    network. Reference: Freeman 1978, doi:10.1016/0378-8733(78)90021-7; Wasserman and Faust 1994,
    formula 5.22, doi:10.1017/CBO9780511815478.

    >>> from scipy.sparse import csr_array
    >>> closeness(csr_array(np.array([[0, 1, 1], [1, 0, 0], [1, 0, 0]]))).round(3).tolist()
    [1.0, 0.667, 0.667]
    """
    from scipy.sparse.csgraph import connected_components

    matrix = undirected(adjacency)
    n = matrix.shape[0]
    if matrix.nnz == 0:
        return np.zeros(n)
    component = connected_components(matrix, directed=False)[1]
    others = np.bincount(component)[component] - 1
    graph, lengths = weighted_graph(matrix)
    # igraph: one over the mean distance to the rest of the component, NaN for isolated nodes
    near = np.array(graph.closeness(weights=lengths, normalized=True))
    return np.where(others > 0, others / (n - 1) * near * UNIT, 0.0)


MEASURE = Measure(
    name="closeness",
    title=Bilingual("Närhetscentralitet", "Closeness"),
    meaning=Bilingual(
        "Hur kort man har till alla andra, genom dem man har mött.",
        "How near one is to everybody else, through those one has met.",
    ),
    unit=Bilingual("1 / medelavstånd, avstånd = 1/vikt", "1 / mean distance, distance = 1/weight"),
    range="≥ 0",
    better="higher",
    reference=(
        "Freeman 1978, doi:10.1016/0378-8733(78)90021-7; "
        "Wasserman & Faust 1994, doi:10.1017/CBO9780511815478"
    ),
    compute=closeness,
)
