"""What holds for every measure, and the agreement of all with networkx."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from kng._errors import KngError, UnknownName
from kng._measures import MEASURES, Measure, measure, rank

Build = Callable[..., "csr_array[Any]"]
every = pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.name)


def test_names() -> None:
    names = ["degree", "strength", "betweenness", "closeness", "pagerank"]
    assert [one.name for one in MEASURES] == names
    assert measure("closeness") is MEASURES[3]
    with pytest.raises(UnknownName, match="no measure is called 'degreee'; did you mean 'degree'"):
        measure("degreee")


@every
def test_each_says_what_it_is(one: Measure) -> None:
    for words in (one.title, one.meaning, one.unit):
        assert words.sv
        assert words.en
    for sentence in one.meaning:
        assert sentence.endswith(".")
        assert sentence.count(".") == 1
    assert re.search(r"doi:10\.\d{4,}/\S+", one.reference)
    assert one.better == "higher"
    assert one.range


@every
def test_nothing_and_one_node(one: Measure, build: Build) -> None:
    assert one.compute(build(0, [])).shape == (0,)
    alone = one.compute(build(1, []))
    assert alone.tolist() == [1.0 if one.name == "pagerank" else 0.0]
    assert alone.dtype == np.float64


@every
def test_the_matrix_is_left_as_it_was(one: Measure) -> None:
    given = csr_array(np.array([[2.0, 1.0], [1.0, 0.0]]))
    without = csr_array(np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert one.compute(given).tolist() == one.compute(without).tolist()
    assert given.toarray().tolist() == [[2.0, 1.0], [1.0, 0.0]]


@every
@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[0.0, 1.0], [0.0, 0.0]], "directed"),
        ([[0.0, 1.0], [2.0, 0.0]], "directed"),
        ([[0.0, -1.0], [-1.0, 0.0]], "not negative"),
        ([[0.0, np.nan], [np.nan, 0.0]], "finite"),
        ([[0.0, np.inf], [np.inf, 0.0]], "finite"),
        ([[0.0, 1.0]], "square"),
    ],
)
def test_what_is_no_undirected_network_is_refused(
    one: Measure, matrix: list[list[float]], message: str
) -> None:
    with pytest.raises(KngError, match=message):
        one.compute(csr_array(np.array(matrix)))


def random_ties(seed: int) -> tuple[int, list[tuple[int, int, float]]]:
    """Newman weights of up to three meetings a pair; sparse, so often in parts."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(3, 30))
    density = chance.choice([0.03, 0.1, 0.3])
    return size, [
        (one, other, float(sum(1 / chance.integers(1, 12, size=chance.integers(1, 4)))))
        for one in range(size)
        for other in range(one + 1, size)
        if chance.random() < density
    ]


def by_networkx(size: int, ties: list[tuple[int, int, float]]) -> dict[str, dict[int, float]]:
    graph: nx.Graph[int] = nx.empty_graph(size)
    for source, target, weight in ties:
        steps = round(2**20 / weight)
        graph.add_edge(source, target, weight=weight, steps=steps, distance=steps / 2**20)
    return {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph, weight="steps"),
        "closeness": nx.closeness_centrality(graph, distance="distance", wf_improved=True),
        "pagerank": nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=1000),
    }


@pytest.mark.parametrize("seed", range(50))
def test_equal_to_networkx(seed: int, build: Build) -> None:
    size, ties = random_ties(seed)
    expected = by_networkx(size, ties)
    matrix = build(size, ties)
    for one in MEASURES:
        there = [expected[one.name][node] for node in range(size)]
        assert one.compute(matrix).tolist() == pytest.approx(there, rel=1e-9, abs=1e-9), one.name


def test_random_graphs_hold_what_is_hard() -> None:
    """Else the agreement above would say little."""
    parts = lone = 0
    for seed in range(50):
        size, ties = random_ties(seed)
        graph: nx.Graph[int] = nx.empty_graph(size)
        graph.add_edges_from((source, target) for source, target, _ in ties)
        parts += sum(len(part) > 1 for part in nx.connected_components(graph)) > 1
        lone += nx.number_of_isolates(graph) > 0
    assert parts > 10
    assert lone > 10


def test_rank_shares_the_best_place() -> None:
    assert rank(np.array([5.0, 9.0, 5.0, 1.0])).tolist() == [2, 1, 2, 4]
    assert rank(np.array([])).tolist() == []
    assert rank(np.zeros(3)).tolist() == [1, 1, 1]


def test_rank_does_not_see_the_last_bits() -> None:
    assert rank(np.array([0.1 + 0.2, 0.3])).tolist() == [1, 1]
    assert rank(np.array([0.30000001, 0.3])).tolist() == [1, 2]
    assert rank(np.array([1.0])).dtype == np.int64
