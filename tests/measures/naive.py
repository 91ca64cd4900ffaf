"""The same intervals in the plainest way: rows that a source alone states are dropped, the network
is made again, and networkx measures it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np

from kng._build import Graph
from kng._network import project
from kng._values import Cell, Evidence, Literal, Network, Rows

Places = list[tuple[int, int]]


class Naive:
    """A network of a graph, to be made again from fewer rows."""

    def __init__(self, graph: Graph, name: str) -> None:
        self.graph, self.network = graph, graph.network(name)
        self.projection, encoded = graph.rows(name)
        self.rows = Rows(encoded.columns, tuple(encoded.row(at) for at in range(len(encoded))))
        self.presences: dict[tuple[str, str], set[str]] = {}
        given = graph.grounds(name)
        self.named = given is not None
        for at in range(len(given) if given else 0):
            assert given is not None
            row = dict(zip(given.columns, given.row(at), strict=True))
            key = (str(row["node"]), str(row["thing"]))
            self.presences.setdefault(key, set()).add(str(row["evidence"]))
        self._keep_sizes()
        self.records = [dict(record) for record in self.rows.records()]
        self.stating = [self._stated(row) for row in self.records]

    def _keep_sizes(self) -> None:
        """A thing keeps its size: where the rows do not say it, who was there with all sources."""
        if "size" in self.rows.columns or self.projection.form == "direct":
            return
        sizes = {one.thing: one.size for reasons in self.network.evidence for one in reasons}
        at = self.rows.columns.index("thing")
        cells = tuple(
            (*row, Literal(str(sizes[str(row[at])])) if row[at] in sizes else None)
            for row in self.rows.cells
        )
        self.rows = Rows((*self.rows.columns, "size"), cells)

    def sources(self) -> list[str]:
        """All sources that state anything of it."""
        return sorted({one for pieces in self.stating for sources in pieces for one in sources})

    def _stated(self, row: Mapping[str, Cell]) -> list[set[str]]:
        """The sources of all that must hold for a row: that a node was at a thing, or both ends of
        a direct tie; where that is not known, of the tie itself."""
        if not self.named:
            pieces = [{str(row.get("evidence"))}]
        elif "source" in row:
            pieces = [self._present(row[end], row["evidence"]) for end in ("source", "target")]
        else:
            pieces = [self._present(row["node"], row["thing"])]
        stated = self.graph.stated
        return [{source for one in piece for source in stated.get(one, ())} for piece in pieces]

    def _present(self, node: Cell, thing: Cell) -> set[str]:
        return self.presences.get((str(node), str(thing)), set())

    def without(self, source: str) -> Network:
        """The network of the rows that another source states too, or of which none is known."""
        kept = [{source} not in pieces for pieces in self.stating]
        cells = tuple(row for row, stays in zip(self.rows.cells, kept, strict=True) if stays)
        return project(
            self.projection,
            Rows(self.rows.columns, cells),
            self.graph.things,
            window=self.network.window,
        )

    def drawn(self, times: Mapping[str, int]) -> nx.Graph[str]:
        """The network as it would be if each occasion had been so many times."""
        wholes = {
            str(row.get("thing") or row.get("evidence")): str(row.get("whole") or "")
            for row in self.records
        }
        return self._made(
            (
                source,
                target,
                sum(one.weight * times[wholes.get(one.thing) or one.thing] for one in reasons),
            )
            for source, target, reasons in _ties(self.network)
        )

    def graph_of(self, network: Network) -> nx.Graph[str]:
        """A network with all the nodes of the whole one; layers are added up."""
        weights = zip(_ties(network), network.weight.tolist(), strict=True)
        return self._made((source, target, weight) for (source, target, _), weight in weights)

    def _made(self, ties: Iterable[tuple[str, str, float]]) -> nx.Graph[str]:
        graph: nx.Graph[str] = nx.DiGraph() if self.network.directed else nx.Graph()
        graph.add_nodes_from(node.id for node in self.network.nodes)
        for source, target, weight in ties:
            if weight > 0:
                known = graph.get_edge_data(source, target, {"weight": 0.0})["weight"]
                graph.add_edge(source, target, weight=known + weight)
        return graph

    def places(self, graph: nx.Graph[str], measure: str) -> Places:
        """The first and last of the places of each node by a measure of networkx."""
        values = _measured(graph, measure)
        rounded = [float(f"{values[node.id]:.8e}") for node in self.network.nodes]
        return [
            (1 + sum(other > value for other in rounded), sum(other >= value for other in rounded))
            for value in rounded
        ]


def _ties(network: Network) -> list[tuple[str, str, Sequence[Evidence]]]:
    ids = [node.id for node in network.nodes]
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    return [
        (ids[source], ids[target], reasons)
        for (source, target), reasons in zip(ends, network.evidence, strict=True)
    ]


def _measured(graph: nx.Graph[str], measure: str) -> Any:
    for source, target in graph.edges:
        tie = graph.edges[source, target]
        tie["steps"] = round(2**20 / tie["weight"])
        tie["distance"] = tie["steps"] / 2**20
    match measure:
        case "degree":
            return dict(graph.degree())
        case "strength":
            return dict(graph.degree(weight="weight"))
        case "betweenness":
            return nx.betweenness_centrality(graph, weight="steps")
        case "closeness":
            return nx.closeness_centrality(graph, distance="distance")
        case "harmonic":
            return nx.harmonic_centrality(graph, distance="distance")
        case "pagerank":
            return nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=1000)
    raise AssertionError(measure)


def draws_of(occasions: Sequence[str], draws: int, seed: int) -> list[dict[str, int]]:
    """How often each occasion is drawn, as the seed decides."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        drawn = chance.integers(0, len(occasions), len(occasions)).tolist()
        found.append({one: drawn.count(at) for at, one in enumerate(occasions)})
    return found
