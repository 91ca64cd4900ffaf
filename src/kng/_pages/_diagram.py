"""The model as pictures: for each theme its classes, and what leads from them to others.

Everything is read from the ontology: subclasses, domains and ranges; where the ontology leaves an
end open and a shape demands a class there, the line is dashed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kng._check import Shape
from kng._namespaces import NS, PREFIXES, shorten
from kng._pages._facts import Facts, is_blank
from kng._pages._layered import Drawing, Edge, draw
from kng._pages._read import ends, kind_of
from kng._values import Bilingual

_ORG = PREFIXES["org"]
# The Organization Ontology says so of its own classes (https://www.w3.org/TR/vocab-org/); the
# picture then needs one box where three are allowed.
_WITHIN = {
    _ORG + "FormalOrganization": _ORG + "Organization",
    _ORG + "OrganizationalCollaboration": _ORG + "Organization",
    PREFIXES["cv"] + "PublicOrganisation": _ORG + "Organization",
}
_MANY = 4
_TITLE, _SMALL = 14.0, 12.0


@dataclass(frozen=True, slots=True)
class Theme:
    """Classes that are looked at together, by local name."""

    name: str
    title: Bilingual
    classes: tuple[str, ...]


THEMES = (
    Theme(
        "who",
        Bilingual("Vem: personer, organisationer, roller", "Who: people, organisations, roles"),
        ("Person", "Affiliation", "PostHolding", "Organisation", "Municipality", "Role", "Post",
         "Place", "Establishment"),
    ),
    Theme(
        "meeting",
        Bilingual("Möten: vem deltog, i vilken funktion, för vem",
                  "Meetings: who took part, in which function, for whom"),
        ("Participation", "Meeting", "MeetingSeries", "Function", "Topic"),
    ),
    Theme(
        "programme",
        Bilingual("Program, pengar, avtal och band", "Programmes, money, agreements and ties"),
        ("ProgrammeMembership", "Programme", "Initiative", "Project", "Phase", "Funding",
         "Signature", "Agreement", "Tie"),
    ),
    Theme(
        "evidence",
        Bilingual("Källor, iakttagelser och tid", "Sources, observations and time"),
        ("Source", "Observation", "Kind", "Dated"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A class: its label, attributes (with the address of each) and the classes above it.

    ``ghost`` is a class of another theme or vocabulary, shown without details.
    """

    address: str
    ghost: bool
    attributes: tuple[tuple[str, str], ...] = ()
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pill:
    """A property between two boxes; ``loop`` where it leads from a class to itself."""

    address: str
    derived: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two nodes: ``out`` to a property, ``into`` a class, or ``sub`` to a
    superclass; ``shape`` is true where a shape and not the ontology says so."""

    first: str
    second: str
    kind: str
    shape: bool


@dataclass(slots=True)
class Picture:
    """The nodes and lines of one theme, before they are placed."""

    theme: Theme
    boxes: dict[str, Box] = field(default_factory=dict)
    pills: dict[str, Pill] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    loops: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _End:
    """One property of one class: what it may lead to, and who says so."""

    owner: str
    predicate: str
    targets: tuple[str, ...]
    shape: bool


def pictures(facts: Facts, shapes: Iterable[Shape], derived: set[str]) -> list[Picture]:
    """One picture for each theme; classes that no theme names stand with the last."""
    classes = [n for n in facts.subjects() if n.startswith(NS) and kind_of(facts, n) == "class"]
    named = {NS + name for theme in THEMES for name in theme.classes}
    stated = list(_stated(facts, list(shapes)))
    found = []
    for theme in THEMES:
        own = [NS + name for name in theme.classes if NS + name in classes]
        if theme is THEMES[-1]:
            own += [node for node in classes if node not in named]
        found.append(_picture(facts, theme, own, stated, derived))
    return found


def _stated(facts: Facts, shapes: list[Shape]) -> Iterator[_End]:
    """Every property of every class, once: what the ontology says goes before the shapes."""
    demanded = _demanded(shapes)
    for node in facts.subjects():
        if kind_of(facts, node) not in ("object", "datatype"):
            continue
        domains = [c for end in facts.links(node, "rdfs:domain") for c in ends(facts, end)]
        ranges = _widest(c for end in facts.links(node, "rdfs:range") for c in ends(facts, end))
        by_shape = demanded.get(node, {})
        for owner in domains:
            targets = ranges or by_shape.get(owner, ()) or by_shape.get("", ())
            yield _End(owner, node, targets, not ranges)
        for owner, targets in by_shape.items():
            if owner and owner not in domains and not domains:
                yield _End(owner, node, ranges or targets, True)


def _demanded(shapes: Iterable[Shape]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By property and class (empty where any subject is meant): the classes that shapes demand."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for shape in shapes:
        for predicate in sorted(shape.path.direct) if shape.path else ():
            named = _widest(name for c in shape.constraints for name in sorted(c.named()))
            for target in shape.targets:
                owner = target.address if target.kind == "class" else ""
                own = found.setdefault(predicate, {})
                own[owner] = tuple(dict.fromkeys((*own.get(owner, ()), *named)))
    return found


def _widest(names: Iterable[str]) -> tuple[str, ...]:
    given = list(dict.fromkeys(names))
    return tuple(name for name in given if _WITHIN.get(name) not in given)


def _picture(
    facts: Facts, theme: Theme, own: list[str], stated: list[_End], derived: set[str]
) -> Picture:
    picture = Picture(theme)
    attributes: dict[str, list[tuple[str, str]]] = {}
    for end in stated:
        if end.owner not in own:
            continue
        if kind_of(facts, end.predicate) == "datatype" or not end.targets:
            kind = next((shorten(t) for t in end.targets), "")
            attributes.setdefault(end.owner, []).append((end.predicate, kind))
        elif end.owner in end.targets and len(end.targets) == 1:
            picture.loops.setdefault(end.owner, []).append(end.predicate)
        else:
            _add(picture, end, derived)
    for node in own:
        picture.boxes[node] = Box(node, False, tuple(attributes.get(node, ())))
    for link in picture.links:
        if link.kind == "into" and link.second not in picture.boxes:
            picture.boxes[link.second] = Box(link.second, True)
    _subclasses(facts, picture, own)
    return picture


def _add(picture: Picture, end: _End, derived: set[str]) -> None:
    pill = "\n".join((end.predicate, *end.targets))
    if pill not in picture.pills:
        picture.pills[pill] = Pill(end.predicate, end.predicate in derived)
        picture.links += [Link(pill, target, "into", end.shape) for target in end.targets]
    picture.links.append(Link(end.owner, pill, "out", end.shape))


def _subclasses(facts: Facts, picture: Picture, own: list[str]) -> None:
    """An arrow to each superclass in the picture; the others are named in the box."""
    for node in own:
        above: list[str] = []
        for parent in facts.links(node, "rdfs:subClassOf"):
            if is_blank(parent):
                continue
            many = len(facts.nodes("rdfs:subClassOf", parent)) > _MANY and parent.startswith(NS)
            drawn = parent if parent in picture.boxes else _WITHIN.get(parent, "")
            if drawn in picture.boxes and not many:
                link = Link(node, drawn, "sub", False)
                picture.links += [] if link in picture.links else [link]
            if drawn != parent or many:
                above.append(str(parent))
        box = picture.boxes[node]
        picture.boxes[node] = Box(node, False, box.attributes, tuple(above))


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
        return label or shorten(address)

    texts = {node: _box_lines(picture, box, name) for node, box in picture.boxes.items()}
    texts |= {key: [Line(name(p.address), "pill", p.address, 17)] for key, p in picture.pills.items()}
    sizes = {key: _size(lines) for key, lines in texts.items()}
    tied = {end for link in picture.links for end in (link.first, link.second)}
    drawing = draw({k: s for k, s in sizes.items() if k in tied},
                   [(link.first, link.second) for link in picture.links])
    corners, width, height = _beneath(drawing, {k: s for k, s in sizes.items() if k not in tied})
    nodes = [
        Placed(_address(picture, key), _style(picture, key), *corners[key], *sizes[key],
               tuple(texts[key]))
        for key in texts
    ]
    curves = [Curve(_path(drawing.lines[_edge(link)]), f"{link.kind}{' shape' * link.shape}")
              for link in picture.links]
    return Plan(picture.theme, width, height, tuple(nodes), tuple(curves))


def _edge(link: Link) -> Edge:
    return link.first, link.second


def _address(picture: Picture, key: str) -> str:
    return picture.pills[key].address if key in picture.pills else key


def _style(picture: Picture, key: str) -> str:
    if key in picture.pills:
        return "pill derived" if picture.pills[key].derived else "pill"
    return "box ghost" if picture.boxes[key].ghost else "box"


def _box_lines(picture: Picture, box: Box, name) -> list[Line]:  # type: ignore[no-untyped-def]
    lines = [
        Line(name(box.address), "title", box.address, 22),
        Line(shorten(box.address), "name", box.address, 39),
    ]
    if box.ghost:
        return lines
    rest = [(f"⊂ {name(above)}", "above", above) for above in box.above]
    rest += [(f"↻ {name(loop)}", "loop", loop) for loop in picture.loops.get(box.address, ())]
    rest += [
        (": ".join(filter(None, (name(attribute), kind.partition(":")[2]))), "attribute", attribute)
        for attribute, kind in box.attributes
    ]
    return lines + [Line(t, s, link, 58 + 17 * at) for at, (t, s, link) in enumerate(rest)]


def _size(lines: list[Line]) -> tuple[float, float]:
    width = max(_width(line.text, _TITLE if line.style == "title" else _SMALL) for line in lines)
    pill = lines[0].style == "pill"
    height = 26.0 if pill else lines[-1].drop + 10
    return round(width + (24 if pill else 28)), height


def _width(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif face; rather too wide than too narrow."""
    narrow, wide = "iljtfrI.,:;'|() ", "mwMWåÅ@%⊂↻→"
    units = sum(0.36 if c in narrow else 0.9 if c in wide else 0.7 if c.isupper() else 0.58
                for c in text)
    return units * size


def _beneath(
    drawing: Drawing, loose: Mapping[str, tuple[float, float]]
) -> tuple[dict[str, tuple[float, float]], float, float]:
    """The boxes that nothing is tied to stand in a row below the drawing."""
    corners = dict(drawing.corners)
    x, y, width, height = 0.0, drawing.height + 26, drawing.width, drawing.height
    for key, size in loose.items():
        corners[key] = (x, y)
        x += size[0] + 24
        width, height = max(width, x - 24), max(height, y + size[1])
    return corners, width, height


def _path(points: tuple[tuple[float, float], ...]) -> str:
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        middle = round((x1 + x2) / 2, 1)
        parts.append(
            f"H{x2:g}" if y1 == y2 else f"C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
        )
    return "".join(parts)
