"""What a workbook that kng wrote remembers of its rows, on a sheet of its own.

It is the ledger of the moment of writing: with it a corrected row changes only what it said then,
and a row that is gone is noticed, though the workbook was never brought in before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kng._import._ledger import CORRECTED, Record
from kng._import._plan import SAME
from kng._namespaces import ID
from kng._tables.statements import ENTERED
from kng._tables.values import Table

TITLE: Final = "Utskrivet"
EXPLAINED: Final = "Läs mig"
LISTS: Final = "Listor"
VIEWS: Final = ("Kommunöversikt", "Band", "Mått")
"""The sheets that only show what follows from the facts: municipalities, ties, measures."""
BESIDE: Final = (EXPLAINED, LISTS, TITLE, *VIEWS)
"""The sheets of such a workbook that hold no facts."""
_COLUMNS: Final = ("sheet", "row", "key", "graph", "node", "said")


def lines(records: Iterable[Record]) -> Iterator[Sequence[str]]:
    """The sheet, line by line, the headings first.

    >>> list(lines([Record("people", 2, "a", "entered", "page", "kng-person:p23456", "0f")]))[1]
    ['people', '2', 'a', 'page', 'kng-person:p23456', '0f']
    """
    yield _COLUMNS
    for record in records:
        if record.said:
            yield [str(getattr(record, name)) for name in _COLUMNS]


def remembered(table: Table) -> list[Record]:
    """The records on the sheet; a line that is none is passed over, and so tells nothing."""
    places = {head.text: at for at, head in enumerate(table.heads)}
    if not places.keys() >= set(_COLUMNS):
        return []
    found: list[Record] = []
    for row in table.rows:
        said = {name: str(row.values[places[name]] or "") for name in _COLUMNS}
        if said["row"].isdecimal() and said["graph"]:
            number = int(said.pop("row"))
            found.append(Record(row=number, outcome=ENTERED, **said))
    return found


def news(
    records: Sequence[Record], before: Sequence[Record], hand: Collection[str]
) -> tuple[Record, ...]:
    """The records of rows that say something that the workbook did not say when it was written.

    They keep only that; the rest is said by the tables that it came from. Those of the graphs
    ``hand``, which were entered by hand, are corrections: the graph stays one by hand.
    """
    known: dict[tuple[str, str], set[str]] = {}
    for record in before:
        known.setdefault((record.sheet, record.graph), set()).update(record.digests)
    found: list[Record] = []
    for record in records:
        fresh = record.digests - known.get((record.sheet, record.graph), set())
        if fresh:
            outcome = CORRECTED if f"{ID}graph/{record.graph}" in hand else record.outcome
            found.append(replace(record, said=" ".join(sorted(fresh)), outcome=outcome))
        elif not record.said and record.note not in ("", SAME):
            found.append(record)
    return tuple(found)
