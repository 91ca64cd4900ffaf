"""The heavy steps, each in a process of its own: ``python -m kng._serve.edit.work STEP``.

What is wanted comes as JSON on standard input, and what became of it goes as JSON to standard
output. A step that is killed has changed nothing: whatever is written takes its place at once.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from kng._errors import Fault, FaultsFound, KngError
from kng._workspace import Workspace

Wanted = Mapping[str, Any]
Outcome = dict[str, Any]
_LANGUAGES: Final = ("sv", "en")


def check(wanted: Wanted) -> Outcome:
    """What the import of a file would change, in words, or its faults and a copy that shows
    them."""
    return _imported(wanted, dry=True)


def take_in(wanted: Wanted) -> Outcome:
    """Import a file, unless the graph is not the one that it was checked against."""
    return _imported(wanted, dry=False)


def build(wanted: Wanted) -> Outcome:
    """Make the exports anew, the map among them."""
    from kng._build import Graph, exports
    from kng._workspace import write_folder

    workspace = Workspace.find(wanted["root"])
    write_folder(workspace.exports_folder(), exports(Graph(workspace)))
    return {"ok": True}


def workbook(wanted: Wanted) -> Outcome:
    """Write the workbook to fill in, or the ``filled`` one."""
    from kng._template import template
    from kng._workspace import write_file

    made = template(Workspace.find(wanted["root"]), filled=wanted["filled"])
    write_file(Path(wanted["file"]), made.data)
    return {"ok": True}


def _imported(wanted: Wanted, *, dry: bool) -> Outcome:
    from kng._import import import_tables, marked

    workspace = Workspace.find(wanted["root"])
    state, file = _state(workspace), Path(wanted["file"])
    if not dry and state != wanted["state"]:
        return {"ok": False, "overtaken": True}
    try:
        done = import_tables(workspace, [file], dry=dry, **wanted["choices"])
    except FaultsFound as error:
        copies = marked([file], error.faults)
        return {
            "ok": False,
            "faults": [_told(fault) for fault in error.faults],
            "copy": Path(copies[0]).name if copies else "",
        }
    told = {language: done.text(language) for language in _LANGUAGES}
    return {"ok": True, "told": told, "changes": len(done.plan.changes), "state": state}


def _told(fault: Fault) -> Outcome:
    """A fault with the sheet and the cell that it is about, as people call them."""
    *_, sheet, cell = ["", "", *fault.where.split(" · ")] if fault.spot else ["", fault.where]
    return {
        "check": fault.check,
        "sheet": fault.spot.sheet if fault.spot else sheet,
        "cell": cell,
        "sv": fault.sv,
        "en": fault.en,
    }


def _state(workspace: Workspace) -> str:
    """Differs whenever facts or ledgers do."""
    found = hashlib.sha256()
    for document in (*workspace.facts, *workspace.ledgers):
        found.update(hashlib.sha256(f"{document.path}\n".encode() + document.data).digest())
    return found.hexdigest()


STEPS: Final[Mapping[str, Callable[[Wanted], Outcome]]] = {
    "check": check,
    "import": take_in,
    "build": build,
    "workbook": workbook,
}


def main() -> None:
    """Do one step."""
    wanted = json.load(sys.stdin)
    try:
        outcome = STEPS[sys.argv[1]](wanted)
    except FaultsFound as error:
        outcome = {"ok": False, "faults": [_told(fault) for fault in error.faults], "copy": ""}
    except KngError as error:
        outcome = {"ok": False, "error": str(error)}
    json.dump(outcome, sys.stdout)


if __name__ == "__main__":
    main()
