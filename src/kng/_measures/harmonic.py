"""Harmonic closeness: the mean of one over the distance to all others."""

from __future__ import annotations

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def harmonic(structure: Structure) -> Floats:
    """h(i) = 1 / (n − 1) · Σ over j ≠ i of 1 / d(j, i), where 1 / d is 0 when there is no path.

    d is the length of the shortest path, where a tie of weight w is 1/w long (in whole steps
    of 2⁻²⁰). Unlike `closeness` it needs no factor for networks in parts. With direction, paths
    follow it. At least 0 (isolated, or alone in the network), at most the largest weight.
    Reference: Marchiori and Latora 2000, doi:10.1016/S0378-4371(00)00311-3; Boldi and Vigna 2014,
    doi:10.1080/15427951.2013.865686.

    >>> from kng._measures import structure
    >>> harmonic(structure(4, [0, 1], [1, 2], [1.0, 1.0])).round(3).tolist()
    [0.5, 0.667, 0.5, 0.0]
    """
    return structure.near.inverse / max(structure.n - 1, 1)


MEASURE = Measure(
    name="harmonic",
    title=Bilingual("Harmonisk närhet", "Harmonic closeness"),
    meaning=Bilingual(
        "Hur nära man i genomsnitt är alla andra, där den som inte nås räknas som noll.",
        "How near one is to all others on average, where those out of reach count as nothing.",
    ),
    unit=Bilingual("medel av 1/avstånd, avstånd = 1/vikt", "mean 1/distance, distance = 1/weight"),
    range="≥ 0",
    better="higher",
    reference=(
        "Marchiori & Latora 2000, doi:10.1016/S0378-4371(00)00311-3; "
        "Boldi & Vigna 2014, doi:10.1080/15427951.2013.865686"
    ),
    compute=harmonic,
    core=True,
    directed=Bilingual(
        "Vägarna till en, längs riktningen.", "The paths to one, along the direction."
    ),
    paths=True,
)
