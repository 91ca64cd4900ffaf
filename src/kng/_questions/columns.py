"""The columns of an answer with one type each, as data frames and Parquet want them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kng._parquet import Column, Kind
from kng._values import XSD, Cell, Literal, Rows

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("integer", "int", "long", "nonNegativeInteger", "positiveInteger"), "whole"),
    **dict.fromkeys(("decimal", "double", "float"), "number"),
    "boolean": "truth",
    "date": "date",
}
_MOST = 2**63


def typed_columns(rows: Rows) -> dict[str, Column]:
    """Each column as its kind and its values: numbers, truths and days where all cells are such,
    else text; nothing is ``None``.

    >>> typed_columns(Rows(("n",), ((Literal("7", XSD + "integer"),), (None,))))
    {'n': ('whole', [7, None])}
    """
    columns = list(zip(*rows.cells, strict=True)) or [()] * len(rows.columns)
    return {name: _typed(cells) for name, cells in zip(rows.columns, columns, strict=True)}


def _typed(cells: Sequence[Cell]) -> Column:
    kinds = {_kind(cell) for cell in cells if cell is not None}
    kind: Kind = kinds.pop() if len(kinds) == 1 else "text"
    return kind, [None if cell is None else _value(cell, kind) for cell in cells]


def _kind(cell: Cell) -> Kind:
    if not isinstance(cell, Literal):
        return "text"
    kind = _KINDS.get(cell.datatype.removeprefix(XSD), "text")
    try:
        value = _value(cell, kind)
    except ValueError:
        return "text"
    fits = not isinstance(value, str) and (kind != "whole" or -_MOST <= int(cell) < _MOST)
    return kind if fits else "text"


def _value(cell: Cell, kind: Kind) -> object:
    if kind == "date":
        return date.fromisoformat(str(cell))
    if kind == "text" or not isinstance(cell, Literal):
        return str(cell)
    return cell.python()
