"""What a dataset says of itself: named nodes with their properties, written as Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kng._export._lines import lines_of
from kng._export.turtle import turtle_of
from kng._namespaces import PREFIXES, expand
from kng._store import Triple, named, term
from kng._values import Bilingual, Iri, Literal

WITH_METADATA: Final[Mapping[str, str]] = {
    **PREFIXES,
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "formats": "http://www.w3.org/ns/formats/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
}
"""The prefixes of the graph, and those of the vocabularies that describe datasets."""

Value = Iri | Literal | Bilingual | str | int
"""An address, a literal, words in two languages, a text without language, or a whole number."""


class Description:
    """Nodes and what is said of them, in any order; the Turtle is sorted.

    >>> told = Description()
    >>> told.say("https://a.b/c", {"a": "void:Dataset", "void:triples": 7})
    >>> print(*told.turtle().decode().split())
    @prefix void: <http://rdfs.org/ns/void#> . <https://a.b/c> a void:Dataset ; void:triples 7 .
    """

    def __init__(self) -> None:
        self._triples: list[Triple] = []

    def say(self, subject: str, said: Mapping[str, Value | Iterable[Value] | None]) -> None:
        """State properties by prefixed name; ``a`` gives types by theirs, ``None`` says nothing."""
        about = named(subject)
        for name, values in said.items():
            predicate = named(full("rdf:type" if name == "a" else name))
            for value in _each(values):
                for cell in _cells(value, is_type=name == "a"):
                    self._triples.append(Triple(about, predicate, term(cell)))

    def turtle(self) -> bytes:
        """All that was said."""
        return turtle_of(lines_of(self._triples), WITH_METADATA)


def full(name: str) -> Iri:
    """The address behind a prefixed name, those of metadata among them.

    >>> full("dcat:Dataset")
    'http://www.w3.org/ns/dcat#Dataset'
    """
    prefix, _, local = name.partition(":")
    return Iri(WITH_METADATA[prefix] + local if prefix in WITH_METADATA else expand(name))


def _each(values: Value | Iterable[Value] | None) -> Iterable[Value]:
    if values is None:
        return ()
    return (values,) if isinstance(values, str | int | Bilingual) else values


def _cells(value: Value, *, is_type: bool) -> Iterable[Iri | Literal]:
    match value:
        case Bilingual(sv, en):
            return [Literal(t, language=ln) for ln, t in (("sv", sv), ("en", en)) if t]
        case Iri() | Literal():
            return [value]
        case int():
            return [Literal(str(value), PREFIXES["xsd"] + "integer")]
    return [full(value) if is_type else Literal(value)]
