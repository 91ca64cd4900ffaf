"""The workbook that coordinators fill in, and the same sheets with all that the graph holds.

Both are made from the descriptions of the sheets in ``ontology/tables/``: adding a column there
adds it here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kng._identity import fold
from kng._import._book import GraphBook
from kng._namespaces import expand
from kng._tables.mapping import Column, Sheet
from kng._template._filled import Known, columns, reference, written
from kng._template._views import View
from kng._template._workbook import workbook
from kng._values import Bilingual
from kng._workspace import Workspace

__all__ = ["Template", "View", "template"]

_EXAMPLE: Final = "example"
_TYPED_ANEW: Final = ("source", "meeting")
"""Kinds of things that one enters first and then points to: the cells offer those just entered."""
_ANSWERS: Final = ("ja", "nej")


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook as bytes; ``rows`` are those on its sheets, by the sheets' names, and
    ``left_out`` those that the sheets cannot say."""

    data: bytes
    rows: Mapping[str, int]
    left_out: Mapping[str, int]
    labels: Mapping[str, Bilingual]

    def text(self, language: str = "sv") -> str:
        """How many rows are on each sheet, in ``sv`` or ``en``."""
        swedish = language == "sv"
        told = []
        for name, number in self.rows.items():
            left = self.left_out[name]
            also = "; {} {}".format(left, "kan inte skrivas så" if swedish else "cannot be written")
            told.append(
                f"{number:>7}  {self.labels[name].in_language(language)}{also if left else ''}"
            )
        return "\n".join(told) + "\n"


def template(workspace: Workspace, *, filled: bool = False, views: Sequence[View] = ()) -> Template:
    """The workbook to fill in, with an example from the graph; or ``filled`` with all its rows.

    ``views`` are sheets that only show.

    Raises:
        FaultsFound: the descriptions of the sheets or the facts cannot be read.
    """
    known = Known.of(workspace)
    example = frozenset(map(expand, known.words.get(_EXAMPLE, ())))
    found = written(known, frozenset() if filled else example)
    rows = found.rows if filled or example else {sheet.name: () for sheet in known.sheets}
    lists, chosen = _lists(known, filled=filled)
    records = found.records if filled else ()
    return Template(
        workbook(known.sheets, rows, lists, chosen, records, views),
        {sheet.name: len(rows[sheet.name]) for sheet in known.sheets},
        found.left_out if filled else dict.fromkeys(rows, 0),
        {sheet.name: sheet.label for sheet in known.sheets},
    )


def _lists(
    known: Known, *, filled: bool
) -> tuple[dict[str, tuple[str, list[str]]], dict[tuple[str, str], str]]:
    """The lists by key with their headings and entries, and for each column its list's key or, as
    ``sheet!column``, another column of the workbook."""
    book = known.book()
    lists: dict[str, tuple[str, list[str]]] = {}
    chosen: dict[tuple[str, str], str] = {}
    for sheet in known.sheets:
        for column in columns(sheet):
            own = _entered(known.sheets, column, filled=filled)
            entries = [] if own else _entries(book, column)
            if own:
                chosen[sheet.name, column.name] = own
            elif entries:
                key = column.scheme or "|".join(column.kinds) or "|".join(entries)
                chosen[sheet.name, column.name] = key
                lists.setdefault(key, (column.label.sv, entries))
    return lists, chosen


def _entered(sheets: Sequence[Sheet], column: Column, *, filled: bool) -> str:
    """The column of another sheet whose cells this one points to; empty if none is meant."""
    kinds = ("source",) if column.type == "source" else column.kinds
    if kinds == ("source",) or (len(kinds) == 1 and kinds[0] in _TYPED_ANEW and not filled):
        for sheet in sheets:
            if any(node.main and node.kind == kinds[0] for node in sheet.nodes):
                wanted = "id" if column.type == "source" else "text"
                return f"{sheet.name}!{next(c.name for c in columns(sheet) if c.type == wanted)}"
    return ""


def _entries(book: GraphBook, column: Column) -> list[str]:
    """What can be chosen in a column, in the order of the alphabet."""
    match column.type:
        case "yes-no":
            return list(_ANSWERS)
        case "choice":
            words: dict[str, str] = {}
            for word, value in column.values.items():
                words.setdefault(value, word)
            return list(words.values())
        case "concept" | "thing":
            kinds = (column.scheme,) if column.type == "concept" else column.kinds
            things = book.directory.of_kinds(kinds)
            return sorted({reference(book, column, thing) for thing in things}, key=fold)
    return []
