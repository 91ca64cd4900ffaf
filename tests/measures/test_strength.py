from __future__ import annotations

import pytest

from kng._measures import Structure
from kng._measures.strength import strength


def test_path_star_and_triangle(path: Structure, star: Structure, triangle: Structure) -> None:
    assert strength(path).tolist() == [1, 2, 1]
    assert strength(star).tolist() == [3, 1, 1, 1]
    # 1/6 + 1/2, 1/6 + 1/2, 1/2 + 1/2
    assert strength(triangle).tolist() == pytest.approx([2 / 3, 2 / 3, 1])
