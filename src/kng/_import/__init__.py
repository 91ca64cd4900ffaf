"""The door through which tables come into the graph: read, understood, planned, checked, written.

Nothing is written before everything is known to be sound, and then all of it at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import yaml

from kng._build import faults, load
from kng._errors import Fault, FaultsFound, UsageError, WorkspaceError
from kng._export.turtle import turtle
from kng._forgotten import is_forgotten, read_tombstones
from kng._identity import slug
from kng._import import _ledger
from kng._import import _written as workbooks
from kng._import._book import GraphBook, statement
from kng._import._ledger import FOLDER, Record
from kng._import._marked import is_copy, marked, plain_stem
from kng._import._plan import Plan, Planner
from kng._import._words import told
from kng._namespaces import ID, PREFIXES, shorten
from kng._store import Triple, cells, parse_turtle
from kng._tables import Table, read_file
from kng._tables.directory import plain
from kng._tables.mapping import Sheet, read_sheet
from kng._tables.reader import read_rows
from kng._tables.reading import Reading
from kng._tables.statements import Entry, Statement
from kng._values import XSD
from kng._values import Literal as Text
from kng._vocabulary import KNG
from kng._workspace import Document, Workspace, graph_name, write_folder

Gone = Literal["ask", "keep", "remove"]
_OF_GRAVES: Final = {KNG.forgottenOn, KNG.nameDigest}
_ENDINGS: Final = (".xlsx", ".ods", ".csv", ".xlsm", ".xls", ".tsv", ".txt")
_WORKBOOKS: Final = (".xlsx", ".ods")
_RETRIEVED: Final = PREFIXES["kng"] + "retrievedOn"
_ONCE: Final = frozenset(
    (
        *(PREFIXES["dcterms"] + name for name in ("issued", "language", "license", "title")),
        PREFIXES["dc"] + "publisher",
        PREFIXES["schema"] + "url",
        _RETRIEVED,
    )
)
_HAND: Final = "graph/sources/"
_NAMES: Final = "names"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done, or with ``dry`` would do.

    ``plan`` holds the changes and the new ledger; :meth:`text` tells them in words.
    """

    name: str
    plan: Plan
    book: GraphBook
    dry: bool

    @property
    def records(self) -> tuple[Record, ...]:
        """What became of every row."""
        return self.plan.records

    def text(self, language: str = "sv") -> str:
        """What was added, changed and left out, in ``sv`` or ``en``."""
        return told(self.plan, self.book, language, dry=self.dry)


def sheets(workspace: Workspace) -> tuple[Sheet, ...]:
    """The kinds of sheets that the workspace can take in.

    Raises:
        FaultsFound: descriptions that cannot be read; all of them.
    """
    found: list[Sheet] = []
    wrong: list[Fault] = []
    for document in workspace.tables:
        if document.name != _NAMES:
            try:
                found.append(read_sheet(document.name, document.text(), document.path))
            except FaultsFound as error:
                wrong += error.faults
    if wrong:
        raise FaultsFound(wrong)
    return tuple(sorted(found, key=lambda sheet: (sheet.order, sheet.name)))


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
        UsageError: no table, or nothing that can be taken in.
    """
    if workspace.shipped and not dry:
        raise WorkspaceError(
            "there is no workspace here, and the graph in the package can only be read; "
            "name a workspace with --workspace"
        )
    day = day or datetime.date.today().isoformat()
    files = table_files(paths)
    own = slug(name or _name(paths[0]))
    tables, before = _recognised(workspace, files)
    documents = {graph_name(document): document for document in workspace.facts}
    graphs = source_graphs(workspace, documents)
    ledgers = {
        document.name: _ledger.read(document.data, document.path) for document in workspace.ledgers
    }
    others = [record for key, records in ledgers.items() if key != own for record in records]
    mine = ledgers.get(own, ())
    book = GraphBook(graphs, mine, words_by_rule(workspace), _forgotten(graphs))
    reading = Reading(book, _cited(book, source), lenient)
    hand = _closed(documents, [*others, *mine])
    closed = frozenset() if correct else hand
    before = [record for record in before if f"{ID}graph/{record.graph}" not in closed]
    described = _SourceDescriptions(graphs, (*mine, *before), day)
    entries = [described.fitted(entry) for entry in read_rows(tables, reading)]
    if reading.faults:
        raise FaultsFound(reading.faults, untouched="graph/")
    planner = Planner(graphs, book.derived, closed, mine, () if before else others, day, before)
    plan = planner.plan(entries, remove_gone=gone == "remove")
    if plan.gone and gone == "ask":
        raise FaultsFound([_lost(own, record) for record in plan.gone], untouched="graph/")
    if before:
        plan = replace(plan, records=workbooks.news(plan.records, before, hand))
    changed = _written(plan, documents, own)
    _sound(workspace, changed)
    if not dry and (plan.changes or not before):
        write_folder(workspace.root / "graph", changed)
    return Imported(own, plan, book, dry)


def _name(path: Path) -> str:
    """The name of an import: the folder's or the file's, of a workbook with its ending, so that
    ``meetings.xlsx`` and a folder ``meetings`` are two."""
    if path.is_dir():
        return path.resolve().name
    ending = path.suffix if path.suffix.casefold() in _WORKBOOKS else ""
    return plain_stem(path) + (".xlsx" if is_copy(path) else ending)


def table_files(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those in the folders that are tables by their ending.

    Copies with notes are taken only where they are named.

    Raises:
        UsageError: there is none.
    """
    if not paths:
        raise UsageError("which file? kng import FILE…")
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.iterdir())
            tables = [f for f in inside if f.suffix.casefold() in _ENDINGS and f.is_file()]
            found += [file for file in tables if not is_copy(file)]
        else:
            found.append(path)
    if not found:
        raise UsageError(f"{paths[0]} holds no table ({', '.join(_ENDINGS)})")
    return found


def _recognised(
    workspace: Workspace, files: Sequence[Path]
) -> tuple[list[tuple[Sheet, Table]], list[Record]]:
    """Each table with the kind of sheet that it is, and what workbooks that kng wrote remember of
    their rows; tables of no known kind are passed over."""
    known = {plain(name): sheet for sheet in sheets(workspace) for name in sheet.names}
    wrong: list[Fault] = []
    found: list[tuple[Sheet, Table]] = []
    unknown: list[str] = []
    before: list[Record] = []
    for file in files:
        try:
            tables = read_file(file)
        except FaultsFound as error:
            wrong += error.faults
            continue
        for table in tables:
            title = table.sheet or file.stem
            if title == workbooks.TITLE:
                before += workbooks.remembered(table)
                continue
            sheet = known.get(plain(title))
            if sheet is None:
                unknown.append(title)
                continue
            wrong += table.faults
            found.append((sheet, table))
    if wrong:
        raise FaultsFound(wrong, untouched="graph/")
    if not found:
        names = ", ".join(sheet.label.sv for sheet in sheets(workspace))
        raise UsageError(
            f"no sheet that can be taken in, only: {', '.join(unknown)}; known sheets: {names}"
        )
    return found, before


def source_graphs(
    workspace: Workspace, documents: Mapping[str, Document]
) -> dict[str, list[Triple]]:
    """The graphs of these documents, and that of the schemes, by address.

    Raises:
        FaultsFound: files that are no Turtle.
    """
    wrong: list[Fault] = []
    graphs: dict[str, list[Triple]] = {}
    schemes = {graph_name(workspace.schemes): workspace.schemes}
    for name, document in {**documents, **schemes}.items():
        graphs[name], faults_here = parse_turtle(document.data, document.path)
        wrong += faults_here
    if wrong:
        raise FaultsFound(wrong, untouched="graph/")
    return graphs


def words_by_rule(workspace: Workspace) -> Mapping[str, Sequence[str]]:
    """The words that the workspace lists for the rules: patterns of names, given names."""
    for document in workspace.tables:
        if document.name == _NAMES:
            said = yaml.safe_load(document.text()) or {}
            return {key: [str(each) for each in values] for key, values in said.items()}
    return {}


def _forgotten(graphs: Mapping[str, Sequence[Triple]]) -> Callable[[str], str]:
    """By which address someone of a name was removed from the graph, if anyone was."""
    said = (t for triples in graphs.values() for t in triples if _about_grave(t))
    tombstones = read_tombstones(cells(list(said)))
    return lambda name: is_forgotten(name, tombstones) or ""


def _about_grave(triple: Triple) -> bool:
    """Whether a triple tells of someone who was removed."""
    return KNG.Tombstone in str(triple.object) or triple.predicate.value in _OF_GRAVES


def _cited(book: GraphBook, source: str) -> str:
    """The address of the source that is cited where a row names none."""
    if not source:
        return ""
    found = book.directory.find(source, ("source",))
    if len(found) != 1:
        raise UsageError(
            f"no source is called '{source}'; describe it on the sheet of sources, or name one by "
            "its address, title or web address"
        )
    return found[0]


def _closed(documents: dict[str, Document], records: Sequence[Record]) -> frozenset[str]:
    """The graphs below graph/sources/ that no import has written."""
    imported = {
        f"{ID}graph/{record.graph}"
        for record in records
        if record.said and record.outcome != _ledger.CORRECTED
    }
    return frozenset(
        name
        for name, document in documents.items()
        if document.path.startswith(_HAND) and name not in imported
    )


class _SourceDescriptions:
    """Sources as they are described already: a second description adds, and contradicts nothing.

    The same page may stand in several tables, dated or titled differently. What was entered first
    stays, and the row's note tells what the other table says.
    """

    def __init__(
        self, graphs: Mapping[str, Sequence[Triple]], own: Sequence[Record], day: str
    ) -> None:
        self._day = day
        self._said: dict[tuple[str, str], dict[str, None]] = {}
        mine = {digest for record in own for digest in record.digests}
        self._read: dict[str, str] = {}
        for said in filter(None, map(statement, (t for each in graphs.values() for t in each))):
            if not said.subject.startswith(f"{ID}source/"):
                continue
            if said.predicate == _RETRIEVED:
                self._read.setdefault(said.subject, str(said.object))
            if _ledger.digest(said) not in mine:
                self._said.setdefault((said.subject, said.predicate), {})[str(said.object)] = None

    def fitted(self, entry: Entry) -> Entry:
        """The entry without what contradicts, and with the day on which the source was read."""
        if not entry.node.startswith(f"{ID}source/"):
            return entry
        kept: list[Statement] = []
        notes = list(entry.notes)
        for said in entry.statements:
            known = self._said.get((said.subject, said.predicate), {})
            if said.predicate in _ONCE and known and str(said.object) not in known:
                notes.append(
                    f"{shorten(said.predicate)}: {said.object}, but {', '.join(known)} is known"
                )
            else:
                kept.append(said)
        if not any(said.predicate == _RETRIEVED for said in kept):
            day = Text(self._read.get(entry.node, self._day), XSD + "date")
            kept.append(Statement(entry.node, _RETRIEVED, day))
        return replace(entry, statements=tuple(kept), notes=tuple(notes))


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


def _written(plan: Plan, documents: dict[str, Document], own: str) -> dict[str, bytes]:
    """The changed files by their path below graph/."""
    files: dict[str, bytes] = {}
    for name, triples in plan.graphs.items():
        document = documents.get(name)
        end = name.rpartition("/")[2]
        path = document.path.removeprefix("graph/") if document else f"sources/{end}.ttl"
        files[path] = turtle(triples)
    files[f"{FOLDER}/{own}.csv"] = _ledger.write(plan.records)
    return files


def _sound(workspace: Workspace, changed: dict[str, bytes]) -> None:
    """Check the graph as it would become.

    Raises:
        FaultsFound: violations that were not there before.
    """
    documents = {document.path: document for document in workspace.facts}
    for path, data in changed.items():
        if path.endswith(".ttl"):
            documents[f"graph/{path}"] = Document(f"graph/{path}", Path(path).stem, data)
    future = workspace.with_facts(documents[path] for path in sorted(documents))
    found = [f for f in faults(future, load(future)) if f.severity == "violation"]
    if found:
        standing = set(faults(workspace, load(workspace)))
        fresh = [fault for fault in found if fault not in standing]
        if fresh:
            raise FaultsFound(fresh, untouched="graph/")


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
