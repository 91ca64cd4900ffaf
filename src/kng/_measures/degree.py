"""Degree: the number of ties of a node."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def degree(structure: Structure) -> Floats:
    """k(i) = the number of j with w(i, j) > 0; weights do not matter.

    From 0 (isolated) to n − 1. With direction, ties that go out and that come in are both counted,
    so that it goes to 2(n − 1). Reference: Freeman 1978, doi:10.1016/0378-8733(78)90021-7.

    >>> from kng._measures import structure
    >>> degree(structure(3, [0, 0], [1, 2], [2.0, 0.5])).tolist()
    [2.0, 1.0, 1.0]
    """
    ends = np.concatenate([structure.source, structure.target])
    return np.bincount(ends, minlength=structure.n).astype(np.float64)


MEASURE = Measure(
    name="degree",
    title=Bilingual("Gradtal", "Degree"),
    meaning=Bilingual(
        "Hur många andra man har band till.",
        "How many others one has ties to.",
    ),
    unit=Bilingual("band", "ties"),
    range="0 … n−1",
    better="higher",
    reference="Freeman 1978, doi:10.1016/0378-8733(78)90021-7",
    compute=degree,
    core=True,
    directed=Bilingual(
        "Band ut och band in räknas båda.", "Ties out and ties in are both counted."
    ),
)
