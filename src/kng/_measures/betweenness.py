"""Betweenness: how often a node lies on the shortest paths of others."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def betweenness(structure: Structure) -> Floats:
    """b(i) = 1 / ((n − 1)(n − 2)) · Σ over pairs (s, t) other than i of σ(s, t | i) / σ(s, t).

    σ(s, t) counts the shortest paths from s to t, σ(s, t | i) those through i; pairs are ordered,
    and without direction each counts in both orders. A tie of weight w is round(2²⁰ / w) long: who
    meets much is near, and paths tie in whole numbers. Paths whose lengths differ by less than one
    part in 5 · 10⁹ count as equally long. With direction, paths follow it.

    From 0 to 1; pairs without a path add nothing, isolated nodes and networks of fewer than three
    nodes have 0. Exact, in the order of n · m steps for m ties. Reference: Freeman 1977,
    doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249.

    >>> from kng._measures import structure
    >>> betweenness(structure(3, [0, 1], [1, 2], [1.0, 1.0])).tolist()
    [0.0, 1.0, 0.0]
    """
    n, directed = structure.n, structure.directed
    if n < 3 or structure.m == 0:
        return np.zeros(n)
    through = structure.graph.betweenness(directed=directed, weights=structure.distances)
    pairs = (n - 1) * (n - 2) / (1 if directed else 2)
    return np.array(through, dtype=np.float64) / pairs


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
    core=True,
    directed=Bilingual("Vägarna följer riktningen.", "Paths follow the direction."),
    paths=True,
)
