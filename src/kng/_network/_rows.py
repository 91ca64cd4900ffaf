"""Rows as a projection reads them: which columns a form has, and a table that notes faults."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kng._errors import KngError, UnknownName
from kng._values import Bilingual, Cell, Iri, Rows

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_FAULTS_TOLD = 20

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Projection:
    """What the head of a file in ``queries/networks/`` says about its rows.

    ``tie`` says in words what a tie means. An affiliation has no direction.
    """

    name: str
    title: Bilingual
    tie: Bilingual
    form: Literal["affiliation", "direct"]
    directed: bool = False


class Form(NamedTuple):
    """The columns that a form of rows must have and may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]


DATES = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
"""The four days between which a thing lies, as the rules derive them. Rows have all or none."""

FORMS: Mapping[str, Form] = {
    "affiliation": Form(("node", "thing"), ("whole", "size", "basis", *DATES, "event")),
    "direct": Form(("source", "target"), ("weight", "evidence", "whole", *DATES, "event")),
}


def missing_columns(form: str, columns: Sequence[str]) -> list[str]:
    """The columns that a form of rows needs beside the given ones: its own, and all four dates
    where there is one.

    >>> missing_columns("affiliation", ["node", "earliestStart", "latestStart", "latestEnd"])
    ['thing', 'earliestEnd']
    """
    dates = DATES if dated(columns) else ()
    return [name for name in (*FORMS[form].needed, *dates) if name not in columns]


def dated(columns: Sequence[str]) -> bool:
    """Whether rows with these columns can be narrowed to a time."""
    return any(name in columns for name in DATES)


class Table:
    """Reads rows a column at a time and notes every fault, so that one run tells them all."""

    def __init__(self, projection: Projection, rows: Rows) -> None:
        form = FORMS.get(projection.form)
        if form is None:
            raise UnknownName("form of network", projection.form, FORMS)
        self.where = f"network '{projection.name}'"
        if projection.directed and projection.form == "affiliation":
            raise KngError(f"{self.where}: an affiliation has no direction; leave out 'directed'")
        missing = missing_columns(projection.form, rows.columns)
        if missing:
            raise KngError(
                f"{self.where}: the rows have no column {_listed(missing)} "
                f"(they have {_listed(rows.columns)}); a network of form '{projection.form}' "
                f"needs {_listed(form.needed)} and may have {_listed(form.optional)}; of the dates "
                "it has all four or none"
            )
        self.columns = rows.columns
        self._rows = rows
        self._faults: list[tuple[int, str]] = []

    def __contains__(self, column: str) -> bool:
        return column in self.columns

    def cells(self, column: str) -> list[Cell]:
        """The cells of a column, all empty when there is none."""
        if column not in self:
            return [None] * len(self._rows)
        at = self.columns.index(column)
        return [row[at] for row in self._rows]

    def addresses(self, column: str, needed: bool = False) -> list[str]:
        """The addresses of a column; empty cells become ``""`` unless ``needed``."""
        cells = self.cells(column)
        for number, cell in enumerate(cells):
            if not cell and needed:
                self._note(number, f"{column} is empty")
            elif cell and not isinstance(cell, Iri):
                self._note(number, f"{column} is no address")
        return [cell or "" for cell in cells]

    def numbers(self, column: str, accept: Callable[[float], bool], expected: str) -> Floats:
        """The numbers of a column; empty cells become 0."""
        cells = self.cells(column)
        numbers = np.zeros(len(cells))
        for at, cell in enumerate(cells):
            if cell is None:
                continue
            number = float(cell) if _NUMBER.fullmatch(cell) else math.nan
            if accept(number):
                numbers[at] = number
            else:
                self._note(at, f"{column} must be {expected}")
        return numbers

    def days(self, column: str, unknown: int) -> Ints:
        """The days of a column as ordinals; empty cells become ``unknown``."""
        read: dict[str, int | None] = {}
        days = np.full(len(self._rows), unknown, dtype=np.int64)
        for at, cell in enumerate(self.cells(column)):
            if cell is None:
                continue
            if cell not in read:
                read[cell] = _ordinal(cell)
            day = read[cell]
            if day is None:
                self._note(at, f"{column} must be a day, YYYY-MM-DD")
            else:
                days[at] = day
        return days

    def truths(self, column: str, default: bool) -> NDArray[np.bool_]:
        """The truth values of a column; empty cells become ``default``."""
        truths = np.full(len(self._rows), default)
        for at, cell in enumerate(self.cells(column)):
            if cell in _TRUTH:
                truths[at] = _TRUTH[cell]
            elif cell is not None:
                self._note(at, f"{column} must be true or false")
        return truths

    def require(self, column: str, beside: Sequence[str]) -> None:
        """Note the rows in which ``column`` is empty though ``beside`` is not."""
        for number, (cell, other) in enumerate(zip(self.cells(column), beside, strict=True)):
            if cell is None and other:
                self._note(number, f"{column} is empty")

    def finish(self) -> None:
        """Raise what was noted."""
        if not self._faults:
            return
        lines = [
            f"{self.where}, row {number + 1} ({self._shown(number)}): {fault}"
            for number, fault in sorted(self._faults)[:_FAULTS_TOLD]
        ]
        left = len(self._faults) - len(lines)
        raise KngError("\n".join([*lines, *([f"and {left} more"] if left else [])]))

    def _note(self, number: int, fault: str) -> None:
        self._faults.append((number, fault))

    def _shown(self, number: int) -> str:
        row = self._rows.cells[number]
        pairs = zip(self._rows.columns, row, strict=True)
        return ", ".join(f"{column}={'' if cell is None else cell}" for column, cell in pairs)


def _ordinal(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"
