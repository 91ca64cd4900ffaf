"""Closeness: how near a node is to all that it can reach."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def closeness(structure: Structure) -> Floats:
    """c(i) = (r − 1) / (n − 1) · (r − 1) / Σⱼ d(j, i), over the r nodes that reach i, itself too.

    d is the length of the shortest path, where a tie of weight w is 1/w long (in whole steps
    of 2⁻²⁰, so that paths tie exactly). The first factor is Wasserman and Faust's: a node that
    is near to few is not close to all. With direction, paths follow it.

    At least 0 (isolated, or alone in the network); 1 for the centre of a star of ties of weight 1.
    Reference: Freeman 1978, doi:10.1016/0378-8733(78)90021-7; Wasserman and Faust 1994,
    formula 5.22, doi:10.1017/CBO9780511815478.

    >>> from kng._measures import structure
    >>> closeness(structure(3, [0, 0], [1, 2], [1.0, 1.0])).round(3).tolist()
    [1.0, 0.667, 0.667]
    """
    reached, distance, _ = structure.near
    mean = np.divide(distance, reached, out=np.ones(structure.n), where=reached > 0)
    return reached / max(structure.n - 1, 1) / mean


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
    core=True,
    directed=Bilingual(
        "Vägarna till en, längs riktningen.", "The paths to one, along the direction."
    ),
    paths=True,
)
