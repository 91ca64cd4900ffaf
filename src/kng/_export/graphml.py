"""GraphML, which igraph, networkx, yEd and Cytoscape read (http://graphml.graphdrawing.org)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from xml.etree import ElementTree as ET

from kng._export._columns import (
    Column,
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

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"string": "string", "double": "double", "integer": "int"}


def graphml(network: Network, values: Values) -> bytes:
    """The network as GraphML with the node values of each measure.

    Attributes of nodes: label_sv, label_en, kind, latitude, longitude and the measures; of ties:
    weight, count and evidence (addresses joined by spaces); of the graph: name, titles, what a
    tie means, weighting, and what the network rests on (`Network.rests_on`). Raises `KngError`
    when a measure does not fit the nodes.
    """
    whole = [Column(name, _kind(fact), [fact]) for name, fact in about(network).items()]
    columns = node_columns(network, values)
    tie = tie_columns(network)
    root = ET.Element("graphml", {"xmlns": NAMESPACE})
    for kind, described in (("graph", whole), ("node", columns), ("edge", tie)):
        _declare(root, kind, described)
    way = "directed" if network.directed else "undirected"
    graph = ET.SubElement(root, "graph", {"edgedefault": way})
    _fill(graph, "graph", whole, 0)
    for at, address in enumerate(node_ids(network)):
        _fill(ET.SubElement(graph, "node", {"id": address}), "node", columns, at)
    for at, (source, target) in enumerate(ends(network)):
        edge = ET.SubElement(graph, "edge", {"source": source, "target": target})
        _fill(edge, "edge", tie, at)
    return xml_bytes(root)


def _kind(fact: str | int | float) -> Literal["string", "double", "integer"]:
    if isinstance(fact, str):
        return "string"
    return "integer" if isinstance(fact, int) else "double"


def _declare(root: ET.Element, kind: str, columns: Sequence[Column]) -> None:
    for column in columns:
        key = {"id": f"{kind}.{column.name}", "for": kind, "attr.name": column.name}
        ET.SubElement(root, "key", key | {"attr.type": _TYPES[column.type]})


def _fill(element: ET.Element, kind: str, columns: Sequence[Column], at: int) -> None:
    for column in columns:
        if column.cells[at] is not None:
            data = ET.SubElement(element, "data", {"key": f"{kind}.{column.name}"})
            data.text = written(column.cells[at])
