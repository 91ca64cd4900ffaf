"""From networks, cards and sources to the plain data that the page carries."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kng._errors import KngError
from kng._map._layout import layout
from kng._values import Bilingual, Card, Evidence, Network, Source, Thing, significant

# Colour (the number, see map.css) and shape together tell kinds apart, so that neither is needed.
_STYLES = {"person": (0, "dot"), "municipality": (1, "square"), "organisation": (2, "diamond")}
_SHAPES = ("triangle", "hexagon", "star", "triangleDown", "dot", "square", "diamond")
_COLOURS = 8
_LINES: tuple[bool | list[int], ...] = (False, [7, 5], [2, 4], [14, 4, 2, 4])
_CURVES = (0.0, 0.16, -0.16, 0.32, -0.32, 0.48, -0.48)
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "keyboard": {"enabled": False},
        "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"chosen": False, "borderWidth": 1.5},
    "edges": {"chosen": False, "arrowStrikethrough": False},
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a map's content that become data (see ``MapContent``)."""

    networks: tuple[Network, ...]
    cards: dict[str, Card]
    sources: dict[str, Source]
    kinds: dict[str, Bilingual]


def payload(parts: Parts) -> Json:
    """All that the page needs, as plain values; nodes, ties and options come out of pyvis."""
    _refuse_same_names(parts.networks)
    things = _things(parts.networks)
    ties = _ties(parts.networks)
    nodes, edges, options = _through_pyvis(_nodes(things, ties, parts), ties)
    return {
        "nodes": nodes,
        "edges": edges,
        "options": options,
        "kinds": _kinds(things, parts.kinds),
        "networks": [_network(at, network) for at, network in enumerate(parts.networks)],
        "cards": {address: _card(parts.cards[address]) for address in sorted(parts.cards)},
        "sources": {address: _source(parts.sources[address]) for address in sorted(parts.sources)},
    }


def _through_pyvis(nodes: list[Json], edges: list[Json]) -> tuple[list[Json], list[Json], Json]:
    # add_node and add_edge look through everything added before and drop parallel ties,
    # so pyvis is handed whole lists.
    import pyvis.network

    net = pyvis.network.Network()
    net.nodes, net.edges, net.options = nodes, edges, _OPTIONS
    net.node_ids = [node["id"] for node in nodes]
    nodes, edges, *_, options = net.get_network_data()
    return nodes, edges, json.loads(options)


def _refuse_same_names(networks: tuple[Network, ...]) -> None:
    for first, second in pairwise(sorted(network.name for network in networks)):
        if first == second:
            raise KngError(
                f"map: two networks are called '{first}'; a tie's address on the page holds "
                "its network's name, so give each network a name of its own"
            )


def _things(networks: tuple[Network, ...]) -> list[Thing]:
    known: dict[str, Thing] = {}
    for network in networks:
        for thing in network.nodes:
            known.setdefault(thing.id, thing)
    return [known[address] for address in sorted(known)]


def _nodes(things: list[Thing], ties: list[Json], parts: Parts) -> list[Json]:
    styles = _styles(things)
    addresses = [thing.id for thing in things]
    pairs = sorted({(min(tie["from"], tie["to"]), max(tie["from"], tie["to"])) for tie in ties})
    neighbours = Counter(end for pair in pairs for end in pair if pair[0] != pair[1])
    most = max(neighbours.values(), default=1)
    labels = [max(thing.label, key=len) for thing in things]
    places = layout(addresses, pairs, labels)
    membership = _membership(parts.networks)
    smaller = min(1.0, (50 / max(len(things), 1)) ** 0.4)
    return [
        {
            "id": thing.id,
            "label_sv": thing.label.sv,
            "label_en": thing.label.en,
            "kind": thing.kind,
            "shape": styles[thing.kind][1],
            "size": round(smaller * (9 + 9 * (neighbours[thing.id] / most) ** 0.5), 1),
            "x": x,
            "y": y,
            "networks": membership[thing.id],
        }
        for thing, (x, y) in zip(things, places, strict=True)
    ]


def _membership(networks: tuple[Network, ...]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for at, network in enumerate(networks):
        for thing in network.nodes:
            members.setdefault(thing.id, []).append(at)
    return members


def _ties(networks: tuple[Network, ...]) -> list[Json]:
    ties = [
        tie for at, network in enumerate(networks) for tie in _ties_of(network, at, len(networks))
    ]
    drawn: Counter[tuple[str, str]] = Counter()
    for tie in ties:
        pair = (min(tie["from"], tie["to"]), max(tie["from"], tie["to"]))
        bend = _CURVES[drawn[pair] % len(_CURVES)]
        drawn[pair] += 1
        tie["smooth"] = _smooth(bend if pair[0] == tie["from"] else -bend)
    return ties


def _ties_of(network: Network, at: int, count: int) -> list[Json]:
    widths = _widths(network.weight.tolist())
    ends = [thing.id for thing in network.nodes]
    ties: list[Json] = []
    for source, target, weight, width, evidence in zip(
        network.source, network.target, network.weight, widths, network.evidence, strict=True
    ):
        a, b = ends[source], ends[target]
        tie: Json = {
            "id": f"{network.name} {a} {b}",
            "from": a,
            "to": b,
            "network": at,
            "weight": significant(float(weight)),
            "width": width,
            "dashes": _LINES[at % len(_LINES)] if count > 1 else False,
            "evidence": [_evidence(reason) for reason in evidence],
        }
        if network.directed:
            tie["arrows"] = {"to": {"enabled": True, "scaleFactor": 0.5}}
        ties.append(tie)
    return ties


def _widths(weights: list[float]) -> list[float]:
    """Lines from 0.8 to 5 px by weight; all alike where all weights are, thinner in a crowd."""
    if not weights:
        return []
    heaviest, crowd = max(weights), min(1.0, (120 / len(weights)) ** 0.3)
    if heaviest <= 0 or min(weights) == heaviest:
        return [round(2 * crowd, 2)] * len(weights)
    return [round(crowd * (0.8 + 4.2 * max(0.0, weight) / heaviest), 2) for weight in weights]


def _smooth(bend: float) -> Json | bool:
    if bend == 0:
        return False
    turn = "curvedCW" if bend > 0 else "curvedCCW"
    return {"enabled": True, "type": turn, "roundness": abs(bend)}


def _evidence(reason: Evidence) -> Json:
    return {
        "thing": reason.thing,
        "weight": significant(reason.weight),
        "size": reason.size,
        "basis": reason.basis,
    }


def _styles(things: list[Thing]) -> dict[str, tuple[int, str]]:
    styles = dict(_STYLES)
    for kind in sorted({thing.kind for thing in things} - set(_STYLES)):
        at = len(styles)
        styles[kind] = (at % _COLOURS, _SHAPES[(at - len(_STYLES)) % len(_SHAPES)])
    return styles


def _kinds(things: list[Thing], labels: dict[str, Bilingual]) -> list[Json]:
    styles = _styles(things)
    present = {thing.kind for thing in things}
    return [
        {
            "kind": kind,
            "label": labels.get(kind, Bilingual(kind, kind)),
            "colour": colour,
            "shape": shape,
        }
        for kind, (colour, shape) in styles.items()
        if kind in present
    ]


def _network(at: int, network: Network) -> Json:
    return {
        "name": network.name,
        "title": network.title,
        "tie": network.tie,
        "directed": network.directed,
        "weighting": network.weighting,
        "dashes": _LINES[at % len(_LINES)],
    }


def _card(card: Card) -> Json:
    return {
        "label": card.label,
        "kind": card.kind,
        "sections": [
            {
                "heading": section.heading,
                "lines": [
                    {"text": line.text, "sources": line.sources, "link": line.link}
                    for line in section.lines
                ],
            }
            for section in card.sections
        ],
    }


def _source(source: Source) -> Json:
    return {
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published,
        "retrieved": source.retrieved,
    }
