"""From the raw value of a cell to the typed values that its column promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from kng._tables import cells
from kng._tables._unfit import Unfit
from kng._tables.dates import Dated
from kng._tables.mapping import Column
from kng._tables.values import Raw
from kng._values import Bilingual


class Ref(NamedTuple):
    """A thing that a cell names: its address, and the text of the cell."""

    address: str
    written: str

    def __str__(self) -> str:
        return self.address


class Link(NamedTuple):
    """A web address, and where in the page, as far as the cell says it."""

    url: str
    locator: str

    def __str__(self) -> str:
        return self.url


Typed = str | int | Decimal | bool | Dated | Link | Ref | None


_NO_HINT: Final = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, or (an ``info``) what was left out of it by rule.

    ``hint`` is added where it is told, and not noted: the nearest names are others tomorrow.
    """

    text: Bilingual
    check: str = "cell"
    severity: str = "violation"
    hint: Bilingual = _NO_HINT

    @property
    def told(self) -> Bilingual:
        """The text with the hint."""
        return Bilingual(self.text.sv + self.hint.sv, self.text.en + self.hint.en)


_KINDS: Final[Mapping[str, str]] = {
    "code": "code",
    "date": "date",
    "decimal": "number",
    "number": "integer",
    "url": "url",
    "yes-no": "yes-no",
}


_reading = lru_cache(maxsize=1 << 16, typed=True)(cells.read)
"""Tables say the same in many rows; a cell of 1 and one of 1.0 are kept apart."""


def typed(column: Column, raw: Raw, epoch: int) -> tuple[list[Typed], Sequence[Problem]]:
    """The values of a cell, and what is wrong with it or was left out of it.

    >>> from kng._values import Bilingual
    >>> typed(Column("start", Bilingual("", ""), "date"), "mars 2022", 1900)
    ([Dated(date='2022-03', not_before='', not_after='')], [])
    """
    values: list[Typed] = []
    problems: list[Problem] = []
    try:
        parts: Sequence[Raw] = [raw]
        if column.many:
            several = _read("many", raw, epoch, problems)
            parts = several if isinstance(several, tuple) else ()
        for part in parts:
            kind = _KINDS.get(column.type, "title")
            value = _read(kind, part, epoch, problems)
            if value is not None:
                values += _values(column, value)
    except Unfit as unfit:
        problems.append(Problem(unfit.text, unfit.check))
    return values, problems


def _read(kind: str, raw: Raw, epoch: int, problems: list[Problem]) -> cells.Value:
    reading = _reading(kind, raw, epoch)
    problems += [Problem(remark.text, remark.check, "info") for remark in reading.remarks]
    return reading.value


def _values(column: Column, value: cells.Value) -> Iterator[Typed]:
    match value:
        case cells.Address():
            yield Link(value.url, value.locator)
        case int() | Decimal() if column.type == "decimal":
            yield Decimal(value)
        case str() if column.type == "choice":
            yield from _choice(column, value)
        case str() | int() | Decimal() | Dated():
            yield value


def _choice(column: Column, text: str) -> Iterator[str]:
    """The value behind a word; a value itself stands too."""
    known = {key.casefold(): value for key, value in column.values.items()}
    known |= {value.casefold(): value for value in column.values.values()}
    if text.casefold() not in known:
        names = ", ".join(column.values)
        raise Unfit("choice", f"'{text}' är inte ett av {names}", f"'{text}' is not one of {names}")
    if known[text.casefold()]:
        yield known[text.casefold()]
