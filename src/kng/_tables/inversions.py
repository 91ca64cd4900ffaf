"""The derivations read the other way round: from a derived value back to the cells that make it.

One entry for each derivation of :data:`~kng._tables.derivations.DERIVATIONS` that can be turned
round. Each gets the description of the derived column, its sheet and the value, and gives the
values of other columns; what has no entry cannot be told from the graph, and its cells stay empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kng._namespaces import ID
from kng._tables.mapping import Column, Sheet
from kng._values import Cell, Iri

Inversion = Callable[[Sheet, Column, Cell], Mapping[str, Cell]]
_TERRITORY: Final = f"{ID}place/kommun-"


def _last(sheet: Sheet, column: Column, value: Cell) -> Mapping[str, Cell]:
    """The last column that has cells: what is told most broadly is sure to hold."""
    cells = [name for name in column.of if sheet.columns[name].type != "derived"]
    return dict.fromkeys(cells[-1:], value)


def _first(_sheet: Sheet, column: Column, value: Cell) -> Mapping[str, Cell]:
    return {column.of[0]: value}


def _territory(_sheet: Sheet, column: Column, value: Cell) -> Mapping[str, Cell]:
    """The municipality, which is the last of the columns, behind its territory."""
    code = str(value).removeprefix(_TERRITORY)
    return {column.of[-1]: Iri(f"{ID}municipality/{code}")} if code != str(value) else {}


INVERSIONS: Final[Mapping[str, Inversion]] = {
    "first_filled": _last,
    "meeting_place": _territory,
    "role": _first,
    "territory": _territory,
    "venue": _first,
}
