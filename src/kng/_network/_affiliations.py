"""Affiliations: who was at what, into ties between those who were at the same."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kng._network._product import pairs, shared
from kng._network._reasons import Listing, Reasons, Supports, largest_of
from kng._network._table import Coded, Floats, Ints, Table, Truths, codes_of, distinct
from kng._network._tied import Fading, Tied, outermost
from kng._network._time import Bounds, within
from kng._network._weights import Weighting
from kng._values import HalfLife, Largest

_LARGEST_SIZE = 2**53


class _Claims(NamedTuple):
    """What each row says of its thing; ``place`` is the thing in its layer, -1 for no thing."""

    thing: Coded
    layer: Ints
    whole: Coded
    size: Ints
    basis: Coded

    @property
    def place(self) -> Ints:
        at = self.layer * len(self.thing.names) + self.thing.codes
        return np.where(self.thing.codes < 0, -1, at)


class _Present(NamedTuple):
    """Who was at which place, each once, sorted by place and node."""

    nodes: int
    node: Ints
    place: Ints


class _Places(NamedTuple):
    """The gatherings of one layer each, sorted by layer and address.

    ``whole`` points into the sorted ``wholes``; ``group`` is the whole in its layer, and
    ``alone`` those that share it with no other.
    """

    name: list[str]
    layer: Ints
    size: Ints
    basis: list[str]
    whole: Ints
    wholes: list[str]
    group: Ints
    alone: Truths


def affiliations(table: Table, weighting: Weighting, fading: Fading, announced: bool) -> Tied:
    """The ties between nodes that were at the same things, as `project` says."""
    node = table.addresses("node", needed=True)
    thing = table.addresses("thing")
    timed = within(table, thing, fading.window, happened=True, fades=weighting.fades)
    claims = _Claims(
        thing,
        table.layer_of_rows(),
        table.addresses("whole"),
        table.numbers("size", _is_size, "a whole number from 1 to 2^53").astype(np.int64),
        table.ends("basis"),
    )
    only_announced = table.truths("announced", default=False)
    table.finish()
    kept = timed.kept if announced else timed.kept & ~only_announced
    there = kept & (thing.codes >= 0)
    nodes, places = distinct(node.codes[kept]), distinct(claims.place[there])
    present = _present(nodes, node.codes[there], places, claims.place[there])
    gatherings = _places(claims, places, present)
    left, half_life = _left(timed.bounds, claims.place, there, places, fading)
    first, last = outermost(
        timed.bounds and Bounds(*(day[there] for day in timed.bounds)),
        np.searchsorted(places, claims.place[there]),
        len(places),
    )
    supports = Supports(
        gatherings.name,
        weighting.gathering(gatherings.size) * left,
        gatherings.size,
        gatherings.basis,
        first,
        last,
        gatherings.whole,
        gatherings.wholes,
    )
    presence = claims.place * len(node.names) + node.codes
    hidden = distinct(presence[timed.kept & ~kept])
    hidden = hidden[~np.isin(hidden, presence[there])] if len(hidden) else hidden
    return Tied(
        [node.names[code] for code in nodes.tolist()],
        *_ties(present, gatherings, supports, max(len(table.layers), 1)),
        timed.left_out,
        half_life,
        len(hidden),
    )


def _is_size(number: float) -> bool:
    return 1 <= number <= _LARGEST_SIZE and number == int(number)


def _present(nodes: Ints, node: Ints, places: Ints, place: Ints) -> _Present:
    many = max(len(nodes), 1)
    key = distinct(np.searchsorted(places, place) * many + np.searchsorted(nodes, node))
    return _Present(len(nodes), key % many, key // many)


def _places(claims: _Claims, places: Ints, present: _Present) -> _Places:
    """What the rows say of each place: its largest size with its basis, its first whole."""
    of_row = claims.place
    spoken = np.isin(of_row, places)
    place = np.searchsorted(places, of_row[spoken])
    size, basis = claims.size[spoken], claims.basis.codes[spoken]
    most = np.lexsort((basis, size, place))
    most = most[np.append(np.diff(place[most]) != 0, True)] if len(most) else most
    named = np.bincount(present.place, minlength=len(places))
    counted = np.where(size[most] > 0, size[most], named)
    wholes = sorted({*claims.whole.names, *claims.thing.names})
    of_thing = codes_of(claims.thing.names, wholes)[places % max(len(claims.thing.names), 1)]
    stated = np.full(len(places), len(wholes))
    said = claims.whole.codes[spoken] >= 0
    codes = codes_of(claims.whole.names, wholes)
    np.minimum.at(stated, place[said], codes[claims.whole.codes[spoken][said]])
    whole = np.where(stated < len(wholes), stated, of_thing)
    layer = places // max(len(claims.thing.names), 1)
    key = layer * len(wholes) + whole
    groups = distinct(key)
    group = np.searchsorted(groups, key)
    members = np.bincount(group)
    names = [*claims.basis.names, ""]
    return _Places(
        [wholes[code] for code in of_thing.tolist()],
        layer,
        np.maximum(counted, 2),
        [names[code] for code in basis[most].tolist()],
        whole,
        wholes,
        group,
        members[group] == 1,
    )


def _left(
    bounds: Bounds | None, place: Ints, there: Truths, places: Ints, fading: Fading
) -> tuple[Floats, HalfLife | None]:
    """What is left of the weight of each place, by the latest of its last known days."""
    if bounds is None:
        return np.ones(len(places)), None
    day = np.zeros(len(places), dtype=np.int64)
    np.maximum.at(day, np.searchsorted(places, place[there]), bounds.last_known()[there])
    return fading.left(day, np.ones(len(places), dtype=bool))


class _Smallest(NamedTuple):
    """Of the places of one whole that a pair shares the smallest; sorted by pair and whole."""

    pair: Ints
    place: Ints


def _smallest(present: _Present, places: _Places) -> _Smallest:
    """Only for wholes of several places; the others leave nothing to choose."""
    here = ~places.alone[present.place]
    node, place = present.node[here], present.place[here]
    left, right = pairs(place)
    pair, place = node[left] * present.nodes + node[right], place[left]
    order = np.lexsort((place, places.size[place], places.group[place], pair))
    pair, place = pair[order], place[order]
    first = np.ones(len(pair), dtype=bool)
    first[1:] = (np.diff(pair) != 0) | (np.diff(places.group[place]) != 0)
    return _Smallest(pair[first], place[first])


class _Made(NamedTuple):
    source: Ints
    target: Ints
    layer: Ints
    weight: Floats
    reasons: Reasons
    largest: Largest | None


def _ties(present: _Present, places: _Places, supports: Supports, layers: int) -> _Made:
    """The ties, sorted; those from places that stand alone out of the product, the others added.

    A tie's key is (source · nodes + target) · layers + layer.
    """
    smallest = _smallest(present, places)
    keys, weights = [_key(smallest, places, layers)], [supports.weight[smallest.place]]
    for layer in range(layers):
        here = places.alone[present.place] & (places.layer[present.place] == layer)
        ties = shared(present.node[here], present.place[here], present.nodes, supports.weight)
        keys.append((ties.source * present.nodes + ties.target) * layers + layer)
        weights.append(ties.weight)
    key, weight = _summed(keys, weights)
    pair = key // layers
    many = max(present.nodes, 1)
    reasons = Reasons(len(key), supports, lambda: _listing(present, places, key, layers))
    largest = largest_of(_counts(present, places, smallest), places.wholes, len(key))
    return _Made(pair // many, pair % many, key % layers, weight, reasons, largest)


def _key(chosen: _Smallest, places: _Places, layers: int) -> Ints:
    return chosen.pair * layers + places.layer[chosen.place]


def _summed(keys: list[Ints], weights: list[Floats]) -> tuple[Ints, Floats]:
    """Equal keys once, sorted, with the sum of their weights in the order given."""
    given = [at for at, key in enumerate(keys) if len(key)]
    if len(given) == 1 and given != [0]:  # a product alone has each pair once, sorted
        return keys[given[0]], weights[given[0]]
    key, weight = np.concatenate(keys), np.concatenate(weights)
    order = np.argsort(key, kind="stable")
    key, weight = key[order], weight[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = np.diff(key) != 0
    summed = np.bincount(np.cumsum(first) - 1, weight, int(first.sum()))
    return key[first], summed.astype(np.float64)  # of nothing it counts whole numbers


def _counts(present: _Present, places: _Places, smallest: _Smallest) -> Ints:
    """How many ties rest on each whole."""
    there = np.bincount(present.place, minlength=len(places.name))
    pairs_there = np.where(places.alone, there * (there - 1) // 2, 0)
    counts = np.bincount(places.whole, pairs_there, len(places.wholes)).astype(np.int64)
    return counts + np.bincount(places.whole[smallest.place], minlength=len(places.wholes))


def _listing(present: _Present, places: _Places, keys: Ints, layers: int) -> Listing:
    """Which tie, by its place in the sorted ``keys``, rests on which place."""
    here = places.alone[present.place]
    node, place = present.node[here], present.place[here]
    left, right = pairs(place)
    single = _Smallest(node[left] * present.nodes + node[right], place[left])
    both = (single, _smallest(present, places))
    tie = np.searchsorted(keys, np.concatenate([_key(one, places, layers) for one in both]))
    support = np.concatenate([one.place for one in both])
    order = np.argsort(tie * len(places.wholes) + places.whole[support], kind="stable")
    return Listing(tie[order], support[order])
