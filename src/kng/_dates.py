"""Dates as precise as they are known, and the days between which they lie."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATATYPES = {1: "gYear", 2: "gYearMonth", 3: "date"}


class Span(NamedTuple):
    """The first and the last day that a date as written can mean."""

    first: date
    last: date


def span(text: str) -> Span:
    """The days that ``2022``, ``2022-03`` or ``2022-03-01`` can mean.

    >>> span("2024-02")
    Span(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))

    Raises:
        ValueError: the text is not a year, a month or a day of the calendar.
    """
    shape = _SHAPE.fullmatch(text)
    if not shape:
        raise ValueError(f"'{text}' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 0 for part in shape.groups())
    try:
        if day:
            return Span(date(year, month, day), date(year, month, day))
        if shape[2]:
            last = calendar.monthrange(year, month)[1]
            return Span(date(year, month, 1), date(year, month, last))
        return Span(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar") from None


def datatype(text: str) -> str:
    """The XML Schema name of a date's precision.

    >>> datatype("2022"), datatype("2022-03"), datatype("2022-03-01")
    ('gYear', 'gYearMonth', 'date')

    Raises:
        ValueError: as :func:`span`.
    """
    span(text)
    return _DATATYPES[text.count("-") + 1]
