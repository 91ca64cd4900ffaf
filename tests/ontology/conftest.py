"""The ontology's files as rdflib graphs, and as lists of what each check looks at."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def parsed(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(ONTOLOGY / name, format="turtle")
    return graph


@pytest.fixture(scope="session")
def kng() -> Graph:
    """ontology/kng.ttl alone."""
    return parsed("kng.ttl")


@pytest.fixture(scope="session")
def alignments() -> Graph:
    """ontology/alignments.ttl alone."""
    return parsed("alignments.ttl")


@pytest.fixture(scope="session")
def concepts() -> Graph:
    """The schemes and the programme's topics, which stand as a source of their own."""
    return parsed("schemes.ttl", "../graph/reference/topics.ttl")
