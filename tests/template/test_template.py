"""The workbook to fill in: what is in it, and that it does no harm untouched."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kng
from kng._import import sheets
from kng._workspace import Workspace

from .conftest import Edit, column, graph_files, row_of

SHEETS = ["Läs mig", "Källor", "Organisationer", "Personer", "Möten", "Deltagare", "Listor"]


def _open(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book(first_folder: Path) -> Any:
    return _open(kng.template(workspace=first_folder).data)


def test_it_has_a_page_that_explains_the_sheets_and_the_lists(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert all(page.sheet_state == "visible" for page in book)


def test_the_page_explains_in_swedish_and_beside_it_in_english(book: Any) -> None:
    page = book["Läs mig"]
    swedish = " ".join(str(page.cell(r, 1).value) for r in range(1, page.max_row + 1))
    english = " ".join(str(page.cell(r, 2).value) for r in range(1, page.max_row + 1))
    for word in ("Partibeteckningar", "e-post", "personnummer", "2022-03", "--dry-run", "Källor"):
        assert word in swedish
    for word in ("Party letters", "e-mail", "personal numbers", "2022-03", "--dry-run"):
        assert word in english


def test_every_column_has_its_heading_in_both_languages(book: Any, first_folder: Path) -> None:
    for sheet in sheets(Workspace.find(first_folder)):
        if not sheet.template:
            continue
        heads = [str(cell.value).split("\n") for cell in book[sheet.label.sv][1]]
        shown = [c for c in sheet.columns.values() if c.type != "derived"]
        assert [head[0].strip() for head in heads] == [c.label.sv for c in shown]
        assert [head[-1].strip() for head in heads] == [c.label.en for c in shown]
        assert book[sheet.label.sv].freeze_panes == "A2"


def _choices(book: Any, sheet: str, heading: str) -> list[str]:
    page = book[sheet]
    cell = page.cell(2, column(page, heading)).coordinate
    (rule,) = (v for v in page.data_validations.dataValidation if cell in v.sqref)
    name, area = re.fullmatch(r"'(.+)'!(.+)", rule.formula1).groups()  # type: ignore[union-attr]
    return [row[0].value for row in book[name][area.replace("$", "")] if row[0].value]


def test_cells_offer_the_concepts_of_their_scheme_and_the_known_names(book: Any) -> None:
    assert "minimöte" not in _choices(book, "Möten", "slag")
    assert {"erfarenhetsutbyte", "workshop"} <= set(_choices(book, "Möten", "slag"))
    assert "Borlänge kommun" in _choices(book, "Möten", "kommun")
    assert _choices(book, "Möten", "på nätet") == ["ja", "nej"]
    assert "Evelina Loberg (kng-person:pkpffr)" in _choices(book, "Deltagare", "deltagare")
    assert "projektledare" in _choices(book, "Personer", "roll")


def test_cells_that_point_to_what_was_just_entered_offer_that(book: Any) -> None:
    assert _choices(book, "Deltagare", "källa") == ["kng-source:minimote-borlange"]
    assert "Minimöte i Borlänge" in _choices(book, "Deltagare", "möte")


def test_help_is_told_where_a_cell_is_chosen(book: Any) -> None:
    page = book["Möten"]
    cell = page.cell(2, column(page, "början")).coordinate
    (rule,) = (v for v in page.data_validations.dataValidation if cell in v.sqref)
    assert rule.promptTitle == "början"
    assert rule.prompt == "2022, 2022-03 eller 2022-03-01.\n2022, 2022-03 or 2022-03-01."


def test_the_example_is_the_first_source_as_the_graph_has_it(book: Any) -> None:
    page = book["Möten"]
    row = row_of(page, "namn på svenska", "Minimöte i Borlänge")
    told = {
        heading: page.cell(row, column(page, heading)).value
        for heading in ("id", "slag", "plats", "kommun", "värd", "alla namngivna", "läge")
    }
    assert told == {
        "id": "kng-meeting:minimote-borlange-2022",
        "slag": "erfarenhetsutbyte",
        "plats": "Palladium, Borlänge",
        "kommun": "Borlänge kommun",
        "värd": "Borlänge kommun",
        "alla namngivna": "ja",
        "läge": "hållet",
    }
    people = book["Personer"]
    names = {people.cell(r, 2).value for r in range(2, people.max_row + 1)}
    assert len(names) == 8
    assert {"Salomon Abresparr", "Evelina Loberg"} <= names


def test_the_same_graph_gives_the_same_bytes(first_folder: Path) -> None:
    one, other = (kng.template(workspace=first_folder, filled=f).data for f in (True, True))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_untouched_it_changes_no_fact(first: Path, tmp_path: Path) -> None:
    before = graph_files(first)
    file = tmp_path / "meetings.xlsx"
    kng.template(file, first)
    done = kng.import_table(file, workspace=first)
    assert graph_files(first) == before
    assert done.plan.changes == ()
    assert {record.outcome for record in done.records} == {"by-hand"}


def test_a_meeting_that_is_filled_in_comes_into_the_graph(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = tmp_path / "meetings.xlsx"
    kng.template(file, first)

    def fill(book: Any) -> None:
        _append(
            book["Källor"],
            **{"id": "ny", "titel": "Ett möte i Gävle", "utgivare": "Gävle kommun"},
            **{"språk": "svenska", "läst": "2026-11-01"},
        )
        _append(
            book["Möten"],
            **{"namn på svenska": "Frukost i Gävle", "slag": "seminarium"},
            **{"början": "mars 2023", "kommun": "Gävle kommun", "källa": "ny"},
        )
        _append(
            book["Deltagare"],
            möte="Frukost i Gävle",
            deltagare="Evelina Loberg (kng-person:pkpffr)",
            funktion="talare",
            källa="ny",
        )

    edit(file, fill)
    kng.import_table(file, workspace=first, day="2026-11-02")
    turtle = (first / "graph/sources/ny.ttl").read_text("utf-8")
    assert 'rdfs:label "Frukost i Gävle"@sv' in turtle
    assert 'kng:start "2023-03"^^xsd:gYearMonth' in turtle
    assert "kng:participant kng-person:pkpffr" in turtle
    assert not [fault for fault in kng.check(first) if fault.severity == "violation"]


def _append(page: Any, **cells: str) -> None:
    row = max(r for r in range(1, page.max_row + 1) if any(c.value for c in page[r])) + 1
    for heading, value in cells.items():
        page.cell(row, column(page, heading)).value = value


def test_a_column_that_is_declared_is_a_column_of_the_workbook(first: Path) -> None:
    table = first / "ontology/tables/meetings.yaml"
    said = table.read_text("utf-8")
    said = said.replace(
        "  topics: {", "  note: {sv: anmärkning, en: remark, type: text}\n  topics: {"
    ).replace(
        '      kng:topic: "{topics}"', '      kng:topic: "{topics}"\n      rdfs:seeAlso: "{note}"'
    )
    table.write_text(said, "utf-8")
    page = _open(kng.template(workspace=first).data)["Möten"]
    assert page.cell(1, column(page, "anmärkning")).value == "anmärkning\nremark"


def test_without_an_example_in_the_graph_the_sheets_are_empty(made_up: Path) -> None:
    made = kng.template(workspace=made_up)
    assert set(made.rows.values()) == {0}
    assert "0  Möten" in made.text()


def test_a_workbook_has_the_ending_of_one(first: Path, tmp_path: Path) -> None:
    with pytest.raises(kng.UsageError, match=r"something\.xlsx, not meetings\.csv"):
        kng.template(tmp_path / "meetings.csv", first)
    assert not list(tmp_path.glob("meetings*"))
