"""Which records are worth comparing: those that share a key, so that the work stays near linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from kng._reconcile._compare import governed, group_head, parts
from kng._reconcile._forms import Form, acronyms, explains, folded, is_acronym, place
from kng._reconcile._words import SMALL

_CROWD: Final = 40
_LONG_WORD: Final = 5
_BEGINNING: Final = 3

Pair = tuple[int, int]
Facts = Sequence[frozenset[str]]


def candidates(table: Sequence[Sequence[Form]], facts: Facts) -> set[Pair]:
    """The pairs of rows of ``table`` whose forms share a key.

    ``facts`` are the known facts of each row. Of more than forty rows with one key only those
    are paired that share a fact as well: names alone cannot tell so many apart.
    """
    groups: defaultdict[Hashable, dict[int, bool]] = defaultdict(dict)
    for row, forms in enumerate(table):
        for form in forms:
            for key in _own_keys(form):
                groups[key][row] = True
            for key in _pointing_keys(form):
                groups[key].setdefault(row, False)
    pairs: set[Pair] = set()
    for rows in groups.values():
        if len(rows) > 1:
            pairs.update(_paired(rows, facts))
    return pairs | _slips(table, facts)


def in_groups(groups: Iterable[Iterable[int]], facts: Facts) -> set[Pair]:
    """The pairs within each group, as :func:`candidates` makes them."""
    return {pair for group in groups for pair in _paired(dict.fromkeys(group, True), facts)}


def _own_keys(form: Form) -> Iterator[Hashable]:
    yield "name", folded(form.joined)
    yield "meaning", form.meanings
    yield "meaning", tuple(word for word in form.meanings if word != "SWEDEN")
    yield "endings", tuple(_stem(word) for word in form.words)
    if form.town:
        yield "town", form.town
    if is_acronym(form):
        yield "letters", form.joined


def _pointing_keys(form: Form) -> Iterator[Hashable]:
    """Keys under which others stand with their own name: two that point there are no pair."""
    yield from (("name", folded("".join(words))) for words in parts(form))
    if head := group_head(form):
        yield "name", folded("".join(head))
    if where := governed(form):
        yield "name", folded(where.replace(" ", ""))
        yield "name", folded(where.replace(" ", "") + "s")
    if explains(form):
        yield "name", folded(form.words[0])
    yield from (("letters", letters) for letters in acronyms(form))


def _stem(word: str) -> str:
    for ending in ("en", "et", "n", "t"):
        if word.endswith(ending) and len(word) - len(ending) >= _LONG_WORD:
            return word[: -len(ending)]
    return word


def _paired(rows: Mapping[int, bool], facts: Facts) -> Iterator[Pair]:
    if len(rows) <= _CROWD:
        yield from _ordered(rows, rows)
        return
    by_fact: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        for fact in facts[row]:
            by_fact[fact].append(row)
    for members in by_fact.values():
        if len(members) <= _CROWD:
            yield from _ordered(members, rows)
        else:
            yield from pairwise(sorted(members))


def _ordered(members: Iterable[int], own: Mapping[int, bool]) -> Iterator[Pair]:
    pairs = combinations(sorted(members), 2)
    return (pair for pair in pairs if own[pair[0]] or own[pair[1]])


def _slips(table: Sequence[Sequence[Form]], facts: Facts) -> set[Pair]:
    """Pairs whose names are equal when one letter is left out of one word of each or of one.

    The keys of all names are numbers in one array, sorted; equal ones lie side by side.
    """
    keys: list[int] = []
    owners: list[int] = []
    for row, forms in enumerate(table):
        found = {key for form in forms for key in _without_a_letter(form)}
        keys += found
        owners += [row] * len(found)
    order = np.argsort(np.asarray(keys, dtype=np.int64), kind="stable")
    sorted_keys = np.asarray(keys, dtype=np.int64)[order]
    starts = np.flatnonzero(np.diff(sorted_keys, prepend=sorted_keys[:1] - 1))
    ends = np.append(starts[1:], len(sorted_keys))
    several = np.flatnonzero(ends - starts > 1)
    rows = np.asarray(owners, dtype=np.int64)[order]
    groups = (rows[starts[at] : ends[at]].tolist() for at in several)
    return in_groups(groups, facts)


def _without_a_letter(form: Form) -> Iterator[int]:
    if form.town:
        return
    yield hash(form.words)
    for at, word in enumerate(form.words):
        if len(word) < _LONG_WORD:
            continue
        before, after = form.words[:at], form.words[at + 1 :]
        for letter in range(len(word)):
            yield hash((*before, word[:letter] + word[letter + 1 :], *after))


def places(table: Sequence[Sequence[Form]]) -> frozenset[str]:
    """The places that the names of municipalities speak of."""
    return frozenset(place(form.town) for forms in table for form in forms if form.town)


def frequency(table: Sequence[Sequence[Form]]) -> Mapping[str, int]:
    """In how many different names each word stands."""
    different = {form.words for forms in table for form in forms if not form.origin}
    found: defaultdict[str, int] = defaultdict(int)
    for words in different:
        for word in set(words) - SMALL:
            found[word] += 1
    return found


def initials(table: Sequence[Sequence[Form]]) -> Mapping[str, int]:
    """How many different names have or state each of the acronyms that stand alone.

    Names whose words begin alike count as one, so that a misspelt name is no second owner.
    """
    alone = {form.joined for forms in table for form in forms if is_acronym(form)}
    owners: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for forms in table:
        for form in forms:
            stated = (form.joined,) if is_acronym(form) and form.origin else ()
            owner = forms[0] if stated else form
            for letters in alone.intersection(stated or acronyms(form)):
                owners[letters].add(_beginnings(owner, letters))
    return {letters: len(names) for letters, names in owners.items()}


def _beginnings(form: Form, letters: str) -> tuple[str, ...]:
    return tuple(word[:_BEGINNING] for word in form.words if word != letters)
