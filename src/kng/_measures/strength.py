"""Strength: the summed weight of a node's ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kng._measures._record import Measure, undirected
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def strength(adjacency: csr_array[Any]) -> NDArray[np.float64]:
    """s(i) = Σⱼ w(i, j), the sum of the weights of the ties of i.

    ``adjacency`` is the symmetric n × n matrix of weights. At least 0 (isolated). With the Newman
    weight a node's strength is the number of gatherings at which it met anyone, where the others
    there are nodes too. Raises `KngError` for a directed network. Reference: Barrat, Barthélemy,
    Pastor-Satorras and Vespignani 2004, doi:10.1073/pnas.0400087101.

    >>> from scipy.sparse import csr_array
    >>> strength(csr_array(np.array([[0, 2, 0.5], [2, 0, 0], [0.5, 0, 0]]))).tolist()
    [2.5, 2.0, 0.5]
    """
    matrix = undirected(adjacency)
    return np.asarray(matrix.sum(axis=1), dtype=np.float64)


MEASURE = Measure(
    name="strength",
    title=Bilingual("Styrka", "Strength"),
    meaning=Bilingual(
        "Hur mycket man har mött andra: bandens vikter tillsammans.",
        "How much one has met others: the weights of one's ties together.",
    ),
    unit=Bilingual("summa av bandens vikter", "sum of the ties' weights"),
    range="≥ 0",
    better="higher",
    reference="Barrat et al. 2004, doi:10.1073/pnas.0400087101",
    compute=strength,
)
