from __future__ import annotations

from typing import Any

import pytest
from scipy.sparse import csr_array

from kng._measures.strength import strength


def test_path_star_and_triangle(
    path: csr_array[Any], star: csr_array[Any], triangle: csr_array[Any]
) -> None:
    assert strength(path).tolist() == [1, 2, 1]
    assert strength(star).tolist() == [3, 1, 1, 1]
    # 1/6 + 1/2, 1/6 + 1/2, 1/2 + 1/2
    assert strength(triangle).tolist() == pytest.approx([2 / 3, 2 / 3, 1])
