"""Columns as an Arrow table and as a Parquet file, through arro3 (Rust's arrow and parquet)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from arro3.core import Array, Table

Kind = Literal["text", "whole", "number", "truth", "date"]
Column = tuple[Kind, Sequence[object]]

_ARROW = {"text": "utf8", "whole": "int64", "number": "float64", "truth": "bool", "date": "int32"}
MAGIC = b"PAR1"
"""How every Parquet file begins."""
_EPOCH = date(1970, 1, 1)


def arrow(columns: Mapping[str, Column]) -> Table:
    """The columns as an Arrow table; ``None`` is a missing value.

    Each column is its kind and its values, all equally many: ``str`` for ``text``, ``int`` for
    ``whole``, ``float`` for ``number``, ``bool`` for ``truth``, ``datetime.date`` for ``date``.
    polars takes the table without copying (``polars.DataFrame(table)``).

    >>> arrow({"name": ("text", ["Gävle", None]), "meetings": ("whole", [3, 0])}).num_rows
    2
    """
    from arro3.core import Table

    return Table({name: _array(kind, values) for name, (kind, values) in columns.items()})


def parquet(columns: Mapping[str, Column]) -> bytes:
    """The columns as a Parquet file, compressed with Zstandard: the same columns, the same bytes.

    >>> parquet({"name": ("text", ["Gävle"])})[:4]
    b'PAR1'
    """
    from arro3.io import write_parquet

    written = io.BytesIO()
    write_parquet(arrow(columns), written, compression="zstd(3)", created_by="kng")
    return written.getvalue()


def texts(data: bytes) -> Iterator[str]:
    """The names of the columns of a Parquet file, and every cell as text, row after row.

    Raises `ValueError` when it cannot be read.

    >>> list(texts(parquet({"name": ("text", ["Gävle"]), "met": ("whole", [3])})))
    ['name', 'met', 'Gävle', '3']
    """
    from arro3.io import read_parquet

    try:
        table = read_parquet(io.BytesIO(data)).read_all()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise ValueError(f"no Parquet file that can be read: {error}") from None
    yield from table.column_names
    columns = [column.to_pylist() for column in table.columns]
    for row in zip(*columns, strict=True):
        yield from map(str, row)


def _array(kind: Kind, values: Sequence[object]) -> Array:
    from arro3.core import Array, DataType

    made = getattr(DataType, _ARROW[kind])()
    if kind != "date":
        return Array(list(values), type=made)
    days = [(day - _EPOCH).days if isinstance(day, date) else None for day in values]
    return Array(days, type=made).cast(DataType.date32())
