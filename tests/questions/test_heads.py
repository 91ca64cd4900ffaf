"""The heads of questions: what they say, and every fault at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kng._build import Graph, questions
from kng._errors import FaultsFound, UnknownName, UsageError
from kng._questions import GROUPS, View, ask, choices, read_question
from kng._questions.catalogue import VIEWS
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
QUESTIONS = questions(Workspace.find(ROOT))
WORDS = "sv: ord, en: words"


def faults(*lines: str, query: str = "SELECT ?s { VALUES ?p { 1 } ?s ?q ?p }") -> list[str]:
    head = (f"title: {{{WORDS}}}", f"question: {{{WORDS}}}", *lines)
    text = "".join(f"#+ {line}\n" for line in head) + query
    with pytest.raises(FaultsFound) as caught:
        read_question("q", text, "q.rq")
    return [fault.text("en").removesuffix(" [head]") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["titel: x"], 3, "'titel' is not known here; known: title, question"),
        (["group: persons"], 3, "'persons' is not known here; known: people, municipalities"),
        (["parameters:", f"  p: {{type: day, {WORDS}}}"], 4, "'day' is not known"),
        (["parameters:", f"  p: {{type: iri, kin: x, {WORDS}}}"], 4, "'kin' is not known"),
        (["parameters:", f"  x: {{type: iri, {WORDS}}}"], 4, "no block VALUES ?x { … }"),
        (["parameters:", f"  p: {{type: date, kind: person, {WORDS}}}"], 4, "only an iri has"),
        (["parameters:", f"  p: {{type: iri, kind: a, class: b, {WORDS}}}"], 4, "not kind and"),
        (["parameters:", f"  p: {{type: iri, values: 'SELECT ?x {{}}', {WORDS}}}"], 4, "?value"),
        (["parameters:", f"  p: {{type: iri, class: 'a b>', {WORDS}}}"], 4, "not an address"),
        (["parameters:", f"  p: {{type: iri, end: first, {WORDS}}}"], 4, "only a date has an end"),
        (["columns:", "  s: {sv: bara svenska}"], 4, "'s' needs both sv and en"),
        (["columns:", f"  s: {{role: proof, {WORDS}}}"], 4, "'proof' is not known here"),
        (["view: pie"], 3, "'pie' is not known here; known: table, map, network"),
        (["view: {bar: [s]}"], 3, "'s' is not known here"),
        (["columns:", f"  s: {{{WORDS}}}", "view: {network: [s]}"], 5, "draws 2 to 2 columns"),
    ],
)
def test_a_fault_is_told_at_its_line(lines: list[str], line: int, words: str) -> None:
    told = faults(*lines)
    assert any(fault.startswith(f"q.rq:{line}: ") and words in fault for fault in told), told


def test_all_faults_are_told() -> None:
    assert len(faults("group: x", "view: y", "columns: [s]")) == 3


def test_blocks_of_one_parameter_are_alike() -> None:
    query = "SELECT ?s { VALUES ?p { 1 } { VALUES ?p { 2 } } }"
    (told,) = faults("parameters:", f"  p: {{type: integer, {WORDS}}}", query=query)
    assert "differ: 1, 2" in told


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_of_the_catalogue_has_all_that_is_shown(name: str) -> None:
    question = QUESTIONS[name]
    assert question.group in GROUPS
    assert question.view.name in VIEWS
    columns = {column.name for column in question.columns}
    assert set(question.view.columns) <= columns
    for parameter in question.parameters:
        assert parameter.choices if parameter.type == "iri" else not parameter.choices


def test_every_group_has_a_question() -> None:
    assert {question.group for question in QUESTIONS.values()} == set(GROUPS)


@pytest.mark.parametrize("name", sorted(n for n, q in QUESTIONS.items() if q.parameters))
def test_a_default_is_among_the_allowed_values(graph: Graph, name: str) -> None:
    from kng._namespaces import expand

    for parameter in QUESTIONS[name].parameters:
        if parameter.type == "iri":
            assert expand(parameter.default) in choices(graph.store, parameter)


def test_a_view_without_columns_is_a_table() -> None:
    head = f"#+ title: {{{WORDS}}}\n#+ question: {{{WORDS}}}\n"
    assert read_question("q", f"{head}SELECT * {{}}", "q.rq").view == View("table", ())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("participants", "kng-person:pkpffr", "no meeting is called 'kng-person:pkpffr'"),
        ("person-roles", "kng-municipality:2081", "no person is called"),
        ("statements-by-source", "kng-meeting:minimote-borlange-2022", "no source is called"),
        ("organisation-people", "kng-person:pkpffr", "no organisation is called"),
    ],
)
def test_an_address_of_another_kind_is_not_allowed(
    first_graph: Graph, name: str, value: str, said: str
) -> None:
    (parameter,) = QUESTIONS[name].parameters
    with pytest.raises(UnknownName, match=said):
        ask(first_graph.store, QUESTIONS[name], {parameter.name: value})


def test_several_that_fit_are_listed_with_their_names(first_graph: Graph) -> None:
    with pytest.raises(UsageError) as caught:
        ask(first_graph.store, QUESTIONS["person-meetings"], {"person": "son"})
    first, *others = str(caught.value).splitlines()
    assert first.startswith("'son' could mean ")
    assert first.endswith("things; give one of")
    assert all(line.startswith("  kng-person:") and "son" in line for line in others)
