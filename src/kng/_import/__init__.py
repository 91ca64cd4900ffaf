"""The door through which tables come into the graph: read, understood, planned, checked, written.

Nothing is written before everything is known to be sound, and then all of it at once.
"""

from __future__ import annotations

import datetime
import difflib
import re
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
from kng._values import XSD, Bilingual
from kng._values import Literal as Text
from kng._vocabulary import KNG
from kng._workspace import Document, Overtaken, Workspace, graph_name, write_folder

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
_ASIDE: Final = ("~$", ".~lock.", ".")
"""How files begin that a program which has a table open keeps beside it."""
_NO_SHEET: Final = (
    "filen har inget blad med innehåll",
    "the file has no sheet that holds anything",
)
_LINE: Final = re.compile(r":\d+$")
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
        _sound(workspace, files, emptied)
    except FaultsFound as error:
        placed = [_at_its_row(fault, plan, order.name) for fault in error.faults]
        raise FaultsFound(placed, untouched="graph/") from None
    return _Taken(plan, book, tuple(passed), files, emptied)


def _understood(
    workspace: Workspace, documents: dict[str, Document], order: _Order
) -> tuple[Plan, GraphBook, list[Bilingual]]:
    """What the rows say and what it changes, and what of the tables was not read."""
    tables, passed, before = _recognised(workspace, order.files)
    graphs = source_graphs(workspace, documents)
    ledgers = {
        document.name: _ledger.read(document.data, document.path) for document in workspace.ledgers
    }
    others = [record for key, records in ledgers.items() if key != order.name for record in records]
    mine = ledgers.get(order.name, ())
    book = GraphBook(graphs, mine, words_by_rule(workspace), _forgotten(graphs))
    reading = Reading(book, _cited(book, order.source), order.lenient)
    hand = _closed(documents, [*others, *mine])
    closed = frozenset[str]() if order.correct else hand
    before = [record for record in before if f"{ID}graph/{record.graph}" not in closed]
    described = _SourceDescriptions(graphs, (*mine, *before), order.day)
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


def table_files(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those in the folders that are tables by their ending.

    Copies with notes are taken only where they are named.

    Raises:
        UsageError: there is none.
    """
    if not paths:
        raise UsageError("which file? kng import FILE…")
    found: list[Path] = []
    empty: list[Fault] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [f for f in _inside(path) if f.suffix.casefold() in _ENDINGS and f.is_file()]
        found += [f for f in inside if not f.name.startswith(_ASIDE) and not is_copy(f)]
        if not inside:
            endings = ", ".join(_ENDINGS)
            sv, en = f"mappen har ingen tabell ({endings})", f"the folder has no table ({endings})"
            empty.append(Fault(str(path), "no-table", sv, en))
    if empty:
        raise FaultsFound(empty, untouched="graph/")
    return found


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be read: {error.strerror}") from None


def _recognised(
    workspace: Workspace, files: Sequence[Path]
) -> tuple[list[tuple[Sheet, Table]], list[Fault], list[Record]]:
    """Each table with the kind of sheet that it is, what is told of those of no known kind, and
    what workbooks that kng wrote remember of their rows."""
    kinds = sheets(workspace)
    known = {plain(name): sheet for sheet in kinds for name in sheet.names}
    wrong: list[Fault] = []
    found: dict[str, tuple[Sheet, Table]] = {}
    passed: list[Fault] = []
    before: list[Record] = []
    for file in files:
        try:
            tables = read_file(file)
        except FaultsFound as error:
            wrong += error.faults
            continue
        for table in tables:
            if table.sheet in workbooks.BESIDE:
                before += workbooks.remembered(table)
                continue
            sheet = known.get(plain(table.sheet or file.stem))
            if sheet is None:
                passed.append(_unknown_sheet(table, table.sheet or file.stem, kinds))
                continue
            wrong += table.faults
            if sheet.name in found:
                wrong.append(_twice(found[sheet.name][1], table, sheet))
            found[sheet.name] = (sheet, table)
    if not found and not wrong:
        wrong = passed or [Fault(str(files[0]), "no-table", *_NO_SHEET)]
    if wrong:
        raise FaultsFound(wrong, untouched="graph/")
    return list(found.values()), passed, before


def _unknown_sheet(table: Table, title: str, kinds: Sequence[Sheet]) -> Fault:
    """A sheet whose name says of no kind that it is one; the nearest names come first."""
    names = [sheet.label for sheet in kinds]
    near = difflib.get_close_matches(plain(title), [plain(name.sv) for name in names], 1)
    hint = next((name for name in names if plain(name.sv) in near), None)
    sv = f"bladet '{title}' har inget av de namn som läses, och lästes inte"
    en = f"the sheet '{title}' has none of the names that are read, and was not read"
    if hint:
        sv, en = f"{sv}; menas {hint.sv}?", f"{en}; is {hint.en} meant?"
    else:
        sv = f"{sv}; de som läses: {', '.join(name.sv for name in names)}"
        en = f"{en}; those that are: {', '.join(name.en for name in names)}"
    return Fault(table.where, "sheet", sv, en, "info")


def _twice(one: Table, other: Table, sheet: Sheet) -> Fault:
    sv = f"bladet {sheet.label.sv} finns redan i {one.where}; för in filerna var för sig"
    en = f"the sheet {sheet.label.en} is in {one.where} already; import the files one by one"
    return Fault(other.where, "sheet", sv, en)


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
    if len(found) == 1:
        return found[0]
    sv = "är inte en känd källa" if not found else "kan vara flera källor"
    en = "is no known source" if not found else "can be several sources"
    near = book.directory.nearest(source, ("source",))
    hint_sv = f"; närmast: {', '.join(near)}" if near else ""
    hint_en = f"; nearest: {', '.join(near)}" if near else ""
    sv = f"'{source}' {sv}{hint_sv}; skriv dess id, titel eller webbadress, eller beskriv den på "
    en = f"'{source}' {en}{hint_en}; write its id, title or web address, or describe it on "
    fault = Fault("--source", "unknown-name", f"{sv}bladet Källor", f"{en}the sheet Sources")
    raise FaultsFound([fault], untouched="graph/")


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


def _sound(workspace: Workspace, files: Mapping[str, bytes], emptied: Sequence[str]) -> None:
    """Check the graph as it would become.

    Raises:
        FaultsFound: violations that were not there before.
    """
    changed = {f"graph/{path}": data for path, data in files.items() if path.endswith(".ttl")}
    gone = {f"graph/{path}" for path in emptied}
    if not changed and not gone:
        return
    documents = {each.path: each for each in workspace.facts if each.path not in gone}
    documents |= {path: Document(path, Path(path).stem, data) for path, data in changed.items()}
    future = workspace.with_facts(documents[path] for path in sorted(documents))
    found = [f for f in faults(future, load(future)) if f.severity == "violation"]
    if found:
        standing = set(map(_told_anywhere, faults(workspace, load(workspace))))
        fresh = [fault for fault in found if _told_anywhere(fault) not in standing]
        if fresh:
            raise FaultsFound(fresh, untouched="graph/")


def _at_its_row(fault: Fault, plan: Plan, own: str) -> Fault:
    """The fault at the row that says what is wrong, as the file that it is in is not written."""
    node = fault.en.partition(": ")[0]
    said = {
        _ledger.digest(each)
        for change in plan.changes
        if shorten(change.node) == node
        for each in change.added
    }
    rows = (r for r in plan.records if r.row and (r.node == node or said & r.digests))
    row = next(rows, None)
    if row is None:
        return fault
    return replace(fault, where=f"{own} · {row.sheet}:{row.row}")


def _told_anywhere(fault: Fault) -> Fault:
    """The fault without its line, which moves when something is written above it."""
    return replace(fault, where=_LINE.sub("", fault.where))


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
