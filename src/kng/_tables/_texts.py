"""What all the formats have in common when a text becomes a value."""

from __future__ import annotations

import datetime


def text_or_none(text: str) -> str | None:
    """The text, or nothing if it holds nothing but blanks.

    >>> text_or_none(" möte "), text_or_none("  "), text_or_none("")
    (' möte ', None, None)
    """
    return text if text and not text.isspace() else None


def iso_moment(text: str) -> str | datetime.date | datetime.datetime | None:
    """A date or a moment in ISO 8601 as workbooks write it; any other text stays one.

    >>> iso_moment("2022-03-01T00:00:00"), iso_moment("2022-03-01T09:30:00.000Z")
    (datetime.date(2022, 3, 1), datetime.datetime(2022, 3, 1, 9, 30))
    >>> iso_moment("2022-13-01")
    '2022-13-01'
    """
    try:
        when = datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return text_or_none(text)
    return when if when.time() != datetime.time() else when.date()
