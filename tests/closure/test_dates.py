"""The four days that the rules give every dated thing; every case worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kng._dates import datatype, span
from kng._store import Store

Facts = Callable[[str, str], list[str]]
Close = Callable[..., Facts]
THING = "kng-affiliation:x"


def literal(text: str) -> str:
    return f'"{text}"^^xsd:{datatype(text)}'


def dated(**properties: str) -> str:
    """An affiliation with these dates, as Turtle."""
    said = "".join(f" ; kng:{name} {literal(text)}" for name, text in properties.items())
    return f"{THING} a kng:Affiliation{said} ."


def days(facts: Facts, thing: str = THING) -> tuple[str, str, str, str]:
    """Earliest and latest start, earliest and latest end; a dash where there is none."""
    found = [facts(thing, f"kng:{n}") for n in ("earliestStart", "latestStart", "earliestEnd")]
    found.append(facts(thing, "kng:latestEnd"))
    first, second, third, fourth = (" ".join(values) or "-" for values in found)
    return first, second, third, fourth


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-01", "2022-01-01", "2022-01-31"),
        ("2022-04", "2022-04-01", "2022-04-30"),
        ("2022-06", "2022-06-01", "2022-06-30"),
        ("2022-09", "2022-09-01", "2022-09-30"),
        ("2022-11", "2022-11-01", "2022-11-30"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2022-03-01", "2022-03-01", "2022-03-01"),
    ],
)
def test_a_date_means_the_days_from_its_first_to_its_last(
    facts: Close, text: str, first: str, last: str
) -> None:
    assert days(facts(dated(start=text))) == (first, last, first, "-")
    assert days(facts(dated(end=text))) == ("-", last, first, last)
    assert [str(day) for day in span(text)] == [first, last]


def test_every_month_of_a_century_ends_where_the_calendar_ends_it(
    closed: Callable[..., Store],
) -> None:
    months = [f"{year}-{month:02}" for year in range(1896, 2008) for month in range(1, 13)]
    text = "".join(f"kng-tie:m{m} kng:start {literal(m)} .\n" for m in months)
    store = closed(text, only=("dates-start",))
    rows = store.select("SELECT ?m ?day { ?m kng:latestStart ?day }")
    ends = {str(thing).rpartition("/m")[2]: str(day) for thing, day in rows}
    assert len(ends) == len(months) == 1344
    for month, end in ends.items():
        after = date.fromisoformat(end) + timedelta(days=1)
        assert end.startswith(month)
        assert after.day == 1


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # only observed: it had begun by the first sight, it still held at the last
        ({"attestedOn": "2022-03"}, ("-", "2022-03-31", "2022-03-01", "-")),
        (
            {"attestedNotBefore": "2022-03-01", "attestedNotAfter": "2022-12-31"},
            ("-", "2022-12-31", "2022-03-01", "-"),
        ),
        # a start and an observation
        (
            {"start": "2021-10", "attestedOn": "2022-05-04"},
            ("2021-10-01", "2021-10-31", "2022-05-04", "-"),
        ),
        # an observation within the year of the start: begun by then
        (
            {"start": "2022", "attestedOn": "2022-05-04"},
            ("2022-01-01", "2022-05-04", "2022-05-04", "-"),
        ),
        # an end only: it had begun by its end
        ({"end": "2021-10"}, ("-", "2021-10-31", "2021-10-01", "2021-10-31")),
        # ranges
        (
            {"startNotBefore": "2022-03-01", "startNotAfter": "2022-12-31"},
            ("2022-03-01", "2022-12-31", "2022-03-01", "-"),
        ),
        ({"startNotBefore": "2022-03-01"}, ("2022-03-01", "-", "2022-03-01", "-")),
        ({"startNotAfter": "2022-12-31"}, ("-", "2022-12-31", "-", "-")),
        (
            {"endNotBefore": "2022-03", "endNotAfter": "2022-05"},
            ("-", "2022-05-31", "2022-03-01", "2022-05-31"),
        ),
        # both ends within one year
        ({"start": "2022-03-01", "end": "2022"}, ("2022-03-01",) * 3 + ("2022-12-31",)),
        (
            {"start": "2020", "end": "2022"},
            ("2020-01-01", "2020-12-31", "2022-01-01", "2022-12-31"),
        ),
        ({}, ("-", "-", "-", "-")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_a_relation_held_between_what_is_said(
    facts: Close, said: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert days(facts(dated(**said))) == expected


def test_where_two_sources_differ_the_widest_span_holds(facts: Close) -> None:
    found = facts(dated(start="2021-03-01", end="2022-05"), dated(start="2021-10", end="2022-08"))
    assert days(found) == ("2021-03-01", "2021-10-31", "2022-05-01", "2022-08-31")


def test_a_source_that_saw_it_before_its_stated_start_widens_what_is_possible(
    facts: Close,
) -> None:
    found = facts(dated(start="2022-06-01"), dated(attestedOn="2022-03-01"))
    assert days(found) == ("2022-03-01", "2022-03-01", "2022-06-01", "-")


def test_a_source_that_saw_it_after_its_stated_end_widens_what_is_possible(facts: Close) -> None:
    found = facts(dated(end="2022-01-01"), dated(attestedOn="2022-06-01"))
    assert days(found) == ("-", "2022-01-01", "2022-06-01", "2022-06-01")


def test_two_sources_that_say_the_same_count_once(facts: Close) -> None:
    assert days(facts(*[dated(start="2022-03")] * 2)) == days(facts(dated(start="2022-03")))


def test_a_meeting_without_an_end_ends_when_it_begins(facts: Close) -> None:
    meeting = 'kng-meeting:m a kng:Meeting ; kng:start "2022-03-01"^^xsd:date .'
    assert days(facts(meeting), "kng-meeting:m") == ("2022-03-01",) * 4


def test_a_meeting_of_an_unknown_day_ends_by_the_last_day_on_which_it_can_have_begun(
    facts: Close,
) -> None:
    text = """kng-meeting:m a kng:Meeting ; kng:startNotBefore "2022-03-01"^^xsd:date ;
      kng:startNotAfter "2022-12"^^xsd:gYearMonth ."""
    expected = ("2022-03-01", "2022-12-31", "2022-03-01", "2022-12-31")
    assert days(facts(text), "kng-meeting:m") == expected


def test_a_meeting_with_an_end_keeps_it(facts: Close) -> None:
    text = """kng-meeting:m a kng:Meeting ; kng:start "2022-03-01"^^xsd:date ;
      kng:end "2022-03-03"^^xsd:date ."""
    expected = ("2022-03-01", "2022-03-01", "2022-03-03", "2022-03-03")
    assert days(facts(text), "kng-meeting:m") == expected


def test_what_is_no_meeting_goes_on_until_an_end_is_known(facts: Close) -> None:
    assert days(facts(dated(start="2022-03-01")))[3] == "-"
