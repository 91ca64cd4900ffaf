"""Strength: the summed weight of a node's ties."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def strength(structure: Structure) -> Floats:
    """s(i) = Σⱼ w(i, j), the sum of the weights of the ties of i.

    At least 0 (isolated). With the Newman weight a node's strength is the number of gatherings at
    which it met anyone, where the others there are nodes too. With direction, what goes out and
    what comes in is added. Reference: Barrat, Barthélemy, Pastor-Satorras and Vespignani 2004,
    doi:10.1073/pnas.0400087101.

    >>> from kng._measures import structure
    >>> strength(structure(3, [0, 0], [1, 2], [2.0, 0.5])).tolist()
    [2.5, 2.0, 0.5]
    """
    size, weight = structure.n, structure.weight
    out, into = (np.bincount(end, weight, size) for end in (structure.source, structure.target))
    return np.asarray(out + into, dtype=np.float64)


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
    core=True,
    directed=Bilingual("Vikter ut och in läggs ihop.", "Weights out and in are added up."),
)
