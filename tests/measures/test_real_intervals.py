"""The intervals of the project's own networks against the plainest way to find them.

Of each network a sample of the sources is left out, and of these fewer for the dear measures.
All of it is compared by ``benchmarks/intervals.py``.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import pytest

from kng._build import Graph
from kng._build.grounding import grounds_of
from kng._measures import SEED, Measure, Structure, measure, measures_of, rank, structure_of
from kng._measures._draws import drawn_meetings, without_each_source
from kng._measures._ranks import last_place
from kng._values import Grounds

from .naive import Naive, draws_of

CORE = [one.name for one in measures_of("node") if one.core]
CHEAP = ["degree", "strength"]
T = TypeVar("T")
NAMES = [
    *("people-by-meetings", "municipalities-by-meetings", "people-organisations"),
    *("hosting", "municipalities-in-layers"),
]


def sample(given: Sequence[T], most: int) -> list[T]:
    return random.Random(SEED).sample(given, min(most, len(given)))


def places(one: Measure, seen: Structure) -> list[tuple[int, int]]:
    values = one.compute(seen)
    return list(zip(rank(values).tolist(), last_place(values).tolist(), strict=True))


@pytest.fixture(scope="module", params=NAMES)
def naive(request: pytest.FixtureRequest, graph: Graph) -> Naive:
    return Naive(graph, request.param)


@pytest.fixture(scope="module")
def ground(naive: Naive, graph: Graph) -> Grounds:
    return grounds_of(graph, naive.network, {})


def test_each_source_takes_away_what_it_alone_states(naive: Naive, ground: Grounds) -> None:
    """The weights of all ties, for every source that states anything."""
    network = naive.network
    found = {
        ground.sources[one.source]: one.weight
        for one in without_each_source(ground, structure_of(network).m)
    }
    ids = [node.id for node in network.nodes]
    seen = structure_of(network)
    ends = [(ids[s], ids[t]) for s, t in zip(seen.source, seen.target, strict=True)]
    assert len(found) > 10
    for source in sample(naive.sources(), 25):
        graph = naive.graph_of(naive.without(source))
        expected = [graph.get_edge_data(*pair, {"weight": 0.0})["weight"] for pair in ends]
        assert found.get(source, seen.weight).tolist() == pytest.approx(expected), source


def test_places_without_a_source_are_those_that_networkx_finds(
    naive: Naive, ground: Grounds
) -> None:
    seen = structure_of(naive.network)
    left_out = sample(list(without_each_source(ground, seen.m)), 10)
    dear = left_out[:2]
    for one in left_out:
        source, other = ground.sources[one.source], seen.weighing(one.weight)
        graph = naive.graph_of(naive.without(source))
        for name in CORE if any(one is other for other in dear) else CHEAP:
            assert places(measure(name), other) == naive.places(graph, name), (source, name)


def test_places_of_drawn_meetings_are_those_that_networkx_finds(
    naive: Naive, ground: Grounds
) -> None:
    seen = structure_of(naive.network)
    weights = drawn_meetings(ground, seen.m, 2, SEED)
    for times, weight in zip(draws_of(ground.occasions, 2, SEED), weights, strict=True):
        graph, other = naive.drawn(times), seen.weighing(np.asarray(weight))
        for name in CORE:
            assert places(measure(name), other) == naive.places(graph, name), name


def test_intervals_hold_the_places_and_name_what_moves_them(graph: Graph) -> None:
    """A promise about the project's own graph, whatever facts it holds."""
    for network in graph.networks():
        found = graph.assess(network)
        assert set(found.intervals) == set(CORE)
        for name, held in found.intervals.items():
            for place, one in zip(found.ranks[name].tolist(), held, strict=True):
                assert 1 <= one.best <= place <= one.worst <= len(network)
                assert 1 <= one.likely_best <= one.likely_worst <= len(network)
                assert one.hinge or one.best == place
