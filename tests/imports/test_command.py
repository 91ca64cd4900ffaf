"""``kng import`` as a coordinator runs it: whatever is wrong, one message that says what to do."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kng._cli import main
from kng._import._ledger import read as ledger

from .conftest import (
    BOOK,
    MEETINGS,
    PARTICIPATIONS,
    PEOPLE,
    SOURCES,
    Tables,
    graph_bytes,
    table,
    write_book,
    write_tables,
)

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]
_KILLS = 15
_WHEN = (0.5, 1.05)
"""In parts of the time that the whole takes; before that the process is only starting."""
_DIES = """
import os, signal
from kng._cli import main
from kng._workspace import writing

def die(*_arguments, **_names):
    os.kill(os.getpid(), signal.SIGKILL)

exchanged = writing._exchange

def late(new, folder):
    exchanged(new, folder)
    die()

match "{step}":
    case "mkdir":
        writing._fill = die
    case "open":
        writing.os.fsync = die
    case "copy2":
        writing.shutil.copy2 = die
    case "renameat2":
        writing._exchange_at_once = die
    case "after":
        writing._exchange = late
main({words})
"""


@pytest.fixture
def run(folder: Path) -> Run:
    """Run the verb in the copy; it never ends in a traceback."""

    def invoke(*arguments: str | Path) -> Result:
        words = ["import", *map(str, arguments), "--workspace", str(folder), "--day", "2026-11-25"]
        result = CliRunner().invoke(main, words)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    return invoke


def refused(run: Run, folder: Path, *arguments: str | Path) -> tuple[str, str]:
    """What is said in Swedish and in English of what is refused; nothing may have changed."""
    before = graph_bytes(folder)
    said = []
    for language in ("sv", "en"):
        result = run(*arguments, "-l", language)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        said.append(result.stderr)
    assert graph_bytes(folder) == before
    assert said[0] != said[1]
    return said[0], said[1]


FILES: dict[str, tuple[str, bytes, str, str]] = {
    "no workbook": ("möten.xlsx", b"PK\x03\x04 and no more", "filen är skadad", "is damaged"),
    "cut short": ("möten.xlsx", b"nothing", "filen är skadad", "is damaged"),
    "old workbook": (
        "möten.xls",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "Spara som: Excel",
        "Save as: Excel",
    ),
    "password": (
        "möten.xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        "skyddad med lösenord",
        "protected by a password",
    ),
    "macros": ("möten.xlsm", b"x", "innehåller makron", "holds macros"),
    "another file": ("möten.pdf", b"%PDF-1.4", "ingen arbetsbok", "neither a workbook"),
    "open quotation": ("sources.csv", b'source_id,title\na,"b\n', "citattecken", "quotation mark"),
    "doubled heading": (
        "sources.csv",
        b"title,title,publisher\na,b,c\n",
        "title",
        "title",
    ),
    "empty": ("sources.csv", b"", "kolumnen titel saknas", "column title is missing"),
    "headings of nothing": ("sources.csv", b"a,b\n1,2\n", "lästes inte: a, b", "not read: a, b"),
    "sheet of no kind": (
        "mötten.csv",
        b"a,b\n1,2\n",
        "bladet 'mötten' har inget av de namn som läses, och lästes inte; menas Möten?",
        "the sheet 'mötten' has none of the names that are read, and was not read; is Meetings",
    ),
}


@pytest.mark.parametrize("what", sorted(FILES))
def test_a_file_that_is_not_read_is_refused_in_both_languages(
    run: Run, folder: Path, tmp_path: Path, what: str
) -> None:
    name, data, sv, en = FILES[what]
    file = tmp_path / name
    file.write_bytes(data)
    swedish, english = refused(run, folder, file)
    assert sv in swedish
    assert en in english
    assert name in swedish


def test_a_tie_is_told_by_what_it_ties(run: Run, tmp_path: Path) -> None:
    told = run(write_tables(tmp_path / "book", BOOK), "--dry-run").output
    assert "+ Första mötet, Ada Ek, talare (kng-participation:" in told
    assert "+ Ada Ek, Borlänge kommun" in told


def test_a_missing_column_is_told_once_and_not_in_every_row(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    rows = [{k: v for k, v in row.items() if k != "kind"} for row in MEETINGS]
    tables = write_tables(tmp_path / "book", {"sources": SOURCES, "meetings": rows})
    swedish, english = refused(run, folder, tables)
    assert "meetings.csv: kolumnen slag saknas [column]" in swedish
    assert english.splitlines() == [
        "meetings.csv: column kind is missing [column]",
        "kng: 1 fault; graph/ left untouched; the faults also stand in the cells of "
        f"{tables / 'meetings-fel.xlsx'}",
    ]


def test_a_missing_column_does_not_hide_the_faults_of_the_cells(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    rows = [{k: v for k, v in row.items() if k != "kind"} for row in MEETINGS]
    rows[0] |= {"start": "2021-13-31"}
    tables = write_tables(tmp_path / "book", {"sources": SOURCES, "meetings": rows})
    _, english = refused(run, folder, tables)
    assert "column kind is missing" in english
    assert "meetings.csv:2: column start: '2021-13-31'" in english


def test_every_fault_of_every_sheet_is_told_at_once(run: Run, folder: Path, tmp_path: Path) -> None:
    wrong: Tables = {
        "sources": [{**SOURCES[0], "published": "2021-13-31"}, SOURCES[1]],
        "meetings": [{**MEETINGS[0], "kind": "verkstad"}, {**MEETINGS[1], "source_id": "pge"}],
        "people": [{**PEOPLE[0], "organisation": "Borlänge komun"}],
        "participations": [{**PARTICIPATIONS[0], "function": "åhörare"}],
    }
    swedish, _ = refused(run, folder, write_tables(tmp_path / "book", wrong))
    lines = swedish.splitlines()
    for start, value in {
        "sources.csv:2: kolumn published": "2021-13-31",
        "meetings.csv:2: kolumn kind": "'verkstad'",
        "meetings.csv:3: kolumn source_id": "'pge'",
        "people.csv:2: kolumn organisation": "närmast: Borlänge",
        "participations.csv:2: kolumn function": "'åhörare'",
    }.items():
        assert [line for line in lines if line.startswith(start) and value in line], (start, lines)


def test_a_cell_of_a_workbook_is_told_by_its_letters(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    rows = [list(SOURCES[0]), *(list(row.values()) for row in SOURCES)]
    rows[2][4] = "i går"
    file = write_book(tmp_path / "möten.xlsx", {"Källor": rows})
    swedish, _ = refused(run, folder, file)
    assert "möten.xlsx · Källor · E3: " in swedish
    assert "i går" in swedish


def test_a_sheet_beside_the_known_ones_is_named(run: Run, tmp_path: Path) -> None:
    rows = [list(SOURCES[0]), *(list(row.values()) for row in SOURCES)]
    file = write_book(tmp_path / "möten.xlsx", {"Källor": rows, "Anteckningar": [["a"], ["b"]]})
    result = run(file)
    assert result.exit_code == 0
    assert "möten.xlsx · Anteckningar: bladet 'Anteckningar' har inget av de namn" in result.output


def test_one_sheet_in_two_files_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    for name in ("januari", "februari"):
        rows = [list(SOURCES[0]), *(list(row.values()) for row in SOURCES)]
        write_book(tmp_path / f"{name}.xlsx", {"Källor": rows})
    files = (tmp_path / "januari.xlsx", tmp_path / "februari.xlsx")
    swedish, _ = refused(run, folder, *files)
    assert "februari.xlsx · Källor: bladet Källor finns redan i januari.xlsx · Källor" in swedish


def test_a_folder_without_tables_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    swedish, english = refused(run, folder, tmp_path / "empty")
    assert "mappen har ingen tabell" in swedish
    assert "the folder has no table" in english


def test_what_an_open_workbook_leaves_beside_it_is_no_table(run: Run, tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "book", {"sources": SOURCES})
    (tables / "~$möten.xlsx").write_bytes(b"x")
    (tables / ".~lock.möten.ods#").write_bytes(b"x")
    assert run(tables).exit_code == 0


def test_an_unknown_source_is_refused_with_the_nearest(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "meetings.csv"
    row = {key: value for key, value in MEETINGS[0].items() if key != "source_id"}
    file.write_text(table([row]), "utf-8")
    swedish, english = refused(run, folder, file, "--source", "minimote-borlang")
    assert "--source: 'minimote-borlang' är inte en känd källa" in swedish
    assert "is no known source" in english
    assert run(file, "--source", "viable-cities-borlange-en").exit_code == 0


@pytest.mark.parametrize("day", ["2026-13-01", "igår", "20261125x"])
def test_a_day_that_is_none_is_a_wrong_call(folder: Path, tmp_path: Path, day: str) -> None:
    tables = write_tables(tmp_path / "book", BOOK)
    words = ["import", str(tables), "--workspace", str(folder), "--day", day]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert f"'{day}' is no day; write it as 2026-11-25" in result.stderr


@pytest.mark.parametrize("arguments", [["--gone", "maybe"], ["--name", "東京"], []])
def test_a_wrong_call_ends_in_two(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    files = [write_tables(tmp_path / "book", BOOK)] if arguments else []
    assert run(*files, *arguments).exit_code == 2


def test_no_file_and_no_folder_are_told(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.xlsx")
    assert result.exit_code == 1
    assert "nowhere.xlsx does not exist; nothing was changed" in result.stderr


def test_rows_that_are_gone_are_asked_about_kept_or_removed(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    tables = tmp_path / "book"
    assert run(write_tables(tables, BOOK)).exit_code == 0
    full = graph_bytes(folder)
    fewer = write_tables(tables, {**BOOK, "participations": PARTICIPATIONS[:2]})
    swedish, english = refused(run, folder, fewer)
    assert "--gone keep" in swedish
    assert "--gone remove" in english
    assert run(fewer, "--gone", "keep").exit_code == 0
    turtle = [path for path in full if path.endswith(".ttl")]
    assert [path for path in turtle if graph_bytes(folder)[path] != full[path]] == []
    assert run(fewer, "--gone", "remove").exit_code == 0
    changed = [path for path in turtle if graph_bytes(folder)[path] != full[path]]
    assert changed == ["graph/sources/other.ttl"]


def test_the_shipped_workspace_is_only_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tables = write_tables(tmp_path / "book", BOOK)
    before = graph_bytes(ROOT)
    result = CliRunner().invoke(main, ["import", str(tables)])
    assert result.exit_code == 1
    assert "name a workspace with --workspace" in result.stderr
    assert CliRunner().invoke(main, ["import", str(tables), "--dry-run"]).exit_code == 0
    assert graph_bytes(ROOT) == before


def test_a_graph_that_cannot_be_written_stays_as_it_was(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kng._workspace import writing

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    before = graph_bytes(folder)
    monkeypatch.setattr(writing, "_fill", full)
    result = run(write_tables(tmp_path / "book", BOOK))
    assert result.exit_code == 1
    assert "cannot be written: No space left on device" in result.stderr
    assert graph_bytes(folder) == before
    assert [p.name for p in folder.iterdir() if p.name.startswith(".graph")] == []


def test_a_fault_that_only_the_check_finds_names_the_row(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    late = [{**MEETINGS[0], "end": "2024-04-01"}]
    tables = write_tables(tmp_path / "book", {"sources": SOURCES, "meetings": late})
    swedish, _ = refused(run, folder, tables)
    assert "book · meetings:2: kng-meeting:m1" in swedish


# ---- processes beside each other, and killed


def process(folder: Path, tables: Path) -> subprocess.Popen[bytes]:
    words = [str(tables), "--workspace", str(folder), "--day", "2026-11-25"]
    return subprocess.Popen(
        [sys.executable, "-m", "kng", "import", *words],
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_imports_at_the_same_time_lose_nothing(folder: Path, tmp_path: Path) -> None:
    books = {name: write_tables(tmp_path / name, BOOK) for name in ("one", "two", "three")}
    running = [process(folder, tables) for tables in books.values()]
    assert [each.wait(120) for each in running] == [0, 0, 0]
    ledgers = [folder / f"graph/imports/{name}.csv" for name in books]
    found = [record for file in ledgers for record in ledger(file.read_bytes(), file.name)]
    assert {record.outcome for record in found} == {"entered"}
    people = {record.node for record in found if record.key == "a"}
    assert len(people) == 1, "who came later found the person whom the first had made"


def test_an_import_that_is_killed_leaves_all_or_nothing(folder: Path, tmp_path: Path) -> None:
    rows = [
        {**PARTICIPATIONS[0], "participant": f"Bolag {n} AB", "participant_kind": "organisation"}
        for n in range(300)
    ]
    book = {"sources": SOURCES, "meetings": MEETINGS, "participations": rows}
    tables = write_tables(tmp_path / "book", book)
    old, new = (Path(shutil.copytree(folder, tmp_path / name)) for name in ("old", "new"))
    began = time.monotonic()
    assert process(new, tables).wait(120) == 0
    lasted = time.monotonic() - began
    before, after = graph_bytes(old), graph_bytes(new)
    assert before != after
    chance = random.Random(4)
    killed = 0
    for _ in range(_KILLS):
        running = process(folder, tables)
        time.sleep(chance.uniform(*_WHEN) * lasted)
        running.send_signal(signal.SIGKILL)
        killed += running.wait() != 0
        found = graph_bytes(folder)
        assert found in (before, after)
        if found == after:
            shutil.rmtree(folder / "graph")
            shutil.copytree(old / "graph", folder / "graph")
    assert killed > 0
    assert process(folder, tables).wait(120) == 0
    assert graph_bytes(folder) == after
    assert [p.name for p in folder.iterdir() if p.name.startswith(".graph")] == []


@pytest.mark.parametrize("step", ["mkdir", "open", "copy2", "renameat2", "after"])
def test_an_import_that_dies_at_a_step_of_writing_leaves_all_or_nothing(
    folder: Path, tmp_path: Path, step: str
) -> None:
    """The writing is short, so that a blind kill seldom meets it: die at each of its steps."""
    tables = write_tables(tmp_path / "book", {"sources": SOURCES, "meetings": MEETINGS})
    before = graph_bytes(folder)
    words = ["import", str(tables), "--workspace", str(folder), "--day", "2026-11-25"]
    ran = subprocess.run(
        [sys.executable, "-c", _DIES.format(step=step, words=words)],
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    assert (graph_bytes(folder) == before) == (step != "after")
    assert process(folder, tables).wait(120) == 0
    assert "graph/imports/book.csv" in graph_bytes(folder)
    if step != "after":
        assert [p.name for p in folder.iterdir() if p.name.startswith(".graph")] == []
