from __future__ import annotations

from kng._measures import Structure
from kng._measures.degree import degree


def test_path_star_and_triangle(path: Structure, star: Structure, triangle: Structure) -> None:
    assert degree(path).tolist() == [1, 2, 1]
    assert degree(star).tolist() == [3, 1, 1, 1]
    assert degree(triangle).tolist() == [2, 2, 2]


def test_kite_as_published(kite: Structure) -> None:
    assert degree(kite).tolist() == [4, 4, 3, 6, 3, 5, 5, 3, 2, 1]
