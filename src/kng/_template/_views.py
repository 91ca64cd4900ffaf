"""Sheets that only show: what follows from the facts, and is passed over by an import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kng._values import Bilingual

Cell = str | int | float | None


class View(NamedTuple):
    """A sheet: its title (one of `kng._import._written.VIEWS`), and its columns, each a heading
    and equally many cells."""

    title: str
    columns: Sequence[tuple[Bilingual, Sequence[Cell]]]

    @property
    def rows(self) -> int:
        """How many rows stand under the headings."""
        return len(self.columns[0][1]) if self.columns else 0
