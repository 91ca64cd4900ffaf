"""Where each node stands: fixed positions, computed once.

Each component is drawn by Kamada and Kawai's method (1989, doi:10.1016/0020-0190(89)90102-6)
from rings around its most tied node (small ones from several starts, of which the clearest
picture is kept), the components are packed side by side, nodes
without ties stand in rows below, and where there are few nodes their boxes with labels are
moved apart. Numbers that pass through a library of mathematics are rounded before use, so
that another processor's last bit does not move a node.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Points = NDArray[np.float64]

WIDTH, HEIGHT = 1000.0, 720.0
_GAP = 1.0
_ROW = 1.2
_STRETCH = 1.35
_FURTHEST = 190.0
_LABELS_APART = 120
_KAMADA_KAWAI = 1000
_SEVERAL_TRIES = 60
_NEAR = 0.22
_CLEAR = 30.0


def layout(
    addresses: Sequence[str], pairs: Sequence[tuple[str, str]], labels: Sequence[str]
) -> list[tuple[int, int]]:
    """A position in whole pixels for each address, centred on (0, 0).

    ``addresses`` is sorted, ``pairs`` are the ties, ``labels`` the longest label of each node,
    which decides how much room it is given. Up to about 600 nodes the whole fits in
    ``WIDTH`` × ``HEIGHT``; above, the area grows with the number of nodes.

    >>> layout(["a"], [], ["A"])
    [(0, 0)]
    >>> layout(["a", "b"], [("a", "b")], ["A", "B"])
    [(-95, 0), (95, 0)]
    """
    if not addresses:
        return []
    index = {address: at for at, address in enumerate(addresses)}
    ties = [(index[a], index[b]) for a, b in pairs if a != b]
    unit = np.zeros((len(addresses), 2))
    groups = _components(len(addresses), ties)
    boxes = [_shape(group, ties) for group in groups if len(group) > 1]
    boxes += _rows([group[0] for group in groups if len(group) == 1], boxes)
    for (members, points), corner in zip(boxes, _packed([_size(p) for _, p in boxes]), strict=True):
        unit[members] = points - points.min(axis=0) + corner
    places = _scaled(unit)
    if len(addresses) <= _SEVERAL_TRIES and ties:
        places = _cleared(places, np.array(ties))
    if len(addresses) <= _LABELS_APART:
        places = _scaled_down(_apart(places, labels))
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in places.tolist()]


def spread(radii: Sequence[float], ties: Sequence[tuple[int, int]]) -> list[Point]:
    """The middles of discs that do not overlap, tied ones near each other.

    >>> spread([10.0], [])
    [(0.0, 0.0)]
    """
    import igraph

    count = len(radii)
    graph = igraph.Graph(n=count, edges=list(ties))
    start = [_on_circle(at, count) for at in range(count)]
    if count < 2:
        return [(0.0, 0.0)] * count
    drawn = graph.layout_fruchterman_reingold(seed=start, niter=500, grid=False)
    points = _lying(np.round(np.array(drawn.coords), 4))
    reach = np.array(radii)
    points = points / _usual_distance(points) * float(np.median(reach)) * 1.2
    for _ in range(300):
        off = points[:, None] - points[None]
        distance = np.maximum(np.sqrt((off**2).sum(axis=2)), 1e-3)
        short = np.maximum((reach[:, None] + reach[None]) * 1.08 - distance, 0)
        np.fill_diagonal(short, 0)
        if not (short > 0.5).any():
            break
        points = points + (off / distance[:, :, None] * short[:, :, None] / 3).sum(axis=1)
    return [(round(x, 1), round(y, 1)) for x, y in points.tolist()]


def _components(count: int, ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in ties:
        neighbours[a].append(b)
        neighbours[b].append(a)
    seen = [False] * count
    groups: list[list[int]] = []
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = True
        group = [start]
        for at in group:
            fresh = [other for other in neighbours[at] if not seen[other]]
            for other in fresh:
                seen[other] = True
            group += dict.fromkeys(fresh)
        groups.append(sorted(group))
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _shape(group: list[int], ties: Sequence[tuple[int, int]]) -> tuple[list[int], Points]:
    import igraph

    if len(group) == 2:
        return group, np.array([(0.0, 0.0), (1.0, 0.0)])
    local = {node: at for at, node in enumerate(group)}
    edges = [(local[a], local[b]) for a, b in ties if a in local]
    graph = igraph.Graph(n=len(group), edges=edges)
    starts = [_rings(len(group), edges)]
    if len(group) > _KAMADA_KAWAI:
        drawn = [graph.layout_fruchterman_reingold(seed=starts[0], niter=300, grid=True)]
    else:
        if len(group) <= _SEVERAL_TRIES:
            starts += _circles(len(group))
        lengths = _lengths(graph.degree(), edges)
        drawn = [graph.layout_kamada_kawai(seed=start, weights=lengths) for start in starts]
    tries = [_lying(np.round(np.array(one.coords), 4)) for one in drawn]
    tries = [points / _usual_distance(points) for points in tries]
    return group, min(tries, key=lambda points: _muddle(points, edges)) if tries[1:] else tries[0]


def _lengths(degrees: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[float]:
    """How long each tie wants to be: short to a node with few ties, long in a thicket."""
    return [round(1 + 0.4 * math.log2(min(degrees[a], degrees[b])), 3) for a, b in edges]


def _circles(count: int) -> list[list[Point]]:
    """Circles in several orders: each step skips as many places as has no common divisor."""
    strides = [stride for stride in range(1, count) if math.gcd(stride, count) == 1][:8]
    circle = [_on_circle(at, count) for at in range(count)]
    return [[circle[at * stride % count] for at in range(count)] for stride in strides]


def _on_circle(at: int, count: int) -> Point:
    angle = 2 * math.pi * at / count
    return round(math.cos(angle), 6), round(math.sin(angle), 6)


def _muddle(points: Points, edges: Sequence[tuple[int, int]]) -> int:
    """How hard a picture is to read: crossings, and lines that pass close by a third node."""
    ends = np.array(edges)
    a, b = points[ends[:, 0]], points[ends[:, 1]]
    side_a = np.sign(_cross((b - a)[:, None], a[None] - a[:, None]))
    side_b = np.sign(_cross((b - a)[:, None], b[None] - a[:, None]))
    parted = side_a * side_b < 0
    _, distance = _off_lines(points, ends)
    return int((parted & parted.T).sum()) // 2 + 10 * int((distance < _NEAR).sum())


def _off_lines(points: Points, ends: NDArray[np.int64]) -> tuple[Points, Points]:
    """From the nearest point of each line (rows) to each node: the way and its length, which
    is infinite to the line's own ends."""
    a, b = points[ends[:, 0]], points[ends[:, 1]]
    way = b - a
    along = ((points[None] - a[:, None]) * way[:, None]).sum(axis=2)
    share = np.clip(along / np.maximum((way**2).sum(axis=1), 1e-9)[:, None], 0, 1)
    off = points[None] - (a[:, None] + share[:, :, None] * way[:, None])
    distance = np.sqrt((off**2).sum(axis=2))
    distance[np.arange(len(ends))[:, None], ends] = np.inf
    return off, distance


def _cross(a: Points, b: Points) -> Points:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def _rings(count: int, edges: Sequence[tuple[int, int]]) -> list[Point]:
    """Every node on the ring of its distance from the most tied one, near whom it is reached by."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    hub = max(range(count), key=lambda at: (len(neighbours[at]), -at))
    places = [(0.0, 0.0)] * count
    seen, ring, radius = {hub}, [hub], 0
    while ring:
        for at, node in enumerate(ring):
            x, y = _on_circle(at, len(ring))
            places[node] = (radius * x, radius * y)
        reached = dict.fromkeys(other for node in ring for other in sorted(neighbours[node]))
        ring = [node for node in reached if node not in seen]
        seen.update(ring)
        radius += 1
    return places


def _lying(points: Points) -> Points:
    """The points turned so that they are wider than high; round shapes stay as they are."""
    x, y = (points - points.mean(axis=0)).T
    xx, yy, xy = float((x * x).sum()), float((y * y).sum()), float((x * y).sum())
    spread = math.hypot(xx - yy, 2 * xy)
    if spread < 0.1 * (xx + yy):
        return points
    angle = round(math.atan2(2 * xy, xx - yy) / 2, 2)
    cos, sin = round(math.cos(angle), 6), round(math.sin(angle), 6)
    turned = np.column_stack([x * cos + y * sin, y * cos - x * sin])
    return np.asarray(np.round(turned, 4))


def _usual_distance(points: Points) -> float:
    """The mean distance from a node to the nearest other one."""
    nearest = []
    for at in range(len(points)):
        difference = points - points[at]
        squared = difference[:, 0] ** 2 + difference[:, 1] ** 2
        squared[at] = np.inf
        nearest.append(math.sqrt(float(squared.min())))
    return round(sum(nearest) / len(nearest), 3) or 1.0


def _size(points: Points) -> Point:
    width, height = (points.max(axis=0) - points.min(axis=0)).tolist()
    return width + _GAP, height + _GAP


def _rows(
    alone: list[int], boxes: Sequence[tuple[list[int], Points]]
) -> list[tuple[list[int], Points]]:
    """Nodes without ties, in rows as wide as the rest of the picture."""
    if not alone:
        return []
    area = sum(width * height for width, height in (_size(points) for _, points in boxes))
    width = max(math.sqrt(area * WIDTH / HEIGHT), math.sqrt(len(alone)) * 1.4)
    columns = min(len(alone), max(6, round(width / _ROW)))
    points = [(at % columns * _ROW, at // columns * 0.8) for at in range(len(alone))]
    return [(alone, np.array(points))]


def _packed(sizes: Sequence[Point]) -> list[Point]:
    """The upper left corner of each box, on centred shelves whose length suits the canvas."""
    area = sum(width * height for width, height in sizes)
    length = max(math.sqrt(area * WIDTH / HEIGHT) * 1.05, max(width for width, _ in sizes))
    shelves: list[list[Point]] = [[]]
    for size in sizes:
        if shelves[-1] and sum(width for width, _ in shelves[-1]) + size[0] > length:
            shelves.append([])
        shelves[-1].append(size)
    corners: list[Point] = []
    y = 0.0
    for shelf in shelves:
        x = -sum(width for width, _ in shelf) / 2
        for width, _ in shelf:
            corners.append((x + _GAP / 2, y))
            x += width
        y += max(height for _, height in shelf)
    return corners


def _scaled(points: Points) -> Points:
    """The points filling the canvas, with at most ``_STRETCH`` more in one direction."""
    larger = max(1.0, math.sqrt(len(points) / 600))
    width, height = (points.max(axis=0) - points.min(axis=0)).tolist()
    across = min(larger * WIDTH / (width or 1e-9), _FURTHEST)
    down = min(larger * HEIGHT / (height or 1e-9), _FURTHEST)
    most = min(across, down) * _STRETCH
    return points * (min(across, most), min(down, most))


def _scaled_down(points: Points) -> Points:
    width, height = (points.max(axis=0) - points.min(axis=0)).tolist()
    return points * min(1.0, WIDTH / (width or 1), HEIGHT / (height or 1))


def _cleared(places: Points, ends: NDArray[np.int64]) -> Points:
    """The places with nodes moved off the lines of others, so that each line's ends are clear."""
    for _ in range(60):
        off, distance = _off_lines(places, ends)
        short = np.maximum(_CLEAR - distance, 0)
        if not short.any():
            break
        push = off / np.maximum(distance, 1e-3)[:, :, None] * short[:, :, None] / 4
        places = places + push.sum(axis=0)
        for end in (0, 1):
            np.subtract.at(places, ends[:, end], push.sum(axis=1) / 2)
    return places


def _apart(places: Points, labels: Sequence[str]) -> Points:
    """The places with boxes of node and label pushed apart along the shorter way."""
    wide = np.array([max(44.0, min(7.0 * len(label), 150.0)) for label in labels])
    reach_x = (wide[:, None] + wide[None, :]) / 2 + 6
    reach_y = np.full_like(reach_x, 52.0)
    upper = np.triu(np.ones_like(reach_x, dtype=bool), 1)
    places = places.copy()
    for _ in range(150):
        x, y = places[:, 0], places[:, 1]
        overlap_x = reach_x - np.abs(x[:, None] - x[None, :])
        overlap_y = reach_y - np.abs(y[:, None] - y[None, :])
        pairs = np.argwhere(upper & (overlap_x > 0.5) & (overlap_y > 0.5)).tolist()
        if not pairs:
            break
        for a, b in pairs:
            _push(places, a, b, float(overlap_x[a, b]), float(overlap_y[a, b]))
    return places


def _push(places: Points, a: int, b: int, overlap_x: float, overlap_y: float) -> None:
    axis, overlap = (1, overlap_y) if overlap_y <= overlap_x else (0, overlap_x)
    step = overlap / 4 if places[a, axis] < places[b, axis] else -overlap / 4
    places[a, axis] -= step
    places[b, axis] += step
