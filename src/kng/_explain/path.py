"""The shortest way from one to another through meetings and people, in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kng._values import Bilingual, Evidence, Line, Network, Thing

WAYS = ("municipalities-by-meetings", "people-by-meetings", "people-organisations")
"""The networks that a way leads through: who met whom, and who belongs to or stood for what."""


class _Step(NamedTuple):
    """A tie from a node to another: what it means, its weight, and its heaviest evidence."""

    to: str
    meaning: Bilingual
    weight: float
    reason: Evidence | None


def way(one: str, other: str, networks: Sequence[Network]) -> list[tuple[str, _Step]]:
    """The fewest ties from ``one`` to ``other``, each with the node that it begins at; none where
    no way leads there, or they are the same.

    Where several ways are as short, each step takes the heaviest tie, of equals the first by
    address.
    """
    steps = _steps([network for network in networks if network.name in WAYS])
    left = _distances(other, steps)
    if one not in left:
        return []
    taken: list[tuple[str, _Step]] = []
    at = one
    while at != other:
        nearer = [step for step in steps[at] if left.get(step.to) == left[at] - 1]
        step = min(nearer, key=lambda step: (-step.weight, step.to))
        taken.append((at, step))
        at = step.to
    return taken


def told(
    taken: Sequence[tuple[str, _Step]],
    things: Mapping[str, Thing],
    label: Callable[[Evidence], Bilingual],
    sources: Callable[[Evidence, set[str]], tuple[str, ...]],
) -> tuple[Line, ...]:
    """A way in words, a line a tie: who, with whom, where; with the sources of its evidence."""
    lines: list[Line] = []
    for at, step in taken:
        ends = (things[at].label, things[step.to].label)
        where = label(step.reason) if step.reason else Bilingual("", "")
        cited = sources(step.reason, {at, step.to}) if step.reason else ()
        sv, en = (
            f"{ends[0].in_language(language)} – {ends[1].in_language(language)}: "
            f"{step.meaning.in_language(language)}"
            + (f" ({where.in_language(language)})" if where.in_language(language) else "")
            for language in ("sv", "en")
        )
        lines.append(Line(Bilingual(sv, en), cited))
    return tuple(lines)


def _steps(networks: Sequence[Network]) -> dict[str, list[_Step]]:
    steps: dict[str, list[_Step]] = {}
    for network in networks:
        ids = [node.id for node in network.nodes]
        ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
        weighed = zip(ends, network.weight.tolist(), network.evidence, strict=True)
        for (source, target), weight, reasons in weighed:
            best = max(reasons, key=lambda reason: reason.weight, default=None)
            for at, to in ((source, target), (target, source)):
                steps.setdefault(ids[at], []).append(_Step(ids[to], network.tie, weight, best))
    return steps


def _distances(start: str, steps: Mapping[str, Sequence[_Step]]) -> dict[str, int]:
    far = {start: 0}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for step in steps.get(at, ()):
            if step.to not in far:
                far[step.to] = far[at] + 1
                waiting.append(step.to)
    return far
