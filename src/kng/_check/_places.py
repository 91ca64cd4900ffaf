"""In which source graph a fault of the merged facts is to be put right."""

from __future__ import annotations

from collections.abc import Sequence

from kng._check._findings import term
from kng._check._results import Result, key
from kng._namespaces import ASSERTED
from kng._store import Scope, Store

_Place = tuple[str, tuple[str, ...]]


def graphs_of(store: Store, results: Sequence[Result]) -> list[str]:
    """For each result the first source graph that states its value, else that says what the focus
    node is, else that says anything of it."""
    merged = [result for result in results if result.graph == ASSERTED]
    values = {
        (result.focus, key(result.value)): f"(<{result.focus}> {term(result.value)})"
        for result in merged
        if result.value is not None
    }
    nodes: dict[_Place, str] = {
        (result.focus, ()): f"(<{result.focus}> UNDEF)" for result in merged
    }
    stating = _first(store, "?node ?any ?value", values)
    typing = _first(store, "?node a ?any", nodes)
    naming = _first(store, "?node ?any ?thing", nodes)
    return [
        result.graph
        if result.graph != ASSERTED
        else stating.get((result.focus, key(result.value)))
        or typing.get((result.focus, ()))
        or naming.get((result.focus, ()), ASSERTED)
        for result in results
    ]


def _first(store: Store, pattern: str, places: dict[_Place, str]) -> dict[_Place, str]:
    if not places:
        return {}
    rows = store.select(
        f"SELECT ?node ?value (MIN(STR(?graph)) AS ?first) "
        f"{{ VALUES (?node ?value) {{ {' '.join(sorted(places.values()))} }} "
        f"GRAPH ?graph {{ {pattern} }} }} GROUP BY ?node ?value",
        Scope((), store.sources),
    )
    return {(str(node), key(value)): str(graph) for node, value, graph in rows}
