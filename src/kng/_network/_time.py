"""Which rows lie in a window, by the four days between which each thing lies, and their ages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from kng._dates import ALL_TIME, Window
from kng._errors import UsageError
from kng._network._projection import DATES, dated
from kng._network._table import Coded, Ints, Table, Truths
from kng._values import LeftOut

_BEFORE_ALL, _AFTER_ALL = 0, date.max.toordinal() + 1


class Bounds(NamedTuple):
    """The ordinal of each row's days; one that is not known lies before or after all others."""

    earliest_start: Ints
    latest_start: Ints
    earliest_end: Ints
    latest_end: Ints

    def unknown(self) -> Truths:
        """Which rows have no date at all."""
        unknown: Truths = (np.stack(self, axis=1) == np.array(_UNKNOWN)).all(axis=1)
        return unknown

    def last_known(self) -> Ints:
        """The middle of the days on which each row may have ended; of one that is known that one,
        and before all where none is."""
        open_end = self.latest_end == _AFTER_ALL
        from_start = self.earliest_end == _BEFORE_ALL
        middle = (self.earliest_end + self.latest_end) // 2
        known: Ints = np.where(open_end, self.earliest_end, middle)
        return np.where(from_start & ~open_end, self.latest_end, known)


_UNKNOWN = (_BEFORE_ALL, _AFTER_ALL, _BEFORE_ALL, _AFTER_ALL)


class Timed(NamedTuple):
    """Which rows lie in a window, what does not, and the days of the rows, if they have any."""

    kept: Truths
    left_out: LeftOut
    bounds: Bounds | None


def within(
    table: Table, things: Coded, window: Window, happened: bool, fades: bool = False
) -> Timed:
    """Which rows lie in the window, and the things of which no row does.

    ``things`` names what each row has its dates from; a row without a thing always lies in the
    window. ``happened`` holds for rows that do not say in ``event`` whether they happened or last.
    Where weights ``fade``, what has no last known day is left out as undated.

    Raises `UsageError` when the rows have no dates, and the window is not all time or weights fade.
    """
    if not dated(table.columns):
        if window == ALL_TIME and not fades:
            return Timed(np.ones(len(table), dtype=bool), LeftOut(), None)
        cannot = "they have no age" if fades else "they cannot be narrowed to a time"
        instead = "choose another weight" if fades else "ask for all time (--all-time)"
        raise UsageError(
            f"{table.where}: the rows have no dates, so that {cannot}; {instead}, or let the query "
            f"give {', '.join(f'?{name}' for name in DATES)}"
        )
    columns = zip(DATES, _UNKNOWN, strict=True)
    bounds = Bounds(*(table.days(name, unknown) for name, unknown in columns))
    first, last = _ends(window, table.truths("event", happened))
    before, after = bounds.latest_end < first, bounds.earliest_start > last
    undated = bounds.unknown()
    ageless = bounds.last_known() == _BEFORE_ALL
    certain = (bounds.latest_start <= last) & (bounds.earliest_end >= first)
    kept = ~(before | after) if window.possible else certain
    kept |= window == ALL_TIME
    if fades:
        kept, undated = kept & ~ageless, undated | (ageless & kept)
    kept |= things.codes < 0
    groups = (before, after, ~(before | after | undated), undated)
    return Timed(kept, _left_out(things, kept, groups), bounds)


def _ends(window: Window, event: Truths) -> tuple[Ints, Ints]:
    """The first and the last day that each row is held against."""
    (event_first, last), (lasting_first, _) = window.ends(event=True), window.ends(event=False)
    first = np.where(
        event, _ordinal(event_first, _BEFORE_ALL), _ordinal(lasting_first, _BEFORE_ALL)
    )
    return first, np.full(len(event), _ordinal(last, _AFTER_ALL))


def _ordinal(day: date | None, open_end: int) -> int:
    return day.toordinal() if day else open_end


def _left_out(things: Coded, kept: Truths, groups: Iterable[Truths]) -> LeftOut:
    """The things of which no row is kept, each in the first group that has a row of it."""
    told = np.zeros(len(things.names) + 1, dtype=bool)  # the last place is of no thing
    told[-1] = True
    told[things.codes[kept]] = True
    parts: list[tuple[str, ...]] = []
    for group in groups:
        here = np.zeros_like(told)
        here[things.codes[group & ~kept]] = True
        parts.append(tuple(things.names[at] for at in np.flatnonzero(here & ~told).tolist()))
        told |= here
    return LeftOut(*parts)


def day_of(ordinal: int) -> str:
    """A day in ISO 8601; empty for one that lies before or after all others.

    >>> day_of(738000), day_of(0)
    ('2021-07-29', '')
    """
    known = _BEFORE_ALL < ordinal < _AFTER_ALL
    return date.fromordinal(ordinal).isoformat() if known else ""
