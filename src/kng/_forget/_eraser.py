"""Statements without a person: what is only about them goes, and their name in the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

import pyoxigraph as ox

from kng._mentions import Mentions
from kng._namespaces import ID, PREFIXES, shorten
from kng._store import Object, Triple
from kng._values import XSD, Bilingual
from kng._vocabulary import KNG

Subject = ox.NamedNode | ox.BlankNode | ox.Triple

MARK: Final = Bilingual("[namn borttaget]", "[name removed]")
_SLUG_MARK: Final = "name-removed"
_URL: Final = PREFIXES["schema"] + "url"
_ONLY_ABOUT: Final = {PREFIXES["org"] + "member", KNG.participant, KNG.signatory}
_JUDGEMENT: Final = f"{ID}judgement/"
_WITHHELD: Final = Bilingual(
    "Webbadressen är utelämnad: den innehöll namnet på en person som tagits bort på begäran.",
    "The web address is left out: it held the name of a person who was removed on request.",
)


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that goes or is written otherwise: file and line, the thing, and what of it."""

    where: str
    thing: str
    said: Bilingual

    def text(self, language: str) -> str:
        """One line in ``sv`` or ``en``."""
        return f"{self.where}: {self.thing}: {self.said.in_language(language)}"


class Eraser:
    """What takes a person out of statements, and writes down what it took.

    ``doomed`` are the addresses that go: the person's own, and the nodes that exist only about
    them (affiliations, participations, signatures, identity judgements). ``changes`` grows.
    """

    def __init__(
        self,
        locate: Callable[[str, str], str],
        addresses: Sequence[str],
        mentions: Mentions,
        triples: Iterable[Triple],
    ) -> None:
        everything = list(triples)
        self.addresses, self.mentions = tuple(addresses), mentions
        self.doomed = set(addresses) | {
            triple.subject.value
            for triple in everything
            if isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.NamedNode)
            and triple.object.value in addresses
            and _only_about(triple.subject.value, triple.predicate.value)
        }
        self.changes: list[Change] = []
        self._locate = locate
        self._taken = {t.value for triple in everything for t in triple if _is_own(t)}
        self._renamed: dict[str, str] = {}

    def erased(self, graph: str, triples: Iterable[Triple]) -> list[Triple]:
        """The statements of a graph that stay, without the person's name."""
        return [kept for triple in triples for kept in self._erased(graph, triple)]

    def slug(self, text: str) -> str:
        """Part of an address or of a path, without the name."""
        return self.mentions.without(text, _SLUG_MARK)

    def address(self, address: str) -> str:
        """The address of a thing, without the name: the one reason for which one changes."""
        if not address.startswith(ID):
            return address
        if address not in self._renamed:
            kind, _, key = address.removeprefix(ID).partition("/")
            renamed = self.slug(key)
            if renamed != key:
                renamed = self._free(f"{ID}{kind}/{renamed}")
                self._taken.add(renamed)
            self._renamed[address] = renamed if renamed != key else address
        return self._renamed[address]

    def _free(self, address: str) -> str:
        numbered = (f"{address}-{number}" for number in count(2))
        return next(free for free in chain([address], numbered) if free not in self._taken)

    def _erased(self, graph: str, triple: Triple) -> list[Triple]:
        subject, said, value = triple.subject, triple.predicate, triple.object
        if _value(subject) in self.doomed:
            self._note(graph, subject, Bilingual("tas bort", "goes"))
            return []
        if _value(value) in self.doomed and isinstance(value, ox.NamedNode):
            name = f"{shorten(said.value)} {shorten(value.value)}"
            self._note(graph, subject, Bilingual(f"{name} tas bort", f"{name} goes"))
            return []
        node = self._node(graph, subject, subject)
        moved = triple if node == subject else Triple(node, said, value)
        if isinstance(value, ox.Literal):
            return self._literal(graph, subject, moved, value)
        if isinstance(value, ox.NamedNode):
            return self._link(graph, subject, moved, value)
        return [moved]

    def _node(self, graph: str, about: Subject, term: Subject) -> Subject:
        if not isinstance(term, ox.NamedNode) or self.address(term.value) == term.value:
            return term
        new = self.address(term.value)
        said = Bilingual(f"adressen blir {shorten(new)}", f"the address becomes {shorten(new)}")
        self._note(graph, about, said)
        return ox.NamedNode(new)

    def _link(
        self, graph: str, about: Subject, triple: Triple, value: ox.NamedNode
    ) -> list[Triple]:
        if not _is_own(value) and self.mentions.stands_in(value.value):
            said = shorten(triple.predicate.value)
            sv, en = f"{said} tas bort: adressen har namnet", f"{said} goes: it holds the name"
            self._note(graph, about, Bilingual(sv, en))
            return []
        kept = self._node(graph, about, value)
        return [triple if kept == value else Triple(triple.subject, triple.predicate, kept)]

    def _literal(
        self, graph: str, about: Subject, triple: Triple, value: ox.Literal
    ) -> list[Triple]:
        if not self.mentions.stands_in(value.value):
            return [triple]
        said = shorten(triple.predicate.value)
        if value.datatype.value == XSD + "anyURI" or triple.predicate.value == _URL:
            sv, en = f"{said} utelämnas: den har namnet", f"{said} is withheld: it holds the name"
            self._note(graph, about, Bilingual(sv, en))
            withheld = ox.NamedNode(KNG.withheld)
            return [Triple(triple.subject, withheld, reason) for reason in _reasons()]
        text = self.mentions.without(value.value, MARK.en if value.language == "en" else MARK.sv)
        self._note(graph, about, Bilingual(f"{said}: {text}", f"{said}: {text}"))
        kept = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
        return [Triple(triple.subject, triple.predicate, kept)]

    def _note(self, graph: str, node: Subject, said: Bilingual) -> None:
        where = self._locate(graph, _value(node))
        self.changes.append(Change(where, self.slug(shorten(_value(node))), said))


def _reasons() -> list[ox.Literal]:
    return [
        ox.Literal(_WITHHELD.sv, language="sv"),
        ox.Literal(_WITHHELD.en, language="en"),
    ]


def _only_about(subject: str, said: str) -> bool:
    return said in _ONLY_ABOUT or subject.startswith(_JUDGEMENT)


def _is_own(term: Object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(ID)


def _value(term: Object) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
