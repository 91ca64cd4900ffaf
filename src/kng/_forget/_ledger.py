"""The ledgers of imports, in which every row of a table left one line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from typing import Final

from kng._forget._eraser import MARK, Change, Eraser
from kng._namespaces import ID, expand, shorten
from kng._values import Bilingual

_FOLDER: Final = "imports/"
_HEAD: Final = ["sheet", "row", "key", "outcome", "graph", "node", "said", "note"]
_OUTCOME: Final = "forgotten"


def is_ledger(path: str, data: bytes) -> bool:
    """Whether a file of ``graph/`` is the ledger of an import."""
    head = ",".join(_HEAD).encode()
    return path.startswith(_FOLDER) and path.endswith(".csv") and data.startswith(head)


def without_person(where: str, data: bytes, eraser: Eraser, standing: Collection[str]) -> bytes:
    """The ledger with the lines about the person emptied but for the tombstone, and no name.

    A line is about the person if its node goes, or if it has no node and the name is its key.
    ``standing`` are the digests of the statements that stay; no other stays in the ledger.
    """
    reader = csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""))
    rows = [next(reader)]
    changed = False
    for row in reader:
        kept = _erased(row, eraser, standing)
        if kept != row:
            changed = True
            thing = f"{kept[0]} {kept[1]}"
            said = Bilingual("rad i liggaren", "line of the ledger")
            eraser.changes.append(Change(f"{where}:{reader.line_num}", thing, said))
        rows.append(kept)
    if not changed:
        return data
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _erased(row: list[str], eraser: Eraser, standing: Collection[str]) -> list[str]:
    if len(row) != len(_HEAD):
        return [eraser.mentions.without(cell, MARK.sv) for cell in row]
    sheet, number, key, outcome, graph, node, said, note = row
    thing = expand(node)
    named = eraser.mentions.stands_in(key)
    if thing in eraser.doomed or (named and not node):
        kept, grave = eraser.slug(graph), shorten(eraser.addresses[0])
        return [eraser.mentions.without(sheet, MARK.sv), number, "", _OUTCOME, kept, grave, "", ""]
    return [
        eraser.mentions.without(sheet, MARK.sv),
        number,
        "" if named else key,
        outcome,
        eraser.slug(graph),
        shorten(eraser.address(thing)) if thing.startswith(ID) else node,
        " ".join(digest for digest in said.split() if digest in standing),
        eraser.mentions.without(note, MARK.sv),
    ]
