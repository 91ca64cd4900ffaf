"""From a name as written to the form in which it can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from kng._identity import fold
from kng._reconcile._words import (
    EXONYMS,
    FORMER,
    HEADS,
    KINDS,
    LEGAL_ENDS,
    LEGAL_STARTS,
    LONGEST_LEGAL,
    LONGEST_PHRASE,
    MEANING,
    MISSING,
    MUNICIPAL_REGIONS,
    OF_PLACES,
    PHRASES,
    SMALL,
    SOCIETY_WORDS,
    TRADE_WORDS,
)

_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
_DASH: Final = re.compile(r"\s+[–—-]\s+")
_ACRONYM: Final = re.compile(r"[A-ZÅÄÖÜ][A-ZÅÄÖÜ0-9]{2,5}")
_TOWN_ENDS: Final = frozenset({"kommun", "kommunen", "kommune", "stad", "municipality"})
_TOWN_STARTS: Final = frozenset({("city", "of"), ("municipality", "of")})
_SHORTEST_GENITIVE: Final = 4
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart.

    ``words`` are in lower case, without small words and what says the legal form; ``meanings``
    are the same, sorted, each word that the word list knows put as its meaning. ``town`` is the
    place of a municipality's name. ``origin`` says how the form was found where it is not the
    name itself: ``former-name`` or ``stated-short``.
    """

    text: str
    words: tuple[str, ...]
    meanings: tuple[str, ...]
    legal: str = ""
    trimmed: str = ""
    town: str = ""
    origin: str = ""

    @property
    def joined(self) -> str:
        """The words without blanks."""
        return "".join(self.words)

    @property
    def proper(self) -> tuple[str, ...]:
        """What the word list does not know: the proper names."""
        return tuple(word for word in self.meanings if not word.isupper())

    @property
    def known(self) -> frozenset[str]:
        """The meanings that the word list knows."""
        return frozenset(word for word in self.meanings if word.isupper())


class _Stripped(NamedTuple):
    words: tuple[str, ...]
    legal: str
    trimmed: str


def forms(text: str) -> tuple[Form, ...]:
    """The forms of a name, its own first; none where the text says that there is no name.

    >>> [form.words for form in forms("Röstånga Ekoby ek för")]
    [('röstånga', 'ekoby')]
    >>> [form.words for form in forms("Sveriges Lantbruksuniversitet (SLU)")]
    [('sveriges', 'lantbruksuniversitet'), ('slu',)]
    >>> forms("Uppgift saknas")
    ()
    """
    plain = " ".join(text.split())
    if plain.casefold() in MISSING or not _WORD.search(plain):
        return ()
    return tuple(dict.fromkeys(form for form in _stated(plain) if form.words))


def _stated(text: str) -> Iterator[Form]:
    """The name, and the other names that it states itself."""
    bracket = _BRACKETS.search(text)
    head = text[: bracket.start()] if bracket else text
    inside = bracket[1] if bracket else ""
    former = next((word for word in FORMER if inside.casefold().startswith(word)), "")
    if head and (former or _ACRONYM.fullmatch(inside)):
        yield replace(_form(head), text=text)
        said = inside[len(former) :]
        yield replace(_form(said), origin="former-name" if former else "stated-short")
        return
    yield (form := _form(text))
    if explains(form):
        yield replace(_form(text.partition(" ")[2]), origin="explained")
    yield from (replace(_form(part), origin="stated-short") for part in _twice(text))


def _twice(text: str) -> tuple[str, ...]:
    """The short and the long name, where a name says both: "RISE Research Institutes …"."""
    dashed = _DASH.split(text, maxsplit=1)
    if len(dashed) > 1 and _ACRONYM.fullmatch(dashed[0]):
        return tuple(dashed)
    first, _, after = text.partition(" ")
    before, _, last = text.rpartition(" ")
    for short, long in ((first, after), (last, before)):
        words = _form(long).words if long else ()
        if _may_shorten(short, words) and abbreviates(short, words):
            return short, long
    return ()


def _may_shorten(short: str, words: Sequence[str]) -> bool:
    """Capitals may; a word may too ("Rise Research Institutes Of Sweden") if enough words agree."""
    enough = len(words) >= _FEWEST_WORDS and len(short) > len(words)
    return bool(_ACRONYM.fullmatch(short)) or (enough and bool(_ACRONYM.fullmatch(short.upper())))


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether each word gives its first letter to an acronym, and words its other letters.

    >>> abbreviates("SLU", ("sveriges", "lantbruksuniversitet"))
    True
    >>> abbreviates("IVL", ("svenska", "miljöinstitutet"))
    False
    """
    letters, initials = short.casefold(), [word[0] for word in words]
    enough = 1 < len(words) <= len(letters) <= 2 * len(words)
    return enough and _within(initials, letters) and _within(letters, "".join(words))


def _within(few: Sequence[str], many: str) -> bool:
    """Whether the letters stand in the text in their order, the first of them first."""
    rest = iter(many)
    return many[:1] == few[0] and all(letter in rest for letter in few)


@lru_cache(maxsize=1 << 16)
def _form(text: str) -> Form:
    tokens = tuple(_WORD.findall(text.casefold()))
    words, legal, trimmed = _strip(tokens)
    plain = tuple(word for word in words if word not in SMALL) or words
    town = "" if "," in text else _town(tokens)
    return Form(text, plain, _meanings(words), legal, trimmed, town)


def _strip(tokens: tuple[str, ...]) -> _Stripped:
    """Without the words of the legal form; a public body keeps them, as it has none."""
    legal, words = "", tokens
    for length in range(min(LONGEST_LEGAL, len(tokens) - 1), 0, -1):
        if form := LEGAL_ENDS.get(tokens[-length:]):
            legal, words = form, tokens[:-length]
            break
    if not legal and len(words) > 1 and words[0] in LEGAL_STARTS:
        legal, words = LEGAL_STARTS[words[0]], words[1:]
    if legal and OF_PLACES & {MEANING.get(genitive(word)) for word in words}:
        return _Stripped(tokens, "", "")
    if legal and len(words) > 1 and words[-1] in TRADE_WORDS:
        return _Stripped(words[:-1], legal, "trade-word")
    if len(words) > 1 and words[0] in TRADE_WORDS and words[1] in LEGAL_STARTS:
        return _Stripped(words[2:], LEGAL_STARTS[words[1]], "trade-word")
    for at, rest in ((0, words[1:]), (-1, words[:-1])):
        if rest and words[at] in SOCIETY_WORDS and len(words[at]) > 1:
            return _Stripped(rest, legal, "society-word")
    return _Stripped(words, legal, "")


def _town(tokens: tuple[str, ...]) -> str:
    """The place in the name of a municipality, else nothing."""
    if tokens[:2] in _TOWN_STARTS:
        return place(" ".join(tokens[2:]))
    if tokens[:1] == ("region",) and " ".join(tokens[1:]) in MUNICIPAL_REGIONS:
        return place(" ".join(tokens[1:]))
    end = len(tokens)
    while end and tokens[end - 1] in _TOWN_ENDS:
        end -= 1
    return place(" ".join(tokens[:end])) if 0 < end < len(tokens) else ""


@lru_cache(maxsize=1 << 14)
def place(name: str) -> str:
    """A place's name without its genitive, in its Swedish form.

    >>> place("lunds"), place("gothenburg"), place("falu")
    ('lund', 'göteborg', 'falun')
    """
    bare = genitive(EXONYMS.get(name, name))
    return EXONYMS.get(bare, bare)


def genitive(word: str) -> str:
    """A word without a last s, so that both forms meet: "borås" and "boråss" are no words.

    >>> genitive("lunds"), genitive("ås")
    ('lund', 'ås')
    """
    return word[:-1] if word.endswith("s") and len(word) >= _SHORTEST_GENITIVE else word


def _meanings(tokens: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST_PHRASE, len(tokens) - at), 1, -1):
            phrase = PHRASES.get(tuple(tokens[at : at + length]))
            if phrase:
                found += phrase.split()
                at += length
                break
        else:
            found += _meaning(tokens[at])
            at += 1
    if "REGION" in found or "COUNTY-BOARD" in found:
        found = [word for word in found if word != "COUNTY"]
    return tuple(sorted(found))


@lru_cache(maxsize=1 << 16)
def _meaning(word: str) -> tuple[str, ...]:
    if word in SMALL:
        return ()
    if known := MEANING.get(word):
        return (known,)
    for head in HEADS:
        first = MEANING.get(word.removesuffix(head)) if word.endswith(head) else None
        if first:
            return first, MEANING[head]
    return (place(word),)


def explains(form: Form) -> bool:
    """Whether a name is a short name with an explanation after it.

    >>> [explains(forms(name)[0]) for name in ("IVL Svenska Miljöinstitutet", "KTH Live-In Lab")]
    [True, False]
    """
    short, _, rest = form.text.partition(" ")
    if not rest or not short.isupper() or len(form.words) < _FEWEST_WORDS:
        return False
    described = forms(rest)
    generic = bool(described) and not described[0].proper and bool(described[0].known & KINDS)
    return generic or rest == rest.casefold()


def acronyms(form: Form) -> tuple[str, ...]:
    """The acronyms that a name may have: the first letters of its words and of known endings.

    >>> acronyms(forms("Sveriges lantbruksuniversitet")[0])
    ('sl', 'slu')

    A name with a comma is a part and its whole, and has none; nor has a single word.
    """
    if "," in form.text or len(form.words) == 1:
        return ()
    initials = "".join(word[0] for word in form.words)
    parts = "".join(word[0] + _ending(word) for word in form.words)
    return (initials, parts) if parts != initials else (initials,)


def _ending(word: str) -> str:
    head = next((head for head in HEADS if word.endswith(head) and word != head), "")
    return head[:1]


def is_acronym(form: Form) -> bool:
    """Whether a name is nothing but three to six capitals.

    >>> is_acronym(forms("KTH")[0]), is_acronym(forms("Kista")[0])
    (True, False)
    """
    return len(form.words) == 1 and bool(_ACRONYM.match(form.text)) and len(form.joined) <= 6


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """:func:`kng._identity.fold`, remembered."""
    return fold(word)
