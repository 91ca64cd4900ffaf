"""Which texts a datatype allows, by the definitions of XML Schema 1.1 part 2."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kng import _dates
from kng._values import XSD, Literal

_DATES = {"date": 3, "gYear": 1, "gYearMonth": 2}
_FORMS: Mapping[str, str] = {
    "anyURI": r"[^\s<>\"{}|\\^`]+",
    "boolean": r"true|false|0|1",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    "float": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    "integer": r"[+-]?\d+",
    "nonNegativeInteger": r"\+?\d+|-0+",
    "positiveInteger": r"\+?0*[1-9]\d*",
}
_EXPECTED: Mapping[str, str] = {
    "anyURI": "https://example.org/page",
    "boolean": "true",
    "date": "2022-03-01",
    "decimal": "59.52",
    "double": "1.5E3",
    "float": "1.5E3",
    "gYear": "2022",
    "gYearMonth": "2022-03",
    "integer": "23",
    "nonNegativeInteger": "23",
    "positiveInteger": "23",
}


def valid(literal: Literal) -> bool:
    """Whether the text is one that the literal's datatype allows; unknown datatypes allow all.

    >>> valid(Literal("2021-13-31", XSD + "date")), valid(Literal("2021-12", XSD + "gYearMonth"))
    (False, True)
    """
    name = literal.datatype.removeprefix(XSD)
    if name in _DATES:
        return _is_date(str(literal), _DATES[name])
    form = _FORMS.get(name)
    return form is None or re.fullmatch(form, str(literal), re.ASCII) is not None


def example(datatype: str) -> str:
    """A text that the datatype allows, for the message.

    >>> example(XSD + "gYear")
    '2022'
    """
    return _EXPECTED.get(datatype.removeprefix(XSD), "")


def _is_date(text: str, parts: int) -> bool:
    try:
        _dates.span(text)
    except ValueError:
        return False
    return text.isascii() and text.count("-") + 1 == parts
