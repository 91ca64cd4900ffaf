"""Thresholds and the disparity filter: by hand, and beside a foreign implementation."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest
from backbone_network.backbone import compute_disparity_filter

from kng._network import chance, project
from kng._values import Rows

from .conftest import ARROWS, LAYERED, PEOPLE, TIES, rows, weights


def star() -> Rows:
    """A hub with one heavy and three light ties, and a tie between two of the light ends."""
    ends = [("hub", "a", 7), ("hub", "b", 1), ("hub", "c", 1), ("hub", "d", 1), ("b", "c", 1)]
    return rows("source target weight", *ends)


# hub: k = 4, s = 10: a has (1 − 7/10)³ = 0.027, the light ones (9/10)³ = 0.729
# b and c: k = 2, s = 2: 1 − 1/2 = 0.5 for both of their ties; a and d: k = 1, which says nothing


def test_the_chance_of_each_tie_is_that_of_the_end_for_which_it_is_smaller() -> None:
    network = project(TIES, star(), {})
    alpha = chance(network.source, network.target, network.weight, False, len(network))
    by_ends = dict(zip(weights(network), np.round(alpha, 12).tolist(), strict=True))
    assert by_ends == {
        ("a", "hub"): 0.027,
        ("b", "c"): 0.5,
        ("b", "hub"): 0.5,
        ("c", "hub"): 0.5,
        ("d", "hub"): 0.729,
    }


@pytest.mark.parametrize(
    ("level", "kept"),
    [(0.027, 0), (0.03, 1), (0.5, 1), (0.51, 4), (0.72, 4), (0.8, 5)],
)
def test_ties_below_the_level_stay_and_all_nodes_do(level: float, kept: int) -> None:
    network = project(TIES, star(), {}, backbone=level)
    assert len(network.weight) == kept
    assert len(network) == 5
    assert network.backbone == level


def test_a_pair_alone_is_not_significant() -> None:
    assert len(project(TIES, rows("source target", ("a", "b")), {}, backbone=0.99).weight) == 0


def test_of_a_directed_tie_the_outgoing_and_the_incoming_ties_count() -> None:
    ends = [("a", "b", 3), ("a", "c", 1), ("d", "b", 1)]
    network = project(ARROWS, rows("source target weight", *ends), {})
    alpha = chance(network.source, network.target, network.weight, True, len(network))
    # out of a: 1 − 3/4 and 1 − 1/4; into b: 1 − 3/4 and 1 − 1/4; c and d have a single tie
    assert alpha.tolist() == [0.25, 0.75, 0.75]


def test_each_layer_has_its_own_backbone() -> None:
    cells = [
        *((who, "m", "meeting") for who in ("ann", "bo", "cy")),
        *((who, "p", "project") for who in ("ann", "bo")),
    ]
    network = project(LAYERED, rows("node thing layer", *cells), {}, backbone=0.6)
    # among three equal ties each end has 1 − 1/2; the one tie of the other layer says nothing
    assert {layer for *_, layer in weights(network)} == {"meeting"}


@pytest.mark.parametrize("seed", range(8))
def test_equals_a_foreign_disparity_filter(seed: int) -> None:
    # Of an undirected tie it keeps the end that it sees last, so both ends are asked of the two
    # ties there and back; it rounds to four digits.
    random_ties = random.Random(seed)
    graph = nx.gnp_random_graph(18, 0.5, seed=seed)
    both: nx.DiGraph[int] = nx.DiGraph()
    for one, other in graph.edges:
        heavy = random_ties.uniform(0.05, 4)
        both.add_edge(one, other, weight=heavy)
        both.add_edge(other, one, weight=heavy)
    assert min(degree for _, degree in graph.degree) > 1
    source, target = (np.array(ends) for ends in zip(*graph.edges, strict=True))
    weight = np.array([both[one][other]["weight"] for one, other in graph.edges])
    foreign = compute_disparity_filter(both)
    expected = [
        min(foreign[one][other]["alpha_in"], foreign[one][other]["alpha_out"])
        for one, other in graph.edges
    ]
    assert chance(source, target, weight, False, 18) == pytest.approx(expected, abs=1e-4)


def test_ties_lighter_than_the_least_weight_are_not_shown() -> None:
    met = rows("node thing", *((who, "m") for who in "abc"), ("a", "n"), ("b", "n"))
    network = project(PEOPLE, met, {}, minimum=1.0)
    assert weights(network) == {("a", "b"): 1.5}
    assert [one.thing for one in network.evidence[0]] == ["m", "n"]
    assert len(network) == 3
    assert network.largest is not None
    assert (network.largest.thing, network.largest.ties, network.largest.share) == ("m", 1, 1.0)
    assert network.rests_on()["minimum"] == 1.0


def test_a_projection_may_have_a_least_weight_which_another_replaces() -> None:
    from dataclasses import replace

    sparse = replace(PEOPLE, minimum=1.0)
    met = rows("node thing", *((who, "m") for who in "abc"))
    assert len(project(sparse, met, {}).weight) == 0
    assert project(sparse, met, {}).largest is None
    assert len(project(sparse, met, {}, minimum=0.0).weight) == 3
