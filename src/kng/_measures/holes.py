"""Structural holes: how far one's contacts know each other (Burt)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kng._measures._record import Measure
from kng._measures._sparse import weighed_paths
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def constraint(structure: Structure) -> Floats:
    """c(i) = Σⱼ (p(i, j) + Σ_q p(i, q) · p(q, j))² over the neighbours j of i, q other than both.

    p(i, j) = w(i, j) / s(i) is the share of i's strength that goes to j; direction does not count.
    Above 0; a node with a single contact has 1, and small closed groups come up to 1.125. An
    isolated node is given 1: like who has a single contact it has no hole to bridge.
    Reference: Burt 1992, Structural Holes, Harvard University Press, chapter 2; Burt 2004,
    doi:10.1086/421787.

    >>> from kng._measures import structure
    >>> constraint(structure(4, [0, 1], [1, 2], [1.0, 1.0])).tolist()
    [1.0, 0.5, 1.0, 1.0]
    """
    plain = structure.undirected
    given = plain.graph.constraint(weights=plain.weight.tolist()) if plain.n else []
    found = np.array(given, dtype=np.float64)
    return np.where(np.isnan(found), 1.0, found)


def effective_size(structure: Structure) -> Floats:
    """e(i) = Σⱼ (1 − Σ_q p(i, q) · m(j, q)) over the neighbours j of i, q other than both.

    p(i, q) = w(i, q) / s(i) as in `constraint`, m(j, q) = w(j, q) / the largest weight of a tie of
    j. Without weights it is k − 2t/k for k neighbours with t ties among them (Borgatti 1997).
    From 0 (isolated) and 1 (all know each other equally well, or a single contact) to k;
    direction does not count.
    Reference: Burt 1992, Structural Holes, Harvard University Press, chapter 2; Burt 2004,
    doi:10.1086/421787.

    >>> from kng._measures import structure
    >>> effective_size(structure(3, [0, 0, 1], [1, 2, 2], [1.0, 1.0, 1.0])).tolist()
    [1.0, 1.0, 1.0]
    """
    plain = structure.undirected
    if plain.m == 0:
        return np.zeros(structure.n)
    weights, ties = plain.adjacency, plain.pattern
    strength = np.asarray(weights.sum(axis=1), dtype=np.float64)
    largest = np.asarray(weights.max(axis=1).todense(), dtype=np.float64).ravel()
    shares, marginal = _by_row(weights, strength), _by_row(weights, largest)
    redundant = weighed_paths(shares, marginal.T.tocsr(), ties, at=0)
    return np.diff(ties.indptr) - redundant


def _by_row(matrix: csr_array[Any], by: Floats) -> csr_array[Any]:
    """Each row divided by its number."""
    divided = matrix.copy()
    divided.data = divided.data / np.repeat(by, np.diff(divided.indptr))
    return divided


_BURT = "Burt 1992, Structural Holes; Burt 2004, doi:10.1086/421787"

MEASURES = (
    Measure(
        name="constraint",
        title=Bilingual("Bundenhet (constraint)", "Constraint"),
        meaning=Bilingual(
            "Hur mycket ens tid läggs på dem som redan har varandra: lågt för den som förbinder.",
            "How much of one's time goes to those who have each other: low for who connects.",
        ),
        unit=Bilingual("summa av kvadrerade andelar", "sum of squared shares"),
        range="0 … 1.125",
        better="lower",
        reference=_BURT,
        compute=constraint,
        exposes=True,
    ),
    Measure(
        name="effective_size",
        title=Bilingual("Effektiv storlek", "Effective size"),
        meaning=Bilingual(
            "Hur många man når som inte redan når varandra.",
            "How many one reaches who do not reach each other already.",
        ),
        unit=Bilingual("kontakter", "contacts"),
        range="0 … n−1",
        better="higher",
        reference=_BURT,
        compute=effective_size,
    ),
)
