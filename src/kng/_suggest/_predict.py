"""How well scores predict who meets: hide the last year, and look who met in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from kng._suggest._field import Field, Floats, Truths
from kng._values import Network


class Hidden(NamedTuple):
    """The field before a day, and for each pair of its nodes whether they met after it."""

    before: Field
    meet: Truths


def hidden_year(before: Field, after: Network) -> Hidden:
    """Who of a field met in the network of the time after it; who is not in the field is not asked
    for."""
    at = {node.id: place for place, node in enumerate(before.nodes)}
    places = [at.get(node.id) for node in after.nodes]
    meet = np.zeros((len(before), len(before)), dtype=bool)
    for source, target in zip(after.source.tolist(), after.target.tolist(), strict=True):
        one, other = places[source], places[target]
        if one is not None and other is not None:
            meet[one, other] = meet[other, one] = True
    return Hidden(before, meet)


def common_neighbours(field: Field) -> Floats:
    """How many have met both; Newman 2001, doi:10.1103/PhysRevE.64.025102."""
    met = field.met.astype(np.float64)
    return met @ met


def adamic_adar(field: Field) -> Floats:
    """Σ over those who have met both of 1/ln(how many they have met); Adamic and Adar 2003,
    doi:10.1016/S0378-8733(03)00009-1."""
    met = field.met.astype(np.float64)
    degree = met.sum(axis=1)
    inverse = np.where(degree > 1, 1.0 / np.log(np.maximum(degree, 2.0)), 0.0)
    return (met * inverse) @ met


BASELINES: Mapping[str, Callable[[Field], Floats]] = {
    "common neighbours": common_neighbours,
    "Adamic–Adar": adamic_adar,
    "random": lambda field: np.zeros((len(field), len(field))),
}
"""What scores are held against. Equal scores for all are as good as chance, exactly: ties count
half in `area`, and `hits` counts what is expected of them."""


def area(score: Floats, meet: Truths, among: Truths) -> float:
    """The area under the ROC curve: how likely a pair that met has a higher score than one that did
    not, equal scores counting half (Mann and Whitney).

    ``among`` says which pairs are asked for; only those above the diagonal count. Not a number
    where all met, or none did.

    >>> score = np.array([[0, 3, 2], [0, 0, 1], [0, 0, 0]])
    >>> area(score, score == 3, np.ones((3, 3), dtype=bool))
    1.0
    """
    from scipy.stats import rankdata

    values, truths = _asked(score, meet, among)
    yes, no = int(truths.sum()), int((~truths).sum())
    if not yes or not no:
        return float("nan")
    ranks = rankdata(values)
    return float((ranks[truths].sum() - yes * (yes + 1) / 2) / (yes * no))


def hits(score: Floats, meet: Truths, among: Truths, most: int = 10) -> float:
    """How many of the ``most`` pairs with the highest scores met; of those that are equal at the
    edge, as many as are expected.

    >>> score = np.array([[0, 3, 3], [0, 0, 1], [0, 0, 0]])
    >>> met = np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]], dtype=bool)
    >>> hits(score, met, np.ones((3, 3), dtype=bool), most=1)  # one of two that are equal
    0.5
    """
    values, truths = _asked(score, meet, among)
    if not len(values):
        return 0.0
    most = min(most, len(values))
    edge = np.sort(values)[-most]
    sure, equal = values > edge, values == edge
    left = most - int(sure.sum())
    return float(truths[sure].sum() + left * truths[equal].mean())


def _asked(score: Floats, meet: Truths, among: Truths) -> tuple[Floats, Truths]:
    above = np.triu(among, k=1)
    return np.round(score[above], 9), meet[above]
