"""From the rows of tables to entries: every row is taken up, or it is said why not.

Sheets are read in their declared order, so that what others point to is known first. A row gives
one :class:`~kng._tables.statements.Entry`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kng._errors import Fault, Spot
from kng._tables.derivations import DERIVATIONS
from kng._tables.directory import plain
from kng._tables.mapping import Column, Sheet
from kng._tables.nodes import make
from kng._tables.reading import Line, Reading
from kng._tables.statements import ENTERED, FORGOTTEN, LEFT_OUT, Entry
from kng._tables.things import in_ascii, note_namesakes, refer, settle, tell_unwritable
from kng._tables.typed import Problem, Ref, Typed, typed
from kng._tables.values import Head, Row, Table
from kng._values import Bilingual

_CONTINUATION: Final = re.compile(r"[a-zåäöé]+( [a-zåäöé]+)+")
_NAMELESS: Final = "nothing that the row can be called by"
_REFERRING: Final = ("thing", "concept", "source")


def read_rows(tables: Sequence[tuple[Sheet, Table]], reading: Reading) -> list[Entry]:
    """One entry for each row, sheet by sheet; faults go into the reading."""
    lines: list[Line] = []
    for sheet, table in sorted(tables, key=lambda pair: (pair[0].order, pair[0].name)):
        lines += _sheet(reading, sheet, table)
    for line in lines:
        note_namesakes(reading, line)
    return [_entry(line) for line in lines]


def _sheet(reading: Reading, sheet: Sheet, table: Table) -> list[Line]:
    heads = _heads(reading, sheet, table)
    places = {head: at for at, head in enumerate(table.heads)}
    lines = [Line(sheet, table, row, heads) for row in table.rows]
    for column in sheet.columns.values():
        if column.continues and column.name in heads:
            _join(lines, column, places[heads[column.name]])
    for line in lines:
        _cells(reading, line, places, lambda column: column.type not in ("thing", "derived"))
        if sheet.id_column:
            settle(reading, line)
    for line in lines:
        _cells(reading, line, places, lambda column: column.type == "thing")
        _derive(reading, line)
        if not line.broken:
            _make(reading, line)
        reading.book.learn(line.made, line.sources)
    return lines


def _make(reading: Reading, line: Line) -> None:
    """Make the nodes of a row; a text in it of which no address can be made is a fault."""
    try:
        make(reading, line)
    except ValueError as error:
        line.made.clear()
        line.broken = True
        wide = [
            column
            for column in line.sheet.columns.values()
            if column.name in line.heads and not in_ascii(str(line.one(column.name) or "a"))
        ]
        for column in wide[:1]:
            tell_unwritable(reading, line, column, str(line.one(column.name)))
        if not wide:
            line.notes.append(str(error))


def _heads(reading: Reading, sheet: Sheet, table: Table) -> dict[str, Head]:
    """The headings by column; a missing one that every row needs is a fault."""
    known = {
        plain(name): column.name
        for column in sheet.columns.values()
        for name in (*column.label, " ".join(column.label), column.name)
        if name and column.type != "derived"
    }
    heads: dict[str, Head] = {}
    unread: list[str] = []
    for head in table.heads:
        name = known.get(plain(head.text))
        if name is None:
            unread.append(head.text)
        elif name in heads:
            reading.faults.append(_doubled(table, head, heads[name]))
        else:
            heads[name] = head
    names = ", ".join(unread)
    if unread:
        sv, en = f"lästes inte: kolumn {names}", f"not read: column {names}"
        reading.passed.append(Bilingual(f"{table.where}: {sv}", f"{table.where}: {en}"))
    for column in sheet.columns.values():
        given = column.name in heads or (column.type == "source" and reading.source)
        if column.required and not given:
            sv, en = f"kolumnen {column.label.sv} saknas", f"column {column.label.en} is missing"
            if unread:
                sv, en = f"{sv}; lästes inte: {names}", f"{en}; not read: {names}"
            spot = Spot(table.file, table.sheet, 1, 0)
            reading.faults.append(Fault(table.where, "column", sv, en, spot=spot))
    return heads


def _doubled(table: Table, head: Head, other: Head) -> Fault:
    sv = f"kolumnerna {other.text} och {head.text} är samma; ta bort den ena"
    en = f"the columns {other.text} and {head.text} are the same; take one of them away"
    return Fault(table.where, "column", sv, en)


def _cells(
    reading: Reading, line: Line, places: Mapping[Head, int], wanted: Callable[[Column], bool]
) -> None:
    for column in sorted(filter(wanted, line.sheet.columns.values()), key=_people_last):
        if line.broken and not line.faulty:
            return
        noted = len(line.notes)
        values = list(_cell(reading, line, column, places))
        if values:
            line.values[column.name] = values if column.many else values[0]
        elif column.required and (line.faulty or not line.broken):
            line.broken = True
            line.faulty |= column.name not in line.heads
            # A column that is missing is told once, and a cell that cannot be read is told as that.
            if column.name in line.heads and len(line.notes) == noted:
                sv, en = f"{column.label.sv} ska fyllas i", f"{column.label.en} must be filled in"
                reading.problem(line, column, Problem(Bilingual(sv, en)))


def _cell(
    reading: Reading, line: Line, column: Column, places: Mapping[Head, int]
) -> Iterator[Typed]:
    head = line.heads.get(column.name)
    found: Sequence[Typed] = ()
    if head is not None:
        found, problems = typed(column, line.row.values[places[head]], line.table.epoch)
        for problem in problems:
            reading.problem(line, column, problem)
    if column.type == "source" and not found and reading.source:
        yield Ref(reading.source, "")
    elif column.type in _REFERRING:
        for text in found:
            yield from refer(reading, line, column, str(text))
    else:
        yield from found


def _people_last(column: Column) -> bool:
    """People are told apart by what else the row names, so they are looked up after it."""
    return "person" in column.kinds


def _derive(reading: Reading, line: Line) -> None:
    for column in line.sheet.columns.values():
        if column.type == "derived" and not line.broken:
            value = DERIVATIONS[column.by](reading, line, column)
            if value is not None:
                line.values[column.name] = value


def _join(lines: Sequence[Line], column: Column, at: int) -> None:
    """Join a name that was broken at a comma: its end is in small letters and looks like no name
    of its own, and the row above it is otherwise the same."""
    for above, line in pairwise(lines):
        text, name = line.row.values[at], above.row.values[at]
        if not (isinstance(text, str) and isinstance(name, str) and _CONTINUATION.fullmatch(text)):
            continue
        if _without(line.row, at) != _without(above.row, at):
            continue
        values = list(above.row.values)
        values[at] = f"{name}, {text}"
        above.row = Row(above.row.number, tuple(values))
        above.notes.append(f"{column.name}: joined with row {line.row.number}")
        line.notes.append(f"{column.name}: the end of the name in row {above.row.number}")
        line.broken = True


def _without(row: Row, at: int) -> tuple[object, ...]:
    return (*row.values[:at], *row.values[at + 1 :])


def _entry(line: Line) -> Entry:
    outcome = ENTERED
    if line.forgotten:
        outcome = FORGOTTEN
    elif line.broken or not line.node:
        outcome = LEFT_OUT
    made = {each.key: each for each in line.made} if outcome == ENTERED else {}
    notes = line.notes or ([_NAMELESS] if outcome == LEFT_OUT else [])
    return Entry(
        line.sheet.name,
        line.row.number,
        line.key,
        outcome,
        line.node if outcome == ENTERED else "",
        line.sources,
        tuple(made.values()),
        tuple(notes),
    )
