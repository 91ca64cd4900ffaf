"""Degree: the number of ties of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kng._measures._record import Measure, undirected
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def degree(adjacency: csr_array[Any]) -> NDArray[np.float64]:
    """k(i) = the number of j with w(i, j) > 0; weights do not matter.

    ``adjacency`` is the symmetric n × n matrix of weights. From 0 (isolated) to n − 1. Raises
    `KngError` for a directed network. Reference: Freeman 1978,
    doi:10.1016/0378-8733(78)90021-7.

    >>> from scipy.sparse import csr_array
    >>> degree(csr_array(np.array([[0, 2, 0.5], [2, 0, 0], [0.5, 0, 0]]))).tolist()
    [2.0, 1.0, 1.0]
    """
    return np.diff(undirected(adjacency).indptr).astype(np.float64)


MEASURE = Measure(
    name="degree",
    title=Bilingual("Gradtal", "Degree"),
    meaning=Bilingual(
        "Hur många andra man har band till.",
        "How many others one has ties to.",
    ),
    unit=Bilingual("band", "ties"),
    range="0 … n−1",
    better="higher",
    reference="Freeman 1978, doi:10.1016/0378-8733(78)90021-7",
    compute=degree,
)
