"""The closed graph kept on disk, so that it need not be read and derived each time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kng._build.graph import Graph
from kng._build.progress import Progress, silent
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
from kng._store import disk
from kng._workspace import Workspace


def stored(
    workspace: Workspace, folder: Path | None = None, progress: Progress = silent
) -> Path:
    """Where the store of a workspace's closed graph lies as its files are now; built if need be.

    It is kept in ``folder``, else in ``.kng/`` of the workspace, or for the one that comes with
    kng in the user's cache. `kng._store.disk.opened` opens it.

    Raises:
        FaultsFound: it must be built and the graph has violations; all of them.
        WorkspaceError: the folder cannot be written.
    """
    documents = (
        *(*workspace.facts, workspace.schemes, workspace.ontology, workspace.shapes),
        *workspace.rules,
    )
    name = disk.digest((document.path, document.data) for document in documents)
    kept = folder or _cache(workspace)
    return disk.current(kept, name, lambda: Graph(workspace, progress).store)


def _cache(workspace: Workspace) -> Path:
    if not workspace.shipped:
        return workspace.root / ".kng"
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    place = hashlib.sha256(bytes(workspace.root.resolve())).hexdigest()[:12]
    return Path(home) / "kng" / place


def graphs(graph: Graph) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every named graph of a closed graph, with what writes it as Turtle: sources, rules, the two
    merged graphs, the ontology."""
    from kng._export.turtle import turtle

    rules = (rule.graph for rule in graph.rules.values())
    for name in (*graph.store.sources, *rules, ASSERTED, DERIVED, ONTOLOGY):
        yield name, partial(lambda name: turtle(graph.store.triples(name)), name)
