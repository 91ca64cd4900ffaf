"""The sheets that only show: written with the others, passed over by an import."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import openpyxl

from kng._import import import_tables
from kng._template import View, template
from kng._template._shown import measure_view, municipality_view, tie_view
from kng._values import Bilingual, Evidence, Iri, Literal, Network, Rows, Thing
from kng._workspace import Workspace

NAMES = {"m1": Bilingual("Mötet", "The meeting"), "b": Bilingual("Borlänge", "")}
NETWORK = Network(
    *("n", Bilingual("Nät", "Net"), Bilingual("möte", "meeting"), False, "newman"),
    (Thing("a", Bilingual("=Åmål", ""), "municipality"), Thing("b", NAMES["b"], "municipality")),
    *(np.array([0]), np.array([1]), np.array([1 / 3])),
    ((Evidence("m1", 1 / 3, 4), Evidence("m2", 0.1, 11)),),
)


def columns(view: View) -> dict[str, list[object]]:
    return {heading.sv: list(cells) for heading, cells in view.columns}


def test_a_tie_is_shown_with_the_names_of_what_it_rests_on() -> None:
    assert columns(tie_view([NETWORK], NAMES)) == {
        "Nätverk": ["Nät"],
        "Från": ["=Åmål"],
        "Till": ["Borlänge"],
        "Vikt": [0.333333333],
        "Antal belägg": [2],
        "Belägg": ["Mötet; m2"],
        "Från, id": ["a"],
        "Till, id": ["b"],
    }


def test_a_measure_is_shown_with_its_place_and_is_empty_where_it_is_not_known() -> None:
    values = {"degree": np.array([1.0, 0.5])}
    ranks = {"degree": np.array([1, 2])}
    titles = {"degree": Bilingual("Grad", "Degree"), "katz": Bilingual("Katz", "Katz")}
    shown = columns(measure_view([(NETWORK, values, ranks)], titles))
    assert shown["Grad"] == [1.0, 0.5]
    assert shown["Grad, plats"] == [1, 2]
    assert shown["Katz"] == shown["Katz, plats"] == [None, None]


def test_a_municipality_is_shown_by_its_name() -> None:
    rows = Rows(("municipality", "code"), ((Iri("b"), Literal("2081")), (Iri("c"), None)))
    headings = {"municipality": Bilingual("kommun", ""), "code": Bilingual("kod", "code")}
    assert columns(municipality_view(rows, headings, NAMES)) == {
        "Kommun": ["Borlänge", "c"],
        "Kod": ["2081", None],
        "Id": ["b", "c"],
    }


def test_views_stand_in_the_workbook_and_an_import_passes_them_over(
    first_workspace: Workspace, tmp_path: Path
) -> None:
    views = [tie_view([NETWORK], NAMES)]
    made = template(first_workspace, filled=True, views=views)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    sheet = book["Band"]
    assert [cell.value for cell in sheet[2]][:4] == ["Nät", "=Åmål", "Borlänge", 0.333333333]
    assert sheet["B2"].data_type == "s"
    assert str(sheet["D1"].value).splitlines() == ["Vikt", "Weight"]
    assert sheet.auto_filter.ref == "A1:H2"
    path = tmp_path / "all.xlsx"
    path.write_bytes(made.data)
    done = import_tables(first_workspace, [path], dry=True)
    assert done.passed == ()
    assert done.plan.changes == ()
