"""The real graph, loaded once, and small graphs that are closed under the real rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from kng._build import Graph, rules
from kng._closure import Rule, derive
from kng._namespaces import ASSERTED, DERIVED, ID, ONTOLOGY, PREFIXES, expand, shorten
from kng._store import Store, Triple, parse_turtle
from kng._workspace import Workspace, graph_name

ROOT = Path(__file__).parents[1]

# The first source, how it was dated, and the reference data that it needs.
FIRST = {"minimote-borlange", "minimote-borlange-dating", "municipalities", "organisations"}

Facts = Callable[[str, str], list[str]]
Close = Callable[..., Facts]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The project's own workspace."""
    return Workspace.find(ROOT)


@pytest.fixture(scope="session")
def graph(workspace: Workspace) -> Graph:
    """The real graph: loaded, checked, closed. Only read it."""
    return Graph(workspace)


def _load(store: Store, graph: str, text: str, *, source: bool) -> None:
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    triples, faults = parse_turtle((prefixes + text).encode(), graph)
    assert not faults, faults
    store.add(graph, triples, source=source)


@pytest.fixture(scope="session")
def all_rules(workspace: Workspace) -> list[Rule]:
    """The rules of the workspace."""
    return list(rules(workspace).values())


@pytest.fixture(scope="session")
def closed(workspace: Workspace, all_rules: list[Rule]) -> Callable[..., Store]:
    """Make a store of Turtle texts, one a source graph, closed under all the rules."""

    def close(*texts: str, only: tuple[str, ...] = ()) -> Store:
        store = Store()
        _load(store, f"{ID}graph/schemes", workspace.schemes.text(), source=True)
        _load(store, ONTOLOGY, workspace.ontology.text(), source=False)
        for number, text in enumerate(texts, 1):
            _load(store, f"{ID}graph/source-{number}", text, source=True)
        derive(store, [rule for rule in all_rules if not only or rule.name in only])
        return store

    return close


@pytest.fixture
def facts(closed: Callable[..., Store]) -> Close:
    """The values of a property of a thing, after the rules, in short form and sorted."""

    def close(*texts: str) -> Facts:
        store = closed(*texts)
        return lambda thing, name: values(store, thing, name)

    return close


def values(store: Store, thing: str, name: str) -> list[str]:
    """What the merged graphs say of a property of a thing, sorted, addresses shortened."""
    triples = [*store.triples(ASSERTED), *store.triples(DERIVED)]
    return sorted(
        shorten(triple.object.value)
        for triple in triples
        if getattr(triple.subject, "value", "") == expand(thing)
        and triple.predicate.value == expand(name)
        and hasattr(triple.object, "value")
    )


@pytest.fixture(scope="session")
def first_source(workspace: Workspace, all_rules: list[Rule]) -> Callable[..., Store]:
    """Make the first source's graph, with further source graphs by name, closed under the rules."""

    def make(**others: Iterable[Triple]) -> Store:
        store = Store()
        _load(store, ONTOLOGY, workspace.ontology.text(), source=False)
        for document in (*workspace.facts, workspace.schemes):
            if document.name in {*FIRST, workspace.schemes.name}:
                _load(store, graph_name(document), document.text(), source=True)
        for name, triples in others.items():
            store.add(f"{ID}graph/{name}", triples, source=True)
        derive(store, all_rules)
        return store

    return make


@pytest.fixture(scope="session")
def first(first_source: Callable[..., Store]) -> Store:
    """The first source's graph and what follows from it. Only read it."""
    return first_source()


@pytest.fixture(scope="session")
def names(graph: Graph) -> Mapping[str, str]:
    """The Swedish name of every thing, by its short address."""
    return {shorten(thing): name.in_language("sv") for thing, name in graph.names.items()}
