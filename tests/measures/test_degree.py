from __future__ import annotations

from typing import Any

from scipy.sparse import csr_array

from kng._measures.degree import degree


def test_path_star_and_triangle(
    path: csr_array[Any], star: csr_array[Any], triangle: csr_array[Any]
) -> None:
    assert degree(path).tolist() == [1, 2, 1]
    assert degree(star).tolist() == [3, 1, 1, 1]
    assert degree(triangle).tolist() == [2, 2, 2]


def test_kite_as_published(kite: csr_array[Any]) -> None:
    assert degree(kite).tolist() == [4, 4, 3, 6, 3, 5, 5, 3, 2, 1]
