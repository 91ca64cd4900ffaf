"""Tables in and out: import, reconcile, template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kng import _build as way
from kng._api.common import Folder
from kng._errors import FaultsFound, UnknownName, UsageError
from kng._workspace import Workspace, write_file

if TYPE_CHECKING:
    from kng._identify.proposed import Proposed
    from kng._import import Gone, Imported
    from kng._template import Template


def import_table(
    *files: str | Path,
    workspace: Folder = None,
    name: str = "",
    source: str = "",
    dry: bool = False,
    lenient: bool = False,
    correct: bool = False,
    gone: Gone = "ask",
    day: str = "",
) -> Imported:
    """Take tables into the graph: workbooks, CSV files, or folders of them; all or nothing.

    ``name`` is that of the import, by which a later one knows its rows again (else that of the
    file or folder). ``source`` is cited by rows that name none. With ``dry`` nothing is written.
    With ``lenient`` faulty cells are left out and noted; with ``correct`` sources that were
    entered by hand are changed too. ``gone`` says what becomes of rows that were there last time:
    ``ask`` (a fault each), ``keep`` or ``remove``. ``day`` (ISO, else today) is written as the day
    of the import.

    Raises:
        FaultsFound: all that is wrong in the tables, or with the graph that they would make. What
            is wrong with cells also stands in copies of the files, beside them.
        WorkspaceError: a file cannot be read, or the workspace cannot be written.
        UsageError: no table among the files, or nothing that can be taken in.
    """
    from kng._import import import_tables, marked, table_files

    paths = [Path(file) for file in files]
    try:
        return import_tables(
            Workspace.find(workspace),
            paths,
            name=name,
            source=source,
            dry=dry,
            lenient=lenient,
            correct=correct,
            gone=gone,
            day=day,
        )
    except FaultsFound as error:
        copies = marked(table_files(paths), error.faults)
        raise FaultsFound(error.faults, error.untouched, copies) from None


def reconcile(kind: str = "", workspace: Folder = None) -> Proposed:
    """Which named things may be one and have not been judged: proposals with reasons.

    ``kind`` is ``organisation``, ``person``, ``place`` or ``topic``; empty means all of them.

    Raises:
        UnknownName: no such kind.
        FaultsFound: the graph cannot be read.
    """
    from typing import get_args

    from kng._identify import judgements
    from kng._identify.proposed import proposed
    from kng._reconcile._records import Kind

    if kind and kind not in get_args(Kind):
        raise UnknownName("kind", kind, get_args(Kind))
    loaded = way.load(Workspace.find(workspace))
    if loaded.faults:
        raise FaultsFound(loaded.faults)
    return proposed(loaded.store, judgements(loaded.parsed), kind)


def template(
    out: str | Path | None = None, workspace: Folder = None, *, filled: bool = False
) -> Template:
    """Write the workbook to fill in for :func:`import_table`; say what is in it.

    With ``filled`` it holds all that its sheets can say of the graph, each row with the address of
    what it is about, to be corrected and imported again. Without ``out`` nothing is written; the
    same graph gives the same bytes.

    Raises:
        UsageError: ``out`` is not called ``.xlsx``.
        FaultsFound: the descriptions of the sheets or the facts cannot be read.
        WorkspaceError: the file cannot be written.
    """
    from kng._template import template as made

    target = Path(out) if out is not None else None
    if target is not None and target.suffix.casefold() != ".xlsx":
        raise UsageError(f"a workbook is called something.xlsx, not {target.name}")
    found = made(Workspace.find(workspace), filled=filled)
    if target is not None:
        write_file(target, found.data)
    return found
