"""Workbooks of LibreOffice and others: OpenDocument 1.3 part 3."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kng._tables import limits
from kng._tables._package import Names, Package
from kng._tables._refusals import Refused
from kng._tables._serials import as_shown
from kng._tables._sheet import Budget, Sheet
from kng._tables._texts import iso_moment, text_or_none
from kng._tables.values import Raw, Table, letters
from kng._values import Bilingual

_MIMETYPE = "mimetype"
_SPREADSHEETS = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
_LONGEST_TYPE = 100
_MANIFEST = "META-INF/manifest.xml"
_CONTENT = "content.xml"
_STYLES = "styles.xml"
_NO_MACROS = ("script-lb.xml", "script-lc.xml")
_SCRIPT_FOLDERS = ("basic/", "scripts/", "dialogs/")

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "

# The names of elements and attributes, put together once.
_CALC_VALUE_TYPE = f"{_CALC}value-type"
_NUMBER_DATE_STYLE = f"{_NUMBER}date-style"
_OFFICE_BOOLEAN_VALUE = f"{_OFFICE}boolean-value"
_OFFICE_DATE_VALUE = f"{_OFFICE}date-value"
_OFFICE_STRING_VALUE = f"{_OFFICE}string-value"
_OFFICE_TIME_VALUE = f"{_OFFICE}time-value"
_OFFICE_VALUE = f"{_OFFICE}value"
_OFFICE_VALUE_TYPE = f"{_OFFICE}value-type"
_STYLE_DATA_STYLE_NAME = f"{_STYLE}data-style-name"
_STYLE_NAME = f"{_STYLE}name"
_STYLE_PARENT_STYLE_NAME = f"{_STYLE}parent-style-name"
_STYLE_STYLE = f"{_STYLE}style"
_STYLE_TABLE_PROPERTIES = f"{_STYLE}table-properties"
_TABLE_COVERED_TABLE_CELL = f"{_TABLE}covered-table-cell"
_TABLE_DEFAULT_CELL_STYLE_NAME = f"{_TABLE}default-cell-style-name"
_TABLE_DISPLAY = f"{_TABLE}display"
_TABLE_FORMULA = f"{_TABLE}formula"
_TABLE_NAME = f"{_TABLE}name"
_TABLE_NUMBER_COLUMNS_SPANNED = f"{_TABLE}number-columns-spanned"
_TABLE_NUMBER_ROWS_SPANNED = f"{_TABLE}number-rows-spanned"
_TABLE_STYLE_NAME = f"{_TABLE}style-name"
_TABLE_TABLE = f"{_TABLE}table"
_TABLE_TABLE_CELL = f"{_TABLE}table-cell"
_TABLE_TABLE_COLUMN = f"{_TABLE}table-column"
_TABLE_TABLE_ROW = f"{_TABLE}table-row"
_TABLE_TABLE_SOURCE = f"{_TABLE}table-source"
_TABLE_VISIBILITY = f"{_TABLE}visibility"
_TEXT_C = f"{_TEXT}c"
_TEXT_LINE_BREAK = f"{_TEXT}line-break"
_TEXT_P = f"{_TEXT}p"
_TEXT_S = f"{_TEXT}s"
_TEXT_TAB = f"{_TEXT}tab"
_TABLE_NUMBER_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
_TABLE_NUMBER_ROWS_REPEATED = f"{_TABLE}number-rows-repeated"

# What stands beside the cells: drawings, earlier versions, and copies of other files.
_BESIDE = {
    f"{_TABLE}{name}"
    for name in (
        "shapes",
        "tracked-changes",
        "dde-links",
        "content-validations",
        "named-expressions",
    )
}
# What stands in a cell and is not its text.
_NO_TEXT = {f"{_TEXT}{name}" for name in ("note", "ruby-text")}
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_EXACT_DIGITS = 15


@dataclass
class _Style:
    """A cell's or a sheet's style: what it shows of a date, its parent, whether it hides."""

    data: str = ""
    parent: str = ""
    hides: bool = False


@dataclass
class _Cell:
    """A cell as it begins: its attributes, and how often it stands beside itself."""

    attributes: dict[str, str]
    times: int


def is_workbook(package: Package) -> bool:
    """Whether the package says that it is an OpenDocument spreadsheet."""
    return _type(package) in _SPREADSHEETS


def _type(package: Package) -> bytes:
    return package.head(_MIMETYPE, _LONGEST_TYPE).strip() if _MIMETYPE in package else b""


def reasons(package: Package) -> Iterator[Refused]:
    """Why this is not read, seen from the names and the list of the parts: all the reasons."""
    for name in package.names:
        low = name.casefold()
        if low.startswith(_SCRIPT_FOLDERS) and not low.endswith(("/", *_NO_MACROS)):
            yield Refused("macros", name)
            break
    encrypted = "encrypted-package" in package
    names = Names()

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal encrypted
        encrypted = encrypted or names[name] == "encryption-data"

    if _MANIFEST in package:
        package.read(_MANIFEST, start)
    if encrypted:
        yield Refused("encrypted")


def read(package: Package, file: str) -> tuple[Table, ...]:
    """The sheets of a workbook, in its order.

    Raises:
        Refused: the workbook is damaged or too large.
    """
    styles = _Styles()
    if _STYLES in package:
        package.read(_STYLES, styles.start, styles.end)
    content = _Content(file, styles)
    most = limits.LARGEST_UNPACKED
    package.read(_CONTENT, content.start, content.end, content.characters, most)
    return tuple(sheet.table() for sheet in content.sheets)


class _Styles:
    """What the styles say: what cells show of a date, and which sheets are hidden."""

    def __init__(self) -> None:
        self._shown: dict[str, set[str]] = {}
        self._styles: dict[str, _Style] = {}
        self._data = ""
        self._style = _Style()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == _NUMBER_DATE_STYLE:
            self._data = attributes.get(_STYLE_NAME, "")
            self._shown[self._data] = set()
        elif self._data and name.startswith(_NUMBER):
            self._shown[self._data].add(name.removeprefix(_NUMBER))
        elif name == _STYLE_STYLE:
            data = attributes.get(_STYLE_DATA_STYLE_NAME, "")
            if len(self._styles) >= limits.MOST_STYLES:
                raise ValueError(f"more than {limits.MOST_STYLES} styles")
            self._style = _Style(data, attributes.get(_STYLE_PARENT_STYLE_NAME, ""))
            self._styles[attributes.get(_STYLE_NAME, "")] = self._style
        elif name == _STYLE_TABLE_PROPERTIES:
            self._style.hides = attributes.get(_TABLE_DISPLAY) == "false"

    def end(self, name: str) -> None:
        """An element ends."""
        if name == _NUMBER_DATE_STYLE:
            self._data = ""

    def hides(self, name: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return name in self._styles and self._styles[name].hides

    def kind(self, name: str) -> str:
        """What a cell of this style shows of a date: ``datetime`` (all of it), ``month`` or
        ``year``."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            if self._styles[name].data in self._shown:
                parts = self._shown[self._styles[name].data]
                return "datetime" if parts & {"day", "hours", "day-of-week"} else _coarse(parts)
            name = self._styles[name].parent
        return "datetime"


def _coarse(parts: set[str]) -> str:
    return "month" if "month" in parts else "year" if "year" in parts else "datetime"


class _Content:
    """Walks through the content; what it finds goes to :class:`Sheet`."""

    def __init__(self, file: str, styles: _Styles) -> None:
        self.sheets: list[Sheet] = []
        self._file = file
        self._styles = styles
        self._budget = Budget()
        self._beside = 0
        self._sheet: Sheet | None = None
        self._begun = 0
        self._columns: list[tuple[int, str]] = []
        self._row = 0
        self._rows = 1
        self._row_style = ""
        self._hidden = False
        self._values: list[Raw] = []
        self._column = 0
        self._cell: _Cell | None = None
        self._pieces: list[str] = []
        self._paragraphs = 0
        self._in_paragraph = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._beside:
            self._beside += 1
        elif self._cell:
            self._start_in_cell(name, attributes)
        elif name in (_TABLE_TABLE_CELL, _TABLE_COVERED_TABLE_CELL):
            self._begin_cell(attributes)
        elif name == _TABLE_TABLE_ROW:
            self._begin_row(attributes)
        elif name == _TABLE_TABLE_COLUMN:
            self._begin_column(attributes)
        elif name == _TABLE_TABLE:
            self._begin_table(attributes)
        elif name == _TABLE_TABLE_SOURCE:
            self._sheet = None
        elif name in _BESIDE:
            self._beside = 1
        else:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._beside:
            self._beside -= 1
        elif name in (_TABLE_TABLE_CELL, _TABLE_COVERED_TABLE_CELL):
            self._end_cell()
        elif self._cell:
            if name == _TEXT_P:
                self._in_paragraph = False
        elif name == _TABLE_TABLE_ROW:
            if self._sheet:
                self._sheet.add(self._row, self._values, self._hidden, self._rows)
            self._row += self._rows - 1
        elif name == _TABLE_TABLE:
            if self._sheet:
                self.sheets.append(self._sheet)
            self._sheet = None
        else:
            self._styles.end(name)

    def characters(self, data: str) -> None:
        """Text between elements."""
        if self._in_paragraph and not self._beside:
            self._pieces.append(data)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self._begun += 1
        if self._begun > limits.MOST_SHEETS:
            most = limits.MOST_SHEETS
            detail = Bilingual(f"fler än {most} blad", f"more than {most} sheets")
            raise Refused("too-large", detail)
        name = attributes.get(_TABLE_NAME, "")
        self._sheet = Sheet(self._file, name, self._budget)
        self._sheet.hidden = self._styles.hides(attributes.get(_TABLE_STYLE_NAME, ""))
        self._row = 0
        self._columns = []

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first = self._columns[-1][0] if self._columns else 0
        last = first + _times(attributes, _TABLE_NUMBER_COLUMNS_REPEATED, limits.MOST_COLUMNS)
        style = attributes.get(_TABLE_DEFAULT_CELL_STYLE_NAME, "")
        if last > limits.MOST_COLUMNS:
            raise ValueError(f"column {last}")
        self._columns.append((last, style))
        if self._sheet and _collapsed(attributes):
            self._sheet.hide_columns(first, last - 1)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows = _times(attributes, _TABLE_NUMBER_ROWS_REPEATED, limits.MOST_ROWS)
        self._row += 1
        self._row_style = attributes.get(_TABLE_DEFAULT_CELL_STYLE_NAME, "")
        self._hidden = _collapsed(attributes)
        self._values = []
        self._column = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, _TABLE_NUMBER_COLUMNS_REPEATED, limits.MOST_COLUMNS)
        self._cell = _Cell(attributes, times)
        self._pieces.clear()
        self._paragraphs = 0
        if self._sheet and _TABLE_FORMULA in attributes:
            self._note("formula", "")
        self._note_spans(attributes)

    def _note_spans(self, attributes: dict[str, str]) -> None:
        columns = int(attributes.get(_TABLE_NUMBER_COLUMNS_SPANNED, "1"))
        rows = int(attributes.get(_TABLE_NUMBER_ROWS_SPANNED, "1"))
        if self._sheet and (columns > 1 or rows > 1):
            last = f"{letters(self._column + columns - 1)}{self._row + rows - 1}"
            self._sheet.merge(f"{letters(self._column)}{self._row}:{last}")

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if not name.startswith(_TEXT) or name in _NO_TEXT:
            self._beside = 1
        elif name == _TEXT_P:
            if self._paragraphs:
                self._pieces.append("\n")
            self._paragraphs += 1
            self._in_paragraph = True
        elif name == _TEXT_S:
            self._pieces.append(" " * min(int(attributes.get(_TEXT_C, "1")), limits.LONGEST_TEXT))
        elif name == _TEXT_TAB:
            self._pieces.append("\t")
        elif name == _TEXT_LINE_BREAK:
            self._pieces.append("\n")

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        value = self._value(self._cell.attributes)
        if value is not None:
            self._values.extend([None] * (self._column - len(self._values)))
            self._values.extend([value] * self._cell.times)
        self._column += self._cell.times
        self._cell = None
        if self._column > limits.MOST_COLUMNS:
            raise ValueError(f"row {self._row} has {self._column} columns")

    def _value(self, attributes: dict[str, str]) -> Raw:
        text = "".join(self._pieces)
        if attributes.get(_CALC_VALUE_TYPE) == "error":
            self._note("error-value", text)
            return None
        match attributes.get(_OFFICE_VALUE_TYPE, ""):
            case "float" | "percentage" | "currency":
                return _number(attributes[_OFFICE_VALUE])
            case "boolean":
                return attributes[_OFFICE_BOOLEAN_VALUE] == "true"
            case "date":
                return self._date(attributes)
            case "time":
                return _clock(attributes[_OFFICE_TIME_VALUE])
        return text_or_none(attributes.get(_OFFICE_STRING_VALUE, text))

    def _date(self, attributes: dict[str, str]) -> Raw:
        when = iso_moment(attributes[_OFFICE_DATE_VALUE])
        kind = self._styles.kind(self._style(attributes))
        if kind == "datetime" or when is None or isinstance(when, str):
            return when
        return as_shown(datetime.datetime(when.year, when.month, when.day), kind)

    def _style(self, attributes: dict[str, str]) -> str:
        style = attributes.get(_TABLE_STYLE_NAME) or self._row_style
        if style:
            return style
        return next((name for last, name in self._columns if self._column < last), "")

    def _note(self, check: str, detail: str) -> None:
        if self._sheet and self._cell:
            for beside in range(min(self._cell.times, limits.MOST_TOLD)):
                column = self._column + beside
                self._sheet.note(check, self._row, column, detail, self._rows)


def _times(attributes: dict[str, str], name: str, most: int) -> int:
    times = int(attributes.get(name, "1"))
    if not 0 < times <= most:
        raise ValueError(f"{name.rpartition(' ')[2]} is {times}")
    return times


def _collapsed(attributes: dict[str, str]) -> bool:
    return attributes.get(_TABLE_VISIBILITY, "visible") in ("collapse", "filter")


def _number(text: str) -> int | float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number")
    whole = text.lstrip("-")
    return int(text) if whole.isdecimal() and len(whole) <= _EXACT_DIGITS else number


def _clock(text: str) -> str:
    parts = _DURATION.fullmatch(text)
    return f"{int(parts[1]):02}:{int(parts[2]):02}" if parts else text
