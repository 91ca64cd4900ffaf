"""Every fault as a note in its cell, in a copy beside the table."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kng
from kng._import import marked, table_files
from kng._import._marked import plain_stem

from .conftest import Edit, column, graph_files, row_of

FIRST_FREE = 4


def _spoilt(workspace: Path, folder: Path, edit: Edit) -> Path:
    """A workbook in which two cells of a row, and one of another, are wrong."""
    file = folder / "meetings.xlsx"
    kng.template(file, workspace)

    def spoil(book: Any) -> None:
        page = book["Möten"]
        for heading, value in (
            ("namn på svenska", "Frukost"),
            ("slag", "seminariumm"),
            ("början", "2021-13-31"),
            ("källa", "kng-source:minimote-borlange"),
        ):
            page.cell(FIRST_FREE, column(page, heading)).value = value
        people = book["Personer"]
        row = row_of(people, "namn", "Evelina Loberg")
        people.cell(row, column(people, "titel på engelska")).value = "leader, e@example.org"

    edit(file, spoil)
    return file


def _notes(file: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(file)
    return {
        f"{page.title} {cell.coordinate}": cell.comment.text
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def _refused(file: Path, workspace: Path, **options: Any) -> kng.FaultsFound:
    with pytest.raises(kng.FaultsFound) as raised:
        kng.import_table(file, workspace=workspace, **options)
    return raised.value


def test_every_fault_is_a_note_in_swedish_and_then_in_english(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = _spoilt(first, tmp_path, edit)
    before = hashlib.sha256(file.read_bytes()).digest()
    refused = _refused(file, first)
    copy = tmp_path / "meetings-fel.xlsx"
    notes = _notes(copy)
    assert set(notes) == {"Möten D4", "Möten F4", "Personer D5"}
    assert notes["Möten D4"].startswith("'seminariumm' är inte känt som slag; närmast: seminarium")
    assert "\n\n'seminariumm' is not known as kind; nearest: seminarium" in notes["Möten D4"]
    assert "e@example.org" not in notes["Personer D5"]
    assert refused.copies == (str(copy),)
    assert refused.summary("sv").endswith(f"felen står också i cellerna i {copy}")
    assert refused.summary("en").endswith(f"the faults also stand in the cells of {copy}")
    assert hashlib.sha256(file.read_bytes()).digest() == before


def test_the_copy_keeps_how_the_workbook_looks_and_colours_the_cells(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = _spoilt(first, tmp_path, edit)
    _refused(file, first, dry=True)
    own, copy = (openpyxl.load_workbook(f) for f in (file, tmp_path / "meetings-fel.xlsx"))
    assert copy["Möten"]["D4"].fill.fgColor.rgb == "00FFC7CE"
    assert copy["Möten"]["D3"].fill.fgColor.rgb == own["Möten"]["D3"].fill.fgColor.rgb
    for page in own:
        assert copy[page.title].freeze_panes == page.freeze_panes
        assert copy[page.title].column_dimensions["A"].width == page.column_dimensions["A"].width
        rules = [rule.formula1 for rule in page.data_validations.dataValidation]
        assert [r.formula1 for r in copy[page.title].data_validations.dataValidation] == rules


def test_the_corrected_copy_is_the_same_import(first: Path, tmp_path: Path, edit: Edit) -> None:
    _refused(_spoilt(first, tmp_path, edit), first)
    copy = tmp_path / "meetings-fel.xlsx"

    def mend_one(book: Any) -> None:
        book["Möten"]["D4"].value = "seminarium"

    edit(copy, mend_one)
    refused = _refused(copy, first)
    second = tmp_path / "meetings-fel-2.xlsx"
    assert refused.copies == (str(second),)
    assert set(_notes(second)) == {"Möten F4", "Personer D5"}

    def mend(book: Any) -> None:
        book["Möten"]["F4"].value = "2021-12-31"
        book["Personer"]["D5"].value = "leader"

    edit(second, mend)
    done = kng.import_table(second, workspace=first)
    assert done.name == "meetings-xlsx"


def test_a_note_of_ones_own_is_kept(first: Path, tmp_path: Path, edit: Edit) -> None:
    file = _spoilt(first, tmp_path, edit)
    comment = openpyxl.comments.Comment("fråga Eva", "någon")
    edit(file, lambda book: setattr(book["Möten"]["F4"], "comment", comment))
    _refused(file, first)
    assert _notes(tmp_path / "meetings-fel.xlsx")["Möten F4"].endswith("\n\nfråga Eva")


def test_the_copy_of_a_text_file_is_a_workbook_of_what_was_read(
    first: Path, tmp_path: Path
) -> None:
    file = tmp_path / "meetings.csv"
    file.write_text(
        "namn på svenska;slag;början;källa\n"
        "Frukost;seminariumm;2021-02-30;kng-source:minimote-borlange\n",
        "utf-8",
    )
    refused = _refused(file, first)
    copy = tmp_path / "meetings-fel.xlsx"
    assert refused.copies == (str(copy),)
    assert set(_notes(copy)) == {"meetings B2", "meetings C2"}
    book = openpyxl.load_workbook(copy)
    assert [cell.value for cell in book["meetings"][1]] == [
        "namn på svenska",
        "slag",
        "början",
        "källa",
    ]
    assert [fault.check for fault in _refused(copy, first).faults] == ["unknown-name", "date"]


def test_where_no_copy_can_be_written_the_faults_are_told(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = _spoilt(first, tmp_path, edit)
    (tmp_path / "meetings-fel.xlsx").mkdir()
    before = graph_files(first)
    refused = _refused(file, first)
    assert len(refused.faults) == 3
    assert refused.copies == ()
    assert graph_files(first) == before


def test_faults_that_stand_in_no_cell_make_no_copy(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"")
    assert marked([file], [kng.Fault("graph/a.ttl:1", "shape", "fel", "wrong")]) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_is_read_without_the_copies_in_it(tmp_path: Path) -> None:
    for name in ("a.csv", "a-fel.xlsx", "a-fel-2.xlsx", "felanmälan.csv"):
        (tmp_path / name).touch()
    assert [path.name for path in table_files([tmp_path])] == ["a.csv", "felanmälan.csv"]
    assert table_files([tmp_path / "a-fel.xlsx"]) == [tmp_path / "a-fel.xlsx"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a-fel.xlsx", "a"), ("a-fel-12.xlsx", "a"), ("a-fela.xlsx", "a-fela"), ("-fel.xlsx", "-fel")],
)
def test_the_name_of_a_copy_is_that_of_the_table(name: str, stem: str) -> None:
    assert plain_stem(Path(name)) == stem
