"""The words of a report that are the same whatever it tells."""

from __future__ import annotations

from typing import Final

from kng._values import Bilingual

WORDS: Final = {
    "again": Bilingual("Fråga igen", "Ask again"),
    "contents": Bilingual("Innehåll", "Contents"),
    "empty": Bilingual("Inget att räkna än.", "Nothing to count yet."),
    "more": Bilingual("och {} till", "and {} more"),
    "none": Bilingual("Inga sådana finns.", "There are none."),
    "number": Bilingual("antal", "number"),
    "other": Bilingual("English", "Svenska"),
    "skip": Bilingual("Till rapporten", "Skip to the report"),
}
"""Key to words."""

_NO_BREAK = "\u00a0"


def number(value: int, language: str) -> str:
    """A whole number with its thousands apart, as the language writes it.

    >>> number(34061, "en"), number(34061, "sv") == "34\\u00a0061", number(7, "sv")
    ('34,061', True, '7')
    """
    text = f"{value:,}"
    return text.replace(",", _NO_BREAK) if language == "sv" else text


def percent(share: float, language: str) -> str:
    """A share from 0 to 1 in whole percent; what is not all or nothing never reads as that.

    >>> percent(0.5, "en"), percent(0.999, "en"), percent(0.001, "en"), percent(1, "en")
    ('50%', '99%', '1%', '100%')
    """
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}{_NO_BREAK}%" if language == "sv" else f"{whole}%"
