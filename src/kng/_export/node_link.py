"""JSON in the node-link form of networkx, which D3 and other web libraries read too."""

from __future__ import annotations

import json

from kng._export._columns import (
    Values,
    about,
    clean,
    ends,
    filled,
    node_columns,
    node_ids,
    tie_columns,
)
from kng._values import Network


def node_link(network: Network, values: Values) -> bytes:
    """The network as node-link JSON with the node values of each measure.

    ``networkx.node_link_graph(json.loads(...), edges="edges")`` gives what
    `Network.to_networkx` gives, with the measures on the nodes and a missing name filled from
    the other language. ``evidence`` is a list of addresses. Keys are sorted. Raises `KngError`
    when a measure does not fit the nodes.
    """
    columns = node_columns(network, values)
    ties = [one for one in tie_columns(network) if one.name != "evidence"]
    document = {
        "directed": network.directed,
        "multigraph": bool(network.layers),
        "graph": about(network),
        "nodes": [
            {"id": address, **filled(columns, at)} for at, address in enumerate(node_ids(network))
        ],
        "edges": [
            {
                "source": source,
                "target": target,
                "evidence": [clean(reason.thing) for reason in network.evidence[at]],
                **_key(network, at),
                **filled(ties, at),
            }
            for at, (source, target) in enumerate(ends(network))
        ],
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    return text.encode("utf-8") + b"\n"


def _key(network: Network, at: int) -> dict[str, str]:
    layer = network.layer_of(at)
    return {"key": layer.name} if layer else {}
