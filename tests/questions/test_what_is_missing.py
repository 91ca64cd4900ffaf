"""The questions behind the report, asked of small graphs whose answers are worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kng._namespaces import shorten
from kng._questions import Question, ask
from kng._store import Store

Ask = Callable[..., list[list[str]]]

# Three meetings of 2022 and one of no known year: the day d with its part w, and x.
#   d: day known, place; nobody is named at it but at its part w
#   w: no day of its own, no place of its own (that of d will do), one person
#   x: held online in some month, only an organiser
#   y: nothing known, not even whether it was held
MEETINGS = """
kng-meeting:d a kng:Meeting ; kng:start "2022-03-01"^^xsd:date ; kng:place kng-place:hall ;
  kng:status kng-meeting-status:held .
kng-meeting:w a kng:Meeting ; kng:start "2022"^^xsd:gYear ; kng:partOf kng-meeting:d ;
  kng:status kng-meeting-status:held .
kng-meeting:x a kng:Meeting ; kng:start "2022-05"^^xsd:gYearMonth ; kng:online true ;
  kng:status kng-meeting-status:planned .
kng-meeting:y a kng:Meeting .
kng-person:p a kng:Person .
kng-participation:w_p kng:meeting kng-meeting:w ; kng:participant kng-person:p ;
  kng:function kng-function:participant ; kng:onBehalfOf kng-municipality:a .
kng-participation:x_o kng:meeting kng-meeting:x ; kng:participant kng-municipality:b ;
  kng:function kng-function:organiser .
"""


@pytest.fixture
def rows(closed: Callable[..., Store], catalogue: dict[str, Question]) -> Ask:
    """The rows of a question on Turtle texts, one a source graph, with short addresses."""

    def answer(name: str, *texts: str, **values: str) -> list[list[str]]:
        found = ask(closed(*texts), catalogue[name], values)
        return [[shorten(cell or "") for cell in row] for row in found]

    return answer


def bundle(number: int, *sources: str) -> str:
    cited = " , ".join(f"kng-source:{name}" for name in sources or [f"s{number}"])
    return f" kng-graph:source-{number} prov:wasDerivedFrom {cited} ."


def first(found: list[list[str]]) -> list[str]:
    return [row[0].removeprefix("kng-meeting:") for row in found]


def test_meetings_are_counted_by_the_year_that_is_certain(rows: Ask) -> None:
    assert rows("coverage-by-year", MEETINGS) == [
        ["", "1", "0", "0", "0"],
        ["2022", "3", "1", "3", "2"],
    ]


def test_a_meeting_over_new_year_has_its_year_where_the_start_is_certain(rows: Ask) -> None:
    vague = """kng-meeting:v a kng:Meeting ; kng:startNotBefore "2021-12-01"^^xsd:date ;
      kng:startNotAfter "2022-01-31"^^xsd:date .
      kng-meeting:n a kng:Meeting ; kng:start "2021-12-31"^^xsd:date ;
      kng:end "2022-01-01"^^xsd:date ."""
    assert rows("coverage-by-year", vague) == [
        ["", "1", "0", "0", "0"],
        ["2021", "1", "1", "0", "0"],
    ]


def test_a_part_has_the_place_of_its_whole(rows: Ask) -> None:
    assert first(rows("meetings-without-place", MEETINGS)) == ["y"]


def test_a_whole_has_the_participants_of_its_parts_and_an_organiser_need_not_be_there(
    rows: Ask,
) -> None:
    found = rows("meetings-without-participants", MEETINGS)
    assert first(found) == ["y", "x"]
    assert [row[1] for row in found] == ["", "kng-meeting-status:planned"]
    assert found[1][2:] == ["2022-05-01", "2022-05-31"]


def test_a_planned_meeting_has_a_status(rows: Ask) -> None:
    assert first(rows("meetings-without-status", MEETINGS)) == ["y"]


def member(programme: str, who: str, kind: str, said: str = "") -> str:
    return f"""kng-{kind}:{who} a kng:{kind.title()} . kng-programme:{programme} a kng:Programme ;
      rdfs:label "{programme.upper()}"@sv .
      kng-membership:{programme}_{who} a kng:ProgrammeMembership ;
      org:organization kng-programme:{programme} ; org:member kng-{kind}:{who} {said} . """


def test_members_without_a_meeting_are_the_municipalities_of_that_programme(rows: Ask) -> None:
    of_n = member("n", "a", "municipality") + member("n", "o", "organisation")
    of_n += member("n", "b", "municipality", '; kng:start "2021-10"^^xsd:gYearMonth')
    of_m = member("m", "c", "municipality")
    found = rows("members-without-meeting", MEETINGS + of_n + of_m, programme="N")
    assert found == [
        ["kng-municipality:b", "2021-10-01", "2021-10-31"]
    ]  # a was at w; b only arranged


def role(name: str, said: str, kind: str = "Affiliation") -> str:
    return f"""kng-person:{name} a kng:Person . kng-affiliation:{name} a kng:{kind} ;
      org:member kng-person:{name} ; org:organization kng-organisation:o {said} . """


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("", ["", ""]),
        ('; kng:attestedOn "2022-03-01"^^xsd:date', ["2022-03-01", "2022-03-01"]),
        ('; kng:start "2020"^^xsd:gYear', None),
        ('; kng:startNotBefore "2020-01-01"^^xsd:date', None),
        ('; kng:end "2020"^^xsd:gYear', None),
        ('; kng:endNotAfter "2020-01-01"^^xsd:date', None),
        ("; kng:hasEnded true", ["", ""]),
    ],
)
@pytest.mark.parametrize("kind", ["Affiliation", "PostHolding"])
def test_a_role_is_without_dates_where_no_source_says_start_or_end(
    rows: Ask, said: str, listed: list[str] | None, kind: str
) -> None:
    found = rows("roles-without-dates", role("p", said, kind))
    assert found == (
        [] if listed is None else [["kng-person:p", "kng-organisation:o", "", *listed]]
    )


TIE = "kng-tie:t a kng:Tie . "
FUNDING = 'kng-funding:f a kng:Funding ; kng:start "2020"^^xsd:gYear ; kng:end "2022"^^xsd:gYear . '


def test_a_fact_rests_on_one_source_where_one_alone_says_that_it_is(rows: Ask) -> None:
    found = rows("single-source-facts", TIE + FUNDING + bundle(1), TIE + bundle(2))
    assert found == [["kng:Funding", "kng-funding:f", "kng-source:s1"]]


def test_a_graph_of_two_sources_is_two_and_a_source_of_its_own_counts_alone(rows: Ask) -> None:
    own = "kng-tie:u a kng:Tie ; dcterms:source kng-source:b . "
    found = rows("single-source-facts", TIE + own + bundle(1, "a", "b"))
    assert found == [["kng:Tie", "kng-tie:u", "kng-source:b"]]


def test_a_source_that_only_dates_a_fact_is_no_second_one(rows: Ask) -> None:
    date = 'kng-tie:t kng:start "2020"^^xsd:gYear . '
    assert len(rows("single-source-facts", TIE + bundle(1), date + bundle(2))) == 1


def test_a_role_is_one_fact_whether_with_a_post_or_without(rows: Ask) -> None:
    texts = role("p", "") + bundle(1), role("p", "", "PostHolding") + bundle(2)
    assert rows("single-source-facts", *texts) == []
    assert rows("coverage-by-class", *texts) == [["kng:Affiliation", "1", "0", "0", "1"]]


def test_facts_of_a_class_are_counted_with_their_dates_and_sources(rows: Ask) -> None:
    ended = 'kng-tie:u a kng:Tie ; kng:endNotAfter "2020-01-01"^^xsd:date . '
    found = rows("coverage-by-class", TIE + ended + FUNDING + bundle(1), TIE + bundle(2))
    assert found == [["kng:Tie", "2", "0", "1", "1"], ["kng:Funding", "1", "1", "1", "0"]]


def test_things_are_counted_once_however_many_sources_name_them(rows: Ask) -> None:
    people = "kng-person:p a kng:Person . kng-person:q a kng:Person . "
    found = rows("things-by-class", people + bundle(1), "kng-person:p a kng:Person ." + bundle(2))
    assert ["kng:Person", "2", "2"] in found
    assert ["kng:Meeting", "0", "0"] in found
    assert len(found) == len({row[0] for row in found}) == 21


def test_sources_are_counted_by_the_year_in_which_they_came_out(rows: Ask) -> None:
    said = """kng-source:a a kng:Source ; dcterms:issued "1822-03"^^xsd:gYearMonth ;
        kng:retrievedOn "2026-01-02"^^xsd:date .
      kng-source:b a kng:Source ; dcterms:issued "1822-12-31"^^xsd:date ;
        kng:retrievedOn "2026-01-01"^^xsd:date .
      kng-source:c a kng:Source ; dcterms:issued "1821"^^xsd:gYear ."""
    found = [row for row in rows("sources-by-year", said) if row[0].startswith("18")]
    assert found == [["1821", "1", "", ""], ["1822", "2", "2026-01-01", "2026-01-02"]]
