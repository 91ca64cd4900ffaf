"""Small workbooks, made as each test wants them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pytest
import xlsxwriter

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "draw": "drawing",
    }.items()
)

Zipped = Callable[[Mapping[str, str | bytes]], bytes]
Xlsx = Callable[..., bytes]
Ods = Callable[..., bytes]
Repacked = Callable[..., bytes]


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def zipped() -> Zipped:
    """A zip package of parts by their names."""
    return _zipped


@pytest.fixture
def xlsx() -> Xlsx:
    """A workbook with one sheet, as openpyxl writes it; ``change`` may still alter the sheet."""

    def make(
        rows: Sequence[Sequence[Any]],
        change: Callable[[Any], None] | None = None,
    ) -> bytes:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        sheet.title = "Möten"
        for row in rows:
            sheet.append(list(row))
        if change:
            change(sheet)
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def shared() -> Xlsx:
    """A workbook with one column, as XlsxWriter writes it: its texts stand in a list apart."""

    def make(values: Sequence[Any], **options: Any) -> bytes:
        stream = io.BytesIO()
        workbook = xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd", **options})
        workbook.add_worksheet("Möten").write_column(0, 0, values)
        workbook.close()
        return stream.getvalue()

    return make


@pytest.fixture
def ods() -> Ods:
    """An OpenDocument workbook with one sheet, of its rows in XML."""

    def make(rows: str, styles: str = "", **parts: str) -> bytes:
        content = (
            f"<office:document-content {_SPACES} "
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            "<office:body><office:spreadsheet>"
            f'<table:table table:name="Möten" table:style-name="ta1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        manifest = f'<manifest:manifest xmlns:manifest="{space}"/>'
        return _zipped(
            {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest, **parts}
        )

    return make


@pytest.fixture
def repacked() -> Repacked:
    """A package with a part replaced, added or (``None``) left out."""

    def make(data: bytes, parts: Mapping[str, str | bytes | None]) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            old: dict[str, str | bytes | None] = {n: archive.read(n) for n in archive.namelist()}
        kept = {name: part for name, part in {**old, **parts}.items() if part is not None}
        return _zipped(kept)

    return make
