"""Turtle and SPARQL with their words marked, and own terms linked to where they are explained."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from kng._heads import MARK
from kng._namespaces import PREFIXES

if TYPE_CHECKING:
    from markupsafe import Markup

_PIECE = re.compile(
    r"""
    (?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
  | (?P<iri><[^<>\s"{}|^`\\]*>)
  | (?P<comment>(?<!\S)\#[^\n]*)
  | (?P<variable>\?\w+)
  | (?P<own>\bkng:[A-Za-z]\w*)
  | (?P<name>\b[A-Za-z][\w-]*:[\w.-]*\w|@\w+\b)
  | (?P<keyword>\b[A-Z]{2,}\b)
    """,
    re.VERBOSE | re.DOTALL,
)

_TAGS = {"string": "q", "variable": "i", "comment": "em", "keyword": "b"}
_PREFIXED = re.compile(rf"(\b(?:{'|'.join(PREFIXES)}):[A-Za-z]\w+)")


def code(text: str, known: Collection[str]) -> Markup:
    """The text as HTML; ``known`` are the local names of terms that the page explains.

    >>> print(code('?a kng:host "<b>"', {"host"}))
    <i>?a</i> <a href="#host">kng:host</a> <q>&#34;&lt;b&gt;&#34;</q>
    """
    return _marked(text, frozenset(known))


@lru_cache(maxsize=1024)
def _marked(text: str, known: frozenset[str]) -> Markup:
    from markupsafe import Markup, escape

    parts: list[str] = []
    at = 0
    for match in _PIECE.finditer(text):
        parts += [escape(text[at : match.start()]), _piece(match, known)]
        at = match.end()
    return Markup("".join([*parts, escape(text[at:])]))


def _piece(match: re.Match[str], known: frozenset[str]) -> str:
    from markupsafe import escape

    text = escape(match.group())
    if match.lastgroup == "own" and text[4:] in known:
        return f'<a href="#{text[4:]}">{text}</a>'
    tag = _TAGS.get(match.lastgroup or "")
    return f"<{tag}>{text}</{tag}>" if tag else text


def prose(text: str, known: Collection[str]) -> Markup:
    """Running text in which prefixed names are set as code, and own terms linked.

    >>> print(prose("Ange kng:host & mer.", {"host"}))
    Ange <a href="#host"><code>kng:host</code></a> &amp; mer.
    """
    from markupsafe import Markup, escape

    parts: list[str] = []
    for at, piece in enumerate(_PREFIXED.split(text)):
        shown, name = escape(piece), piece.removeprefix("kng:")
        if at % 2 and name != piece and name in known:
            parts.append(f'<a href="#{name}"><code>{shown}</code></a>')
        else:
            parts.append(f"<code>{shown}</code>" if at % 2 else shown)
    return Markup("".join(parts))


def without_head(query: str) -> str:
    """A query without the lines of its head, which the page tells in words.

    >>> without_head("#+ title: {sv: Möten, en: Meetings}\\nSELECT * {}\\n")
    'SELECT * {}'
    """
    lines = [line for line in query.splitlines() if not line.startswith(MARK)]
    return "\n".join(lines).strip("\n")
