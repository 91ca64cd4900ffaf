"""What an import changes: nothing twice, only what a changed row says, nothing in silence."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kng
from kng import FaultsFound
from kng._import._book import statement
from kng._import._ledger import Record, digest
from kng._import._ledger import read as ledger
from kng._namespaces import ID, expand
from kng._store import parse_turtle
from kng._tables.statements import Statement

from .conftest import (
    BOOK,
    MEETINGS,
    PARTICIPATIONS,
    PEOPLE,
    SOURCES,
    Import,
    Tables,
    changed,
)


def records(workspace: Path, name: str = "book") -> list[Record]:
    file = workspace / f"graph/imports/{name}.csv"
    return list(ledger(file.read_bytes(), file.name))


def triples(data: dict[str, bytes]) -> set[tuple[str, Statement]]:
    """All statements with the name of their file."""
    return {
        (path, said)
        for path, turtle in data.items()
        if path.endswith(".ttl")
        for triple in parse_turtle(turtle, path)[0]
        if (said := statement(triple))
    }


def test_the_same_tables_twice_change_no_byte(take: Import) -> None:
    take(BOOK)
    before = take.bytes()
    done = take(BOOK, day="2026-12-24")
    assert take.bytes() == before
    assert not done.plan.changes
    assert "Inget nytt" in done.text()


def test_nothing_is_written_where_nothing_is_new(take: Import) -> None:
    take(BOOK)
    graph = take.workspace / "graph"
    before = graph.stat().st_ino
    take(BOOK)
    assert graph.stat().st_ino == before


def test_a_dry_run_plans_the_same_and_writes_nothing(take: Import) -> None:
    before = take.bytes()
    dry = take(BOOK, dry=True)
    assert take.bytes() == before
    assert "Inget är skrivet" in dry.text()
    real = take(BOOK)
    assert len(dry.plan.changes) == len(real.plan.changes) > 0


def test_each_set_of_sources_has_a_graph_of_its_own(take: Import) -> None:
    take(BOOK)
    graphs = {(r.sheet, r.row): r.graph for r in records(take.workspace)}
    assert graphs["participations", 2] == "page"
    assert graphs["participations", 4] == "other"
    both = graphs["participations", 3]
    assert both.startswith("other-page-")
    text = (take.workspace / f"graph/sources/{both}.ttl").read_text("utf-8")
    assert "prov:wasDerivedFrom kng-source:other , kng-source:page" in text


def test_the_order_in_which_sources_are_named_does_not_matter(take: Import) -> None:
    take(BOOK)
    before = take.bytes()
    turned = changed(PARTICIPATIONS, 1, source_id="other; page")
    take({**BOOK, "participations": turned})
    assert take.bytes() == before


def test_a_corrected_title_keeps_the_meeting(take: Import) -> None:
    take(BOOK)
    before = triples(take.bytes())
    take({**BOOK, "meetings": changed(MEETINGS, 0, name_sv="Första mötet, rättat")})
    after = triples(take.bytes())
    meeting = f"{ID}meeting/m1"
    assert {(path, t.subject) for path, t in before ^ after} == {
        ("graph/sources/page.ttl", meeting)
    }
    assert {str(t.object) for _, t in after - before} == {"Första mötet, rättat"}
    assert {str(t.object) for _, t in before - after} == {"Första mötet"}


def test_a_row_that_is_gone_is_asked_about(take: Import) -> None:
    take(BOOK)
    before = take.bytes()
    fewer: Tables = {**BOOK, "participations": PARTICIPATIONS[1:]}
    with pytest.raises(FaultsFound) as error:
        take(fewer)
    assert [fault.check for fault in error.value.faults] == ["gone"]
    assert "kng-participation:m1_" in error.value.faults[0].sv
    assert "--gone" in error.value.faults[0].sv
    assert take.bytes() == before


def test_a_row_that_is_gone_can_be_kept_and_is_not_asked_about_again(take: Import) -> None:
    take(BOOK)
    before = triples(take.bytes())
    fewer: Tables = {**BOOK, "participations": PARTICIPATIONS[1:]}
    take(fewer, gone="keep")
    assert triples(take.bytes()) == before
    kept = [r for r in records(take.workspace) if r.row == 0]
    assert [(r.sheet, r.outcome) for r in kept] == [("participations", "entered")]
    written = take.bytes()
    take(fewer)
    assert take.bytes() == written
    take(BOOK)
    assert [r for r in records(take.workspace) if r.row == 0] == []
    assert triples(take.bytes()) == before


def test_a_row_that_is_gone_can_be_removed(take: Import) -> None:
    take(BOOK)
    before = triples(take.bytes())
    fewer: Tables = {**BOOK, "participations": PARTICIPATIONS[1:]}
    take(fewer, gone="remove")
    lost = before - triples(take.bytes())
    assert triples(take.bytes()) < before
    assert len({t.subject for _, t in lost}) == 1
    assert all("/participation/m1_" in t.subject for _, t in lost)


def test_a_kept_row_can_be_removed_later(take: Import) -> None:
    take(BOOK)
    fewer: Tables = {**BOOK, "participations": PARTICIPATIONS[1:]}
    take(fewer, gone="keep")
    take(fewer, gone="remove")
    assert all(r.row > 0 for r in records(take.workspace))


def test_a_graph_of_which_nothing_is_left_goes_with_its_file(take: Import) -> None:
    empty = take.bytes()
    take({"sources": SOURCES[:1]})
    assert "graph/sources/page.ttl" in take.bytes()
    first = take.bytes()
    take({"sources": SOURCES})
    take({"sources": SOURCES[:1]}, gone="remove")
    assert take.bytes() == first
    assert triples(first) > triples(empty)


def test_a_row_that_is_left_out_now_is_asked_about_as_if_it_were_gone(take: Import) -> None:
    take(BOOK)
    before = take.bytes()
    wrong: Tables = {**BOOK, "meetings": changed(MEETINGS, 1, kind="kalas")}
    with pytest.raises(FaultsFound) as error:
        take(wrong, lenient=True)
    assert {fault.check for fault in error.value.faults} == {"gone"}
    assert take.bytes() == before


def test_a_sheet_that_is_not_there_this_time_is_left_alone(take: Import) -> None:
    take(BOOK)
    before = take.bytes()
    take({name: rows for name, rows in BOOK.items() if name != "participations"})
    assert take.bytes() == before


# ---- graphs that were entered by hand


def by_hand_rows(workspace: Path) -> Tables:
    text = (workspace / "graph/sources/minimote-borlange.ttl").read_text("utf-8")
    assert "kng-meeting:minimote-borlange-2022 a kng:Meeting" in text
    row = {
        "meeting_id": "kng-meeting:minimote-borlange-2022",
        "name_sv": "Minimötet",
        "kind": "workshop",
        "source_id": "minimote-borlange",
    }
    return {"meetings": [row]}


def test_what_was_entered_by_hand_is_left_alone(take: Import) -> None:
    before = take.bytes()
    take(by_hand_rows(take.workspace))
    after = take.bytes()
    ours = "graph/imports/book.csv"
    assert {path: data for path, data in after.items() if path != ours} == before
    (record,) = records(take.workspace)
    assert (record.outcome, record.graph) == ("by-hand", "minimote-borlange")
    assert 'rdfs:label "Minimötet"' in record.note


def test_what_was_entered_by_hand_is_changed_where_that_is_asked_for(take: Import) -> None:
    (row,) = by_hand_rows(take.workspace)["meetings"]
    kind = _kind_by_hand(take.workspace)
    right = {**row, "name_sv": "Minimöte i Borlänge", "status": "held", "kind": kind}
    before = triples(take.bytes())
    with pytest.raises(FaultsFound, match="book · meetings:2: kng-meeting:minimote-borlange"):
        take({"meetings": [{**right, "name_en": "Small one"}]}, correct=True)
    assert triples(take.bytes()) == before
    take({"meetings": [{**right, "attendance": "7"}]}, correct=True)
    assert {str(t.object) for _, t in triples(take.bytes()) - before} == {"7"}
    assert triples(take.bytes()) > before


def _kind_by_hand(workspace: Path) -> str:
    text = (workspace / "graph/sources/minimote-borlange.ttl").read_text("utf-8")
    meeting = text.partition("kng-meeting:minimote-borlange-2022 a")[2]
    return meeting.partition("kng-meeting-kind:")[2].split()[0]


# ---- two imports of one thing


def test_what_two_imports_say_stays_when_one_takes_it_back(take: Import) -> None:
    tables: Tables = {"sources": SOURCES, "meetings": MEETINGS}
    take(tables, "one")
    before = triples(take.bytes())
    take(tables, "two")
    assert triples(take.bytes()) == before
    take({"sources": SOURCES, "meetings": MEETINGS[:1]}, "one", gone="remove")
    assert triples(take.bytes()) == before
    take({"sources": SOURCES, "meetings": MEETINGS[:1]}, "two", gone="remove")
    assert {t.subject for _, t in before - triples(take.bytes())} == {f"{ID}meeting/m2"}


def test_a_source_that_two_imports_describe_differently_stays_as_it_was(take: Import) -> None:
    take({"sources": SOURCES}, "one")
    before = triples(take.bytes())
    take({"sources": changed(SOURCES, 0, title="En annan titel")}, "two")
    assert triples(take.bytes()) == before
    notes = [r.note for r in records(take.workspace, "two") if r.note]
    assert notes == ["dcterms:title: En annan titel, but Om mötet is known"]


def test_people_are_known_again_by_the_id_of_their_table(take: Import) -> None:
    take(BOOK)
    people = {r.key: r.node for r in records(take.workspace) if r.sheet == "people"}
    take({**BOOK, "people": changed(PEOPLE, 0, name="Ada Ek Lund")})
    assert {r.key: r.node for r in records(take.workspace) if r.sheet == "people"} == people


# ---- the ledger


def test_every_row_is_accounted_for_and_what_it_says_stands_in_its_graph(take: Import) -> None:
    rows: Tables = {
        **BOOK,
        "participations": [
            *PARTICIPATIONS,
            {"meeting_id": "m9", "participant": "a", "function": "host", "source_id": "page"},
        ],
    }
    take(rows, lenient=True)
    assert list(account(take.workspace, "book")) == []
    found = records(take.workspace)
    assert {s: [r.row for r in found if r.sheet == s] for s in rows} == {
        sheet: list(range(2, len(each) + 2)) for sheet, each in rows.items()
    }
    assert [r.note for r in found if r.outcome == "left-out"] == [
        "meeting_id: 'm9' is not known as meeting"
    ]


def account(workspace: Path, name: str) -> Iterator[str]:
    """What a ledger does not account for, in words."""
    found = records(workspace, name)
    stands: dict[str, set[str]] = {}
    for file in (workspace / "graph").rglob("*.ttl"):
        said = map(statement, parse_turtle(file.read_bytes(), file.name)[0])
        stands[file.stem] = {digest(each) for each in said if each}
    for sheet in {record.sheet for record in found}:
        rows = [r.row for r in found if r.sheet == sheet and r.row]
        if rows != list(range(2, len(rows) + 2)):
            yield f"{sheet}: rows {rows} have a hole"
    for record in found:
        at = f"{record.sheet} {record.row}"
        known = record.outcome in ("entered", "known", "by-hand", "left-out", "forgotten")
        if not known:
            yield f"{at}: no outcome is called {record.outcome}"
        if record.outcome == "left-out" and not record.note:
            yield f"{at}: left out without a reason"
        if record.outcome == "entered" and not record.said:
            yield f"{at}: entered and says nothing"
        if record.outcome != "entered" and record.said:
            yield f"{at}: {record.outcome} and says something"
        lost = record.digests - stands.get(record.graph, set())
        if lost:
            yield f"{at}: {len(lost)} statements do not stand in {record.graph}"
        if record.node and expand(record.node) == record.node:
            yield f"{at}: {record.node} is no address"


def test_the_ledgers_of_the_project_account_for_every_row(root: Path) -> None:
    ledgers = sorted((root / "graph/imports").glob("*.csv"))
    wrong = [f"{file.stem} · {each}" for file in ledgers for each in account(root, file.stem)]
    assert wrong == []


@pytest.mark.parametrize("spoil", ["row", "graph", "note"])
def test_the_account_tells_what_is_wrong_with_a_ledger(take: Import, spoil: str) -> None:
    take(BOOK)
    file = take.workspace / "graph/imports/book.csv"
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    last = rows[-1]
    last.update({"row": {"row": "9"}, "graph": {"graph": "minimote-borlange"}}.get(spoil, {}))
    if spoil == "note":
        last.update(outcome="left-out", said="", note="")
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(last), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert len(list(account(take.workspace, "book"))) == 1


# ---- any change of any cell


EDITS = {
    ("sources", "title"): ["Sida ett", "Sida två", "Sida tre"],
    ("sources", "publisher"): ["Tidningen", "Kommunen", "Förbundet"],
    ("meetings", "name_sv"): ["Ett möte", "Ännu ett möte", "Mötet om städer"],
    ("meetings", "start"): ["", "2023", "2024-02", "2024-02-29"],
    ("meetings", "kind"): ["workshop", "seminar", "conference"],
    ("meetings", "attendance"): ["", "5", "12"],
    ("meetings", "municipality"): ["", "2081", "Gävle kommun"],
    ("people", "role_sv"): ["", "strateg", "projektledare", "samordnare"],
    ("people", "organisation"): ["Borlänge kommun", "2180", "Viable Cities"],
    ("participations", "function"): ["speaker", "participant", "moderator"],
    ("participations", "on_behalf_of"): ["", "2081", "Nya Bolaget AB", "Gävle"],
    ("participations", "source_id"): ["page", "other", "other; page"],
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, int, str, str]:
    sheet, column = draw(st.sampled_from(sorted(EDITS)))
    at = draw(st.integers(0, len(BOOK[sheet]) - 1))
    return sheet, at, column, draw(st.sampled_from(EDITS[sheet, column]))


@pytest.fixture(scope="module")
def entered(first_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Import:
    """A workspace that holds the book already; every test leaves it as it was."""
    import shutil

    folder = tmp_path_factory.mktemp("entered")
    shutil.copytree(first_folder, folder / "workspace")
    take = Import(folder / "workspace", folder / "tables")
    take(BOOK)
    return take


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edit=edits())
def test_a_changed_cell_changes_only_what_its_row_says_and_can_be_undone(
    entered: Import, edit: tuple[str, int, str, str]
) -> None:
    sheet, at, column, text = edit
    before = entered.bytes()
    old = {r for r in records(entered.workspace) if (r.sheet, r.row) == (sheet, at + 2)}
    entered({**BOOK, sheet: changed(BOOK[sheet], at, **{column: text})}, gone="remove")
    after = entered.bytes()
    new = {r for r in records(entered.workspace) if (r.sheet, r.row) == (sheet, at + 2)}
    own = {d for record in old | new for d in record.digests}
    differing = triples(before) ^ triples(after)
    for path, said in differing:
        bundle = said.subject == f"{ID}graph/{Path(path).stem}"
        assert bundle or digest(said) in own, (edit, said)
    entered(BOOK, gone="remove")
    assert entered.bytes() == before


def test_the_import_asks_the_graph_as_it_is_when_it_writes(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another import comes between the planning and the writing of this one: both stand."""
    from kng import _import

    written = _import._write
    other: Tables = {"sources": SOURCES[1:], "meetings": MEETINGS[1:]}
    came: list[int] = []

    def late(workspace: object, taken: object) -> None:
        if not came:
            came.append(1)
            take(other, "other")
        written(workspace, taken)  # type: ignore[arg-type]

    monkeypatch.setattr(_import, "_write", late)
    take({"sources": SOURCES, "meetings": MEETINGS}, "one")
    assert len(came) == 1
    assert {r.outcome for r in records(take.workspace, "one")} == {"entered"}
    assert {r.outcome for r in records(take.workspace, "other")} == {"entered"}
    assert list(account(take.workspace, "one")) == []
    assert list(account(take.workspace, "other")) == []


def test_a_file_saved_in_an_editor_meanwhile_is_not_lost(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kng import _import

    written = _import._write
    file = take.workspace / "graph/sources/minimote-borlange.ttl"
    note = b"# looked over\n"

    def late(workspace: object, taken: object) -> None:
        if not file.read_bytes().startswith(note):
            file.write_bytes(note + file.read_bytes())
        written(workspace, taken)  # type: ignore[arg-type]

    monkeypatch.setattr(_import, "_write", late)
    take(BOOK)
    assert file.read_bytes().startswith(note)
    assert list(account(take.workspace, "book")) == []


def test_who_is_overtaken_all_the_time_gives_up_in_words(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kng import _import

    written = _import._write
    file = take.workspace / "graph/sources/minimote-borlange.ttl"

    def late(workspace: object, taken: object) -> None:
        file.write_bytes(file.read_bytes() + b"\n")
        written(workspace, taken)  # type: ignore[arg-type]

    monkeypatch.setattr(_import, "_write", late)
    with pytest.raises(kng.WorkspaceError, match="being changed by somebody else"):
        take(BOOK)
    assert not (take.workspace / "graph/imports").exists()
