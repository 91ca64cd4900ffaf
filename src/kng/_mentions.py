"""Where a person's name stands in a text, however it is spelled and escaped.

A name is found in any letter case, composed or decomposed, with and without accents, as words, as
a slug, written together, and with the family name first. What surrounds it must be no letter,
but for the s of the genitive. One word alone is never looked for: others share it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote_to_bytes

from kng._identity import fold

_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_ESCAPED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|\\u(?P<four>[0-9A-Fa-f]{4})|\\U(?P<eight>[0-9A-Fa-f]{8})|\\x(?P<two>[0-9A-Fa-f]{2})"
    r"|(?P<blank>\\[nrtbfv\"'/\\])"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
)
_LETTER = r"[^\W\d_]"
_BETWEEN = r"[\W_]"
_MOST_BETWEEN = 4
_LONG_ENOUGH_TOGETHER = 8
_TIMES_ESCAPED = 2
_BEFORE = re.compile(r"([^\W\d_]+)[ _-]$")
_AFTER = re.compile(r"[ _-]([^\W\d_]+)")
_FLANK = 40

Span = tuple[int, int]


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, the given name first.

    >>> words("Löberg,  EVELINA"), words("Evelina Loberg")
    (('evelina', 'loberg'), ('evelina', 'loberg'))
    """
    family, comma, given = name.partition(",")
    ordered = f"{given} {family}" if comma and "," not in given else name
    return tuple(_WORD.findall(_bare(ordered).lower()))


@dataclass(frozen=True)
class Mentions:
    """What finds some names in a text; without names it finds nothing.

    >>> found = Mentions.of(["Evelina Loberg"])
    >>> found.spans("Samtal med Evelina Löbergs grupp")
    [(11, 25)]
    >>> found.lines('{"a": 1,\\n"by": "L\\\\u00f6berg, Evelina"}')
    [2]
    """

    names: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Mentions:
        """What finds those of the names that have two words or more."""
        return cls(tuple(sorted({w for name in names if len(w := words(name)) > 1})))

    def spans(self, text: str) -> list[Span]:
        """Where a name stands in a text, not escaped: from, to; in order, without overlap."""
        bare = _bare(text)
        places = sorted(self._found(bare))
        if not places:
            return []
        origin = _origin(text)
        found: list[Span] = []
        for start, end in places:
            if not found or origin[start] >= found[-1][1]:
                found.append((origin[start], origin[end]))
        return found

    def lines(self, text: str) -> list[int]:
        """The lines on which a name stands, escaped or not."""
        found: set[int] = set()
        for layer in _layers(text):
            bare = _bare(layer)
            found.update(bare.count("\n", 0, start) + 1 for start, _ in self._found(bare))
        return sorted(found)

    def stands_in(self, text: str) -> bool:
        """Whether a name stands in a text, escaped or not."""
        return bool(self.lines(text))

    def without(self, text: str, mark: str) -> str:
        """The text with every mention replaced by a mark; only the mark where it is escaped.

        >>> Mentions.of(["Evelina Loberg"]).without("Samtal med Evelina Löberg", "[…]")
        'Samtal med […]'
        """
        kept, end = "", 0
        for start, stop in self.spans(text):
            kept, end = kept + text[end:start] + mark, stop
        kept += text[end:]
        return mark if self.stands_in(kept) else kept

    def _found(self, bare: str) -> Iterator[Span]:
        small = bare.lower()
        for name in self.names:
            if all(word in small for word in name):
                for pattern, turned in self._patterns[name]:
                    for match in pattern.finditer(bare):
                        if not (turned and _two_people(bare, *match.span())):
                            yield match.span()

    @cached_property
    def _patterns(self) -> dict[tuple[str, ...], list[tuple[re.Pattern[str], bool]]]:
        return {
            name: [
                (_pattern(name, 0 if len("".join(name)) >= _LONG_ENOUGH_TOGETHER else 1), False),
                *((_pattern((*name[n:], *name[:n]), 1), True) for n in range(1, len(name))),
            ]
            for name in self.names
        }


def _pattern(name: Iterable[str], least: int) -> re.Pattern[str]:
    between = f"{_BETWEEN}{{{least},{_MOST_BETWEEN}}}"
    middle = between.join(map(re.escape, name))
    return re.compile(f"(?<!{_LETTER}){middle}(?=s?(?!{_LETTER}))", re.IGNORECASE)


def _two_people(text: str, start: int, end: int) -> bool:
    """Whether "Berg, Karin" is the seam of "Åsa Berg, Karin Ek" and no name."""
    before = _BEFORE.search(text, max(start - _FLANK, 0), start)
    after = _AFTER.match(text, end)
    if not before or not after:
        return False
    small = text[start:end].islower()
    return small or (before[1][0].isupper() and after[1][0].isupper())


def _bare(text: str) -> str:
    """The text without accents and invisible characters; upper case stays, and so do lines."""
    if text.isascii():
        return text
    return _NOT_ASCII.sub(lambda found: "".join(map(_letter, found[0])), text)


def _origin(text: str) -> list[int]:
    """For each character of the bare text the place that it comes from, and the text's end."""
    return [*(place for place, letter in enumerate(text) for _ in _letter(letter)), len(text)]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if _INVISIBLE.fullmatch(letter):
        return ""
    return fold(letter).upper() if letter.isupper() else fold(letter)


def _layers(text: str) -> Iterator[str]:
    """The text as it stands, and as it reads when it is unescaped once and twice."""
    yield text
    for _ in range(_TIMES_ESCAPED):
        unescaped = _ESCAPED.sub(_unescaped, text)
        if unescaped == text:
            return
        text = unescaped
        yield text


def _unescaped(found: re.Match[str]) -> str:
    """What an escape stands for; a line break becomes a space, so that lines can be counted."""
    if found["percent"]:
        data = unquote_to_bytes(found["percent"])
        try:
            read = data.decode("utf-8")
        except UnicodeDecodeError:
            read = data.decode("latin-1")
    elif found["entity"]:
        read = html.unescape(found["entity"])
    elif code := found["four"] or found["eight"] or found["two"]:
        number = int(code, 16)
        read = chr(number) if number <= 0x10FFFF else " "
    else:
        read = " "
    return re.sub(r"[\r\n]", " ", read)
