"""Katz centrality: how many walks lead to a node, longer ones counting less."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._sparse import leading
from kng._measures._structure import Floats, Structure, by_size
from kng._values import Bilingual

_SHARE = 0.85
# Each step leaves at most 0.85 of the error: 0.85²⁰⁰ < 10⁻¹⁴.
_STEPS = 200


def katz(structure: Structure) -> Floats:
    """x = (1 + α Aᵀ + α² (Aᵀ)² + …) · (1, …, 1), brought to Σ x(i)² = 1, with α = 0.85 / ‖A‖.

    A is the matrix of weights and ‖A‖ its largest singular value, which without direction is its
    largest eigenvalue: below 1 / ‖A‖ the sum exists. With direction, walks follow it.

    Above 0; isolated nodes share the lowest value; a single node has 1.
    Reference: Katz 1953, doi:10.1007/BF02289026.

    >>> from kng._measures import structure
    >>> katz(structure(3, [0, 1], [1, 2], [1.0, 1.0])).round(4).tolist()
    [0.5069, 0.6972, 0.5069]
    """
    n = structure.n
    if n == 0:
        return np.zeros(0)
    matrix = structure.adjacency
    into = matrix.T.tocsr() if structure.directed else matrix
    reach = _norm(structure)
    share = _SHARE / reach if reach else 0.0
    walks = np.ones(n)
    for _ in range(_STEPS):
        walks = 1.0 + share * (into @ walks)
    return np.asarray(walks / np.linalg.norm(walks), dtype=np.float64)


def _norm(structure: Structure) -> float:
    if not structure.directed:
        return structure.leading[0]
    from scipy.sparse.csgraph import connected_components

    squared = (structure.adjacency.T @ structure.adjacency).tocsr()
    parts = by_size(connected_components(squared, directed=False)[1])
    return float(np.sqrt(leading(squared, parts)[0]))


MEASURE = Measure(
    name="katz",
    title=Bilingual("Katz-centralitet", "Katz centrality"),
    meaning=Bilingual(
        "Hur många vägar av alla längder som leder till en, där längre vägar räknas mindre.",
        "How many walks of any length lead to one, where longer ones count less.",
    ),
    unit=Bilingual("andel av vektorns längd", "share of the vector's length"),
    range="0 … 1, sum of squares 1",
    better="higher",
    reference="Katz 1953, doi:10.1007/BF02289026",
    compute=katz,
    directed=Bilingual("Vägarna följer riktningen.", "Walks follow the direction."),
)
