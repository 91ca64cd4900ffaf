"""The formats in which a network leaves: a file each, listed in `NETWORK_FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kng._errors import UnknownName
from kng._export import columnar, gexf, graphml, kumu, node_link, tables
from kng._export._columns import Picture, Values
from kng._export.measures import Measured, measures_csv, measures_parquet, measures_turtle
from kng._export.tables import series_csv
from kng._values import Bilingual, Network

__all__ = [
    "NETWORK_FORMATS",
    "Measured",
    "NetworkFormat",
    "Picture",
    "measures_csv",
    "measures_parquet",
    "measures_turtle",
    "network_format",
    "series_csv",
]


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """A format: its name, what it is for, and a writer for each file that it consists of.

    ``writers`` maps what a file's name ends with (``gexf``, ``edges.csv``) to a function of the
    network and the node values of measures by name. The first one is the file that stands for
    the network where only one can be shown. ``drawn`` writes the one file of a format that can
    say how the nodes are drawn.
    """

    name: str
    meaning: Bilingual
    writers: Mapping[str, Callable[[Network, Values], bytes]]
    drawn: Callable[[Network, Values, Picture], bytes] | None = None

    def write(
        self, network: Network, values: Values, picture: Picture | None = None
    ) -> dict[str, bytes]:
        """The bytes of each file, by what its name ends with.

        A ``picture`` goes to formats that have one. Raises `KngError` when a measure does not fit
        the nodes.
        """
        if picture is not None and self.drawn is not None:
            (suffix,) = self.writers
            return {suffix: self.drawn(network, values, picture)}
        return {suffix: writer(network, values) for suffix, writer in self.writers.items()}


NETWORK_FORMATS: tuple[NetworkFormat, ...] = (
    NetworkFormat(
        "gexf",
        Bilingual("GEXF 1.3, för Gephi", "GEXF 1.3, for Gephi"),
        {"gexf": gexf.gexf},
        drawn=gexf.gexf,
    ),
    NetworkFormat(
        "graphml",
        Bilingual(
            "GraphML, för igraph, networkx, Cytoscape och yEd",
            "GraphML, for igraph, networkx, Cytoscape and yEd",
        ),
        {"graphml": graphml.graphml},
    ),
    NetworkFormat(
        "csv",
        Bilingual(
            "CSV, banden i en tabell och noderna i en annan",
            "CSV, the ties in one table and the nodes in another",
        ),
        {"edges.csv": tables.edges_csv, "nodes.csv": tables.nodes_csv},
    ),
    NetworkFormat(
        "json",
        Bilingual(
            "JSON i networkx nod-länk-form, för webben",
            "JSON in networkx's node-link form, for the web",
        ),
        {"json": node_link.node_link},
    ),
    NetworkFormat(
        "kumu",
        Bilingual(
            "JSON för Kumu, som fil eller levande länk", "JSON for Kumu, as a file or a live link"
        ),
        {"kumu.json": kumu.kumu},
    ),
    NetworkFormat(
        "parquet",
        Bilingual(
            "Parquet, banden i en tabell och noderna i en annan, för pandas, polars, R och DuckDB",
            "Parquet, the ties in one table and the nodes in another, for pandas, polars, R and "
            "DuckDB",
        ),
        {"edges.parquet": columnar.edges_parquet, "nodes.parquet": columnar.nodes_parquet},
    ),
)


def network_format(name: str) -> NetworkFormat:
    """The format of that name; raises `UnknownName` with the known ones.

    >>> list(network_format("csv").writers)
    ['edges.csv', 'nodes.csv']
    """
    for one in NETWORK_FORMATS:
        if one.name == name:
            return one
    raise UnknownName("network format", name, [one.name for one in NETWORK_FORMATS])
