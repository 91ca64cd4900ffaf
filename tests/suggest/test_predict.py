"""How predictions are judged: by hand, and beside what networkx computes."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from kng._network import Projection, project
from kng._suggest import BASELINES, area, field_of, hidden_year, hits
from kng._values import Bilingual, Iri, Network, Rows

WORDS = Bilingual("", "")


def of_graph(graph: nx.Graph[int]) -> Network:
    cells = tuple((Iri(f"n{one:02}"), Iri(f"n{other:02}")) for one, other in graph.edges) + tuple(
        (Iri(f"n{node:02}"), None) for node in graph
    )
    direct = Projection("ties", WORDS, WORDS, "direct")
    return project(direct, Rows(("source", "target"), cells), {})


@pytest.mark.parametrize("seed", range(5))
def test_common_neighbours_and_adamic_adar_equal_networkx(seed: int) -> None:
    graph = nx.gnp_random_graph(14, 0.3, seed=seed)
    field = field_of(of_graph(graph))
    pairs = list(nx.non_edges(graph))
    common = BASELINES["common neighbours"](field)
    known = BASELINES["Adamic–Adar"](field)
    for one, other, expected in nx.adamic_adar_index(graph, pairs):
        assert known[one, other] == pytest.approx(expected)
        assert common[one, other] == len(list(nx.common_neighbors(graph, one, other)))


SCORE = np.array([[0, 4, 3, 3], [0, 0, 2, 1], [0, 0, 0, 1], [0, 0, 0, 0]], dtype=float)
MET = np.array([[0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]], dtype=bool)
EVERY = np.ones((4, 4), dtype=bool)


def test_the_area_counts_pairs_in_order_and_ties_half() -> None:
    # met: 4, 3, 1; not: 3, 2, 1. 4 beats 3; 3 beats 2 and 1 and ties with 3; 1 ties with 1
    assert area(SCORE, MET, EVERY) == pytest.approx((3 + 2.5 + 0.5) / 9)
    assert area(SCORE * 0, MET, EVERY) == 0.5
    assert np.isnan(area(SCORE, MET, MET))


def test_hits_count_what_is_expected_of_those_that_are_equal() -> None:
    assert hits(SCORE, MET, EVERY, most=1) == 1.0
    assert hits(SCORE, MET, EVERY, most=2) == 1.5
    assert hits(SCORE, MET, EVERY, most=3) == 2.0
    assert hits(SCORE, MET, EVERY, most=10) == 3.0
    assert hits(SCORE * 0, MET, EVERY, most=2) == pytest.approx(2 * 3 / 6)


def test_who_came_later_is_not_asked_for() -> None:
    before = field_of(of_graph(nx.path_graph(3)))
    after = of_graph(nx.Graph([(0, 2), (0, 9)]))
    hidden = hidden_year(before, after)
    assert np.argwhere(hidden.meet).tolist() == [[0, 2], [2, 0]]
