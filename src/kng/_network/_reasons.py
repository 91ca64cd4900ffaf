"""The evidence of ties: arrays of reasons, made into values only where they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np

from kng._network._table import Floats, Ints, Truths
from kng._network._time import day_of
from kng._values import Evidence, Largest


class Supports(NamedTuple):
    """What ties can rest on, one entry each: a gathering, or what a direct row rests on.

    ``name`` is its address (empty where there is none), ``whole`` that of what it is part of, as
    a place in ``wholes``, which are sorted (-1 for none); a ``size`` of 0 is none. ``first`` and
    ``last`` are ordinals of days, or empty arrays where there are no dates.
    """

    name: list[str]
    weight: Floats
    size: Ints
    basis: list[str]
    first: Ints
    last: Ints
    whole: Ints
    wholes: list[str]

    def evidence(self) -> list[tuple[Evidence, ...]]:
        """Each support as evidence; none for one without an address."""
        dated = len(self.first) > 0
        first = map(day_of, self.first.tolist()) if dated else [""] * len(self.name)
        last = map(day_of, self.last.tolist()) if dated else [""] * len(self.name)
        sizes = [size or None for size in self.size.tolist()]
        columns = (self.name, self.weight.tolist(), sizes, self.basis, first, last)
        made = [Evidence(*one) for one in zip(*columns, strict=True)]
        return [(one,) if one.thing else () for one in made]


class Listing(NamedTuple):
    """Which tie rests on which support, sorted by tie and then by the address of the whole."""

    tie: Ints
    support: Ints


class Reasons(Sequence[tuple[Evidence, ...]]):
    """The evidence of each of ``ties`` ties, listed when it is first looked at."""

    def __init__(self, ties: int, supports: Supports, listing: Callable[[], Listing]) -> None:
        self._ties, self.supports, self._make = ties, supports, listing

    @cached_property
    def listing(self) -> Listing:
        """Which tie rests on which support."""
        return self._make()

    @cached_property
    def _starts(self) -> Ints:
        return np.searchsorted(self.listing.tie, np.arange(self._ties + 1))

    @cached_property
    def _evidence(self) -> list[tuple[Evidence, ...]]:
        return self.supports.evidence()

    def __len__(self) -> int:
        return self._ties

    @overload
    def __getitem__(self, at: int) -> tuple[Evidence, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[Evidence, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[Evidence, ...] | Sequence[tuple[Evidence, ...]]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._ties))]
        place = range(self._ties)[at]
        first, last = self._starts[place], self._starts[place + 1]
        supports: list[int] = self.listing.support[first:last].tolist()
        if len(supports) == 1:
            return self._evidence[supports[0]]
        return tuple(one for support in supports for one in self._evidence[support])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<the evidence of {self._ties} ties>"

    def chosen(self, shown: Truths) -> Reasons:
        """The evidence of the ties that are still shown."""

        def listed() -> Listing:
            tie, support = self.listing
            kept = shown[tie]
            return Listing((np.cumsum(shown) - 1)[tie[kept]], support[kept])

        return Reasons(int(shown.sum()), self.supports, listed)

    def largest(self) -> Largest | None:
        """The whole on which most ties rest; of equals the first by address."""
        tie, support = self.listing
        whole = self.supports.whole[support]
        named = whole >= 0
        key = np.sort(tie[named] * len(self.supports.wholes) + whole[named])
        first = np.ones(len(key), dtype=bool)
        first[1:] = np.diff(key) != 0  # np.unique hashes, which is slower
        counts = np.bincount(key[first] % max(len(self.supports.wholes), 1))
        return largest_of(counts, self.supports.wholes, self._ties)


def largest_of(counts: Ints, wholes: Sequence[str], ties: int) -> Largest | None:
    """The whole with the highest count of ties, and its share of all; of equals the first."""
    if not len(counts) or not counts.any():
        return None
    most = int(np.argmax(counts))
    return Largest(wholes[most], int(counts[most]), float(counts[most]) / ties)
