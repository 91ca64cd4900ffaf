"""People: a name alone never makes two of them one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from kng._reconcile._blocks import Pair, in_groups
from kng._reconcile._forms import folded
from kng._reconcile._records import Record
from kng._reconcile._words import MISSING, PARTICLES

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONG: Final = 5
_NEAR: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name taken apart: the first given name, the family names, all in lower case."""

    given: str
    family: tuple[str, ...]


def person(text: str) -> Person | None:
    """A name taken apart, or nothing where there are no two names.

    >>> person("Charlotte H. Kindmark")
    Person(given='charlotte', family=('kindmark',))
    >>> person("Erik von Pistholkors").family
    ('von', 'pistholkors')
    """
    plain = " ".join(text.split()).casefold()
    words = [word for word in _WORD.findall(plain) if len(word) > 1]
    if plain in MISSING or len(words) <= 1:
        return None
    return Person(words[0], tuple(words[1:]))


def candidates(people: Sequence[Record], names: Sequence[Person | None]) -> set[Pair]:
    """The pairs with one given name and one family name, or with one employer and near ones."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for row, (record, name) in enumerate(zip(people, names, strict=True)):
        if name:
            for key in _keys(record, name):
                groups[key].append(row)
    facts = [record.organisations | record.shared for record in people]
    return in_groups((group for group in groups.values() if len(group) > 1), facts)


def _keys(record: Record, name: Person) -> Iterator[Hashable]:
    given = folded(name.given)
    yield given, tuple(map(folded, name.family))
    for organisation in record.organisations:
        yield given, organisation


def compare(one: Record, other: Record, a: Person, b: Person) -> str:
    """The key of the reason, or nothing: people of different given names are no proposal."""
    if folded(a.given) != folded(b.given):
        return ""
    together = one.organisations & other.organisations
    if tuple(map(folded, a.family)) == tuple(map(folded, b.family)):
        if together:
            facts = one.shared & other.shared
            return "person-and-facts" if facts else "person-and-organisation"
        return "namesakes" if one.organisations and other.organisations else "name-only"
    if not together:
        return ""
    if set(a.family) - PARTICLES < set(b.family) or set(b.family) - PARTICLES < set(a.family):
        return "part-of-name"
    return "near-family-name" if _near(a.family, b.family) else ""


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Up to two slips in long family names, one in shorter ones."""
    a, b = " ".join(one), " ".join(other)
    allowed = _NEAR if min(len(a), len(b)) > 2 * _LONG else 1
    return min(len(a), len(b)) >= _LONG and OSA.distance(a, b, score_cutoff=allowed) <= allowed
