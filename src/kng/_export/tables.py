"""CSV (RFC 4180, in UTF-8, lines ended by LF) that a spreadsheet opens without running anything.

A text cell that a spreadsheet would take for a formula gets a leading apostrophe; the other
formats carry the name as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kng._export._columns import (
    Cell,
    Column,
    Values,
    ends,
    node_columns,
    node_ids,
    tie_columns,
    written,
)
from kng._values import Network

_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_QUOTED = re.compile('[",;\t\r\n]|^ | $')


def cell_text(cell: Cell) -> str:
    """A cell as it stands in the file: inert, and quoted where it must be.

    >>> cell_text("=1+1"), cell_text('a "b", c'), cell_text(-0.5), cell_text(None)
    ("'=1+1", '"a ""b"", c"', '-0.5', '')
    """
    text = written(cell)
    if isinstance(cell, str) and _FORMULA.match(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def table(columns: Sequence[Column]) -> bytes:
    """Columns of equal length as a CSV file whose first line is their names.

    >>> table([Column("id", "string", ["a", "b"]), Column("n", "integer", [1, None])])
    b'id,n\\na,1\\nb,\\n'
    """
    rows = zip(*(column.cells for column in columns), strict=True)
    return _lines([[column.name for column in columns], *rows])


def _lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = "".join(",".join(map(cell_text, row)) + "\n" for row in rows)
    return text.encode("utf-8")


def nodes_csv(network: Network, values: Values) -> bytes:
    """The nodes: id, label_sv, label_en, kind, latitude, longitude and each measure by name.

    Raises `KngError` when a measure does not fit the nodes.
    """
    return table(node_table(network, values))


def node_table(network: Network, values: Values) -> list[Column]:
    """The columns of the table of the nodes.

    Raises `KngError` when a measure does not fit the nodes.
    """
    return [Column("id", "string", node_ids(network)), *node_columns(network, values)]


def edges_csv(network: Network, values: Values) -> bytes:
    """The ties: source, target, the Swedish names of both, weight, count and evidence.

    Raises `KngError` as the table of the nodes does, so that both files fail together.
    """
    return table(edge_columns(network, values))


def edge_columns(network: Network, values: Values) -> list[Column]:
    """The columns of the table of the ties; ``values`` are checked, and not among them.

    Raises `KngError` when a measure does not fit the nodes.
    """
    label = dict(zip(node_ids(network), node_columns(network, values)[0].cells, strict=True))
    pairs = list(ends(network))
    return [
        Column("source", "string", [source for source, _ in pairs]),
        Column("target", "string", [target for _, target in pairs]),
        Column("source_label", "string", [label[source] for source, _ in pairs]),
        Column("target_label", "string", [label[target] for _, target in pairs]),
        *tie_columns(network),
    ]


def series_csv(networks: Mapping[str, Network]) -> bytes:
    """The ties of a network's snapshots in one table, the label of each in the column ``step``.

    A network without ties in any step has only the names of the columns.
    """
    steps = {label: edge_columns(network, {}) for label, network in networks.items()}
    names = {column.name: column.type for columns in steps.values() for column in columns}
    label: list[Cell] = []
    cells: dict[str, list[Cell]] = {name: [] for name in names}
    for step, columns in steps.items():
        known = {column.name: column.cells for column in columns}
        many = len(known["source"])
        label += [step] * many
        for name, column in cells.items():
            column += known.get(name, [None] * many)
    return table(
        [
            Column("step", "string", label),
            *(Column(name, type, cells[name]) for name, type in names.items()),
        ]
    )
