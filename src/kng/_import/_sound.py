"""The graph as it would become, checked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kng._build import faults, load
from kng._errors import Fault, FaultsFound
from kng._import import _ledger
from kng._import._plan import Plan
from kng._namespaces import shorten
from kng._workspace import Document, Workspace

_LINE: Final = re.compile(r":\d+$")


def check_future(workspace: Workspace, files: Mapping[str, bytes], emptied: Sequence[str]) -> None:
    """Check the graph as it would become.

    Raises:
        FaultsFound: violations that were not there before.
    """
    changed = {f"graph/{path}": data for path, data in files.items() if path.endswith(".ttl")}
    gone = {f"graph/{path}" for path in emptied}
    if not changed and not gone:
        return
    documents = {each.path: each for each in workspace.facts if each.path not in gone}
    documents |= {path: Document(path, Path(path).stem, data) for path, data in changed.items()}
    future = workspace.with_facts(documents[path] for path in sorted(documents))
    found = [f for f in faults(future, load(future)) if f.severity == "violation"]
    if found:
        standing = set(map(_told_anywhere, faults(workspace, load(workspace))))
        fresh = [fault for fault in found if _told_anywhere(fault) not in standing]
        if fresh:
            raise FaultsFound(fresh, untouched="graph/")


def at_its_row(fault: Fault, plan: Plan, own: str) -> Fault:
    """The fault at the row that says what is wrong, as the file that it is in is not written."""
    node = fault.en.partition(": ")[0]
    said = {
        _ledger.digest(each)
        for change in plan.changes
        if shorten(change.node) == node
        for each in change.added
    }
    rows = (r for r in plan.records if r.row and (r.node == node or said & r.digests))
    row = next(rows, None)
    if row is None:
        return fault
    return replace(fault, where=f"{own} · {row.sheet}:{row.row}")


def _told_anywhere(fault: Fault) -> Fault:
    """The fault without its line, which moves when something is written above it."""
    return replace(fault, where=_LINE.sub("", fault.where))
