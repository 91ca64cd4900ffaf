"""Text files with columns, as spreadsheet programs and people write them."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kng._errors import FaultsFound
from kng._tables import Table, limits, read_tables

TEXT = "namn;år\nÅsa Öst – x;2022\n"


def only(data: bytes | str) -> Table:
    (table,) = read_tables("deltagare.csv", data.encode() if isinstance(data, str) else data)
    return table


def values(table: Table) -> list[list[str]]:
    return [["" if value is None else str(value) for value in row.values] for row in table.rows]


def fault(data: bytes | str) -> tuple[str, str]:
    with pytest.raises(FaultsFound) as caught:
        only(data)
    (found,) = caught.value.faults
    return found.where, found.check


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(encoding: str) -> None:
    table = only(TEXT.encode(encoding))
    assert [head.text for head in table.heads] == ["namn", "år"]
    assert values(table) == [["Åsa Öst – x", "2022"]]


def test_utf_16_of_either_order() -> None:
    assert values(only(b"\xfe\xff" + TEXT.encode("utf-16-be"))) == [["Åsa Öst – x", "2022"]]


def test_a_byte_that_no_encoding_knows_is_told_with_its_line() -> None:
    assert fault(b"namn\n\xe5\n\x81\n") == ("deltagare.csv:3", "encoding")
    assert fault(b"\xef\xbb\xbfnamn\n\xe5\n") == ("deltagare.csv:2", "encoding")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators_are_found_out(separator: str) -> None:
    lines = "namn|ort|andel\nEva|Gävle|1\nBo|Umeå|2\n".replace("|", separator)
    assert values(only(lines)) == [["Eva", "Gävle", "1"], ["Bo", "Umeå", "2"]]


def test_decimal_commas_do_not_make_the_comma_a_separator() -> None:
    table = only("namn (kort, lång);andel;mått\nx;0,5;1,5\ny;2,5;3,5\n")
    assert values(table) == [["x", "0,5", "1,5"], ["y", "2,5", "3,5"]]


def test_one_column_with_commas_in_it_is_one_column() -> None:
    assert values(only("organisation\nInstitutet för mat, vatten och luft\n")) == [
        ["Institutet för mat, vatten och luft"]
    ]


def test_a_separator_that_excel_was_told_is_obeyed() -> None:
    table = only("sep=|\r\na|b\r\n1;2|3\r\n")
    assert values(table) == [["1;2", "3"]]
    assert table.rows[0].number == 3


def test_quoted_texts_hold_separators_quotes_and_lines() -> None:
    table = only('a,b\r\n"x, ""y""\nz",1\r\n\r\n2,3\r\n')
    assert values(table) == [['x, "y"\nz', "1"], ["2", "3"]]
    assert [row.number for row in table.rows] == [2, 4]


def test_a_name_that_is_broken_at_a_comma_is_told() -> None:
    table = only("namn,ort\nStiftelsen X, Y och Z,Gävle\nBo,Umeå\n")
    (found,) = table.faults
    assert (found.where, found.check) == ("deltagare.csv:2", "no-heading")
    assert "citattecken" in found.sv


def test_a_quote_that_is_never_closed_is_told_with_its_line() -> None:
    assert fault('a;b\n"ö\nx";1\n2;"hej\n3;4\n') == ("deltagare.csv:4", "quote")
    assert fault('a;"b') == ("deltagare.csv:1", "quote")
    assert fault('a;b\n1;"' + "x" * 200_000) == ("deltagare.csv:2", "quote")


def test_text_after_a_closing_quote_is_told_with_its_line() -> None:
    assert fault('a;b\n1;"x" y\n') == ("deltagare.csv:2", "csv")
    assert fault('a;b\n"1;2\n3;"4";5\n') == ("deltagare.csv:2", "csv")


def test_a_text_that_is_too_long_is_told_with_its_line() -> None:
    for length in (limits.LONGEST_TEXT + 1, 200_000):
        assert fault(f"a;b\n1;2\n3;{'x' * length}\n") == ("deltagare.csv:3", "too-large")


@pytest.mark.parametrize("data", ["", "\n\n", " ; ;\n"])
def test_an_empty_file_is_an_empty_table(data: str) -> None:
    assert only(data) == Table("deltagare.csv", "", (), ())


def test_short_rows_are_filled_and_empty_columns_left_out() -> None:
    table = only("a;;c;;\n1\n1;;3;;\n")
    assert values(table) == [["1", ""], ["1", "3"]]
    assert table.faults == ()


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
RECORDS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8)
)


@settings(deadline=None)
@given(RECORDS, st.sampled_from([";", ",", "\t"]), st.sampled_from(["utf-8-sig", "utf-16"]))
@example([["a\r\nb", '"'], [";", ","]], ";", "utf-16")
def test_what_is_written_is_read(records: list[list[str]], separator: str, encoding: str) -> None:
    """Under plain headings, quoted throughout, each text comes back as it was."""
    stream = io.StringIO()
    heads = [f"rubrik {number}" for number in range(len(records[0]))]
    writer = csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([heads, *records])
    assume(len(stream.getvalue()) < limits.LONGEST_TEXT)
    read = only(stream.getvalue().encode(encoding))
    written = [
        (number, tuple(text if text and not text.isspace() else None for text in record))
        for number, record in enumerate(records, 2)
    ]
    assert [tuple(row) for row in read.rows] == [
        (number, record) for number, record in written if any(record)
    ]
    assert read.faults == ()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_faults(data: bytes) -> None:
    for name in ("x.csv", "x.xlsx"):
        with suppress(FaultsFound):
            assert read_tables(name, data)
