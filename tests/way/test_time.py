"""Networks, ranks and the map open on 2017, say so, and can be asked for another time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kng as package
from kng._values import Bilingual

from .conftest import Kng, Plant

MEETING = """
<participation/{slug}-{who}> a kng:Participation ; kng:meeting <meeting/{slug}> ;
  kng:participant <person/{who}> ; kng:function <function/participant> .
"""
OLD = """
<meeting/old> a kng:Meeting ; rdfs:label "Gammalt möte"@sv, "Old meeting"@en ;
  kng:status <meeting-status/held> ; kng:kind <meeting-kind/other> ; kng:start "2010"^^xsd:gYear .
<meeting/undated> a kng:Meeting ; rdfs:label "Odaterat möte"@sv, "Undated meeting"@en ;
  kng:status <meeting-status/held> ; kng:kind <meeting-kind/other> .
""" + "".join(
    MEETING.format(slug=slug, who=who)
    for slug in ("old", "undated")
    for who in ("p6ztcw", "pkpf4p")
)
HEAD = "#+ title: {sv: t, en: t}\n#+ tie: {sv: b, en: b}\n#+ form: direct\n"
DATELESS = HEAD + ("SELECT ?source ?target { ?a org:member ?source ; org:organization ?target }\n")


def note(output: str) -> str:
    return output.replace("\u00a0", " ").strip()


def test_a_rank_says_its_time_and_what_it_rests_on_in_both_languages(kng: Kng) -> None:
    ranked = kng("rank", "degree")
    assert note(ranked.stderr) == (
        "Tid: från 2017. 25 av 25 band (100 %) vilar på ett möte (delar inräknade): "
        "Minimöte i Borlänge."
    )
    assert len(ranked.stdout.splitlines()[1:]) == 8
    assert note(kng("rank", "degree", "-l", "en").stderr) == (
        "Time: from 2017. 25 of 25 ties (100 %) rest on one meeting (parts included): "
        "Mini-meeting in Borlänge."
    )


def test_the_network_verb_keeps_the_note_out_of_the_file(kng: Kng) -> None:
    printed = kng("network", "people-by-meetings")
    assert printed.stdout.startswith("source,target,")
    assert note(printed.stderr).startswith("Tid: från 2017. 25 av 25 band")
    shown = json.loads(kng("network", "people-by-meetings", "--format", "json").stdout)
    assert shown["graph"]["largest_share"] == 1


def test_older_and_undated_meetings_are_left_out_and_told(kng: Kng, plant: Plant) -> None:
    plant("older", OLD)
    told = note(kng("network", "people-by-meetings").stderr)
    assert told.endswith("Utelämnat: 1 möte före 2017, 1 utan datum.")
    everything = kng("network", "people-by-meetings", "--all-time")
    assert "meeting/old" in everything.stdout
    assert "meeting/undated" in everything.stdout
    assert note(everything.stderr).startswith("Tid: utan gräns. 25 av 25 band")
    early = kng("network", "people-by-meetings", "--between", "..", "2016", "-l", "en")
    assert len(early.stdout.splitlines()) == 2
    assert note(early.stderr) == "Time: up to 2016. Left out: 2 meetings after 2016, 1 undated."
    wide = kng("network", "people-by-meetings", "--as-of", "2016", "--possible")
    assert "meeting/undated" in wide.stdout


def test_a_time_that_holds_nothing_is_said(kng: Kng) -> None:
    never = kng("rank", "degree", "--between", "2018", "2019", "-l", "en")
    assert (never.exit_code, never.stdout) == (0, "")
    assert never.stderr == (
        "Time: 2018 to 2019. Nothing lies in that time. Left out: 2 meetings after 2019.\n"
    )
    # the day is not known, so that nothing is certain in the middle of the year
    june = kng("rank", "degree", "--as-of", "2022-06", "-l", "en").stderr
    assert "Nothing lies in that time for certain. Left out: 2 meetings whose dates" in june
    assert kng("rank", "degree", "--as-of", "2022-06", "--possible").stdout.splitlines()[8:]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--between", "2023", "2017"), "2017 lies before 2023; give the earlier date first"),
        (("--between", "2022-13", "2023"), "'2022-13' is not a day of the calendar"),
        (("--as-of", "yesterday"), "'yesterday' is not a date; expected YYYY"),
        (("--as-of", "2022", "--between", "2017", "2023"), "different times; give one of them"),
        (("--as-of", "2022", "--all-time"), "as-of and all-time are different times"),
    ],
)
@pytest.mark.parametrize("verb", [("rank", "degree"), ("network", "people-by-meetings"), ("map",)])
def test_a_wrong_time_is_a_wrong_call(
    kng: Kng, verb: tuple[str, ...], arguments: tuple[str, ...], told: str
) -> None:
    result = kng(*verb, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_network_whose_rows_have_no_dates_is_whole_until_a_time_is_asked_for(
    kng: Kng, copy: Path
) -> None:
    (copy / "queries/networks/dateless.rq").write_text(DATELESS, "utf-8")
    whole = kng("network", "dateless", "-l", "en")
    assert len(whole.stdout.splitlines()) > 1
    assert note(whole.stderr).startswith("Time: without limit.")
    asked = kng("network", "dateless", "--as-of", "2022")
    assert asked.exit_code == 2
    assert "network 'dateless': the rows have no dates" in asked.stderr


def test_a_projection_with_some_of_the_dates_is_a_fault(kng: Kng, copy: Path) -> None:
    text = "SELECT ?source ?target ?latestEnd { ?a org:member ?source ; org:organization ?target }"
    (copy / "queries/networks/half.rq").write_text(HEAD + text, "utf-8")
    checked = kng("check", "-l", "en")
    assert checked.exit_code == 1
    assert "does not give ?earliestStart, ?latestStart, ?earliestEnd" in checked.stdout


def test_the_map_opens_on_the_time_that_is_asked_for(kng: Kng, copy: Path, plant: Plant) -> None:
    plant("older", OLD)
    out = copy / "map.html"
    assert kng("map", "--out", out).exit_code == 0
    assert '"window":{"from":"2017-01-01","to":"","possible":false}' in out.read_text("utf-8")
    assert kng("map", "--out", out, "--between", "2010", "2010").exit_code == 0
    assert '"window":{"from":"2010-01-01","to":"2010-12-31",' in out.read_text("utf-8")


def test_the_same_times_in_python(copy: Path, plant: Plant) -> None:
    plant("older", OLD)
    people = "people-by-meetings"
    assert len(package.network(people, workspace=copy)) == 8
    assert len(package.network(people, workspace=copy, between=(None, "2016"))) == 2
    heard: list[Bilingual] = []
    assert package.rank("degree", workspace=copy, as_of="2009", tell=heard.append) == []
    assert heard[0].en.startswith("Time: as of 2009-12-31. Nothing lies in that time")
    with pytest.raises(package.UsageError):
        package.network(people, workspace=copy, between=("2017", "2016"))
