"""Clustering: whether those one knows know each other."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def clustering(structure: Structure) -> Floats:
    """c(i) = 2 t(i) / (k(i) · (k(i) − 1)), t(i) the ties among the k(i) neighbours of i.

    From 0 to 1; 0 with fewer than two neighbours; weights and direction do not count. A meeting
    ties all who were there, so values are high by the way the network is made: 1 for whoever was
    at one meeting only. Reference: Watts and Strogatz 1998, doi:10.1038/30918.

    >>> from kng._measures import structure
    >>> clustering(structure(4, [0, 0, 0, 1], [1, 2, 3, 2], [1.0] * 4)).round(3).tolist()
    [0.333, 1.0, 1.0, 0.0]
    """
    found = structure.undirected.graph.transitivity_local_undirected(mode="zero")
    return np.array(found, dtype=np.float64)


MEASURE = Measure(
    name="clustering",
    title=Bilingual("Klustring", "Clustering"),
    meaning=Bilingual(
        "Hur stor del av dem man har mött som också har mött varandra.",
        "What share of those one has met have also met each other.",
    ),
    unit=Bilingual("andel av paren", "share of the pairs"),
    range="0 … 1",
    better="neither",
    reference="Watts & Strogatz 1998, doi:10.1038/30918",
    compute=clustering,
    directed=Bilingual("Riktningen räknas inte.", "Direction does not count."),
)
