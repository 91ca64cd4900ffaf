"""Which rows lie in a window, by the four days between which each thing lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kng._dates import ALL_TIME, Window
from kng._errors import UsageError
from kng._network._rows import DATES, Ints, Table, dated
from kng._values import LeftOut

_BEFORE_ALL, _AFTER_ALL = 0, date.max.toordinal() + 1

Truths = NDArray[np.bool_]


class _Bounds(NamedTuple):
    """The ordinal of each row's days; one that is not known lies before or after all others."""

    earliest_start: Ints
    latest_start: Ints
    earliest_end: Ints
    latest_end: Ints

    def unknown(self) -> Truths:
        """Which rows have no date at all."""
        unknown: Truths = (np.stack(self, axis=1) == np.array(_UNKNOWN)).all(axis=1)
        return unknown


_UNKNOWN = (_BEFORE_ALL, _AFTER_ALL, _BEFORE_ALL, _AFTER_ALL)


def within(
    table: Table, things: Sequence[str], window: Window, happened: bool
) -> tuple[list[bool], LeftOut]:
    """Which rows lie in the window, and the things of which no row does.

    ``things`` names what each row has its dates from; a row without a thing always lies in the
    window. ``happened`` holds for rows that do not say in ``event`` whether they happened or last.

    Raises `UsageError` when the rows have no dates and the window is not all time.
    """
    if window == ALL_TIME:
        return [True] * len(things), LeftOut()
    if not dated(table.columns):
        raise UsageError(
            f"{table.where}: the rows have no dates, so that they cannot be narrowed to a time; "
            "ask for all time (--all-time), or let the query give "
            f"{', '.join(f'?{name}' for name in DATES)}"
        )
    columns = zip(DATES, _UNKNOWN, strict=True)
    bounds = _Bounds(*(table.days(name, unknown) for name, unknown in columns))
    first, last = _ends(window, table.truths("event", happened))
    before, after = bounds.latest_end < first, bounds.earliest_start > last
    undated = bounds.unknown()
    certain = (bounds.latest_start <= last) & (bounds.earliest_end >= first)
    kept = ~(before | after) if window.possible else certain
    kept |= np.fromiter((not thing for thing in things), dtype=bool, count=len(things))
    groups = (before, after, ~(before | after | undated), undated)
    return kept.tolist(), _left_out(things, kept, groups)


def _ends(window: Window, event: Truths) -> tuple[Ints, Ints]:
    """The first and the last day that each row is held against."""
    (event_first, last), (lasting_first, _) = window.ends(event=True), window.ends(event=False)
    first = np.where(
        event, _ordinal(event_first, _BEFORE_ALL), _ordinal(lasting_first, _BEFORE_ALL)
    )
    return first, np.full(len(event), _ordinal(last, _AFTER_ALL))


def _ordinal(day: date | None, open_end: int) -> int:
    return day.toordinal() if day else open_end


def _left_out(things: Sequence[str], kept: Truths, groups: Iterable[Truths]) -> LeftOut:
    """The things of which no row is kept, each in the first group that has a row of it."""
    told = _those(things, kept)
    parts: list[tuple[str, ...]] = []
    for group in groups:
        here = _those(things, group & ~kept) - told
        told |= here
        parts.append(tuple(sorted(here)))
    return LeftOut(*parts)


def _those(things: Sequence[str], chosen: Truths) -> set[str]:
    return {things[at] for at in np.flatnonzero(chosen).tolist()}
