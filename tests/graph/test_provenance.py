"""Every fact has a source, no fact a blank node, and a fact from two sources counts once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kng._build import Graph, projections, questions
from kng._namespaces import ASSERTED, DERIVED, ID, expand
from kng._questions import ask
from kng._store import Scope, Store
from kng._values import Rows
from kng._workspace import Workspace, graph_name

OWN = {ID + "source/kng-schemes", ID + "source/identity-judgements"}
Make = Callable[..., Store]

WORKSHOP = "kng-meeting:future-proof-cities-workshop-borlange-2022"
PLANTED = [
    ("kng-participation:planted", "kng:participant", "kng-person:p39k8g"),
    ("kng-meeting:minimote-borlange-2022", "kng:topic", "kng-topic:batterier"),
    ("kng-affiliation:p247wm_2180_1", "org:role", "kng-role:strategist"),
    (WORKSHOP, "kng:about", "kng-organisation:northvolt"),
    ("kng-person:p39k8g", "rdf:type", "kng:Person"),
]


def parsed(data: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]


def triple(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(*(ox.NamedNode(expand(name)) for name in (subject, predicate, value)))


def test_a_file_of_facts_holds_no_blank_node(workspace: Workspace) -> None:
    for document in (*workspace.facts, workspace.schemes):
        for quad in ox.parse(document.data, format=ox.RdfFormat.TURTLE):
            assert not isinstance(quad.subject, ox.BlankNode), (document.path, str(quad))
            assert not isinstance(quad.object, ox.BlankNode), (document.path, str(quad))


def test_the_merged_graphs_hold_no_blank_node(graph: Graph) -> None:
    for name in (ASSERTED, DERIVED, *(rule.graph for rule in graph.rules.values())):
        terms = [t for x in graph.store.triples(name) for t in (x.subject, x.object)]
        assert terms
        assert not any(isinstance(term, ox.BlankNode) for term in terms)


def test_a_source_graph_is_a_bundle_that_is_derived_from_a_source(graph: Graph) -> None:
    expected = {graph_name(d) for d in (*graph.workspace.facts, graph.workspace.schemes)}
    assert set(graph.store.sources) == expected
    rows = graph.store.select(
        """SELECT DISTINCT ?graph ?source {
             GRAPH ?graph { ?graph a prov:Bundle ; prov:wasDerivedFrom ?source ;
               kng:extractedOn ?day ; kng:method ?how }
             ?source a kng:Source }"""
    )
    assert {str(name) for name, _ in rows} == expected
    dating = [str(s) for g, s in rows if str(g).endswith("minimote-borlange-dating")]
    assert len(dating) == 2


def test_every_asserted_triple_stands_in_a_source_graph(graph: Graph) -> None:
    held = {t for name in graph.store.sources for t in graph.store.triples(name)}
    assert held == set(graph.store.triples(ASSERTED))
    assert not held & set(graph.store.triples(DERIVED))


def test_every_derived_triple_stands_in_a_rules_graph(graph: Graph) -> None:
    concluded = {t for rule in graph.rules.values() for t in graph.store.triples(rule.graph)}
    assert set(graph.store.triples(DERIVED)) <= concluded


def test_a_source_says_what_it_is_and_when_it_was_read(graph: Graph) -> None:
    rows = graph.store.select("SELECT ?source { ?source a kng:Source } ORDER BY ?source")
    assert len(rows) >= 7
    for (source,) in rows:
        needed = ["dcterms:title", "dc:publisher", "kng:retrievedOn"]
        needed += [] if str(source) in OWN else ["schema:url"]
        for name in needed:
            asked = f"ASK {{ <{source}> {name} ?value }}"
            assert graph.store.ask(asked), f"{source} has no {name}"


# ---- a triple in two source graphs


def answers(store: Store, workspace: Workspace) -> dict[str, Rows]:
    """The rows of every question and projection, without what names the evidence."""
    found: dict[str, Rows] = {}
    for name, question in questions(workspace).items():
        rows = ask(store, question)
        hidden = {column.name for column in question.columns if column.role == "evidence"}
        found[name] = without(rows, hidden) if hidden else rows
    for name, (_, query) in projections(workspace).items():
        found[f"networks/{name}"] = store.select(query)
    return found


def without(rows: Rows, hidden: set[str]) -> Rows:
    kept = [at for at, column in enumerate(rows.columns) if column not in hidden]
    cells = dict.fromkeys(tuple(row[at] for at in kept) for row in rows)
    return replace(rows, columns=tuple(rows.columns[at] for at in kept), cells=tuple(cells))


def planted(make: Make, first: Iterable[ox.Triple], second: Iterable[ox.Triple]) -> Store:
    """The first source's graph with two further source graphs that hold these triples."""
    twins: dict[str, list[ox.Triple]] = {}
    for name, triples in (("twin-1", first), ("twin-2", second)):
        graph = f"kng-graph:{name}"
        own = triple(graph, "prov:wasDerivedFrom", "kng-source:minimote-borlange")
        twins[name] = [triple(graph, "rdf:type", "prov:Bundle"), own, *triples]
    return make(**twins)


@pytest.mark.parametrize("fact", PLANTED, ids=lambda fact: fact[1])
def test_a_triple_in_two_source_graphs_counts_once_in_every_question(
    first_workspace: Workspace, first_source: Make, fact: tuple[str, str, str]
) -> None:
    new = [triple(*fact)]
    once = answers(planted(first_source, new, []), first_workspace)
    twice = answers(planted(first_source, new, new), first_workspace)
    assert twice == once


def test_a_whole_source_that_is_told_twice_changes_no_answer(
    first_workspace: Workspace, first_source: Make
) -> None:
    again = parsed((first_workspace.root / "graph/sources/minimote-borlange.ttl").read_bytes())
    again = [t for t in again if t.predicate.value != expand("prov:wasDerivedFrom")]
    once = answers(planted(first_source, [], []), first_workspace)
    assert answers(planted(first_source, again, []), first_workspace) == once


def test_a_planted_triple_shows_in_some_question(
    first_workspace: Workspace, first_source: Make
) -> None:
    before = answers(planted(first_source, [], []), first_workspace)
    after = answers(planted(first_source, [triple(*PLANTED[1])], []), first_workspace)
    assert len(after["topics"]) == len(before["topics"]) + 3


def test_no_question_relies_on_an_engines_own_union() -> None:
    # A graph that nobody declared as a source must stay unseen.
    store = Store()
    store.add(ID + "graph/stray", [triple(*PLANTED[0])])
    assert store.select("SELECT ?s { ?s ?p ?o }").cells == ()
    assert store.select("SELECT ?s { GRAPH ?g { ?s ?p ?o } }").cells == ()
    seen = store.select("SELECT ?s { ?s ?p ?o }", Scope((ID + "graph/stray",), ()))
    assert len(seen) == 1


# ---- the bytes of the files


def test_a_file_of_facts_or_terms_is_written_canonically(root: Path) -> None:
    from kng._export.turtle import turtle

    files = [*(root / "graph").rglob("*.ttl"), root / "ontology/kng.ttl"]
    for file in [*files, root / "ontology/schemes.ttl"]:
        data = file.read_bytes()
        assert data == turtle(parsed(data)), f"{file.name} is not as kng writes it"
