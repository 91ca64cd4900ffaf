"""What advice is made of: who could meet, and which meetings are a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kng._build.graph import Graph
from kng._dates import ALL_TIME, Window
from kng._values import Bilingual

if TYPE_CHECKING:
    from kng._suggest import Field

MEETINGS, TOPICS = "municipalities-by-meetings", "cities-by-topics"

_SERIES = """
SELECT DISTINCT ?series ?meeting WHERE {
  { ?meeting kng:inSeries ?series } UNION { ?meeting kng:within ?whole . ?whole kng:inSeries ?series }
} ORDER BY ?series ?meeting
"""

_MEETINGS = """
SELECT DISTINCT ?whole ?meeting WHERE {
  ?whole a kng:Meeting .
  { BIND(?whole AS ?meeting) } UNION { ?meeting kng:within ?whole }
} ORDER BY ?whole ?meeting
"""

Ending = tuple[Bilingual, frozenset[str]]
"""What can end is called, and the things that ties rested on and that would not have been."""


def field(graph: Graph, window: Window = ALL_TIME, undated: bool = True) -> Field:
    """The municipalities that could meet, and what each pair has in common.

    Phases and sizes are as they are known today, whatever the window; without ``undated`` they do
    not count.

    Raises:
        UnknownName: the workspace does not declare the networks that this rests on.
    """
    from kng._suggest import field_of

    met = graph.network(MEETINGS, window=window)
    topics = graph.network(TOPICS, window=window)
    return field_of(met, topics, graph.attributes if undated else {})


def series(graph: Graph) -> dict[str, Ending]:
    """What each series of meetings is called, and its meetings with their parts, by address."""
    return _endings(graph, _SERIES)


def meetings(graph: Graph) -> dict[str, Ending]:
    """What each meeting is called, and itself with its parts, by address."""
    return _endings(graph, _MEETINGS)


def _endings(graph: Graph, query: str) -> dict[str, Ending]:
    found: dict[str, set[str]] = {}
    for address, meeting in graph.store.select(query):
        found.setdefault(str(address), set()).add(str(meeting))
    return {
        address: (graph.names.get(address, Bilingual("", "")), frozenset(things))
        for address, things in found.items()
    }
