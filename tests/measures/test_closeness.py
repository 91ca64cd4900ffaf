from __future__ import annotations

from collections.abc import Callable

import pytest

from kng._measures import Structure
from kng._measures.closeness import closeness

Build = Callable[..., Structure]


def test_path_and_star(path: Structure, star: Structure) -> None:
    assert closeness(path).tolist() == pytest.approx([2 / 3, 1, 2 / 3])
    # a leaf: 3 / (1 + 2 + 2)
    assert closeness(star).tolist() == pytest.approx([1, 0.6, 0.6, 0.6])


def test_weights_are_closeness(triangle: Structure, build: Build) -> None:
    # distances 4 (over 2, not 6), 2 and 2
    assert closeness(triangle).tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 2])
    assert closeness(build(2, [(0, 1, 0.25)])).tolist() == [0.25, 0.25]


def test_few_near_ones_are_not_all(build: Build) -> None:
    # a pair and a path of three among six: (1/5)·1; (2/5)·(2/3), (2/5)·1; the lone one 0
    parts = build(6, [(0, 1, 1), (2, 3, 1), (3, 4, 1)])
    assert closeness(parts).tolist() == pytest.approx([0.2, 0.2, 4 / 15, 0.4, 4 / 15, 0])


def test_kite_as_published(kite: Structure) -> None:
    published = [0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.310]
    assert closeness(kite).round(3).tolist() == published
