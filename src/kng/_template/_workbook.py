"""The workbook that coordinators fill in: sheets, drop-downs, help, and a page that explains.

The same rows give the same bytes: nothing in it knows the day.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from kng._import._ledger import Record
from kng._import._written import EXPLAINED as FIRST
from kng._import._written import LISTS, lines
from kng._import._written import TITLE as WRITTEN_TITLE
from kng._tables.mapping import Column, Sheet
from kng._tables.values import Raw
from kng._template._filled import FIRST_ROW, Cells, columns
from kng._template._views import View
from kng._template._words import EXPLAINED, Paragraph
from kng._values import Bilingual

Lists = Mapping[str, tuple[str, Sequence[str]]]
"""What can be chosen: a key to the heading of a list and its entries."""

_CREATED: Final = datetime.datetime(2026, 1, 1)
_ROWS_TO_FILL: Final = 1000
_LONGEST_TITLE: Final = 32
_LONGEST_HELP: Final = 255
_HEAD_HEIGHT: Final = 34
_FONT: Final = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_DARK, _PALE, _GREY, _LINE = "#1F4E5F", "#E8F0F2", "#7A7A7A", "#BFCDD2"
_WIDTHS: Final = {
    "choice": 16,
    "concept": 22,
    "date": 18,
    "id": 24,
    "number": 13,
    "source": 30,
    "text": 30,
    "thing": 44,
    "url": 40,
    "yes-no": 11,
}
_TEXT_WIDTH: Final = 66
_LINE_LENGTH: Final = 62
_LINE_HEIGHT, _GAP = 15.0, 5.0
_HEIGHTS: Final = {"title": 30.0, "part": 24.0}
_REQUIRED: Final = Bilingual("Ska fyllas i.", "Must be filled in.")
_SEVERAL: Final = Bilingual("Flera skiljs åt med semikolon.", "Part several by semicolons.")


def workbook(
    sheets: Sequence[Sheet],
    rows: Mapping[str, Sequence[Cells]],
    lists: Lists,
    chosen: Mapping[tuple[str, str], str],
    records: Sequence[Record],
    views: Sequence[View] = (),
) -> bytes:
    """The workbook as bytes.

    ``rows`` go to the sheets by their names; ``chosen`` names, by sheet and column, the list of
    ``lists`` that its cells are chosen from, or as ``sheet!column`` another column. With
    ``records`` the rows are all that the graph holds, and a last sheet remembers what they said;
    without, they are an example.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": "kng", "created": _CREATED})
    looks = _Looks(book)
    _explain(book, looks, sheets, filled=bool(records))
    ranges = {**_ranges(lists), **_own_columns(sheets)}
    for sheet in sheets:
        drop_downs = {
            column.name: ranges.get(chosen.get((sheet.name, column.name), ""), "")
            for column in columns(sheet)
        }
        _sheet(book, looks, sheet, rows.get(sheet.name, ()), drop_downs, example=not records)
    for view in views:
        _view(book, looks, view)
    _lists(book, looks, lists)
    if records:
        _remembered(book, looks, records)
    book.close()
    return stream.getvalue()


class _Looks:
    """The formats of cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def look(**said: object) -> Any:
            return book.add_format({**_FONT, **said})

        frame = {"border": 1, "border_color": _LINE}
        self.head = look(bg_color=_DARK, text_wrap=True, **frame)
        self.head_sv = look(bold=True, font_color="#FFFFFF")
        self.head_en = look(italic=True, font_size=9, font_color="#C9D8DD")
        self.text = look(num_format="@")
        self.number = look()
        self.example = look(num_format="@", font_color="#5A6B70", bg_color=_PALE)
        self.example_number = look(font_color="#5A6B70", bg_color=_PALE)
        self.title = look(bold=True, font_size=18, font_color=_DARK)
        self.part = look(
            bold=True, font_size=12, font_color=_DARK, top=1, top_color=_LINE, valign="bottom"
        )
        self.words = look(text_wrap=True)
        self.words_en = look(text_wrap=True, font_color=_GREY)
        self.small = look(font_size=8, font_color=_GREY)


def _explain(
    book: xlsxwriter.Workbook, looks: _Looks, sheets: Sequence[Sheet], *, filled: bool
) -> None:
    page = book.add_worksheet(FIRST)
    page.hide_gridlines(2)
    page.set_column(0, 1, _TEXT_WIDTH)
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for at, paragraph in enumerate(_paragraphs(sheets, filled=filled)):
        style = {"title": looks.title, "part": looks.part}.get(paragraph.style)
        page.write_string(at, 0, paragraph.text.sv, style or looks.words)
        page.write_string(at, 1, paragraph.text.en, style or looks.words_en)
        page.set_row(at, _HEIGHTS.get(paragraph.style) or _height(paragraph.text))


def _height(text: Bilingual) -> float:
    """Of a row, so that the longer of its two texts is seen whole."""
    lines = sum(-(-len(part) // _LINE_LENGTH) for part in max(text, key=len).splitlines())
    return lines * _LINE_HEIGHT + _GAP


def _paragraphs(sheets: Sequence[Sheet], *, filled: bool) -> Iterator[Paragraph]:
    for paragraph in EXPLAINED:
        if paragraph.style == "sheets":
            for sheet in sheets:
                sv = f"{sheet.label.sv}: {sheet.about.sv}"
                en = f"{sheet.label.sv} ({sheet.label.en.lower()}): {sheet.about.en}"
                yield Paragraph(Bilingual(sv, en))
        elif paragraph.filled is None or paragraph.filled == filled:
            yield paragraph


def _sheet(
    book: xlsxwriter.Workbook,
    looks: _Looks,
    sheet: Sheet,
    rows: Sequence[Cells],
    drop_downs: Mapping[str, str],
    *,
    example: bool,
) -> None:
    page = book.add_worksheet(sheet.label.sv)
    page.freeze_panes(1, 0)
    page.set_row(0, _HEAD_HEIGHT)
    _on_paper(page)
    shown = columns(sheet)
    last = max(len(rows), 0) + _ROWS_TO_FILL
    for at, column in enumerate(shown):
        look = looks.number if column.type == "number" else looks.text
        page.set_column(at, at, _WIDTHS.get(column.type, _WIDTHS["text"]), look)
        _head(page, looks, at, column.label)
        page.data_validation(1, at, last, at, _validation(column, drop_downs[column.name]))
    for number, row in enumerate(rows, FIRST_ROW - 1):
        for at, column in enumerate(shown):
            _write(page, looks, number, at, row.get(column.name), example=example)
    page.autofilter(0, 0, max(len(rows), 1), len(shown) - 1)


def _on_paper(page: Any) -> None:
    """A4 across, as wide as the paper, with the headings on every sheet."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _view(book: xlsxwriter.Workbook, looks: _Looks, view: View) -> None:
    page = book.add_worksheet(view.title)
    page.set_tab_color(_LINE)
    page.freeze_panes(1, 1)
    page.set_row(0, _HEAD_HEIGHT)
    _on_paper(page)
    for at, (heading, cells) in enumerate(view.columns):
        numbers = any(isinstance(cell, int | float) for cell in cells)
        page.set_column(at, at, _WIDTHS["number" if numbers else "text"])
        _head(page, looks, at, heading)
        for row, cell in enumerate(cells, FIRST_ROW - 1):
            if isinstance(cell, int | float):
                page.write_number(row, at, cell, looks.number)
            elif cell is not None:
                page.write_string(row, at, cell, looks.text)
    page.autofilter(0, 0, max(view.rows, 1), len(view.columns) - 1)


def _head(page: Any, looks: _Looks, at: int, heading: Bilingual) -> None:
    sv, en = heading
    if sv == en:
        page.write_rich_string(0, at, looks.head_sv, sv, looks.head_en, " ", looks.head)
    else:
        page.write_rich_string(0, at, looks.head_sv, f"{sv}\n", looks.head_en, en, looks.head)


def _write(page: Any, looks: _Looks, row: int, at: int, value: Raw, *, example: bool) -> None:
    if isinstance(value, int):
        page.write_number(row, at, value, looks.example_number if example else looks.number)
    elif value is not None:
        page.write_string(row, at, str(value), looks.example if example else looks.text)
    elif example:
        page.write_blank(row, at, None, looks.example)


def _validation(column: Column, entries: str) -> dict[str, object]:
    """The help of a column, and what can be chosen in it; anything may still be written."""
    said: dict[str, object] = {"ignore_blank": True, "show_error": False}
    said |= {"validate": "list", "source": entries} if entries else {"validate": "any"}
    text = _help(column)
    if text:
        said |= {"input_title": column.label.sv[:_LONGEST_TITLE], "input_message": text}
    return said


def _help(column: Column) -> str:
    """What is told of a column where a cell is chosen: Swedish, then English."""
    required = _REQUIRED if column.required else Bilingual("", "")
    several = _SEVERAL if column.many and "semikolon" not in column.help.sv else Bilingual("", "")
    told = zip(required, map(_sentence, column.help), several, strict=True)
    return "\n".join(filter(None, (" ".join(filter(None, each)) for each in told)))[:_LONGEST_HELP]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _ranges(lists: Lists) -> dict[str, str]:
    """Where the entries of each list stand."""
    found: dict[str, str] = {}
    for at, (key, (_, entries)) in enumerate(lists.items()):
        name = xl_col_to_name(at)
        if entries:
            found[key] = f"='{LISTS}'!${name}$2:${name}${len(entries) + 1}"
    return found


def _own_columns(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Where the cells of each column stand, by sheet and column."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for at, column in enumerate(columns(sheet)):
            name = xl_col_to_name(at)
            range_ = f"='{sheet.label.sv}'!${name}${FIRST_ROW}:${name}${_ROWS_TO_FILL}"
            found[f"{sheet.name}!{column.name}"] = range_
    return found


def _lists(book: xlsxwriter.Workbook, looks: _Looks, lists: Lists) -> None:
    page = book.add_worksheet(LISTS)
    page.freeze_panes(1, 0)
    page.set_tab_color(_LINE)
    for at, (heading, entries) in enumerate(lists.values()):
        page.set_column(at, at, _WIDTHS["thing"], looks.text)
        page.write_string(0, at, heading, looks.part)
        _column(page, at, entries, looks.text)


def _remembered(book: xlsxwriter.Workbook, looks: _Looks, records: Sequence[Record]) -> None:
    """What the rows said when they were written, so that a row that is gone is noticed."""
    page = book.add_worksheet(WRITTEN_TITLE)
    page.set_tab_color(_LINE)
    for at, (heading, *entries) in enumerate(zip(*lines(records), strict=True)):
        page.write_string(0, at, heading, looks.small)
        _column(page, at, entries, looks.small)


def _column(page: Any, at: int, entries: Iterable[str], look: Any) -> None:
    for row, entry in enumerate(entries, 1):
        page.write_string(row, at, entry, look)
