"""HermiT is asked once for each thing that several tests look at; a start costs a second or two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kng._namespaces import ASSERTED, ID, ONTOLOGY, PREFIXES
from kng._reason import Reasoning, classify
from kng._reason._axioms import RDFS
from kng._store import Store, Triple, parse_turtle
from kng._workspace import Workspace

ABOUT_USE = {RDFS + "domain", RDFS + "range"}
_HEAD = "".join(f"@prefix {name}: <{place}> .\n" for name, place in PREFIXES.items())
_HEAD += "@prefix : <https://example.org/> .\n"

Make = Callable[..., Store]


def parsed(text: str) -> list[Triple]:
    triples, faults = parse_turtle((_HEAD + text).encode(), "test.ttl")
    assert not faults, faults
    return triples


def made(ontology: str, **sources: str) -> Store:
    """A store with that ontology and one source graph for each further text."""
    store = Store()
    store.add(ONTOLOGY, parsed(ontology))
    for name, text in sources.items():
        store.add(f"{ID}graph/{name}", parsed(text), source=True)
    return store


@pytest.fixture(scope="session")
def parse() -> Callable[[str], list[Triple]]:
    return parsed


@pytest.fixture(scope="session")
def make() -> Make:
    return made


@pytest.fixture(scope="session")
def real(workspace: Workspace) -> Store:
    """The project's own graph as it is stated, nothing derived."""
    from kng._build import load

    return load(workspace).store


@pytest.fixture(scope="session")
def stated(first_workspace: Workspace) -> Store:
    """The first source's graph as it is stated, nothing derived."""
    from kng._build import load

    return load(first_workspace).store


@pytest.fixture(scope="session")
def ontology(stated: Store) -> list[Triple]:
    return stated.triples(ONTOLOGY)


@pytest.fixture(scope="session")
def hierarchies(ontology: list[Triple]) -> list[Triple]:
    """The ontology without domains and ranges: rules do not conclude from these."""
    return [t for t in ontology if t.predicate.value not in ABOUT_USE]


@pytest.fixture(scope="session")
def verdict(real: Store) -> Reasoning:
    """HermiT on the project's whole graph and ontology."""
    return classify([*real.triples(ONTOLOGY), *real.triples(ASSERTED)])


@pytest.fixture
def empty_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder for temporary files, by which processes are told too."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder
