"""The rows of a network as columns of numbers, of which the page makes it for any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from kng._map._codes import Codes
from kng._map._content import Layer
from kng._values import Cell, significant

DATES = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
"""The columns of the four days, as in the heads of projections."""

_ADDRESSES = {
    "affiliation": ("thing", "whole", "evidence"),
    "direct": ("evidence", "whole"),
}
ENDS = {"affiliation": ("node",), "direct": ("source", "target")}
_EPOCH = date(1970, 1, 1).toordinal()
_TRUE = ("true", "1")

Days = tuple[int | None, ...]
Json = dict[str, Any]


def addresses(layer: Layer) -> Iterator[str]:
    """Every address that the rows name."""
    for name in (*ENDS[layer.form], *_ADDRESSES[layer.form]):
        yield from (str(cell) for cell in _cells(layer, name) if cell)


def packed(layer: Layer, address: Codes[str], days: Codes[Days], words: Codes[str]) -> Json:
    """The columns by name, each as long as there are rows; -1 where a cell is empty.

    Nodes are numbered as in the network of all time, other addresses by ``address``, the four days
    by ``days`` (in days since 1970) and the bases of sizes by ``words``.
    """
    nodes = {node.id: at for at, node in enumerate(layer.whole.nodes)}
    columns: Json = {name: _coded(layer, name, nodes.__getitem__) for name in ENDS[layer.form]}
    for name in _ADDRESSES[layer.form]:
        columns[name] = _coded(layer, name, address)
    columns["size"] = _coded(layer, "size", int)
    columns["weight"] = _coded(layer, "weight", lambda text: significant(float(text)))
    columns["basis"] = _coded(layer, "basis", lambda text: words(_end(text)))
    columns["layer"] = _coded(layer, "layer", words)
    columns["happened"] = _coded(layer, "event", lambda text: int(text in _TRUE))
    known = zip(*(map(_day, _cells(layer, name)) for name in DATES), strict=True)
    columns["days"] = [days(four) for four in known]
    return {name: column for name, column in columns.items() if column and set(column) != {-1}}


def _cells(layer: Layer, name: str) -> Iterable[Cell]:
    if name not in layer.rows.columns:
        return [None] * len(layer.rows)
    at = layer.rows.columns.index(name)
    return [row[at] for row in layer.rows]


def _coded(layer: Layer, name: str, code: Callable[[str], Any]) -> list[Any]:
    return [-1 if not cell else code(str(cell)) for cell in _cells(layer, name)]


def _day(cell: Cell) -> int | None:
    return None if cell is None else date.fromisoformat(cell).toordinal() - _EPOCH


def _end(text: str) -> str:
    return text.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
