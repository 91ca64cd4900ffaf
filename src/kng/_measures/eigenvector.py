"""Eigenvector centrality: who is tied to those who are central."""

from __future__ import annotations

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def eigenvector(structure: Structure) -> Floats:
    """e with A e = λ e for the largest eigenvalue λ of the matrix A of weights, and Σ e(i)² = 1.

    It is the limit of multiplying (1, …, 1) by A again and again (by A + 1, where that would
    swing). In a network in parts only the part with the largest eigenvalue has values above 0, or
    several where their eigenvalues are the same: use `pagerank` to compare across parts.

    From 0 (isolated, or outside that part) to 1; all 0 without ties. Direction does not count.
    Reference: Bonacich 1972, doi:10.1080/0022250X.1972.9989806.

    >>> from kng._measures import structure
    >>> eigenvector(structure(5, [0, 1, 3], [1, 2, 4], [1.0, 1.0, 1.0])).round(3).tolist()
    [0.5, 0.707, 0.5, 0.0, 0.0]
    """
    return structure.leading[1]


MEASURE = Measure(
    name="eigenvector",
    title=Bilingual("Egenvektorcentralitet", "Eigenvector centrality"),
    meaning=Bilingual(
        "Hur mycket man möter dem som själva är centrala; noll utanför nätverkets tyngsta del.",
        "How much one meets those who are central; zero outside the network's heaviest part.",
    ),
    unit=Bilingual("andel av vektorns längd", "share of the vector's length"),
    range="0 … 1, sum of squares 1",
    better="higher",
    reference="Bonacich 1972, doi:10.1080/0022250X.1972.9989806",
    compute=eigenvector,
)
