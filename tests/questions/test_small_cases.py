"""Questions to which the first source has no answer, asked of small graphs that have one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kng._namespaces import shorten
from kng._questions import Question, ask
from kng._store import Store

Ask = Callable[..., list[list[str]]]


@pytest.fixture
def rows(closed: Callable[..., Store], catalogue: dict[str, Question]) -> Ask:
    """The rows of a question on Turtle texts, one a source graph, with short addresses."""

    def answer(name: str, *texts: str, **values: str) -> list[list[str]]:
        found = ask(closed(*texts), catalogue[name], values)
        return [[shorten(cell or "") for cell in row] for row in found]

    return answer


def day(text: str) -> str:
    return f'"{text}"^^xsd:date'


def on(date: str) -> dict[str, str]:
    """The parameters of a question of one day."""
    return {"from": date, "to": date}


def bundle(number: int) -> str:
    return f" kng-graph:source-{number} prov:wasDerivedFrom kng-source:s{number} ."


def meeting(name: str, *cities: str, said: str = "", status: str = "held") -> str:
    text = f"kng-meeting:{name} a kng:Meeting ; kng:status kng-meeting-status:{status} {said} ."
    for city in cities:
        text += f""" kng-municipality:{city} a kng:Municipality .
          kng-participation:{name}_{city} kng:meeting kng-meeting:{name} ;
            kng:participant kng-municipality:{city} ; kng:function kng-function:participant ."""
    return text


def person(name: str, meeting: str, city: str, function: str = "participant") -> str:
    return f""" kng-person:{name} a kng:Person .
      kng-participation:{meeting}_{name} kng:meeting kng-meeting:{meeting} ;
        kng:participant kng-person:{name} ; kng:function kng-function:{function} ;
        kng:onBehalfOf kng-municipality:{city} ."""


def test_sources_disagree_where_their_values_cannot_both_hold(rows: Ask) -> None:
    one = "kng-meeting:m kng:attendance 40 ." + bundle(1)
    other = "kng-meeting:m kng:attendance 60 ." + bundle(2)
    ((thing, name, *values),) = rows("conflicts", one, other)
    assert (thing, name) == ("kng-meeting:m", "kng:attendance")
    assert values == ["40", "60", "kng-source:s1", "kng-source:s2"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ('"2024-12"^^xsd:gYearMonth', '"2024-12-01"^^xsd:date', True),
        ('"2024"^^xsd:gYear', '"2024-12"^^xsd:gYearMonth', True),
        ('"2024-12-01"^^xsd:date', '"2024-12-01"^^xsd:date', True),
        ('"2024-11"^^xsd:gYearMonth', '"2024-12-01"^^xsd:date', False),
        ('"2023"^^xsd:gYear', '"2024-12"^^xsd:gYearMonth', False),
    ],
)
def test_dates_disagree_only_where_their_spans_do_not_overlap(
    rows: Ask, one: str, other: str, agree: bool
) -> None:
    texts = [f"kng-tie:x kng:start {date} ." for date in (one, other)]
    found = rows("conflicts", texts[0] + bundle(1), texts[1] + bundle(2))
    assert (found == []) is agree


PART = "kng-meeting:w a kng:Meeting . kng-meeting:p a kng:Meeting ; kng:partOf kng-meeting:w . "


def of_the_part(said: str) -> str:
    return f"kng-meeting:p kng:start {said} . "


def of_the_whole(said: str) -> str:
    return f"kng-meeting:w kng:start {said} . "


MAY, JUNE = '"2022-05-04"^^xsd:date', '"2022-06"^^xsd:gYearMonth'


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (
            [PART + of_the_part(JUNE), of_the_whole(MAY)],
            [["2022-06", "2022-05-04", "kng-source:s1", "kng-source:s2"]],
        ),
        (
            [PART + of_the_part(MAY), of_the_whole(JUNE)],
            [["2022-05-04", "2022-06", "kng-source:s1", "kng-source:s2"]],
        ),
        (
            [PART, of_the_part(JUNE) + of_the_whole(MAY)],
            [["2022-06", "2022-05-04", "kng-source:s2", "kng-source:s1"]],
        ),
        (
            [PART, of_the_part(JUNE), of_the_whole(MAY)],
            [["2022-06", "2022-05-04", "kng-source:s2", "kng-source:s3"]],
        ),
        ([PART + of_the_part(JUNE) + of_the_whole(MAY), ""], []),
        ([PART + of_the_part(JUNE), of_the_whole(f"{MAY} ; kng:end {JUNE}")], []),
        ([PART + of_the_part(JUNE), of_the_whole(f"{MAY} ; kng:endNotBefore {MAY}")], []),
        ([PART + of_the_part('"2022-06-03"^^xsd:date'), of_the_whole(JUNE)], []),
        ([of_the_part(JUNE), of_the_whole(MAY)], []),
    ],
    ids=[
        "the part outlasts the whole",
        "the part begins before the whole",
        "one source says that it is a part, another when",
        "three sources",
        "one source alone: a violation, no conflict",
        "the whole goes on",
        "the whole goes on for an unknown time",
        "in the same month",
        "no part",
    ],
)
def test_sources_disagree_where_a_part_lies_outside_its_whole(
    rows: Ask, sources: list[str], told: list[list[str]]
) -> None:
    found = rows("conflicts", *(text + bundle(n) for n, text in enumerate(sources, 1)))
    assert found == [["kng-meeting:p", "kng:partOf", *row] for row in told]


def test_a_signatory_signs_in_a_post(rows: Ask) -> None:
    text = """kng-signature:s a kng:Signature ; kng:agreement kng-agreement:a ;
      kng:signatory kng-person:p ; kng:onBehalfOf kng-municipality:c ;
      kng:inCapacityOf kng-affiliation:h . kng-affiliation:h kng:post kng-post:mayor ."""
    expected = ["kng-agreement:a", "kng-person:p", "kng-municipality:c", "kng-post:mayor"]
    assert rows("agreements", text) == [expected]


def test_funding_has_two_sides_an_amount_and_a_time(rows: Ask) -> None:
    text = """kng-funding:f a kng:Funding ; kng:funder kng-organisation:a ;
      kng:recipient kng-municipality:c ; kng:amount 4.5 ; kng:currency "SEK" ;
      kng:start "2022"^^xsd:gYear ; kng:end "2023"^^xsd:gYear ."""
    sides = ["kng-organisation:a", "kng-municipality:c", "4.5", "SEK"]
    assert rows("funding", text) == [[*sides, "2022-01-01", "2023-12-31"]]


def test_only_meetings_of_unknown_size_are_assumed(rows: Ask) -> None:
    known = meeting("known", "c", said="; kng:attendance 9")
    unknown = meeting("unknown", "c", said="; kng:kind kng-meeting-kind:workshop")
    found = rows("assumed-sizes", known + unknown)
    assert found == [["kng-meeting:unknown", "kng-meeting-kind:workshop", "25"]]


def test_what_is_not_known_as_held_is_listed_with_its_status(rows: Ask) -> None:
    texts = [meeting(status, "c", status=status) for status in ("held", "planned", "cancelled")]
    found = rows("planned-meetings", "".join(texts) + " kng-meeting:unclear a kng:Meeting .")
    assert [row[:2] for row in found] == [
        ["kng-meeting:cancelled", "kng-meeting-status:cancelled"],
        ["kng-meeting:planned", "kng-meeting-status:planned"],
        ["kng-meeting:unclear", ""],
    ]


def test_a_city_is_without_a_meeting_until_one_is_held(rows: Ask) -> None:
    text = meeting("m", "a") + meeting("later", "b", status="planned")
    text += "kng-municipality:c a kng:Municipality ."
    found = rows("municipalities-without-meeting", text)
    assert found == [["kng-municipality:b"], ["kng-municipality:c"]]


def test_a_narrower_topic_counts_for_the_wider_one(rows: Ask) -> None:
    text = meeting("m", said="; kng:topic kng-topic:batterier")
    text += "kng-topic:batterier skos:broader kng-topic:x . kng-topic:x skos:broader kng-topic:y ."
    text += " kng-topic:x a kng:Topic . kng-topic:y a kng:Topic ."
    for topic, expected in (("x", 1), ("y", 1), ("batterier", 1), ("medelstora-stader", 0)):
        assert len(rows("meetings-on-topic", text, wanted=f"kng-topic:{topic}")) == expected


def test_who_was_at_only_one_of_two_shared_meetings_connects_nobody(rows: Ask) -> None:
    text = meeting("m1", "a", "b") + meeting("m2", "a", "b")
    text += person("both", "m1", "c") + person("once", "m1", "c") + person("both", "m2", "c")
    text += person("own", "m1", "a") + person("own", "m2", "a")
    found = rows("connectors", text, one="kng-municipality:a")
    between = [row for row in found if row[1:3] == ["kng-municipality:a", "kng-municipality:b"]]
    assert between == [
        ["kng-person:both", "kng-municipality:a", "kng-municipality:b", "2", "false"]
    ]


def test_a_host_from_elsewhere_is_marked(rows: Ask) -> None:
    text = meeting("m", "a", "b") + person("host", "m", "c", "host") + person("guest", "m", "c")
    found = [row for row in rows("connectors", text, one="kng-municipality:a") if row[1:3] == [
        "kng-municipality:a", "kng-municipality:b"]]  # fmt: skip
    assert [(row[0], row[4]) for row in found] == [
        ("kng-person:guest", "false"),
        ("kng-person:host", "true"),
    ]


def test_nobody_meets_at_a_meeting_that_is_only_planned(rows: Ask) -> None:
    text = person("x", "m", "a") + person("y", "m", "b")
    assert len(rows("who-met-whom", meeting("m") + text, person="kng-person:x")) == 1
    assert rows("who-met-whom", meeting("m", status="planned") + text, person="kng-person:x") == []
    assert rows("municipality-meetings", meeting("m", "a", "b", status="planned"),
                municipality="kng-municipality:a") == []  # fmt: skip


def test_who_only_organised_met_nobody(rows: Ask) -> None:
    text = meeting("m") + person("x", "m", "a") + person("y", "m", "b", "organiser")
    assert rows("who-met-whom", text, person="kng-person:x") == []


def test_a_role_that_a_source_saw_before_its_stated_start_is_listed_that_day(rows: Ask) -> None:
    base = """kng-person:p a kng:Person . kng-affiliation:x a kng:Affiliation ;
      org:member kng-person:p ; org:organization kng-organisation:o """
    one = f"{base} ; kng:start {day('2022-06-01')} ."
    other = f"{base} ; kng:attestedOn {day('2022-03-01')} ."
    (found,) = rows("roles-on-date", one, other, **on("2022-03-01"))
    assert found[-1] == "true"
    assert rows("roles-on-date", one, other, **on("2022-02-28")) == []


def test_a_role_that_has_ended_is_listed_until_its_last_possible_day(rows: Ask) -> None:
    text = """kng-person:p a kng:Person . kng-affiliation:x a kng:Affiliation ;
      org:member kng-person:p ; org:organization kng-organisation:o ;
      kng:start "2020-05"^^xsd:gYearMonth ; kng:end "2022"^^xsd:gYear ."""
    expected = {
        "2020-04-30": [],
        "2020-05-01": ["false"],
        "2020-05-31": ["true"],
        "2022-01-01": ["true"],
        "2022-01-02": ["false"],
        "2022-12-31": ["false"],
        "2023-01-01": [],
    }
    for date, certain in expected.items():
        assert [row[-1] for row in rows("roles-on-date", text, **on(date))] == certain, date


def test_two_sources_of_one_participation_are_two(rows: Ask) -> None:
    text = meeting("m") + person("x", "m", "a")
    (once,) = rows("participations-by-sources", text + bundle(1))
    (twice,) = rows("participations-by-sources", text + bundle(1), text + bundle(2))
    assert (once[-1], twice[-1]) == ("1", "2")
    assert once[:-1] == twice[:-1]


def test_a_meeting_with_a_known_day_is_not_without_date(rows: Ask) -> None:
    known = meeting("known", said=f"; kng:start {day('2022-03-01')}")
    vague = meeting("vague", said='; kng:start "2022"^^xsd:gYear')
    found = [row[0] for row in rows("meetings-without-date", known + vague + meeting("none"))]
    assert sorted(found) == ["kng-meeting:none", "kng-meeting:vague"]
