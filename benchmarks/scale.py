"""Loading, checking and deriving at size M, each beside what it is measured against.

Seconds and their ratio come from one run on one machine. Loading is held against the engine's own
loader, which is the floor. Deriving is held against every rule asked in rounds, its triples carried
through Python, until a round brings nothing new: both must conclude the same.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

import kng
from kng import _build as way
from kng._closure import Rule, derive
from kng._namespaces import ASSERTED, DERIVED
from kng._store import Store, Triple, ontology_scope
from kng._workspace import Workspace, graph_name

ROOT = Path(__file__).resolve().parents[1]
_T = TypeVar("_T")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        kng.simulate("M", 1, f"{folder}/m", ROOT)
        workspace = Workspace.find(Path(folder) / "m")
        print("                     seconds   against     ratio")
        floor, _ = _timed(lambda: _loaded_by_the_engine(workspace))
        seconds, loaded = _timed(lambda: way.load(workspace))
        _row("load", seconds, floor)
        seconds, faults = _timed(lambda: way.faults(workspace, loaded))
        _row("check", seconds, floor)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rules = list(way.rules(workspace).values())
        seconds, _ = _timed(lambda: derive(loaded.store, rules))
        rounds, naive = _timed(lambda: _in_rounds(way.load(workspace).store, rules))
        _row("derive", seconds, rounds)
        same = naive == set(loaded.store.triples(DERIVED))
        print(f"\n{len(faults)} faults; {memory:.0f} MB after the check; the same derived: {same}")
        if not same:
            raise SystemExit("the rules conclude differently in rounds")


def _row(name: str, seconds: float, against: float) -> None:
    print(f"{name:<18}{seconds:>10.2f}{against:>10.2f}{seconds / against:>10.2f}")


def _timed(run: Callable[[], _T]) -> tuple[float, _T]:
    start = time.perf_counter()
    result = run()
    return time.perf_counter() - start, result


def _loaded_by_the_engine(workspace: Workspace) -> None:
    """Each source in its graph and all in the merged one, with nothing looked at on the way."""
    store = ox.Store()
    for document in (*workspace.facts, workspace.schemes):
        for graph in (graph_name(document), ASSERTED):
            store.bulk_load(document.data, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))


def _in_rounds(store: Store, rules: Sequence[Rule]) -> set[Triple]:
    asserted = set(store.triples(ASSERTED))
    derived: set[Triple] = set()
    for stratum in sorted({rule.stratum for rule in rules}):
        news = True
        while news:
            found: set[Triple] = set()
            for rule in rules:
                if rule.stratum <= stratum:
                    found.update(store.construct(rule.query, ontology_scope(store)))
            news = bool(found - asserted - derived)
            store.add(DERIVED, found - asserted - derived)
            derived |= found - asserted
    return derived


if __name__ == "__main__":
    main()
