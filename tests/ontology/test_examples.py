"""Every example is valid, and every term occurs in its example, stated or derived."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, VANN, Graph, Literal, Namespace, URIRef

from kng import _build as build
from kng import _check as checking
from kng._closure import derive
from kng._export.turtle import turtle
from kng._namespaces import ASSERTED, BASE, DERIVED, ID, NS, ONTOLOGY
from kng._store import Store, parse_turtle
from kng._workspace import Workspace

KNG = Namespace(NS)
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "ontology/examples").glob("*.ttl"))
FACTS = [file for file in EXAMPLES if file.stem != "extension"]


@cache
def loaded(file: Path) -> Store:
    """The example as one source beside the schemes and the topics, with the ontology."""
    store = Store()
    for graph, path in (
        (f"{ID}graph/example-{file.stem}", file),
        (f"{ID}graph/schemes", ROOT / "ontology/schemes.ttl"),
        (f"{ID}graph/topics", ROOT / "graph/reference/topics.ttl"),
    ):
        triples, faults = parse_turtle(path.read_bytes(), str(path))
        assert faults == []
        store.add(graph, triples, source=True)
    store.add(ONTOLOGY, parse_turtle((ROOT / "ontology/kng.ttl").read_bytes(), "kng.ttl")[0])
    return store


@cache
def closed(file: Path) -> Graph:
    """What the example states, and what the rules conclude from it."""
    store = loaded(file)
    derive(store, list(build.rules(Workspace(ROOT)).values()))
    graph = Graph()
    for name in (ASSERTED, DERIVED):
        graph.parse(data=turtle(store.triples(name)), format="turtle")
    return graph


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_is_canonical_turtle(file: Path) -> None:
    triples, faults = parse_turtle(file.read_bytes(), file.name)
    assert faults == []
    assert turtle(triples) == file.read_bytes()


@pytest.mark.parametrize("file", FACTS, ids=lambda file: file.stem)
def test_an_example_conforms_to_the_shapes(file: Path) -> None:
    shapes = ROOT / "ontology/shapes.ttl"
    compiled = checking.compile_shapes(parse_turtle(shapes.read_bytes(), "shapes.ttl")[0], "s")
    store = Store()  # before any rule
    for name in loaded(file).sources:
        store.add(name, loaded(file).triples(name), source=True)
    store.add(ONTOLOGY, loaded(file).triples(ONTOLOGY))
    faults = checking.check(store, compiled, lambda _graph, node: node)
    assert [str(fault) for fault in faults if fault.severity == "violation"] == []


def test_every_term_occurs_in_its_example(kng: Graph) -> None:
    for term, example in kng.subject_objects(VANN.example):
        name = str(example).removeprefix(BASE + "examples/")
        file = ROOT / "ontology/examples" / f"{name}.ttl"
        shown = Graph().parse(file) if name == "extension" else closed(file)
        is_class = (term, RDF.type, OWL.Class) in kng
        pattern = (None, RDF.type, term) if is_class else (None, URIRef(str(term)), None)
        assert pattern in shown, f"{term} does not occur in {name}"


def test_every_example_shows_something(kng: Graph) -> None:
    shown = {str(example).rsplit("/")[-1] for example in kng.objects(predicate=VANN.example)}
    assert shown == {file.stem for file in EXAMPLES}


def test_what_the_new_rules_conclude() -> None:
    meeting = closed(ROOT / "ontology/examples/meeting.ttl")
    day = URIRef(ID + "meeting/exempelmote-2024")
    workshop = URIRef(ID + "meeting/exempelmote-2024-workshop")
    town = URIRef(ID + "municipality/9999")
    alma, bo = URIRef(ID + "person/p22222"), URIRef(ID + "person/p33333")
    assert set(meeting.objects(workshop, KNG.attendee)) == {alma, bo}
    assert set(meeting.objects(day, KNG.attendee)) == {town}
    assert set(meeting.subject_objects(KNG.within)) == {(workshop, day)}
    people = closed(ROOT / "ontology/examples/people.ttl")
    assert set(people.subject_objects(KNG.workedFor)) == {(alma, town), (bo, town)}


def test_within_goes_over_every_step() -> None:
    programme = closed(ROOT / "ontology/examples/programme.ttl")
    project = URIRef(ID + "project/varmare-vintrar")
    assert {str(whole).rsplit("/")[-1] for whole in programme.objects(project, KNG.within)} == {
        "exempelstad-2030",
        "exempelprogrammet",
    }
    assert len(set(programme.objects(project, KNG.partOf))) == 1


def test_the_extension_stands_on_a_class_of_the_ontology(kng: Graph) -> None:
    extension = Graph().parse(ROOT / "ontology/examples/extension.ttl")
    (own,) = extension.subjects(RDFS.subClassOf)
    (parent,) = extension.objects(own, RDFS.subClassOf)
    assert (parent, KNG.nodeKind, Literal("meeting")) in kng
