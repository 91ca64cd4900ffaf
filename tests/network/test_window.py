"""Networks of a time: who is in them, what is left out, and what they rest on; worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from kng._dates import ALL_TIME, OPENING, Window, asked_window
from kng._errors import KngError, UsageError
from kng._network import DATES, Projection, missing_columns, project
from kng._values import Bilingual, Cell, Iri, Largest, LeftOut, Literal, Network, Rows

WORDS = Bilingual("", "")
PEOPLE = Projection("people", WORDS, WORDS, "affiliation")
TIES = Projection("ties", WORDS, WORDS, "direct")
# The four days of each meeting: earliest and latest start, earliest and latest end.
DAY_2022 = ("2022-06-15",) * 4
SOME_DAY_2022 = ("2022-03-01", "2022-12-31", "2022-03-01", "2022-12-31")
NEW_YEAR = ("2016-12-31", "2016-12-31", "2017-01-01", "2017-01-01")
DAY_2010 = ("2010-05-05",) * 4
ACROSS_2017 = ("2016-01-01", "2017-12-31", "2016-01-01", "2017-12-31")
AFTER_MARCH = ("2022-03-01", None, "2022-03-01", None)
UNKNOWN = (None, None, None, None)

Days = tuple[str | None, str | None, str | None, str | None]


def met(*meetings: tuple[str, Days], who: tuple[str, ...] = ("ann", "bo")) -> Rows:
    """Everybody at every meeting, with the days of the meeting."""
    cells = tuple(
        (Iri(name), Iri(meeting), *(Literal(day) if day else None for day in days))
        for meeting, days in meetings
        for name in who
    )
    return Rows(("node", "thing", *DATES), cells)


def tied(*rows: tuple[str, str, Days, str | None]) -> Rows:
    """Ann tied to a target by evidence with its days; the last says whether it is an event."""
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Iri("ann"),
            Iri(target),
            Iri(evidence),
            *(Literal(day) if day else None for day in days),
            Literal(event) if event else None,
        )
        for target, evidence, days, event in rows
    )
    return Rows(("source", "target", "evidence", *DATES, "event"), cells)


def things(network: Network) -> list[str]:
    return sorted({reason.thing for reasons in network.evidence for reason in reasons})


def between(first: str, last: str, possible: bool = False) -> Window:
    return asked_window((first, last), possible=possible)


@pytest.mark.parametrize(
    ("days", "window", "certain", "possible"),
    [
        (DAY_2022, between("2022", "2022"), True, True),
        (DAY_2022, between("2022-06-15", "2022-06-15"), True, True),
        (DAY_2022, between("2022-06-16", ".."), False, False),
        (DAY_2022, between("..", "2022-06-14"), False, False),
        (SOME_DAY_2022, between("2022", "2022"), True, True),
        (SOME_DAY_2022, between("2022-03", "2022-12"), True, True),
        (SOME_DAY_2022, between("2022-04", "2022-12"), False, True),
        (SOME_DAY_2022, between("2022-03", "2022-11"), False, True),
        (SOME_DAY_2022, between("2022-01", "2022-02"), False, False),
        (NEW_YEAR, OPENING, True, True),
        (NEW_YEAR, between("..", "2016"), True, True),
        (ACROSS_2017, OPENING, False, True),
        (ACROSS_2017, between("2016", "2017"), True, True),
        (AFTER_MARCH, OPENING, True, True),
        (AFTER_MARCH, between("2022", "2022"), False, True),
        (UNKNOWN, OPENING, False, True),
        (UNKNOWN, between("..", "2030"), False, True),
        (UNKNOWN, ALL_TIME, True, True),
        # as of D is held up to D; of a month or a year, its last day
        (DAY_2022, asked_window(as_of="2022-06-14"), False, False),
        (DAY_2022, asked_window(as_of="2022-06"), True, True),
        (DAY_2010, asked_window(as_of="2022"), True, True),
        (SOME_DAY_2022, asked_window(as_of="2022-06"), False, True),
        (SOME_DAY_2022, asked_window(as_of="2022"), True, True),
        (NEW_YEAR, asked_window(as_of="2016"), True, True),
        (UNKNOWN, asked_window(as_of="2022"), False, True),
    ],
)
def test_a_meeting_lies_in_a_window_certainly_possibly_or_not(
    days: Days, window: Window, certain: bool, possible: bool
) -> None:
    rows = met(("m", days))
    assert (things(project(PEOPLE, rows, {}, window=window)) == ["m"]) is certain
    wider = window._replace(possible=True)
    assert (things(project(PEOPLE, rows, {}, window=wider)) == ["m"]) is possible


HELD = ("2020-01-01", "2020-12-31", "2021-06-01", "2021-12-31")
SEEN = (None, "2022-12-31", "2022-03-01", None)


@pytest.mark.parametrize(
    ("days", "window", "certain", "possible"),
    [
        (HELD, asked_window(as_of="2020-06-01"), False, True),
        (HELD, asked_window(as_of="2020-12-31"), True, True),
        (HELD, asked_window(as_of="2021-06-01"), True, True),
        (HELD, asked_window(as_of="2021-06-02"), False, True),
        (HELD, asked_window(as_of="2022"), False, False),
        (HELD, asked_window(as_of="2019"), False, False),
        (HELD, between("2021", "2021"), True, True),
        (HELD, between("2021-07", "2030"), False, True),
        # a role that is only attested some day of 2022 holds on no day for certain
        (SEEN, asked_window(as_of="2022-06"), False, True),
        (SEEN, between("2022", "2022"), True, True),
        (SEEN, asked_window(as_of="2010"), False, True),
    ],
)
def test_what_lasts_holds_on_a_day_or_not(
    days: Days, window: Window, certain: bool, possible: bool
) -> None:
    rows = tied(("kth", "role", days, None))
    assert (len(project(TIES, rows, {}, window=window)) == 2) is certain
    wider = window._replace(possible=True)
    assert (len(project(TIES, rows, {}, window=wider)) == 2) is possible


def test_a_direct_tie_from_a_meeting_is_held_up_to_the_day() -> None:
    rows = tied(
        ("kth", "role-2010", DAY_2010, "false"),
        ("kth", "participation-2010", DAY_2010, "true"),
        ("rise", "participation-2022", DAY_2022, "1"),
    )
    shown = project(TIES, rows, {}, window=asked_window(as_of="2015"))
    assert things(shown) == ["participation-2010"]
    assert shown.left_out == LeftOut(before=("role-2010",), after=("participation-2022",))
    assert [node.id for node in shown.nodes] == ["ann", "kth"]


def test_what_is_left_out_is_counted_once_a_meeting_and_by_reason() -> None:
    rows = met(
        ("old", DAY_2010),
        ("day", DAY_2022),
        ("vague", SOME_DAY_2022),
        ("undated", UNKNOWN),
        ("late", ("2023-05-01",) * 4),
        who=("ann", "bo", "cy"),
    )
    shown = project(PEOPLE, rows, {}, window=between("2017", "2022-08"))
    assert things(shown) == ["day"]
    assert shown.left_out == LeftOut(("old",), ("late",), ("vague",), ("undated",))
    assert shown.window == between("2017", "2022-08")
    wide = project(PEOPLE, rows, {}, window=between("2017", "2022-08", possible=True))
    assert things(wide) == ["day", "undated", "vague"]
    assert wide.left_out == LeftOut(("old",), ("late",))


def test_who_was_only_at_meetings_that_are_left_out_is_left_out_and_a_lone_node_stays() -> None:
    rows = met(("old", DAY_2010), who=("ann", "dan")).cells + met(("day", DAY_2022)).cells
    lone = (Iri("eve"), None, None, None, None, None)
    shown = project(PEOPLE, Rows(("node", "thing", *DATES), (*rows, lone)), {}, window=OPENING)
    assert [node.id for node in shown.nodes] == ["ann", "bo", "eve"]


def test_a_size_that_is_not_given_counts_those_who_were_there() -> None:
    rows = met(("day", DAY_2022), ("old", DAY_2010), who=("ann", "bo", "cy"))
    assert set(project(PEOPLE, rows, {}, window=OPENING).weight.tolist()) == {0.5}


# A conference over two days of which the second, with its workshop, lies in the next year.
CONFERENCE = ("2016-12-31", "2016-12-31", "2017-01-01", "2017-01-01")
WORKSHOP = ("2017-01-01",) * 4


def whole_and_part() -> Rows:
    days = {"whole": CONFERENCE, "part": WORKSHOP}
    there = {"whole": ("ann", "bo", "cy"), "part": ("ann", "bo")}
    return Rows(
        ("node", "thing", "whole", *DATES),
        tuple(
            (Iri(who), Iri(thing), Iri("whole"), *(Literal(day) for day in days[thing]))
            for thing, names in there.items()
            for who in names
        ),
    )


def test_a_whole_and_its_part_are_looked_at_each_by_itself() -> None:
    both = project(PEOPLE, whole_and_part(), {}, window=OPENING)
    assert both.weight.tolist() == [1.0, 0.5, 0.5]
    early = project(PEOPLE, whole_and_part(), {}, window=between("..", "2016"))
    assert early.weight.tolist() == [0.5, 0.5, 0.5]
    assert early.left_out == LeftOut(after=("part",))
    late = project(PEOPLE, whole_and_part(), {}, window=between("2017-01-02", ".."))
    assert (len(late), late.weight.tolist(), late.largest) == (0, [], None)
    assert late.left_out == LeftOut(before=("part", "whole"))


def test_the_largest_meeting_is_counted_with_its_parts() -> None:
    # the part ties ann and bo, the whole ann with cy and bo with cy; another meeting cy and dan
    rows = whole_and_part()
    other = tuple(
        (Iri(who), Iri("other"), None, *(Literal("2018-01-01"),) * 4) for who in ("cy", "dan")
    )
    network = project(PEOPLE, Rows(rows.columns, (*rows.cells, *other)), {}, window=OPENING)
    assert network.largest == Largest("whole", 3, 0.75)
    later = project(
        PEOPLE, Rows(rows.columns, (*rows.cells, *other)), {}, window=between("2018", "..")
    )
    assert later.largest == Largest("other", 1, 1.0)


def test_a_tie_that_rests_on_two_meetings_counts_for_both_and_of_equals_the_first_is_told() -> None:
    network = project(PEOPLE, met(("b", DAY_2022), ("a", DAY_2022)), {})
    assert network.largest == Largest("a", 1, 1.0)


def test_direct_ties_rest_on_the_whole_that_their_evidence_is_part_of() -> None:
    cells = (
        (Iri("ann"), Iri("kth"), Iri("p1"), Iri("meeting")),
        (Iri("ann"), Iri("kth"), Iri("p2"), Iri("meeting")),
        (Iri("bo"), Iri("kth"), Iri("p3"), Iri("meeting")),
        (Iri("bo"), Iri("rise"), Iri("role"), None),
        (Iri("bo"), Iri("sgu"), None, None),
    )
    network = project(TIES, Rows(("source", "target", "evidence", "whole"), cells), {})
    assert network.largest == Largest("meeting", 2, 0.5)
    bare = project(TIES, Rows(("source", "target"), ((Iri("a"), Iri("b")),)), {})
    assert bare.largest is None


def test_attributes_of_a_graph_say_what_it_rests_on() -> None:
    rows = met(("day", DAY_2022), ("old", DAY_2010), ("undated", UNKNOWN))
    graph = project(PEOPLE, rows, {}, window=OPENING).to_networkx().graph
    assert graph["window"] == "2017-01-01/.."
    assert graph["reading"] == "certain"
    assert (graph["left_out_before"], graph["left_out_undated"]) == (1, 1)
    assert (graph["largest"], graph["largest_ties"], graph["largest_share"]) == ("day", 1, 1.0)


def test_rows_without_dates_are_told_when_a_time_is_asked_for() -> None:
    rows = Rows(("node", "thing"), ((Iri("ann"), Iri("m")),))
    assert len(project(PEOPLE, rows, {}, window=ALL_TIME)) == 1
    with pytest.raises(UsageError, match=r"network 'people': the rows have no dates.*--all-time"):
        project(PEOPLE, rows, {}, window=OPENING)


def test_dates_come_all_four_or_none() -> None:
    assert missing_columns("direct", ["source", "target", "latestEnd"]) == list(DATES[:3])
    with pytest.raises(KngError, match=r"no column 'latestStart', 'earliestEnd', 'latestEnd'"):
        project(PEOPLE, Rows(("node", "thing", "earliestStart"), ()), {})


def test_days_and_events_that_are_none_are_told_with_their_rows() -> None:
    odd = tied(("kth", "r1", ("2022", *DAY_2022[1:]), "perhaps")).cells
    rows = Rows(("source", "target", "evidence", *DATES, "event"), odd)
    with pytest.raises(KngError) as caught:
        project(TIES, rows, {}, window=OPENING)
    first, second = str(caught.value).splitlines()
    assert "row 1" in first
    assert first.endswith("earliestStart must be a day, YYYY-MM-DD")
    assert second.endswith("event must be true or false")


def test_windows_that_are_wrong_are_told_all_at_once() -> None:
    with pytest.raises(UsageError, match="between: 2017 lies before 2023"):
        asked_window(("2023", "2017"))
    with pytest.raises(UsageError) as caught:
        asked_window(("20x", "2022-02-30"), "soon", all_time=True)
    assert str(caught.value).splitlines() == [
        "between and as-of and all-time are different times; give one of them",
        "between: '20x' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD",
        "between: '2022-02-30' is not a day of the calendar",
        "as-of: 'soon' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD",
    ]
    with pytest.raises(UsageError, match="expected two dates"):
        asked_window("2022")


def test_windows_are_as_wide_as_the_dates_that_are_given() -> None:
    assert asked_window(("2022-02", "2024-02")) == Window(date(2022, 2, 1), date(2024, 2, 29))
    assert asked_window((None, "2016")) == Window(None, date(2016, 12, 31))
    assert asked_window(("2022", "2022-01")) == Window(date(2022, 1, 1), date(2022, 1, 31))
    assert asked_window(all_time=True) == ALL_TIME
    assert asked_window(possible=True) == OPENING._replace(possible=True)
