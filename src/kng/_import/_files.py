"""Which files are tables, which kind of sheet each of theirs is, and what is told of the others."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kng._errors import Fault, FaultsFound, UsageError, WorkspaceError
from kng._import import _written as workbooks
from kng._import._ledger import Record
from kng._import._marked import is_copy
from kng._import._standing import NAMES
from kng._tables import Table, read_file
from kng._tables.directory import plain
from kng._tables.mapping import Sheet, read_sheet
from kng._workspace import Workspace

_ENDINGS: Final = (".xlsx", ".ods", ".csv", ".xlsm", ".xls", ".tsv", ".txt")
_ASIDE: Final = ("~$", ".~lock.", ".")
"""How files begin that a program which has a table open keeps beside it."""
_NO_SHEET: Final = (
    "filen har inget blad med innehåll",
    "the file has no sheet that holds anything",
)


def table_files(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those in the folders that are tables by their ending.

    Copies with notes are taken only where they are named.

    Raises:
        UsageError: there is none.
    """
    if not paths:
        raise UsageError("which file? kng import FILE…")
    found: list[Path] = []
    empty: list[Fault] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [f for f in _inside(path) if f.suffix.casefold() in _ENDINGS and f.is_file()]
        found += [f for f in inside if not f.name.startswith(_ASIDE) and not is_copy(f)]
        if not inside:
            endings = ", ".join(_ENDINGS)
            sv, en = f"mappen har ingen tabell ({endings})", f"the folder has no table ({endings})"
            empty.append(Fault(str(path), "no-table", sv, en))
    if empty:
        raise FaultsFound(empty, untouched="graph/")
    return found


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be read: {error.strerror}") from None


def sheets(workspace: Workspace) -> tuple[Sheet, ...]:
    """The kinds of sheets that the workspace can take in.

    Raises:
        FaultsFound: descriptions that cannot be read; all of them.
    """
    found: list[Sheet] = []
    wrong: list[Fault] = []
    for document in workspace.tables:
        if document.name != NAMES:
            try:
                found.append(read_sheet(document.name, document.text(), document.path))
            except FaultsFound as error:
                wrong += error.faults
    if wrong:
        raise FaultsFound(wrong)
    return tuple(sorted(found, key=lambda sheet: (sheet.order, sheet.name)))


def recognised(
    workspace: Workspace, files: Sequence[Path]
) -> tuple[list[tuple[Sheet, Table]], list[Fault], list[Record]]:
    """Each table with the kind of sheet that it is, what is told of those of no known kind, and
    what workbooks that kng wrote remember of their rows."""
    kinds = sheets(workspace)
    known = {plain(name): sheet for sheet in kinds for name in sheet.names}
    wrong: list[Fault] = []
    found: dict[str, tuple[Sheet, Table]] = {}
    passed: list[Fault] = []
    before: list[Record] = []
    for file in files:
        try:
            tables = read_file(file)
        except FaultsFound as error:
            wrong += error.faults
            continue
        for table in tables:
            if table.sheet in workbooks.BESIDE:
                before += workbooks.remembered(table)
                continue
            sheet = known.get(plain(table.sheet or file.stem))
            if sheet is None:
                passed.append(_unknown_sheet(table, table.sheet or file.stem, kinds))
                continue
            wrong += table.faults
            if sheet.name in found:
                wrong.append(_twice(found[sheet.name][1], table, sheet))
            found[sheet.name] = (sheet, table)
    if not found and not wrong:
        wrong = passed or [Fault(str(files[0]), "no-table", *_NO_SHEET)]
    if wrong:
        raise FaultsFound(wrong, untouched="graph/")
    return list(found.values()), passed, before


def _unknown_sheet(table: Table, title: str, kinds: Sequence[Sheet]) -> Fault:
    """A sheet whose name says of no kind that it is one; the nearest names come first."""
    names = [sheet.label for sheet in kinds]
    near = difflib.get_close_matches(plain(title), [plain(name.sv) for name in names], 1)
    hint = next((name for name in names if plain(name.sv) in near), None)
    sv = f"bladet '{title}' har inget av de namn som läses, och lästes inte"
    en = f"the sheet '{title}' has none of the names that are read, and was not read"
    if hint:
        sv, en = f"{sv}; menas {hint.sv}?", f"{en}; is {hint.en} meant?"
    else:
        sv = f"{sv}; de som läses: {', '.join(name.sv for name in names)}"
        en = f"{en}; those that are: {', '.join(name.en for name in names)}"
    return Fault(table.where, "sheet", sv, en, "info")


def _twice(one: Table, other: Table, sheet: Sheet) -> Fault:
    sv = f"bladet {sheet.label.sv} finns redan i {one.where}; för in filerna var för sig"
    en = f"the sheet {sheet.label.en} is in {one.where} already; import the files one by one"
    return Fault(other.where, "sheet", sv, en)
