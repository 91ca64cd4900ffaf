"""pySHACL is the judge: on the same data both find the same, result for result."""

from __future__ import annotations

import functools
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kng._check import Shape
from kng._check._results import results
from kng._check._shapes import CONCLUDED, EACH_SOURCE, MERGED, SHAPES
from kng._namespaces import ASSERTED, DERIVED, ID
from kng._store import Store
from kng._values import Cell
from kng._values import Literal as StoredLiteral

from .conftest import BASE as BASE_GRAPH
from .conftest import HERE, ROOT, Sources, base_sources, concluded, read, real_sources, store_of

SCOPE = URIRef(SHAPES + "scope")
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
Told = tuple[str, str, str, str, tuple[str, ...], str]


def broken_sources() -> Sources:
    """All wrong files at once, and a second source that contradicts the first."""
    sources = base_sources()
    for path in sorted(HERE.glob("wrong/*.ttl")):
        own = f":fel-{path.stem.lower()}".encode()
        sources[BASE_GRAPH] += b"\n" + read(path).replace(b":fel", own)
    sources[ID + "graph/other"] = read(HERE / "other.ttl")
    return sources


@functools.cache
def shapes_graph(scope: str) -> Graph:
    """The shapes file without the targets of the shapes of other scopes."""
    graph = Graph().parse(ROOT / "ontology" / "shapes.ttl")
    for shape in set(graph.subjects(RDF.type, SH.NodeShape)):
        if graph.value(shape, SCOPE) != (URIRef(SHAPES + scope) if scope else None):
            for target in TARGETS:
                graph.remove((shape, target, None))
    return graph


def judged(sources: Sources, store: Store) -> set[Told]:
    """What pySHACL finds in the merged facts, with what follows from them, and in each source."""
    merged = b"\n".join(sources.values())
    follows = "\n".join(store.lines(DERIVED)).encode()
    assert follows
    found = validate(ASSERTED, merged, MERGED)
    found |= validate(ASSERTED, merged + b"\n" + follows, CONCLUDED)
    for graph, data in sources.items():
        found |= validate(graph, data, EACH_SOURCE)
    return found


def validate(name: str, data: bytes, scope: str) -> set[Told]:
    graph = Graph().parse(data=data, format="turtle")
    ontology = Graph().parse(ROOT / "ontology" / "kng.ttl")
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(scope), allow_warnings=True)
    assert isinstance(report, Graph)
    return {told(name, report, result) for result in report.objects(None, SH.result)}


def told(name: str, report: Graph, result: Node) -> Told:
    def of(predicate: URIRef) -> object:
        return report.value(result, predicate)

    component = str(of(SH.sourceConstraintComponent)).rpartition("#")[2]
    component = component.removesuffix("ConstraintComponent")
    severity = str(of(SH.resultSeverity)).rpartition("#")[2].lower()
    value = of(SH.value)
    seen: tuple[str, ...] = () if value is None else (str(value),)
    if isinstance(value, Literal):
        seen = (str(value), str(value.datatype or ""), value.language or "")
    focus, shape = str(of(SH.focusNode)), str(of(SH.sourceShape))
    return name, focus, shape, component.lower(), seen, severity


def found(store: Store, shapes: tuple[Shape, ...]) -> set[Told]:
    return {
        (r.graph, r.focus, r.shape.name, r.component.lower(), seen(r.value), r.shape.severity)
        for r in results(store, shapes)
    }


def seen(value: Cell) -> tuple[str, ...]:
    if isinstance(value, StoredLiteral):
        plain = value.datatype.endswith(("#string", "#langString"))
        return (str(value), "" if plain else value.datatype, value.language)
    return () if value is None else (str(value),)


def test_both_find_the_same_in_the_broken_graph(shapes: tuple[Shape, ...]) -> None:
    sources = broken_sources()
    store = concluded(store_of(sources), shapes)
    mine = found(store, shapes)
    assert {name.rpartition("#")[2] for _, _, name, *_ in mine} == {s.check for s in shapes}
    assert mine == judged(sources, store)


def test_both_find_the_same_in_the_first_source(
    shapes: tuple[Shape, ...], first_folder: Path
) -> None:
    sources = real_sources(first_folder)
    store = concluded(store_of(sources), shapes)
    assert found(store, shapes) == judged(sources, store)


@pytest.mark.parametrize("scope", [MERGED, EACH_SOURCE, CONCLUDED])
def test_the_shapes_are_valid_shacl(scope: str) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes_graph(scope), meta_shacl=True)
    assert conforms, text
