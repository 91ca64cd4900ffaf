"""Weak points: nodes and ties without which the network falls into more parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Ints, Structure
from kng._values import Bilingual

if TYPE_CHECKING:
    import igraph


def articulation(structure: Structure) -> Floats:
    """How many parts more the network has when i is taken out of it.

    It is the number of blocks (largest groups that hold together without any one of their nodes)
    that i lies in, less 1. 0 for nodes that are no articulation point, and for isolated ones; at
    most n − 2. Weights and direction do not count. Reference: Hopcroft and Tarjan 1973,
    doi:10.1145/362248.362272.

    >>> from kng._measures import structure
    >>> articulation(structure(4, [0, 0, 0], [1, 2, 3], [1.0, 1.0, 1.0])).tolist()
    [2.0, 0.0, 0.0, 0.0]
    """
    blocks = structure.undirected.graph.biconnected_components()
    inside = np.array([node for block in blocks for node in block], dtype=np.int64)
    return np.maximum(np.bincount(inside, minlength=structure.n) - 1, 0).astype(np.float64)


def bridge(structure: Structure) -> Floats:
    """How many nodes are cut off from the rest when a tie goes: the smaller side of a bridge.

    0 for ties that are no bridge; at most half of the nodes. Weights do not count. With
    direction, two ties of opposite direction hold the same two nodes together, so neither is one.
    Reference: Tarjan 1974, doi:10.1016/0020-0190(74)90003-9.

    >>> from kng._measures import structure
    >>> bridge(structure(5, [0, 0, 1, 2, 3], [1, 2, 2, 3, 4], [1.0] * 5)).tolist()
    [0.0, 0.0, 0.0, 2.0, 1.0]
    """
    graph = structure.graph
    bridges = np.array(graph.as_undirected(mode="each").bridges(), dtype=np.int64)
    found = np.zeros(structure.m)
    if not len(bridges):
        return found
    found[bridges] = _smaller_sides(graph, structure, bridges)
    return found


def _smaller_sides(graph: igraph.Graph, structure: Structure, bridges: Ints) -> Floats:
    """The nodes on the smaller side of each bridge, by way of the tree that bridges make of what
    holds together without them."""
    rest = graph.copy()
    rest.delete_edges(bridges.tolist())
    block = np.array(rest.connected_components(mode="weak").membership, dtype=np.int64)
    ends = np.column_stack([block[structure.source[bridges]], block[structure.target[bridges]]])
    below = np.bincount(block).astype(np.float64)
    import igraph as engine

    tree = engine.Graph(n=len(below), edges=ends)
    parts = np.array(tree.connected_components().membership, dtype=np.int64)
    total = np.bincount(parts, below)
    parent = np.arange(len(below))
    for root in np.unique(parts, return_index=True)[1].tolist():
        order, _, above = tree.bfs(root)
        for node in reversed(order[1:]):
            parent[node] = above[node]
            below[above[node]] += below[node]
    child = np.where(parent[ends[:, 0]] == ends[:, 1], ends[:, 0], ends[:, 1])
    return np.minimum(below[child], total[parts[child]] - below[child])


MEASURES = (
    Measure(
        name="articulation",
        title=Bilingual("Ledpunkt", "Articulation point"),
        meaning=Bilingual(
            "Hur många delar fler som nätverket faller i om en försvinner.",
            "How many parts more the network falls into if one is gone.",
        ),
        unit=Bilingual("delar", "parts"),
        range="0 … n−2",
        better="neither",
        reference="Hopcroft & Tarjan 1973, doi:10.1145/362248.362272",
        compute=articulation,
        directed=Bilingual("Riktningen räknas inte.", "Direction does not count."),
        exposes=True,
    ),
    Measure(
        name="bridge",
        title=Bilingual("Brygga", "Bridge"),
        meaning=Bilingual(
            "Hur många som skiljs från de andra om bandet försvinner.",
            "How many are cut off from the others if the tie is gone.",
        ),
        unit=Bilingual("noder på den mindre sidan", "nodes on the smaller side"),
        range="0 … n/2",
        better="neither",
        reference="Tarjan 1974, doi:10.1016/0020-0190(74)90003-9",
        compute=bridge,
        of="tie",
        directed=Bilingual(
            "Två band åt var sitt håll håller ihop samma par; inget av dem är då en brygga.",
            "Two ties of opposite direction hold the same pair together; neither is a bridge.",
        ),
        exposes=True,
    ),
)
