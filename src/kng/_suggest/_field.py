"""What is known of those who could meet, as matrices over all pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kng._values import Network, Thing, dates

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Field:
    """The ``n`` nodes that could meet, and what each pair has in common.

    All matrices are symmetric, ``n`` × ``n``, with an empty diagonal. ``met`` says who have met;
    ``age`` is in years how long ago, counted from ``newest``, the newest day of any meeting (0 for
    who have not met, not a number where no day is known). ``steps`` are the fewest ties from one to
    the other, infinite where none lead there. ``topics`` is the weight of what they share in the
    network of topics, ``shared`` the addresses of these topics by pair. ``phase`` and ``size`` say
    who are of the same phase and size, as far as both are known.
    """

    nodes: tuple[Thing, ...]
    met: Truths
    age: Floats
    steps: Floats
    topics: Floats
    shared: Mapping[tuple[int, int], tuple[str, ...]]
    phase: Truths
    size: Truths
    newest: date | None

    def __len__(self) -> int:
        return len(self.nodes)


def field_of(
    meetings: Network,
    topics: Network | None = None,
    attributes: Mapping[str, Mapping[str, str]] | None = None,
) -> Field:
    """The field of the nodes of a network of shared meetings.

    ``topics`` is the network of shared topics; nodes that are only in it do not count.
    ``attributes`` are the ``phase`` and the ``size`` of nodes by their addresses.
    """
    known = attributes or {}
    ids = [node.id for node in meetings.nodes]
    last = [dates(reasons)[1] for reasons in meetings.evidence]
    newest = max((date.fromisoformat(day) for day in last if day), default=None)
    age = np.zeros((len(ids), len(ids)))
    years = np.array([_years(day, newest) for day in last])
    age[meetings.source, meetings.target] = age[meetings.target, meetings.source] = years
    met = meetings.adjacency().toarray() > 0
    weight, shared = _topics(ids, topics)
    return Field(
        meetings.nodes,
        met,
        age,
        steps_between(met),
        weight,
        shared,
        _same(ids, known.get("phase", {})),
        _same(ids, known.get("size", {})),
        newest,
    )


def _years(day: str, newest: date | None) -> float:
    if not day or newest is None:
        return float("nan")
    return (newest - date.fromisoformat(day)).days / _YEAR


def steps_between(met: Truths) -> Floats:
    """The fewest ties from each node to each other; infinite where none lead there.

    >>> steps_between(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=bool))[0].tolist()
    [0.0, 1.0, inf]
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    if not len(met):
        return np.zeros((0, 0))
    steps: Floats = shortest_path(csr_array(met.astype(np.float64)), unweighted=True)
    return steps


def _topics(
    ids: list[str], topics: Network | None
) -> tuple[Floats, dict[tuple[int, int], tuple[str, ...]]]:
    weight = np.zeros((len(ids), len(ids)))
    shared: dict[tuple[int, int], tuple[str, ...]] = {}
    if topics is None:
        return weight, shared
    at = {address: place for place, address in enumerate(ids)}
    places = [at.get(node.id) for node in topics.nodes]
    for tie, (source, target) in enumerate(zip(topics.source, topics.target, strict=True)):
        one, other = places[source], places[target]
        if one is None or other is None:
            continue
        weight[one, other] = weight[other, one] = topics.weight[tie]
        named = tuple(reason.thing for reason in topics.evidence[tie])
        shared[min(one, other), max(one, other)] = named
    return weight, shared


def _same(ids: list[str], groups: Mapping[str, str]) -> Truths:
    of = np.array([groups.get(address, "") for address in ids], dtype=object)
    same: Truths = (of[:, None] == of[None, :]) & (of != "")[:, None]
    np.fill_diagonal(same, False)
    return same.astype(bool)
