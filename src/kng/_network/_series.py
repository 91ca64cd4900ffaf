"""A network a step of time after the other: a series of snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, Unpack

import numpy as np

from kng._dates import ALL_TIME, Window
from kng._errors import UnknownName, UsageError
from kng._network._project import project
from kng._network._projection import DATES, Projection, dated
from kng._network._table import Table
from kng._values import Bilingual, Encoded, Network, Rows, Shown, Thing

MOST_STEPS = 240


class Step(NamedTuple):
    """A length of time: its name, what it is called, its months, and how a label is written."""

    name: str
    meaning: Bilingual
    months: int
    label: str


STEPS: tuple[Step, ...] = (
    Step("year", Bilingual("år för år", "year by year"), 12, "{year}"),
    Step("half-year", Bilingual("halvår", "half-years"), 6, "{year}-H{part}"),
    Step("quarter", Bilingual("kvartal", "quarters"), 3, "{year}-Q{part}"),
    Step("month", Bilingual("månad för månad", "month by month"), 1, "{year}-{part:02}"),
)


def series(
    projection: Projection,
    rows: Rows | Encoded,
    things: Mapping[str, Thing],
    step: str,
    weighting: str = "newman",
    window: Window = ALL_TIME,
    **shown: Unpack[Shown],
) -> dict[str, Network]:
    """The network of each step of a window in its order, by a label: ``2019``, ``2019-H1``,
    ``2019-Q1``, ``2019-01``.

    Each shows what overlaps its step, as `project` does for a window; steps begin with the
    calendar, the first and the last may reach beyond the window, and one in which nothing was is
    an empty network. An end that the window leaves open is that of the rows: the first day on
    which one of them certainly had begun, the last on which one certainly still was. With a
    half-life ages count to the end of each step.

    Raises `UnknownName` for an unknown step, `UsageError` for rows without dates, a window that is
    one day, and a time of more than `MOST_STEPS` steps, and what `project` raises.

    >>> from kng._values import Iri, Literal
    >>> met = Projection("met", Bilingual("", ""), Bilingual("", ""), "affiliation")
    >>> cells = tuple((Iri(who), Iri("m"), *(Literal("2019-05-02"),) * 4) for who in ("ann", "bo"))
    >>> {label: len(one) for label, one in
    ...     series(met, Rows(("node", "thing", *DATES), cells), {}, "half-year").items()}
    {'2019-H1': 2}
    """
    chosen = refuse_step(step, window)
    encoded = Encoded.of(rows) if isinstance(rows, Rows) else rows
    table = Table(projection, encoded)
    if not dated(table.columns):
        raise UsageError(f"{table.where}: the rows have no dates, so that it has no steps of time")
    return {
        label: project(projection, encoded, things, weighting, part, **shown)
        for label, part in _windows(chosen, _whole(table, window)).items()
    }


def refuse_step(step: str, window: Window) -> Step:
    """The step of that name.

    Raises `UnknownName` where there is none, `UsageError` when the window is one day.
    """
    found = {one.name: one for one in STEPS}.get(step)
    if found is None:
        raise UnknownName("step", step, [one.name for one in STEPS])
    if window.as_of:
        raise UsageError("as-of is one day and has no steps; give the time with between")
    return found


def _whole(table: Table, window: Window) -> Window:
    """The window with its open ends closed by the rows; both stay open where these have no date."""
    earliest_start, latest_start, earliest_end, latest_end = DATES
    starts = table.days(earliest_start if window.possible else latest_start, 0)
    ends = table.days(latest_end if window.possible else earliest_end, 0)
    table.finish()
    first, last = starts[starts > 0], ends[ends > 0]
    if not len(first) or not len(last):
        return window._replace(first=None, last=None)
    return window._replace(
        first=window.first or date.fromordinal(int(np.min(first))),
        last=window.last or date.fromordinal(int(np.max(last))),
    )


def _windows(step: Step, window: Window) -> dict[str, Window]:
    """The steps that a window overlaps, by their labels."""
    if window.first is None or window.last is None:
        return {}
    parts = 12 // step.months
    begin = window.first.year * parts + (window.first.month - 1) // step.months
    end = window.last.year * parts + (window.last.month - 1) // step.months
    if end - begin >= MOST_STEPS:
        raise UsageError(
            f"{window.interval()} is {end - begin + 1} steps of a {step.name}; at most "
            f"{MOST_STEPS} are made: choose a longer step or a shorter time"
        )
    return {
        step.label.format(year=at // parts, part=at % parts + 1): window._replace(
            first=_start(at, step), last=_last(at, step)
        )
        for at in range(begin, end + 1)
    }


def _last(at: int, step: Step) -> date:
    follows = at + 1
    if follows // (12 // step.months) > date.max.year:
        return date.max
    return _start(follows, step) - timedelta(days=1)


def _start(at: int, step: Step) -> date:
    year, part = divmod(at, 12 // step.months)
    return date(year, part * step.months + 1, 1)
