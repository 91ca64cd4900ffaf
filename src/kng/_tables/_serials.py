"""Days as workbooks count them, and what a number format shows of a day."""

from __future__ import annotations

import datetime
import re
from functools import cache

_SECONDS = 86_400
_LAST = 2_958_465  # 9999-12-31
_MARCH_1900 = 61
_BASES = {1900: datetime.datetime(1899, 12, 30), 1904: datetime.datetime(1904, 1, 1)}

_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, *range(27, 32), 36, *range(50, 59)), "date"),
    17: "month",
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47), "time"),
    22: "datetime",
}
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]")
_NO_PART = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]|am/pm|a/p|general', re.DOTALL)


def moment(serial: float, epoch: int = 1900) -> datetime.datetime:
    """The moment that a workbook means by a number of days, to the nearest second.

    ``epoch`` is 1900 or 1904. Excel's 1900 has a 29 February, which was not: before March of
    that year nothing is certain.

    >>> moment(44621.5)
    datetime.datetime(2022, 3, 1, 12, 0)
    >>> moment(43159, 1904)
    datetime.datetime(2022, 3, 1, 0, 0)

    Raises:
        ValueError: no day between March 1900, or 1904, and the year 9999.
    """
    first = _MARCH_1900 if epoch == min(_BASES) else 0
    last = _LAST - (_BASES[epoch] - _BASES[min(_BASES)]).days
    if not first <= serial < last + 1:
        raise ValueError(f"{serial} is no day")
    seconds = min(round(serial * _SECONDS), (last + 1) * _SECONDS - 1)
    return _BASES[epoch] + datetime.timedelta(seconds=seconds)


def built_in(number: int) -> str:
    """What the number format that Excel knows by this number shows; as :func:`shown`.

    >>> built_in(14), built_in(17), built_in(2)
    ('date', 'month', '')
    """
    return _BUILT_IN.get(number, "")


@cache
def shown(code: str) -> str:
    """What a number format shows: ``date``, ``month``, ``year``, ``time``, ``datetime``, or
    nothing of a calendar (the empty text).

    >>> shown("yyyy\\\\-mm\\\\-dd"), shown("mmm yy"), shown("yyyy"), shown("hh:mm")
    ('date', 'month', 'year', 'time')
    >>> shown('# ##0 "dagar"'), shown("General"), shown("[h]:mm"), shown("d/m/yy h:mm")
    ('', '', '', 'datetime')
    """
    code = code.lower()
    if _ELAPSED.search(code):
        return ""
    parts = set(_NO_PART.sub("", code).partition(";")[0])
    if parts & set("hs"):
        return "datetime" if parts & set("dy") else "time"
    for part, name in (("d", "date"), ("m", "month"), ("y", "year")):
        if part in parts:
            return name
    return ""


def as_shown(when: datetime.datetime, kind: str) -> str | datetime.date | datetime.datetime:
    """What a reader sees of a moment in a cell whose format shows a ``kind`` of date.

    >>> as_shown(moment(44621), "month"), as_shown(moment(44621.75), "date")
    ('2022-03', datetime.date(2022, 3, 1))
    """
    match kind:
        case "year":
            return f"{when:%Y}"
        case "month":
            return f"{when:%Y-%m}"
        case "datetime" if when.time() != datetime.time():
            return when
    return when.date()


def clock(serial: float) -> str:
    """The time of day in a number of days.

    >>> clock(0.5), clock(44621.604166667)
    ('12:00', '14:30')
    """
    minutes = round(serial % 1 * _SECONDS) // 60 % (_SECONDS // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
