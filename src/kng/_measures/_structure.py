"""A network as measures see it: arrays, and what is worked out once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kng._errors import KngError

if TYPE_CHECKING:
    import igraph
    from scipy.sparse import csr_array

    from kng._measures._paths import Near

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

UNIT = 2**20
"""The length of a tie of weight 1."""

SEED = 2030
"""Where chance has a part, it starts here unless told otherwise."""

_LONGEST = 2**40


def distances(weights: Floats) -> Ints:
    """How far a tie of each weight reaches: round(2²⁰ / weight), from 1 to 2⁴⁰.

    Whole numbers, so that two paths of the same length are equal in every engine and on every
    processor, which sums of fractions are not.

    >>> distances(np.array([1.0, 0.25, 1 / 3])).tolist()
    [1048576, 4194304, 3145728]
    """
    return np.clip(np.rint(UNIT / weights), 1, _LONGEST).astype(np.int64)


class Labels:
    """What group each node belongs to, as codes: -1 where that is not known.

    >>> labels = Labels(["Dalarna", "", "Skåne", "Dalarna"])
    >>> labels.names, labels.codes.tolist()
    (('Dalarna', 'Skåne'), [0, -1, 1, 0])
    """

    def __init__(self, groups: Sequence[str]) -> None:
        self.names = tuple(sorted(set(groups) - {""}))
        at = {name: code for code, name in enumerate(self.names)} | {"": -1}
        self.codes: Ints = np.fromiter((at[one] for one in groups), np.int64, count=len(groups))

    def __len__(self) -> int:
        return len(self.codes)

    def known(self) -> int:
        """How many nodes have a group."""
        return int((self.codes >= 0).sum())


@dataclass(frozen=True)
class Structure:
    """``n`` nodes and the ``m`` ties between them, each once.

    ``source``, ``target`` and ``weight`` have length m and are sorted by (source, target); there
    are no ties of a node with itself, all weights are above 0, and where ties have no direction
    source < target. ``labels`` holds by name what group each node belongs to (`Labels` of length
    n). `structure` makes one of any arrays.
    """

    n: int
    source: Ints
    target: Ints
    weight: Floats
    directed: bool = False
    labels: Mapping[str, Labels] = field(default_factory=dict)
    seed: int = SEED

    def __len__(self) -> int:
        return self.n

    @property
    def m(self) -> int:
        """The number of ties."""
        return len(self.source)

    @cached_property
    def adjacency(self) -> csr_array[Any]:
        """The n × n matrix of weights, from row to column; symmetric without direction."""
        rows, columns, weights = self.source, self.target, self.weight
        if not self.directed:
            rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
            weights = np.concatenate([weights, weights])
        return _matrix(self.n, rows, columns, weights)

    @cached_property
    def undirected(self) -> Structure:
        """With w(i, j) + w(j, i) in place of the two; itself where there is no direction."""
        if not self.directed:
            return self
        return structure(
            self.n, self.source, self.target, self.weight, labels=self.labels, seed=self.seed
        )

    @cached_property
    def pattern(self) -> csr_array[Any]:
        """The adjacency with 1 for every tie."""
        plain = self.adjacency.copy()
        plain.data = np.ones_like(plain.data)
        return plain

    @cached_property
    def distances(self) -> list[int]:
        """How long each tie is."""
        lengths: list[int] = distances(self.weight).tolist()
        return lengths

    @cached_property
    def graph(self) -> igraph.Graph:
        """The igraph graph, its edges in the order of the ties."""
        import igraph

        ends = np.column_stack([self.source, self.target])
        return igraph.Graph(n=self.n, edges=ends, directed=self.directed)

    @cached_property
    def near(self) -> Near:
        """How near each node is to all that reach it."""
        from kng._measures._paths import near

        return near(self, np.arange(self.n))

    @cached_property
    def parts(self) -> Ints:
        """The part of each node within which all are reached along ties in any direction.

        The largest is 0; of equals the one with the first node comes first.
        """
        from scipy.sparse.csgraph import connected_components

        return by_size(connected_components(self.adjacency, directed=False)[1])

    @cached_property
    def leading(self) -> tuple[float, Floats]:
        """The largest eigenvalue of the undirected weights, and its eigenvector of length 1."""
        from kng._measures._sparse import leading

        return leading(self.undirected.adjacency, self.parts)

    @cached_property
    def communities(self) -> Ints:
        """The groups that Leiden's method finds from the seed; ordered as `parts` are."""
        from kng._measures.community import leiden

        return leiden(self, self.seed)

    @cached_property
    def runs(self) -> list[Ints]:
        """The communities from each of the seeds by which their stability is judged."""
        from kng._measures.community import RUNS, leiden

        return [leiden(self, self.seed + run) for run in range(RUNS)]

    def weighing(self, weight: Floats) -> Structure:
        """The same nodes and ties with other weights; ties of weight 0 are gone.

        Communities stay those of the whole: they are what other weights are looked at against.
        """
        kept = weight > 0
        other = Structure(
            self.n,
            self.source[kept],
            self.target[kept],
            weight[kept],
            self.directed,
            self.labels,
            self.seed,
        )
        if "communities" in self.__dict__:
            other.__dict__["communities"] = self.communities
        return other


def structure(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    weight: ArrayLike,
    *,
    directed: bool = False,
    labels: Mapping[str, Labels] | None = None,
    seed: int = SEED,
) -> Structure:
    """A structure of any ties: those of a pair are added up, those of a node with itself left out.

    Raises `KngError` when a weight is negative or no finite number, when a tie has an end that is
    no node, or when labels do not fit the nodes.

    >>> made = structure(3, [1, 0, 2, 2], [0, 1, 2, 1], [0.5, 0.25, 9.0, 1.0])
    >>> made.source.tolist(), made.target.tolist(), made.weight.tolist()
    ([0, 1], [1, 2], [0.75, 1.0])
    """
    first, second = np.asarray(source, dtype=np.int64), np.asarray(target, dtype=np.int64)
    weights = np.asarray(weight, dtype=np.float64)
    _refuse_unfit(n, first, second, weights, labels or {})
    kept = (first != second) & (weights > 0)
    first, second, weights = first[kept], second[kept], weights[kept]
    if not directed:
        first, second = np.minimum(first, second), np.maximum(first, second)
    key = first * max(n, 1) + second
    order = np.lexsort((weights, key))
    tie, at = np.unique(key[order], return_inverse=True)
    summed = np.bincount(at, weights[order], len(tie)).astype(np.float64)
    ends = (tie // max(n, 1), tie % max(n, 1))
    return Structure(n, *ends, summed, directed, dict(labels or {}), seed)


def _refuse_unfit(
    n: int, source: Ints, target: Ints, weight: Floats, labels: Mapping[str, Labels]
) -> None:
    if not len(source) == len(target) == len(weight):
        raise KngError("a network's ties must have two ends and a weight each")
    if not np.isfinite(weight).all() or (weight < 0).any():
        raise KngError("the weights of ties must be finite and not negative")
    ends = np.concatenate([source, target])
    if len(ends) and (ends.min() < 0 or ends.max() >= n):
        raise KngError(f"a tie has an end that is none of the {n} nodes")
    for name, groups in labels.items():
        if len(groups) != n:
            raise KngError(f"the labels '{name}' must be {n}, one a node, not {len(groups)}")


def by_size(groups: ArrayLike) -> Ints:
    """Codes of groups, renamed: 0 for the largest, equals in the order of their first members.

    >>> by_size([7, 3, 3, 9]).tolist()
    [1, 0, 0, 2]
    """
    found, first, at, size = np.unique(
        np.asarray(groups), return_index=True, return_inverse=True, return_counts=True
    )
    place = np.empty(len(found), dtype=np.int64)
    place[np.lexsort((first, -size))] = np.arange(len(found))
    return place[at]


def _matrix(n: int, rows: Ints, columns: Ints, weights: Floats) -> csr_array[Any]:
    from scipy.sparse import coo_array

    matrix = coo_array((weights, (rows, columns)), shape=(n, n)).tocsr()
    matrix.sort_indices()
    return matrix
