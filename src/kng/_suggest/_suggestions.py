"""Pairs and small groups that should meet, each with its reasons in words and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from kng._suggest._field import Field, Floats, Truths
from kng._suggest._gain import shape, with_meeting
from kng._suggest._score import candidates, scores
from kng._suggest._words import gained, reasons
from kng._values import Bilingual, Thing


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Some who should meet: how much speaks for it (the mean over their pairs, from 0 to 4), why,
    and what it would change in the network."""

    members: tuple[Thing, ...]
    score: float
    reasons: tuple[Bilingual, ...]
    gain: Bilingual

    def text(self, language: str = "sv") -> str:
        """The suggestion in a few lines, in ``sv`` or ``en``."""
        names = " – ".join(member.label.in_language(language) for member in self.members)
        lines = [names, *(f"  {reason.in_language(language)}" for reason in self.reasons)]
        return "\n".join([*lines, f"  {self.gain.in_language(language)}"])


def suggestions(
    field: Field,
    names: Mapping[str, Bilingual],
    of: str = "",
    size: int = 2,
    most: int = 10,
) -> list[Suggestion]:
    """The pairs, or groups of ``size``, for whose meeting most speaks; the best first.

    ``of`` is the address of one who must be among them; without it no two groups have two members
    in common. A group begins with a pair and takes in who adds most to the sum of the scores of its
    pairs. What is equal is sorted by address.
    """
    score = scores(field)
    groups = _groups(field, score, of, size)
    before = shape(field.met)
    ranked = sorted(groups, key=lambda group: (-round(_mean(score, group), 9), group))
    return [
        Suggestion(
            tuple(field.nodes[member] for member in group),
            _mean(score, group),
            tuple(reasons(field, group, names)),
            gained(before, shape(with_meeting(field, group))),
        )
        for group in _apart(ranked, bool(of))[:most]
    ]


Group = tuple[int, ...]


def _groups(field: Field, score: Floats, of: str, size: int) -> list[Group]:
    place = {node.id: at for at, node in enumerate(field.nodes)}.get(of)
    may = candidates(field)
    pairs = [(int(one), int(other)) for one, other in np.argwhere(may)]
    if place is not None:
        pairs = [pair for pair in pairs if place in pair]
    both = may | may.T
    grown = {_grown(pair, score, both, size) for pair in pairs}
    return [group for group in grown if len(group) == size]


def _grown(pair: Group, score: Floats, may: Truths, size: int) -> Group:
    group = list(pair)
    while len(group) < size:
        free = [at for at in range(len(score)) if at not in group and may[at, group].all()]
        if not free:
            break
        group.append(max(free, key=lambda at: (round(float(score[at, group].sum()), 9), -at)))
    return tuple(sorted(group))


def _mean(score: Floats, group: Group) -> float:
    return float(np.mean([score[pair] for pair in combinations(group, 2)]))


def _apart(ranked: list[Group], of_one: bool) -> list[Group]:
    """Without those that have a pair in common with a better one; pairs are all different."""
    taken: set[Group] = set()
    kept: list[Group] = []
    for group in ranked:
        pairs = set(combinations(group, 2))
        if of_one or not taken & pairs:
            kept.append(group)
            taken |= pairs
    return kept
