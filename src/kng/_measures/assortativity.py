"""Assortativity: whether ties stay within groups."""

from __future__ import annotations

from functools import partial

import numpy as np

from kng._errors import KngError
from kng._measures._record import Measure
from kng._measures._structure import Structure
from kng._values import Bilingual


def assortativity(structure: Structure, label: str) -> float:
    """r = (Σₐ e(a, a) − Σₐ f(a) · g(a)) / (1 − Σₐ f(a) · g(a)).

    e(a, b) is the share of the ties that lead from group a to group b, f and g its sums by row and
    by column; without direction a tie leads both ways. 1 when all ties stay within groups, 0 as
    by chance, below 0 when they lead out; NaN when there is no tie or all lie in one group.
    Weights do not count; ties of a node whose group is not known are left out. Raises `KngError`
    without labels. Reference: Newman 2003, doi:10.1103/PhysRevE.67.026126.

    >>> from kng._measures import Labels, structure
    >>> counties = {"region": Labels(["Dalarna", "Dalarna", "Skåne", "Skåne"])}
    >>> path = structure(4, [0, 1, 2], [1, 2, 3], [1.0, 1.0, 1.0], labels=counties)
    >>> round(assortativity(path, "region"), 3)  # e = 1/3, 1/6, 1/6, 1/3
    0.333
    """
    if label not in structure.labels:
        raise KngError(f"assortativity needs to know the {label} of the nodes")
    labels = structure.labels[label]
    first, second = labels.codes[structure.source], labels.codes[structure.target]
    known = (first >= 0) & (second >= 0)
    if not known.any():
        return float("nan")
    groups = len(labels.names)
    ties = np.zeros((groups, groups))
    np.add.at(ties, (first[known], second[known]), 1.0)
    share = (ties if structure.directed else ties + ties.T) / ties.sum()
    share /= share.sum()
    chance = float(share.sum(axis=1) @ share.sum(axis=0))
    if chance > 1 - 1e-12:
        return float("nan")
    return float((np.trace(share) - chance) / (1 - chance))


def _record(label: str, title: Bilingual, meaning: Bilingual) -> Measure:
    return Measure(
        name=f"assortativity_{label}",
        title=title,
        meaning=meaning,
        unit=Bilingual("korrelation", "correlation"),
        range="−1 … 1",
        better="neither",
        reference="Newman 2003, doi:10.1103/PhysRevE.67.026126",
        compute=partial(assortativity, label=label),
        of="network",
        directed=Bilingual("Banden följer riktningen.", "Ties follow the direction."),
        needs=label,
    )


MEASURES = (
    _record(
        "region",
        Bilingual("Lika län", "Assortativity by county"),
        Bilingual(
            "Om band hellre knyts inom samma län (över 0) eller mellan län (under 0).",
            "Whether ties are rather within the same county (above 0) or between (below 0).",
        ),
    ),
    _record(
        "size",
        Bilingual("Lika storlek", "Assortativity by size"),
        Bilingual(
            "Om band hellre knyts mellan kommuner av samma storleksklass (över 0) eller olika.",
            "Whether ties are rather between municipalities of one size class (above 0) or not.",
        ),
    ),
    _record(
        "phase",
        Bilingual("Lika fas", "Assortativity by phase"),
        Bilingual(
            "Om band hellre knyts mellan dem som kom in i programmet i samma fas (över 0).",
            "Whether ties are rather between those that joined the programme in one phase.",
        ),
    ),
)
