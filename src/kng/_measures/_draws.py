"""The weights that ties have when a source is left out, and when meetings are drawn by lot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kng._measures._structure import Floats, Ints
from kng._values import Grounds

Truths = NDArray[np.bool_]


class Without(NamedTuple):
    """The weights of all ties without what only one source states; ``source`` is its code."""

    source: int
    weight: Floats


def all_held(grounds: Grounds, ties: int) -> Floats:
    """The weights of the ties when nothing is left out."""
    return _weights(grounds, ties, np.ones(len(grounds.tie), dtype=bool))


def without_each_source(grounds: Grounds, ties: int) -> Iterator[Without]:
    """The weights without each source whose absence changes any, in the order of the sources.

    A participation goes when no other source states it; the meeting keeps its size.
    """
    pieces = int(grounds.pieces.max(initial=-1)) + 1
    piece, source = grounds.held[:, 0], grounds.held[:, 1]
    statements = np.bincount(piece, minlength=pieces)
    alone = statements[piece] == 1
    for code in np.unique(source[alone]).tolist():
        gone = np.zeros(pieces, dtype=bool)
        gone[piece[alone & (source == code)]] = True
        held = ~(gone[grounds.pieces[:, 0]] | gone[grounds.pieces[:, 1]])
        if not held.all():
            yield Without(code, _weights(grounds, ties, held))


def drawn_meetings(grounds: Grounds, ties: int, draws: int, seed: int) -> Iterator[Floats]:
    """The weights when as many occasions as there are are drawn with replacement, ``draws`` times.

    An occasion that is drawn twice counts twice, one that is not drawn not at all.
    """
    chance = np.random.default_rng(seed)
    size = len(grounds.occasions)
    first = first_of_choice(grounds.choice)
    tie, occasion, weight = grounds.tie[first], grounds.occasion[first], grounds.weight[first]
    for _ in range(draws if size else 0):
        times = np.bincount(chance.integers(0, size, size), minlength=size)
        yield np.bincount(tie, weight * times[occasion], ties).astype(np.float64)


def _weights(grounds: Grounds, ties: int, held: Truths) -> Floats:
    at = np.flatnonzero(held)
    counted = at[first_of_choice(grounds.choice[at])]
    found = np.bincount(grounds.tie[counted], grounds.weight[counted], ties)
    return found.astype(np.float64)


def first_of_choice(choice: Ints) -> Ints:
    """Where each run of the same choice begins."""
    return np.flatnonzero(np.diff(choice, prepend=-1))
