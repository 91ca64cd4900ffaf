"""A network as arrays, with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from kng._dates import ALL_TIME, Window
from kng._values.things import UNSAID, Bilingual, Thing

if TYPE_CHECKING:
    import networkx
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


class Evidence(NamedTuple):
    """One reason for a tie: the shared thing, the weight it gives, and for a gathering its
    size n and what n rests on (``stated``, ``complete-list``, ``part-of-listed``, ``assumed``).

    ``first`` and ``last`` are the outermost days that it may have been on (YYYY-MM-DD); empty
    where that is not known."""

    thing: str
    weight: float
    size: int | None = None
    basis: str = ""
    first: str = ""
    last: str = ""


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


class Layer(NamedTuple):
    """A kind of tie in a network that has several: a short word, and what it is called."""

    name: str
    label: Bilingual


class HalfLife(NamedTuple):
    """How weights fade: they halve with every ``years`` between a reason and ``until``, the day
    from which ages count (``None`` where nothing has a date)."""

    years: float
    until: date | None


class Shown(TypedDict, total=False):
    """What of a projection is shown, beside its time and the way to weigh.

    ``half_life``: the years in which a weight halves, for the weighting ``half-life``.
    ``minimum``: the least weight of a tie that is shown; without it the projection's own.
    ``backbone``: ties are shown that are significant at this level, between 0 and 1.
    ``announced``: whether those count who are named only in the programme of a gathering.
    """

    half_life: float | None
    minimum: float | None
    backbone: float | None
    announced: bool


@dataclass(frozen=True, slots=True)
class Network:
    """A network as arrays: ``m`` ties between ``n`` nodes.

    ``nodes`` is sorted by address. ``source``, ``target`` (indices into ``nodes``), ``weight``
    and ``evidence`` all have length ``m``; undirected ties stand once, with ``source < target``,
    and all are sorted by ``(source, target)``. ``weighting`` is ``newman``, ``count`` or
    ``half-life``, which alone has a ``half_life``; ``unit`` says what a weight counts.

    Where there are ``layers``, ``layer`` says for each tie in which of them it lies: a pair may
    then be tied once in each, and ties are sorted by ``(source, target, layer)``.

    It shows the time of ``window``; what would have made ties in it at another time is
    ``left_out``. ``announced`` counts those left out who are named only in the programme of a
    gathering. Ties lighter than ``minimum`` are not shown, nor those outside the ``backbone`` of
    that level of significance. ``largest`` is ``None`` where no tie has evidence.

    ``evidence`` may be made when it is first looked at.
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
    evidence: Sequence[tuple[Evidence, ...]] = field(repr=False)
    window: Window = ALL_TIME
    left_out: LeftOut = field(default=LeftOut(), repr=False)
    largest: Largest | None = None
    layers: tuple[Layer, ...] = ()
    layer: NDArray[np.int64] | None = None
    unit: Bilingual = UNSAID
    half_life: HalfLife | None = None
    minimum: float = 0.0
    backbone: float | None = None
    announced: int = 0

    def __len__(self) -> int:
        return len(self.nodes)

    def adjacency(self) -> csr_array[Any]:
        """The ``n`` × ``n`` sparse matrix of weights, layers added up; symmetric if undirected."""
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

    def layer_of(self, tie: int) -> Layer | None:
        """The layer of a tie; ``None`` in a network without layers."""
        return self.layers[self.layer[tie]] if self.layer is not None and self.layers else None

    def merged(self) -> Network:
        """The same network with its layers in one: each pair once, with all of its evidence."""
        import numpy as np

        if not self.layers:
            return self
        key = self.source * max(len(self), 1) + self.target
        _, first, pair = np.unique(key, return_index=True, return_inverse=True)
        reasons: list[tuple[Evidence, ...]] = [()] * len(first)
        for at, evidence in zip(pair.tolist(), self.evidence, strict=True):
            reasons[at] += evidence
        return replace(
            self,
            source=self.source[first],
            target=self.target[first],
            weight=np.bincount(pair, self.weight, len(first)).astype(np.float64),
            evidence=tuple(reasons),
            layers=(),
            layer=None,
        )

    def rests_on(self) -> dict[str, str | int | float]:
        """What the network rests on, as attributes of a file or a graph: ``window`` (ISO 8601-2),
        ``reading`` (``certain`` or ``possible``), ``left_out_before``, ``left_out_after``,
        ``left_out_unsure``, ``left_out_undated``, and where there is evidence ``largest``,
        ``largest_ties`` and ``largest_share`` (from 0 to 1). Where they are used also
        ``left_out_announced``, ``half_life`` (years), ``half_life_until``, ``minimum`` and
        ``backbone``."""
        facts: dict[str, str | int | float | None] = {
            "window": self.window.interval(),
            "reading": "possible" if self.window.possible else "certain",
            **{f"left_out_{name}": count for name, count in self.left_out.counts().items()},
            "left_out_announced": self.announced or None,
            "minimum": self.minimum or None,
            "backbone": self.backbone,
        }
        if self.half_life:
            facts["half_life"] = self.half_life.years
            facts["half_life_until"] = str(self.half_life.until) if self.half_life.until else None
        if self.largest:
            facts["largest"] = self.largest.thing
            facts["largest_ties"] = self.largest.ties
            facts["largest_share"] = significant(self.largest.share)
        return {name: fact for name, fact in facts.items() if fact is not None}

    def to_networkx(self) -> networkx.Graph[str]:
        """A plain ``Graph`` (``DiGraph`` when directed; with layers a ``MultiGraph`` or
        ``MultiDiGraph`` whose keys are the names of the layers).

        Nodes are addresses with ``label_sv``, ``label_en``, ``kind``, ``latitude``,
        ``longitude``; ties have ``weight``, ``count``, ``evidence`` (a list of addresses), and
        where known ``first`` and ``last`` (the outermost days of their evidence) and ``layer``;
        the graph has its titles, ``weighting`` and what `rests_on` gives."""
        import networkx as nx

        makers: dict[tuple[bool, bool], Callable[[], networkx.Graph[str]]] = {
            (False, False): nx.Graph,
            (True, False): nx.DiGraph,
            (False, True): nx.MultiGraph,
            (True, True): nx.MultiDiGraph,
        }
        graph = makers[self.directed, bool(self.layers)]()
        graph.graph.update(
            name=self.name,
            title_sv=self.title.sv,
            title_en=self.title.en,
            weighting=self.weighting,
            **self.rests_on(),
        )
        graph.add_nodes_from((node.id, _described(node)) for node in self.nodes)
        ends = [node.id for node in self.nodes]
        sources, targets = self.source.tolist(), self.target.tolist()
        for at, (source, target) in enumerate(zip(sources, targets, strict=True)):
            layer = self.layer_of(at)
            key = {"key": layer.name, "layer": layer.name} if layer else {}
            graph.add_edge(ends[source], ends[target], **key, **self._tied(at))
        return graph

    def _tied(self, at: int) -> dict[str, Any]:
        reasons = self.evidence[at]
        first, last = dates(reasons)
        return {
            "weight": float(self.weight[at]),
            "count": len(reasons),
            "evidence": [reason.thing for reason in reasons],
            **({"first": first} if first else {}),
            **({"last": last} if last else {}),
        }


def dates(reasons: Sequence[Evidence]) -> tuple[str, str]:
    """The outermost days of some evidence; empty where none is known.

    >>> dates([Evidence("m", 1.0, first="2019-05-02"), Evidence("n", 1.0, first="2018-01-01")])
    ('2018-01-01', '')
    """
    first = min((reason.first for reason in reasons if reason.first), default="")
    return first, max((reason.last for reason in reasons if reason.last), default="")


def _described(node: Thing) -> dict[str, str | float]:
    described: dict[str, str | float] = {
        "label_sv": node.label.sv,
        "label_en": node.label.en,
        "kind": node.kind,
    }
    if node.latitude is not None and node.longitude is not None:
        described |= {"latitude": node.latitude, "longitude": node.longitude}
    return described


def significant(value: float, digits: int = 9) -> float:
    """``value`` rounded to ``digits`` significant digits, so that it reads the same on every
    processor.

    >>> significant(1 / 3), significant(0.0), significant(123456789012.0)
    (0.333333333, 0.0, 123456789000.0)
    """
    return float(f"{value:.{digits - 1}e}")
