"""Questions in a time: what lies in it certainly, what possibly, worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kng._build import Graph, questions
from kng._dates import Window, asked_window
from kng._errors import UsageError
from kng._questions import Timed, ask, bound, read_question
from kng._questions.labels import readable
from kng._questions.timing import marks, timed
from kng._values import Rows
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
QUESTIONS = questions(Workspace.find(ROOT))
TIMED = sorted(name for name, question in QUESTIONS.items() if question.times)


def window(text: str, possible: bool = False) -> Window:
    """``2022-03`` is as of then, ``2021/2022`` between the two."""
    if "/" in text:
        return asked_window(tuple(text.split("/")), possible=possible)
    return asked_window(as_of=text, possible=possible)


def rows(graph: Graph, name: str, text: str, possible: bool = False) -> list[list[str]]:
    found = ask(graph.store, QUESTIONS[name], {}, window(text, possible))
    return readable(found, graph.names, "sv")


# ---- the first source: its two meetings lie between 2022-03-01 and 2022-12-31


@pytest.mark.parametrize(
    ("time", "certain", "possible"),
    [
        ("2022-02-28", 0, 0),  # before either can have begun
        ("2022-03-01", 0, 2),  # may have been held by then
        ("2022-12-30", 0, 2),
        ("2022-12-31", 2, 2),  # held up to then, whichever day it was
        ("2030", 2, 2),  # as of a later day: what happened has happened
        ("2021/2022", 2, 2),
        ("2022-03-01/2022-12-31", 2, 2),
        ("2022-04/2022-12", 0, 2),  # may have been in March
        ("2022-03/2022-11", 0, 2),  # may have been in December
        ("2023/..", 0, 0),
        ("../2022", 2, 2),
        ("2022-03-02/..", 0, 2),
    ],
)
def test_meetings_of_the_first_source(
    first_graph: Graph, time: str, certain: int, possible: int
) -> None:
    for name in ("meetings", "meetings-between", "parts-of-meetings"):
        share = 2 if name == "parts-of-meetings" else 1  # only the workshop is a part
        assert len(rows(first_graph, name, time)) == certain // share, name
        assert len(rows(first_graph, name, time, possible=True)) == possible // share, name


@pytest.mark.parametrize(
    ("time", "certain", "possible"),
    [
        # Three cities joined in October 2021; a source of 1 March 2022 still names them.
        ("2021-09-30", 0, 0),
        ("2021-10-15", 0, 3),
        ("2021-10-31", 3, 3),
        ("2022-03-01", 3, 3),
        ("2022-03-02", 0, 3),  # nobody says that they were members still
        ("2021/2021", 3, 3),
        ("2022-03-01/2023", 3, 3),
        ("2023/..", 0, 3),
    ],
)
def test_cities_are_members_certainly_from_the_latest_start_to_the_last_attestation(
    first_graph: Graph, time: str, certain: int, possible: int
) -> None:
    for wider, expected in ((False, certain), (True, possible)):
        found = rows(first_graph, "programme-members-on-date", time, wider)
        cities = [row for row in found if row[0].endswith(("kommun", "stad"))]
        assert len(cities) == expected, wider
    marked = {row[1] for row in rows(first_graph, "programme-members-on-date", time, True)}
    assert ("ja" in marked) is (certain > 0)


def test_a_count_counts_what_lies_in_the_time(first_graph: Graph) -> None:
    assert [row[3] for row in rows(first_graph, "first-meetings", "2022")] == ["1", "1", "1"]
    assert rows(first_graph, "first-meetings", "2021") == []
    cities = {row[0] for row in rows(first_graph, "municipalities-without-meeting", "2021")}
    assert {"Borlänge kommun", "Gävle kommun", "Eskilstuna kommun"} <= cities
    assert not {"Borlänge kommun", "Gävle kommun", "Eskilstuna kommun"} & {
        row[0] for row in rows(first_graph, "municipalities-without-meeting", "2022")
    }


# ---- the whole graph: the four days compared here, apart from any query


def days(graph: Graph) -> Rows:
    return graph.store.select(
        """SELECT ?thing ?a ?b ?c ?d { ?thing a ?class . VALUES ?class { kng:Meeting kng:Tie }
        OPTIONAL { ?thing kng:earliestStart ?a } OPTIONAL { ?thing kng:latestStart ?b }
        OPTIONAL { ?thing kng:earliestEnd ?c } OPTIONAL { ?thing kng:latestEnd ?d } }"""
    )


@pytest.mark.parametrize("possible", [False, True])
@pytest.mark.parametrize("time", ["2019", "2022-06", "2017/2021-06", "2020/..", "../2015"])
def test_the_meetings_of_the_whole_graph(graph: Graph, time: str, possible: bool) -> None:
    asked = window(time, possible)
    first, last = asked.ends(event=True)
    begin, end = (first or date.min).isoformat(), (last or date.max).isoformat()
    inside = {
        str(thing)
        for thing, *four in days(graph)
        for a, b, c, d in [[str(day) if day else "" for day in four]]
        if "/meeting/" in str(thing)
        and (
            (not last or not a or a <= end) and (not first or not d or d >= begin)
            if possible
            else (not last or (b and b <= end)) and (not first or (c and c >= begin))
        )
    }
    found = ask(graph.store, QUESTIONS["meetings"], {}, asked)
    assert {str(row[0]) for row in found} == inside
    assert inside


@pytest.mark.parametrize("name", TIMED)
def test_what_is_certain_is_possible_and_open_ends_leave_nothing_out(
    graph: Graph, name: str
) -> None:
    question = QUESTIONS[name]
    everything = ask(graph.store, question, {}, Window(possible=True))
    if not any(parameter.end for parameter in question.parameters):
        assert everything == ask(graph.store, question)
    if "GROUP BY" in question.query or "MINUS" in question.query or "OPTIONAL" in question.query:
        return  # what is counted, or absent, grows and shrinks with the time
    certain, possible, whole = (
        set(ask(graph.store, question, {}, time))
        for time in (window("2019/2021"), window("2019/2021", True), Window(possible=True))
    )
    assert certain <= possible <= whole


# ---- marks


def test_a_mark_asks_for_the_days_of_its_variable() -> None:
    text = "SELECT * { ?m ?p ?o\n#time ?m\n}"
    certain = timed(text, [Timed("m", event=True)], window("2022-06"))
    ns = "https://w3id.org/kng/ns#"
    assert certain == (
        f"SELECT * {{ ?m ?p ?o\n?m <{ns}latestStart> ?latestStart1 . "
        'FILTER(STR(?latestStart1) <= "2022-06-30")\n}'
    )
    both = timed(text, [Timed("m", event=False)], window("2022-06", possible=True))
    assert both == (
        f"SELECT * {{ ?m ?p ?o\nFILTER NOT EXISTS {{ ?m <{ns}earliestStart> ?earliestStart1 . "
        'FILTER(STR(?earliestStart1) > "2022-06-30") } '
        f"FILTER NOT EXISTS {{ ?m <{ns}latestEnd> ?latestEnd1 . "
        'FILTER(STR(?latestEnd1) < "2022-06-30") }\n}'
    )


def test_a_mark_inside_a_string_is_none() -> None:
    assert marks('SELECT * { ?s ?p """\n#time ?s\n""" }') == []


@pytest.mark.parametrize("name", sorted(set(QUESTIONS) - set(TIMED)))
def test_a_question_without_time_says_so(first_graph: Graph, name: str) -> None:
    with pytest.raises(UsageError, match=f"'{name}' cannot be narrowed to a time"):
        bound(first_graph.store, QUESTIONS[name], {}, window("2022"))


def test_two_times_at_once_are_refused(first_graph: Graph) -> None:
    with pytest.raises(UsageError, match="give one time"):
        bound(
            first_graph.store, QUESTIONS["meetings-between"], {"from": "2022-01-01"}, window("2022")
        )


def test_a_head_and_its_marks_name_the_same_variables() -> None:
    from kng._errors import FaultsFound

    head = "#+ title: {sv: t, en: t}\n#+ question: {sv: f, en: q}\n#+ time: {a: event, b: ever}\n"
    with pytest.raises(FaultsFound) as caught:
        read_question("x", f"{head}SELECT ?s {{ ?s ?p ?o\n#time ?s\n}}", "x.rq")
    told = str(caught.value)
    assert told.count("x.rq:3: ") == 4
    for part in (
        "'ever' is not known here; known: event, lasting",
        "?s",
        "'#time ?a'",
        "'#time ?b'",
    ):
        assert part in told
