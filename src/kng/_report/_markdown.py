"""A report as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kng._questions import markdown_text, one_line
from kng._report._sheet import Block, Sheet, Table
from kng._report._words import WORDS, number

_STRUCTURE = " <>|\\`"


def markdown(sheet: Sheet) -> str:
    """The report as a Markdown page; whatever is told of the graph is text in it."""
    parts = [f"# {markdown_text(sheet.title)}", markdown_text(sheet.lead)]
    for title, blocks in sheet.chapters:
        parts.append(f"## {markdown_text(title)}")
        for block in blocks:
            parts += _block(block, sheet.language)
    return "\n\n".join(parts) + "\n"


def _block(block: Block, language: str) -> Iterable[str]:
    count = "" if block.count is None else f": {number(block.count, language)}"
    yield f"### {markdown_text(block.title)}{count}"
    yield markdown_text(block.says)
    if block.sentence:
        yield f"> {markdown_text(block.sentence)}"
    elif block.table is None:
        yield WORDS["none" if block.count is not None else "empty"].in_language(language)
    else:
        yield _table(block.table)
        if block.table.more:
            yield _more(block.table, language)
    yield f"{WORDS['again'].in_language(language)}: `{block.command}`"


def _more(table: Table, language: str) -> str:
    return WORDS["more"].in_language(language).format(number(table.more, language))


def _table(table: Table) -> str:
    rule = ["---:" if numeric else "---" for numeric in table.numeric]
    body = [[_cell(shown.text, shown.link) for shown in row] for row in table.rows]
    return "\n".join(map(_row, [[markdown_text(head) for head in table.heads], rule, *body]))


def _cell(text: str, link: str) -> str:
    said = markdown_text(text)
    return f"[{said}](<{_address(link)}>)" if link else said


def _address(link: str) -> str:
    return "".join(f"%{ord(c):02X}" if c in _STRUCTURE else c for c in one_line(link))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
