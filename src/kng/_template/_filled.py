"""The rows of a workbook, out of the graph, each read back before it is written.

What is written must say nothing that does not stand in its source graph: a row that would, or that
cannot be read, is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kng._identity import fold
from kng._import import sheets, source_graphs, statement, words_by_rule
from kng._import._book import GraphBook
from kng._import._ledger import Record
from kng._import._plan import Planner
from kng._namespaces import ID, shorten
from kng._store import Triple
from kng._tables.inverse import Facts, Inverse
from kng._tables.mapping import Column, Sheet
from kng._tables.reader import read_rows
from kng._tables.reading import Reading
from kng._tables.statements import ENTERED
from kng._tables.values import Head, Raw, Row, Table
from kng._workspace import Workspace, graph_name

KNOWN_BY_NAME: Final = ("municipality", "topic")
"""Kinds of things whose names stay, so that a name alone is written; concepts are such too."""
FIRST_ROW: Final = 2
_READINGS: Final = 6

Cells = Mapping[str, Raw]


class Written(NamedTuple):
    """The rows of each sheet, what an import makes of them, and how many were left out."""

    rows: Mapping[str, Sequence[Cells]]
    records: Sequence[Record]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """The graph as the workbooks need it: its kinds of sheets, its graphs, the words for rules."""

    sheets: tuple[Sheet, ...]
    graphs: Mapping[str, Sequence[Triple]]
    schemes: str
    words: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, workspace: Workspace) -> Known:
        """What a workspace holds.

        Raises:
            FaultsFound: a description of a sheet, or a Turtle file, cannot be read.
        """
        documents = {graph_name(document): document for document in workspace.facts}
        return cls(
            tuple(sheet for sheet in sheets(workspace) if sheet.template),
            source_graphs(workspace, documents),
            graph_name(workspace.schemes),
            words_by_rule(workspace),
        )

    def book(self) -> GraphBook:
        """A book that nothing has been read against yet."""
        return GraphBook(self.graphs, (), self.words, lambda _name: "")

    def planner(self, book: GraphBook) -> Planner:
        """What tells into which graph a row goes."""
        return Planner(self.graphs, book.derived, frozenset(), (), (), "")


def reference(book: GraphBook, column: Column, thing: str) -> str:
    """What stands in a cell for a thing: its name, and behind it the address where a name could
    come to mean something else."""
    name = book.label(thing, "sv")
    kind = thing.removeprefix(ID).partition("/")[0]
    usable = name and not (column.many and ";" in name) and name not in column.values
    if usable and (column.type == "concept" or kind in KNOWN_BY_NAME):
        kinds = (column.scheme,) if column.type == "concept" else column.kinds
        if book.directory.find(name, kinds) == (thing,):
            return name
    return f"{name} ({shorten(thing)})" if usable else shorten(thing)


def written(known: Known, only: frozenset[str] = frozenset()) -> Written:
    """The rows of all that the graph says, or of what exactly the sources ``only`` say."""
    found = {sheet.name: _sorted(sheet, _rows(known, sheet, only)) for sheet in known.sheets}
    before = {name: len(rows) for name, rows in found.items()}
    for _ in range(_READINGS):
        records, wrong = _read(known, found)
        if not wrong:
            left = {name: before[name] - len(rows) for name, rows in found.items()}
            return Written(found, records, left)
        found = {
            name: [mended for n, row in enumerate(rows) if (mended := _mended(row, wrong, name, n))]
            for name, rows in found.items()
        }
    raise AssertionError("rows that are left out bring others to fall without end")


def _rows(known: Known, sheet: Sheet, only: frozenset[str]) -> Iterator[Cells]:
    book = known.book()
    planner = known.planner(book)
    inverse = Inverse(
        sheet, lambda column, thing: reference(book, column, thing), book.directory.find
    )
    for name, triples in known.graphs.items():
        sources = book.derived[name]
        if sources and sources == (only or sources) and planner.graph_of(sources) == name:
            facts = Facts(filter(None, map(statement, triples)))
            yield from inverse.rows(facts, sources)


def _sorted(sheet: Sheet, rows: Iterator[Cells]) -> list[Cells]:
    """The rows that have what they need, by what stands in them from left to right, ids last."""
    columns = [c.name for c in sheet.columns.values() if c.type not in ("id", "derived")]
    columns += [c.name for c in sheet.columns.values() if c.type == "id"]
    needed = [c.name for c in sheet.columns.values() if c.required]
    kept = [row for row in rows if all(row.get(name) is not None for name in needed)]
    return sorted(kept, key=lambda row: [fold(str(row.get(name) or "")) for name in columns])


_Wrong = Mapping[tuple[str, int], frozenset[str]]
"""By sheet and place: the columns that cannot be read, none where the whole row is not right."""


def _read(known: Known, rows: Mapping[str, Sequence[Cells]]) -> tuple[Sequence[Record], _Wrong]:
    """What an import would make of the rows, and which of them do not hold."""
    book = known.book()
    planner = known.planner(book)
    reading = Reading(book)
    entries = read_rows([(s, table(s, rows[s.name])) for s in known.sheets], reading)
    wrong: dict[tuple[str, int], frozenset[str]] = {}
    for fault in reading.faults:
        if fault.spot:
            (sheet,) = (each for each in known.sheets if each.name == fault.spot.sheet)
            column = columns(sheet)[fault.spot.column]
            place = (sheet.name, fault.spot.row - FIRST_ROW)
            wrong[place] = frozenset() if column.required else frozenset({column.name})
    standing: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        place = (entry.sheet, entry.row - FIRST_ROW)
        if entry.outcome != ENTERED:
            wrong.setdefault(place, frozenset())
            continue
        graph = planner.graph_of(entry.sources)
        if graph not in standing:
            stated = filter(None, map(statement, known.graphs.get(graph, ())))
            standing[graph] = {each.key for each in stated}
        if any(each.key not in standing[graph] for each in entry.statements):
            wrong.setdefault(place, frozenset())
    records = () if wrong else planner.plan(entries, remove_gone=False).records
    return records, wrong


def _mended(row: Cells, wrong: _Wrong, name: str, place: int) -> Cells | None:
    """The row without the cells that cannot be read; nothing if it does not hold at all."""
    if (name, place) not in wrong:
        return row
    bad = wrong[name, place]
    return (
        {column: None if column in bad else value for column, value in row.items()} if bad else None
    )


def columns(sheet: Sheet) -> list[Column]:
    """The columns that have cells, from left to right."""
    return [column for column in sheet.columns.values() if column.type != "derived"]


def table(sheet: Sheet, rows: Sequence[Cells]) -> Table:
    """The rows as a table that is read from a workbook."""
    shown = columns(sheet)
    return Table(
        "",
        sheet.name,
        tuple(Head(at, column.name) for at, column in enumerate(shown)),
        tuple(
            Row(FIRST_ROW + at, tuple(row.get(column.name) for column in shown))
            for at, row in enumerate(rows)
        ),
    )
