"""Dates as people write them, Swedish and ISO, in kng's own precision."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from kng import _dates
from kng._tables._serials import moment
from kng._tables._unfit import Unfit, clean, show
from kng._tables.values import Raw

FIRST_YEAR = 1000
LAST_YEAR = 2100
FIRST_SERIAL = 29_221
"""1 January 1980: a number from here on is taken for a day as workbooks count them."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "mars march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "augusti august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_YEAR, _DAY, _WORD = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})", r"(?P<month>[a-z]+)\.?"
_NUMBER = r"(?P<month>\d{1,2})"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_YEAR}(?:-(?P<month>\d\d))?",
        rf"{_YEAR}(?P<mark>[-/.]){_NUMBER}(?P=mark){_DAY}(?:[t ]\d\d?[:.]\d\d.*)?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_DAY}/{_NUMBER}(?:,? | ?- ?){_YEAR}",
        rf"(?:den )?(?:{_DAY}(?::?[ae]|st|nd|rd|th)?\.? )?{_WORD},? {_YEAR}",
        rf"{_WORD} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_BOUND = re.compile(
    r"(?P<word>efter|after|före|innan|before|tidigast|not before|no earlier than|senast|"
    r"not after|no later than) (?P<date>.+)"
)
_BETWEEN = re.compile(
    r"(?:mellan|between) (?P<first>.+) (?:och|and) (?P<last>.+)|"
    r"(?P<year>\d{4})-(?P<other>\d{4})|(?P<begin>.+?)(?: - | ?[–—] ?)(?P<end>.+)"
)
_SEASON = re.compile(
    r"\b(?:vår|sommar|höst|vinter)(?:en|n)?\b|\b(?:spring|summer|autumn|fall|winter)\b|"
    r"\b[vh]t\b|\bq[1-4]\b|\bkvartal|\bquarter"
)


class Dated(NamedTuple):
    """A date as precise as it is known, or the first and the last day that are possible.

    Either ``date`` is given (``2022``, ``2022-03`` or ``2022-03-01``) or one or both of the
    others (days); what is not stated is empty.
    """

    date: str = ""
    not_before: str = ""
    not_after: str = ""


def read_date(value: Raw, epoch: int = 1900) -> Dated:
    """The date that a cell means. ``epoch`` is that of its :class:`~kng._tables.Table`.

    >>> read_date("1 mars 2022").date, read_date("1/3-2022").date, read_date(44621).date
    ('2022-03-01', '2022-03-01', '2022-03-01')
    >>> read_date("mars 2022").date, read_date(2022).date
    ('2022-03', '2022')
    >>> read_date("efter 1 mars 2022"), read_date("2021–2022")
    (Dated(date='', not_before='2022-03-02', not_after=''), Dated(date='', \
not_before='2021-01-01', not_after='2022-12-31'))

    Raises:
        Unfit: it means none, or more than one.
    """
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return Dated(_sane(value.isoformat(), value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Dated(_from_number(value, epoch))
    if not isinstance(value, str):
        raise _unfit(value)
    text = clean(value).casefold()
    if bound := _BOUND.fullmatch(text):
        return _bounded(bound["word"], _single(bound["date"], value))
    if date := _parsed(text, value):
        return Dated(date)
    if between := _BETWEEN.fullmatch(text):
        return _between(*filter(None, between.groups()), value=value)
    return Dated(_single(text, value))


def _from_number(number: int | float, epoch: int) -> str:
    if FIRST_YEAR <= number <= LAST_YEAR and number == int(number):
        return str(int(number))
    if number >= FIRST_SERIAL:
        try:
            return _sane(moment(number, epoch).date().isoformat(), number)
        except ValueError:
            pass
    raise _unfit(number)


def _single(text: str, value: Raw) -> str:
    date = _parsed(text, value)
    if not date:
        raise _unfit(value)
    return date


def _parsed(text: str, value: Raw) -> str:
    """The text in kng's form; empty if it has the form of no date."""
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            parts = match.groupdict()
            month = parts.get("month") or ""
            number = _MONTHS.get(month) if month.isalpha() else int(month or 0)
            if number is not None:
                return _sane("-".join(_parts(parts["year"], number, parts.get("day"))), value)
    return ""


def _parts(year: str, month: int, day: str | None) -> Iterator[str]:
    yield year
    if month or day:
        yield f"{month:02}"
    if day:
        yield f"{int(day):02}"


def _sane(date: str, value: Raw) -> str:
    try:
        first = _dates.span(date).first
    except ValueError:
        raise Unfit(
            "date",
            f"'{show(value)}' finns inte i kalendern; rätta dagen eller månaden, eller skriv bara "
            "det som är känt (2022-03 eller 2022)",
            f"'{show(value)}' is not in the calendar; correct the day or the month, or write only "
            "what is known (2022-03 or 2022)",
        ) from None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise Unfit(
            "date",
            f"'{show(value)}' ligger inte mellan åren {FIRST_YEAR} och {LAST_YEAR}; rätta året",
            f"'{show(value)}' is not between the years {FIRST_YEAR} and {LAST_YEAR}; correct the "
            "year",
        )
    return date


def _bounded(word: str, date: str) -> Dated:
    first, last = _dates.span(date)
    match word:
        case "efter" | "after":
            return Dated(not_before=_shifted(last, 1))
        case "före" | "innan" | "before":
            return Dated(not_after=_shifted(first, -1))
        case "tidigast" | "not before" | "no earlier than":
            return Dated(not_before=first.isoformat())
    return Dated(not_after=last.isoformat())


def _between(begin: str, end: str, *, value: Raw) -> Dated:
    first = _dates.span(_single(begin, value)).first
    last = _dates.span(_single(end, value)).last
    if first > last:
        raise Unfit(
            "date",
            f"'{show(value)}' slutar innan det börjar; byt plats på dagarna",
            f"'{show(value)}' ends before it begins; exchange the days",
        )
    return Dated(not_before=first.isoformat(), not_after=last.isoformat())


def _shifted(day: datetime.date, days: int) -> str:
    return (day + datetime.timedelta(days=days)).isoformat()


def _unfit(value: Raw) -> Unfit:
    if isinstance(value, str) and _SEASON.search(value.casefold()):
        return Unfit(
            "date",
            f"'{show(value)}' är inget datum; skriv de månader som menas, till exempel "
            "'mellan 2022-03 och 2022-05', eller bara året",
            f"'{show(value)}' is no date; write the months that are meant, for example "
            "'between 2022-03 and 2022-05', or only the year",
        )
    return Unfit(
        "date",
        f"'{show(value)}' är inget datum som kan läsas säkert; skriv 2022-03-01, 2022-03, 2022, "
        "1 mars 2022 eller 'efter 2022-03-01'",
        f"'{show(value)}' is no date that can be read with certainty; write 2022-03-01, 2022-03, "
        "2022, 1 March 2022 or 'after 2022-03-01'",
    )
