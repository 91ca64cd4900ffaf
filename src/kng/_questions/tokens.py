"""SPARQL text cut into tokens, so that nothing inside a string or a comment is taken for syntax."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"\"\"(?:\\.|"{0,2}[^"\\])*\"\"\" | '''(?:\\.|'{0,2}[^'\\])*'''
             | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d][\w.\-]*)?:(?:(?:[\w:%]|\\.)(?:[\w.\-:%]|\\.)*)? | [^\W\d][\w.\-]*)
  | (?P<other>\\.|[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


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


def occurring(query: str, words: Collection[str]) -> set[str]:
    """Those of ``words`` (upper case) that an engine could read as keywords of the query.

    Oxigraph needs no space around a keyword: it reads ``SERVICEkng:x`` and ``1e1SERVICE`` too.
    So a word counts wherever a bare word or a prefix contains it.

    >>> sorted(occurring("ASK { kng:service <https://a.b/service> 'service' }", {"SERVICE"}))
    []
    >>> sorted(occurring("ASK { SERVICEkng:x {} }", {"SERVICE"}))
    ['SERVICE']
    """
    bare = [t.text.partition(":")[0].upper() for t in tokens(query) if t.kind == "name"]
    return {word for word in words if any(word in text for text in bare)}


def ambiguous(query: str) -> list[str]:
    """Addresses that could also be read as a comparison that is followed by a comment.

    ``1<2#>`` is such a one: what comes after it would be cut into tokens in two ways.

    >>> ambiguous("ASK { FILTER(1<2#>) } ASK { <#x> <https://a.b/#c> <urn:a> }")
    ['<2#>', '<#x>']
    """
    unclear = (t.text for t in tokens(query) if t.kind == "iri" and not _ABSOLUTE.match(t.text))
    return [text for text in unclear if "#" in text or ")" in text]
