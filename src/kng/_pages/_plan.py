"""From a picture of the model to what is drawn: texts measured, boxes placed, lines curved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kng._namespaces import NS, PREFIXES
from kng._pages._diagram import Box, Link, Picture, Theme
from kng._pages._facts import short
from kng._pages._layered import Edge
from kng._pages._placing import Drawing, Point, draw
from kng._values import Bilingual

_WIDE = 960.0
_TITLE, _SMALL = 16.0, 12.0
_DATATYPES = {"string": "text", "langString": "text"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a box: ``style`` is ``title``, ``name``, ``above``, ``attribute`` or
    ``loop``; ``link`` is the term that it leads to."""

    text: str
    style: str
    link: str
    drop: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A box or a pill on its place, with its lines of text."""

    address: str
    style: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line between two of them as an SVG path, and how it is drawn."""

    path: str
    style: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture in one language, ready to be written as SVG."""

    theme: Theme
    width: float
    height: float
    nodes: tuple[Placed, ...]
    curves: tuple[Curve, ...]


def plan(picture: Picture, names: Mapping[str, Bilingual], language: str) -> Plan:
    """Measure the texts, place everything and draw the lines."""

    def name(address: str) -> str:
        label = names.get(address, Bilingual("", "")).in_language(language)
        return label or short(address)

    texts = {node: _box_lines(picture, box, name) for node, box in picture.boxes.items()}
    texts |= {
        key: [Line(name(p.address), "pill", p.address, 17)] for key, p in picture.pills.items()
    }
    sizes = {key: _size(lines) for key, lines in texts.items()}
    tied = {node for column in picture.arrangement.columns for node in column}
    drawing = draw(picture.arrangement, {k: s for k, s in sizes.items() if k in tied})
    loose = {k: s for k, s in sizes.items() if k not in tied}
    corners, width, height = _with_loose(drawing, loose)
    nodes = [
        Placed(
            _address(picture, key),
            _style(picture, key),
            *corners[key],
            *sizes[key],
            tuple(texts[key]),
        )
        for key in texts
    ]
    curves = [
        Curve(_path(drawing.lines[_edge(link)]), f"{link.kind}{' shape' * link.shape}")
        for link in picture.links
    ]
    return Plan(picture.theme, width, height, tuple(nodes), tuple(curves))


def _edge(link: Link) -> Edge:
    return link.first, link.second


def _address(picture: Picture, key: str) -> str:
    return picture.pills[key].address if key in picture.pills else key


def _style(picture: Picture, key: str) -> str:
    if key in picture.pills:
        return "pill derived" if picture.pills[key].derived else "pill"
    return "box ghost" if picture.boxes[key].ghost else "box"


def _box_lines(picture: Picture, box: Box, name: Callable[[str], str]) -> list[Line]:
    lines = [
        Line(name(box.address), "title", box.address, 22),
        Line(short(box.address), "name", box.address, 39),
    ]
    if box.ghost:
        return lines
    rest = [
        (f"⊂ {name(above) if above.startswith(NS) else short(above)}", "above", above)
        for above in box.above
    ]
    rest += [(f"↻ {name(loop)}", "loop", loop) for loop in picture.loops.get(box.address, ())]
    for attribute, kinds in box.attributes:
        own, other = name(attribute), _leads_to(kinds, name)
        rest.append((own if other.endswith(f" {own}") else own + other, "attribute", attribute))
    return lines + [Line(t, s, link, 58 + 17 * at) for at, (t, s, link) in enumerate(rest)]


def _leads_to(kinds: tuple[str, ...], name: Callable[[str], str]) -> str:
    if not kinds:
        return ""
    data = short(kinds[0]).partition(":")[2]
    if kinds[0].startswith((PREFIXES["xsd"], PREFIXES["rdf"])):
        return f": {_DATATYPES.get(data, data)}"
    return f" → {name(kinds[0])}" if len(kinds) == 1 else ""


def _size(lines: list[Line]) -> Point:
    width = max(_width(line.text, _TITLE if line.style == "title" else _SMALL) for line in lines)
    pill = lines[0].style == "pill"
    height = 26.0 if pill else lines[-1].drop + 10
    return round(width + (24 if pill else 28)), height


def _width(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif face; rather too wide than too narrow."""
    narrow, wide = "iljtfrI.,:;'|() ", "mwMWåÅ@%⊂↻→"
    units = sum(
        0.36 if c in narrow else 0.9 if c in wide else 0.7 if c.isupper() else 0.58 for c in text
    )
    return units * size


def _with_loose(
    drawing: Drawing, loose: Mapping[str, Point]
) -> tuple[dict[str, Point], float, float]:
    """The boxes that nothing is tied to stand beside the drawing if there is room, else below."""
    corners = dict(drawing.corners)
    beside = drawing.width + sum(width + 60 for width, _ in loose.values()) <= _WIDE
    x, y = (drawing.width + 60, 0.0) if beside else (0.0, drawing.height + 26)
    width, height = drawing.width, drawing.height
    for key, size in loose.items():
        corners[key] = (x, y)
        x += size[0] + 24
        width, height = max(width, x - 24), max(height, y + size[1])
    return corners, width, height


def _path(points: tuple[Point, ...]) -> str:
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = round((x1 + x2) / 2, 1)
        parts.append(
            f"H{x2:g}" if y1 == y2 else f"C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
        )
    return "".join(parts)
