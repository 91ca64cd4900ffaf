"""The page of a thing: what can be read about it, every line with the documents that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kng._explain import cards, sources
from kng._markup import printable, template
from kng._namespaces import ASSERTED, DERIVED, NS, expand, shorten
from kng._questions import labels
from kng._serve.links import is_web, local
from kng._serve.little import around, merged, pointing
from kng._serve.negotiation import TRIPLES
from kng._serve.site import Edition
from kng._store import Triple
from kng._values import Bilingual, Card, Line, Section, Source

if TYPE_CHECKING:
    from jinja2 import Template

_HERE: Final = Path(__file__).parent
_OTHER: Final = {"sv": "en", "en": "sv"}
_MOST: Final = 200
_TYPE: Final = expand("rdf:type")
_DERIVED_FROM: Final = expand("prov:wasDerivedFrom")
_WORDS: Final = {
    "skip": Bilingual("Till innehållet", "To the content"),
    "other": Bilingual("In English", "På svenska"),
    "also": Bilingual("Också kallad", "Also called"),
    "address": Bilingual("Adress", "Address"),
    "data": Bilingual("Som data", "As data"),
    "statements": Bilingual("Allt som är sagt om detta", "Everything said about this"),
    "property": Bilingual("egenskap", "property"),
    "type": Bilingual("slag", "kind"),
    "value": Bilingual("värde", "value"),
    "by": Bilingual("enligt", "according to"),
    "derived": Bilingual("härlett", "derived"),
    "pointing": Bilingual("Det som hänvisar hit", "What points here"),
    "more": Bilingual("och {count} till, i datafilerna", "and {count} more, in the data"),
    "sources": Bilingual("Källor", "Sources"),
    "published": Bilingual("publicerad", "published"),
    "retrieved": Bilingual("hämtad", "retrieved"),
    "nothing": Bilingual("Inget mer är känt.", "Nothing more is known."),
    "home": Bilingual("Klimatneutrala städer", "Climate-neutral cities"),
}


class Link(NamedTuple):
    """Words, and where they lead; nowhere if ``href`` is empty."""

    text: str
    href: str = ""
    language: str = ""


class Statement(NamedTuple):
    """A property with one value, and the numbers of the documents that say so."""

    property: Link
    value: Link
    notes: tuple[int, ...]
    derived: bool


class Told(NamedTuple):
    """A line of a card as the page shows it."""

    text: str
    href: str
    notes: tuple[int, ...]


def page(edition: Edition, thing: str, language: str) -> bytes:
    """The page of a thing in ``sv`` or ``en``."""
    return _Page(edition, thing, language).html()


class _Page:
    """What a page is made of, in one language."""

    def __init__(self, edition: Edition, thing: str, language: str) -> None:
        self.edition, self.thing, self.language = edition, thing, language
        self.store = around(edition, thing)
        self.names = {**labels(self.store), _TYPE: _WORDS["type"]}
        self.documents = sources(self.store)
        self.numbers: dict[str, int] = {}

    def html(self) -> bytes:
        """The page; lines come before statements, so that notes are numbered in reading order."""
        card = cards(self.store).get(self.thing)
        sections = [(self._in(part.heading), self._lines(part.lines)) for part in _parts(card)]
        statements = self._statements()
        links, more = self._pointing()
        text = _template().render(
            language=self.language,
            other=_OTHER[self.language],
            t={name: self._in(words) for name, words in _WORDS.items()},
            title=self._name(self.thing),
            also=self._also(),
            kinds=self._kinds(card),
            address=self.thing,
            path=local(self.thing),
            sections=sections,
            statements=statements,
            pointing=links,
            more=more,
            formats=[(form.name, form.media) for form in TRIPLES],
            sources=[(number, self._source(name)) for name, number in self.numbers.items()],
        )
        return printable(text).encode()

    def _in(self, words: Bilingual) -> str:
        return words.in_language(self.language)

    def _name(self, address: str) -> str:
        return self._in(self.names.get(address, Bilingual("", ""))) or shorten(address)

    def _link(self, address: str) -> Link:
        return Link(self._name(address), local(address) or (address if is_web(address) else ""))

    def _also(self) -> str:
        words = self.names.get(self.thing, Bilingual("", ""))
        other = words.in_language(_OTHER[self.language])
        return other if other != self._in(words) else ""

    def _kinds(self, card: Card | None) -> list[str]:
        """What the thing is: as its card says, else by its classes, kng's own before others."""
        if card is not None and any(card.kind):
            return [self._in(card.kind)]
        types = [t.object for t in merged(self.store, [self.thing]) if t.predicate.value == _TYPE]
        named = {t.value for t in types if isinstance(t, ox.NamedNode) and t.value in self.names}
        own = {name for name in named if name.startswith(NS)}
        return sorted(self._name(name) for name in own or named)

    def _lines(self, lines: Iterable[Line]) -> list[Told]:
        return [
            Told(self._in(line.text), local(line.link), self._notes(line.sources)) for line in lines
        ]

    def _notes(self, documents: Iterable[str]) -> tuple[int, ...]:
        found = (self.numbers.setdefault(name, len(self.numbers) + 1) for name in documents)
        return tuple(sorted(found))

    def _statements(self) -> list[Statement]:
        graphs = self.store.stating(self.thing)
        stated = set(graphs.get(ASSERTED, []))
        said = dict.fromkeys(graphs.get(DERIVED, []), True) | dict.fromkeys(stated, False)
        by = defaultdict(set)
        for graph, triples in graphs.items():
            for triple in triples if graph in self.edition.sources else ():
                by[triple].update(self._taken_from(graph))
        found = [
            Statement(
                self._link(triple.predicate.value),
                self._value(triple),
                self._notes(sorted(by[triple])),
                derived,
            )
            for triple, derived in said.items()
        ]
        return sorted(found, key=lambda one: (one.derived, one.property.text, one.value.text))

    def _taken_from(self, graph: str) -> list[str]:
        own = self.store.stating(graph).get(graph, [])
        found = [triple.object for triple in own if triple.predicate.value == _DERIVED_FROM]
        return [one.value for one in found if isinstance(one, ox.NamedNode)]

    def _value(self, triple: Triple) -> Link:
        value = triple.object
        if isinstance(value, ox.NamedNode):
            return self._link(value.value)
        if isinstance(value, ox.Literal):
            text = value.value
            return Link(text, text if is_web(text) else "", value.language or "")
        return Link(str(value))

    def _pointing(self) -> tuple[list[Link], int]:
        """What points here, the first of it, and how many more there are."""
        links = sorted(self._link(one) for one in pointing(self.edition, self.thing))
        return links[:_MOST], max(len(links) - _MOST, 0)

    def _source(self, name: str) -> tuple[Source, str, str]:
        source = self.documents.get(name, Source(name, "", "", "", "", ""))
        return source, source.url if is_web(source.url) else "", local(name)


def _parts(card: Card | None) -> Sequence[Section]:
    return card.sections if card else ()


@cache
def _template() -> Template:
    return template((_HERE / "page.html.j2").read_text(encoding="utf-8"))
