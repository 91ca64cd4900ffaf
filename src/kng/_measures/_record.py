"""What is known of a measure, and what every measure asks of a network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from kng._errors import KngError
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of nodes: what it is called, what it says, and how it is computed.

    ``compute`` takes the symmetric ``n`` × ``n`` matrix of tie weights (`Network.adjacency`)
    and returns ``n`` finite floats in the order of the nodes. ``unit`` and ``range`` describe
    these; ``better`` says whether a higher or a lower value is the more central one.
    """

    name: str
    title: Bilingual
    meaning: Bilingual
    unit: Bilingual
    range: str
    better: Literal["higher", "lower", "neither"]
    reference: str
    compute: Callable[[csr_array[Any]], NDArray[np.float64]]


def undirected(adjacency: csr_array[Any]) -> csr_array[Any]:
    """``adjacency`` in canonical form, without ties of a node with itself.

    Raises `KngError` when it is not square and symmetric, or holds a weight that is negative
    or no finite number: the measures are defined for undirected networks only.

    >>> from scipy.sparse import csr_array
    >>> undirected(csr_array(np.array([[5.0, 1.0], [1.0, 0.0]]))).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    rows, columns = adjacency.shape
    if rows != columns:
        raise KngError(f"a network's matrix must be square, not {rows} × {columns}")
    ties = adjacency.astype(np.float64).tocoo()
    if not np.isfinite(ties.data).all() or (ties.data < 0).any():
        raise KngError("the weights of ties must be finite and not negative")
    ties.setdiag(0)
    matrix = ties.tocsr()
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    if (matrix - matrix.T.tocsr()).count_nonzero():
        raise KngError("the network is directed; the measures are defined for undirected ones")
    return matrix
