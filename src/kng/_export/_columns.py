"""A network as typed columns: what every network format writes of its nodes and ties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray

from kng._errors import KngError
from kng._values import Network, dates, significant

Values = Mapping[str, NDArray[np.float64]]
"""The name of a measure, and its value at each node."""

Cell = str | float | int | None

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Picture(NamedTuple):
    """How the nodes are drawn, one entry a node: where (x to the right, y up), in which colour
    (``#rrggbb``), and how large (the diameter)."""

    x: Sequence[float]
    y: Sequence[float]
    colours: Sequence[str]
    sizes: Sequence[float]


class Column(NamedTuple):
    """One attribute of all nodes or of all ties; an empty cell is ``None``."""

    name: str
    type: Literal["string", "double", "integer"]
    cells: Sequence[Cell]


def clean(text: str) -> str:
    r"""``text`` with U+FFFD for each character that XML 1.0 cannot hold.

    >>> clean("a\x00b\tå") == "a\ufffdb\tå"
    True
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def written(cell: Cell) -> str:
    """A cell as text, numbers in at most 9 significant digits.

    >>> written(1 / 3), written(2.0), written(7), written(None)
    ('0.333333333', '2', '7', '')
    """
    if cell is None:
        return ""
    return f"{cell + 0.0:.9g}" if isinstance(cell, float) else str(cell)


def node_ids(network: Network) -> list[str]:
    """The addresses of the nodes, in order."""
    return [clean(node.id) for node in network.nodes]


def ends(network: Network) -> Iterator[tuple[str, str]]:
    """The addresses of the two ends of each tie, in order."""
    ids = node_ids(network)
    for source, target in zip(network.source.tolist(), network.target.tolist(), strict=True):
        yield ids[source], ids[target]


def node_columns(network: Network, values: Values) -> list[Column]:
    """Names, kind and place of the nodes, and the measures sorted by name.

    Raises `KngError` when a measure does not have one finite number for each node.
    """
    nodes = network.nodes
    columns = [
        Column("label_sv", "string", [clean(node.label.in_language("sv")) for node in nodes]),
        Column("label_en", "string", [clean(node.label.in_language("en")) for node in nodes]),
        Column("kind", "string", [clean(node.kind) for node in nodes]),
        Column("latitude", "double", [_rounded(node.latitude) for node in nodes]),
        Column("longitude", "double", [_rounded(node.longitude) for node in nodes]),
    ]
    for name in sorted(values):
        numbers = values[name]
        if numbers.shape != (len(nodes),) or not np.isfinite(numbers).all():
            raise KngError(
                f"network '{network.name}': the measure '{name}' must have a finite number for "
                f"each of the {len(nodes)} nodes; nothing is written"
            )
        columns.append(Column(name, "double", [_rounded(number) for number in numbers.tolist()]))
    return columns


def tie_columns(network: Network) -> list[Column]:
    """Weight, number of pieces of evidence, their addresses joined by spaces, their outermost
    days where they are known, and the layer in a network that has layers."""
    spans = [dates(reasons) for reasons in network.evidence]
    days = [
        Column("first", "string", [first or None for first, _ in spans]),
        Column("last", "string", [last or None for _, last in spans]),
    ]
    layers = [network.layer_of(at) for at in range(len(network.weight))]
    layer = Column("layer", "string", [layer.name if layer else None for layer in layers])
    return [
        Column("weight", "double", [_rounded(weight) for weight in network.weight.tolist()]),
        Column("count", "integer", [len(reasons) for reasons in network.evidence]),
        Column(
            "evidence",
            "string",
            [" ".join(clean(reason.thing) for reason in reasons) for reasons in network.evidence],
        ),
        *(days if any(any(span) for span in spans) else []),
        *([layer] if network.layers else []),
    ]


def filled(columns: Sequence[Column], at: int) -> dict[str, Cell]:
    """The cells of one node or tie by the names of their columns, without the empty ones.

    >>> filled([Column("a", "integer", [1, None]), Column("b", "integer", [2, 3])], 1)
    {'b': 3}
    """
    return {one.name: one.cells[at] for one in columns if one.cells[at] is not None}


def about(network: Network) -> dict[str, str | int | float]:
    """What the network is called, what a tie means, how ties are weighed, and what it rests on."""
    texts = {
        "name": network.name,
        "title_sv": network.title.sv,
        "title_en": network.title.en,
        "tie_sv": network.tie.sv,
        "tie_en": network.tie.en,
        "weighting": network.weighting,
        **network.rests_on(),
    }
    return {k: clean(text) if isinstance(text, str) else text for k, text in texts.items()}


def xml_bytes(root: ET.Element) -> bytes:
    """The document below ``root``, indented, as UTF-8."""
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _rounded(number: float | None) -> float | None:
    return None if number is None else significant(float(number))
