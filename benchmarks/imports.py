"""Seconds and memory of ``kng import`` on a workbook of 10,000 and of 100,000 participations.

Each in a process of its own, into a fresh copy of the project's workspace: as .xlsx and as CSV,
and the larger one a second time, when nothing is new, and with a misspelt name in every tenth row.
"""

from __future__ import annotations

import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SIZES: Final = (10_000, 100_000)
_PER_MEETING: Final = 10
_PER_PERSON: Final = 20
_PER_SOURCE: Final = 50
_MISSPELT: Final = 10
_ALPHABET: Final = "bcdfghjklmnprstv"
_FUNCTIONS: Final = ("participant", "speaker", "organiser", "moderator")

Cells = Sequence[str | int]
Sheets = Mapping[str, Iterable[Cells]]


def sheets(rows: int, *, misspelt: bool = False) -> Sheets:
    """Sources, meetings, people and participations, by the names of the sheets."""
    meetings, people, sources = rows // _PER_MEETING, rows // _PER_PERSON, rows // _PER_SOURCE
    return {
        "sources": _sources(sources),
        "meetings": _meetings(meetings, sources),
        "people": _people(people, sources),
        "participations": _participations(rows, meetings, people, sources, misspelt),
    }


def _sources(number: int) -> Iterator[Cells]:
    yield ("source_id", "url", "title", "publisher", "published", "language", "retrieved")
    for n in range(number):
        url, title = f"https://example.org/page/{n}", f"Sidan nummer {n}"
        yield (f"page-{n}", url, title, "Tidningen", "2023-06-01", "sv", "2026-11-01")


def _meetings(number: int, sources: int) -> Iterator[Cells]:
    yield ("meeting_id", "name_sv", "name_en", "kind", "start", "municipality", "source_id")
    for n in range(number):
        day = f"{2018 + n % 5}-{1 + n % 12:02}-{1 + n % 28:02}"
        kind, source = "seminar", f"page-{n % sources}"
        yield (f"mote-{n}", f"Möte nummer {n}", f"Meeting number {n}", kind, day, "2081", source)


def _people(number: int, sources: int) -> Iterator[Cells]:
    yield ("person_id", "name", "role_sv", "role_en", "organisation", "source_id")
    for n in range(number):
        source = f"page-{n % sources}"
        yield (f"person-{n}", _name(n), "strateg", "strategist", "Borlänge kommun", source)


def _participations(
    rows: int, meetings: int, people: int, sources: int, misspelt: bool
) -> Iterator[Cells]:
    yield (
        *("meeting_id", "participant_kind", "participant", "on_behalf_of", "function"),
        *("evidence", "source_id"),
    )
    for n in range(rows):
        meeting = n % meetings
        name = f"mote-{meeting}"
        if misspelt and n % _MISSPELT == 0:
            name = f"Möte numer {meeting}x"
        person = f"person-{(n // meetings * 7 + meeting) % people}"
        function = _FUNCTIONS[n % len(_FUNCTIONS)]
        source = f"page-{meeting % sources}"
        yield (name, "person", person, "2081", function, "attendee-list", source)


def _name(number: int) -> str:
    """A name of its own for every number: two words of three syllables."""
    words = []
    for digits in (number % 4096, number // 4096 + number * 31 % 4096):
        letters = (digits // 256 % 16, digits // 16 % 16, digits % 16)
        words.append("".join(f"{_ALPHABET[at]}a" for at in letters).capitalize())
    return " ".join(words)


def write_xlsx(file: Path, tables: Sheets) -> None:
    """One workbook."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(file)


def write_csv(folder: Path, tables: Sheets) -> None:
    """A folder of CSV files."""
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)


def main() -> None:
    """Print the table."""
    print("participations  kind       seconds  peak RSS, MB  ends in")
    with tempfile.TemporaryDirectory() as scratch:
        for rows in SIZES:
            _measure(Path(scratch) / str(rows), rows)


def _measure(folder: Path, rows: int) -> None:
    book = folder / "xlsx/meetings.xlsx"
    wrong = folder / "wrong/meetings.xlsx"
    for file in (book, wrong):
        file.parent.mkdir(parents=True)
        write_xlsx(file, sheets(rows, misspelt=file == wrong))
    write_csv(folder / "csv/meetings", sheets(rows))
    for kind, tables in (("xlsx", book), ("again", book), ("faulty", wrong)):
        _print(rows, kind, folder / "one", tables)
    _print(rows, "csv", folder / "two", folder / "csv/meetings")


def _print(rows: int, kind: str, workspace: Path, tables: Path) -> None:
    if not workspace.exists():
        for name in ("graph", "ontology", "queries"):
            shutil.copytree(ROOT / name, workspace / name)
    command = [sys.executable, __file__, str(tables), str(workspace)]
    start = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    told = (ran.stdout.splitlines() or ["0"])[-1]
    if not told.isdigit():
        sys.exit(ran.stderr)
    print(f"{rows:>14}  {kind:<8}{seconds:>10.1f}{int(told):>14}  {ran.returncode}", flush=True)


def _import(tables: str, workspace: str) -> int:
    import kng

    try:
        kng.import_table(tables, workspace=workspace, day="2026-11-25")
        code = 0
    except kng.FaultsFound as error:
        print(error.summary())
        code = 1
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return code


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(_import(*sys.argv[1:]))
    main()
