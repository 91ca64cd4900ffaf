"""A copy of a workbook in which every fault is a note in its cell.

The workbook itself is not touched. Of other formats the copy is a workbook of what was read.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kng._errors import Fault, FaultsFound, WorkspaceError
from kng._tables import Raw, Table, read_file
from kng._workspace import write_file

SUFFIX: Final = "-fel"
_NAME: Final = re.compile(rf"(?P<stem>.+?){SUFFIX}(?:-(?P<number>\d+))?")
_AUTHOR: Final = "kng"
_COLOUR: Final = "FFC7CE"
_WIDTH, _LINE_HEIGHT, _LINE_LENGTH, _GAP = 360, 18, 48, 12
_MOST_SHOWN: Final = 5
_LONGEST_SHEET: Final = 31
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_WORKBOOKS: Final = (".xlsx", ".xlsm")

Place = tuple[str, int, int]
"""A sheet, a row from 1 and a column from 0."""


def plain_stem(path: Path) -> str:
    """The name of a file without its ending, and without what makes it a copy with notes.

    >>> plain_stem(Path("möten-fel-2.xlsx")), plain_stem(Path("möten.xlsx"))
    ('möten', 'möten')
    """
    copy = _NAME.fullmatch(path.stem)
    return copy["stem"] if copy else path.stem


def is_copy(path: Path) -> bool:
    """Whether a file is a copy with notes, by its name."""
    return path.suffix == ".xlsx" and _NAME.fullmatch(path.stem) is not None


def marked(files: Sequence[Path], faults: Sequence[Fault]) -> tuple[str, ...]:
    """Write a copy beside each file that has faults in cells; the paths of the copies.

    Where none can be written there is none: the faults are told all the same.
    """
    names = [file.name for file in files]
    written: list[str] = []
    for file in files:
        notes = _notes(fault for fault in faults if fault.spot and fault.spot.file == file.name)
        if notes and names.count(file.name) == 1:
            copy = _copy_of(file)
            try:
                write_file(copy, _noted(file, notes))
            except (WorkspaceError, FaultsFound):
                continue
            written.append(str(copy))
    return tuple(written)


def _copy_of(file: Path) -> Path:
    """The path of the copy; that of a copy has a number."""
    own = _NAME.fullmatch(file.stem)
    number = f"-{int(own['number'] or 1) + 1}" if own else ""
    return file.with_name(f"{plain_stem(file)}{SUFFIX}{number}.xlsx")


def _notes(faults: Any) -> dict[Place, str]:
    """What is written into each cell: all its faults in Swedish, then in English."""
    found: dict[Place, list[Fault]] = defaultdict(list)
    for fault in faults:
        found[fault.spot.sheet, fault.spot.row, fault.spot.column].append(fault)
    return {place: _note(here) for place, here in found.items()}


def _note(faults: Sequence[Fault]) -> str:
    shown = faults[:_MOST_SHOWN]
    more = len(faults) - len(shown)
    sv, en = [fault.sv for fault in shown], [fault.en for fault in shown]
    if more:
        sv, en = [*sv, f"… och {more} till"], [*en, f"… and {more} more"]
    return "\n".join([*sv, "", *en])


def _noted(file: Path, notes: Mapping[Place, str]) -> bytes:
    if file.suffix.casefold() in _WORKBOOKS:
        try:
            return _into_workbook(file, notes)
        except Exception:  # openpyxl fails in many ways on what other programs wrote
            return _anew(file, notes)
    return _anew(file, notes)


# ---- into the workbook as it is


def _into_workbook(file: Path, notes: Mapping[Place, str]) -> bytes:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, rich_text=True)
        _wipe(book)
        for (sheet, row, column), text in notes.items():
            page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
            cell = _cell(page, row, column)
            if cell.comment:
                text = f"{text}\n\n{cell.comment.text}"
            cell.comment = Comment(text, _AUTHOR, _height(text), _WIDTH)
            cell.fill = PatternFill("solid", fgColor=_COLOUR)
        stream = io.BytesIO()
        book.save(stream)
    return stream.getvalue()


def _wipe(book: Any) -> None:
    """Take away the notes that an earlier copy had."""
    from openpyxl.styles import PatternFill

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and cell.comment.author == _AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _cell(sheet: Any, row: int, column: int) -> Any:
    """The cell; of merged ones the first, which alone can carry a note."""
    place = sheet.cell(row, column + 1).coordinate
    for area in sheet.merged_cells.ranges:
        if place in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[place]


def _height(text: str) -> int:
    lines = sum(max(1, -(-len(line) // _LINE_LENGTH)) for line in text.splitlines())
    return lines * _LINE_HEIGHT + _GAP


# ---- a workbook of what was read


def _anew(file: Path, notes: Mapping[Place, str]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    head = book.add_format({"bold": True})
    wrong = book.add_format({"bg_color": f"#{_COLOUR}", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    for table in read_file(file):
        page = book.add_worksheet(_sheet_name(table, file))
        page.freeze_panes(1, 0)
        here = {(r, c): note for (sheet, r, c), note in notes.items() if sheet == table.sheet}
        for at in table.heads:
            page.write_string(0, at.column, at.text, head)
        for row in table.rows:
            for at, value in zip(table.heads, row.values, strict=True):
                look = wrong if (row.number, at.column) in here else text
                _write(page, row.number - 1, at.column, value, look)
        for (number, column), note in here.items():
            size = {"x_scale": _WIDTH / 128, "y_scale": _height(note) / 74}
            page.write_comment(number - 1, column, note, {"author": _AUTHOR, **size})
    book.close()
    return stream.getvalue()


def _sheet_name(table: Table, file: Path) -> str:
    return _NO_SHEET_NAME.sub(" ", table.sheet or file.stem)[:_LONGEST_SHEET]


def _write(page: Any, row: int, column: int, value: Raw, look: Any) -> None:
    match value:
        case None:
            page.write_blank(row, column, None, look)
        case bool():
            page.write_boolean(row, column, value, look)
        case int() | float():
            page.write_number(row, column, value, look)
        case _:
            page.write_string(row, column, str(value), look)
