"""Measures of large networks from some of their nodes, with a bound on the error."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from kng._errors import KngError, UsageError
from kng._measures._assess import EXACT
from kng._measures._paths import near
from kng._measures._record import Measure
from kng._measures._structure import Floats, Ints, Structure

CONFIDENCE = 0.95
"""How sure it is that no node is further off than the error."""


class Sampled(NamedTuple):
    """Values from ``pivots`` nodes drawn by lot. With the probability `CONFIDENCE` the value of
    no node is off by more than ``error``, in the unit of the measure."""

    values: Floats
    pivots: int
    error: float


def sampled(measure: Measure, structure: Structure, error: float) -> Sampled:
    """The values of a measure of nodes, off by at most ``error`` (a share of the largest possible
    value, which of betweenness is 1 and of harmonic closeness the largest weight).

    Shortest paths are walked from k nodes drawn without replacement. A value is the mean of what
    the nodes give, each between 0 and the largest possible value, so that all n are within ε with
    probability 1 − δ when k ≥ ln(2n / δ) / 2ε² · (n / (n − 1))² (Hoeffding's bound for each node).
    Where that takes all nodes, the values are exact and the error is 0.

    Raises `UsageError` when the measure cannot be sampled or the error is no share, `KngError`
    when so small an error would take as long as the whole. Reference: Brandes and Pich 2007,
    doi:10.1142/S0218127407018403; Hoeffding 1963, doi:10.1080/01621459.1963.10500830.
    """
    refuse_sample(measure, error)
    n, largest = structure.n, _largest(measure, structure)
    pivots = pivots_for(n, error)
    if pivots * structure.m > EXACT:
        least = error_of(n, max(EXACT // structure.m, 1))
        raise KngError(
            f"{measure.name} with an error of {error:g} would walk from {pivots} of {n} nodes over "
            f"{structure.m} ties, which is too long; ask for an error of {least:.2g} or more"
        )
    if pivots >= n:
        return Sampled(np.asarray(measure.compute(structure), dtype=np.float64), n, 0.0)
    chosen = np.sort(np.random.default_rng(structure.seed).permutation(n)[:pivots])
    walked = _WALKS[measure.name](structure, chosen)
    return Sampled(walked, pivots, error_of(n, pivots) * largest)


def refuse_sample(measure: Measure, error: float) -> None:
    """Say at once what is wrong with a sample that is asked for; raises `UsageError`."""
    wrong = []
    if measure.name not in _WALKS:
        known = ", ".join(_WALKS)
        wrong.append(f"{measure.name} is never sampled; what can be is {known}")
    if not 0 < error < 1:
        wrong.append(f"sample: the error must lie between 0 and 1, not {error:g}")
    if wrong:
        raise UsageError("\n".join(wrong))


def pivots_for(n: int, error: float) -> int:
    """From how many of n nodes paths are walked for an error; at most from all.

    >>> pivots_for(50_000, 0.05), pivots_for(100, 0.01)
    (2902, 100)
    """
    if n < 2:
        return n
    needed = math.log(2 * n / (1 - CONFIDENCE)) / (2 * error**2) * (n / (n - 1)) ** 2
    return min(n, math.ceil(needed))


def error_of(n: int, pivots: int) -> float:
    """The error that walking from so many of n nodes leaves."""
    share = n / max(n - 1, 1)
    return share * math.sqrt(math.log(2 * n / (1 - CONFIDENCE)) / (2 * pivots))


def _largest(measure: Measure, structure: Structure) -> float:
    if measure.name == "betweenness":
        return 1.0
    return float(structure.weight.max(initial=0.0))


def _betweenness(structure: Structure, pivots: Ints) -> Floats:
    n = structure.n
    through = structure.graph.betweenness(
        directed=structure.directed, weights=structure.distances, sources=pivots.tolist()
    )
    # igraph counts a path of an undirected network half from each of its ends
    both = 1 if structure.directed else 2
    return np.array(through) * both * n / len(pivots) / ((n - 1) * (n - 2))


def _harmonic(structure: Structure, pivots: Ints) -> Floats:
    n = structure.n
    return near(structure, pivots).inverse * n / len(pivots) / (n - 1)


_WALKS: dict[str, Callable[[Structure, Ints], Floats]] = {
    "betweenness": _betweenness,
    "harmonic": _harmonic,
}
