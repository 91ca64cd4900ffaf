"""The JSON that Kumu takes as a file or reads live from an address.

Spec: https://docs.kumu.io/guides/import/blueprints (elements and connections, with any fields).
"""

from __future__ import annotations

import json

from kng._export._columns import (
    Column,
    Values,
    ends,
    filled,
    node_columns,
    node_ids,
    tie_columns,
)
from kng._values import Network

_WAYS = {True: "directed", False: "mutual"}


def kumu(network: Network, values: Values) -> bytes:
    """The network as a Kumu blueprint with the node values of each measure as fields.

    Elements are known by ``id``, the address of the node, so that two of one name stay two and
    a live link keeps its elements when a name is corrected. The Swedish name is the ``label``,
    ``type`` is the kind; ``strength`` of a connection is the weight of the tie. Raises `KngError`
    when a measure does not fit the nodes.
    """
    label, english, kind, *columns = node_columns(network, values)
    shown = [
        Column("label", "string", label.cells),
        Column("type", "string", kind.cells),
        english,
        *columns,
    ]
    weight, *tie = tie_columns(network)
    tied = [Column("strength", "double", weight.cells), *tie]
    way = _WAYS[network.directed]
    document = {
        "elements": [
            {"id": address, **filled(shown, at)} for at, address in enumerate(node_ids(network))
        ],
        "connections": [
            {
                "id": " ".join([source, target, *_layer(network, at)]),
                "from": source,
                "to": target,
                "direction": way,
                "type": network.tie.in_language("sv"),
                **filled(tied, at),
            }
            for at, (source, target) in enumerate(ends(network))
        ],
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return text.encode("utf-8") + b"\n"


def _layer(network: Network, at: int) -> list[str]:
    layer = network.layer_of(at)
    return [layer.name] if layer else []
