"""Seconds and memory of reading 100,000 rows of ten columns, in each format.

Each file is read in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import csv
import datetime
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

ROWS = 100_000
_DAYS = 900
_FIRST = datetime.date(2022, 3, 1)
_HEADS = [f"rubrik {number}" for number in range(10)]
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def main() -> None:
    """Print a line for each format."""
    print(f"{ROWS:,} rows × {len(_HEADS)}   size, MB   seconds   peak RSS, MB")
    with tempfile.TemporaryDirectory() as folder:
        for file, write in ((f"{folder}/a.xlsx", _xlsx), (f"{folder}/a.ods", _ods)):
            write(Path(file))
            _measure(Path(file))
        _csv(Path(folder) / "a.csv")
        _measure(Path(folder) / "a.csv")


def _measure(file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, __file__, str(file)], stdout=subprocess.PIPE, check=True, text=True
    )
    seconds, peak = json.loads(ran.stdout)
    print(f"{file.suffix:<16}{file.stat().st_size / 1e6:>14.1f}{seconds:>10.2f}{peak:>16.0f}")


def _read(file: Path) -> None:
    from kng._tables import read_file

    start = time.perf_counter()
    (table,) = read_file(file)
    seconds = time.perf_counter() - start
    if len(table) != ROWS or table.faults:
        sys.exit(f"{file} was not read whole")
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def _rows() -> Iterator[list[str | int | float | datetime.date]]:
    for row in range(ROWS):
        day = _FIRST + datetime.timedelta(days=row % _DAYS)
        texts = [f"möte {row}", f"person {row % 500}", "Borlänge kommun", "värd", "2022-03", "ja"]
        yield [*texts, row, row / 7, day, ""]


def _xlsx(file: Path) -> None:
    workbook = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("Möten")
    sheet.write_row(0, 0, _HEADS)
    for number, row in enumerate(_rows(), 1):
        sheet.write_row(number, 0, row)
    workbook.close()


def _ods(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        with archive.open("content.xml", "w") as stream:
            start = f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
            stream.write(f'{start}<table:table table:name="Möten">'.encode())
            for row in [_HEADS, *_rows()]:
                line = "".join(map(_cell, row))
                stream.write(f"<table:table-row>{line}</table:table-row>".encode())
            end = "</table:table></office:spreadsheet></office:body></office:document-content>"
            stream.write(end.encode())


def _cell(value: str | int | float | datetime.date) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        typed = 'office:value-type="string"'
    elif isinstance(value, datetime.date):
        typed = f'office:value-type="date" office:date-value="{value}"'
    else:
        typed = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {typed}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _csv(file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(_HEADS)
        writer.writerows(_rows())


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
