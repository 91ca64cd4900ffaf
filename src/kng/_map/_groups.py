"""Communities: who is more tied to each other than to the rest."""

from __future__ import annotations

from kng._values import Network


def communities(network: Network) -> dict[str, int]:
    """The number of each tied node's community, 0 for the largest; nodes without ties have none.

    By greedy modularity (Clauset, Newman and Moore 2004, doi:10.1103/PhysRevE.70.066111) over the
    weights, whatever the direction of ties; the same network gives the same numbers.
    """
    import igraph

    ends = list(zip(network.source.tolist(), network.target.tolist(), strict=True))
    graph = igraph.Graph(n=len(network.nodes), edges=ends)
    graph.es["weight"] = network.weight.tolist()
    graph.simplify(combine_edges="sum")
    tied = graph.induced_subgraph([at for at, degree in enumerate(graph.degree()) if degree])
    if not tied.ecount():
        return {}
    ids = [network.nodes[at].id for at, degree in enumerate(graph.degree()) if degree]
    parts = list(tied.community_fastgreedy(weights="weight").as_clustering())
    parts.sort(key=lambda part: (-len(part), part))
    return {ids[at]: number for number, part in enumerate(parts) for at in part}
