"""Files that are not read, each with one message, and nothing of them taken into memory."""

from __future__ import annotations

import datetime
import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kng._errors import Fault, FaultsFound, WorkspaceError
from kng._tables import limits, read_file, read_tables

Make = Callable[..., bytes]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"


def faults(data: bytes, name: str = "möten.xlsx") -> tuple[Fault, ...]:
    with pytest.raises(FaultsFound) as caught:
        read_tables(name, data)
    return caught.value.faults


def refused(data: bytes, check: str, name: str = "möten.xlsx") -> Fault:
    (fault,) = faults(data, name)
    assert fault.check == check
    assert fault.where.startswith(name)
    assert "inget ändrades" in fault.sv
    assert "nothing was changed" in fault.en
    assert "{" not in fault.sv + fault.en
    return fault


@pytest.fixture
def workbook(xlsx: Make) -> bytes:
    return xlsx([["namn"], ["Minimöte"]])


# ---- no workbook at all


@pytest.mark.parametrize(
    ("name", "data", "check"),
    [
        ("möten.xlsx", b"hej", "broken"),
        ("möten.xlsx", b"", "broken"),
        ("möten.ods", b"PK\x03\x04hej", "broken"),
        ("möten.docx", b"hej", "not-a-table"),
        ("möten.pdf", b"%PDF-1.7", "not-a-table"),
        ("möten.csv", b"a;b\n\0\1;2\n", "not-a-table"),
        ("möten.xls", b"<html><table>", "old-workbook"),
        ("möten.xls", OLE + bytes(600), "old-workbook"),
        ("möten.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("möten.xlsm", b"hej", "macros"),
    ],
)
def test_what_is_no_workbook_is_refused(name: str, data: bytes, check: str) -> None:
    refused(data, check, name)


def test_old_workbooks_are_to_be_saved_as_new_ones() -> None:
    assert ".xlsx" in refused(OLE + bytes(600), "old-workbook", "möten.xls").sv


def test_other_packages_are_no_workbooks(zipped: Make) -> None:
    refused(zipped({"a.txt": "hej"}), "not-a-table", "möten.zip")
    text = "application/vnd.oasis.opendocument.text"
    refused(zipped({"mimetype": text, "content.xml": "<a/>"}), "not-a-table", "brev.ods")
    refused(zipped({"Index/Document.iwa": b""}), "old-workbook", "möten.numbers")


def test_a_word_document_is_no_workbook(zipped: Make) -> None:
    relation = '<R><R Id="r" Type="x/officeDocument" Target="word/document.xml"/></R>'
    parts = {"[Content_Types].xml": "<Types/>", "_rels/.rels": relation}
    refused(zipped(parts), "not-a-table")


def test_a_binary_workbook_is_refused(zipped: Make) -> None:
    relation = '<R><R Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></R>'
    parts = {"[Content_Types].xml": "<Types/>", "_rels/.rels": relation}
    assert ".xlsb" in refused(zipped(parts), "old-workbook").sv


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(workbook: bytes, share: float) -> None:
    refused(workbook[: int(len(workbook) * share)], "broken")


def test_a_damaged_part_is_refused(workbook: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        info = archive.getinfo(SHEET)
    at = info.header_offset + 30 + len(SHEET) + 20
    damaged = workbook[:at] + bytes(b ^ 0xFF for b in workbook[at : at + 40]) + workbook[at + 40 :]
    assert SHEET in refused(damaged, "broken").sv


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet><sheetData><row r='1'>",
        "<worksheet><sheetData><row r='2'/><row r='1'/></sheetData></worksheet>",
        "<worksheet><sheetData><row r='1048577'/></sheetData></worksheet>",
        "<worksheet><sheetData><row r='x'/></sheetData></worksheet>",
        "<worksheet><sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c r='å1'><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c t='s'><v>99</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c t='s'><v>-1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c><v>nan</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c><v>1e999</v></c></row></sheetData></worksheet>",
        "<worksheet><cols><col hidden='1'/></cols></worksheet>",
        "<?xml version='1.0' encoding='klingon'?><worksheet/>",
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(
    workbook: bytes, repacked: Make, sheet: str
) -> None:
    refused(repacked(workbook, {SHEET: sheet}), "broken")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_missing_part_is_refused(workbook: bytes, repacked: Make, part: str) -> None:
    refused(repacked(workbook, {part: None}), "broken")


def test_a_sheet_in_another_place_is_not_fetched(workbook: bytes, repacked: Make) -> None:
    relations = (
        '<R><R Id="rId1" Type="x/worksheet" TargetMode="External" Target="file:///etc/passwd"/></R>'
    )
    refused(repacked(workbook, {"xl/_rels/workbook.xml.rels": relations}), "broken")


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="0"/>',
        '<table:table-row table:number-rows-repeated="9999999"/>',
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/>'
        "<table:table-cell/></table:table-row>",
        '<table:table-row><table:table-cell office:value-type="float"/></table:table-row>',
    ],
)
def test_opendocument_that_makes_no_sense_is_refused(ods: Make, rows: str) -> None:
    refused(ods(rows), "broken", "m.ods")


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_workbook_with_wrong_bytes_gives_tables_or_faults(chance: random.Random) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        workbook.set_properties({"created": datetime.datetime(2026, 1, 1)})
        workbook.add_worksheet().write_row(0, 0, ["namn", 1, True])
    data = bytearray(stream.getvalue())
    for _ in range(chance.choice((1, 3, 20))):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    with suppress(FaultsFound):
        assert read_tables("möten.xlsx", bytes(data))


# ---- locked, and alive


def test_encrypted_opendocument_is_refused(ods: Make) -> None:
    manifest = "<m><f><encryption-data/></f></m>"
    refused(ods("", **{"META-INF/manifest.xml": manifest}), "encrypted", "m.ods")
    refused(ods("", **{"encrypted-package": "x"}), "encrypted", "m.ods")


def test_an_encrypted_zip_is_refused(workbook: bytes) -> None:
    signed = re.escape(b"PK\x01\x02") + rb"(....)(..)"
    locked = re.sub(
        signed,
        lambda m: b"PK\x01\x02" + m[1] + struct.pack("<H", struct.unpack("<H", m[2])[0] | 1),
        workbook,
        flags=re.DOTALL,
    )
    refused(locked, "encrypted")


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(workbook: bytes, repacked: Make, part: str) -> None:
    assert part in refused(repacked(workbook, {part: b"x"}), "macros").sv


def test_a_workbook_that_says_it_may_hold_macros_is_refused(
    workbook: bytes, repacked: Make
) -> None:
    types = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
    refused(repacked(workbook, {"[Content_Types].xml": types + "</Types>"}), "macros")
    refused(workbook, "macros", "möten.xlsm")


def test_basic_in_opendocument_is_refused_but_not_an_empty_library(ods: Make) -> None:
    refused(ods("", **{"Basic/Standard/Module1.xml": "<m/>"}), "macros", "m.ods")
    refused(ods("", **{"Scripts/python/a.py": "1"}), "macros", "m.ods")
    assert read_tables("m.ods", ods("", **{"Basic/Standard/script-lb.xml": "<m/>"}))


# ---- bombs


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_a_document_type_is_refused(workbook: bytes, repacked: Make, part: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert part in refused(repacked(workbook, {part: bomb}), "dtd").sv


def test_a_document_type_in_opendocument_is_refused(ods: Make) -> None:
    bomb = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
    refused(ods("", **{"content.xml": bomb}), "dtd", "m.ods")


def test_a_part_that_unpacks_too_far_is_refused(
    workbook: bytes, repacked: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SMALL_PART", 1000)
    bomb = repacked(workbook, {"xl/media/a.png": bytes(1_000_000)})
    assert "xl/media/a.png" in refused(bomb, "zip-bomb").sv


def test_a_bomb_that_says_how_large_it_is_is_not_unpacked(workbook: bytes) -> None:
    """The size of one part is set to 4 GiB in the directory of the package."""
    at = workbook.rindex(b"PK\x01\x02")
    huge = workbook[: at + 24] + struct.pack("<I", 0xFFFFFFF0) + workbook[at + 28 :]
    checks = [fault.check for fault in faults(huge)]
    assert set(checks) == {"zip-bomb"}
    assert len(checks) == 2  # the whole is too large, and the part too dense: both are said


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says(
    workbook: bytes, repacked: Make
) -> None:
    sheet = "<worksheet><sheetData>" + " " * 100_000 + "</sheetData></worksheet>"
    data = repacked(workbook, {SHEET: sheet})
    at = data.rindex(SHEET.encode()) - 46
    lying = data[: at + 24] + struct.pack("<I", 50) + data[at + 28 :]
    refused(lying, "broken")


def test_names_that_lead_out_of_the_package_are_refused(workbook: bytes, repacked: Make) -> None:
    for name in ("../../etc/passwd", "xl/../../a", "/etc/passwd", "C:\\a.xml", "xl\\..\\..\\a"):
        refused(repacked(workbook, {name: b"x"}), "zip-bomb")


def test_two_parts_of_one_name_are_refused(workbook: bytes, repacked: Make) -> None:
    refused(repacked(workbook, {"XL/Workbook.xml": b"<x/>"}), "zip-bomb")


def test_too_many_parts_are_refused(workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PARTS", 3)
    assert "högst 3" in refused(workbook, "zip-bomb").sv


def test_unknown_packing_is_refused(workbook: bytes) -> None:
    stream = io.BytesIO(workbook)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/a.xml", "<a/>")
    refused(stream.getvalue(), "zip-bomb")


def test_too_many_cells_are_refused(xlsx: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 5)
    lines = [["a", "b"], [1, 2], [3]]
    read_tables("möten.xlsx", xlsx(lines))
    refused(xlsx([*lines, [4]]), "too-large")
    refused(b"a;b\n1;2\n3;4\n", "too-large", "möten.csv")


def test_repeated_cells_are_counted_before_they_are_made(ods: Make) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        "</table:table-row>"
    )
    refused(ods(rows), "too-large", "m.ods")


def test_too_many_sheets_are_refused(workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SHEETS", 0)
    refused(workbook, "too-large")


def test_a_side_part_that_is_too_large_is_refused(
    workbook: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = zipfile.ZipFile.infolist
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: _swollen(sizes(archive)))
    assert "xl/styles.xml" in refused(workbook, "zip-bomb").sv


def _swollen(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    for info in infos:
        if info.filename == "xl/styles.xml":
            info.file_size = limits.LARGEST_SIDE_PART + 1
            info.compress_size = info.file_size // 10
    return infos


# ---- files on disk


def test_a_file_is_read_from_disk(tmp_path: Path, workbook: bytes) -> None:
    file = tmp_path / "möten.xlsx"
    file.write_bytes(workbook)
    (table,) = read_file(file)
    assert (table.file, len(table)) == ("möten.xlsx", 1)


def test_half_a_gigabyte_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "stor.xlsx"
    with file.open("wb") as stream:
        stream.truncate(500 * 2**20)

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", never)
    with pytest.raises(FaultsFound) as caught:
        read_file(file)
    (fault,) = caught.value.faults
    assert (fault.where, fault.check) == ("stor.xlsx", "too-large")
    assert "500 MB, och högst 200 MB läses" in fault.sv


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 3)
    refused(b"a;b\n", "too-large", "möten.csv")


@pytest.mark.parametrize(("name", "said"), [("saknas.xlsx", "does not exist"), ("", "is no file")])
def test_what_is_no_file_is_said(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(WorkspaceError, match=said):
        read_file(tmp_path / name)
