"""Advice as a user asks for it; what singles out people stays out of the exports."""

from __future__ import annotations

from pathlib import Path

import pytest

import kng as package

from .conftest import Kng, Plant

TWINS = """
<meeting/other> a kng:Meeting ; rdfs:label "Annat möte"@sv, "Another meeting"@en ;
  kng:status <meeting-status/held> ; kng:kind <meeting-kind/other> ;
  kng:start "2026-05-02"^^xsd:date ; kng:inSeries <series/varmoten> .
<series/varmoten> a kng:MeetingSeries ; rdfs:label "Vårmöten"@sv, "Spring meetings"@en .
<participation/other-1> a kng:Participation ; kng:meeting <meeting/other> ;
  kng:participant <municipality/2180> ; kng:function <function/participant> .
<participation/other-2> a kng:Participation ; kng:meeting <meeting/other> ;
  kng:participant <municipality/2081> ; kng:function <function/participant> .
"""


def test_suggestions_and_losses_are_told_in_both_languages(kng: Kng, plant: Plant) -> None:
    plant("other", TWINS)
    swedish = kng("suggest", "--for", "Eskilstuna")
    assert swedish.exit_code == 0, swedish.output
    assert swedish.stdout.startswith("  1. Eskilstuna kommun – ")
    # from the end of 2022, as the day of the mini-meeting is not known, to 2 May 2026
    assert "       Sågs senast för 3,3 år sedan\n" in swedish.stdout
    assert kng("suggest", "--for", "Eskilstuna").stdout == swedish.stdout
    assert "Last met 3.3 years ago" in kng("suggest", "-l", "en").stdout
    lost = kng("fragile", "Vårmöten", "-l", "en")
    assert lost.stdout.startswith("Spring meetings\n  ties that go: 0;")
    day = kng("fragile", "Minimöte i Borlänge", "-l", "en").stdout
    assert "left without ties: Eskilstuna Municipality" in day
    assert "Nobody loses contact" in kng("fragile", "-l", "en", "--between", "2021", "2022").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("suggest", "--for", "Xyz"), 2, "called 'Xyz'"),
        (("suggest", "--size", "1", "--most", "0"), 2, "size: 1 is no group"),
        (("fragile", "Xyz"), 2, "called 'Xyz'"),
        (("fragile", "--network", "peple"), 2, "no network is called 'peple'"),
        (("network", "people-by-meetings", "--half-life", "2"), 2, "does not fade"),
        (("network", "people-by-meetings", "--weight", "half-life", "--half-life", "-1"), 2, "-1"),
        (("network", "people-by-meetings", "--min-weight", "-1"), 2, "minimum weight: -1"),
        (("rank", "degree", "--backbone", "7"), 2, "backbone: 7 is no level"),
        (("network", "people-by-meetings", "--step", "week"), 2, "no step is called 'week'"),
        (("network", "people-by-meetings", "--step", "year", "--as-of", "2022"), 2, "no steps"),
        (("network", "people-by-meetings", "--step", "year", "--format", "gexf"), 2, "--out"),
        (
            ("network", "people-by-meetings", "--step", "month", "--between", "1900", "2022"),
            2,
            "is 1476 steps of a month; at most 240",
        ),
    ],
)
def test_what_cannot_be_asked_is_told(
    kng: Kng, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = kng(*arguments)
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stdout == ""


def test_snapshots_are_a_table_and_a_file_each(kng: Kng, copy: Path) -> None:
    table = kng("network", "people-by-meetings", "--step", "half-year", "--possible")
    lines = table.stdout.splitlines()
    assert lines[0].startswith("step,source,target,")
    assert {line.split(",")[0] for line in lines[1:]} == {"2022-H1", "2022-H2"}
    out = copy / "series"
    kng(
        "network", "people-by-meetings", "--step", "year", "--out", out, "--between", "2021", "2022"
    )
    assert {file.name for file in out.iterdir()} == {
        "people-by-meetings.edges.csv",
        *(
            f"people-by-meetings.{year}.{of}.csv"
            for year in (2021, 2022)
            for of in ("edges", "nodes")
        ),
    }
    series = package.network_series("people-by-meetings", workspace=copy, between=("2021", "2022"))
    counted = {label: graph.number_of_nodes() for label, graph in series.items()}
    assert counted == {"2021": 0, "2022": 8}


def test_nothing_fragile_is_exported(kng: Kng, copy: Path) -> None:
    assert kng("build", "--out", copy / "made").exit_code == 0
    names = {path.name for path in (copy / "made").rglob("*")}
    assert not [name for name in names if "fragile" in name or "articulation" in name]
    for table in (copy / "made/measures").glob("*.csv"):
        assert "articulation" not in table.read_text("utf-8").splitlines()[0]
