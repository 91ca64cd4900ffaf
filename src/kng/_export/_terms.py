"""Terms of N-Triples as Turtle writes them, and the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kng._namespaces import PREFIXES

RDF_TYPE: Final = PREFIXES["rdf"] + "type"
XSD: Final = PREFIXES["xsd"]

ObjectKey = tuple[bool, str, str, str]
PredicateKey = tuple[int, str]

_FIRST: Final = {
    RDF_TYPE: 0,
    PREFIXES["rdfs"] + "label": 1,
    PREFIXES["skos"] + "prefLabel": 1,
    PREFIXES["foaf"] + "name": 1,
    PREFIXES["dcterms"] + "title": 1,
}
_LOCAL_NAME: Final = re.compile(r"(?:\w(?:[\w.:-]*[\w:-])?)?", re.ASCII)
_BARE: Final = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
    f"{XSD}boolean": re.compile("true|false"),
}
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_MEANT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_MOST_REMEMBERED: Final = 400_000


def literal(term: str) -> tuple[str, str, str] | None:
    r"""Text, language and datatype of a literal of N-Triples; of an address nothing.

    >>> literal('"two\\nlines"@sv')
    ('two\nlines', 'sv', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString')
    >>> literal("<https://a.b/c>")
    """
    found = _LITERAL.fullmatch(term)
    if not found:
        return None
    text, language, datatype = found.groups()
    if language:
        return unescaped(text), language, PREFIXES["rdf"] + "langString"
    return unescaped(text), "", datatype or f"{XSD}string"


def unescaped(text: str) -> str:
    r"""The text that N-Triples writes so.

    >>> unescaped(r"a\"b\u00e5")
    'a"bå'
    """
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _MEANT.get(found[3], found[3])


class Terms:
    """Terms as Turtle writes them, each worked out once; ``used`` are the prefixes that occurred.

    >>> terms = Terms()
    >>> terms.predicate("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")[1]
    'a'
    >>> terms.object('"7"^^<http://www.w3.org/2001/XMLSchema#integer>')[1], sorted(terms.used)
    ('7', [])
    """

    def __init__(self, prefixes: Mapping[str, str] = PREFIXES) -> None:
        self.used: set[str] = set()
        self._prefixes = prefixes
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._predicates: dict[str, tuple[PredicateKey, str]] = {}
        self._objects: dict[str, tuple[ObjectKey, str]] = {}

    def subject(self, term: str) -> str:
        """The subject as it is written."""
        return self.address(term[1:-1]) if term[0] == "<" else term

    def predicate(self, term: str) -> tuple[PredicateKey, str]:
        """By what a predicate is sorted (type, names, the rest), and how it is written."""
        found = self._predicates.get(term)
        if found is None:
            address = term[1:-1]
            written = "a" if address == RDF_TYPE else self.address(address)
            found = self._predicates[term] = ((_FIRST.get(address, 2), address), written)
        return found

    def object(self, term: str) -> tuple[ObjectKey, str]:
        """By what an object is sorted (addresses, then literals by language and text), and how it
        is written."""
        found = self._objects.get(term)
        if found is None:
            if len(self._objects) >= _MOST_REMEMBERED:
                self._objects.clear()
            found = self._objects[term] = self._object(term)
        return found

    def _object(self, term: str) -> tuple[ObjectKey, str]:
        if term[0] == "<" and term[1] != "<":
            return (False, "", term[1:-1], ""), self.address(term[1:-1])
        parts = literal(term)
        if parts is None:
            return (False, "", term, ""), term
        text, language, datatype = parts
        key = (True, language, text, datatype)
        if language or datatype == f"{XSD}string":
            return key, term
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(text):
            return key, text
        return key, f"{term[: term.rindex('^^')]}^^{self.address(datatype)}"

    def address(self, address: str) -> str:
        """An address as it is written: as a prefixed name where that needs no escape."""
        cut = max(address.rfind("#"), address.rfind("/")) + 1
        prefix, local = self._by_namespace.get(address[:cut]), address[cut:]
        if prefix is None or not _LOCAL_NAME.fullmatch(local):
            return f"<{address}>"
        self.used.add(prefix)
        return f"{prefix}:{local}"

    def head(self) -> str:
        """The lines of the prefixes that occurred, in their order."""
        return "".join(f"@prefix {p}: <{self._prefixes[p]}> .\n" for p in sorted(self.used))
