"""How far what is seen in a network holds when some of what it stands on goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the ties of a network stand on, so that it can be seen what holds when some of it goes.

    An *entry* says that two *pieces* of evidence (the participations of two in a meeting, or twice
    the one that ties them) give a tie some weight on an *occasion* (a meeting with its parts).
    ``tie`` (index of the tie), ``occasion`` (into ``occasions``), ``choice``, ``pieces`` (of shape
    entries × 2) and ``weight`` have an item for each entry. Entries are sorted by ``choice``; of
    those of one choice the first counts of which both pieces hold (the smallest gathering that
    both attended).

    ``held`` are pairs of a piece and a source (into ``sources``) that states it, of shape k × 2,
    sorted; a piece that is in no pair holds always, as its source is not known.
    """

    tie: NDArray[np.int64]
    occasion: NDArray[np.int64]
    choice: NDArray[np.int64]
    pieces: NDArray[np.int64]
    weight: NDArray[np.float64]
    held: NDArray[np.int64]
    occasions: tuple[str, ...]
    sources: tuple[str, ...]


class Interval(NamedTuple):
    """How far a place in a ranking holds.

    ``best`` and ``worst`` bound the places that it takes, or shares with equal values, when any one
    source is left out, and with all of them. ``likely_best`` and ``likely_worst`` bound 95 % of the
    places that it takes or shares when meetings are drawn by lot, as many as there are, with
    replacement. ``hinge`` is the address of the source that moves the place most, ``""`` where none
    does.
    """

    best: int
    worst: int
    likely_best: int
    likely_worst: int
    hinge: str = ""


class Coverage(NamedTuple):
    """What the ties of a node rest on: how many sources and occasions (meetings with their parts),
    and the one with the largest share of its strength (from 0 to 1; ``""`` and 0 without ties)."""

    sources: int
    occasions: int
    largest: str
    share: float
