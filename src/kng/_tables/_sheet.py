"""A sheet while it is read: rows, and what is found in them that must be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kng._errors import Fault, Spot
from kng._tables import limits
from kng._tables._headings import tabulate
from kng._tables._refusals import Refused
from kng._tables._runs import Runs, uncounted
from kng._tables.values import Raw, Row, Table, letters
from kng._values import Bilingual

_LONGEST_NAME = 80

_CELLS = {
    "formula": Bilingual(
        "cellen räknas fram av en formel, och bara skrivna värden läses; klistra in värdet i "
        "stället (Klistra in special: Värden)",
        "the cell is computed by a formula, and only written values are read; paste the value in "
        "its place (Paste Special: Values)",
    ),
    "error-value": Bilingual(
        "cellen visar ett fel ({detail}); rätta eller töm den",
        "the cell shows an error ({detail}); correct or empty it",
    ),
    "long-text": Bilingual(
        f"cellen har mer än {limits.LONGEST_TEXT} tecken; korta texten",
        f"the cell has more than {limits.LONGEST_TEXT} characters; shorten the text",
    ),
    "no-day": Bilingual(
        "cellen har datumformat, men {detail} är ingen dag; skriv dagen som 2022-03-01",
        "the cell has a date format, but {detail} is no day; write the day as 2022-03-01",
    ),
}
_MERGED = Bilingual(
    "cellerna är sammanfogade; dela dem och skriv värdet i varje cell som det gäller",
    "the cells are merged; split them and write the value into each cell that it holds for",
)
_HIDDEN_SHEET = Bilingual(
    "bladet är dolt, och inget läses osett; visa det eller ta bort det",
    "the sheet is hidden, and nothing is read unseen; show it or delete it",
)
_HIDDEN_ROWS = Bilingual(
    "rader är dolda, och inget läses osett; visa dem (ta bort filtret) eller ta bort dem",
    "rows are hidden, and nothing is read unseen; show them (take the filter away) or delete them",
)
_HIDDEN_COLUMN = Bilingual(
    "kolumnen '{detail}' är dold; visa den och se efter att den stämmer",
    "the column '{detail}' is hidden; show it and see that it is right",
)


class Budget:
    """How many cells of a file may still be read."""

    def __init__(self) -> None:
        self._room = limits.MOST_CELLS

    def take(self, cells: int) -> None:
        """Count cells.

        Raises:
            Refused: there were too many.
        """
        self._room -= cells
        if self._room < 0:
            most = limits.MOST_CELLS
            detail = Bilingual(f"fler än {most} celler", f"more than {most} cells")
            raise Refused("too-large", detail)


class Sheet:
    """What is gathered of one sheet; :meth:`table` makes the value of it."""

    def __init__(self, file: str, name: str, budget: Budget, epoch: int = 1900) -> None:
        self.file = file
        self.name = "".join(c if c.isprintable() else "�" for c in name)[:_LONGEST_NAME] or "?"
        self.where = f"{file} · {self.name}"
        self.hidden = False
        self._hidden_columns: list[tuple[int, int]] = []
        self._epoch = epoch
        self._budget = budget
        self._rows: list[Row] = []
        self._cells = {check: Runs() for check in _CELLS}
        self._hidden_rows = Runs()
        self._merged: list[str] = []
        self._more_merged = 0

    def add(self, number: int, values: list[Raw], hidden: bool = False, times: int = 1) -> None:
        """A row, or ``times`` equal ones from ``number`` on. Blank ones are left out.

        Raises:
            Refused: the file has too many cells.
        """
        while values and values[-1] is None:
            values.pop()
        if not values:
            return
        self._budget.take(len(values) * times)
        for column, value in enumerate(values):
            if isinstance(value, str) and len(value) > limits.LONGEST_TEXT:
                self.note("long-text", number, column, times=times)
                values[column] = None
        if hidden:
            self._hidden_rows.add(number, 0, rows=times)
        row = tuple(values)
        self._rows.extend(Row(number + again, row) for again in range(times))

    def note(self, check: str, row: int, column: int, detail: str = "", times: int = 1) -> None:
        """A cell, or ``times`` of them below each other, of which something must be told."""
        self._cells[check].add(row, column, detail[:_LONGEST_NAME], times)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns that are not shown, from 0.

        Raises:
            ValueError: there are more of them than a sheet can have.
        """
        self._hidden_columns.append((first, last))
        if len(self._hidden_columns) > limits.MOST_COLUMNS:
            raise ValueError("too many hidden columns")

    def merge(self, cells: str) -> None:
        """Cells that are shown as one, such as ``A1:C1``."""
        if len(self._merged) < limits.MOST_TOLD:
            self._merged.append(cells[:_LONGEST_NAME])
        else:
            self._more_merged += 1

    def table(self) -> Table:
        """The table, with everything that is wrong in it."""
        table = tabulate(self.file, self.name, self._rows, self._epoch)
        if not self._rows:
            return replace(table, faults=tuple(self._cell_faults()))
        faults = (
            *self._sheet_faults(),
            *table.faults,
            *self._cell_faults(),
            *self._column_faults(table),
        )
        return replace(table, faults=faults)

    def _fault(
        self,
        place: str,
        check: str,
        text: Bilingual,
        severity: str = "violation",
        cell: tuple[int, int] = (1, 0),
    ) -> Fault:
        where = f"{self.where} · {place}" if place else self.where
        return Fault(where, check, text.sv, text.en, severity, Spot(self.file, self.name, *cell))

    def _sheet_faults(self) -> Iterator[Fault]:
        if self.hidden:
            yield self._fault("", "hidden-sheet", _HIDDEN_SHEET)
        for run in self._hidden_rows:
            yield self._fault(f"{run.first}:{run.last}", "hidden-rows", _HIDDEN_ROWS)
        yield from self._hidden_rows.uncounted(self.where, "hidden-rows")
        for cells in self._merged:
            yield self._fault(cells, "merged", _MERGED)
        yield from uncounted(self.where, "merged", self._more_merged)

    def _cell_faults(self) -> Iterator[Fault]:
        for check, runs in self._cells.items():
            for run in runs:
                text = _filled(_CELLS[check], run.detail)
                yield self._fault(run.cells, check, text, cell=(run.first, run.column))
            yield from runs.uncounted(self.where, check)

    def _column_faults(self, table: Table) -> Iterator[Fault]:
        for head in table.heads:
            if any(first <= head.column <= last for first, last in self._hidden_columns):
                name = letters(head.column)
                text = _filled(_HIDDEN_COLUMN, head.text)
                cell = (1, head.column)
                yield self._fault(f"{name}:{name}", "hidden-columns", text, "warning", cell)


def _filled(text: Bilingual, detail: str) -> Bilingual:
    return Bilingual(text.sv.format(detail=detail), text.en.format(detail=detail))
