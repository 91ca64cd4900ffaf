"""Projection: from rows to a network of weighted ties, each with its evidence.

Two forms of rows are known. An *affiliation* row says that a node was at a shared thing (a
meeting, a project); nodes at the same thing are tied. A *direct* row is a tie already. The
columns of both are listed in `FORMS`, the ways to weigh in `WEIGHTINGS`. Rows that have dates can
be narrowed to a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from kng._dates import ALL_TIME, Window
from kng._errors import UnknownName
from kng._network._rows import (
    DATES,
    FORMS,
    Floats,
    Form,
    Ints,
    Projection,
    Table,
    dated,
    missing_columns,
)
from kng._network._time import within
from kng._values import Bilingual, Evidence, Largest, LeftOut, Network, Rows, Thing

__all__ = [
    "DATES",
    "FORMS",
    "WEIGHTINGS",
    "Form",
    "Projection",
    "Weighting",
    "dated",
    "missing_columns",
    "project",
]

_LARGEST_SIZE = 2**53


@dataclass(frozen=True, slots=True)
class Weighting:
    """A way to weigh ties.

    ``gathering`` gives from the size n of a gathering what it adds to each pair that attended;
    ``direct`` gives from the weight in a direct row what the row adds to its tie.
    """

    name: str
    meaning: Bilingual
    gathering: Callable[[Ints], Floats]
    direct: Callable[[Floats], Floats]


def _newman(size: Ints) -> Floats:
    return 1.0 / (size.astype(np.float64) - 1.0)


def _as_given(weight: Floats) -> Floats:
    return weight


def _one_each(values: Ints | Floats) -> Floats:
    return np.ones(len(values), dtype=np.float64)


WEIGHTINGS: tuple[Weighting, ...] = (
    Weighting(
        "newman",
        Bilingual(
            "Ett möte med n deltagare ger varje par 1/(n−1), så att små möten väger tyngst "
            "(Newman 2001, doi:10.1103/PhysRevE.64.016132); direkta band har sin egen vikt.",
            "A meeting of n participants gives each pair 1/(n−1), so that small meetings weigh "
            "most (Newman 2001, doi:10.1103/PhysRevE.64.016132); direct ties keep their weight.",
        ),
        _newman,
        _as_given,
    ),
    Weighting(
        "count",
        Bilingual(
            "Varje gemensamt möte, och varje belägg för ett direkt band, räknas som ett.",
            "Each shared meeting, and each piece of evidence for a direct tie, counts one.",
        ),
        _one_each,
        _one_each,
    ),
)


def project(
    projection: Projection,
    rows: Rows,
    things: Mapping[str, Thing],
    weighting: str = "newman",
    window: Window = ALL_TIME,
) -> Network:
    """The network that ``rows`` describe.

    *Affiliation*: ``node`` was at ``thing``, which is part of the top gathering ``whole`` (empty:
    ``thing`` itself) and had ``size`` participants, known from ``basis`` (a word, or an address of
    which the end is kept). With the Newman weight

        w(a, b) = Σ over wholes of 1 / (n − 1)

    where n is the size of the smallest gathering of that whole that both attended (ties by
    address): a day and the workshop that is part of it count once. n is the largest ``size``
    that the rows give for the gathering, else the number of distinct nodes there; it is never
    below 2 where two nodes met. A row without ``thing`` names a node that may stay alone.

    *Direct*: ``source`` and ``target`` are tied by ``weight`` (1 when there is no such column).
    Rows of one pair add up; the same ``evidence`` counts once for a tie, with its largest weight;
    a row without evidence always adds. A row without ``target`` names a node that may stay alone,
    and so does a tie of a node with itself. ``whole`` is what the evidence is part of (the meeting
    of a participation).

    *Time*: the columns of `DATES` say when the thing of an affiliation, or a direct tie, was; an
    empty one is not known. ``event`` says whether it happened (a meeting) or lasts (a role, a
    project); without it, affiliations happened and direct ties last. Rows outside ``window`` are
    left out with the nodes that have no others, and a row without a thing has no time. A whole and
    its parts are looked at each by itself.

    `Network.largest` counts for a whole the ties that rest on it or its parts; of equals it is the
    first by address.

    Nodes that ``things`` does not hold are labelled by the end of their address. Sums run over
    sorted terms: the same rows in any order give the same bits.

    Raises `UnknownName` for an unknown weighting, `UsageError` for a window on rows that have no
    dates, `KngError` for missing columns and, all at once, for cells that cannot be used.

    Reference: M. E. J. Newman, Phys. Rev. E 64 (2001) 016132, doi:10.1103/PhysRevE.64.016132.

    >>> from kng._values import Iri
    >>> meeting = Projection("people", Bilingual("", ""), Bilingual("", ""), "affiliation")
    >>> cells = tuple((Iri(name), Iri("meeting")) for name in ("ann", "bo", "cy"))
    >>> network = project(meeting, Rows(("node", "thing"), cells), {})
    >>> [node.id for node in network.nodes], network.weight.tolist()
    (['ann', 'bo', 'cy'], [0.5, 0.5, 0.5])
    """
    chosen = next((one for one in WEIGHTINGS if one.name == weighting), None)
    if chosen is None:
        raise UnknownName("weight", weighting, [one.name for one in WEIGHTINGS])
    table = Table(projection, rows)
    links = (
        _affiliations(table, chosen, window)
        if projection.form == "affiliation"
        else _direct(table, chosen, projection.directed, window)
    )
    tie, starts, tie_of = np.unique(links.pair, return_index=True, return_inverse=True)
    count = max(len(links.nodes), 1)
    return Network(
        name=projection.name,
        title=projection.title,
        tie=projection.tie,
        directed=projection.directed,
        weighting=weighting,
        nodes=tuple(things.get(node) or _unnamed(node) for node in links.nodes),
        source=tie // count,
        target=tie % count,
        weight=np.bincount(tie_of, links.weight, len(tie)).astype(np.float64),
        evidence=_evidence(links, starts),
        window=window,
        left_out=links.left_out,
        largest=_largest(links, len(tie)),
    )


def _unnamed(address: str) -> Thing:
    end = _end(address)
    return Thing(address, Bilingual(end, end), "thing")


def _end(address: str) -> str:
    return re.split(r"[/#]", address.rstrip("/#"))[-1]


class _Links(NamedTuple):
    """What ties two nodes, one entry per pair and reason, sorted by pair.

    ``pair`` is the first node's code times the number of nodes plus the second's; ``reason``
    points into ``reasons``, where the empty address stands for no evidence. ``wholes`` holds the
    address of the whole of each of ``reasons``.
    """

    nodes: list[str]
    pair: Ints
    weight: Floats
    reason: Ints
    reasons: list[Evidence]
    wholes: list[str]
    left_out: LeftOut


def _largest(links: _Links, ties: int) -> Largest | None:
    names = sorted({name for name in links.wholes if name})
    if not names or not ties:
        return None
    code = _codes(links.wholes, ["", *names])[links.reason]
    named = code > 0
    key = np.sort(links.pair[named] * (len(names) + 1) + code[named])  # np.unique hashes: slower
    counts = np.bincount(key[np.diff(key, prepend=-1) != 0] % (len(names) + 1))
    most = int(np.argmax(counts))
    return Largest(names[most - 1], int(counts[most]), float(counts[most]) / ties)


def _evidence(links: _Links, starts: Ints) -> tuple[tuple[Evidence, ...], ...]:
    shown = [(one,) if one.thing else () for one in links.reasons]
    reason = links.reason.tolist()
    bounds = [*starts.tolist(), len(reason)]
    return tuple(
        shown[reason[first]]
        if last - first == 1
        else tuple(one for at in reason[first:last] for one in shown[at])
        for first, last in pairwise(bounds)
    )


def _is_size(number: float) -> bool:
    return 1 <= number <= _LARGEST_SIZE and number == int(number)


def _is_weight(number: float) -> bool:
    return 1e-12 <= number <= 1e12


def _codes(addresses: Sequence[str], names: Sequence[str]) -> Ints:
    at = {name: code for code, name in enumerate(names)}
    return np.fromiter((at[one] for one in addresses), np.int64, count=len(addresses))


class _Gathering(NamedTuple):
    size: int
    basis: str
    whole: str


def _gatherings(table: Table, things: Sequence[str]) -> dict[str, _Gathering]:
    """What the rows say of each thing: its largest size with its basis, its first whole."""
    wholes = table.addresses("whole")
    bases = [_end(cell or "") for cell in table.cells("basis")]
    expected = "a whole number from 1 to 2^53"
    sizes = table.numbers("size", _is_size, expected).astype(np.int64).tolist()
    table.finish()
    found: dict[str, _Gathering] = {}
    for thing, whole, size, basis in zip(things, wholes, sizes, bases, strict=True):
        if not thing:
            continue
        claim = _Gathering(size, basis, whole)
        known = found.setdefault(thing, claim)
        if claim != known:
            size, basis = max(known[:2], claim[:2])
            found[thing] = _Gathering(size, basis, _first(known.whole, whole))
    return found


def _first(one: str, other: str) -> str:
    return min(one, other) if one and other else one or other


def _affiliations(table: Table, weighting: Weighting, window: Window) -> _Links:
    present = table.addresses("node", needed=True)
    at = table.addresses("thing")
    kept, left_out = within(table, at, window, happened=True)
    found = _gatherings(table, at)
    rows = [
        row for row, is_kept in zip(zip(present, at, strict=True), kept, strict=True) if is_kept
    ]
    nodes, things = sorted({node for node, _ in rows}), sorted({one for _, one in rows if one})
    wholes = [found[thing].whole or thing for thing in things]
    node, thing = _distinct(rows, nodes, things)
    size = np.array([found[one].size for one in things], dtype=np.int64)
    size = np.where(size > 0, size, np.bincount(thing, minlength=len(things)))
    given = weighting.gathering(np.maximum(size, 2))
    left, right = _pairs(thing)
    pair, shared = _smallest_of_each_whole(
        node[left] * len(nodes) + node[right],
        thing[left],
        np.maximum(size, 2),
        _codes(wholes, sorted(set(wholes))),
    )
    reasons = [
        Evidence(one, weight, n, found[one].basis)
        for one, weight, n in zip(things, given.tolist(), np.maximum(size, 2).tolist(), strict=True)
    ]
    return _Links(nodes, pair, given[shared], shared, reasons, wholes, left_out)


def _distinct(
    rows: Iterable[tuple[str, str]], nodes: Sequence[str], things: Sequence[str]
) -> tuple[Ints, Ints]:
    """The codes of nodes and things that belong together, each once, sorted by thing and node."""
    known = [(node, thing) for node, thing in rows if thing]
    node = _codes([one for one, _ in known], nodes)
    thing = _codes([one for _, one in known], things)
    key = np.unique(thing * len(nodes) + node)
    return key % max(len(nodes), 1), key // max(len(nodes), 1)


def _pairs(group: Ints) -> tuple[Ints, Ints]:
    """The positions of all pairs in which both members lie in the same run of ``group``.

    >>> left, right = _pairs(np.array([0, 0, 0, 1, 2, 2]))
    >>> list(zip(left.tolist(), right.tolist()))
    [(0, 1), (0, 2), (1, 2), (4, 5)]
    """
    position = np.arange(len(group))
    later = np.searchsorted(group, group, side="right") - position - 1
    left = np.repeat(position, later)
    step = np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    return left, left + 1 + step


def _smallest_of_each_whole(pair: Ints, thing: Ints, size: Ints, whole: Ints) -> tuple[Ints, Ints]:
    """Of the things that a pair shares, the smallest of each whole; sorted by pair and whole."""
    order = np.lexsort((thing, size[thing], whole[thing], pair))
    pair, thing = pair[order], thing[order]
    first = np.ones(len(pair), dtype=bool)
    first[1:] = (np.diff(pair) != 0) | (np.diff(whole[thing]) != 0)
    return pair[first], thing[first]


def _direct(table: Table, weighting: Weighting, directed: bool, window: Window) -> _Links:
    sources = table.addresses("source", needed=True)
    targets = table.addresses("target")
    evidence = table.addresses("evidence")
    wholes = table.addresses("whole")
    if "weight" in table:
        table.require("weight", beside=targets)
        weights = table.numbers("weight", _is_weight, "a number from 1e-12 to 1e12")
    else:
        weights = np.ones(len(sources))
    kept, left_out = within(table, _named(sources, targets, evidence), window, happened=False)
    table.finish()
    rows = zip(
        sources, targets, evidence, wholes, weighting.direct(weights).tolist(), kept, strict=True
    )
    shown = [row[:-1] for row in rows if row[-1]]
    nodes = sorted({end for source, target, *_ in shown for end in (source, target) if end})
    ties: dict[tuple[str, str, str], float] = {}
    alone: list[tuple[str, str, str, float]] = []
    whole_of: dict[str, str] = {}
    for source, target, reason, whole, weight in shown:
        if not target or source == target:
            continue
        ends = (source, target) if directed or source < target else (target, source)
        if reason:
            ties[(*ends, reason)] = max(ties.get((*ends, reason), 0.0), weight)
            whole_of[reason] = _first(whole_of.get(reason, ""), whole)
        else:
            alone.append((*ends, reason, weight))
    links = sorted([*((*key, weight) for key, weight in ties.items()), *alone])
    first = _codes([link[0] for link in links], nodes)
    second = _codes([link[1] for link in links], nodes)
    return _Links(
        nodes,
        first * len(nodes) + second,
        np.array([link[3] for link in links], dtype=np.float64),
        np.arange(len(links)),
        [Evidence(reason, weight) for _, _, reason, weight in links],
        [whole_of.get(reason) or reason for _, _, reason, _ in links],
        left_out,
    )


def _named(sources: Sequence[str], targets: Sequence[str], evidence: Sequence[str]) -> list[str]:
    """What each row rests on; the pair itself where it has no evidence, nothing for a lone node."""
    return [
        (reason or f"{source} {target}") if target else ""
        for source, target, reason in zip(sources, targets, evidence, strict=True)
    ]
