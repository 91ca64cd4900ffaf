"""TriG, RDF 1.2 and plain Turtle say the same facts, each by the same sources."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kng._build import Graph
from kng._export.evidence import (
    Evidence,
    read_trig,
    read_turtle,
    read_turtle_12,
    reifier,
    stated,
    statements,
    with_origins,
)
from kng._export.graphs import Facts
from kng._export.turtle import turtle, turtle_of
from kng._namespaces import ASSERTED, ID, PREFIXES
from kng._store import Store, parse_turtle

from .conftest import written


def said(store: Store) -> Evidence:
    """Which source graphs hold which triple, asked of the store graph by graph."""
    found: dict[str, set[str]] = {}
    for name in store.sources:
        for line in store.lines(name):
            found.setdefault(line, set()).add(name)
    return {line: frozenset(names) for line, names in found.items()}


def three(files: dict[str, bytes]) -> list[Evidence]:
    return [
        read_trig(files["kng.trig"]),
        read_turtle_12(files["kng-12.ttl"]),
        read_turtle(files["kng.ttl"], files["kng-evidence.ttl"]),
    ]


def test_the_whole_graph_comes_back_from_each_with_its_sources(
    graph: Graph, files: dict[str, bytes]
) -> None:
    truth = said(graph.store)
    assert len(truth) == graph.store.size(ASSERTED) > 1000
    for found in three(files):
        assert found == truth


def test_hostile_names_come_back_from_each(hostile: Facts) -> None:
    truth = said(hostile.store)
    assert {len(names) for names in truth.values()} == {1, 2}
    for found in three(written(hostile)):
        assert found == truth


def test_turtle_through_a_store_is_the_same_turtle(files: dict[str, bytes]) -> None:
    for path in ("kng.ttl", "kng-inferred.ttl", "kng-evidence.ttl"):
        store = Store()
        store.add("https://e.org/g", parse_turtle(files[path], path)[0])
        assert turtle_of(store.lines("https://e.org/g")) == files[path], path
        assert turtle(store.triples("https://e.org/g")) == files[path], path


def test_no_fact_has_a_blank_node(files: dict[str, bytes]) -> None:
    for path in ("kng.nq", "kng.nt"):
        assert not [line for line in files[path].decode().split("\n") if "_:" in line.split('"')[0]]


ONE = f"""@prefix : <https://e.org/> . @prefix kng: <{PREFIXES["kng"]}> .
@prefix prov: <{PREFIXES["prov"]}> .
:met a kng:Meeting ; kng:topic :t .
:tie a kng:Tie ; kng:party :a , :b .
:sly a kng:Tie ; prov:wasDerivedFrom <{ID}graph/one> ."""
TWO = f"""@prefix : <https://e.org/> . @prefix kng: <{PREFIXES["kng"]}> .
:tie a kng:Tie ; kng:party :a ."""


def test_which_triples_are_stated_apart() -> None:
    """What is said of a meeting is, as it is no relation; of the tie what not both of its graphs
    say; and all of the tie that itself names a graph, which is not to be taken for an origin."""
    graphs = [
        (f"{ID}graph/{name}", [f"{triple} ." for triple in parse_turtle(text.encode(), name)[0]])
        for name, text in (("one", ONE), ("two", TWO))
    ]
    facts = list(stated(graphs))
    parts: dict[str, dict[str, str]] = {}
    for line in statements(facts):
        name, predicate, value = line[:-2].split(" ", 2)
        parts.setdefault(name, {})[predicate.rpartition("#")[2]] = re.split("[/#]", value)[-1]
    apart = sorted((p["subject>"], p["predicate>"], p["object>"]) for p in parts.values())
    assert apart == [
        ("met>", "topic>", "t>"),
        ("met>", "type>", "Meeting>"),
        ("sly>", "type>", "Tie>"),
        ("sly>", "wasDerivedFrom>", "one>"),
        ("tie>", "party>", "b>"),
    ]
    lines = list(with_origins(facts))
    assert sorted(set(lines) - {fact.line for fact in facts}) == [
        f"<https://e.org/tie> <{PREFIXES['prov']}wasDerivedFrom> <{ID}graph/{name}> ."
        for name in ("one", "two")
    ]
    found = read_turtle(turtle_of(lines), turtle_of(statements(facts)))
    assert found == {fact.line: frozenset(fact.graphs) for fact in facts}


def test_a_reifier_is_named_after_what_it_reifies(files: dict[str, bytes]) -> None:
    names = set()
    for quad in ox.parse(files["kng-12.ttl"], format=ox.RdfFormat.TURTLE):
        if isinstance(quad.object, ox.Triple):
            assert isinstance(quad.subject, ox.NamedNode)
            assert quad.subject.value == reifier(f"{quad.object} .")
            names.add(quad.subject.value)
    assert len(names) == len(read_trig(files["kng.trig"]))
