"""Parameters: the ``VALUES ?name { … }`` block of a question, replaced by serialised terms."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kng._errors import QueryError
from kng._namespaces import expand
from kng._sparql import tokens
from kng._values import XSD, Cell, Iri, Literal


def bind(query: str, name: str, term: Cell) -> str:
    """The query with the default of parameter ``name`` replaced by ``term``, in each of its blocks.

    The term is serialised by the store's own library, so a value cannot become syntax.

    >>> bind("SELECT * { VALUES ?day { 1 } }", "day", Literal('2 } ; DROP "'))
    'SELECT * { VALUES ?day { "2 } ; DROP \\\\"" } }'

    Raises:
        QueryError: the query has no ``VALUES ?name`` block.
    """
    for start, end in reversed(_blocks(query, name)):
        query = f"{query[:start]} {serialise(term)} {query[end:]}"
    return query


def default(query: str, name: str) -> str:
    """The text of the default of parameter ``name``.

    >>> default("SELECT * { VALUES ?day { 1 } }", "day")
    '1'

    Raises:
        QueryError: the query has no ``VALUES ?name`` block, or several that differ.
    """
    found = {query[start:end].strip() for start, end in _blocks(query, name)}
    if len(found) > 1:
        raise QueryError(f"the blocks VALUES ?{name} {{ … }} differ: {', '.join(sorted(found))}")
    return found.pop()


def serialise(term: Cell) -> str:
    """One term in SPARQL syntax.

    >>> serialise(Iri("https://a.b/c")), serialise(Literal("x", language="sv"))
    ('<https://a.b/c>', '"x"@sv')

    Raises:
        QueryError: an address that is none, or text that no file could hold.
    """
    if term is None:
        return "UNDEF"
    try:
        return str(_term(term))
    except ValueError as error:
        what = "an address" if isinstance(term, Iri) else "text"
        raise QueryError(f"{str(term)!r} is not {what}: {error}") from error


def _term(term: Iri | Literal) -> ox.NamedNode | ox.Literal:
    text = str(term)
    text.encode("utf-8")
    if isinstance(term, Iri):
        return ox.NamedNode(text)
    if term.language:
        return ox.Literal(text, language=term.language)
    return ox.Literal(text, datatype=ox.NamedNode(term.datatype))


def parse_value(text: str, kind: str) -> Cell:
    """What a reader typed, as the term that a parameter of that type wants.

    >>> parse_value("2022-03-01", "date").datatype
    'http://www.w3.org/2001/XMLSchema#date'
    >>> parse_value("kng-meeting:m1", "iri")
    'https://w3id.org/kng/id/meeting/m1'

    Raises:
        ValueError: the text is no value of that type; says what was expected.
    """
    match kind:
        case "iri":
            address = expand(text.strip("<>"))
            if "://" not in address:
                raise ValueError(f"'{text}' is not an address")
            return Iri(address)
        case "date":
            from kng._dates import datatype

            if datatype(text) != "date":
                raise ValueError(f"'{text}' is not a day; expected YYYY-MM-DD")
            return Literal(text, XSD + "date")
        case "integer":
            if not re.fullmatch(r"[+-]?[0-9]+", text):
                raise ValueError(f"'{text}' is not a whole number")
            return Literal(text, XSD + "integer")
    return Literal(text)


def _blocks(query: str, name: str) -> list[tuple[int, int]]:
    """Where the insides of the blocks ``VALUES ?name { … }`` begin and end."""
    found: list[tuple[int, int]] = []
    words = list(tokens(query))
    for keyword, variable, brace in zip(words, words[1:], words[2:], strict=False):
        if (
            keyword.text.upper() == "VALUES"
            and variable.kind == "variable"
            and variable.text[1:] == name
            and brace.text == "{"
        ):
            found.append((brace.end, _closing(query, brace.end)))
    if not found:
        raise QueryError(f"the query has no block VALUES ?{name} {{ … }}")
    return found


def _closing(query: str, start: int) -> int:
    for token in tokens(query[start:]):
        if token.text == "}":
            return start + token.start
    raise QueryError("a VALUES block is not closed")
