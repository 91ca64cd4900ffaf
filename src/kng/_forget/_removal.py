"""What a graph holds of a person, and the graph without it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kng._export.turtle import turtle
from kng._forget._eraser import Change, Eraser
from kng._forget._ledger import is_ledger, without_person
from kng._forget._tombstones import FILE, FORGOTTEN, buried, without_days
from kng._mentions import Mentions, words
from kng._namespaces import ID, NS, PREFIXES
from kng._store import Triple, parse_turtle
from kng._tables.statements import digest
from kng._vocabulary import KNG
from kng._workspace import Document, Workspace, graph_name

FOLDER: Final = "graph/"
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_REPLACED: Final = PREFIXES["dcterms"] + "isReplacedBy"
_NAMES: Final = {
    PREFIXES["foaf"] + "name",
    PREFIXES["rdfs"] + "label",
    PREFIXES["skos"] + "altLabel",
    PREFIXES["skos"] + "prefLabel",
}
_JUDGEMENT: Final = f"{ID}judgement/"
_SAME: Final = f"{ID}verdict/same"
_WITHDRAWN: Final = f"{NS}withdrawn"


@dataclass(frozen=True)
class Removal:
    """A person's removal, worked out but not carried out.

    ``doomed`` are the addresses that go: theirs, and those of what is only about them.
    ``files`` are the new and the changed files of ``graph/`` by their path in it, ``gone`` the
    paths that are no more, and ``facts`` all the Turtle files as they will be. ``mentions``
    finds the names that are looked for; ``shared`` are those that somebody else has in their
    own name, which are left where they stand.
    """

    addresses: tuple[str, ...]
    doomed: tuple[str, ...]
    names: tuple[str, ...]
    shared: tuple[str, ...]
    mentions: Mentions
    changes: tuple[Change, ...]
    files: Mapping[str, bytes]
    gone: tuple[str, ...]
    facts: tuple[Document, ...]


def removal(
    workspace: Workspace,
    parsed: Mapping[str, Sequence[Triple]],
    files: Mapping[str, bytes],
    person: str,
    on: str,
) -> Removal:
    """Work out the removal of a person.

    ``parsed`` has the triples of each graph, ``files`` what stands in ``graph/`` by the path in
    it, and ``on`` is the day as an ISO date.
    """
    facts = {document: parsed[graph_name(document)] for document in workspace.facts}
    everything = [triple for triples in facts.values() for triple in triples]
    addresses = same_as(everything, person)
    own = _names(everything)
    names = tuple(sorted({name for address in addresses for name in own.get(address, ())}))
    shared = _shared(names, {a: n for a, n in own.items() if a not in addresses})
    mentions = Mentions.of(set(names) - set(shared))
    eraser = Eraser(workspace.locate, addresses, mentions, everything)
    written = [_without(document, eraser, triples) for document, triples in facts.items()]
    buried_before = without_days(eraser.erased(FORGOTTEN, parsed.get(FORGOTTEN, ())))
    dead = [*buried_before, *buried(addresses, names, on)]
    grave = Document(FOLDER + FILE, FILE.removesuffix(".ttl"), turtle(dead))
    documents = [d for d in written if d is not None and d.path != grave.path] + [grave]
    standing = _digests(triple for document in documents for triple in _parsed(document))
    ledgers = {
        eraser.slug(path): without_person(FOLDER + path, data, eraser, standing)
        for path, data in files.items()
        if is_ledger(path, data)
    }
    new = {document.path.removeprefix(FOLDER): document.data for document in documents} | ledgers
    before = {d.path.removeprefix(FOLDER): d.data for d in workspace.facts}
    before |= {path: data for path, data in files.items() if is_ledger(path, data)}
    return Removal(
        addresses,
        tuple(sorted(eraser.doomed)),
        names,
        shared,
        mentions,
        tuple(sorted(set(eraser.changes))),
        {path: data for path, data in new.items() if before.get(path) != data},
        tuple(path for path in before if path not in new),
        tuple(sorted(documents, key=lambda document: document.path)),
    )


def _without(document: Document, eraser: Eraser, triples: Sequence[Triple]) -> Document:
    """The document without the person; the same bytes where it does not speak of them."""
    graph = graph_name(document)
    kept = eraser.erased(graph, triples)
    name = eraser.slug(document.name)
    path = document.path.removesuffix(f"{document.name}.ttl") + f"{name}.ttl"
    path = FOLDER + "/".join(eraser.slug(part) for part in path.removeprefix(FOLDER).split("/"))
    same = kept == list(triples) and not eraser.mentions.stands_in(_text(document.data))
    return Document(path, name, document.data if same else turtle(kept))


def _parsed(document: Document) -> list[Triple]:
    return parse_turtle(document.data, document.path)[0]


def _digests(triples: Iterable[Triple]) -> frozenset[str]:
    """The digests by which ledgers know the statements."""
    return frozenset(digest(key) for key in filter(None, map(_key, triples)))


def _key(triple: Triple) -> tuple[str, ...]:
    subject, value = triple.subject, triple.object
    if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
        return ()
    told = (value.language or value.datatype.value,) if isinstance(value, ox.Literal) else ()
    return (subject.value, triple.predicate.value, value.value, *told)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def same_as(triples: Iterable[Triple], person: str) -> tuple[str, ...]:
    """The addresses that were judged to be of one person, the given one first.

    They are joined by ``dcterms:isReplacedBy`` and by identity judgements with the verdict
    *same* that have not been withdrawn.
    """
    pairs: list[tuple[str, ...]] = []
    judged: dict[str, list[tuple[str, str]]] = {}
    for triple in triples:
        subject, said, value = _value(triple.subject), triple.predicate.value, _value(triple.object)
        if said == _REPLACED:
            pairs.append((subject, value))
        if subject.startswith(_JUDGEMENT):
            judged.setdefault(subject, []).append((said, value))
    for about in judged.values():
        things = [value for _, value in about if value.startswith(f"{ID}person/")]
        withdrawn = any(said.startswith(_WITHDRAWN) for said, _ in about)
        if _SAME in {value for _, value in about} and not withdrawn:
            pairs.append(tuple(things))
    found = [person]
    for address in found:
        joined = {other for pair in pairs if address in pair for other in pair}
        found += sorted(joined - set(found))
    return tuple(found)


def _names(triples: Iterable[Triple]) -> dict[str, list[str]]:
    """The names of every person, by address."""
    people = {
        triple.subject
        for triple in triples
        if triple.predicate.value == _RDF_TYPE and _value(triple.object) == KNG.Person
    }
    found: dict[str, list[str]] = {}
    for triple in triples:
        if triple.subject in people and triple.predicate.value in _NAMES:
            found.setdefault(_value(triple.subject), []).append(_value(triple.object))
    return found


def _shared(names: Collection[str], others: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Those of the names that stand in the name of somebody else."""
    told = [other for theirs in others.values() for other in theirs]
    return tuple(
        name for name in names if any(Mentions.of([name]).stands_in(other) for other in told)
    )


def one_word(names: Iterable[str]) -> tuple[str, ...]:
    """The names of one word, which nothing looks for."""
    return tuple(name for name in names if len(words(name)) < 2)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
