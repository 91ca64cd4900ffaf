"""Workbooks of Excel: Office Open XML, ECMA-376 part 1."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kng._tables import limits
from kng._tables._package import Names, Package
from kng._tables._refusals import Refused
from kng._tables._serials import as_shown, built_in, clock, moment, shown
from kng._tables._sheet import Budget, Sheet
from kng._tables._texts import iso_moment, text_or_none
from kng._tables.values import Raw, Table
from kng._values import Bilingual

_ROOT = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)
_MACRO_PARTS = ("vbaproject.bin", "/macrosheets/", "vbadata.xml")
_EXACT_DIGITS = 15
_DIGITS = "0123456789"

Relations = dict[str, tuple[str, str]]


@dataclass
class _Workbook:
    """What holds for all sheets: the shared texts, what the styles show of a date, the epoch,
    and the sheets (name, state, relation)."""

    epoch: int = 1900
    texts: list[Raw] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)
    sheets: list[tuple[str, str, str]] = field(default_factory=list)


def is_workbook(package: Package) -> bool:
    """Whether the package says that it is Office Open XML."""
    return _TYPES in package and _ROOT in package


def reasons(package: Package) -> Iterator[Refused]:
    """Why this is not read, seen from the names of the parts: all the reasons."""
    for name in package.names:
        low = f"/{name.casefold()}"
        if any(mark in low for mark in _MACRO_PARTS):
            yield Refused("macros", name)
            return
    found: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        if "macroenabled" in attributes.get("ContentType", "").casefold():
            found.append(attributes["ContentType"])

    package.read(_TYPES, start)
    if found:
        yield Refused("macros", ".xlsm")


def read(package: Package, file: str) -> tuple[Table, ...]:
    """The sheets of a workbook, in its order.

    Raises:
        Refused: the workbook is damaged, of another kind, or too large.
    """
    main = _main_part(package)
    relations = _relations(package, main)
    workbook = _workbook(package, main)
    _shared(package, relations, workbook)
    budget = Budget()
    tables = []
    for name, state, relation in workbook.sheets:
        kind, part = relations.get(relation, ("", ""))
        if kind == "worksheet":
            sheet = Sheet(file, name, budget, workbook.epoch)
            sheet.hidden = state.casefold() in ("hidden", "veryhidden")
            reader = _SheetReader(sheet, workbook)
            package.read(part, reader.start, reader.end, reader.characters, limits.LARGEST_UNPACKED)
            tables.append(sheet.table())
        elif kind not in ("chartsheet", "dialogsheet"):
            sv, en = f"bladet {name} saknas", f"the sheet {name} is missing"
            raise Refused("broken", Bilingual(sv, en))
    return tuple(tables)


def _main_part(package: Package) -> str:
    for kind, target in _relations(package, "").values():
        if kind == "officeDocument":
            if target.casefold().endswith(".bin"):
                raise Refused("old-workbook", ".xlsb")
            if "workbook" in posixpath.basename(target).casefold():
                return target
    raise Refused("not-a-table")


def _relations(package: Package, part: str) -> Relations:
    """The relations of a part by their ids: the last word of the kind, and the part's name."""
    folder, name = posixpath.split(part)
    found: Relations = {}

    def start(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes["Id"]] = (kind, target.lstrip("/"))

    package.read(posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _workbook(package: Package, part: str) -> _Workbook:
    workbook, names = _Workbook(), Names()

    def start(name: str, attributes: dict[str, str]) -> None:
        match names[name]:
            case "workbookPr" if attributes.get("date1904") in ("1", "true", "on"):
                workbook.epoch = 1904
            case "sheet":
                ids = [value for key, value in attributes.items() if names[key] == "id"]
                state = attributes.get("state", "visible")
                workbook.sheets.append((attributes.get("name", ""), state, "".join(ids[:1])))

    package.read(part, start)
    if len(workbook.sheets) > limits.MOST_SHEETS:
        most = limits.MOST_SHEETS
        raise Refused("too-large", Bilingual(f"fler än {most} blad", f"more than {most} sheets"))
    return workbook


def _shared(package: Package, relations: Relations, workbook: _Workbook) -> None:
    for kind, part in relations.values():
        if kind == "sharedStrings":
            texts = _SharedTexts(workbook.texts)
            most = limits.LARGEST_UNPACKED
            package.read(part, texts.start, texts.end, texts.characters, most)
        elif kind == "styles":
            workbook.styles = _styles(package, part)


def _styles(package: Package, part: str) -> dict[str, str]:
    """What cells show of a date, by the number of their style."""
    codes: dict[int, str] = {}
    numbers: list[int] = []
    names, within = Names(), [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = names[name]
        if tag == "numFmt" and within[-1] == "numFmts":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "xf" and within[-1] == "cellXfs":
            numbers.append(int(attributes.get("numFmtId", "0")))
        within.append(tag)

    package.read(part, start, lambda _: within.pop())
    return {
        str(style): shown(codes[number]) if number in codes else built_in(number)
        for style, number in enumerate(numbers)
    }


class _SharedTexts:
    """The texts that cells point to by number; pronunciations are left out."""

    def __init__(self, texts: list[Raw]) -> None:
        self._texts = texts
        self._names = Names()
        self._pieces: list[str] = []
        self._collects = False
        self._spoken = False

    def start(self, name: str, _: dict[str, str]) -> None:
        """An element begins."""
        tag = self._names[name]
        if tag == "t":
            self._collects = not self._spoken
        elif tag == "rPh":
            self._spoken = True

    def end(self, name: str) -> None:
        """An element ends."""
        tag = self._names[name]
        if tag == "t":
            self._collects = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "si":
            if len(self._texts) >= limits.MOST_CELLS:
                raise ValueError(f"more than {limits.MOST_CELLS} texts")
            self._texts.append(_plain("".join(self._pieces)))
            self._pieces.clear()

    def characters(self, data: str) -> None:
        """Text between elements."""
        if self._collects:
            self._pieces.append(data)


class _SheetReader:
    """Walks through a sheet; what it finds goes to a :class:`Sheet`."""

    def __init__(self, sheet: Sheet, workbook: _Workbook) -> None:
        self._sheet = sheet
        self._workbook = workbook
        self._names = Names()
        self._columns: dict[str, int] = {}
        self._row = 0
        self._hidden = False
        self._values: list[Raw] = []
        self._in_cell = False
        self._column = 0
        self._kind = ""
        self._style = ""
        self._pieces: list[str] = []
        self._collects = False
        self._spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = self._names[name]
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v" or tag == "t":
            self._collects = self._in_cell and not self._spoken
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "f":
            if self._in_cell:
                self._sheet.note("formula", self._row, self._column)
        elif tag == "rPh":
            self._spoken = True
        elif tag == "col":
            if _hidden(attributes, "width"):
                first, last = int(attributes["min"]), int(attributes["max"])
                self._sheet.hide_columns(first - 1, last - 1)
        elif tag == "mergeCell":
            self._sheet.merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        tag = self._names[name]
        if tag == "v" or tag == "t":
            self._collects = False
        elif tag == "c":
            self._in_cell = False
            if self._pieces:
                self._put("".join(self._pieces))
                self._pieces.clear()
        elif tag == "row":
            self._sheet.add(self._row, self._values, self._hidden)
            self._values = []
        elif tag == "rPh":
            self._spoken = False

    def characters(self, data: str) -> None:
        """Text between elements."""
        if self._collects:
            self._pieces.append(data)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r") or self._row + 1)
        if not self._row < number <= limits.MOST_ROWS:
            raise ValueError(f"row {number} after row {self._row}")
        self._row = number
        self._column = -1
        self._hidden = _hidden(attributes, "ht")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column_of(reference) if reference else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._in_cell = True

    def _column_of(self, reference: str) -> int:
        name = reference.rstrip(_DIGITS)
        column = self._columns.get(name)
        if column is None:
            self._columns[name] = column = _column_number(name)
        return column

    def _put(self, text: str) -> None:
        missing = self._column - len(self._values)
        if missing > 0:
            self._values.extend([None] * missing)
        if missing < 0:
            self._values[self._column] = self._value(text)
        else:
            self._values.append(self._value(text))

    def _value(self, text: str) -> Raw:
        kind = self._kind
        if kind == "s":
            return self._workbook.texts[_position(text, len(self._workbook.texts))]
        if kind == "n":
            return self._number(_number(text))
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return iso_moment(text)
        if kind == "e":
            self._sheet.note("error-value", self._row, self._column, text)
            return None
        return _plain(text)

    def _number(self, number: int | float) -> Raw:
        shows = self._workbook.styles.get(self._style)
        if not shows:
            return number
        if shows == "time":
            return clock(number)
        try:
            return as_shown(moment(number, self._workbook.epoch), shows)
        except ValueError:
            self._sheet.note("no-day", self._row, self._column, str(number))
            return None


def _number(text: str) -> int | float:
    if text.isdecimal() and len(text) <= _EXACT_DIGITS:
        return int(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _position(text: str, length: int) -> int:
    position = int(text)
    if not 0 <= position < length:
        raise ValueError(f"no text has the number {position}")
    return position


def _column_number(name: str) -> int:
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z" or number > limits.MOST_COLUMNS:
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    else:
        if 0 < number <= limits.MOST_COLUMNS:
            return number - 1
    raise ValueError(f"no column is called {name[:9]}")


def _hidden(attributes: dict[str, str], size: str) -> bool:
    if attributes.get("hidden") in ("1", "true", "on"):
        return True
    return size in attributes and float(attributes[size]) == 0


def _plain(text: str) -> str | None:
    """A text without the escapes that stand for characters which XML cannot hold."""
    return text_or_none(_ESCAPED.sub(_unescape, text) if "_x" in text else text)


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)
