"""Draws that come out the same everywhere: only ``random.Random(int).random()`` is used, which
Python promises not to change, and integer arithmetic on it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Final, Generic, TypeVar

T = TypeVar("T")
LAW_TOTAL: Final = 1_000_000_000


class Draws:
    """A row of draws that depends on nothing but its key.

    Each file of a simulated network has its own key, so that one file can change without moving
    the draws of the next.

    >>> Draws(1, "staff", 3).below(1000) == Draws(1, "staff", 3).below(1000)
    True
    """

    __slots__ = ("random",)

    def __init__(self, *key: int | str) -> None:
        digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
        self.random = Random(int.from_bytes(digest[:8], "big")).random

    def below(self, count: int) -> int:
        """A whole number from 0 to ``count`` − 1, all equally likely."""
        return int(self.random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.random() * (high - low + 1))

    def early(self, count: int) -> int:
        """A whole number below ``count`` with small ones more likely: place r has a chance
        in proportion to about r^(−1/2), which gives degrees a tail of exponent 3."""
        drawn = self.random()
        return int(drawn * drawn * count)

    def chance(self, share: float) -> bool:
        """True with the probability ``share``."""
        return self.random() < share

    def pick(self, things: Sequence[T]) -> T:
        """One of the things, all equally likely."""
        return things[int(self.random() * len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """At most ``count`` different things, fewer where the draws fall on the same ones."""
        return list(dict.fromkeys(self.pick(things) for _ in range(count)))

    def weighted(self, table: Weighted[T]) -> T:
        """One of the things of a table, each as likely as its weight says."""
        return table.at(self.below(table.sums[-1]))


class Weighted(Generic[T]):
    """Things with whole-number weights.

    >>> Draws(7).weighted(Weighted([("never", 0), ("always", 5)]))
    'always'
    """

    __slots__ = ("sums", "things", "weights")

    def __init__(self, pairs: Sequence[tuple[T, int]]) -> None:
        self.things = tuple(thing for thing, _ in pairs)
        self.weights = tuple(weight for _, weight in pairs)
        self.sums = tuple(accumulate(self.weights))

    def at(self, position: int) -> T:
        """The thing at a position from 0 to the sum of all weights − 1.

        >>> [Weighted([("a", 1), ("b", 2)]).at(position) for position in range(3)]
        ['a', 'b', 'b']
        """
        return self.things[bisect_right(self.sums, position)]


def power_law(exponent: float, most: int) -> Weighted[int]:
    """The numbers 1 to ``most`` with P(K ≥ k) = k^(1 − ``exponent``); what would be larger is
    ``most``. The weights add up to ``LAW_TOTAL``.

    >>> power_law(2.0, 3).weights
    (500000000, 166666667, 333333333)
    """
    tail = [round(LAW_TOTAL * k ** (1 - exponent)) for k in range(1, most + 1)] + [0]
    return Weighted([(k, tail[k - 1] - tail[k]) for k in range(1, most + 1)])
