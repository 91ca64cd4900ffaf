from __future__ import annotations

from collections.abc import Callable

import pytest

from kng._measures import Structure
from kng._measures.pagerank import pagerank

Build = Callable[..., Structure]


def test_star(star: Structure) -> None:
    # the centre: c = 0.15/4 + 0.85·(1 − c), so c = 0.8875 / 1.85; each leaf (1 − c) / 3
    leaf = 0.9625 / 1.85 / 3
    assert pagerank(star).tolist() == pytest.approx([0.8875 / 1.85, leaf, leaf, leaf], rel=1e-12)


def test_weighted_path(build: Build) -> None:
    # weights 1 and 3: b = 0.05 + 0.85·(1 − b), then a = 0.05 + 0.85·b/4, c = 0.05 + 0.85·3b/4
    b = 0.9 / 1.85
    path = build(3, [(0, 1, 1), (1, 2, 3)])
    expected = [0.05 + 0.2125 * b, b, 0.05 + 0.6375 * b]
    assert pagerank(path).tolist() == pytest.approx(expected, rel=1e-12)


def test_an_isolated_node_starts_again_anywhere(build: Build) -> None:
    # a pair and a lone node: z = 0.05 + 0.85·z/3, so z = 0.15 / 2.15; the pair shares the rest
    lone = build(3, [(0, 1, 1)])
    z = 0.15 / 2.15
    assert pagerank(lone).tolist() == pytest.approx([(1 - z) / 2, (1 - z) / 2, z], rel=1e-12)


def test_one_node_and_only_isolated_nodes(build: Build) -> None:
    assert pagerank(build(1, [])).tolist() == [1]
    assert pagerank(build(4, [])).tolist() == [0.25, 0.25, 0.25, 0.25]
