"""What is never imported: e-mail addresses, phone numbers, personal numbers, party letters.

The shapes of the ontology look for the same in the graph. Here, where the whole cell is seen,
the search is closer: a personal number must have the right check digit, and years, budgets,
codes and diary numbers are no phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kng._tables._unfit import clean
from kng._values import Bilingual

EMAIL = r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}"

KINDS = {
    "e-mail": Bilingual("en e-postadress", "an e-mail address"),
    "phone": Bilingual("ett telefonnummer", "a phone number"),
    "personal-number": Bilingual("ett personnummer", "a personal number"),
}

_EMAIL = re.compile(EMAIL)
_PERSONAL = re.compile(
    r"(?<![0-9])(?:18|19|20)?([0-9]{2}(?:0[1-9]|1[0-2])"
    r"(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01]))[-+ ]{0,3}([0-9]{4})(?![0-9])"
)
_ALONE = r"(?<![0-9A-Za-z+])(?<![0-9][-/.])"
_ABROAD = re.compile(r"(?<![0-9A-Za-z])(?:[+][1-9]|0046)(?:[ ()./-]{0,3}[0-9]){7,13}(?![0-9])")
_TOGETHER = re.compile(rf"{_ALONE}0[1-9][0-9]{{7,8}}(?![0-9])")
_APART = re.compile(
    rf"{_ALONE}(0[1-9][0-9]{{0,2}})(?: ?- ?| )([0-9]{{2,3}}(?: ?[0-9]{{2,3}}){{1,3}})(?![0-9])"
)
_DASHES = str.maketrans("‐‑‒–—−", "------")
_TEN = 10
_SHORT_CODE = 2
_FEWEST = {2: 8, 3: 8, 4: 9}
_MOST_DIGITS = 10

PARTIES = frozenset(
    (
        *["c", "fi", "fp", "f!", "kd", "l", "m", "mp", "s", "sd", "v", "x"],
        *("centerpartiet", "centerpartist", "centre party", "center party"),
        *("feministiskt initiativ", "feminist initiative", "folkpartiet", "folkpartist"),
        *("folkpartiet liberalerna", "kristdemokrat", "kristdemokraterna", "christian democrat"),
        *("christian democrats", "liberal", "liberalerna", "liberals", "the liberals"),
        *("liberal party", "moderat", "moderaterna", "moderate", "moderates", "moderate party"),
        *("the moderates", "miljöpartiet", "miljöpartist", "miljöpartiet de gröna"),
        *("green party", "the greens", "greens", "socialdemokrat", "socialdemokraterna"),
        *("social democrat", "social democrats", "sverigedemokrat", "sverigedemokraterna"),
        *("sweden democrat", "sweden democrats", "vänsterpartiet", "vänsterpartist"),
        "left party",
    )
)
"""What stands in brackets after a name or a title and says the party; letter case aside."""

_BRACKET = re.compile(r"\s*[(]([^()]*)[)]")


def found(text: str) -> tuple[str, ...]:
    """Which of :data:`KINDS` a text holds, in their order.

    >>> found("Eva, eva@exempel.se, 08-508 290 00")
    ('e-mail', 'phone')
    >>> found("dnr 2018-014681, 9 750 400 kr, 0484, orgnr 212000-2239, 2021-10-01")
    ()
    """
    return tuple(_kinds(text.translate(_DASHES).replace("\u00a0", " ")))


def without_party(text: str) -> str:
    """A name or a title without the party that stands in brackets in it.

    >>> without_party("kommunstyrelsens ordförande (S)")
    'kommunstyrelsens ordförande'
    >>> without_party("kommunalråd (MP, Borlänge)"), without_party("ledare (vik.)")
    ('kommunalråd (Borlänge)', 'ledare (vik.)')
    """
    return clean(_BRACKET.sub(_rest, text))


def _rest(bracket: re.Match[str]) -> str:
    parts = [part.strip() for part in re.split(r"[,/;]", bracket[1])]
    kept = [part for part in parts if part.casefold() not in PARTIES]
    if len(kept) == len(parts):
        return bracket[0]
    return f" ({', '.join(kept)})" if any(kept) else ""


def _kinds(text: str) -> Iterator[str]:
    if "@" in text and _EMAIL.search(text):
        yield "e-mail"
    if not any(character.isdigit() for character in text):
        return
    if _is_phone(text):
        yield "phone"
    if any(_adds_up("".join(match.groups())) for match in _PERSONAL.finditer(text)):
        yield "personal-number"


def _is_phone(text: str) -> bool:
    if _ABROAD.search(text) or _TOGETHER.search(text):
        return True
    return any(_fits(match[1], match[2].replace(" ", "")) for match in _APART.finditer(text))


def _fits(code: str, number: str) -> bool:
    """Whether an area code and what follows are as long as they are in Sweden."""
    if len(code) == _SHORT_CODE and code != "08":
        return False
    return _FEWEST[len(code)] <= len(code) + len(number) <= _MOST_DIGITS


def _adds_up(digits: str) -> bool:
    """Luhn's check of ten digits: each second one doubled, the digits of all add up to tens."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // _TEN + number % _TEN for number in doubled) % _TEN == 0
