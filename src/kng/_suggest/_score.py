"""How much speaks for a meeting of two: one entry a part in `PARTS`, all added up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kng._suggest._field import Field, Floats, Truths
from kng._values import Bilingual

OLD = 3.0
"""The years after which a meeting is so old that two may well meet again; a tie's worth halves
with each of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for a meeting: what it is, and for each pair how much, from 0 to 1."""

    name: str
    meaning: Bilingual
    compute: Callable[[Field], Floats]


def _topics(field: Field) -> Floats:
    return field.topics / (1.0 + field.topics)


def _phase(field: Field) -> Floats:
    return field.phase / 2.0


def _size(field: Field) -> Floats:
    return field.size / 2.0


def _apart(field: Field) -> Floats:
    age = np.where(np.isnan(field.age), OLD, field.age)
    return np.where(field.met, 1.0 - np.exp2(-age / OLD), 1.0)


def _bridge(field: Field) -> Floats:
    nearer = nearness_gained(field.steps)
    most = nearer.max(initial=0.0)
    return nearer / most if most > 0 else nearer


def nearness_gained(steps: Floats) -> Floats:
    """How much nearer each pair would come to all, were the two tied: the sum over both ends of
    the sum over all nodes of what 1/steps to it grows by (harmonic closeness).

    >>> far = float("inf")
    >>> apart = np.array([[0, 1, far], [1, 0, far], [far, far, 0]])  # two who met, and a loner
    >>> nearness_gained(apart)[0].tolist()  # to the loner: 1 for the one, 1 + 1/2 for the loner
    [0.0, 0.0, 2.5]
    """
    with np.errstate(divide="ignore"):
        near = np.where(steps > 0, 1.0 / steps, 0.0)
        through = 1.0 / (1.0 + steps)
    gain = np.zeros_like(near)
    for one in range(len(steps)):
        nearer = np.maximum(through - near[one], 0.0)
        nearer[:, one] = 0.0
        gain[one] = nearer.sum(axis=1)
    np.fill_diagonal(gain, 0.0)
    return gain + gain.T


PARTS: tuple[Part, ...] = (
    Part(
        "topics",
        Bilingual(
            "w/(1+w), där w är vikten av de ämnen som båda har tagit upp",
            "w/(1+w), w being the weight of the topics that both have taken up",
        ),
        _topics,
    ),
    Part("phase", Bilingual("1/2 för samma fas", "1/2 for the same phase"), _phase),
    Part("size", Bilingual("1/2 för samma storlek", "1/2 for the same size"), _size),
    Part(
        "apart",
        Bilingual(
            "1 för dem som inte har mötts, annars 1 − 2^(−år sedan senast/3)",
            "1 for those who have not met, else 1 − 2^(−years since they last did/3)",
        ),
        _apart,
    ),
    Part(
        "bridge",
        Bilingual(
            "hur mycket närmare alla de två skulle komma (summan av 1/steg), delat med det största",
            "how much nearer to all the two would come (the sum of 1/steps), by the largest of all",
        ),
        _bridge,
    ),
)


def scores(field: Field) -> Floats:
    """How much speaks for each pair, the sum of all `PARTS`; 0 on the diagonal.

    >>> from kng._suggest._field import steps_between
    >>> none = np.zeros((2, 2), dtype=bool)
    >>> apart = Field((), none, none * 0.0, steps_between(none), none * 0.0, {}, none, none, None)
    >>> scores(apart).tolist()  # 1 as they have not met, 1 as no two come nearer by meeting
    [[0.0, 2.0], [2.0, 0.0]]
    """
    total: Floats = np.sum([part.compute(field) for part in PARTS], axis=0)
    np.fill_diagonal(total, 0.0)
    return total


def candidates(field: Field) -> Truths:
    """Which pairs can be suggested: those who have not met, or not for `OLD` years, each once."""
    may: Truths = ~field.met | ~(field.age <= OLD)
    return np.triu(may, k=1)
