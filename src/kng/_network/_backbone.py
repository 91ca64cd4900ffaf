"""Fewer ties, for readability: the lightest left out, or all that chance would give as well."""

from __future__ import annotations

import numpy as np

from kng._network._table import Floats, Ints, Truths


def chance(source: Ints, target: Ints, weight: Floats, directed: bool, nodes: int) -> Floats:
    """How likely chance gives a tie at least its weight: the disparity filter's α of each tie.

    α(i, j) = (1 − w(i, j) / s(i)) ^ (k(i) − 1)

    with w the weight of the tie, s(i) the strength of node i, the sum of the weights of its ties,
    and k(i) their number: the chance that one of k parts of a length cut at random is at
    least as long as this tie's. Of the two ends the smaller one counts, so that a tie stays when
    it matters to one of them. Of a directed tie it is the source's outgoing and the target's
    incoming ties that count. A node with a single tie says nothing (α = 1).

    Reference: M. Á. Serrano, M. Boguñá, A. Vespignani, PNAS 106 (2009) 6483,
    doi:10.1073/pnas.0808904106, equation 2.

    >>> star = chance(np.array([0, 0, 0]), np.array([1, 2, 3]), np.array([8.0, 1.0, 1.0]), False, 4)
    >>> [round(one, 9) for one in star.tolist()]  # (1 − 0.8)², (1 − 0.1)², (1 − 0.1)²
    [0.04, 0.81, 0.81]
    """
    sides = [(source, weight), (target, weight)]
    if not directed:
        both = np.concatenate([source, target]), np.concatenate([weight, weight])
        sides = [both, both]
    alphas: list[Floats] = []
    for end, (ends, weights) in zip((source, target), sides, strict=True):
        strength = np.bincount(ends, weights, nodes)
        degree = np.bincount(ends, minlength=nodes)
        share = np.minimum(weight / strength[end], 1.0) if len(end) else weight
        alphas.append((1.0 - share) ** (degree[end] - 1.0))
    return np.minimum(*alphas)


def in_backbone(
    source: Ints, target: Ints, weight: Floats, layer: Ints, directed: bool, level: float
) -> Truths:
    """Which ties are significant at a level, each layer by itself."""
    shown = np.zeros(len(source), dtype=bool)
    nodes = int(max(source.max(initial=-1), target.max(initial=-1))) + 1
    for one in np.unique(layer).tolist():
        at = layer == one
        shown[at] = chance(source[at], target[at], weight[at], directed, nodes) < level
    return shown
