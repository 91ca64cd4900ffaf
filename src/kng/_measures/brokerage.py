"""Brokerage: who stands between two that have not met, and for which groups (Gould & Fernandez)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from kng._errors import KngError
from kng._measures._record import Measure
from kng._measures._sparse import weighed_paths
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual

if TYPE_CHECKING:
    from scipy.sparse import csr_array

GROUP = "group"


def brokerage(structure: Structure, role: str = "total") -> Floats:
    """The number of ordered pairs (i, k) with ties i → j → k and none i → k, for each broker j.

    The groups of i, j and k decide the ``role``: *coordinator* (all in one group), *consultant*
    (i and k in one, j in another), *gatekeeper* (j and k in one: lets what comes from outside
    in), *representative* (i and j in one: carries it out), *liaison* (three groups), or *total*.

    Without direction a tie leads both ways: each open pair counts in both orders, and gatekeeper
    and representative are the same. Weights do not count. Nodes whose group is not known (label
    ``group``) take no part and have 0, and so have isolated nodes. From 0 to (n − 1)(n − 2).
    Raises `KngError` without labels. Reference: Gould and Fernandez 1989, doi:10.2307/270949.

    >>> from kng._measures import Labels, structure
    >>> towns = {"group": Labels(["Borlänge", "Borlänge", "Gävle"])}
    >>> path = structure(3, [0, 1], [1, 2], [1.0, 1.0], labels=towns)
    >>> brokerage(path).tolist(), brokerage(path, "gatekeeper").tolist()
    ([0.0, 2.0, 0.0], [0.0, 1.0, 0.0])
    """
    if GROUP not in structure.labels:
        raise KngError("brokerage needs to know the group of the nodes")
    ties, within = _ties(structure)
    across = (ties - within).tocsr()
    across.eliminate_zeros()
    match role:
        case "coordinator":
            return _open(within, within, within)
        case "gatekeeper":
            return _open(across, within, across)
        case "representative":
            return _open(within, across, across)
        case "total":
            return _open(ties, ties, ties)
    returning = _same_ends(structure, across)
    inside = returning - _closed(across, across, within)
    if role == "consultant":
        return inside
    return _open(across, across, ties) - inside


def _ties(structure: Structure) -> tuple[csr_array[Any], csr_array[Any]]:
    """Ties between nodes whose group is known, and those of them that stay within one."""
    codes = structure.labels[GROUP].codes
    ties = structure.pattern.tocoo()
    known = (codes[ties.row] >= 0) & (codes[ties.col] >= 0)
    same = known & (codes[ties.row] == codes[ties.col])
    return _kept(ties, known), _kept(ties, same)


def _kept(ties: Any, chosen: Any) -> csr_array[Any]:
    from scipy.sparse import coo_array

    rows, columns = ties.row[chosen], ties.col[chosen]
    return coo_array((ties.data[chosen], (rows, columns)), shape=ties.shape).tocsr()


def _open(into: csr_array[Any], out: csr_array[Any], past: csr_array[Any]) -> Floats:
    """Pairs i → j → k with i other than k, less those with a tie i → k."""
    pairs = _sums(into, 0) * _sums(out, 1)
    there_and_back = _sums(into.multiply(out.T), 0)
    return pairs - there_and_back - _closed(into, out, past)


def _closed(into: csr_array[Any], out: csr_array[Any], past: csr_array[Any]) -> Floats:
    """For each j the pairs i → j → k with a tie i → k."""
    return weighed_paths(past, out.T.tocsr(), into, at=1)


def _same_ends(structure: Structure, across: csr_array[Any]) -> Floats:
    """For each j the pairs i → j → k across groups where i and k are two of the same group."""
    from scipy.sparse import csr_array

    codes = structure.labels[GROUP].codes
    known = np.flatnonzero(codes >= 0)
    shape = (len(codes), max(len(structure.labels[GROUP].names), 1))
    members = csr_array((np.ones(len(known)), (known, codes[known])), shape=shape)
    pairs = _sums((across.T @ members).multiply(across @ members), 1)
    return pairs - _sums(across.multiply(across.T), 0)


def _sums(matrix: Any, axis: int) -> Floats:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64).ravel()


def _record(role: str, title: Bilingual, meaning: Bilingual) -> Measure:
    compute: Callable[[Structure], Floats] = partial(brokerage, role=role)
    return Measure(
        name="brokerage" if role == "total" else f"brokerage_{role}",
        title=title,
        meaning=meaning,
        unit=Bilingual("par som inte har mötts, i båda ordningarna", "pairs unmet, in both orders"),
        range="0 … (n−1)(n−2)",
        better="higher",
        reference="Gould & Fernandez 1989, doi:10.2307/270949",
        compute=compute,
        directed=Bilingual(
            "Paren följer riktningen: från den ena genom en till den andra.",
            "Pairs follow the direction: from the one through one to the other.",
        ),
        needs=GROUP,
    )


MEASURES = (
    _record(
        "total",
        Bilingual("Förmedling", "Brokerage"),
        Bilingual(
            "Hur många par som inte har mött varandra men som båda har mött en.",
            "How many pairs have not met each other but have both met one.",
        ),
    ),
    _record(
        "coordinator",
        Bilingual("Samordnare", "Coordinator"),
        Bilingual(
            "Hur många par i den egna gruppen som möts genom en.",
            "How many pairs of one's own group meet through one.",
        ),
    ),
    _record(
        "consultant",
        Bilingual("Konsult", "Consultant"),
        Bilingual(
            "Hur många par i en annan grupp som möts genom en.",
            "How many pairs of another group meet through one.",
        ),
    ),
    _record(
        "gatekeeper",
        Bilingual("Grindvakt", "Gatekeeper"),
        Bilingual(
            "Hur många i den egna gruppen som når någon utanför den genom en, in i gruppen.",
            "How many of one's own group are reached from outside it through one.",
        ),
    ),
    _record(
        "representative",
        Bilingual("Företrädare", "Representative"),
        Bilingual(
            "Hur många i den egna gruppen som når någon utanför den genom en, ut ur gruppen.",
            "How many of one's own group reach somebody outside it through one.",
        ),
    ),
    _record(
        "liaison",
        Bilingual("Förbindelseman", "Liaison"),
        Bilingual(
            "Hur många par ur två andra grupper som möts genom en.",
            "How many pairs of two other groups meet through one.",
        ),
    ),
)
