"""A value replaces the default of a parameter, and never becomes syntax."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kng._build import Graph, questions
from kng._errors import KngError, QueryError
from kng._questions import Parameter, Question, bound, choices
from kng._questions.binding import bind, default, parse_value, serialise
from kng._sparql import tokens
from kng._values import XSD, Iri, Literal
from kng._workspace import Workspace

QUERY = """# VALUES ?x { "in a comment" }
SELECT ?x ?y ?s WHERE {
  FILTER(?y != "VALUES ?x { 1 }")
  values ?x { "default" }
  VALUES ?y { "other" }
  ?s ?p ?x .
}"""
TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        '"} DROP ALL #',
        "' } SERVICE <https://e/> { }",
        "\\",
        '\\"',
        "} VALUES ?x { 1",
        "a\nb\rc",
        '"""',
        "\u2028",
        "#",
        "> <https://e/>",
    ]
)


@given(TEXTS)
def test_any_text_is_one_literal_and_leaves_the_rest_alone(text: str) -> None:
    bound = bind(QUERY, "x", Literal(text))
    pairs = zip(tokens(bound), tokens(QUERY), strict=True)
    changed = [new.kind for new, old in pairs if new.text != old.text]
    assert changed == ([] if text == "default" else ["string"])
    assert bound.startswith(QUERY[: QUERY.index('"default"') - 1])
    assert bound.endswith(QUERY[QUERY.index('"default"') + len('"default" ') :])


@given(TEXTS)
def test_the_engine_reads_back_any_text(text: str) -> None:
    bound = bind("SELECT ?x { VALUES ?x { 1 } }", "x", Literal(text))
    (row,) = ox.Store().query(bound)  # type: ignore[misc]
    assert row[0] == ox.Literal(text)


@given(TEXTS)
def test_any_text_as_an_address_is_one_address_or_an_error(text: str) -> None:
    try:
        bound = bind("SELECT ?x { VALUES ?x { 1 } }", "x", Iri(text))
    except QueryError:
        return
    (row,) = ox.Store().query(bound)  # type: ignore[misc]
    assert row[0] == ox.NamedNode(text)


@given(TEXTS, st.sampled_from(["iri", "date", "integer", "string"]))
def test_any_text_as_a_value_of_any_type_is_bound_or_a_clear_error(text: str, kind: str) -> None:
    try:
        bound = bind("SELECT ?x { VALUES ?x { 1 } }", "x", parse_value(text, kind))
    except (KngError, ValueError):
        return
    (row,) = ox.Store().query(bound)  # type: ignore[misc]
    assert isinstance(row[0], ox.NamedNode if kind == "iri" else ox.Literal)


def test_only_the_block_of_that_parameter_changes() -> None:
    once = bind(QUERY, "x", Literal("new"))
    assert once == QUERY.replace('"default"', '"new"').replace("values ?x { ", "values ?x { ")
    both = bind(once, "y", Iri("https://e/y"))
    assert both == once.replace('"other"', "<https://e/y>")


def test_a_value_that_looks_like_a_block_is_not_taken_for_the_next_one() -> None:
    first = bind(QUERY, "x", Literal("VALUES ?y { 2 }"))
    assert default(bind(first, "y", Literal("z")), "y") == '"z"'


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?x }",
        "SELECT * { VALUES ?xx { 1 } }",
        "SELECT * { VALUES (?x) { (1) } }",
        "# VALUES ?x { 1 }",
        "SELECT * { VALUES ?x { 1 ",
    ],
)
def test_a_query_without_a_block_is_an_error(query: str) -> None:
    with pytest.raises(QueryError):
        bind(query, "x", Literal("1"))


def test_a_brace_in_the_default_does_not_end_the_block() -> None:
    query = 'SELECT * { VALUES ?x { "a } b" <https://e/}> } }'.replace("<https://e/}>", "2")
    assert default(query, "x") == '"a } b" 2'
    assert bind(query, "x", Literal("1", XSD + "integer")) == (
        'SELECT * { VALUES ?x { "1"^^<http://www.w3.org/2001/XMLSchema#integer> } }'
    )


def test_no_value_is_undefined() -> None:
    assert serialise(None) == "UNDEF"


@pytest.mark.parametrize(
    ("text", "kind", "datatype"),
    [("2024-02-29", "date", "date"), ("-7", "integer", "integer"), ("x", "string", "string")],
)
def test_a_value_gets_the_datatype_of_its_parameter(text: str, kind: str, datatype: str) -> None:
    value = parse_value(text, kind)
    assert isinstance(value, Literal)
    assert (str(value), value.datatype) == (text, XSD + datatype)


@pytest.mark.parametrize("text", ["x", "kng-nothing:x", ""])
def test_what_is_no_address_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        parse_value(text, "iri")


CATALOGUE = questions(Workspace.find(Path(__file__).parents[2]))
PARAMETERS = [(q, p) for q in CATALOGUE.values() for p in q.parameters]


@given(TEXTS, st.sampled_from(PARAMETERS))
def test_no_value_changes_a_question_of_the_catalogue_but_for_its_block(
    text: str, chosen: tuple[Question, Parameter]
) -> None:
    question, parameter = chosen
    try:
        value = bind(question.query, parameter.name, parse_value(text, parameter.type))
    except (KngError, ValueError):
        return
    neutral = bind(question.query, parameter.name, Literal("x"))
    term = serialise(parse_value(text, parameter.type))
    assert value == neutral.replace(' "x" ', f" {term} ")
    shapes = {"iri": [["iri"]]}.get(
        parameter.type, [["string"], ["string", "other", "other", "iri"]]
    )
    assert [token.kind for token in tokens(term)] in shapes
    expected = [token.text for token in tokens(neutral)]
    found = [token.text for token in tokens(value.replace(f" {term} ", ' "x" '))]
    assert found == expected


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.sampled_from(PARAMETERS))
def test_no_label_reaches_further_than_the_allowed_values(
    first_graph: Graph, text: str, chosen: tuple[Question, Parameter]
) -> None:
    question, parameter = chosen
    if parameter.type != "iri":
        return
    try:
        found = bound(first_graph.store, question, {parameter.name: text})
    except KngError:
        return
    allowed = {serialise(Iri(one)) for one in choices(first_graph.store, parameter)}
    assert default(found, parameter.name) in allowed
