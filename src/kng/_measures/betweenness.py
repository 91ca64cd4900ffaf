"""Betweenness: how often a node lies on the shortest paths of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kng._measures._paths import weighted_graph
from kng._measures._record import Measure, undirected
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def betweenness(adjacency: csr_array[Any]) -> NDArray[np.float64]:
    """b(i) = 2 / ((n − 1)(n − 2)) · Σ over pairs s < t other than i of σ(s, t | i) / σ(s, t).

    σ(s, t) counts the shortest paths between s and t, σ(s, t | i) those through i. A tie of
    weight w is round(2²⁰ / w) long: who meets much is near, and paths tie in whole numbers.
    Paths whose lengths differ by less than one part in 5 · 10⁹ count as equally long.

    ``adjacency`` is the symmetric n × n matrix of weights. From 0 to 1; pairs without a path add
    nothing, isolated nodes and networks of fewer than three nodes have 0. Exact, in the order of
    n · m steps for m ties. Raises `KngError` for a directed network. Reference: Freeman 1977,
    doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249.

    >>> from scipy.sparse import csr_array
    >>> betweenness(csr_array(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))).tolist()
    [0.0, 1.0, 0.0]
    """
    matrix = undirected(adjacency)
    n = matrix.shape[0]
    if n < 3 or matrix.nnz == 0:
        return np.zeros(n)
    graph, lengths = weighted_graph(matrix)
    pairs = (n - 1) * (n - 2) / 2
    return np.array(graph.betweenness(directed=False, weights=lengths)) / pairs


MEASURE = Measure(
    name="betweenness",
    title=Bilingual("Mellancentralitet", "Betweenness"),
    meaning=Bilingual(
        "Hur stor del av de kortaste vägarna mellan andra som går genom en: broarna.",
        "What share of the shortest paths between others runs through one: the bridges.",
    ),
    unit=Bilingual("andel av paren", "share of the pairs"),
    range="0 … 1",
    better="higher",
    reference="Freeman 1977, doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249",
    compute=betweenness,
)
