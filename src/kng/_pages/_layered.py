"""A layered arrangement: nodes in columns, lines from left to right.

The steps are those of Sugiyama, Tagawa and Toda (1981, DOI 10.1109/TSMC.1981.4308636): break
cycles, choose columns, add a place for a line in each column that it passes, order the columns
so that few lines cross; the heights are given in :mod:`kng._pages._placing`. Nothing is random,
so the same model is the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
_SWEEPS = 20


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which columns there are and who stands in them in which order, whatever the sizes."""

    edges: tuple[Edge, ...]
    forward: Mapping[Edge, Edge]
    paths: Mapping[Edge, Sequence[str]]
    columns: Sequence[Sequence[str]]


def arrange(nodes: Sequence[str], edges: Iterable[Edge]) -> Arrangement:
    """Choose columns and their order. An edge from a node to itself is left out.

    >>> arrange(["b", "a"], [("a", "b")]).columns
    [['a'], ['b']]
    """
    kept = tuple(edge for edge in dict.fromkeys(edges) if edge[0] != edge[1])
    forward = _acyclic(nodes, kept)
    drawn = sorted(set(forward.values()))
    paths, columns = _columns(nodes, _ranks(nodes, drawn), drawn)
    _order(columns, paths)
    return Arrangement(kept, forward, paths, columns)


def _acyclic(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[Edge, Edge]:
    """Each edge in the direction in which it is drawn; those that would close a circle turn."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for first, second in edges:
        after[first].append(second)
    done: set[str] = set()
    back: set[Edge] = set()

    def visit(node: str, above: tuple[str, ...]) -> None:
        for target in after[node]:
            if target in above or target == node:
                back.add((node, target))
            elif target not in done:
                visit(target, (*above, node))
        done.add(node)

    entered = {target for _, target in edges}
    for node in sorted(nodes, key=lambda name: (name in entered, nodes.index(name))):
        if node not in done:
            visit(node, ())
    return {edge: (edge[1], edge[0]) if edge in back else edge for edge in edges}


def _ranks(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The column of each node: behind all that lead to it, and as near as may be to what it
    leads to."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    entering = dict.fromkeys(nodes, 0)
    for first, second in edges:
        after[first].append(second)
        entering[second] += 1
    ranks = dict.fromkeys(nodes, 0)
    waiting = dict(entering)
    order = [node for node in nodes if not waiting[node]]
    for node in order:
        for target in after[node]:
            ranks[target] = max(ranks[target], ranks[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    for node in reversed(order):
        if after[node] and len(after[node]) >= entering[node]:
            ranks[node] = min(ranks[target] for target in after[node]) - 1
    return ranks


def _columns(
    nodes: Sequence[str], ranks: Mapping[str, int], edges: Sequence[Edge]
) -> tuple[dict[Edge, list[str]], list[list[str]]]:
    columns: list[list[str]] = [[] for _ in range(max(ranks.values(), default=0) + 1)]
    for node in nodes:
        columns[ranks[node]].append(node)
    paths: dict[Edge, list[str]] = {}
    for first, second in edges:
        between = range(ranks[first] + 1, ranks[second])
        steps = [f"{first}\n{second}\n{rank}" for rank in between]
        for rank, step in zip(between, steps, strict=True):
            columns[rank].append(step)
        paths[first, second] = [first, *steps, second]
    return paths, columns


def neighbours(paths: Mapping[Edge, Sequence[str]]) -> tuple[dict[str, list[str]], ...]:
    """For each place the places before it, and for each those after it."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for path in paths.values():
        for first, second in pairwise(path):
            before.setdefault(second, []).append(first)
            after.setdefault(first, []).append(second)
    return before, after


def _order(columns: list[list[str]], paths: Mapping[Edge, Sequence[str]]) -> None:
    """Order each column by the mean place of its neighbours; the order with fewest crossings
    stays."""
    before, after = neighbours(paths)
    best = [list(column) for column in columns]
    fewest = _crossings(columns, after)
    for sweep in range(_SWEEPS):
        rightward = sweep % 2 == 0
        looked_at = before if rightward else after
        for index in range(len(columns)) if rightward else reversed(range(len(columns))):
            beside = index - 1 if rightward else index + 1
            if not 0 <= beside < len(columns):
                continue
            _sort_by_mean(columns[index], _places(columns[beside]), looked_at)
        _switch(columns, before, after)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    columns[:] = best


def _places(column: Sequence[str]) -> dict[str, int]:
    return {node: at for at, node in enumerate(column)}


def _sort_by_mean(
    column: list[str], place: Mapping[str, int], beside: Mapping[str, Sequence[str]]
) -> None:
    now = {node: float(at) for at, node in enumerate(column)}
    for node in column:
        places = [place[other] for other in beside.get(node, ())]
        if places:
            now[node] = sum(places) / len(places)
    column.sort(key=lambda node: now[node])


def _switch(
    columns: list[list[str]],
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
) -> None:
    """Let neighbours in a column change places where that takes crossings away."""
    for index, column in enumerate(columns):
        sides = [(_places(columns[index - 1]), before)] if index else []
        sides += [(_places(columns[index + 1]), after)] if index + 1 < len(columns) else []
        for at in range(len(column) - 1):
            upper, lower = column[at], column[at + 1]
            gain = 0
            for place, beside in sides:
                ups = [place[node] for node in beside.get(upper, ())]
                downs = [place[node] for node in beside.get(lower, ())]
                gain += sum((u > d) - (u < d) for u in ups for d in downs)
            if gain > 0:
                column[at], column[at + 1] = lower, upper


def _crossings(columns: Sequence[Sequence[str]], after: Mapping[str, Sequence[str]]) -> int:
    total = 0
    for left, right in pairwise(columns):
        place = _places(right)
        ends = [end for node in left for end in sorted(place[n] for n in after.get(node, ()))]
        total += sum(1 for at, end in enumerate(ends) for later in ends[at + 1 :] if later < end)
    return total
