"""From an arrangement in columns to a drawing: boxes apart, and lines that touch no box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kng._pages._layered import Arrangement, Edge, neighbours

Point = tuple[float, float]
_SWEEPS = 20
_ROW_GAP = 18.0
_LINE_GAP = 14.0
_COLUMN_GAP = 38.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything stands: the upper left corner of each box, and for each edge the points
    that its line goes through, from the first end to the second."""

    corners: Mapping[str, Point]
    lines: Mapping[Edge, tuple[Point, ...]]
    width: float
    height: float


def draw(arrangement: Arrangement, sizes: Mapping[str, Point]) -> Drawing:
    """The drawing of boxes of these sizes (width, height).

    >>> from kng._pages._layered import arrange
    >>> picture = draw(arrange(["a", "b"], [("a", "b")]), {"a": (10, 10), "b": (10, 10)})
    >>> picture.corners["a"][0] + 10 < picture.corners["b"][0]
    True
    """
    middle = _heights(arrangement.columns, arrangement.paths, sizes)
    return _placed(arrangement, sizes, middle)


def _heights(
    columns: Sequence[Sequence[str]],
    paths: Mapping[Edge, Sequence[str]],
    sizes: Mapping[str, Point],
) -> dict[str, float]:
    """The middle of each node, near the middles of its neighbours, in order and apart."""
    before, after = neighbours(paths)
    middle = {node: 0.0 for column in columns for node in column}
    for column in columns:
        _spread(column, middle, sizes)
    for sweep in range(_SWEEPS):
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
    arrangement: Arrangement, sizes: Mapping[str, Point], middle: Mapping[str, float]
) -> Drawing:
    columns, paths = arrangement.columns, arrangement.paths
    widths = [max((sizes[n][0] for n in c if n in sizes), default=0.0) for c in columns]
    lefts = [sum(widths[:at]) + _COLUMN_GAP * at for at in range(len(columns))]
    top = min((middle[n] - _half(n, sizes) for n in middle), default=0.0) + _ROW_GAP / 2
    bottom = max((middle[n] + _half(n, sizes) for n in middle), default=0.0) - _ROW_GAP / 2
    column_of = {node: at for at, column in enumerate(columns) for node in column}
    corners = {
        node: (
            round(lefts[column_of[node]] + (widths[column_of[node]] - size[0]) / 2, 1),
            round(middle[node] - size[1] / 2 - top, 1),
        )
        for node, size in sizes.items()
    }
    ports = _ports(paths, sizes, corners, middle)
    lines: dict[Edge, tuple[Point, ...]] = {}
    for edge in arrangement.edges:
        drawn = arrangement.forward[edge]
        path = paths[drawn]
        start, end = ports[drawn]
        points = [start]
        for step in path:
            left = lefts[column_of[step]]
            height = round(middle[step] - top, 1)
            level = start[1] if step == path[0] else end[1] if step == path[-1] else height
            sides = [(round(left, 1), level), (round(left + widths[column_of[step]], 1), level)]
            points += sides[step == path[0] : 1 if step == path[-1] else 2]
        points.append(end)
        lines[edge] = tuple(points if drawn == edge else reversed(points))
    width = lefts[-1] + widths[-1] if lefts else 0.0
    return Drawing(corners, lines, round(width, 1), round(bottom - top, 1))


def _ports(
    paths: Mapping[Edge, Sequence[str]],
    sizes: Mapping[str, Point],
    corners: Mapping[str, Point],
    middle: Mapping[str, float],
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
