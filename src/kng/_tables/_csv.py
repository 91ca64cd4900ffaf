"""Text files with columns: RFC 4180, and what spreadsheet programs make of it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from kng._tables import limits
from kng._tables._headings import tabulate
from kng._tables._refusals import Refused
from kng._tables._sheet import Budget
from kng._tables._texts import text_or_none
from kng._tables.values import Row, Table
from kng._values import Bilingual

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (";", "\t", ",")
_ONE_COLUMN = "\x1f"
_SAMPLE = 1 << 16
_CHUNK = 1 << 20
_DECLARED = re.compile(r'sep=([^\w\s"]|\t)\s*', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*("?)')
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(data: bytes, file: str) -> tuple[Table, ...]:
    """The one table of a CSV file.

    Raises:
        Refused: it is no text, its quotation marks do not pair, or there are too many cells.
    """
    encoding = _encoding(data)
    with _stream(data, encoding) as stream:
        first = stream.readline(_SAMPLE)
        declared = _DECLARED.fullmatch(first)
        sample = "" if declared else first + stream.read(_SAMPLE)
    separator = declared[1] if declared else _separator(sample)
    return (tabulate(file, "", list(_rows(data, encoding, separator, bool(declared)))),)


def _stream(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


def _encoding(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding:
        if b"\0" in data:
            raise Refused("not-a-table")
        encoding = "utf-8" if _wrong_byte(data, "utf-8") is None else "cp1252"
    wrong = _wrong_byte(data, encoding)
    if wrong is not None:
        raise Refused("encoding", line=data.count(b"\n", 0, wrong) + 1)
    return encoding


def _wrong_byte(data: bytes, encoding: str) -> int | None:
    """About where the first byte stands that the encoding does not know."""
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))()
    for at in range(0, len(data) or 1, _CHUNK):
        try:
            decoder.decode(data[at : at + _CHUNK], final=at + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return at + error.start
    return None


def _separator(sample: str) -> str:
    """The separator with which most records are as long as the first, and that one longest."""
    scores = {separator: _score(sample, separator) for separator in _SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    return best if any(scores[best]) else _ONE_COLUMN


def _score(sample: str, separator: str) -> tuple[float, int]:
    records = [record for record in csv.reader(_lines(sample), delimiter=separator) if record]
    if len(sample) > _SAMPLE and len(records) > 1:
        records.pop()
    width = len(records[0]) if records else 0
    if width < 2:
        return 0, 0
    return sum(len(record) == width for record in records) / len(records), width


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))


def _rows(data: bytes, encoding: str, separator: str, skips: bool) -> Iterator[Row]:
    budget = Budget()
    with _stream(data, encoding) as stream:
        if skips:
            stream.readline()
        reader = csv.reader(stream, delimiter=separator, strict=True)
        read_lines = int(skips)
        try:
            for number, record in enumerate(reader, read_lines + 1):
                values = tuple(map(text_or_none, record))
                if any(values):
                    budget.take(len(values))
                    _measure(values, read_lines + 1)
                    yield Row(number, values)
                read_lines = reader.line_num + skips
        except csv.Error:
            raise _unreadable(data, encoding, separator, read_lines) from None


def _measure(values: tuple[str | None, ...], line: int) -> None:
    if any(value and len(value) > limits.LONGEST_TEXT for value in values):
        most = limits.LONGEST_TEXT
        sv, en = f"en text har mer än {most} tecken", f"a text has more than {most} characters"
        raise Refused("too-large", Bilingual(sv, en), line)


def _unreadable(data: bytes, encoding: str, separator: str, before: int) -> Refused:
    """Why the record after so many lines cannot be read."""
    with _stream(data, encoding) as stream:
        text = "".join(islice(stream, before, None))
    at = 0
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if quoted:
            line = before + len(_LINE_END.findall(text, 0, at)) + 1
            at = quoted.end()
            if not quoted[1]:
                return Refused("quote", line=line)
            if text[at : at + 1] not in ("", separator, "\r", "\n"):
                return Refused("csv", line=line)
        at = _after(text, at, separator)
    most = limits.LONGEST_TEXT
    sv, en = f"en text har mer än {most} tecken", f"a text has more than {most} characters"
    return Refused("too-large", Bilingual(sv, en), before + 1)


def _after(text: str, at: int, separator: str) -> int:
    """Where the next field begins."""
    end = re.compile(f"[{re.escape(separator)}\r\n]").search(text, at)
    return end.end() if end else len(text)
