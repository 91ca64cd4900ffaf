"""Rows as a projection reads them: a column at a time, with every fault noted."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kng._errors import KngError, UnknownName
from kng._network._projection import FORMS, Projection, missing_columns
from kng._values import Cell, Encoded, Iri, Rows

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_FAULTS_TOLD = 20

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Coded(NamedTuple):
    """A column of names: for each row the place of its name in ``names``, which are sorted; -1
    where the cell is empty."""

    codes: Ints
    names: list[str]


class Table:
    """Reads rows a column at a time and notes every fault, so that one run tells them all."""

    def __init__(self, projection: Projection, rows: Rows | Encoded) -> None:
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
        self.layers = projection.layers
        self._rows = Encoded.of(rows) if isinstance(rows, Rows) else rows
        self._faults: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, column: str) -> bool:
        return column in self.columns

    def addresses(self, column: str, needed: bool = False) -> Coded:
        """The addresses of a column; empty cells are faults when it is ``needed``."""
        codes, values = self._column(column)
        empty = np.append(np.array([not cell for cell in values], dtype=bool), True)[codes]
        if needed:
            self._note(empty, f"{column} is empty")
        self._refuse(column, lambda cell: not cell or isinstance(cell, Iri), "is no address")
        found = _sorted(codes, [cell or "" for cell in values])
        found.codes[empty] = -1
        return found

    def ends(self, column: str) -> Coded:
        """The words of a column; of an address its end."""
        codes, values = self._column(column)
        return _sorted(codes, [end_of(cell or "") for cell in values])

    def layer_of_rows(self) -> Ints:
        """Which of the projection's layers each row lies in; 0 where it has none."""
        if not self.layers:
            return np.zeros(len(self), dtype=np.int64)
        known = {layer.name: at for at, layer in enumerate(self.layers)}
        codes, values = self._column("layer")
        self._refuse(
            "layer", lambda cell: end_of(cell or "") in known, f"must be {' or '.join(known)}"
        )
        self._note(codes < 0, "layer is empty")
        return np.array([*(known.get(end_of(c or ""), 0) for c in values), 0], dtype=np.int64)[
            codes
        ]

    def numbers(self, column: str, accept: Callable[[float], bool], expected: str) -> Floats:
        """The numbers of a column; empty cells become 0."""
        codes, values = self._column(column)
        texts = [cell or "" for cell in values]
        read = [float(text) if _NUMBER.fullmatch(text) else math.nan for text in texts]
        right = {cell: number for cell, number in zip(values, read, strict=True) if accept(number)}
        self._refuse(column, right.__contains__, f"must be {expected}")
        return np.array([*(right.get(cell, 0.0) for cell in values), 0.0])[codes]

    def days(self, column: str, unknown: int) -> Ints:
        """The days of a column as ordinals; empty cells become ``unknown``."""
        codes, values = self._column(column)
        read = {cell: _ordinal(cell or "") for cell in values}
        self._refuse(column, lambda c: read[c] is not None, "must be a day, YYYY-MM-DD")
        days = [unknown if (day := read[cell]) is None else day for cell in values]
        return np.array([*days, unknown], dtype=np.int64)[codes]

    def truths(self, column: str, default: bool) -> Truths:
        """The truth values of a column; empty cells become ``default``."""
        codes, values = self._column(column)
        self._refuse(column, lambda cell: cell in _TRUTH, "must be true or false")
        return np.array([*(_TRUTH.get(c or "", default) for c in values), default])[codes]

    def require(self, column: str, beside: Ints) -> None:
        """Note the rows in which ``column`` is empty though ``beside`` is not."""
        codes, _ = self._column(column)
        self._note((codes < 0) & (beside >= 0), f"{column} is empty")

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

    def _column(self, column: str) -> tuple[Ints, tuple[Cell, ...]]:
        if column not in self:
            return np.full(len(self), -1, dtype=np.int64), ()
        at = self.columns.index(column)
        return self._rows.codes[at], self._rows.values[at]

    def _refuse(self, column: str, accept: Callable[[Cell], bool], fault: str) -> None:
        codes, values = self._column(column)
        wrong = np.array([*(not accept(cell) for cell in values), False])
        if wrong.any():
            self._note(wrong[codes], f"{column} {fault}")

    def _note(self, rows: Truths, fault: str) -> None:
        self._faults += [(number, fault) for number in np.flatnonzero(rows).tolist()]

    def _shown(self, number: int) -> str:
        pairs = zip(self.columns, self._rows.row(number), strict=True)
        return ", ".join(f"{column}={'' if cell is None else cell}" for column, cell in pairs)


def end_of(address: str) -> str:
    """The end of an address, which is short enough to show.

    >>> end_of("https://w3id.org/kng/id/size-basis/stated"), end_of("stated")
    ('stated', 'stated')
    """
    return re.split(r"[/#]", address.rstrip("/#"))[-1]


def distinct(values: Ints) -> Ints:
    """The values, each once, sorted; ``np.unique`` hashes first, which takes many times as long.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = np.diff(ordered) != 0
    return ordered[first]


def codes_of(names: Iterable[str], among: Sequence[str]) -> Ints:
    """The place of each name in a sorted list without repetitions."""
    at = {name: code for code, name in enumerate(among)}
    return np.array([at[name] for name in names], dtype=np.int64)


def _sorted(codes: Ints, names: list[str]) -> Coded:
    among = sorted(set(names))
    return Coded(np.append(codes_of(names, among), -1)[codes], among)


def _ordinal(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal() if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"
