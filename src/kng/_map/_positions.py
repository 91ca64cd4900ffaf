"""Where the nodes of a layer stand: the network that is shown first, the rest beside it."""

from __future__ import annotations

import math
from collections import defaultdict

from kng._map._content import Layer
from kng._map._layout import Point, layout, spread
from kng._values import Network

SMALL = 1500
_BESIDE = 90.0
_SUNFLOWER = math.pi * (3 - math.sqrt(5))


def positions(layer: Layer) -> list[Point]:
    """A place for each node of the whole network.

    Those that are shown when the page opens fill the canvas, the others stand to its right, so that
    the first picture is not made small by what it does not show.
    """
    ids = [node.id for node in layer.whole.nodes]
    shown = _of_network(layer.shown, layer)
    rest = _without(layer.whole, set(shown))
    beside = _of_network(rest, layer)
    if shown and beside:
        right = max(x for x, _ in shown.values()) - min(x for x, _ in beside.values())
        beside = {a: (x + right + _BESIDE, y) for a, (x, y) in beside.items()}
    places = shown | beside
    return [places[address] for address in ids]


def _of_network(network: Network, layer: Layer) -> dict[str, Point]:
    ids = [node.id for node in network.nodes]
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    pairs = sorted({(ids[min(a, b)], ids[max(a, b)]) for a, b in ends})
    if len(ids) > SMALL:
        return _by_groups(ids, pairs, layer)
    labels = [max(node.label, key=len) for node in network.nodes]
    return dict(zip(ids, layout(ids, pairs, labels), strict=True))


def _without(network: Network, known: set[str]) -> Network:
    """The part of a network between nodes that are not known."""
    import numpy as np

    fresh = np.array([node.id not in known for node in network.nodes], dtype=bool)
    kept = fresh[network.source] & fresh[network.target]
    number = np.cumsum(fresh) - 1
    return Network(
        network.name,
        network.title,
        network.tie,
        network.directed,
        network.weighting,
        tuple(node for node in network.nodes if node.id not in known),
        number[network.source[kept]],
        number[network.target[kept]],
        network.weight[kept],
        tuple(e for e, is_kept in zip(network.evidence, kept.tolist(), strict=True) if is_kept),
    )


def _by_groups(ids: list[str], pairs: list[tuple[str, str]], layer: Layer) -> dict[str, Point]:
    """Communities apart from each other, their members in a sunflower, the most tied within."""
    tied: dict[str, int] = defaultdict(int)
    between: dict[tuple[int, int], int] = defaultdict(int)
    groups = {address: layer.groups.get(address, -1) for address in ids}
    for a, b in pairs:
        tied[a] += 1
        tied[b] += 1
        one, other = sorted((groups[a], groups[b]))
        between[one, other] += one != other
    members: dict[int, list[str]] = defaultdict(list)
    for address in sorted(ids, key=lambda a: (-tied[a], a)):
        members[groups[address]].append(address)
    order = sorted(members)
    radii = [9.0 * math.sqrt(len(members[group])) + 12 for group in order]
    at = {group: number for number, group in enumerate(order)}
    ties = [(at[a], at[b]) for (a, b), count in sorted(between.items()) if count]
    places: dict[str, Point] = {}
    for group, (x, y) in zip(order, spread(radii, ties), strict=True):
        for number, address in enumerate(members[group]):
            away, angle = 9.0 * math.sqrt(number), number * _SUNFLOWER
            places[address] = (
                round(x + away * math.cos(angle)),
                round(y + away * math.sin(angle)),
            )
    return places
