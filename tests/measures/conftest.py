"""Small graphs that several measures are worked out on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from scipy.sparse import coo_array, csr_array

Tie = tuple[int, int, float]
Build = Callable[[int, Iterable[Tie]], "csr_array[Any]"]

# Krackhardt's kite: Andre, Beverly, Carol, Diane, Ed, Fernando, Garth, Heather, Ike, Jane
_KITE = "AB AC AD AF BD BE BG CD CF DE DF DG EG FG FH GH HI IJ"


def _matrix(size: int, ties: Iterable[Tie]) -> csr_array[Any]:
    both = [*ties]
    both += [(target, source, weight) for source, target, weight in both]
    weights = [float(weight) for _, _, weight in both]
    ends = ([source for source, _, _ in both], [target for _, target, _ in both])
    return coo_array((weights, ends), shape=(size, size)).tocsr()


@pytest.fixture
def build() -> Build:
    """Make the symmetric matrix of so many nodes and these ties."""
    return _matrix


@pytest.fixture
def path() -> csr_array[Any]:
    """0 – 1 – 2."""
    return _matrix(3, [(0, 1, 1), (1, 2, 1)])


@pytest.fixture
def star() -> csr_array[Any]:
    """0 tied to 1, 2 and 3."""
    return _matrix(4, [(0, 1, 1), (0, 2, 1), (0, 3, 1)])


@pytest.fixture
def triangle() -> csr_array[Any]:
    """0 – 1 weighs 1/6, 0 – 2 and 2 – 1 weigh 1/2: the way over 2 is shorter (4 < 6)."""
    return _matrix(3, [(0, 1, 1 / 6), (0, 2, 1 / 2), (1, 2, 1 / 2)])


@pytest.fixture
def kite() -> csr_array[Any]:
    """D. Krackhardt, Administrative Science Quarterly 35 (1990) 342-369, doi:10.2307/2393394."""
    return _matrix(10, [(ord(tie[0]) - 65, ord(tie[1]) - 65, 1) for tie in _KITE.split()])
