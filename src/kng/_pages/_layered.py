"""A layered drawing: boxes in columns, lines from left to right that touch no box.

The steps are those of Sugiyama, Tagawa and Toda (1981, DOI 10.1109/TSMC.1981.4308636): break
cycles, choose columns, add a place for a line in each column that it passes, order the columns
so that few lines cross, then give heights. Nothing is random, so the same model is the same
picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Edge = tuple[str, str]
Point = tuple[float, float]
_SWEEPS = 24
_ROW_GAP = 18.0
_LINE_GAP = 14.0
_COLUMN_GAP = 46.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything stands: the upper left corner of each box, and for each edge the points
    that its line goes through, from the first end to the second."""

    corners: Mapping[str, Point]
    lines: Mapping[Edge, tuple[Point, ...]]
    width: float
    height: float


def draw(sizes: Mapping[str, Point], edges: Iterable[Edge]) -> Drawing:
    """The drawing of boxes of these sizes (width, height) with lines between them.

    An edge from a box to itself is left out.

    >>> picture = draw({"a": (10, 10), "b": (10, 10)}, [("a", "b")])
    >>> picture.corners["a"][0] + 10 < picture.corners["b"][0]
    True
    """
    kept = [edge for edge in dict.fromkeys(edges) if edge[0] != edge[1]]
    forward = _acyclic(list(sizes), kept)
    ranks = _ranks(list(sizes), sorted(set(forward.values())))
    paths, columns = _columns(sizes, ranks, sorted(set(forward.values())))
    _order(columns, paths)
    tops = _heights(columns, paths, sizes)
    return _placed(sizes, kept, forward, paths, columns, tops)


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
    ranks = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for first, second in edges:
            ranks[second] = max(ranks[second], ranks[first] + 1)
    for _ in nodes:
        for node in nodes:
            ahead = [ranks[second] for first, second in edges if first == node]
            behind = [first for first, second in edges if second == node]
            if ahead and len(ahead) >= len(behind):
                ranks[node] = max(ranks[node], min(ahead) - 1)
    return ranks


def _columns(
    sizes: Mapping[str, Point], ranks: Mapping[str, int], edges: Sequence[Edge]
) -> tuple[dict[Edge, list[str]], list[list[str]]]:
    columns: list[list[str]] = [[] for _ in range(max(ranks.values(), default=0) + 1)]
    for node in sizes:
        columns[ranks[node]].append(node)
    paths: dict[Edge, list[str]] = {}
    for first, second in edges:
        between = range(ranks[first] + 1, ranks[second])
        steps = [f"{first}\n{second}\n{rank}" for rank in between]
        for rank, step in zip(between, steps, strict=True):
            columns[rank].append(step)
        paths[first, second] = [first, *steps, second]
    return paths, columns


def _neighbours(paths: Mapping[Edge, Sequence[str]]) -> tuple[dict[str, list[str]], ...]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for path in paths.values():
        for first, second in zip(path, path[1:], strict=False):
            before.setdefault(second, []).append(first)
            after.setdefault(first, []).append(second)
    return before, after


def _order(columns: list[list[str]], paths: Mapping[Edge, Sequence[str]]) -> None:
    """Order each column by the mean place of its neighbours; the order with fewest crossings
    stays."""
    before, after = _neighbours(paths)
    best = [list(column) for column in columns]
    fewest = _crossings(columns, after)
    for sweep in range(_SWEEPS):
        rightward = sweep % 2 == 0
        looked_at = before if rightward else after
        for index in range(len(columns)) if rightward else reversed(range(len(columns))):
            beside = index - 1 if rightward else index + 1
            if not 0 <= beside < len(columns):
                continue
            place = {node: at for at, node in enumerate(columns[beside])}
            _sort_by_mean(columns[index], place, looked_at)
        _switch(columns, before, after)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    columns[:] = best


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
        sides = [(columns[index - 1], before)] if index else []
        sides += [(columns[index + 1], after)] if index + 1 < len(columns) else []
        for at in range(len(column) - 1):
            upper, lower = column[at], column[at + 1]
            gain = 0
            for other, beside in sides:
                place = {node: number for number, node in enumerate(other)}
                ups = [place[node] for node in beside.get(upper, ())]
                downs = [place[node] for node in beside.get(lower, ())]
                gain += sum((u > d) - (u < d) for u in ups for d in downs)
            if gain > 0:
                column[at], column[at + 1] = lower, upper


def _crossings(columns: Sequence[Sequence[str]], after: Mapping[str, Sequence[str]]) -> int:
    total = 0
    for left, right in zip(columns, columns[1:], strict=False):
        place = {node: at for at, node in enumerate(right)}
        ends = [end for node in left for end in sorted(place[n] for n in after.get(node, ()))]
        total += sum(1 for at, end in enumerate(ends) for later in ends[at + 1 :] if later < end)
    return total


def _heights(
    columns: Sequence[Sequence[str]],
    paths: Mapping[Edge, Sequence[str]],
    sizes: Mapping[str, Point],
) -> dict[str, float]:
    """The middle of each node, near the middles of its neighbours, in order and apart."""
    before, after = _neighbours(paths)
    middle = {node: 0.0 for column in columns for node in column}
    for column in columns:
        _spread(column, middle, sizes)
    for sweep in range(3 * _SWEEPS):
        order = columns if sweep % 2 == 0 else list(reversed(columns))
        for column in order:
            for node in column:
                both = [*before.get(node, ()), *after.get(node, ())]
                if both:
                    middle[node] = sum(middle[other] for other in both) / len(both)
            _spread(column, middle, sizes)
    return middle


def _half(node: str, sizes: Mapping[str, Point]) -> float:
    return sizes[node][1] / 2 + _ROW_GAP / 2 if node in sizes else _LINE_GAP / 2


def _spread(column: Sequence[str], middle: dict[str, float], sizes: Mapping[str, Point]) -> None:
    """Move the nodes of a column apart, as little as can be in the sense of least squares.

    Nodes that would overlap are pooled into blocks (the pool-adjacent-violators method).
    """
    offset = 0.0
    blocks: list[tuple[float, int]] = []
    offsets: list[float] = []
    for at, node in enumerate(column):
        if at:
            offset += _half(column[at - 1], sizes) + _half(node, sizes)
        offsets.append(offset)
        blocks.append((middle[node] - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1] = (blocks[-1][0] + total, blocks[-1][1] + count)
    wanted = [total / count for total, count in blocks for _ in range(count)]
    for node, shift, base in zip(column, wanted, offsets, strict=True):
        middle[node] = shift + base


def _placed(
    sizes: Mapping[str, Point],
    edges: Sequence[Edge],
    forward: Mapping[Edge, Edge],
    paths: Mapping[Edge, Sequence[str]],
    columns: Sequence[Sequence[str]],
    middle: Mapping[str, float],
) -> Drawing:
    widths = [max((sizes[n][0] for n in c if n in sizes), default=0.0) for c in columns]
    lefts = [sum(widths[:at]) + _COLUMN_GAP * at for at in range(len(columns))]
    top = min((middle[n] - s[1] / 2 for n, s in sizes.items()), default=0.0)
    bottom = max((middle[n] + s[1] / 2 for n, s in sizes.items()), default=0.0)
    column_of = {node: at for at, column in enumerate(columns) for node in column}
    corners = {
        node: (
            round(lefts[column_of[node]] + (widths[column_of[node]] - size[0]) / 2, 1),
            round(middle[node] - size[1] / 2 - top, 1),
        )
        for node, size in sizes.items()
    }
    ports = _ports(paths, sizes, corners, middle, top)
    lines: dict[Edge, tuple[Point, ...]] = {}
    for edge in edges:
        path = paths[forward[edge]]
        start, end = ports[forward[edge]]
        points = [start]
        for step in path:
            left = lefts[column_of[step]]
            height = round(middle[step] - top, 1)
            level = start[1] if step == path[0] else end[1] if step == path[-1] else height
            sides = [(round(left, 1), level), (round(left + widths[column_of[step]], 1), level)]
            points += sides[step == path[0] : 1 if step == path[-1] else 2]
        points.append(end)
        lines[edge] = tuple(points if forward[edge] == edge else reversed(points))
    width = lefts[-1] + widths[-1] if lefts else 0.0
    return Drawing(corners, lines, round(width, 1), round(bottom - top, 1))


def _ports(
    paths: Mapping[Edge, Sequence[str]],
    sizes: Mapping[str, Point],
    corners: Mapping[str, Point],
    middle: Mapping[str, float],
    top: float,
) -> dict[Edge, tuple[Point, Point]]:
    """Where each line leaves and enters its boxes: side by side, in the order of the far ends."""
    leaving: dict[str, list[tuple[float, Edge]]] = {}
    entering: dict[str, list[tuple[float, Edge]]] = {}
    for edge, path in paths.items():
        leaving.setdefault(edge[0], []).append((middle[path[1]], edge))
        entering.setdefault(edge[1], []).append((middle[path[-2]], edge))
    starts = _side(leaving, sizes, corners, right=True)
    ends = _side(entering, sizes, corners, right=False)
    return {edge: (starts[edge], ends[edge]) for edge in paths}


def _side(
    ends: Mapping[str, list[tuple[float, Edge]]],
    sizes: Mapping[str, Point],
    corners: Mapping[str, Point],
    *,
    right: bool,
) -> dict[Edge, Point]:
    found: dict[Edge, Point] = {}
    for node, sorted_ends in ((node, sorted(own)) for node, own in ends.items()):
        left, top = corners[node]
        width, height = sizes[node]
        step = min(12.0, (height - 8) / len(sorted_ends))
        first = top + height / 2 - step * (len(sorted_ends) - 1) / 2
        for at, (_, edge) in enumerate(sorted_ends):
            found[edge] = (round(left + width * right, 1), round(first + step * at, 1))
    return found
