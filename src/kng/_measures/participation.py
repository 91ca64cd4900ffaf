"""Participation coefficient: whether one's ties are spread over many communities."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def participation(structure: Structure) -> Floats:
    """P(i) = 1 − Σ over communities c of (s(i, c) / s(i))².

    s(i, c) is the weight of i's ties to nodes of c, s(i) of all its ties; the communities are
    those of `community`. 0 when all ties go to one community, and for isolated nodes; near 1 when
    they are spread evenly over many. Direction does not count. Reference: Guimerà and Amaral 2005,
    doi:10.1038/nature03288.

    >>> from kng._measures import structure
    >>> two = structure(5, [0, 0, 1, 3, 2], [1, 2, 2, 4, 3], [1.0, 1.0, 1.0, 1.0, 0.1])
    >>> participation(two).round(3).tolist()
    [0.0, 0.0, 0.091, 0.165, 0.0]
    """
    from scipy.sparse import csr_array

    plain = structure.undirected
    if plain.m == 0:
        return np.zeros(structure.n)
    group = structure.communities
    members = csr_array((np.ones(len(group)), (np.arange(len(group)), group)))
    to_groups = (plain.adjacency @ members).tocsr()
    strength = np.asarray(to_groups.sum(axis=1), dtype=np.float64)
    squares = np.asarray(to_groups.multiply(to_groups).sum(axis=1), dtype=np.float64)
    out = np.where(strength > 0, strength, 1.0) ** 2
    return np.where(strength > 0, np.maximum(1.0 - squares / out, 0.0), 0.0)


MEASURE = Measure(
    name="participation",
    title=Bilingual("Spridning över grupper", "Participation coefficient"),
    meaning=Bilingual(
        "Hur jämnt ens band är spridda över de grupper som nätverket faller i.",
        "How evenly one's ties are spread over the communities that the network falls into.",
    ),
    unit=Bilingual("1 − summa av kvadrerade andelar", "1 − sum of squared shares"),
    range="0 … 1",
    better="higher",
    reference="Guimerà & Amaral 2005, doi:10.1038/nature03288",
    compute=participation,
)
