"""PageRank: where a walk along the ties is most of the time."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual

_DAMPING = 0.85
# Each step leaves at most 0.85 of the error: 0.85²⁰⁰ < 10⁻¹⁴.
_STEPS = 200


def pagerank(structure: Structure) -> Floats:
    """p(i) = (1 − d)/n + d · (Σⱼ p(j) · w(j, i)/s(j) + Σ over dead ends j of p(j)/n), d = 0.85.

    s(j) is the weight of the ties that leave j: a walk follows a tie by its weight, and with
    probability 1 − d, and from nodes that no tie leaves always, starts again at any node. With
    direction, walks follow it.

    Above 0; the sum is 1; isolated nodes share the lowest value; a single node has 1.
    Reference: Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X.

    >>> from kng._measures import structure
    >>> pagerank(structure(3, [0, 0], [1, 2], [1.0, 1.0])).round(4).tolist()
    [0.4865, 0.2568, 0.2568]
    """
    n = structure.n
    if n == 0:
        return np.zeros(0)
    matrix = structure.adjacency
    leaving = np.asarray(matrix.sum(axis=1), dtype=np.float64)
    dead = leaving == 0
    out = np.where(dead, 1.0, leaving)
    into = matrix.T.tocsr() if structure.directed else matrix
    rank = np.full(n, 1.0 / n)
    for _ in range(_STEPS):
        restart = (1.0 - _DAMPING + _DAMPING * rank[dead].sum()) / n
        rank = restart + _DAMPING * (into @ (rank / out))
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
    core=True,
    directed=Bilingual("Vandringen följer riktningen.", "The walk follows the direction."),
)
