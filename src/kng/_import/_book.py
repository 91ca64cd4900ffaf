"""What an import asks of the graph: names, sources, and what earlier imports made of which row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Final

import pyoxigraph as ox

from kng._import._ledger import Record, digest
from kng._namespaces import ID, PREFIXES, expand
from kng._store import Triple
from kng._tables.directory import Directory, plain
from kng._tables.statements import Statement
from kng._values import Iri, Literal

_TITLE: Final = PREFIXES["dcterms"] + "title"
_ISSUED: Final = PREFIXES["dcterms"] + "issued"
_LANGUAGE: Final = PREFIXES["dcterms"] + "language"
_URL: Final = PREFIXES["schema"] + "url"
_AS_WRITTEN: Final = PREFIXES["kng"] + "titleAsWritten"
_DERIVED: Final = PREFIXES["prov"] + "wasDerivedFrom"
_MEMBER: Final = PREFIXES["org"] + "member"
_BODY: Final = PREFIXES["org"] + "organization"
_NAMES: Final = {
    PREFIXES["rdfs"] + "label",
    PREFIXES["foaf"] + "name",
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["skos"] + "altLabel",
}
_SOURCE_NAMES: Final = {_TITLE, _URL}


class GraphBook:
    """The graph as a book to look things up in; it grows as rows are read.

    ``graphs`` are the source graphs by address, ``records`` what an earlier import of the same
    tables did. ``words`` are lists for the rules: patterns of names
    of a ``municipality``, and ``given_names``. ``forgotten`` finds the removed person of a name.
    """

    def __init__(
        self,
        graphs: Mapping[str, Sequence[Triple]],
        records: Iterable[Record],
        words: Mapping[str, Sequence[str]],
        forgotten: Callable[[str], str],
    ) -> None:
        self.directory = Directory(words.get("municipality", ()))
        self.forgotten = forgotten
        self.derived: dict[str, frozenset[str]] = {}
        self._values: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._labels: dict[tuple[str, str], str] = {}
        self._stated: dict[str, set[str]] = defaultdict(set)
        self._members: dict[str, str] = {}
        self._bodies: dict[str, set[str]] = defaultdict(set)
        self._given = set(map(plain, words.get("given_names", ())))
        self._known: dict[tuple[str, str], str] = {}
        self._made: dict[str, set[str]] = defaultdict(set)
        for record in records:
            self._made[f"{ID}graph/{record.graph}"] |= record.digests
            if record.key and record.node:
                self._known[record.sheet, record.key] = expand(record.node)
        for name, triples in graphs.items():
            statements = [s for s in map(statement, triples) if s is not None]
            self.derived[name] = frozenset(
                str(s.object) for s in statements if s.subject == name and s.predicate == _DERIVED
            )
            self.learn(statements, self.derived[name])

    def learn(self, statements: Iterable[Statement], sources: frozenset[str]) -> None:
        """Take up statements and the sources that make them."""
        for subject, predicate, value in statements:
            self._stated[subject] |= sources
            self._values.setdefault((subject, ""), {})
            kind = _kind(subject)
            if predicate in _NAMES or (kind == "source" and predicate in _SOURCE_NAMES):
                self._named(subject, kind, value)
            if predicate in (_TITLE, _ISSUED, _LANGUAGE, _AS_WRITTEN):
                self._values[subject, predicate][str(value)] = None
            if predicate == _MEMBER and _kind(str(value)) == "person":
                self._members[subject] = str(value)
            if predicate == _BODY:
                self._values[subject, _BODY][str(value)] = None
            if predicate in (_MEMBER, _BODY) and subject in self._members:
                self._bodies[self._members[subject]] |= set(self._values[subject, _BODY])

    def _named(self, subject: str, kind: str, value: Iri | Literal) -> None:
        if not kind:
            return
        self.directory.add(subject, kind, [str(value)])
        if isinstance(value, Literal):
            self._labels.setdefault((subject, value.language), str(value))
        if kind == "person":
            self._given.add(plain(str(value).split()[0]))

    @property
    def given_names(self) -> Set[str]:
        """The first words of all persons' names, in plain form."""
        return self._given

    def bodies(self, person: str) -> frozenset[str]:
        """The organisations that a person belongs to."""
        return frozenset(self._bodies.get(person, ()))

    def label(self, thing: str, language: str) -> str:
        """What a thing is called in a language, in neither or in the other; else empty."""
        other = "en" if language == "sv" else "sv"
        found = (self._labels.get((thing, tag)) for tag in (language, "", other))
        return next((name for name in found if name), "")

    def issued(self, source: str) -> str:
        """When a source was published, as written."""
        return self._one(source, _ISSUED)

    def title(self, source: str) -> str:
        """The title of a source."""
        return self._one(source, _TITLE)

    def language(self, source: str) -> str:
        """The language of a source where it is Swedish or English."""
        found = self._one(source, _LANGUAGE)
        return found if found in ("sv", "en") else ""

    def _one(self, thing: str, predicate: str) -> str:
        return next(iter(self._values.get((thing, predicate), ())), "")

    def stated_by(self, thing: str) -> frozenset[str]:
        """The sources that speak of a thing."""
        return frozenset(self._stated.get(thing, ()))

    def texts(self, thing: str) -> frozenset[str] | None:
        """The titles that a node carries; ``None`` where there is no such node."""
        if (thing, "") not in self._values:
            return None
        return frozenset(self._values.get((thing, _AS_WRITTEN), ()))

    def made(self, statements: Iterable[Statement], sources: frozenset[str]) -> bool:
        """Whether the earlier import made these statements of exactly these sources."""
        graphs = [name for name, derived in self.derived.items() if derived == sources]
        digests = {digest(each) for each in statements}
        return any(digests <= self._made.get(name, set()) for name in graphs)

    def known(self, sheet: str, key: str) -> str:
        """The thing that a row with this id became at an earlier import."""
        return self._known.get((sheet, key), "")


def statement(triple: Triple) -> Statement | None:
    """A triple as a statement; nothing where it has a blank node."""
    if not isinstance(triple.subject, ox.NamedNode):
        return None
    value = triple.object
    match value:
        case ox.NamedNode():
            cell: Iri | Literal = Iri(value.value)
        case ox.Literal():
            cell = Literal(value.value, value.datatype.value, value.language or "")
        case _:
            return None
    return Statement(triple.subject.value, triple.predicate.value, cell)


def _kind(address: str) -> str:
    return address.removeprefix(ID).partition("/")[0] if address.startswith(ID) else ""
