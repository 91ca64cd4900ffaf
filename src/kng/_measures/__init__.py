"""Measures of networks: a file a theme, a record each in `MEASURES`; adding one is a record here.

A measure is of nodes, of ties, of the whole network, or a partition of the nodes; its record says
which, and has the same shape for all, so that help, legend and documentation read one list.
"""

from __future__ import annotations

from collections.abc import Iterable

from kng._errors import UnknownName
from kng._measures import (
    assortativity,
    betweenness,
    brokerage,
    closeness,
    clustering,
    community,
    core,
    cuts,
    degree,
    eigenvector,
    harmonic,
    holes,
    katz,
    pagerank,
    participation,
    strength,
    whole,
)
from kng._measures._assess import (
    Assessment,
    assess,
    hindrance,
    refuse_intervals,
    refuse_numbers,
    structure_of,
    value_of,
)
from kng._measures._grounds import grounds
from kng._measures._intervals import DRAWS
from kng._measures._ranks import rank
from kng._measures._record import Measure, Of
from kng._measures._sampling import Sampled, refuse_sample, sampled
from kng._measures._sentences import sentence
from kng._measures._structure import SEED, Labels, Structure, structure

__all__ = [
    "DRAWS",
    "MEASURES",
    "SEED",
    "Assessment",
    "Labels",
    "Measure",
    "Of",
    "Sampled",
    "Structure",
    "assess",
    "grounds",
    "hindrance",
    "measure",
    "measures_of",
    "rank",
    "refuse_intervals",
    "refuse_numbers",
    "refuse_sample",
    "sampled",
    "sentence",
    "structure",
    "structure_of",
    "value_of",
]

MEASURES: tuple[Measure, ...] = (
    degree.MEASURE,
    strength.MEASURE,
    betweenness.MEASURE,
    closeness.MEASURE,
    harmonic.MEASURE,
    pagerank.MEASURE,
    eigenvector.MEASURE,
    katz.MEASURE,
    core.MEASURE,
    clustering.MEASURE,
    *holes.MEASURES,
    participation.MEASURE,
    *brokerage.MEASURES,
    *cuts.MEASURES,
    *community.MEASURES,
    *whole.MEASURES,
    *assortativity.MEASURES,
)


def measure(name: str, among: Iterable[Measure] = MEASURES) -> Measure:
    """The measure of that name; raises `UnknownName` with the known ones.

    >>> measure("degree").title.sv
    'Gradtal'
    """
    known = {one.name: one for one in among}
    if name not in known:
        raise UnknownName("measure", name, known)
    return known[name]


def measures_of(of: Of) -> tuple[Measure, ...]:
    """The measures of nodes, of ties, of the whole network, or the partitions.

    >>> [one.name for one in measures_of("partition")]
    ['component', 'community']
    """
    return tuple(one for one in MEASURES if one.of == of)
