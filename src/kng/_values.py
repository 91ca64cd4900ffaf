"""The frozen values that pass between the stages: rows, names, networks, cards.

Nothing here knows an RDF library or opens a file, so that the graph side and the
network side can share it without meeting each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kng._dates import ALL_TIME, Window

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

XSD = "http://www.w3.org/2001/XMLSchema#"


class Iri(str):
    """An absolute address of a thing; a plain string everywhere else.

    >>> Iri("https://w3id.org/kng/ns#Person") == "https://w3id.org/kng/ns#Person"
    True
    """

    __slots__ = ()


class Literal(str):
    """A literal as it stands in the graph, with its datatype address and language tag.

    >>> Literal("7", XSD + "integer").python()
    7
    >>> Literal("möte", language="sv").language
    'sv'
    """

    __slots__ = ("datatype", "language")
    datatype: str
    language: str

    def __new__(cls, text: str, datatype: str = XSD + "string", language: str = "") -> Literal:
        literal = super().__new__(cls, text)
        literal.datatype = datatype
        literal.language = language
        return literal

    def python(self) -> str | int | float | bool:
        """The plain Python value: numbers and booleans converted, all else the text.

        A text that its datatype does not allow stays a text.

        >>> Literal("true", XSD + "boolean").python(), Literal("2022", XSD + "gYear").python()
        (True, '2022')
        >>> Literal("seven", XSD + "integer").python()
        'seven'
        """
        with suppress(ValueError):
            match self.datatype.removeprefix(XSD):
                case "integer" | "int" | "long" | "nonNegativeInteger" | "positiveInteger":
                    return int(self)
                case "decimal" | "double" | "float":
                    return float(self)
                case "boolean" if self in ("true", "1", "false", "0"):
                    return self in ("true", "1")
        return str(self)


Cell = Iri | Literal | None


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: column names and rows of cells, in order.

    >>> rows = Rows(("name", "age"), ((Literal("Eva"), None),))
    >>> [dict(row) for row in rows.records()]
    [{'name': 'Eva', 'age': None}]
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.cells)

    def records(self) -> Iterator[Mapping[str, Cell]]:
        """Each row as a mapping from column name to cell."""
        for row in self.cells:
            yield dict(zip(self.columns, row, strict=True))


class Bilingual(NamedTuple):
    """The same words in Swedish and in English; either may be empty.

    >>> Bilingual("möte", "meeting").in_language("sv")
    'möte'
    >>> Bilingual("Palladium", "").in_language("en")
    'Palladium'
    """

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in ``language``, or in the other one where they are missing."""
        return (self.sv or self.en) if language == "sv" else (self.en or self.sv)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is needed to show a thing: address, names, kind, and where it lies (degrees WGS 84).

    ``kind`` is a short word such as ``person``, ``municipality``, ``organisation``.
    """

    id: str
    label: Bilingual
    kind: str
    latitude: float | None = None
    longitude: float | None = None


class Evidence(NamedTuple):
    """One reason for a tie: the shared thing, the weight it gives, and for a gathering its
    size n and what n rests on (``stated``, ``complete-list``, ``part-of-listed``, ``assumed``)."""

    thing: str
    weight: float
    size: int | None = None
    basis: str = ""


class LeftOut(NamedTuple):
    """The things (meetings, or what a direct tie rests on) that lie outside a window, by address.

    ``before`` and ``after`` lie outside under every reading of their dates; ``unsure`` and
    ``undated`` may lie in it: the dates of the ones are too vague to say, the others have none.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many there are of each.

        >>> LeftOut(before=("m1", "m2")).counts()
        {'before': 2, 'after': 0, 'unsure': 0, 'undated': 0}
        """
        return {name: len(getattr(self, name)) for name in self._fields}


class Largest(NamedTuple):
    """The meeting, or other thing, on which most ties rest: how many, and their share of all.

    A tie counts when the thing or one of its parts is among its evidence.
    """

    thing: str
    ties: int
    share: float


@dataclass(frozen=True, slots=True)
class Network:
    """A network as arrays: ``m`` ties between ``n`` nodes.

    ``nodes`` is sorted by address. ``source``, ``target`` (indices into ``nodes``), ``weight``
    and ``evidence`` all have length ``m``; undirected ties stand once, with ``source < target``,
    and all are sorted by ``(source, target)``. ``weighting`` is ``newman`` or ``count``.
    It shows the time of ``window``; what would have made ties in it at another time is
    ``left_out``. ``largest`` is ``None`` where no tie has evidence.
    """

    name: str
    title: Bilingual
    tie: Bilingual
    directed: bool
    weighting: str
    nodes: tuple[Thing, ...]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: NDArray[np.float64]
    evidence: tuple[tuple[Evidence, ...], ...] = field(repr=False)
    window: Window = ALL_TIME
    left_out: LeftOut = field(default=LeftOut(), repr=False)
    largest: Largest | None = None

    def __len__(self) -> int:
        return len(self.nodes)

    def adjacency(self) -> csr_array[Any]:
        """The ``n`` × ``n`` sparse matrix of weights; symmetric when undirected."""
        import numpy as np
        from scipy.sparse import coo_array

        rows, columns, weights = self.source, self.target, self.weight
        if not self.directed:
            rows, columns = (
                np.concatenate([self.source, self.target]),
                np.concatenate([self.target, self.source]),
            )
            weights = np.concatenate([self.weight, self.weight])
        size = len(self.nodes)
        return coo_array((weights, (rows, columns)), shape=(size, size)).tocsr()

    def rests_on(self) -> dict[str, str | int | float]:
        """What the network rests on, as attributes of a file or a graph: ``window`` (ISO 8601-2),
        ``reading`` (``certain`` or ``possible``), ``left_out_before``, ``left_out_after``,
        ``left_out_unsure``, ``left_out_undated``, and where there is evidence ``largest``,
        ``largest_ties`` and ``largest_share`` (from 0 to 1)."""
        largest = self.largest
        return {
            "window": self.window.interval(),
            "reading": "possible" if self.window.possible else "certain",
            **{f"left_out_{name}": count for name, count in self.left_out.counts().items()},
            **(
                {
                    "largest": largest.thing,
                    "largest_ties": largest.ties,
                    "largest_share": significant(largest.share),
                }
                if largest
                else {}
            ),
        }

    def to_networkx(self) -> networkx.Graph[str]:
        """A plain ``Graph`` (``DiGraph`` when directed): nodes are addresses with ``label_sv``,
        ``label_en``, ``kind``, ``latitude``, ``longitude``; ties have ``weight``, ``count``
        and ``evidence`` (a list of addresses); the graph has its titles, ``weighting`` and what
        `rests_on` gives."""
        import networkx as nx

        graph: networkx.Graph[str] = nx.DiGraph() if self.directed else nx.Graph()
        graph.graph.update(
            name=self.name,
            title_sv=self.title.sv,
            title_en=self.title.en,
            weighting=self.weighting,
            **self.rests_on(),
        )
        for node in self.nodes:
            place = (
                {}
                if node.latitude is None
                else {"latitude": node.latitude, "longitude": node.longitude}
            )
            graph.add_node(
                node.id, label_sv=node.label.sv, label_en=node.label.en, kind=node.kind, **place
            )
        for at in range(len(self.source)):
            reasons = self.evidence[at]
            graph.add_edge(
                self.nodes[self.source[at]].id,
                self.nodes[self.target[at]].id,
                weight=float(self.weight[at]),
                count=len(reasons),
                evidence=[reason.thing for reason in reasons],
            )
        return graph


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the ties of a network stand on, so that it can be seen what holds when some of it goes.

    An *entry* says that two *pieces* of evidence (the participations of two in a meeting, or twice
    the one that ties them) give a tie some weight on an *occasion* (a meeting with its parts).
    ``tie`` (index of the tie), ``occasion`` (into ``occasions``), ``choice``, ``pieces`` (of shape
    entries × 2) and ``weight`` have an item for each entry. Entries are sorted by ``choice``; of
    those of one choice the first counts of which both pieces hold (the smallest gathering that
    both attended).

    ``held`` are pairs of a piece and a source (into ``sources``) that states it, of shape k × 2,
    sorted; a piece that is in no pair holds always, as its source is not known.
    """

    tie: NDArray[np.int64]
    occasion: NDArray[np.int64]
    choice: NDArray[np.int64]
    pieces: NDArray[np.int64]
    weight: NDArray[np.float64]
    held: NDArray[np.int64]
    occasions: tuple[str, ...]
    sources: tuple[str, ...]


class Interval(NamedTuple):
    """How far a place in a ranking holds.

    ``best`` and ``worst`` are the places that it takes when any one source is left out, and with
    all of them. ``likely_best`` and ``likely_worst`` bound 95 % of the places that it takes when
    meetings are drawn by lot, as many as there are, with replacement. ``hinge`` is the address of
    the source that moves the place most, ``""`` where none does.
    """

    best: int
    worst: int
    likely_best: int
    likely_worst: int
    hinge: str = ""


class Coverage(NamedTuple):
    """What the ties of a node rest on: how many sources and occasions (meetings with their parts),
    and the one with the largest share of its strength (from 0 to 1; ``""`` and 0 without ties)."""

    sources: int
    occasions: int
    largest: str
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence on a card, with the addresses of the sources that say so.

    ``link`` is the thing that the sentence leads to, ``concerns`` are all those it is about.
    """

    text: Bilingual
    sources: tuple[str, ...] = ()
    link: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    heading: Bilingual
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What can be read about a thing: names, kind and sections of lines with their sources."""

    id: str
    label: Bilingual
    kind: Bilingual
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document: title, web address, publisher, when published and when retrieved."""

    id: str
    title: str
    url: str
    publisher: str
    published: str
    retrieved: str


def significant(value: float, digits: int = 9) -> float:
    """``value`` rounded to ``digits`` significant digits, so that it reads the same on every
    processor.

    >>> significant(1 / 3), significant(0.0), significant(123456789012.0)
    (0.333333333, 0.0, 123456789000.0)
    """
    return float(f"{value:.{digits - 1}e}")
