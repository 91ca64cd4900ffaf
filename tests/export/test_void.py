"""VoID: figures counted by hand on a small graph, and sums that must agree on the first source."""

from __future__ import annotations

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, VOID
from rdflib.term import Node

from kng._build import Graph as Closed
from kng._export.void import DATASET, void
from kng._store import Store, parse_turtle

KNG = Namespace("https://w3id.org/kng/ns#")
SMALL = b"""@prefix kng: <https://w3id.org/kng/ns#> . @prefix e: <https://e.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
e:a a kng:Meeting ; kng:topic e:t , e:u . e:b a kng:Meeting ; kng:topic e:t .
e:t a kng:Topic ; skos:exactMatch <http://www.wikidata.org/entity/Q1> , e:u .
"""


def described(store: Store, **more: str) -> Graph:
    return Graph().parse(data=void(store, ["https://e.org/all.trig"], **more))


def small() -> Store:
    store = Store()
    store.add("https://e.org/graph", parse_turtle(SMALL, "small")[0], source=True)
    return store


def number(graph: Graph, subject: Node, predicate: URIRef) -> int:
    return int(str(graph.value(subject, predicate, any=False)))


def part(graph: Graph, by: URIRef, term: URIRef) -> URIRef:
    found = graph.value(predicate=by, object=term, any=False)
    assert isinstance(found, URIRef)
    return found


def test_counts_are_those_counted_by_hand() -> None:
    graph, whole = described(small()), URIRef(DATASET)
    told = {
        VOID.triples: 8,
        VOID.distinctSubjects: 3,
        VOID.distinctObjects: 5,
        VOID.classes: 2,
        VOID.properties: 3,
    }
    assert {what: number(graph, whole, what) for what in told} == told
    meetings = part(graph, VOID["class"], KNG.Meeting)
    assert number(graph, meetings, VOID.entities) == 2
    topics = part(graph, VOID.property, KNG.topic)
    assert number(graph, topics, VOID.triples) == 3
    assert number(graph, topics, VOID.distinctSubjects) == 2
    assert number(graph, topics, VOID.distinctObjects) == 2
    links = graph.value(predicate=RDF.type, object=VOID.Linkset)
    assert isinstance(links, URIRef)
    assert number(graph, links, VOID.triples) == 1


def test_addresses_are_said_when_they_are_given() -> None:
    graph = described(small(), endpoint="https://e.org/sparql")
    assert graph.value(URIRef(DATASET), VOID.dataDump) == URIRef("https://e.org/all.trig")
    assert graph.value(URIRef(DATASET), VOID.sparqlEndpoint) == URIRef("https://e.org/sparql")
    assert graph.value(URIRef(DATASET), DCTERMS.license)
    assert not list(described(small()).objects(None, VOID.sparqlEndpoint))


def test_parts_of_the_first_source_add_up(first_graph: Closed) -> None:
    graph, whole = described(first_graph.store), URIRef(DATASET)
    parts = [
        number(graph, one, VOID.triples) for one in graph.objects(whole, VOID.propertyPartition)
    ]
    assert sum(parts) == number(graph, whole, VOID.triples) > 1000


def test_an_empty_graph_is_described() -> None:
    assert number(described(Store()), URIRef(DATASET), VOID.triples) == 0


def test_no_blank_nodes_and_the_same_bytes() -> None:
    assert b"_:" not in void(small())
    assert b"[" not in void(small())
    assert void(small()) == void(small())
