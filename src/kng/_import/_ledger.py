"""The ledger of an import: what became of every row, kept beside the facts.

With it a later import of the same tables knows which row became which thing, which rows are gone,
and that nothing was lost: each row is entered, or it is said why not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

from kng._errors import Fault, FaultsFound
from kng._tables.statements import Statement
from kng._tables.statements import digest as key_digest

FOLDER: Final = "imports"


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """One row of a table and what became of it.

    ``key`` is the row's own id. ``outcome`` is ``entered``, ``known`` (it says nothing new),
    ``by-hand`` (its source was entered by hand, which an import leaves alone), ``left-out`` or
    ``forgotten`` (it names a person who was removed). ``graph`` is the short name of the graph,
    ``node`` the short address of the thing that the row is about, ``said`` a digest of each
    statement that the row made, ``note`` what was left out of the row and why.
    """

    sheet: str
    row: int
    key: str = ""
    outcome: str = ""
    graph: str = ""
    node: str = ""
    said: str = ""
    note: str = ""

    @property
    def digests(self) -> frozenset[str]:
        """The digests of the statements that the row made."""
        return frozenset(self.said.split())


_COLUMNS: Final = [field.name for field in fields(Record)]


def write(records: Iterable[Record]) -> bytes:
    """The ledger as CSV, in the order of sheets and rows.

    >>> write([Record("people", 2, "a", "entered", "page", "kng-person:p23456")]).decode()
    'sheet,row,key,outcome,graph,node,said,note\\npeople,2,a,entered,page,kng-person:p23456,,\\n'
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for record in sorted(records):
        writer.writerow([getattr(record, name) for name in _COLUMNS])
    return stream.getvalue().encode()


def read(data: bytes, where: str) -> Sequence[Record]:
    """The records of a ledger; ``where`` names the file in faults.

    >>> read(write([Record("people", 2, "a")]), "ledger.csv")
    [Record(sheet='people', row=2, key='a', outcome='', graph='', node='', said='', note='')]

    Raises:
        FaultsFound: the file is not a ledger; names the line.
    """
    line = 1
    try:
        rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
        if next(rows, []) != _COLUMNS:
            raise ValueError
        found = []
        for sheet, row, *rest in rows:
            line = rows.line_num
            found.append(Record(sheet, int(row), *rest))
        return found
    except (ValueError, TypeError, csv.Error):
        sv = f"filen är ingen importliggare med kolumnerna {', '.join(_COLUMNS)}"
        en = f"the file is no import ledger with the columns {', '.join(_COLUMNS)}"
        raise FaultsFound([Fault(f"{where}:{line}", "ledger", sv, en)]) from None


def digest(each: Statement) -> str:
    """The digest by which a ledger knows a statement again."""
    return key_digest(each.key)
