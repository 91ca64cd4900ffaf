"""Two forms of names: the strongest reason to take them for one, if there is any."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from kng._reconcile._forms import (
    Form,
    acronyms,
    explains,
    folded,
    forms,
    genitive,
    is_acronym,
    place,
)
from kng._reconcile._words import COUNTIES, KINDS, MEANING, OF_PLACES, PLAIN, SMALL

_LONG_NAME: Final = 8
_LONG_WORD: Final = 5
_DEFINITE: Final = ("en", "et", "n", "t")
_STEM: Final = 5
_FREQUENT: Final = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What the names together tell: the places, how often a word occurs, whose initials."""

    places: frozenset[str]
    frequency: Mapping[str, int]
    initials: Mapping[str, int]


Found = tuple[str, ...]


def compare(a: Form, b: Form, known: Known) -> Found:
    """The keys of the reasons, the deciding one first and then what holds it down; or none."""
    if a.town and b.town:
        return _towns(a, b)
    for test in _TESTS:
        if found := test(a, b, known) or (test in _ONE_WAY and test(b, a, known)):
            return found
    return ()


def _towns(a: Form, b: Form) -> Found:
    if a.town != b.town:
        return ()
    return ("same-words",) if a.words == b.words else ("municipality",)


def _equal(a: Form, b: Form, known: Known) -> Found:
    if a.words != b.words:
        return ()
    if a.trimmed != b.trimmed:
        return _with_legal(a.trimmed or b.trimmed, a, b)
    if origin := a.origin or b.origin:
        shared = is_acronym(a) and known.initials.get(a.joined, 0) > 1
        return ("shared-initials",) if shared else _with_legal(origin, a, b)
    if a.legal != b.legal:
        return _with_legal("legal-form", a, b)
    small = [[word for word in _casefolded(form) if word in SMALL] for form in (a, b)]
    return ("same-words",) if small[0] == small[1] else ("small-words",)


def _casefolded(form: Form) -> list[str]:
    return form.text.casefold().split()


def _with_legal(kind: str, a: Form, b: Form) -> Found:
    """Two legal forms are two bodies until someone knows better; so are company and society."""
    society = {form.trimmed == "society-word" for form in (a, b)} == {True, False}
    conflict = (a.legal and b.legal and a.legal != b.legal) or (society and (a.legal or b.legal))
    return (kind, "other-legal-form") if conflict else (kind,)


def _spacing(a: Form, b: Form, _: Known) -> Found:
    if a.joined != b.joined:
        return ()
    return _with_legal("spacing" if len(a.joined) >= _LONG_NAME else "short-spacing", a, b)


def _accents(a: Form, b: Form, _: Known) -> Found:
    if folded(a.joined) != folded(b.joined):
        return ()
    placed = (a.known | b.known) & OF_PLACES or a.town or b.town
    return () if placed else _with_legal("accents", a, b)


def _twin(a: Form, b: Form, _: Known) -> Found:
    if a.meanings != b.meanings or len(a.meanings) < _FREQUENT:
        return ()
    for one, other, kind in (
        ("högskola", "universitet", "renamed"),
        ("landsting", "region", "successor"),
    ):
        if {_says(a, one), _says(b, one)} == {True, False} and (_says(a, other) or _says(b, other)):
            return (kind,)
    if a.trimmed != b.trimmed:
        return _with_legal(a.trimmed or b.trimmed, a, b)
    if a.proper and a.known & KINDS:
        return _with_legal("twin", a, b)
    if a.known and _other_words(a, b):
        return _with_legal("translated", a, b)
    return _with_legal("ending" if len(a.proper) > 1 else "one-letter", a, b)


def _says(form: Form, beginning: str) -> bool:
    return any(word.startswith(beginning) for word in form.words)


def _other_words(a: Form, b: Form) -> bool:
    return any(word in MEANING or len(word) > _LONG_NAME for word in {*a.words} ^ {*b.words})


def _national(a: Form, b: Form, _: Known) -> Found:
    """ "Statens energimyndighet" and "Energimyndigheten": the country may go without saying."""
    bare = a.known - {"SWEDEN"}
    same = bare == b.known - {"SWEDEN"} and not a.proper and not b.proper
    return ("translated",) if same and len(bare) > 1 and bare & KINDS else ()


def _endings(a: Form, b: Form, _: Known) -> Found:
    if len(a.words) != len(b.words):
        return ()
    same = all(
        one == other or _inflected(one, other) for one, other in zip(a.words, b.words, strict=True)
    )
    return _with_legal("ending", a, b) if same else ()


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long in {short + ending for ending in _DEFINITE}


def _misspelt(a: Form, b: Form, known: Known) -> Found:
    if len(a.words) != len(b.words) or a.town or b.town:
        return ()
    differing = [pair for pair in zip(a.words, b.words, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1 or not _near(*differing[0]):
        return ()
    one, other = differing[0]
    if one in MEANING and other in MEANING:
        return ()
    slip = (one in MEANING) != (other in MEANING)
    placed = (a.known | b.known) & KINDS and not slip
    same = len(a.joined) - len(one)
    if min(known.frequency.get(one, 0), known.frequency.get(other, 0)) >= _FREQUENT or placed:
        return ("one-letter", "not-unique")
    plural = genitive(one) == genitive(other)
    return _with_legal("misspelling" if same >= _LONG_NAME and not plural else "one-letter", a, b)


def _near(one: str, other: str) -> bool:
    """One letter more, less, other or swapped, in words long enough for that to be a slip."""
    plain = one.isalpha() and other.isalpha()
    return plain and min(len(one), len(other)) >= _LONG_WORD and OSA.distance(one, other) == 1


def _acronym(a: Form, b: Form, known: Known) -> Found:
    if not is_acronym(a) or a.joined not in acronyms(b):
        return ()
    return ("acronym",) if known.initials.get(a.joined, 0) == 1 else ("shared-initials",)


def _explained(a: Form, b: Form, _: Known) -> Found:
    return ("explained",) if len(a.words) == 1 and explains(b) and a.words == b.words[:1] else ()


def _group(a: Form, b: Form, known: Known) -> Found:
    head = group_head(b)
    if head is None or a.words != head or place(" ".join(head)) in known.places | COUNTIES:
        return ()
    return ("group",)


def group_head(form: Form) -> tuple[str, ...] | None:
    """The words before the general ones at the end of a name, if a proper name is among them.

    >>> group_head(forms("Systemair Sverige AB")[0]), group_head(forms("Umeå kommun")[0])
    (('systemair',), None)
    """
    end = len(form.words)
    while end and MEANING.get(form.words[end - 1], "") in PLAIN:
        end -= 1
    head = form.words[:end]
    named = any(word not in MEANING for word in head)
    return head if named and end < len(form.words) else None


def _governed(a: Form, b: Form, _: Known) -> Found:
    return ("place",) if place(" ".join(a.words)) == governed(b) else ()


def governed(form: Form) -> str:
    """The place whose municipality or region a name is, else nothing.

    >>> governed(forms("Köpenhamns kommun")[0]), governed(forms("Region Norrbotten")[0])
    ('köpenhamn', 'norrbotten')
    """
    if form.town or form.words[:1] != ("region",):
        return form.town
    return place(" ".join(word for word in form.words[1:] if word != "län"))


def _two_bodies(a: Form, b: Form, _: Known) -> Found:
    return ("two-bodies",) if a.words in parts(b) else ()


def parts(form: Form) -> Sequence[tuple[str, ...]]:
    """The words of each of two names that a stroke joins.

    >>> parts(forms("Medvetna Val/Studiefrämjandet")[0])
    [('medvetna', 'val'), ('studiefrämjandet',)]
    """
    if "/" not in form.text:
        return []
    return [part.words for half in form.text.split("/") for part in forms(half)[:1]]


_TESTS: Final[Sequence[Callable[[Form, Form, Known], Found]]] = (
    _equal,
    _spacing,
    _twin,
    _endings,
    _national,
    _accents,
    _acronym,
    _explained,
    _misspelt,
    _group,
    _governed,
    _two_bodies,
)
_ONE_WAY: Final = frozenset({_acronym, _explained, _group, _governed, _two_bodies})
