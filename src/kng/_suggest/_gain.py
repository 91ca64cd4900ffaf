"""What a meeting of some would change in the network as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from kng._suggest._field import Field, Floats, Truths, steps_between


class Shape(NamedTuple):
    """How a network hangs together: pairs that reach each other, the sum of the steps between
    these, efficiency (the mean of 1/steps over all pairs, 0 where there is no way; Latora and
    Marchiori 2001, doi:10.1103/PhysRevLett.87.198701), parts, and nodes without which a part falls
    apart (articulation points).

    >>> shape(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], dtype=bool))
    Shape(reached=3, steps=4, efficiency=0.8333333333333334, parts=1, threads=1)
    """

    reached: int
    steps: int
    efficiency: float
    parts: int
    threads: int

    @property
    def mean_steps(self) -> float:
        """The steps between two who reach each other, in the mean; 0 where nobody does."""
        return self.steps / self.reached if self.reached else 0.0


def shape(met: Truths, among: Truths | None = None) -> Shape:
    """How the network of who met whom hangs together; of pairs and parts only those ``among``
    some nodes count, who may reach each other through the rest."""
    import igraph

    counted = np.ones(len(met), dtype=bool) if among is None else among
    steps = steps_between(met)[np.ix_(counted, counted)]
    above = steps[np.triu_indices(len(steps), k=1)]
    there = above[np.isfinite(above)]
    graph = igraph.Graph(n=len(met), edges=np.argwhere(np.triu(met, k=1)).tolist())
    parts = np.array(graph.connected_components().membership, dtype=np.int64)
    inverse: Floats = 1.0 / there
    return Shape(
        len(there),
        int(there.sum()),
        float(inverse.sum()) / len(above) if len(above) else 0.0,
        len(set(parts[counted].tolist())),
        len(graph.articulation_points()),
    )


def with_meeting(field: Field, members: Sequence[int]) -> Truths:
    """Who has met, were some to meet."""
    met = field.met.copy()
    for one, other in combinations(members, 2):
        met[one, other] = met[other, one] = True
    return met
