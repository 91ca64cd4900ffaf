"""A report as one HTML page without script."""

from __future__ import annotations

from pathlib import Path

from kng._markup import printable, style_policy, template
from kng._report._sheet import Sheet
from kng._report._words import WORDS, number

_HERE = Path(__file__).parent
_OTHER = {"sv": "en", "en": "sv"}


def html(sheet: Sheet) -> str:
    """The report as a page that needs no other file; whatever is told of the graph is text."""
    from markupsafe import Markup

    style = _read("report.css")
    page = template(_read("page.html.j2")).render(
        sheet=sheet,
        language=sheet.language,
        other=_OTHER[sheet.language],
        t={key: words.in_language(sheet.language) for key, words in WORDS.items()},
        number=lambda count: number(count, sheet.language),
        policy=style_policy(style),
        style=Markup(style),
    )
    return printable(page)


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
