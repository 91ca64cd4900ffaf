"""Many cells of a kind, told in few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kng._errors import Fault
from kng._tables import limits
from kng._tables.values import letters


class Run(NamedTuple):
    """Cells of a column below each other: the column from 0, the rows from 1, and what they
    have in common.

    >>> Run(2, "", 2, 5).cells, Run(2, "", 2, 2).cells
    ('C2:C5', 'C2')
    """

    column: int
    detail: str
    first: int
    last: int

    @property
    def cells(self) -> str:
        """How spreadsheets write it."""
        name = letters(self.column)
        end = f":{name}{self.last}" if self.last > self.first else ""
        return f"{name}{self.first}{end}"


class Runs:
    """Cells of a kind; those below each other are one, and only the first so many are kept.

    >>> runs = Runs()
    >>> for row in (2, 3, 9):
    ...     runs.add(row, 0)
    >>> [run.cells for run in runs]
    ['A2:A3', 'A9']
    """

    def __init__(self) -> None:
        self._lasts: dict[tuple[int, str], list[int]] = {}
        self._kept: list[tuple[int, str, list[int]]] = []
        self._more = 0

    def add(self, row: int, column: int, detail: str = "", rows: int = 1) -> None:
        """One cell, or ``rows`` of them below each other. Rows come from top to bottom."""
        run = self._lasts.get((column, detail))
        if run and run[1] == row - 1:
            run[1] += rows
        elif len(self._kept) < limits.MOST_TOLD:
            self._lasts[column, detail] = run = [row, row + rows - 1]
            self._kept.append((column, detail, run))
        else:
            self._more += rows

    def __iter__(self) -> Iterator[Run]:
        return (Run(column, detail, first, last) for column, detail, (first, last) in self._kept)

    def uncounted(self, where: str, check: str) -> Iterator[Fault]:
        """How many cells are not told of, if any."""
        return uncounted(where, check, self._more)


def uncounted(where: str, check: str, more: int) -> Iterator[Fault]:
    """One line for what is not told one by one, if there is any.

    >>> [str(fault) for fault in uncounted("a.xlsx · Möten", "merged", 7)]
    ['a.xlsx · Möten: and 7 more of the same kind [merged]']
    """
    if more:
        sv, en = f"och {more} till av samma slag", f"and {more} more of the same kind"
        yield Fault(where, check, sv, en)
