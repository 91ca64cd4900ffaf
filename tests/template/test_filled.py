"""The workbook with all that the graph holds: nothing lost or added on the way round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kng

from .conftest import Edit, changed_lines, column, graph_files, row_of

MEETING = "kng-meeting:minimote-borlange-2022"


def _filled(workspace: Path, folder: Path) -> Path:
    file = folder / "allt.xlsx"
    kng.template(file, workspace, filled=True)
    return file


def _everything(workspace: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (workspace / "graph").rglob("*") if path.is_file()}


@pytest.mark.parametrize("correct", [False, True])
@pytest.mark.parametrize("name", ["first", "made_up"])
def test_untouched_it_changes_nothing(
    name: str, correct: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    workspace: Path = request.getfixturevalue(name)
    before = _everything(workspace)
    done = kng.import_table(_filled(workspace, tmp_path), workspace=workspace, correct=correct)
    assert _everything(workspace) == before
    assert done.plan.changes == ()


def test_all_meetings_people_and_participations_are_in_it(made_up: Path) -> None:
    made = kng.template(workspace=made_up, filled=True)
    counted = kng.query(
        "SELECT (COUNT(DISTINCT ?m) AS ?meetings) (COUNT(DISTINCT ?p) AS ?people) "
        "{ { ?m a kng:Meeting } UNION { ?p a kng:Person } }",
        workspace=made_up,
    )
    (row,) = counted
    assert made.rows["meetings"] >= int(str(row["meetings"])) == 50
    assert made.rows["people"] >= int(str(row["people"])) == 60
    assert sum(made.left_out.values()) == 0


def test_what_the_sheets_cannot_say_is_counted(first: Path) -> None:
    made = kng.template(workspace=first, filled=True)
    assert made.left_out["participations"] == 1, "a post took part, without a person"
    assert made.left_out["people"] == 1, "a post has a name of its own"
    assert "1 kan inte skrivas så" in made.text("sv")
    assert "1 cannot be written" in made.text("en")


def test_a_corrected_title_changes_that_title(first: Path, tmp_path: Path, edit: Edit) -> None:
    file = _filled(first, tmp_path)
    before = graph_files(first)

    def correct(book: Any) -> None:
        page = book["Möten"]
        row = row_of(page, "id", MEETING)
        page.cell(row, column(page, "namn på svenska")).value = "Litet möte i Borlänge"

    edit(file, correct)
    kng.import_table(file, workspace=first, correct=True)
    after = graph_files(first)
    assert [name for name in before if before[name] != after[name]] == ["minimote-borlange.ttl"]
    assert changed_lines(before["minimote-borlange.ttl"], after["minimote-borlange.ttl"]) == (
        {'\trdfs:label "Mini-meeting in Borlänge"@en , "Minimöte i Borlänge"@sv ;'},
        {'\trdfs:label "Mini-meeting in Borlänge"@en , "Litet möte i Borlänge"@sv ;'},
    )


def test_a_source_by_hand_is_one_after_its_correction(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = _filled(first, tmp_path)
    edit(file, lambda book: _set(book["Möten"], "id", MEETING, "namn på svenska", "Ett möte"))
    kng.import_table(file, workspace=first, correct=True)
    corrected = graph_files(first)
    edit(file, lambda book: _set(book["Möten"], "id", MEETING, "namn på svenska", "Två möten"))
    done = kng.import_table(file, workspace=first)
    assert graph_files(first) == corrected
    assert {r.outcome for r in done.records} >= {"by-hand"}
    kng.import_table(file, workspace=first, correct=True)
    assert b'"Tv\xc3\xa5 m\xc3\xb6ten"@sv' in graph_files(first)["minimote-borlange.ttl"]
    assert b'"Ett m\xc3\xb6te"' not in graph_files(first)["minimote-borlange.ttl"]


def test_without_leave_a_source_by_hand_is_not_corrected(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = _filled(first, tmp_path)
    before = graph_files(first)
    edit(file, lambda book: _set(book["Möten"], "id", MEETING, "namn på svenska", "Ett möte"))
    done = kng.import_table(file, workspace=first)
    assert graph_files(first) == before
    assert any('not in the graph: rdfs:label "Ett möte"' in r.note for r in done.records)


def test_a_corrected_role_moves_the_person_to_it(first: Path, tmp_path: Path, edit: Edit) -> None:
    file = _filled(first, tmp_path)
    before = graph_files(first)
    edit(file, lambda book: _set(book["Personer"], "namn", "Evelina Loberg", "roll", "strateg"))
    kng.import_table(file, workspace=first, correct=True)
    after = graph_files(first)
    assert [name for name in before if before[name] != after[name]] == ["minimote-borlange.ttl"]
    text = after["minimote-borlange.ttl"].decode()
    assert "kng-affiliation:pkpffr_2180_strategist_1 a kng:Affiliation ;" in text
    entry = text[text.index("kng-affiliation:pkpffr_2180_strategist_1 a") :].split("\n\n")[0]
    assert "org:role kng-role:strategist" in entry
    assert 'kng:titleAsWritten "projektledare"@sv' in entry


def _set(page: Any, key: str, value: str, heading: str, new: str | None) -> None:
    page.cell(row_of(page, key, value), column(page, heading)).value = new


def _dated(page: Any) -> int:
    at = column(page, "början")
    return next(r for r in range(2, page.max_row) if str(page.cell(r, at).value)[:2] == "20")


def test_a_corrected_date_changes_that_date(made_up: Path, tmp_path: Path, edit: Edit) -> None:
    file = _filled(made_up, tmp_path)
    before = graph_files(made_up)
    source: list[str] = []

    def correct(book: Any) -> None:
        page = book["Möten"]
        row = _dated(page)
        page.cell(row, column(page, "början")).value = "1987"
        page.cell(row, column(page, "slut")).value = None
        source.append(page.cell(row, column(page, "källa")).value.partition(":")[2])

    edit(file, correct)
    done = kng.import_table(file, workspace=made_up, correct=True)
    after = graph_files(made_up)
    assert len([name for name in before if before[name] != after[name]]) == 1
    (change,) = done.plan.changes
    assert [(s.predicate.rpartition("#")[2], str(s.object)) for s in change.added] == [
        ("start", "1987")
    ]
    assert {s.predicate.rpartition("#")[2] for s in change.removed} <= {"start", "end"}


@pytest.mark.parametrize("sheet", ["Deltagare", "Möten"])
def test_a_row_that_is_gone_is_asked_about(
    sheet: str, first: Path, tmp_path: Path, edit: Edit
) -> None:
    file = _filled(first, tmp_path)
    before = graph_files(first)
    edit(file, lambda book: book[sheet].delete_rows(3))
    with pytest.raises(kng.FaultsFound) as raised:
        kng.import_table(file, workspace=first, correct=True)
    assert [fault.check for fault in raised.value.faults] == ["gone"]
    assert graph_files(first) == before


def test_one_of_two_posts_that_is_gone_is_asked_about_and_then_removed(
    first: Path, tmp_path: Path, edit: Edit
) -> None:
    source = first / "graph/sources/minimote-borlange.ttl"
    second = (
        "kng-affiliation:pkpffr_2180_strategist_1 a kng:Affiliation ;\n"
        "\torg:member kng-person:pkpffr ;\n\torg:organization kng-municipality:2180 ;\n"
        "\torg:role kng-role:strategist .\n\n"
    )
    text = source.read_text("utf-8")
    source.write_text(text + "\n" + second, "utf-8")
    file = _filled(first, tmp_path)

    def drop(book: Any) -> None:
        page = book["Personer"]
        assert row_of(page, "roll", "strateg")
        page.delete_rows(row_of(page, "roll", "strateg"))

    edit(file, drop)
    with pytest.raises(kng.FaultsFound, match="kng-person:pkpffr was there last time and is gone"):
        kng.import_table(file, workspace=first, correct=True)
    kng.import_table(file, workspace=first, correct=True, gone="remove")
    left = source.read_text("utf-8")
    assert "pkpffr_2180_strategist_1" not in left
    assert "kng-affiliation:pkpffr_2180_project-leader_1 a kng:PostHolding" in left


def test_an_address_that_nothing_has_is_a_fault(first: Path, tmp_path: Path, edit: Edit) -> None:
    file = _filled(first, tmp_path)
    wrong = "Någon (kng-organisation:finns-inte)"
    person = "Evelina Loberg (kng-person:pkpffr)"
    edit(file, lambda book: _set(book["Deltagare"], "deltagare", person, "för", wrong))
    edit(file, lambda book: _set(book["Möten"], "id", MEETING, "id", "kng-meeting:finns-inte"))
    with pytest.raises(kng.FaultsFound) as raised:
        kng.import_table(file, workspace=first)
    assert {fault.check for fault in raised.value.faults} == {"unknown-name"}
    assert len(raised.value.faults) == 2


def test_a_person_who_was_forgotten_does_not_come_back_with_it(first: Path, tmp_path: Path) -> None:
    file = _filled(first, tmp_path)
    kng.forget("Evelina Loberg", first, tmp_path / "exports")
    before = graph_files(first)
    done = kng.import_table(file, workspace=first, correct=True)
    assert graph_files(first) == before
    assert done.plan.changes == ()
