"""The door through which tables come into the graph: read, understood, planned, checked, written.

Nothing is written before everything is known to be sound, and then all of it at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from kng._errors import Fault, FaultsFound, UsageError, WorkspaceError
from kng._export.turtle import turtle
from kng._identity import slug
from kng._import import _ledger
from kng._import import _written as workbooks
from kng._import._book import GraphBook, statement
from kng._import._files import recognised, sheets, table_files
from kng._import._ledger import FOLDER, Record
from kng._import._marked import is_copy, marked, plain_stem
from kng._import._plan import Plan, Planner
from kng._import._sound import at_its_row, check_future
from kng._import._standing import (
    SourceDescriptions,
    cited,
    closed_graphs,
    forgotten,
    source_graphs,
    words_by_rule,
)
from kng._import._words import told
from kng._namespaces import ID
from kng._tables.reader import read_rows
from kng._tables.reading import Reading
from kng._values import Bilingual
from kng._workspace import Document, Overtaken, Workspace, graph_name, write_folder

Gone = Literal["ask", "keep", "remove"]
_WORKBOOKS: Final = (".xlsx", ".ods")
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done, or with ``dry`` would do.

    ``plan`` holds the changes and the new ledger, ``passed`` says which sheets and columns were
    not read; :meth:`text` tells all of it in words.
    """

    name: str
    plan: Plan
    book: GraphBook
    dry: bool
    passed: tuple[Bilingual, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """What became of every row."""
        return self.plan.records

    def text(self, language: str = "sv") -> str:
        """What was added, changed and left out, in ``sv`` or ``en``."""
        return told(self.plan, self.book, self.passed, language, dry=self.dry)


def import_tables(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    name: str = "",
    source: str = "",
    dry: bool = False,
    lenient: bool = False,
    correct: bool = False,
    gone: Gone = "ask",
    day: str = "",
) -> Imported:
    """Take the tables of files, or of all files in folders, into the graph.

    ``name`` is that of the import, by which a later one knows it again (else that of the file or
    folder). ``source`` is cited by rows that name none. With ``lenient`` faulty cells are left out
    and noted, with ``correct`` sources that were entered by hand are changed too; ``gone`` says
    what becomes of what an earlier import of the same name entered and these tables lack. ``day``
    (``2026-11-25``, else today) is written as the day of the import.

    Raises:
        FaultsFound: all that is wrong in the tables, or with the graph that they would make.
        WorkspaceError: a file cannot be read, or the workspace cannot be written.
        UsageError: no file, no such day, or no name that a file can have.
    """
    if workspace.shipped and not dry:
        raise WorkspaceError(
            "there is no workspace here, and the graph in the package can only be read; "
            "name a workspace with --workspace"
        )
    files = table_files(paths)
    order = _Order(
        _own_name(name or _name(paths[0])),
        tuple(files),
        source,
        _checked(day) if day else datetime.date.today().isoformat(),
        lenient=lenient,
        correct=correct,
        gone=gone,
    )
    for _ in range(_TRIES):
        taken = _planned(workspace, order)
        try:
            if not dry:
                _write(workspace, taken)
            return Imported(order.name, taken.plan, taken.book, dry, taken.passed)
        except Overtaken:
            workspace = Workspace(workspace.root, workspace.shipped)
    raise WorkspaceError(
        f"{workspace.root / 'graph'} is being changed by somebody else all the time; "
        "nothing was written; try again when they are ready"
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """What is wanted, as checked as can be without the workspace."""

    name: str
    files: tuple[Path, ...]
    source: str
    day: str
    lenient: bool
    correct: bool
    gone: Gone


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was read and planned: the files to write and those to do away with, below graph/."""

    plan: Plan
    book: GraphBook
    passed: tuple[Bilingual, ...]
    files: Mapping[str, bytes]
    emptied: tuple[str, ...]


def _planned(workspace: Workspace, order: _Order) -> _Taken:
    """Everything up to the writing, against the workspace as it stands."""
    documents = {graph_name(document): document for document in workspace.facts}
    plan, book, passed = _understood(workspace, documents, order)
    if plan.gone and order.gone == "ask":
        raise FaultsFound([_lost(order.name, record) for record in plan.gone], untouched="graph/")
    files, emptied = _written(plan, documents, order.name)
    try:
        check_future(workspace, files, emptied)
    except FaultsFound as error:
        placed = [at_its_row(fault, plan, order.name) for fault in error.faults]
        raise FaultsFound(placed, untouched="graph/") from None
    return _Taken(plan, book, tuple(passed), files, emptied)


def _understood(
    workspace: Workspace, documents: dict[str, Document], order: _Order
) -> tuple[Plan, GraphBook, list[Bilingual]]:
    """What the rows say and what it changes, and what of the tables was not read."""
    tables, passed, before = recognised(workspace, order.files)
    graphs = source_graphs(workspace, documents)
    ledgers = {
        document.name: _ledger.read(document.data, document.path) for document in workspace.ledgers
    }
    others = [record for key, records in ledgers.items() if key != order.name for record in records]
    mine = ledgers.get(order.name, ())
    book = GraphBook(graphs, mine, words_by_rule(workspace), forgotten(graphs))
    reading = Reading(book, cited(book, order.source), order.lenient)
    hand = closed_graphs(documents, [*others, *mine])
    closed = frozenset[str]() if order.correct else hand
    before = [record for record in before if f"{ID}graph/{record.graph}" not in closed]
    described = SourceDescriptions(graphs, (*mine, *before), order.day)
    entries = [described.fitted(entry) for entry in read_rows(tables, reading)]
    if reading.faults:
        raise FaultsFound([*passed, *reading.faults], untouched="graph/")
    against = () if before else others
    planner = Planner(graphs, book.derived, closed, mine, against, order.day, before)
    plan = planner.plan(entries, remove_gone=order.gone == "remove")
    if before:
        news = workbooks.news(plan.records, before, hand)
        plan = replace(plan, records=news, remembered=bool(plan.changes))
    told = [Bilingual(f"{each.where}: {each.sv}", f"{each.where}: {each.en}") for each in passed]
    return plan, book, [*told, *reading.passed]


def _write(workspace: Workspace, taken: _Taken) -> None:
    """Write what differs, unless what it was made from has been changed since it was read."""
    standing = {each.path: each.data for each in (*workspace.facts, *workspace.ledgers)}
    fresh = {
        path: data for path, data in taken.files.items() if standing.get(f"graph/{path}") != data
    }
    if fresh or taken.emptied:
        write_folder(workspace.root / "graph", fresh, taken.emptied, workspace.unchanged)


def _own_name(name: str) -> str:
    """The name of the import as a file can be called.

    Raises:
        UsageError: nothing of it can be written in ASCII.
    """
    try:
        return slug(name)
    except ValueError:
        raise UsageError(
            f"no name of an import can be made of '{name}'; give one of a–z, 0–9 and hyphens "
            "with --name"
        ) from None


def _checked(day: str) -> str:
    """The day of the import.

    Raises:
        UsageError: there is no such day.
    """
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        raise UsageError(f"'{day}' is no day; write it as 2026-11-25") from None


def _name(path: Path) -> str:
    """The name of an import: the folder's or the file's, of a workbook with its ending, so that
    ``meetings.xlsx`` and a folder ``meetings`` are two."""
    if path.is_dir():
        return path.resolve().name
    ending = path.suffix if path.suffix.casefold() in _WORKBOOKS else ""
    return plain_stem(path) + (".xlsx" if is_copy(path) else ending)


def _lost(own: str, record: Record) -> Fault:
    where = f"{own} · {record.sheet}"
    sv = (
        f"raden om {record.node} fanns med förra gången och är borta; ska den vara kvar i grafen "
        "(--gone keep) eller tas bort (--gone remove)? Är den rättad, skriv dess adress i "
        "kolumnen id; är det här en annan tabell, ge den ett eget namn (--name)"
    )
    en = (
        f"the row about {record.node} was there last time and is gone; should it stay in the graph "
        "(--gone keep) or be removed (--gone remove)? If it was corrected, write its address in "
        "the column id; if this is another table, give it a name of its own (--name)"
    )
    return Fault(where, "gone", sv, en)


def _written(
    plan: Plan, documents: dict[str, Document], own: str
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The changed files by their path below graph/, and the paths of those with nothing left."""
    files: dict[str, bytes] = {}
    emptied: list[str] = []
    for name, triples in plan.graphs.items():
        document = documents.get(name)
        end = name.rpartition("/")[2]
        path = document.path.removeprefix("graph/") if document else f"sources/{end}.ttl"
        if triples:
            files[path] = turtle(triples)
        else:
            emptied.append(path)
    if plan.remembered:
        files[f"{FOLDER}/{own}.csv"] = _ledger.write(plan.records)
    return files, tuple(emptied)


__all__ = [
    "Gone",
    "Imported",
    "import_tables",
    "marked",
    "sheets",
    "source_graphs",
    "statement",
    "table_files",
    "words_by_rule",
]
