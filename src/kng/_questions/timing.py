"""The time of a question: what holds of it is put where the text has a mark.

A line ``#time ?meeting`` stands in the group of the query that binds the variable. It is a comment,
so that the text as it stands asks of all time, on every engine. When a time is asked for, the
mark is replaced by what the four days of the thing must be (`kng._dates.Window`): it overlaps the
time *certainly* if it started at the latest by the last day and ended at the earliest on the
first, *possibly* unless it started after the last day or ended before the first. An end of the
time that is open asks nothing, and so nothing that has no date is left out for it.

Days are compared as text, in which they have the same order: Virtuoso loses rows where it looks up
two of them by a range.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kng._dates import Window
from kng._namespaces import NS
from kng._questions.catalogue import Timed
from kng._sparql import comments

_MARK = re.compile(r"#time \?(\w+)\s*")


class Mark(NamedTuple):
    """Where a text says that the time of a variable is to be put."""

    variable: str
    start: int
    end: int


def marks(query: str) -> list[Mark]:
    """The marks of a text, in order.

    >>> [mark.variable for mark in marks("SELECT * { ?m ?p ?o\\n#time ?m\\n}")]
    ['m']
    """
    found = ((_MARK.fullmatch(token.text), token) for token in comments(query))
    return [Mark(match[1], token.start, token.end) for match, token in found if match]


def timed(query: str, times: Sequence[Timed], window: Window) -> str:
    """The query with its marks replaced by what the window asks of each variable."""
    events = {time.variable: time.event for time in times}
    parts: list[str] = []
    done = 0
    for number, mark in enumerate(marks(query), 1):
        parts += [query[done : mark.start], _asked(mark.variable, number, events, window)]
        done = mark.end
    return "".join([*parts, query[done:]])


def _asked(variable: str, number: int, events: dict[str, bool], window: Window) -> str:
    first, last = window.ends(events[variable])
    if window.possible:
        form = 'FILTER NOT EXISTS {{ ?{x} <{ns}{day}> ?{v} . FILTER(STR(?{v}) {other} "{bound}") }}'
        ends = (("earliestStart", ">", last), ("latestEnd", "<", first))
    else:
        form = '?{x} <{ns}{day}> ?{v} . FILTER(STR(?{v}) {other} "{bound}")'
        ends = (("latestStart", "<=", last), ("earliestEnd", ">=", first))
    return " ".join(
        form.format(
            x=variable,
            ns=NS,
            day=day,
            v=f"{day}{number}",
            other=other,
            bound=bound.isoformat(),
        )
        for day, other, bound in ends
        if bound is not None
    )
