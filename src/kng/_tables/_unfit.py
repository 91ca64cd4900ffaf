"""What is said of a value that is not what its column wants."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from kng._values import Bilingual

_LONGEST_SHOWN = 80
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c"), None)
_UNSEEN |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None)


class Unfit(ValueError):
    """A value is not what its column wants; ``text`` says what was expected.

    >>> unfit = Unfit("date", "inget datum", "no date")
    >>> unfit.check, unfit.text.sv, str(unfit)
    ('date', 'inget datum', 'no date')
    """

    def __init__(self, check: str, sv: str, en: str) -> None:
        super().__init__(en)
        self.check = check
        self.text = Bilingual(sv, en)


class Remark(NamedTuple):
    """What was done to a value that must be told, though nothing is wrong."""

    check: str
    text: Bilingual


def clean(text: str) -> str:
    """A text with its characters composed (NFC), without blanks around it, with one blank for
    each run of them, and without characters that nobody sees.

    >>> clean("  Borla\\u0308nge\\u00a0 kommun\\n")
    'Borlänge kommun'
    """
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(map(_seen, text.translate(_UNSEEN)))
    return " ".join(text.split())


def show(value: object) -> str:
    """A value as messages quote it.

    >>> show("  2021-13-31 "), show("x" * 200)[-3:]
    ('2021-13-31', 'xx…')
    """
    text = clean(str(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _seen(character: str) -> str:
    return " " if unicodedata.category(character) in ("Cc", "Cs") else character
