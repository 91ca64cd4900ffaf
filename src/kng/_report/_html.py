"""A report as one HTML page without script.

Its one block of style is named by its hash in the Content Security Policy
(https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from kng._report._sheet import Sheet
from kng._report._words import WORDS, number

_HERE = Path(__file__).parent
_OTHER = {"sv": "en", "en": "sv"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def html(sheet: Sheet) -> str:
    """The report as a page that needs no other file; whatever is told of the graph is text."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = _read("report.css")
    page = environment.from_string(_read("page.html.j2")).render(
        sheet=sheet,
        language=sheet.language,
        other=_OTHER[sheet.language],
        t={key: words.in_language(sheet.language) for key, words in WORDS.items()},
        number=lambda count: number(count, sheet.language),
        policy=_policy(style),
        style=Markup(style),
    )
    return _UNPRINTABLE.sub("\ufffd", page)


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
