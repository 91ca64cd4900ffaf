"""Who says what: which sources state each n-ary node, such as a participation."""

from __future__ import annotations

from kng._store import Store

_STATED = """
SELECT DISTINCT ?evidence ?source WHERE {
  GRAPH ?graph {
    ?evidence a ?class .
    ?graph prov:wasDerivedFrom ?from .
    OPTIONAL { ?evidence dcterms:source ?own }
  }
  BIND(COALESCE(?own, ?from) AS ?source)
} ORDER BY ?evidence ?source
"""


def stated_by(store: Store) -> dict[str, tuple[str, ...]]:
    """By address the sources that state it: the one that it names itself, else all from which its
    graph was taken."""
    found: dict[str, list[str]] = {}
    for evidence, source in store.select(_STATED):
        found.setdefault(str(evidence), []).append(str(source))
    return {evidence: tuple(sources) for evidence, sources in found.items()}
