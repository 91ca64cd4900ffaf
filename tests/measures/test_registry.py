"""What holds for every measure: its record, nothing and one node, and that networkx agrees."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx
import numpy as np
import pytest

from kng._errors import KngError, UnknownName
from kng._measures import MEASURES, Measure, Structure, measure, measures_of, rank, structure

Build = Callable[..., Structure]
Ties = list[tuple[int, int, float]]
every = pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.name)
of_nodes = pytest.mark.parametrize("one", measures_of("node"), ids=lambda one: one.name)

# In a network where nobody has a tie
ALONE = {"pagerank": 1.0, "katz": 1.0, "constraint": 1.0}
LABELS = {name: ["a"] for name in ("group", "region", "size", "phase")}


def test_names() -> None:
    assert [one.name for one in measures_of("node")][:5] == [
        *("degree", "strength", "betweenness", "closeness", "harmonic")
    ]
    names = [one.name for one in MEASURES]
    assert len(set(names)) == len(names)
    assert {one.of for one in MEASURES} == {"node", "tie", "network", "partition"}
    assert measure("closeness") is MEASURES[3]
    with pytest.raises(UnknownName, match="no measure is called 'degreee'; did you mean 'degree'"):
        measure("degreee")


def test_what_singles_out_weak_points_says_so() -> None:
    assert {one.name for one in MEASURES if one.exposes} == {"constraint", "articulation", "bridge"}


@every
def test_each_says_what_it_is(one: Measure) -> None:
    for words in (one.title, one.meaning, one.unit, one.directed):
        assert words.sv
        assert words.en
    for sentence in (*one.meaning, *one.directed):
        assert sentence.endswith(".")
    assert re.search(r"doi:10\.\d{4,}/\S+", one.reference)
    assert one.range
    assert re.fullmatch("[a-z]+(_[a-z]+)*", one.name)


@of_nodes
def test_nothing_and_one_node(one: Measure, build: Build) -> None:
    nobody = build(0, [], labels={name: [] for name in LABELS})
    assert one.compute(nobody).shape == (0,)
    alone = one.compute(build(1, [], labels=LABELS))
    assert alone.tolist() == [ALONE.get(one.name, 0.0)]
    assert alone.dtype == np.float64


@pytest.mark.parametrize("size", [0, 1])
@pytest.mark.parametrize("directed", [False, True])
def test_measures_of_ties_and_of_the_whole_where_there_is_nothing(
    size: int, directed: bool, build: Build
) -> None:
    labels = {name: ["a"] * size for name in LABELS}
    lone = build(size, [], directed=directed, labels=labels)
    assert measure("bridge").compute(lone).tolist() == []
    assert measure("component").compute(lone).tolist() == [0] * size
    assert measure("community").compute(lone).tolist() == [0] * size
    found = {one.name: one.compute(lone) for one in measures_of("network")}
    assert {name for name, value in found.items() if not math.isnan(value)} == (
        {"components", "largest_component"} if size else {"components"}
    )


@of_nodes
def test_one_finite_number_a_node_whatever_the_direction(one: Measure) -> None:
    for seed in range(6):
        size, ties = random_ties(seed)
        labels = {name: [str(node % 3) for node in range(size)] for name in LABELS}
        for directed in (False, True):
            found = one.compute(built(size, ties, directed, labels))
            assert found.shape == (size,)
            assert np.isfinite(found).all()


def test_the_seed_and_nothing_else_decides(karate: Structure) -> None:
    first = measure("community").compute(karate)
    np.random.default_rng().random()
    again = Structure(karate.n, karate.source, karate.target, karate.weight)
    assert measure("community").compute(again).tolist() == first.tolist()


def test_ties_are_brought_into_order() -> None:
    made = structure(4, [2, 1, 3, 1, 1], [2, 0, 2, 0, 3], [5.0, 0.5, 1.0, 0.25, 0.0])
    assert made.source.tolist() == [0, 2]
    assert made.target.tolist() == [1, 3]
    assert made.weight.tolist() == [0.75, 1.0]
    both = structure(2, [0, 1], [1, 0], [1.0, 2.0], directed=True)
    assert both.weight.tolist() == [1.0, 2.0]
    assert both.undirected.weight.tolist() == [3.0]


@pytest.mark.parametrize(
    ("ties", "message"),
    [
        (([0], [1], [-1.0]), "not negative"),
        (([0], [1], [np.nan]), "finite"),
        (([0], [1], [np.inf]), "finite"),
        (([0], [2], [1.0]), "none of the 2 nodes"),
        (([-1], [1], [1.0]), "none of the 2 nodes"),
        (([0, 1], [1], [1.0]), "two ends and a weight"),
    ],
)
def test_what_is_no_network_is_refused(
    ties: tuple[list[int], list[int], list[float]], message: str
) -> None:
    with pytest.raises(KngError, match=message):
        structure(2, *ties)


def test_labels_that_do_not_fit_are_refused(build: Build) -> None:
    with pytest.raises(KngError, match="the labels 'region' must be 2, one a node, not 1"):
        build(2, [], labels={"region": ["a"]})
    for one in MEASURES:
        if one.needs:
            with pytest.raises(KngError, match=f"{one.needs} of the nodes"):
                one.compute(build(2, []))


def random_ties(seed: int, directed: bool = False) -> tuple[int, Ties]:
    """Newman weights of up to three meetings a pair; sparse, so often in parts; self-meetings."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(3, 30))
    density = chance.choice([0.03, 0.1, 0.3])
    return size, [
        (one, other, float(sum(1 / chance.integers(1, 12, size=chance.integers(1, 4)))))
        for one in range(size)
        for other in range(0 if directed else one, size)
        if chance.random() < density
    ]


def built(
    size: int, ties: Ties, directed: bool, labels: dict[str, list[str]] | None = None
) -> Structure:
    from kng._measures import Labels

    columns = [[tie[at] for tie in ties] for at in range(3)]
    groups = {name: Labels(given) for name, given in (labels or {}).items()}
    return structure(size, *columns, directed=directed, labels=groups)


def graph_of(size: int, ties: Ties, directed: bool) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.empty_graph(size, create_using=nx.DiGraph if directed else nx.Graph)
    for source, target, weight in ties:
        if source != target:
            steps = round(2**20 / weight)
            graph.add_edge(source, target, weight=weight, steps=steps, distance=steps / 2**20)
    return graph


def plainly(graph: nx.Graph[int]) -> nx.Graph[int]:
    """Without direction, the weights of both added up."""
    if not graph.is_directed():
        return graph
    plain: nx.Graph[int] = nx.empty_graph(len(graph))
    for source, target in graph.edges:
        weight = float(graph.edges[source, target]["weight"])
        known = plain.get_edge_data(source, target, {"weight": 0.0})["weight"]
        plain.add_edge(source, target, weight=known + weight)
    return plain


def by_networkx(graph: nx.Graph[int]) -> dict[str, dict[int, float]]:
    plain, size = plainly(graph), len(graph)
    clustering: Any = nx.clustering(plain)
    harmonic = nx.harmonic_centrality(graph, distance="distance")
    constraint = nx.constraint(graph, weight="weight")
    # node by node: for all at once networkx 3.6 divides the weights by the wrong node's largest,
    # and in a directed graph it takes a node that no tie leaves for isolated
    effective = nx.effective_size(plain, nodes=list(plain), weight="weight")
    parts = nx.number_connected_components(plain)
    return {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph, weight="steps"),
        "closeness": nx.closeness_centrality(graph, distance="distance", wf_improved=True),
        "harmonic": {node: value / (size - 1) for node, value in harmonic.items()},
        "pagerank": nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=1000),
        "eigenvector": eigenvector_by_networkx(plain),
        "katz": katz_by_networkx(graph),
        "core": nx.core_number(plain),
        "clustering": clustering,
        "constraint": {n: 1.0 if math.isnan(value) else value for n, value in constraint.items()},
        "effective_size": {
            n: 0.0 if math.isnan(value) else value for n, value in effective.items()
        },
        "articulation": {node: float(parts_more(plain, node, parts)) for node in plain},
    }


def eigenvector_by_networkx(graph: nx.Graph[int]) -> dict[int, float]:
    """networkx finds it for one part; of several the one with the largest eigenvalue counts."""
    found = dict.fromkeys(graph, 0.0)
    parts = [graph.subgraph(part) for part in nx.connected_components(graph) if len(part) > 1]
    if not parts:
        return found
    values = [max(nx.adjacency_spectrum(part).real) for part in parts]
    best = [p for p, value in zip(parts, values, strict=True) if value > max(values) * (1 - 1e-9)]
    for part in best:
        vector = nx.eigenvector_centrality_numpy(part, weight="weight") if len(part) > 2 else None
        given = vector or dict.fromkeys(part, math.sqrt(0.5))
        share = sum(given.values()) if len(best) > 1 else 1.0
        found |= {node: value * share for node, value in given.items()}
    length = math.sqrt(sum(value**2 for value in found.values()))
    return {node: value / length for node, value in found.items()}


def katz_by_networkx(graph: nx.Graph[int]) -> dict[int, float]:
    largest = float(np.linalg.norm(nx.to_numpy_array(graph), 2))
    share = 0.85 / largest if largest else 0.0
    return nx.katz_centrality_numpy(graph, alpha=share, weight="weight")


def parts_more(graph: nx.Graph[int], node: int, parts: int) -> int:
    rest = graph.subgraph(set(graph) - {node})
    return max(nx.number_connected_components(rest) - parts, 0) if len(rest) else 0


@pytest.mark.parametrize("directed", [False, True], ids=["undirected", "directed"])
@pytest.mark.parametrize("seed", range(50))
def test_equal_to_networkx(seed: int, directed: bool) -> None:
    size, ties = random_ties(seed, directed)
    expected = by_networkx(graph_of(size, ties, directed))
    made = built(size, ties, directed)
    for name, values in expected.items():
        there = [values[node] for node in range(size)]
        found = measure(name).compute(made).tolist()
        assert found == pytest.approx(there, rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("seed", range(50))
def test_wholes_and_parts_equal_to_networkx(seed: int) -> None:
    size, ties = random_ties(seed)
    graph, made = graph_of(size, ties, False), built(size, ties, False, grouped(size))
    assert groups(measure("component").compute(made)) == {
        frozenset(part) for part in nx.connected_components(graph)
    }
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    nx.set_node_attributes(graph, {n: str(n % 3) for n in range(size)}, "region")
    communities = groups(measure("community").compute(made))
    expected = {
        "density": nx.density(graph),
        "components": nx.number_connected_components(graph),
        "largest_component": len(largest) / size,
        "transitivity": nx.transitivity(graph) if wedges(graph) else math.nan,
        "mean_distance": nx.average_shortest_path_length(largest) if ties_of(graph) else math.nan,
        "modularity": nx.community.modularity(graph, [set(one) for one in communities])
        if ties_of(graph)
        else math.nan,
        "assortativity_region": assorted(graph),
    }
    for name, value in expected.items():
        found = measure(name).compute(made)
        assert found == pytest.approx(value, rel=1e-9, abs=1e-9, nan_ok=True), name
    pairs: Any = nx.bridges(graph)
    bridges = {frozenset(pair) for pair in pairs}
    found = measure("bridge").compute(made).tolist()
    ends = zip(made.source.tolist(), made.target.tolist(), strict=True)
    assert {frozenset(pair) for pair, cut in zip(ends, found, strict=True) if cut} == bridges


def grouped(size: int) -> dict[str, list[str]]:
    return {"region": [str(node % 3) for node in range(size)]}


def groups(codes: Iterable[int]) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for node, code in enumerate(codes):
        found.setdefault(int(code), set()).add(node)
    return {frozenset(members) for members in found.values()}


def wedges(graph: nx.Graph[int]) -> bool:
    return any(degree > 1 for _, degree in graph.degree())


def ties_of(graph: nx.Graph[int]) -> int:
    return graph.number_of_edges()


def assorted(graph: nx.Graph[int]) -> float:
    mixing = nx.attribute_mixing_matrix(graph, "region") if ties_of(graph) else np.ones((1, 1))
    if len(mixing) < 2 or np.count_nonzero(mixing.sum(axis=0)) < 2:
        return math.nan
    return float(nx.attribute_assortativity_coefficient(graph, "region"))


def test_random_graphs_hold_what_is_hard() -> None:
    """Else the agreement above would say little."""
    parts = lone = selves = 0
    for seed in range(50):
        size, ties = random_ties(seed)
        graph = graph_of(size, ties, False)
        parts += sum(len(part) > 1 for part in nx.connected_components(graph)) > 1
        lone += nx.number_of_isolates(graph) > 0
        selves += any(source == target for source, target, _ in ties)
    assert min(parts, lone, selves) > 10


def test_rank_shares_the_best_place() -> None:
    assert rank(np.array([5.0, 9.0, 5.0, 1.0])).tolist() == [2, 1, 2, 4]
    assert rank(np.array([])).tolist() == []
    assert rank(np.zeros(3)).tolist() == [1, 1, 1]
    assert rank(np.array([5.0, 9.0, 5.0, 1.0]), "lower").tolist() == [2, 4, 2, 1]


def test_rank_does_not_see_the_last_bits() -> None:
    assert rank(np.array([0.1 + 0.2, 0.3])).tolist() == [1, 1]
    assert rank(np.array([0.30000001, 0.3])).tolist() == [1, 2]
    assert rank(np.array([1.0])).dtype == np.int64
