"""Measures of the whole network: how dense it is, and whether it is a small world."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Structure
from kng._values import Bilingual

if TYPE_CHECKING:
    import igraph

_NOT_DEFINED = float("nan")


def density(structure: Structure) -> float:
    """2m / (n (n − 1)): what share of all pairs are tied; with direction m / (n (n − 1)).

    From 0 to 1; NaN with fewer than two nodes. Reference: Wasserman and Faust 1994,
    doi:10.1017/CBO9780511815478.

    >>> from kng._measures import structure
    >>> density(structure(3, [0, 1], [1, 2], [1.0, 1.0])) == 2 / 3
    True
    """
    n = structure.n
    if n < 2:
        return _NOT_DEFINED
    return structure.m * (1 if structure.directed else 2) / (n * (n - 1))


def components(structure: Structure) -> float:
    """The number of parts, isolated nodes counted each as one.

    >>> from kng._measures import structure
    >>> components(structure(4, [1], [2], [1.0]))
    3.0
    """
    return float(structure.parts.max(initial=-1) + 1)


def largest_component(structure: Structure) -> float:
    """What share of the nodes the largest part has: from 1/n to 1; NaN without nodes.

    >>> from kng._measures import structure
    >>> largest_component(structure(4, [1], [2], [1.0]))
    0.5
    """
    return float((structure.parts == 0).mean()) if structure.n else _NOT_DEFINED


def transitivity(structure: Structure) -> float:
    """3 · triangles / pairs of ties that meet in a node: from 0 to 1; NaN when no two ties meet.

    Weights and direction do not count. Reference: Newman, Strogatz and Watts 2001,
    doi:10.1103/PhysRevE.64.026118.

    >>> from kng._measures import structure
    >>> round(transitivity(structure(4, [0, 0, 1, 2], [1, 2, 2, 3], [1.0] * 4)), 9)
    0.6
    """
    return float(structure.undirected.graph.transitivity_undirected(mode="nan"))


def mean_distance(structure: Structure) -> float:
    """The mean number of steps of the shortest paths between all pairs of the largest part.

    At least 1; NaN when no two nodes are tied. Weights and direction do not count. Reference:
    Watts and Strogatz 1998, doi:10.1038/30918.

    >>> from kng._measures import structure
    >>> mean_distance(structure(3, [0, 1], [1, 2], [1.0, 1.0])) == 4 / 3
    True
    """
    if structure.m == 0:
        return _NOT_DEFINED
    return float(_largest(structure).average_path_length(directed=False))


def small_world(structure: Structure) -> float:
    """σ = (C / C₀) / (L / L₀), for the largest part, with n nodes of mean degree k.

    C is the mean of `clustering` and L the mean distance in steps; C₀ = k / n and L₀ = ln n / ln k
    are those of a random network of as many nodes and ties. Above 1: neighbours know each other
    and still all are near, a small world. A meeting ties all who were there, which raises C
    by the way the network is made. NaN where k is not above 1 or C₀ and L₀ say nothing (n < 3).
    Weights and direction do not count. Reference: Humphries and Gurney 2008,
    doi:10.1371/journal.pone.0002051; Watts and Strogatz 1998, doi:10.1038/30918.

    >>> from kng._measures import structure
    >>> triangle = structure(3, [0, 0, 1], [1, 2, 2], [1.0, 1.0, 1.0])
    >>> round(small_world(triangle), 3)  # C = L = 1, C₀ = 2/3, L₀ = ln 3 / ln 2
    2.377
    """
    if structure.m == 0:
        return _NOT_DEFINED
    part = _largest(structure)
    n = part.vcount()
    k = 2 * part.ecount() / n
    if n < 3 or k <= 1:
        return _NOT_DEFINED
    clustered = float(np.mean(part.transitivity_local_undirected(mode="zero"))) / (k / n)
    apart = part.average_path_length(directed=False) / (math.log(n) / math.log(k))
    return float(clustered / apart)


def _largest(structure: Structure) -> igraph.Graph:
    plain = structure.undirected
    return plain.graph.induced_subgraph(np.flatnonzero(plain.parts == 0).tolist())


_FAUST = "Wasserman & Faust 1994, doi:10.1017/CBO9780511815478"
_WATTS = "Watts & Strogatz 1998, doi:10.1038/30918"
_PLAIN = Bilingual("Riktningen räknas inte.", "Direction does not count.")

MEASURES = (
    Measure(
        name="density",
        title=Bilingual("Täthet", "Density"),
        meaning=Bilingual(
            "Hur stor del av alla par som har ett band.", "What share of all pairs have a tie."
        ),
        unit=Bilingual("andel av paren", "share of the pairs"),
        range="0 … 1",
        better="neither",
        reference=_FAUST,
        compute=density,
        of="network",
        directed=Bilingual("Varje par räknas åt båda håll.", "Each pair counts in both orders."),
    ),
    Measure(
        name="components",
        title=Bilingual("Antal delar", "Number of components"),
        meaning=Bilingual(
            "Hur många delar som inte har något band till varandra.",
            "How many parts there are without a tie between them.",
        ),
        unit=Bilingual("delar", "parts"),
        range="0 … n",
        better="lower",
        reference="Tarjan 1972, doi:10.1137/0201010",
        compute=components,
        of="network",
        directed=_PLAIN,
    ),
    Measure(
        name="largest_component",
        title=Bilingual("Största delen", "Largest component"),
        meaning=Bilingual(
            "Hur stor del av alla som hör till den största delen.",
            "What share of all belong to the largest part.",
        ),
        unit=Bilingual("andel av noderna", "share of the nodes"),
        range="0 … 1",
        better="higher",
        reference=_FAUST,
        compute=largest_component,
        of="network",
        directed=_PLAIN,
    ),
    Measure(
        name="transitivity",
        title=Bilingual("Transitivitet", "Transitivity"),
        meaning=Bilingual(
            "Hur ofta två som har mött samma tredje också har mött varandra.",
            "How often two who have met the same third have also met each other.",
        ),
        unit=Bilingual("andel av paren", "share of the pairs"),
        range="0 … 1",
        better="neither",
        reference="Newman, Strogatz & Watts 2001, doi:10.1103/PhysRevE.64.026118",
        compute=transitivity,
        of="network",
        directed=_PLAIN,
    ),
    Measure(
        name="mean_distance",
        title=Bilingual("Medelavstånd", "Mean distance"),
        meaning=Bilingual(
            "Hur många steg det i genomsnitt är mellan två i den största delen.",
            "How many steps there are on average between two in the largest part.",
        ),
        unit=Bilingual("steg", "steps"),
        range="≥ 1",
        better="lower",
        reference=_WATTS,
        compute=mean_distance,
        of="network",
        directed=_PLAIN,
        paths=True,
    ),
    Measure(
        name="small_world",
        title=Bilingual("Liten värld", "Small world"),
        meaning=Bilingual(
            "Över 1 känner grannar varandra mer än av en slump, och ändå är alla nära.",
            "Above 1 neighbours know each other more than by chance, and still all are near.",
        ),
        unit=Bilingual("kvot", "ratio"),
        range="≥ 0",
        better="neither",
        reference=f"Humphries & Gurney 2008, doi:10.1371/journal.pone.0002051; {_WATTS}",
        compute=small_world,
        of="network",
        directed=_PLAIN,
        paths=True,
    ),
)
