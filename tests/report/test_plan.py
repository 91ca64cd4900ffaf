"""What a report may declare, and every fault of one that cannot be told."""

from __future__ import annotations

import pytest

from kng._errors import FaultsFound
from kng._questions import Question, read_question
from kng._report import read_plan
from kng._report._plan import Plan

ASKED = {
    "gaps": read_question(
        "gaps",
        "#+ title: {sv: Luckor, en: Gaps}\n#+ question: {sv: Vilka, en: Which}\n"
        "#+ parameters:\n#+   town: {type: string, sv: stad, en: town}\n"
        "#+ columns:\n#+   thing: {sv: sak, en: thing}\n#+   number: {sv: antal, en: number}\n"
        'SELECT ?thing ?number { VALUES ?town { "x" } }',
        "gaps.rq",
    )
}
HEAD = "title: {sv: t, en: t}\nlead: {sv: l, en: l}\n"


def with_part(said: str) -> str:
    return HEAD + f"sections: [{{title: {{sv: s, en: s}}, parts: [{{{said}}}]}}]"


SAYS = "says: {sv: a, en: b}"


def read(text: str, asked: dict[str, Question] = ASKED) -> Plan:
    return read_plan(text, "queries/report.yaml", asked, ["people"])


def faults(text: str) -> list[str]:
    with pytest.raises(FaultsFound) as caught:
        read(text)
    assert all(fault.check == "report" for fault in caught.value.faults)
    assert all(fault.text("sv") != fault.text("en") for fault in caught.value.faults)
    return [fault.text("en") for fault in caught.value.faults]


def test_a_part_has_its_question_words_and_defaults() -> None:
    ((part,),) = (chapter.parts for chapter in read(with_part(f"question: gaps, {SAYS}")).chapters)
    assert (part.question, part.rows, part.counted, part.people) == ("gaps", 10, True, False)
    assert part.says == ("a", "b")
    assert not part.columns
    assert not part.bars


def test_a_part_says_how_it_is_shown() -> None:
    said = (
        f"question: gaps, {SAYS}, form: table, rows: 3, columns: [thing], people: true, "
        "bars: {number: largest}, values: {town: Borlänge}, title: {sv: x, en: y}"
    )
    part = read(with_part(said)).chapters[0].parts[0]
    assert (part.counted, part.rows, part.columns, part.people) == (False, 3, ("thing",), True)
    assert (part.bars, part.values) == ({"number": "largest"}, {"town": "Borlänge"})
    assert part.title == ("x", "y")


def test_a_part_may_be_a_network() -> None:
    plan = read(with_part(f"network: people, {SAYS}"))
    assert plan.networks == ["people"]


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("question: gap, says: {sv: a, en: b}", "question"),
        ("says: {sv: a, en: b}", "question"),
        ("network: persons, says: {sv: a, en: b}", "network"),
        ("network: people, rows: 3, says: {sv: a, en: b}", "rows"),
        ("question: gaps, says: {sv: a}", "says"),
        ("question: gaps", "says"),
        (f"question: gaps, {SAYS}, title: x", "title"),
        (f"question: gaps, {SAYS}, row: 3", "row"),
        (f"question: gaps, {SAYS}, rows: 0", "rows"),
        (f"question: gaps, {SAYS}, rows: many", "rows"),
        (f"question: gaps, {SAYS}, rows: true", "rows"),
        (f"question: gaps, {SAYS}, form: chart", "form"),
        (f"question: gaps, {SAYS}, people: sometimes", "people"),
        (f"question: gaps, {SAYS}, columns: thing", "columns"),
        (f"question: gaps, {SAYS}, columns: [other]", "columns"),
        (f"question: gaps, {SAYS}, bars: [number]", "bars"),
        (f"question: gaps, {SAYS}, bars: {{other: largest}}", "bars"),
        (f"question: gaps, {SAYS}, bars: {{number: most}}", "bars.number"),
        (f"question: gaps, {SAYS}, values: {{city: x}}", "values"),
    ],
)
def test_a_fault_names_its_place(part: str, place: str) -> None:
    (fault,) = faults(with_part(part))
    assert fault.startswith(f"queries/report.yaml (sections[1].parts[1].{place}): ")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    (fault,) = faults(with_part("question: gap, says: {sv: a, en: b}"))
    assert "'gap' is unknown; nearest: gaps" in fault


def test_a_name_that_is_missing_is_told_with_the_known() -> None:
    (fault,) = faults(with_part(SAYS))
    assert "a name is missing; known: gaps" in fault


def test_every_fault_is_told_at_once() -> None:
    part = "question: gap, rows: 0, says: {sv: a}"
    assert len(faults(with_part(part).replace("lead", "leed"))) == 5


@pytest.mark.parametrize(
    "text", ["", "[]", "just words", HEAD, HEAD + "sections: []", HEAD + "sections: [1]"]
)
def test_what_is_no_report_is_a_fault(text: str) -> None:
    assert all(fault.startswith("queries/report.yaml") for fault in faults(text))


def test_what_is_no_yaml_is_a_fault_with_its_line() -> None:
    assert faults(HEAD + "sections: [")[0].startswith("queries/report.yaml:3: ")
