"""SPARQL text cut into tokens, so that nothing inside a string or a comment is taken for syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:\\.|"{0,2}[^"\\])*\"\"\" | '''(?:\\.|'{0,2}[^'\\])*'''
             | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
  | (?P<variable>[?$]\w+)
  | (?P<name>[^\W\d][\w.\-]*(?::[\w.\-%]*)? | :[\w.\-%]*)
  | (?P<other>[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of the text with its kind and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without its comments.

    >>> [t.text for t in tokens('SELECT ?x { ?x a "SERVICE # no" } # end')]
    ['SELECT', '?x', '{', '?x', 'a', '"SERVICE # no"', '}']
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind != "comment":
            yield Token(kind, match.group(), match.start(), match.end())


def keywords(query: str) -> set[str]:
    """The bare words of a query in upper case: what could be a keyword.

    >>> sorted(keywords("ASK { ?s kng:service <service> }"))
    ['ASK']
    """
    return {t.text.upper() for t in tokens(query) if t.kind == "name" and ":" not in t.text}
