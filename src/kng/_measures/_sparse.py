"""What measures ask of sparse matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kng._measures._structure import Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Up to here all eigenvalues together are found faster than the largest by iterating.
_DENSE = 12
# The leading eigenvalues of two parts are the same when they differ by less than this share.
_SAME = 1e-10
_ROWS = 4096


def leading(matrix: csr_array[Any], parts: Ints) -> tuple[float, Floats]:
    """The largest eigenvalue of a symmetric matrix of weights, and its eigenvector of length 1.

    ``parts`` says for each node in which connected part it lies. Where several parts share the
    eigenvalue, the vector is the one that repeated multiplication of (1, …, 1) comes to. Without
    ties the eigenvalue is 0 and the vector is 0.
    """
    bound = _bounds(matrix, parts)
    best, found = 0.0, np.zeros(matrix.shape[0])
    for part in np.lexsort((np.arange(len(bound)), -bound)).tolist():
        if bound[part] <= best * (1 - _SAME):
            break
        members = np.flatnonzero(parts == part)
        value, vector = _eigen(matrix[members][:, members])
        if value < best * (1 - _SAME):
            continue
        if value > best * (1 + _SAME):
            best, found = value, np.zeros(matrix.shape[0])
        found[members] = vector * vector.sum()
    length = float(np.linalg.norm(found))
    return best, found / length if length else found


def _bounds(matrix: csr_array[Any], parts: Ints) -> Floats:
    """What the largest eigenvalue of each part cannot exceed: √(s(i) · s(j)) of some tie."""
    strength = np.asarray(matrix.sum(axis=1), dtype=np.float64)
    ties = matrix.tocoo()
    found = np.zeros(int(parts.max(initial=-1)) + 1)
    np.maximum.at(found, parts[ties.row], np.sqrt(strength[ties.row] * strength[ties.col]))
    return found


def _eigen(matrix: csr_array[Any]) -> tuple[float, Floats]:
    size = matrix.shape[0]
    if size <= _DENSE:
        values, vectors = np.linalg.eigh(matrix.toarray())
    else:
        from scipy.sparse.linalg import eigsh

        values, vectors = eigsh(
            matrix, k=1, which="LA", v0=np.ones(size), ncv=min(size, 40), maxiter=100 * size
        )
    # the leading vector of a connected part has one sign
    return float(values[-1]), np.abs(vectors[:, -1])


def weighed_paths(
    left: csr_array[Any], right: csr_array[Any], ends: csr_array[Any], at: int
) -> Floats:
    """Σ left(i, q) · right(q, j) · ends(i, j) over all q and, by ``at``, all j (0) or all i (1).

    In blocks of rows, so that the product of large matrices never stands in memory.
    """
    size = left.shape[0]
    found = np.zeros(size)
    for first in range(0, size, _ROWS):
        rows = slice(first, first + _ROWS)
        block = (left[rows] @ right).multiply(ends[rows])
        sums = np.asarray(block.sum(axis=1 - at), dtype=np.float64)
        if at == 0:
            found[rows] = sums
        else:
            found += sums
    return found
