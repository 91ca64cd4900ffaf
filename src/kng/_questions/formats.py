"""An answer as a table, Markdown, CSV, TSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kng._errors import UnknownName
from kng._questions.catalogue import GROUPS, Question
from kng._questions.labels import readable
from kng._values import XSD, Bilingual, Cell, Iri, Literal, Rows

Names = Mapping[str, Bilingual]
_UNSEEN = ("Cc", "Zl", "Zp")


def render(name: str, question: Question, rows: Rows, names: Names, language: str) -> str:
    """The answer in the format of that name.

    Tables and Markdown show labels in ``language``; CSV, TSV and JSON are as the SPARQL 1.1
    Query Results specifications say, with addresses.

    Raises:
        UnknownName: no such format; lists them.
    """
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name](question, rows, names, language)


def _table(question: Question, rows: Rows, names: Names, language: str) -> str:
    heads, body = _readable(question, rows, names, language)
    widths = [max(map(_width, column)) for column in zip(heads, *body, strict=True)]
    rule = ["─" * width for width in widths]
    lines = ["  ".join(map(_pad, row, widths)).rstrip() for row in [heads, rule, *body]]
    return "\n".join([*lines, _count(len(rows), language), ""])


def _count(number: int, language: str) -> str:
    one, many = ("rad", "rader") if language == "sv" else ("row", "rows")
    return f"{number} {one if number == 1 else many}"


def _markdown(question: Question, rows: Rows, names: Names, language: str) -> str:
    heads, body = _readable(question, rows, names, language)
    escaped = [[markdown_text(text) for text in row] for row in [heads, *body]]
    rule = ["---"] * len(heads)
    return "".join(f"| {' | '.join(row)} |\n" for row in [escaped[0], rule, *escaped[1:]])


def markdown_text(text: str) -> str:
    """The text so that Markdown shows it as it stands, also in a cell of a table.

    >>> markdown_text("a | <b>")
    'a \\\\| &lt;b>'
    """
    return re.sub(r"([\\|`*\[\]])", r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")


def _readable(
    question: Question, rows: Rows, names: Names, language: str
) -> tuple[list[str], list[list[str]]]:
    words = {column.name: column.label.in_language(language) for column in question.columns}
    heads = [words.get(column, column) for column in rows.columns]
    return heads, [[one_line(text) for text in row] for row in readable(rows, names, language)]


def one_line(text: str) -> str:
    """The text with a space for every line break and control character, which a screen obeys."""
    return "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text)


def _csv(_question: Question, rows: Rows, _names: Names, _language: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([cell or "" for cell in row] for row in rows)
    return buffer.getvalue()


def _tsv(_question: Question, rows: Rows, _names: Names, _language: str) -> str:
    from kng._questions.binding import serialise

    lines = [[f"?{column}" for column in rows.columns]]
    lines += [[_tsv_term(cell, serialise) for cell in row] for row in rows]
    return "".join("\t".join(line) + "\n" for line in lines)


def _tsv_term(cell: Cell, serialise: Callable[[Cell], str]) -> str:
    return "" if cell is None else str(cell) if _blank(cell) else serialise(cell)


def _blank(cell: Cell) -> bool:
    return isinstance(cell, Iri) and cell.startswith("_:")


def _json(_question: Question, rows: Rows, _names: Names, _language: str) -> str:
    bindings = [
        {name: _json_term(cell) for name, cell in record.items() if cell is not None}
        for record in rows.records()
    ]
    answer = {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(cell: Iri | Literal) -> dict[str, Any]:
    if _blank(cell):
        return {"type": "bnode", "value": cell.removeprefix("_:")}
    if isinstance(cell, Iri):
        return {"type": "uri", "value": str(cell)}
    term = {"type": "literal", "value": str(cell)}
    if cell.language:
        term["xml:lang"] = cell.language
    elif cell.datatype != XSD + "string":
        term["datatype"] = cell.datatype
    return term


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


Renderer = Callable[[Question, Rows, Names, str], str]
FORMATS: Mapping[str, Renderer] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "md": _markdown,
}


def listing(questions: Sequence[Question], language: str) -> str:
    """The catalogue as text: name, words and parameters of each question, by group; those that can
    be narrowed to a time are marked."""
    width = max((len(question.name) for question in questions), default=0) + 2
    lines: list[str] = []
    for group, title in GROUPS.items():
        entries = [_entry(q, width, language) for q in questions if q.group == group]
        if entries:
            lines += [title.in_language(language), *entries]
    return "\n".join([*lines, "", _TIMED_NOTE.in_language(language), ""])


def _entry(question: Question, width: int, language: str) -> str:
    given = "  ".join(f"[{p.name}={p.default}]" for p in question.parameters)
    mark = _TIMED if question.times else " "
    words = question.question.in_language(language)
    return f"{mark} {question.name:<{width}}{words}  {given}".rstrip()


_TIMED = "◷"
_TIMED_NOTE = Bilingual(
    f"{_TIMED} kan begränsas till en tid: --as-of 2022-06 eller --between 2021 2023",
    f"{_TIMED} can be narrowed to a time: --as-of 2022-06 or --between 2021 2023",
)
