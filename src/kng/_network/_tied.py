"""What both forms of rows become, and what both ask of dates."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from kng._dates import Window
from kng._network._reasons import Reasons
from kng._network._table import Floats, Ints, Truths
from kng._network._time import Bounds
from kng._network._weights import faded
from kng._values import HalfLife, Largest, LeftOut


class Tied(NamedTuple):
    """Ties between ``nodes``, sorted by source, target and layer, with what they rest on.

    ``announced`` counts who is left out because only the programme of a gathering names them.
    """

    nodes: list[str]
    source: Ints
    target: Ints
    layer: Ints
    weight: Floats
    reasons: Reasons
    largest: Largest | None
    left_out: LeftOut = LeftOut()
    half_life: HalfLife | None = None
    announced: int = 0


class Fading(NamedTuple):
    """How weights fade in a window: half-life in years, ``None`` where they do not."""

    years: float | None
    window: Window

    def left(self, last_known: Ints, counted: Truths) -> tuple[Floats, HalfLife | None]:
        """What is left of the weight of each row, and from which day ages count: the last of the
        window, else the newest of the rows that are counted."""
        if self.years is None:
            return np.ones(len(last_known)), None
        until = self.window.last
        if until is None and counted.any():
            until = date.fromordinal(int(last_known[counted].max()))
        day = until.toordinal() if until else 0
        return faded(day - last_known, self.years), HalfLife(self.years, until)


def outermost(bounds: Bounds | None, group: Ints, groups: int) -> tuple[Ints, Ints]:
    """The earliest start and the latest end known among the rows of each group; empty arrays
    where rows have no dates."""
    if bounds is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    never = date.max.toordinal() + 1
    first = np.full(groups, never)
    start = bounds.earliest_start
    np.minimum.at(first, group, np.where(start > 0, start, never))
    last = np.zeros(groups, dtype=np.int64)
    np.maximum.at(last, group, np.where(bounds.latest_end < never, bounds.latest_end, 0))
    return first, last
