"""States of the graph to compare: a folder of exports, a workspace, or a revision of one in git."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kng._build.declared import rules
from kng._build.loading import load
from kng._closure import derive
from kng._diff import State
from kng._errors import FaultsFound, UsageError, WorkspaceError
from kng._export.evidence import stated
from kng._namespaces import DERIVED, ID, ONTOLOGY
from kng._questions import labels
from kng._store import Store, parse_trig, parse_turtle
from kng._workspace import Workspace, read_document

_ORIGINS: Final = """SELECT ?graph ?source {
  ?graph a prov:Bundle ; prov:wasDerivedFrom ?source } ORDER BY ?graph ?source"""
_RULE: Final = f"{ID}graph/rule-"


def state(place: str | Path, repository: Workspace, name: str = "") -> State:
    """The state at a place: a folder of exports or its ``kng.trig``, a workspace, or a revision of
    ``repository`` in git. A folder goes before a revision of the same name.
    It is called ``name``, or as the place.

    Raises:
        UsageError: it is none of these.
        FaultsFound: a file of the graph cannot be read.
        WorkspaceError: a file cannot be opened.
    """
    revision, path = str(place), Path(place)
    name = name or revision
    if path.is_file():
        return _exported(name, path, path.parent / "ontology/kng.ttl")
    if (path / "kng.trig").is_file():
        return _exported(name, path / "kng.trig", path / "ontology/kng.ttl")
    if path.is_dir():
        return _loaded(name, Workspace.find(path))
    with tempfile.TemporaryDirectory() as folder:
        _check_out(revision, repository, Path(folder))
        return _loaded(name, Workspace.find(folder))


def _loaded(name: str, workspace: Workspace) -> State:
    loaded = load(workspace)
    if loaded.faults:
        raise FaultsFound(loaded.faults)
    derive(loaded.store, list(rules(workspace).values()))
    return _state(name, loaded.store)


def _exported(name: str, trig: Path, ontology: Path) -> State:
    document = read_document(trig)
    graphs, faults = parse_trig(document.data, document.path)
    if faults:
        raise FaultsFound(faults)
    store = Store()
    for graph, triples in graphs.items():
        source = not graph.startswith(_RULE)
        store.add(graph if source else DERIVED, triples, source=source)
    if ontology.is_file():
        store.add(ONTOLOGY, parse_turtle(read_document(ontology).data, str(ontology))[0])
    return _state(name, store)


def _state(name: str, store: Store) -> State:
    facts = stated((graph, store.lines(graph)) for graph in store.sources)
    origins: dict[str, list[str]] = {}
    for graph, source in store.select(_ORIGINS):
        origins.setdefault(str(graph), []).append(str(source))
    said: Mapping[str, frozenset[str]] = {fact.line: frozenset(fact.graphs) for fact in facts}
    return State(name, said, labels(store), origins)


def _check_out(revision: str, repository: Workspace, folder: Path) -> None:
    """Put ontology, graph and questions of a revision into a folder, whatever is checked out."""
    unknown = UsageError(
        f"'{revision}' is no folder of exports, no workspace, no TriG file, and no revision in git "
        f"of {repository.root}"
    )
    if revision.startswith("-"):
        raise unknown
    command = ["git", "-C", str(repository.root), "archive", "--format=tar", revision]
    try:
        ran = subprocess.run(
            [*command, "--", "graph", "ontology", "queries"], capture_output=True, check=False
        )
    except OSError:
        raise WorkspaceError(f"git is not installed, so '{revision}' cannot be looked up") from None
    if ran.returncode:
        raise unknown
    with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as archive:
        archive.extractall(folder, filter="data")
