from __future__ import annotations

from collections.abc import Callable

import pytest

from kng._measures import Structure
from kng._measures.betweenness import betweenness

Build = Callable[..., Structure]


def test_path_and_star(path: Structure, star: Structure) -> None:
    assert betweenness(path).tolist() == [0, 1, 0]
    assert betweenness(star).tolist() == [1, 0, 0, 0]


def test_weights_change_the_shortest_way(triangle: Structure, build: Build) -> None:
    assert betweenness(triangle).tolist() == [0, 0, 1]
    even = build(3, [(0, 1, 1), (0, 2, 1), (1, 2, 1)])
    assert betweenness(even).tolist() == [0, 0, 0]


def test_ways_of_equal_length_share_the_pair(build: Build) -> None:
    # 6 = 3 + 3
    thirds = build(3, [(0, 1, 1 / 6), (0, 2, 1 / 3), (1, 2, 1 / 3)])
    assert betweenness(thirds).tolist() == [0, 0, 0.5]


def test_equal_lengths_that_fractions_would_miss(build: Build) -> None:
    # 0.1 + 0.2 = 0.3, which sums of binary fractions deny
    tenths = build(3, [(0, 1, 1 / 0.3), (0, 2, 1 / 0.1), (1, 2, 1 / 0.2)])
    assert betweenness(tenths).tolist() == [0, 0, 0.5]


def test_disconnected_and_isolated_nodes(build: Build) -> None:
    # two paths of three and a lone node: one pair of the (6 · 5) / 2 runs through each middle
    two = build(7, [(0, 1, 1), (1, 2, 1), (3, 4, 1), (4, 5, 1)])
    assert betweenness(two).tolist() == pytest.approx([0, 1 / 15, 0, 0, 1 / 15, 0, 0])


def test_kite_as_published(kite: Structure) -> None:
    published = [0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0]
    assert betweenness(kite).round(3).tolist() == published
