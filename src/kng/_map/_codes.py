"""Values once each, and everywhere else their number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Codes(Generic[T]):
    """Gives each value a number, in the order in which they come.

    >>> codes = Codes(["a"])
    >>> codes("b"), codes("a"), codes.values
    (1, 0, ['a', 'b'])
    """

    def __init__(self, values: Iterable[T] = ()) -> None:
        self.values: list[T] = []
        self._numbers: dict[T, int] = {}
        for value in values:
            self(value)

    def __call__(self, value: T) -> int:
        number = self._numbers.setdefault(value, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number

    def __contains__(self, value: T) -> bool:
        return value in self._numbers
