"""Parquet: the ties in one file, the nodes in another, for pandas, polars, R and DuckDB."""

from __future__ import annotations

from collections.abc import Sequence

from kng._export._columns import Column, Values
from kng._export.tables import edge_columns, node_table
from kng._parquet import Kind, parquet
from kng._values import Network

_KINDS: dict[str, Kind] = {"string": "text", "double": "number", "integer": "whole"}


def nodes_parquet(network: Network, values: Values) -> bytes:
    """The columns of the CSV file of the nodes, typed.

    Raises `KngError` when a measure does not fit the nodes.
    """
    return as_parquet(node_table(network, values))


def edges_parquet(network: Network, values: Values) -> bytes:
    """The columns of the CSV file of the ties, typed.

    Raises `KngError` when a measure does not fit the nodes.
    """
    return as_parquet(edge_columns(network, values))


def as_parquet(columns: Sequence[Column]) -> bytes:
    """Columns of equal length as a Parquet file."""
    return parquet({one.name: (_KINDS[one.type], one.cells) for one in columns})
