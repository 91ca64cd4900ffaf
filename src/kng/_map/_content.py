"""What a map is given: networks with the rows they are made of, cards, facets, stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kng._dates import OPENING, Window
from kng._values import Bilingual, Card, Coverage, Interval, Network, Rows, Source
from kng._values import Layer as TieKind

_NONE = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Layer:
    """A network that can be chosen, and the rows of which the page makes it for any time.

    ``shown`` is the network of the time on which the page opens, ``whole`` that of all time; both
    come from ``rows``, whose ``form`` is ``affiliation`` or ``direct``. ``query`` gave the rows.
    ``groups`` numbers the community of a node (0 the largest) and ``values`` holds what each
    measure gives it, ``intervals`` how far its place holds and ``coverage`` what it rests on; all
    by address and for the network as ``shown``. ``kinds`` are the kinds of ties that the rows tell
    apart in ``layer``; ``shown`` and ``whole`` have one tie for all of them.
    """

    shown: Network
    whole: Network
    form: str
    rows: Rows
    query: str = ""
    groups: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    intervals: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    kinds: tuple[TieKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """By what a map is filtered and coloured: the values of each address.

    ``of`` says whose they are: of a ``node``, of a ``thing`` that nodes share (the topic of a
    meeting) or of the ``evidence`` that a node was there (the function in which it was).
    """

    name: str
    title: Bilingual
    of: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure by which nodes can be sized: its name, and what it says in one sentence."""

    name: str
    title: Bilingual
    meaning: Bilingual
    unit: Bilingual = _NONE
    better: str = "higher"


@dataclass(frozen=True, slots=True)
class Step:
    """One picture of a tour: a text, and the address after ``#`` that shows it."""

    text: Bilingual
    view: str


@dataclass(frozen=True, slots=True)
class Story:
    """A tour through the map."""

    name: str
    title: Bilingual
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a map shows.

    ``layers`` are the networks that can be chosen; the page opens on the time of ``window`` and on
    what ``opens`` says, an address as after ``#``. ``cards`` holds, by address, what can be read
    about nodes and about the things that ties rest on; ``sources`` the documents that cards name;
    ``kinds`` the label of each ``Thing.kind``, ``names`` those of the values of facets. ``places``
    has latitude and longitude in degrees. ``wrong`` is where a reader says that something is
    wrong; ``{thing}`` in it stands for the address of that.
    Cards, sources and labels may be missing: the page says so where it would have shown them.
    """

    title: Bilingual
    note: Bilingual
    layers: tuple[Layer, ...]
    cards: Mapping[str, Card] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    kinds: Mapping[str, Bilingual] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    scales: tuple[Scale, ...] = ()
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    window: Window = OPENING
    opens: str = ""
    wrong: str = ""
