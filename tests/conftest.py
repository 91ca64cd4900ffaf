"""Three graphs, each loaded once: the project's own, whatever it holds; the first source alone,
whose answers are known by heart; and small ones that are closed under the project's rules.

A test of what kng does asks the first source. A promise about the project's own facts asks those,
and so it must hold for any facts: it knows no row and no number of them.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from kng._build import Graph, rules
from kng._closure import Rule, derive
from kng._namespaces import ASSERTED, DERIVED, ID, ONTOLOGY, PREFIXES, expand, shorten
from kng._store import Store, Triple, parse_turtle
from kng._workspace import Workspace, graph_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[1]

ARTICLE = ("minimote-borlange", "minimote-borlange-dating")
"""The first source and how it was dated; the project's own files, as an article does not grow."""

Facts = Callable[[str, str], list[str]]
Close = Callable[..., Facts]


def _chromium(playwright: Playwright) -> str:
    named = os.environ.get("KNG_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    candidates = [named, *map(shutil.which, names), playwright.chromium.executable_path]
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    pytest.fail(
        "no Chromium found: install the package chromium, run 'playwright install chromium', "
        "or name one in KNG_CHROMIUM"
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process: a second one cannot be driven beside it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        opened = playwright.chromium.launch(executable_path=_chromium(playwright), args=flags)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    """Load a script of the project by its name."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The project's own workspace."""
    return Workspace.find(ROOT)


@pytest.fixture(scope="session")
def graph(workspace: Workspace) -> Graph:
    """The project's own graph: loaded, checked, closed. Only read it."""
    return Graph(workspace)


@pytest.fixture(scope="session")
def first_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the first source and the reference data of its day. Only read it.

    Ontology and questions are the project's own.
    """
    folder = tmp_path_factory.mktemp("first") / "workspace"
    shutil.copytree(ROOT / "tests/first/graph", folder / "graph")
    (folder / "graph/sources").mkdir()
    for name in ARTICLE:
        shutil.copy(ROOT / f"graph/sources/{name}.ttl", folder / "graph/sources")
    for name in ("ontology", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def first_workspace(first_folder: Path) -> Workspace:
    """The workspace of the first source."""
    return Workspace.find(first_folder)


@pytest.fixture(scope="session")
def first_graph(first_workspace: Workspace) -> Graph:
    """The graph of the first source: loaded, checked, closed. Only read it."""
    return Graph(first_workspace)


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
def first_source(first_workspace: Workspace, all_rules: list[Rule]) -> Callable[..., Store]:
    """Make the first source's graph, with further source graphs by name, closed under the rules."""

    def make(**others: Iterable[Triple]) -> Store:
        store = Store()
        _load(store, ONTOLOGY, first_workspace.ontology.text(), source=False)
        for document in (*first_workspace.facts, first_workspace.schemes):
            _load(store, graph_name(document), document.text(), source=True)
        for name, triples in others.items():
            store.add(f"{ID}graph/{name}", triples, source=True)
        derive(store, all_rules)
        return store

    return make


@pytest.fixture(scope="session")
def first(first_graph: Graph) -> Store:
    """The first source's graph and what follows from it. Only read it."""
    return first_graph.store


@pytest.fixture(scope="session")
def names(first_graph: Graph) -> Mapping[str, str]:
    """The Swedish name of everything in the first source's graph, by its short address."""
    return {shorten(thing): name.in_language("sv") for thing, name in first_graph.names.items()}
