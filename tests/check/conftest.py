from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kng._check import Shape, check, compile_shapes, concluded_terms
from kng._closure import Rule, derive, needed, read_rule
from kng._errors import Fault
from kng._namespaces import ID, ONTOLOGY
from kng._store import Store, Triple, parse_turtle

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BASE = ID + "graph/base"

Sources = Mapping[str, bytes]
Faults = Callable[..., tuple[Fault, ...]]


def read(path: Path) -> bytes:
    return path.read_bytes()


def triples(data: bytes) -> list[Triple]:
    found, faults = parse_turtle(data, "test.ttl")
    assert not faults
    return found


def store_of(sources: Sources) -> Store:
    store = Store()
    store.add(ONTOLOGY, triples(read(ROOT / "ontology" / "kng.ttl")))
    for graph, data in sources.items():
        store.add(graph, triples(data), source=True)
    return store


def concluded(store: Store, shapes: tuple[Shape, ...]) -> Store:
    """The store with what the rules conclude of what the shapes ask for."""
    derive(store, needed(store, shipped_rules(), concluded_terms(shapes)))
    return store


@functools.cache
def shipped_rules() -> list[Rule]:
    files = sorted((ROOT / "ontology/rules").glob("*.rq"))
    return [read_rule(file.stem, file.read_text("utf-8"), file.name) for file in files]


def locate(graph: str, node: str) -> str:
    return f"{graph.removeprefix(ID)} {node.removeprefix(ID)}"


def real_sources(root: Path = ROOT) -> Sources:
    """The source graphs of a workspace, of the project's own unless another is given."""
    files = [root / "ontology" / "schemes.ttl", *sorted((root / "graph").rglob("*.ttl"))]
    return {f"{ID}graph/{file.stem}": read(file) for file in files}


def base_sources() -> dict[str, bytes]:
    schemes = read(ROOT / "ontology" / "schemes.ttl")
    return {ID + "graph/schemes": schemes, BASE: read(HERE / "base.ttl")}


@pytest.fixture(scope="session")
def shapes() -> tuple[Shape, ...]:
    return compile_shapes(triples(read(ROOT / "ontology" / "shapes.ttl")), "ontology/shapes.ttl")


@pytest.fixture
def faults_of(shapes: tuple[Shape, ...]) -> Faults:
    """The faults of the valid base with Turtle added to it, and with further sources beside it."""

    def run(added: str = "", **others: str) -> tuple[Fault, ...]:
        sources = base_sources()
        sources[BASE] += PREFIXES + added.encode()
        for name, text in others.items():
            graph = f"{ID}graph/{name}"
            header = f"<{graph}> a prov:Bundle ; prov:wasDerivedFrom kng-source:paper ; "
            header += 'kng:extractedOn "2026-01-31"^^xsd:date .\n'
            sources[graph] = PREFIXES + header.encode() + text.encode()
        store = concluded(store_of(sources), shapes)
        return check(store, shapes, locate, {g: triples(d) for g, d in sources.items()})

    return run


PREFIXES = (
    b"\n"
    + b"".join(
        f"@prefix kng-{kind}: <{ID}{kind}/> .\n".encode()
        for kind in (
            *("agreement", "function", "graph", "meeting", "meeting-kind", "meeting-status"),
            *("organisation", "participation", "person", "place", "post", "source", "topic"),
        )
    )
    + b"""@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix kng: <https://w3id.org/kng/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
)
