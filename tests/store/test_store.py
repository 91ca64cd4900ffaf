"""Named graphs in, rows out; and texts that cannot be parsed become faults with a line."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kng._errors import QueryError
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
from kng._store import Scope, Store, cells, ontology_scope, parse_turtle
from kng._values import XSD, Iri, Literal

A, B = "https://e/graph/a", "https://e/graph/b"


def triples(text: str) -> list[ox.Triple]:
    found, faults = parse_turtle(f"@prefix e: <https://e/> . {text}".encode(), "x.ttl")
    assert not faults
    return found


@pytest.fixture
def store() -> Store:
    made = Store()
    made.add(A, triples("e:1 e:p 7 . e:1 e:name 'möte'@sv ."), source=True)
    made.add(B, triples("e:1 e:p 7 . e:2 e:p 8 ."), source=True)
    made.add(ONTOLOGY, triples("e:p e:is e:Property ."))
    made.add(DERIVED, triples("e:1 e:q e:2 ."))
    return made


def test_the_default_graph_is_the_two_merged_ones_each_triple_once(store: Store) -> None:
    rows = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert rows.cells == (("4",),)
    assert len(store.triples(ASSERTED)) == 3


def test_graph_names_the_sources_and_nothing_else(store: Store) -> None:
    rows = store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert rows.cells == ((A,), (B,))
    assert store.sources == (A, B)


def test_rules_and_checks_see_the_ontology_by_name(store: Store) -> None:
    asked = f"ASK {{ GRAPH <{ONTOLOGY}> {{ ?p <https://e/is> ?c }} }}"
    assert not store.ask(asked)
    assert store.ask(asked, ontology_scope(store))


def test_a_scope_narrows_what_is_seen(store: Store) -> None:
    rows = store.select("SELECT ?s { ?s <https://e/p> ?o }", Scope((B,), ()))
    assert sorted(str(row[0]) for row in rows) == ["https://e/1", "https://e/2"]
    assert not store.ask("ASK { GRAPH ?g { ?s ?p ?o } }", Scope((B,), ()))


def test_cells_keep_datatype_language_and_emptiness(store: Store) -> None:
    text = "SELECT ?s ?n ?none { <https://e/1> <https://e/name> ?n ; <https://e/q> ?s }"
    ((thing, name, none),) = store.select(text)
    assert isinstance(thing, Iri)
    assert isinstance(name, Literal)
    assert (str(name), name.language) == ("möte", "sv")
    assert none is None
    ((number,),) = store.select("SELECT ?o { <https://e/2> <https://e/p> ?o }")
    assert isinstance(number, Literal)
    assert (number.python(), number.datatype) == (8, XSD + "integer")


def test_columns_and_rows_come_in_the_order_of_the_query(store: Store) -> None:
    rows = store.select("SELECT ?o ?s { ?s <https://e/p> ?o } ORDER BY DESC(?o)")
    assert rows.columns == ("o", "s")
    assert [str(row[0]) for row in rows] == ["8", "7"]


def test_the_known_prefixes_need_no_declaration(store: Store) -> None:
    assert not store.ask("ASK { ?s a kng:Person }")


@pytest.mark.parametrize(
    "text", ["SELECT", "SELECT * {", "ASK {}", "CONSTRUCT {} {}", "DROP ALL", "\udcff", ""]
)
def test_what_is_no_select_is_a_query_error(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.select(text)


def test_what_is_no_construct_or_ask_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        store.construct("SELECT * {}")
    with pytest.raises(QueryError, match="ASK"):
        store.ask("SELECT * {}")


def test_construct_gives_triples(store: Store) -> None:
    found = store.construct("CONSTRUCT { ?o <https://e/of> ?s } { ?s <https://e/q> ?o }")
    assert cells(found).cells == (("https://e/2", "https://e/of", "https://e/1"),)


def test_holds_looks_into_one_graph(store: Store) -> None:
    (derived,) = triples("e:1 e:q e:2 .")
    assert store.holds(DERIVED, derived)
    assert not store.holds(ASSERTED, derived)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<https://e/1> <https://e/p> 7", 1),
        ("<https://e/1> <https://e/p> 7 .\n\n<https://e/2> <https://e/p> .", 3),
        ("@prefix e: <https://e/> .\nx:1 e:p 7 .", 2),
        ('<https://e/1> <https://e/p> "open .', 1),
        ("<relative> <https://e/p> 7 .", 1),
    ],
)
def test_a_syntax_error_names_file_and_line(text: str, line: int) -> None:
    found, (fault,) = parse_turtle(text.encode(), "graph/a.ttl")
    assert found == []
    assert fault.where == f"graph/a.ttl:{line}"
    assert fault.check == "syntax"
    assert fault.sv
    assert fault.en


def test_a_file_that_is_no_utf8_is_a_fault() -> None:
    found, faults = parse_turtle(b'<https://e/1> <https://e/p> "m\xf6te" .', "graph/a.ttl")
    assert found == []
    assert len(faults) == 1
