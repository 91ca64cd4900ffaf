"""The ways to weigh ties: one entry each in `WEIGHTINGS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kng._errors import UnknownName
from kng._network._table import Floats, Ints
from kng._values import Bilingual

DAYS_OF_A_YEAR = 365.25

HALF_LIFE = 3.0
"""The years in which a weight halves unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """A way to weigh ties.

    ``gathering`` gives from the size n of a gathering what it adds to each pair that attended;
    ``direct`` gives from the weight in a direct row what the row adds to its tie. Where it
    ``fades``, each of these is halved with every half-life that has gone since.
    """

    name: str
    meaning: Bilingual
    gathering: Callable[[Ints], Floats]
    direct: Callable[[Floats], Floats]
    fades: bool = False


def _newman(size: Ints) -> Floats:
    return 1.0 / (size.astype(np.float64) - 1.0)


def _as_given(weight: Floats) -> Floats:
    return weight


def _one_each(values: Ints | Floats) -> Floats:
    return np.ones(len(values), dtype=np.float64)


WEIGHTINGS: tuple[Weighting, ...] = (
    Weighting(
        "newman",
        Bilingual(
            "Ett möte med n deltagare ger varje par 1/(n−1), så att små möten väger tyngst "
            "(Newman 2001, doi:10.1103/PhysRevE.64.016132); direkta band har sin egen vikt.",
            "A meeting of n participants gives each pair 1/(n−1), so that small meetings weigh "
            "most (Newman 2001, doi:10.1103/PhysRevE.64.016132); direct ties keep their weight.",
        ),
        _newman,
        _as_given,
    ),
    Weighting(
        "count",
        Bilingual(
            "Varje gemensamt möte, och varje belägg för ett direkt band, räknas som ett.",
            "Each shared meeting, and each piece of evidence for a direct tie, counts one.",
        ),
        _one_each,
        _one_each,
    ),
    Weighting(
        "half-life",
        Bilingual(
            "Som newman, men vikten halveras med åldern (--half-life, i år): räknat från den "
            "sista kända dagen till tidens slut, eller till det nyaste.",
            "As newman, but the weight halves with age (--half-life, in years): counted from the "
            "last known day to the end of the time, or to what is newest.",
        ),
        _newman,
        _as_given,
        fades=True,
    ),
)


def weighting_of(name: str) -> Weighting:
    """The weighting of that name; raises `UnknownName` with the known ones."""
    for one in WEIGHTINGS:
        if one.name == name:
            return one
    raise UnknownName("weight", name, [one.name for one in WEIGHTINGS])


def faded(age: Ints, years: float) -> Floats:
    """What is left of a weight after so many days: 2^(−age / half-life), a year being 365.25 days.

    What is not yet over has no age, so a negative one counts as none.

    >>> faded(np.array([0, 1461, 2922, -9]), years=4.0).tolist()
    [1.0, 0.5, 0.25, 1.0]
    """
    left: Floats = np.exp2(-np.maximum(age, 0) / (DAYS_OF_A_YEAR * years))
    return left
