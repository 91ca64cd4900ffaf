"""The rules, HermiT and an OWL RL reasoner conclude the same from the axioms that they share.

Compared are: rdfs:subClassOf and owl:equivalentClass between named classes, rdfs:subPropertyOf,
owl:equivalentProperty, owl:inverseOf, owl:TransitiveProperty, owl:SymmetricProperty and
owl:propertyChainAxiom. Not compared are keys and disjointness (nothing positive follows
from them here), domains and ranges, from which no rule concludes (HermiT
and the shapes hold the facts to them), and the rules that say what OWL cannot (dates, sizes,
meetings that were held, capacity).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib

from kng._build import Graph, rules
from kng._closure import derive
from kng._namespaces import ASSERTED, DERIVED, ID, NS, ONTOLOGY
from kng._reason import Reasoning, classify, reason
from kng._reason._axioms import OWL, RDF, RDFS, TYPE, Axioms
from kng._store import Store, Triple
from kng._workspace import Workspace

COVERED = ("attendee", "super-properties", "took-part", "types", "within", "worked-for")
MADE = {NS + name for name in ("attendee", "tookPartIn", "within", "workedFor")}
"""What only these rules say: no fact states it, so the example does not."""
WORKED_FOR = NS + "workedFor"
"""Its rule concludes from any affiliation, its chain only from the holding of a post."""

Parse = Callable[[str], list[Triple]]
Make = Callable[..., Store]
Pairs = set[tuple[str, str]]
Values = set[tuple[str, str, str]]


def closed(ontology: Iterable[Triple], facts: Iterable[Triple], workspace: Workspace) -> Store:
    """The facts with what the covered rules conclude."""
    store = Store()
    store.add(ONTOLOGY, ontology)
    store.add(f"{ID}graph/facts", facts, source=True)
    known = rules(workspace)
    derive(store, [known[name] for name in COVERED])
    return store


def types(store: Store) -> Pairs:
    return {
        (t.subject.value, t.object.value)
        for graph in (ASSERTED, DERIVED)
        for t in store.triples(graph)
        if t.predicate.value == TYPE
        and isinstance(t.subject, ox.NamedNode)
        and isinstance(t.object, ox.NamedNode)
    }


def values(store: Store, properties: set[str]) -> Values:
    return {
        (t.subject.value, t.predicate.value, t.object.value)
        for graph in (ASSERTED, DERIVED)
        for t in store.triples(graph)
        if t.predicate.value in properties
        and isinstance(t.subject, ox.NamedNode)
        and isinstance(t.object, ox.NamedNode)
    }


def object_properties(ontology: Iterable[Triple]) -> set[str]:
    return set(Axioms.of(ontology).instances("ObjectProperty"))


def _thing(number: int) -> str:
    return f"<https://example.org/{number}>"


def _steps(axioms: Axioms, start: str) -> list[tuple[str, bool]]:
    """The links of a chain: property, and whether it is read backwards."""
    found: list[tuple[str, bool]] = []
    for link in axioms.members(start):
        inverse = axioms.objects(link, OWL + "inverseOf") if link.startswith("_:") else ()
        found.append((inverse[0], True) if inverse else (link, False))
    return found


def _chains(axioms: Axioms) -> Iterator[list[tuple[str, bool]]]:
    """The body of every axiom of the kinds compared, as a row of links."""
    for predicate in ("subPropertyOf", "equivalentProperty", "inverseOf"):
        for one, other in axioms.pairs((RDFS if predicate[0] == "s" else OWL) + predicate):
            for name in (one, other):
                if not name.startswith("_:"):
                    yield [(name, False)]
    for name in axioms.instances("SymmetricProperty"):
        yield [(name, False)]
    for name in axioms.instances("TransitiveProperty"):
        for use in axioms.uses(name):
            yield [(use.property, use.backwards)] * 3
    for _, start in axioms.pairs(OWL + "propertyChainAxiom"):
        yield _steps(axioms, start)


def example(ontology: Iterable[Triple]) -> str:
    """For each axiom of the kinds compared a fresh set of facts that sets it off."""
    axioms = Axioms.of(ontology)
    known = set(axioms.instances("ObjectProperty"))
    number, lines = 0, []
    for chain in _chains(axioms):
        if MADE & {name for name, _ in chain}:
            continue
        number += 1
        for name, backwards in chain:
            ends = (
                (_thing(number + 1), _thing(number))
                if backwards
                else (_thing(number), _thing(number + 1))
            )
            if name in known:
                lines.append(f"{ends[0]} <{name}> {ends[1]} .")
            number += 1
    for name in axioms.instances("Class"):
        if not name.startswith("_:"):
            number += 1
            lines.append(f"{_thing(number)} a <{name}> .")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def generated(hierarchies: list[Triple], parse: Parse) -> list[Triple]:
    return parse(example(hierarchies))


@pytest.fixture(scope="module")
def by_hermit(hierarchies: list[Triple], generated: list[Triple]) -> Reasoning:
    return classify([*hierarchies, *generated], values=True)


@pytest.fixture(scope="module")
def by_rules(hierarchies: list[Triple], generated: list[Triple], workspace: Workspace) -> Store:
    return closed(hierarchies, generated, workspace)


def test_the_example_sets_off_axioms_of_every_kind_that_the_ontology_has(
    hierarchies: list[Triple], generated: list[Triple], by_hermit: Reasoning
) -> None:
    stated = {(str(t.subject), t.predicate.value) for t in generated}
    inferred = {p for s, p, _ in by_hermit.values if (f"<{s}>", p) not in stated}
    axioms = Axioms.of(hierarchies)
    heads = {p for p, _ in axioms.pairs(OWL + "propertyChainAxiom")}
    heads |= set(axioms.instances("TransitiveProperty"))
    heads |= {p for p, _ in axioms.pairs(OWL + "inverseOf") if not p.startswith("_:")}
    heads &= object_properties(hierarchies)
    assert heads
    assert heads <= inferred | {p for _, p, _ in by_hermit.values}
    assert {NS + "tookPartIn", NS + "workedFor"} <= inferred


def test_values_on_the_example_equal_hermits(
    hierarchies: list[Triple], by_hermit: Reasoning, by_rules: Store
) -> None:
    own = values(by_rules, object_properties(hierarchies))
    assert own == by_hermit.values
    assert len(own) > 50


def test_types_on_the_example_equal_hermits(by_hermit: Reasoning, by_rules: Store) -> None:
    assert types(by_rules) == by_hermit.types


def test_values_and_types_of_the_first_source_equal_hermits(
    hierarchies: list[Triple], workspace: Workspace, parse: Parse
) -> None:
    chosen = [d for d in workspace.facts if d.name == "minimote-borlange"]
    facts = parse(chosen[0].text())
    answer = classify([*hierarchies, *facts], values=True)
    store = closed(hierarchies, facts, workspace)
    own = values(store, object_properties(hierarchies))
    theirs = set(answer.values)
    assert {v for v in own if v[1] != WORKED_FOR} == {v for v in theirs if v[1] != WORKED_FOR}
    assert own >= theirs
    assert types(store) >= answer.types


def test_types_of_the_whole_graph_equal_hermits(
    real: Store, hierarchies: list[Triple], workspace: Workspace, verdict: Reasoning
) -> None:
    """With domains and ranges too: every fact states what its use would imply."""
    own = types(closed(hierarchies, real.triples(ASSERTED), workspace))
    assert {pair for pair in own if pair[0].startswith(ID)} == {
        pair for pair in verdict.types if pair[0].startswith(ID)
    }


def test_types_and_values_of_the_first_source_equal_an_owl_rl_reasoners(
    stated: Store, hierarchies: list[Triple], workspace: Workspace
) -> None:
    facts = stated.triples(ASSERTED)
    store = closed(hierarchies, facts, workspace)
    graph = rdflib.Graph()
    # owlrl 7.6.2 takes any two things for one under a key of one property: it never looks at it.
    told = [t for t in (*hierarchies, *facts) if t.predicate.value != OWL + "hasKey"]
    data = ox.serialize(told, format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=data, format="nt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    properties = object_properties(hierarchies)
    own, theirs = values(store, properties), _values_of(graph, properties)
    assert {v for v in own if v[1] != WORKED_FOR} == {v for v in theirs if v[1] != WORKED_FOR}
    assert own >= theirs
    assert {p for p in types(store) if p[0].startswith(ID)} == _types_of(graph)


def _types_of(graph: rdflib.Graph) -> Pairs:
    built_in = (OWL, RDF, RDFS)
    return {
        (str(s), str(o))
        for s, o in graph.subject_objects(rdflib.RDF.type)
        if str(s).startswith(ID)
        and isinstance(o, rdflib.URIRef)
        and not str(o).startswith(built_in)
    }


def _values_of(graph: rdflib.Graph, properties: set[str]) -> Values:
    return {
        (str(s), str(p), str(o))
        for s, p, o in graph
        if str(p) in properties and isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.URIRef)
    }


def test_the_whole_graph_and_what_the_rules_conclude_hold_together(
    graph: Graph, verdict: Reasoning
) -> None:
    assert verdict.consistent
    assert not verdict.unsatisfiable
    assert reason(graph.store, (ONTOLOGY, ASSERTED, DERIVED)).consistent


def test_the_comparison_would_see_a_rule_that_is_missing(
    hierarchies: list[Triple], by_hermit: Reasoning, generated: list[Triple], workspace: Workspace
) -> None:
    known = rules(workspace)
    for name in COVERED:
        store = Store()
        store.add(ONTOLOGY, hierarchies)
        store.add(f"{ID}graph/facts", generated, source=True)
        derive(store, [known[other] for other in COVERED if other != name])
        same_values = values(store, object_properties(hierarchies)) == by_hermit.values
        assert not (same_values and types(store) == by_hermit.types), name


def test_hermit_gives_values_of_chains_inverses_and_hierarchies(make: Make) -> None:
    """Worked by hand: two steps make a chain, whose property has an inverse and one above."""
    ontology = """:p a owl:ObjectProperty . :q a owl:ObjectProperty . :up a owl:ObjectProperty .
    :back a owl:ObjectProperty ; owl:inverseOf :up . :both a owl:ObjectProperty ;
    rdfs:subPropertyOf :up ; owl:propertyChainAxiom ( :p [ owl:inverseOf :q ] ) ."""
    answer = reason(make(ontology, a=":x :p :y . :z :q :y ."), values=True)
    assert {" ".join(t.rpartition("/")[2] for t in v) for v in answer.values} == {
        "x p y",
        "z q y",
        "x both z",
        "x up z",
        "z back x",
    }


ROOT = Path(__file__).parents[2]


def test_the_covered_rules_are_there() -> None:
    assert {f.stem for f in (ROOT / "ontology/rules").glob("*.rq")} >= set(COVERED)
