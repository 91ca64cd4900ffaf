"""What each source graph states, so that a line cites just those who say what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from kng._namespaces import expand
from kng._store import Store
from kng._values import Cell

_STATED = """
SELECT DISTINCT ?thing ?property ?graph ?value WHERE {
  GRAPH ?graph { ?thing ?property ?value }
} ORDER BY ?thing ?property ?graph ?value
"""

_DERIVED_FROM = """
SELECT DISTINCT ?graph ?source WHERE { GRAPH ?graph { ?graph prov:wasDerivedFrom ?source } }
ORDER BY ?graph ?source
"""

_DATES = [
    expand(f"kng:{name}")
    for name in (
        *("start", "startNotBefore", "startNotAfter"),
        *("end", "endNotBefore", "endNotAfter"),
        *("attestedOn", "attestedNotBefore", "attestedNotAfter"),
    )
]


class Statements:
    """What the source graphs state, by thing, property and graph."""

    def __init__(self, store: Store) -> None:
        self._values: dict[tuple[str, str], dict[str, list[Cell]]] = defaultdict(dict)
        for thing, prop, graph, value in store.select(_STATED):
            by_graph = self._values[str(thing), str(prop)]
            by_graph.setdefault(str(graph), []).append(value)
        self._sources: dict[str, list[str]] = defaultdict(list)
        for graph, source in store.select(_DERIVED_FROM):
            self._sources[str(graph)].append(str(source))

    def sources(self, graphs: Iterable[str]) -> tuple[str, ...]:
        """The documents that graphs were taken from, sorted."""
        return tuple(sorted({source for graph in graphs for source in self._sources[graph]}))

    def graphs(self, thing: Cell, prop: str, value: Cell = None) -> set[str]:
        """The graphs that state the value of a property, or any value of it."""
        found = self._values.get((str(thing), prop), {})
        return {graph for graph, values in found.items() if value is None or value in values}

    def denies(self, graph: str, thing: Cell, prop: str, value: Cell) -> bool:
        """Whether a graph states other values of a property than the one given."""
        values = self._values.get((str(thing), prop), {}).get(graph, [])
        return bool(values) and value not in values

    def readings(
        self, thing: Cell, core: tuple[str, Cell], props: Sequence[str]
    ) -> Iterator[tuple[tuple[Cell, ...], str, set[str]]]:
        """How each graph that states the core reads: values of ``props``, the graph, and all that
        the reading rests on.

        What graphs that do not state the core say of a property is a reading of its own.
        """
        stating = self.graphs(thing, *core)
        for graph in sorted(stating):
            options = [self._options(thing, prop, graph, stating) for prop in props]
            for chosen in product(*options):
                rests_on = {graph, *(lender for _, lender in chosen if lender)}
                yield tuple(value for value, _ in chosen), graph, rests_on

    def _options(
        self, thing: Cell, prop: str, graph: str, stating: set[str]
    ) -> list[tuple[Cell, str]]:
        found = self._values.get((str(thing), prop), {})
        own: list[tuple[Cell, str]] = [(value, graph) for value in found.get(graph, [])]
        lent: list[tuple[Cell, str]] = [
            (value, lender)
            for lender, values in found.items()
            if lender not in stating
            for value in values
        ]
        return own + lent or [(None, "")]

    def dating(self, thing: Cell) -> set[str]:
        """The graphs that date a thing."""
        return {graph for prop in _DATES for graph in self.graphs(thing, prop)}

    def dates(self, thing: Cell, graphs: Iterable[str]) -> list[tuple[str, Cell, set[str]]]:
        """What some graphs state of the dates of a thing: property, value, those that state it."""
        among = set(graphs)
        found: dict[tuple[str, Cell], set[str]] = defaultdict(set)
        for prop in _DATES:
            for graph, values in self._values.get((str(thing), prop), {}).items():
                for value in values if graph in among else ():
                    found[prop, value].add(graph)
        return [(prop, value, by) for (prop, value), by in found.items()]
