"""What a row becomes: statements, and an entry that says what became of the row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from kng._dates import datatype
from kng._identity import slug
from kng._tables.dates import Dated
from kng._tables.typed import Link, Ref, Typed
from kng._values import XSD, Iri, Literal

ENTERED: Final = "entered"
LEFT_OUT: Final = "left-out"
FORGOTTEN: Final = "forgotten"
_DIGEST: Final = 8


class Statement(NamedTuple):
    """Subject, property and value."""

    subject: str
    predicate: str
    object: Iri | Literal

    @property
    def key(self) -> tuple[str, ...]:
        """By what two statements are the same: a text in two languages is two."""
        value = self.object
        told = (value.language or value.datatype,) if isinstance(value, Literal) else ()
        return (self.subject, self.predicate, str(value), *told)


def digest(key: Sequence[str]) -> str:
    """A short digest by which a ledger knows a statement again; ``key`` is the statement's.

    >>> len(digest(("https://a.b/c", "https://a.b/d", "https://a.b/e")))
    8
    """
    return hashlib.sha256("\n".join(key).encode()).hexdigest()[:_DIGEST]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one row.

    ``node`` is the address of what the row is about, ``sources`` what it cites, ``notes`` what was
    left out of it and why; a row whose ``outcome`` is not ``entered`` makes no statement.
    """

    sheet: str
    row: int
    key: str
    outcome: str
    node: str
    sources: frozenset[str]
    statements: tuple[Statement, ...]
    notes: tuple[str, ...]


def said(subject: str, predicate: str, value: Typed, language: str = "") -> Iterator[Statement]:
    """The statement of a value; a date with bounds says the earliest and the latest.

    >>> when = Dated(not_before="2022-03-02")
    >>> [s.predicate for s in said("https://a.b/m", "https://a.b/start", when)]
    ['https://a.b/startNotBefore']
    """
    if isinstance(value, Dated) and not value.date:
        for end, text in (("NotBefore", value.not_before), ("NotAfter", value.not_after)):
            if text:
                yield Statement(subject, predicate + end, _date(text))
        return
    yield Statement(subject, predicate, term(value, language))


def term(value: Typed, language: str = "") -> Iri | Literal:
    """A typed value as it stands in the graph.

    >>> term(7).datatype.rpartition("#")[2], term("möte", "sv").language
    ('integer', 'sv')
    """
    match value:
        case Ref():
            return Iri(value.address)
        case Dated():
            return _date(value.date)
        case Link():
            return Literal(value.url, XSD + "anyURI")
        case bool():
            return Literal("true" if value else "false", XSD + "boolean")
        case int():
            return Literal(str(value), XSD + "integer")
        case Decimal():
            return Literal(format(value.normalize(), "f"), XSD + "decimal")
    return Literal(str(value), language=language)


def _date(text: str) -> Literal:
    return Literal(text, XSD + datatype(text))


def key_of(value: Typed) -> str:
    """What stands for a value in an address: the end of an address, or a slug.

    >>> key_of(Ref("https://w3id.org/kng/id/role/mayor", "")), key_of("Palladium, Borlänge")
    ('mayor', 'palladium-borlange')

    Raises:
        ValueError: nothing of a text can be written in ASCII.
    """
    if isinstance(value, Ref):
        return value.address.rpartition("/")[2]
    return slug((value.date or value.not_before) if isinstance(value, Dated) else str(value))


def word_of(value: Typed) -> str:
    """A value as a word, in a condition or inside a text: a thing by the end of its address."""
    return key_of(value) if isinstance(value, Ref) else str(value)
