"""GEXF 1.3, the format of Gephi (https://gexf.net)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from kng._errors import KngError
from kng._export._columns import (
    Column,
    Picture,
    Values,
    about,
    ends,
    node_columns,
    node_ids,
    tie_columns,
    written,
    xml_bytes,
)
from kng._values import Network

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
_COLOUR = re.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


def gexf(network: Network, values: Values, picture: Picture | None = None) -> bytes:
    """The network as GEXF 1.3 with the node values of each measure; no date is written.

    The label is the Swedish name. Attributes of nodes: label_en, kind, latitude, longitude and
    the measures; of ties: count and evidence (addresses joined by spaces). With a ``picture``
    the nodes lie where it says, in its colours and sizes. Raises `KngError` when a measure does
    not fit the nodes, or the picture has no colour that can be written.
    """
    label, *columns = node_columns(network, values)
    weight, *tie = tie_columns(network)
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "xmlns:viz": VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "kng"
    ET.SubElement(meta, "description").text = _description(network)
    way = "directed" if network.directed else "undirected"
    graph = ET.SubElement(
        root, "graph", {"defaultedgetype": way, "mode": "static", "idtype": "string"}
    )
    _declare(graph, "node", columns)
    _declare(graph, "edge", tie)
    nodes = ET.SubElement(graph, "nodes")
    for at, address in enumerate(node_ids(network)):
        node = ET.SubElement(nodes, "node", {"id": address, "label": written(label.cells[at])})
        _fill(node, columns, at)
        if picture is not None:
            _draw(node, picture, at)
    edges = ET.SubElement(graph, "edges")
    for at, (source, target) in enumerate(ends(network)):
        heavy = written(weight.cells[at])
        edge = ET.SubElement(
            edges, "edge", {"id": str(at), "source": source, "target": target, "weight": heavy}
        )
        _fill(edge, tie, at)
    return xml_bytes(root)


def _description(network: Network) -> str:
    facts = about(network)
    named = ("title_sv", "title_en", "tie_sv", "tie_en")
    told = ("window", "reading", "largest", "largest_ties", "largest_share")
    texts = [str(facts[key]) for key in named if facts[key]]
    texts.append(f"weight: {facts['weighting']}")
    texts += [f"{key.replace('_', ' ')}: {written(facts[key])}" for key in told if key in facts]
    return " | ".join(texts)


def _declare(graph: ET.Element, about: str, columns: Sequence[Column]) -> None:
    attributes = ET.SubElement(graph, "attributes", {"class": about, "mode": "static"})
    for column in columns:
        ET.SubElement(
            attributes,
            "attribute",
            {"id": column.name, "title": column.name, "type": column.type},
        )


def _fill(element: ET.Element, columns: Sequence[Column], at: int) -> None:
    values = ET.SubElement(element, "attvalues")
    for column in columns:
        if column.cells[at] is not None:
            ET.SubElement(
                values, "attvalue", {"for": column.name, "value": written(column.cells[at])}
            )


def _draw(node: ET.Element, picture: Picture, at: int) -> None:
    colour = _COLOUR.fullmatch(picture.colours[at])
    if colour is None:
        raise KngError(
            f"no colour is written '{picture.colours[at]}'; expected #rrggbb, lower case"
        )
    parts = dict(zip("rgb", (str(int(part, 16)) for part in colour.groups()), strict=True))
    place = {"x": written(picture.x[at]), "y": written(picture.y[at]), "z": "0"}
    ET.SubElement(node, "viz:color", parts)
    ET.SubElement(node, "viz:position", place)
    ET.SubElement(node, "viz:size", {"value": written(picture.sizes[at])})
