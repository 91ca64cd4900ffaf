"""Tables as a coordinator brings them, read alone or taken into a copy of the first workspace."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

import kng
from kng._errors import Fault
from kng._import import Imported, sheets
from kng._import._book import GraphBook
from kng._import._ledger import Record
from kng._namespaces import ID, PREFIXES, shorten
from kng._store import parse_turtle
from kng._tables import read_tables
from kng._tables.mapping import Sheet, read_sheet
from kng._tables.reader import read_rows
from kng._tables.reading import Reading
from kng._tables.statements import Entry, Statement
from kng._values import Literal
from kng._workspace import Workspace, graph_name

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]

SOURCES = (
    {
        "source_id": "page",
        "url": "https://example.org/page",
        "title": "Om mötet",
        "publisher": "Borlänge kommun",
        "published": "2024-06-01",
        "language": "sv",
    },
    {
        "source_id": "other",
        "url": "https://example.org/other",
        "title": "Ett annat",
        "publisher": "Gävle kommun",
        "published": "2024-06-02",
        "language": "sv",
    },
)
MEETINGS = (
    {
        "meeting_id": "m1",
        "name_sv": "Första mötet",
        "kind": "workshop",
        "start": "2024-05-01",
        "municipality": "Borlänge kommun",
        "source_id": "page",
    },
    {
        "meeting_id": "m2",
        "name_sv": "Andra mötet",
        "kind": "seminar",
        "start": "2024-05",
        "source_id": "other",
    },
)
PEOPLE = (
    {
        "person_id": "a",
        "name": "Ada Ek",
        "role_sv": "strateg",
        "organisation": "Borlänge kommun",
        "source_id": "page",
    },
    {
        "person_id": "b",
        "name": "Bo Ask",
        "role_sv": "projektledare",
        "organisation": "Gävle kommun",
        "source_id": "other",
    },
)
PARTICIPATIONS = (
    {"meeting_id": "m1", "participant": "a", "function": "speaker", "source_id": "page"},
    {"meeting_id": "m1", "participant": "b", "function": "participant", "source_id": "page; other"},
    {"meeting_id": "m2", "participant": "b", "function": "moderator", "source_id": "other"},
)
BOOK: Tables = {
    "sources": SOURCES,
    "meetings": MEETINGS,
    "people": PEOPLE,
    "participations": PARTICIPATIONS,
}


def table(rows: Sequence[Row]) -> str:
    """Rows as CSV; every column that any row has."""
    heads = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, heads, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def write_tables(folder: Path, tables: Tables) -> Path:
    """A folder of CSV files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(table(rows), "utf-8")
    return folder


def write_book(file: Path, tables: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    """A workbook; the first row of each sheet are the headings."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file


def graph_bytes(folder: Path) -> dict[str, bytes]:
    """Every file below ``graph/`` of a workspace."""
    files = sorted(f for f in (folder / "graph").rglob("*") if f.is_file())
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files}


# ---- reading alone


@dataclass
class Read:
    """What became of tables that were read and not planned."""

    entries: Sequence[Entry]
    faults: Sequence[Fault]
    reading: Reading

    def said(self, at: int = 0, *, of: str = "") -> list[str]:
        """The statements of a row in short form, sorted; ``of`` a subject alone."""
        found = [s for s in self.entries[at].statements if shorten(s.subject).startswith(of)]
        return sorted(map(written, found))

    @property
    def told(self) -> list[str]:
        """The faults in English."""
        return [fault.text("en") for fault in self.faults]


def written(said: Statement) -> str:
    """A statement in few signs: ``kng-meeting:m1 kng:start 2024``."""
    value = said.object
    if isinstance(value, Literal):
        text = f'"{value}"' + (f"@{value.language}" if value.language else "")
    else:
        text = shorten(value)
    return f"{shorten(said.subject)} {shorten(said.predicate)} {text}"


Reader = Callable[..., Read]

KNOWN = """
kng-municipality:2081 rdfs:label "Borlänge kommun"@sv ; skos:altLabel "Borlänge"@sv .
kng-municipality:2180 rdfs:label "Gävle kommun"@sv ; skos:altLabel "Gävle"@sv .
kng-municipality:0305 rdfs:label "Håbo kommun"@sv ; skos:altLabel "Håbo"@sv .
kng-municipality:1280 rdfs:label "Malmö kommun"@sv ; skos:altLabel "Malmö"@sv .
kng-municipality:1480 rdfs:label "Göteborgs kommun"@sv ; skos:altLabel "Göteborg"@sv .
kng-source:page dcterms:title "Om mötet"@sv ; dcterms:issued "2024-06-01"^^xsd:date ;
    dcterms:language "sv" .
kng-source:other dcterms:title "Ett annat"@sv ; dcterms:issued "2024-06-02"^^xsd:date .
kng-meeting:m1 rdfs:label "Första mötet"@sv .
kng-organisation:kth rdfs:label "KTH"@sv .
kng-programme:vc rdfs:label "Viable Cities"@sv .
"""


@pytest.fixture(scope="session")
def kinds(workspace: Workspace) -> Mapping[str, Sheet]:
    """The sheets of the project, by name."""
    return {sheet.name: sheet for sheet in sheets(workspace)}


@pytest.fixture(scope="session")
def read(kinds: Mapping[str, Sheet], workspace: Workspace) -> Reader:
    """Read tables (rows by the name of the sheet) against facts in Turtle, by graph."""

    def reader(
        tables: Tables,
        known: str = KNOWN,
        *,
        mapping: str = "",
        records: Iterable[Record] = (),
        forgotten: Callable[[str], str] = lambda _name: "",
        lenient: bool = False,
        source: str = "",
    ) -> Read:
        prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
        bundle = "kng-graph:{0} prov:wasDerivedFrom kng-source:{0} .\n"
        graphs = {graph_name(workspace.schemes): parse_turtle(workspace.schemes.data, "")[0]}
        parts = {"page": known} | {"other": ""}
        for name, text in parts.items():
            triples, faults = parse_turtle((prefixes + bundle.format(name) + text).encode(), "")
            assert not faults, faults
            graphs[f"{ID}graph/{name}"] = triples
        words = {
            "municipality": [
                "{name} kommun",
                "{name}s kommun",
                "{name} stad",
                "{name}s stad/kommun",
            ],
            "given_names": ["Anne"],
        }
        book = GraphBook(graphs, records, words, forgotten)
        own = {"test": read_sheet("test", mapping, "test.yaml")} if mapping else kinds
        pairs = [
            (own[name], read_tables(f"{name}.csv", table(rows).encode())[0])
            for name, rows in tables.items()
        ]
        reading = Reading(book, source, lenient)
        return Read(read_rows(pairs, reading), reading.faults, reading)

    return reader


# ---- the whole way


@pytest.fixture
def folder(tmp_path: Path, first_folder: Path) -> Path:
    """A copy of the first source's workspace."""
    return Path(shutil.copytree(first_folder, tmp_path / "workspace"))


@dataclass
class Import:
    """Take tables into a workspace, always under the same name and on the same day."""

    workspace: Path
    scratch: Path

    def __call__(self, tables: Tables, name: str = "book", **wishes: object) -> Imported:
        """Import rows by the name of the sheet."""
        folder = write_tables(self.scratch / name, tables)
        return kng.import_table(
            folder,
            workspace=self.workspace,
            **{"day": "2026-11-25", **wishes},  # type: ignore[arg-type]
        )

    def bytes(self) -> dict[str, bytes]:
        """Every file below ``graph/``."""
        return graph_bytes(self.workspace)


@pytest.fixture
def take(folder: Path, tmp_path: Path) -> Import:
    """Import into the copy."""
    return Import(folder, tmp_path / "tables")


def changed(rows: Sequence[Row], at: int, **cells: str) -> list[Row]:
    """Rows of which one has other cells."""
    return [{**row, **cells} if number == at else row for number, row in enumerate(rows)]
