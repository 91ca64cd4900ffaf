"""Columns as Parquet, read back by foreign readers."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import duckdb
import polars
import pytest

from kng._parquet import Column, arrow, parquet, texts

_DAY = datetime.date(2022, 6, 1)
_BEFORE = datetime.date(1969, 12, 31)
_COLUMNS: dict[str, Column] = {
    "name": ("text", ["Håbo", None]),
    "day": ("date", [_DAY, _BEFORE]),
    "met": ("whole", [2**53, None]),
    "weight": ("number", [0.1, None]),
    "possible": ("truth", [False, None]),
}


def test_duckdb_reads_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet(_COLUMNS))
    read = duckdb.read_parquet(str(tmp_path / "a.parquet"))
    rows = read.fetchall()
    assert rows == [("Håbo", _DAY, 2**53, 0.1, False), (None, _BEFORE, None, None, None)]


def test_polars_reads_the_file_and_takes_the_table() -> None:
    read = polars.read_parquet(io.BytesIO(parquet(_COLUMNS)))
    assert read.rows() == polars.DataFrame(arrow(_COLUMNS)).rows()
    assert read.schema["day"] == polars.Date


def test_the_same_columns_are_the_same_bytes() -> None:
    assert parquet(_COLUMNS) == parquet(_COLUMNS)


def test_no_rows_keep_their_columns() -> None:
    empty: dict[str, Column] = {name: (kind, []) for name, (kind, _) in _COLUMNS.items()}
    assert polars.read_parquet(io.BytesIO(parquet(empty))).columns == list(_COLUMNS)


def test_every_cell_is_a_text() -> None:
    found = list(texts(parquet(_COLUMNS)))
    assert found[:5] == list(_COLUMNS)
    assert found[5:] == [
        *("Håbo", "2022-06-01", str(2**53), "0.1", "False"),
        *("None", "1969-12-31", "None", "None", "None"),
    ]


@pytest.mark.parametrize("cut", [4, 20, -9])
def test_a_broken_file_is_told(cut: int) -> None:
    with pytest.raises(ValueError, match="no Parquet file"):
        list(texts(parquet(_COLUMNS)[:cut]))
