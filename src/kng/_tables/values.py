"""What is read from a file: tables of raw values, and where each of them stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from kng._errors import Fault, Spot
from kng._values import Bilingual

Raw = str | int | float | bool | datetime.date | datetime.datetime | None
"""The value of a cell as read. An empty cell, or one with nothing but blanks, is ``None``.

A date cell whose format shows no day, or no month, is the text ``2022-03`` or ``2022``: what
its reader sees, and no more. A time of day is the text ``14:30``.
"""

_LETTERS = 26


def letters(column: int) -> str:
    """The letters of a column, counted from 0, as spreadsheets show them.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


class Head(NamedTuple):
    """The heading of a column (counted from 0); runs of blanks in its text are one blank."""

    column: int
    text: str


class Row(NamedTuple):
    """A row that holds something: its number as spreadsheets show it, counted from 1, and one
    value for each heading of its table, in the same order."""

    number: int
    values: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a CSV file (``sheet`` is then empty).

    ``heads`` are the headings that say something, from left to right, and ``rows`` the rows
    below them that are not blank, from top to bottom. ``epoch`` is the year in which the
    workbook begins to count days, 1900 or 1904. ``faults`` is what is wrong in this sheet
    alone: who does not read the sheet need not mind. A sheet without any filled cell has
    neither heads nor rows.

    >>> heads = (Head(0, "Namn"), Head(2, "Datum"))
    >>> table = Table("möten.xlsx", "Möten", heads, (Row(7, ("Minimöte", "2022-13")),))
    >>> table.place(table.rows[0], table.heads[1]).sv
    'möten.xlsx · Möten · C7'
    """

    file: str
    sheet: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    epoch: int = 1900

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def where(self) -> str:
        """The file, and the sheet if it has any.

        >>> Table("möten.xlsx", "Möten", (), ()).where
        'möten.xlsx · Möten'
        """
        return f"{self.file} · {self.sheet}" if self.sheet else self.file

    def place(self, row: Row | int, head: Head | None = None) -> Bilingual:
        """Where a cell stands, or a whole row, in words for people.

        >>> table = Table("deltagare.csv", "", (Head(0, "function"),), ())
        >>> table.place(7, table.heads[0])
        Bilingual(sv='deltagare.csv · rad 7 · kolumn function', en='deltagare.csv · row 7 · column \
function')
        """
        number = row if isinstance(row, int) else row.number
        if self.sheet and head:
            return _same(f"{self.where} · {letters(head.column)}{number}")
        columns = (f" · kolumn {head.text}", f" · column {head.text}") if head else ("", "")
        return Bilingual(
            f"{self.where} · rad {number}{columns[0]}",
            f"{self.where} · row {number}{columns[1]}",
        )

    def fault(
        self,
        row: Row | int,
        head: Head,
        check: str,
        text: Bilingual,
        severity: str = "violation",
    ) -> Fault:
        """What is wrong with a cell. In a CSV file, whose columns have no letters, the place is
        the line and the message begins with the heading.

        >>> table = Table("deltagare.csv", "", (Head(0, "start"),), ())
        >>> print(table.fault(7, table.heads[0], "date", Bilingual("fel dag", "wrong day")))
        deltagare.csv:7: column start: wrong day [date]
        """
        number = row if isinstance(row, int) else row.number
        spot = Spot(self.file, self.sheet, number, head.column)
        if self.sheet:
            return Fault(self.place(row, head).sv, check, text.sv, text.en, severity, spot)
        sv, en = f"kolumn {head.text}: {text.sv}", f"column {head.text}: {text.en}"
        return Fault(f"{self.file}:{number}", check, sv, en, severity, spot)


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
