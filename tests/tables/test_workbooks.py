"""What is read of workbooks, and what is told of each sheet."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

from kng._tables import Raw, Table, limits, read_tables

Make = Callable[..., bytes]


def only(data: bytes, name: str = "möten.xlsx") -> Table:
    (table,) = read_tables(name, data)
    return table


def told(table: Table) -> list[str]:
    return [f"{fault.where} [{fault.check}]" for fault in table.faults]


def cell(value: str, kind: str = "string", more: str = "") -> str:
    names = {
        "float": "value",
        "date": "date-value",
        "boolean": "boolean-value",
        "time": "time-value",
    }
    stated = f' office:{names[kind]}="{value}"' if kind in names else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{stated} {more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def rows(*lines: str) -> str:
    return "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)


# ---- values


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(xlsx: Make) -> None:
    table = only(xlsx([[], ["Namn", "Ort"], [], ["Minimöte", None], [" "], [None, "Gävle"]]))
    assert [(row.number, row.values) for row in table.rows] == [
        (4, ("Minimöte", None)),
        (6, (None, "Gävle")),
    ]
    assert table.place(table.rows[0], table.heads[1]).sv == "möten.xlsx · Möten · B4"
    assert table.faults == ()


def test_values_have_the_types_that_the_workbook_gives_them(xlsx: Make) -> None:
    moment = datetime.datetime(2022, 3, 1, 9, 30)
    line = ["å & <ö>", 7, 0.1, True, datetime.date(2022, 3, 1), moment, datetime.time(14, 30)]
    table = only(xlsx([list("abcdefg"), line]))
    assert table.rows[0].values == (*line[:6], "14:30")
    assert [type(value) for value in table.rows[0].values[1:4]] == [int, float, bool]


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("yyyy-mm-dd", datetime.date(2022, 3, 1)),
        ("mmm-yy", "2022-03"),
        ("mmmm yyyy", "2022-03"),
        ("yyyy", "2022"),
        ("d mmm", datetime.date(2022, 3, 1)),
        ('[$-41D]d mmmm yyyy "kl"', datetime.date(2022, 3, 1)),
        ("0", 44621),
        ("[h]:mm", 44621),
    ],
)
def test_a_date_is_as_precise_as_the_cell_shows_it(xlsx: Make, shown: str, value: Raw) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].number_format = shown

    assert only(xlsx([["start"], [44621]], change)).rows[0].values == (value,)


def test_the_epoch_of_1904_moves_the_days(shared: Make) -> None:
    table = only(shared(["start", datetime.date(2022, 3, 1)], date_1904=True))
    assert table.epoch == 1904
    assert table.rows[0].values == (datetime.date(2022, 3, 1),)


def test_shared_texts_are_read_without_pronunciation(shared: Make, repacked: Make) -> None:
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>namn</t></si><si><r><t>Bor</t></r><r><t>länge</t></r>"
        "<rPh sb='0' eb='1'><t>bår</t></rPh></si><si><t>a_x000D_b_xD800_</t></si></sst>"
    )
    table = only(repacked(shared(["a", "b", "c"]), {"xl/sharedStrings.xml": texts}))
    assert [row.values for row in table.rows] == [("Borlänge",), ("a\rb_xD800_",)]


def test_calamine_reads_the_same(xlsx: Make) -> None:
    lines: list[list[Any]] = [
        ["namn", "antal", "andel", "start", "ja"],
        ["Minimöte", 7, 0.25, datetime.date(2022, 3, 1), True],
        ["Rad\nbrytning", -3, 1e-9, datetime.datetime(2023, 12, 31, 23, 59), False],
        [None, 10**14, None, None, None],
    ]
    data = xlsx(lines)
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    table = only(data)
    assert [head.text for head in table.heads] == theirs[0]
    ours = [["" if value is None else value for value in row.values] for row in table.rows]
    assert ours == theirs[1:]


def test_all_sheets_are_read_in_order_and_empty_ones_too() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Möten").append(["a"])
    workbook.create_chartsheet("Bild")
    stream = io.BytesIO()
    workbook.save(stream)
    tables = read_tables("x.xlsx", stream.getvalue())
    assert [(t.sheet, len(t.heads), len(t)) for t in tables] == [("Sheet", 0, 0), ("Möten", 1, 0)]


# ---- what is told of a sheet


def test_formulas_are_told_run_by_run(xlsx: Make) -> None:
    table = only(xlsx([["a", "b"], ["=1+1", 2], ["=A2", "x"], [3, '=HYPERLINK("x")'], ["=2", 1]]))
    assert told(table) == [
        "möten.xlsx · Möten · A2:A3 [formula]",
        "möten.xlsx · Möten · B4 [formula]",
        "möten.xlsx · Möten · A5 [formula]",
    ]
    assert "klistra in värdet" in table.faults[0].sv


def test_array_formulas_are_formulas(xlsx: Make) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"] = ArrayFormula("B2:B3", "=A2:A3")

    assert told(only(xlsx([["a", "b"], [1], [2]], change))) == ["möten.xlsx · Möten · B2 [formula]"]


def test_only_so_many_faults_of_a_kind_are_told(xlsx: Make) -> None:
    lines = [["a"], *([f"={row}" if row % 2 else row] for row in range(2 * limits.MOST_TOLD + 10))]
    faults = only(xlsx(lines)).faults
    assert len(faults) == limits.MOST_TOLD + 1
    assert faults[-1].en == "and 5 more of the same kind"


def test_error_values_are_told_and_empty(xlsx: Make) -> None:
    table = only(xlsx([["a", "b"], ["#REF!", "#N/A"], ["x", "y"]]))
    assert told(table) == [f"möten.xlsx · Möten · {at} [error-value]" for at in ("A2", "B2")]
    assert "#REF!" in table.faults[0].sv
    assert [row.number for row in table.rows] == [3]


def test_merged_cells_are_told(xlsx: Make) -> None:
    table = only(xlsx([["a", "b"], [1, 2]], lambda sheet: sheet.merge_cells("A2:B3")))
    assert told(table) == ["möten.xlsx · Möten · A2:B3 [merged]"]


def test_hidden_rows_columns_and_sheets_are_told(xlsx: Make) -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Anteckningar")
        sheet.sheet_state = "veryHidden"
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["Z"].hidden = True
        sheet.parent.active = 1

    table, _ = read_tables("möten.xlsx", xlsx([["a", "b"], [1, 2], [3, 4]], change))
    assert told(table) == [
        "möten.xlsx · Möten [hidden-sheet]",
        "möten.xlsx · Möten · 3:3 [hidden-rows]",
        "möten.xlsx · Möten · B:B [hidden-columns]",
    ]
    assert [fault.severity for fault in table.faults] == ["violation", "violation", "warning"]


def test_headings_that_stand_twice_or_are_missing_are_told(xlsx: Make) -> None:
    table = only(xlsx([["Namn", None, " namn "], [1, 2, 3], [1, 2], [1, None, None, 4]]))
    assert told(table) == [
        "möten.xlsx · Möten · C1 [heading-twice]",
        "möten.xlsx · Möten · B2 [no-heading]",
        "möten.xlsx · Möten · D4 [no-heading]",
    ]
    assert "and 1 more rows" in table.faults[1].en
    assert table.rows[2].values == (1, None)


def test_a_text_that_is_too_long_is_told(shared: Make, repacked: Make) -> None:
    data = shared(["a", "x"])
    long = f"<sst><si><t>a</t></si><si><t>{'x' * (limits.LONGEST_TEXT + 1)}</t></si></sst>"
    assert told(only(repacked(data, {"xl/sharedStrings.xml": long}))) == [
        "möten.xlsx · Möten · A2 [long-text]"
    ]


def test_a_day_that_is_none_is_told(xlsx: Make) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"] = -5
        sheet["A2"].number_format = "yyyy-mm-dd"

    assert told(only(xlsx([["a"], [1]], change))) == ["möten.xlsx · Möten · A2 [no-day]"]


# ---- OpenDocument


def test_opendocument_is_read(ods: Make) -> None:
    head = rows(*["".join(map(cell, "abcde"))])
    line = rows(
        cell("Bor<text:s/>länge<text:line-break/>x<text:span>y</text:span>")
        + cell("7", "float")
        + cell("2022-03-01", "date")
        + cell("true", "boolean")
        + cell("PT14H30M00S", "time")
    )
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    far = gap.replace('"3"', '"1048000"')
    note = "<office:annotation><text:p>hemligt</text:p></office:annotation><text:p>syns</text:p>"
    noted = rows(f"<table:table-cell office:value-type='string'>{note}</table:table-cell>")
    table = only(ods(head + gap + line + noted + far), "m.ods")
    assert [(row.number, row.values) for row in table.rows] == [
        (5, ("Bor länge\nxy", 7, datetime.date(2022, 3, 1), True, "14:30")),
        (6, ("syns", None, None, None, None)),
    ]
    assert table.faults == ()


def test_calamine_reads_the_same_of_opendocument(ods: Make) -> None:
    repeated = cell("ja", more='table:number-columns-repeated="2"')
    data = ods(rows(cell("a") + cell("b") + cell("c"), repeated + cell("2.5", "float")))
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [list(row.values) for row in only(data, "m.ods").rows] == theirs[1:]


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ("<number:year/><number:month/><number:day/>", datetime.date(2022, 3, 1)),
        ("<number:month/><number:year/>", "2022-03"),
        ("<number:year/>", "2022"),
    ],
)
def test_a_date_of_opendocument_is_as_precise_as_it_is_shown(
    ods: Make, parts: str, value: Raw
) -> None:
    styles = (
        f'<number:date-style style:name="N1">{parts}</number:date-style>'
        '<style:style style:name="base" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="ce1" style:parent-style-name="base"/>'
    )
    column = '<table:table-column table:default-cell-style-name="ce1"/>'
    data = ods(column + rows(cell("start"), cell("2022-03-01", "date")), styles)
    assert only(data, "m.ods").rows[0].values == (value,)


def test_what_is_told_of_opendocument(ods: Make) -> None:
    styles = (
        '<style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    lines = (
        rows(cell("a") + cell("b"))
        + rows(cell("1", "float", 'table:formula="of:=1"') + cell("x"))
        + '<table:table-row table:visibility="filter">'
        + cell("y", more='table:number-columns-spanned="2"')
        + "</table:table-row>"
        + rows(cell("#REF!", more='calcext:value-type="error"') + cell("z"))
    )
    assert told(only(ods(columns + lines, styles), "m.ods")) == [
        "m.ods · Möten [hidden-sheet]",
        "m.ods · Möten · 3:3 [hidden-rows]",
        "m.ods · Möten · A3:B3 [merged]",
        "m.ods · Möten · A2 [formula]",
        "m.ods · Möten · A4 [error-value]",
        "m.ods · Möten · B:B [hidden-columns]",
    ]


def test_copies_of_other_files_and_drawings_are_passed_over(ods: Make) -> None:
    drawing = "<table:shapes><draw:frame><text:p>bild</text:p></draw:frame></table:shapes>"
    other = '</table:table><table:table table:name="annan"><table:table-source/>' + rows(
        cell("hemlig")
    )
    tables = read_tables("m.ods", ods(drawing + rows(cell("a"), cell("b")) + other))
    assert [(table.sheet, len(table)) for table in tables] == [("Möten", 1)]


# ---- far and many


def test_a_lonely_far_cell_costs_nothing(xlsx: Make, repacked: Make) -> None:
    sheet = (
        "<worksheet><dimension ref='A1:XFD1048576'/><sheetData>"
        "<row r='1'><c r='A1' t='str'><v>a</v></c></row>"
        "<row r='1048576'><c r='A1048576'><v>1</v></c><c r='XFD1048576'><v>2</v></c></row>"
        "</sheetData></worksheet>"
    )
    table = only(repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": sheet}))
    assert [(row.number, row.values) for row in table.rows] == [(1_048_576, (1,))]
    assert told(table) == ["möten.xlsx · Möten · XFD1048576 [no-heading]"]


def test_cells_without_an_address_follow_each_other(xlsx: Make, repacked: Make) -> None:
    sheet = (
        "<worksheet><sheetData><row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
        "<row><c/><c><v>2</v></c></row></sheetData></worksheet>"
    )
    table = only(repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": sheet}))
    assert [(row.number, row.values) for row in table.rows] == [(2, (None, 2))]


def test_names_with_a_prefix_are_the_same_names(xlsx: Make, repacked: Make) -> None:
    space = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f"<x:worksheet xmlns:x='{space}'><x:sheetData><x:row r='1'>"
        "<x:c r='A1' t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData>"
        "</x:worksheet>"
    )
    table = only(repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": sheet}))
    assert [head.text for head in table.heads] == ["a"]
