"""PageRank: where a walk along the ties is most of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kng._measures._record import Measure, undirected
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_DAMPING = 0.85
# Each step leaves at most 0.85 of the error: 0.85²⁰⁰ < 10⁻¹⁴.
_STEPS = 200


def pagerank(adjacency: csr_array[Any]) -> NDArray[np.float64]:
    """p(i) = (1 − d)/n + d · (Σⱼ p(j) · w(j, i)/s(j) + Σ over isolated j of p(j)/n), d = 0.85.

    s(j) is the strength of j: a walk follows a tie by its weight, and with probability 1 − d,
    and from isolated nodes always, starts again at any node.

    ``adjacency`` is the symmetric n × n matrix of weights. Above 0; the sum is 1; isolated nodes
    share the lowest value; a single node has 1. Raises `KngError` for a directed network.
    Reference: Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X.

    >>> from scipy.sparse import csr_array
    >>> pagerank(csr_array(np.array([[0, 1, 1], [1, 0, 0], [1, 0, 0]]))).round(4).tolist()
    [0.4865, 0.2568, 0.2568]
    """
    matrix = undirected(adjacency)
    n = matrix.shape[0]
    if n == 0:
        return np.zeros(0)
    strength = np.asarray(matrix.sum(axis=1), dtype=np.float64)
    alone = strength == 0
    out = np.where(alone, 1.0, strength)
    rank = np.full(n, 1.0 / n)
    for _ in range(_STEPS):
        restart = (1.0 - _DAMPING + _DAMPING * rank[alone].sum()) / n
        rank = restart + _DAMPING * (matrix @ (rank / out))
    return np.asarray(rank, dtype=np.float64)


MEASURE = Measure(
    name="pagerank",
    title=Bilingual("PageRank", "PageRank"),
    meaning=Bilingual(
        "Hur väl förbunden man är med dem som själva är väl förbundna.",
        "How well connected one is to those who are well connected themselves.",
    ),
    unit=Bilingual("andel av besöken", "share of the visits"),
    range="0 … 1, sum 1",
    better="higher",
    reference="Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X",
    compute=pagerank,
)
