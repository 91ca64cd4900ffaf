"""The model as pictures: for each theme its classes, and what leads from them to others.

Everything is read from the ontology: subclasses, domains and ranges; where the ontology leaves an
end open and a shape demands a class there, the line is dashed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kng._check import Shape
from kng._namespaces import NS, PREFIXES
from kng._pages._facts import Facts, is_blank
from kng._pages._layered import Arrangement, arrange
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
_MANY = 3


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
        Bilingual("Källor, iakttagelser, bedömningar och tid",
                  "Sources, observations, judgements and time"),
        ("Source", "Observation", "IdentityJudgement", "Kind", "Dated", "Tombstone"),
    ),
    Theme(
        "measures",
        Bilingual("Mått: vad som räknades ut, och hur säkert", "Measures: what came out, how sure"),
        ("MeasureRun", "Measurement"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A class: its label, attributes (each with what it leads to) and the classes above it.

    ``ghost`` is a class of another theme or vocabulary, shown without details.
    """

    address: str
    ghost: bool
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
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
    """The nodes and lines of one theme, in order but before they are placed."""

    theme: Theme
    boxes: dict[str, Box] = field(default_factory=dict)
    pills: dict[str, Pill] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    loops: dict[str, list[str]] = field(default_factory=dict)
    arrangement: Arrangement = field(default_factory=lambda: arrange([], []))


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
    """Every property of every class, once.

    Domains and ranges go before what the ontology says of common use, and that before shapes.
    """
    demanded = _demanded(shapes)
    for node in facts.subjects():
        if kind_of(facts, node) not in ("object", "datatype"):
            continue
        by_shape = demanded.get(node, {})
        domains = _named_ends(facts, node, "rdfs:domain")
        owners = (
            domains or facts.links(node, "schema:domainIncludes") or list(filter(None, by_shape))
        )
        ranges = _widest(_named_ends(facts, node, "rdfs:range"))
        usual = _widest(facts.links(node, "schema:rangeIncludes"))
        for owner in owners:
            targets = ranges or by_shape.get(owner) or usual or by_shape.get("", ())
            yield _End(str(owner), node, targets, not (domains and ranges))


def _named_ends(facts: Facts, node: str, name: str) -> list[str]:
    return [c for end in facts.links(node, name) for c in ends(facts, end)]


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
    given = list(dict.fromkeys(map(str, names)))
    return tuple(name for name in given if _WITHIN.get(name) not in given)


def _picture(
    facts: Facts, theme: Theme, own: list[str], stated: list[_End], derived: set[str]
) -> Picture:
    picture = Picture(theme)
    owners = Counter(end.predicate for end in stated)
    attributes: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for end in stated:
        if end.owner not in own:
            continue
        common = owners[end.predicate] > _MANY
        if kind_of(facts, end.predicate) == "datatype" or not end.targets or common:
            attributes.setdefault(end.owner, []).append((end.predicate, end.targets))
        elif end.targets == (end.owner,):
            picture.loops.setdefault(end.owner, []).append(end.predicate)
        else:
            _add(picture, end, derived)
    for node in own:
        picture.boxes[node] = Box(node, False, tuple(attributes.get(node, ())))
    for link in picture.links:
        if link.kind == "into" and link.second not in picture.boxes:
            picture.boxes[link.second] = Box(link.second, True)
    _subclasses(facts, picture, own)
    tied = {end for link in picture.links for end in (link.first, link.second)}
    nodes = [key for key in (*picture.boxes, *picture.pills) if key in tied]
    picture.arrangement = arrange(nodes, [(link.first, link.second) for link in picture.links])
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
