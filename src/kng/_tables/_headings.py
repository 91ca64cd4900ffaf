"""From rows to a table: the first row is the heading, the others are put under it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kng._errors import Fault
from kng._tables._runs import Runs
from kng._tables.values import Head, Raw, Row, Table, letters
from kng._values import Bilingual


def tabulate(file: str, sheet: str, rows: Sequence[Row], epoch: int = 1900) -> Table:
    """The table of rows that each hold something, with the faults of its headings.

    The values of ``rows`` stand in the columns of the file; those of the table stand under its
    headings.

    >>> table = tabulate("a.csv", "", [Row(1, ("namn", None, " från  år ")), Row(4, ("Eva",))])
    >>> [head.text for head in table.heads], table.rows
    (['namn', 'från år'], (Row(number=4, values=('Eva', None)),))
    """
    if not rows:
        return Table(file, sheet, (), (), epoch=epoch)
    first = rows[0]
    heads = tuple(
        Head(column, _heading(value))
        for column, value in enumerate(first.values)
        if value != ""
        if value is not None
    )
    strays = Runs()
    aligned = tuple(_align(rows[1:], heads, strays))
    table = Table(file, sheet, heads, aligned, epoch=epoch)
    return replace(table, faults=(*_twice(table, first), *_unheaded(table, strays)))


def _heading(value: Raw) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.date):
        value = value.isoformat()
    return " ".join(str(value).split())


def _align(rows: Sequence[Row], heads: Sequence[Head], strays: Runs) -> Iterator[Row]:
    columns = [head.column for head in heads]
    width = len(columns)
    plain = columns == list(range(width))
    empty = (None,) * (max(columns) + 1)
    for number, values in rows:
        if not plain or len(values) > width:
            _note(strays, number, values, columns)
        if len(values) != len(empty):
            values = (values + empty[len(values) :])[: len(empty)]
        if not plain:
            values = tuple(values[column] for column in columns)
        yield Row(number, values)


def _note(strays: Runs, number: int, values: Sequence[Raw], columns: Sequence[int]) -> None:
    headed = set(columns)
    for column, value in enumerate(values):
        if value is not None and column not in headed:
            strays.add(number, column)


def _twice(table: Table, row: Row) -> Iterator[Fault]:
    seen: dict[str, Head] = {}
    for head in table.heads:
        other = seen.setdefault(head.text.casefold(), head)
        if other is not head:
            place = letters(other.column) + str(row.number)
            text = Bilingual(
                f"rubriken '{head.text}' står redan i {place}; ge varje kolumn en egen rubrik",
                f"the heading '{head.text}' stands in {place} already; give each column a "
                "heading of its own",
            )
            yield table.fault(row, head, "heading-twice", text)


def _unheaded(table: Table, strays: Runs) -> Iterator[Fault]:
    hint = Bilingual("", "")
    if not table.sheet:
        hint = Bilingual(
            "; om ett skiljetecken hör till en text, sätt texten inom citattecken",
            "; if a separator belongs to a text, put the text between quotation marks",
        )
    for run in strays:
        rows = run.last - run.first + 1
        more = Bilingual(f" (och {rows - 1} rader till)", f" (and {rows - 1} more rows)")
        sv = f"står i en kolumn utan rubrik{more.sv if rows > 1 else ''}; skriv rubriken eller töm"
        en = (
            f"stands in a column without a heading{more.en if rows > 1 else ''}; write the "
            "heading or empty"
        )
        text = Bilingual(f"ett värde {sv} cellen{hint.sv}", f"a value {en} the cell{hint.en}")
        head = Head(run.column, str(run.column + 1))
        yield table.fault(run.first, head, "no-heading", text)
    yield from strays.uncounted(table.where, "no-heading")
