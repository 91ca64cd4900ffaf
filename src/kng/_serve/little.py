"""The little graph around some things: what a page tells, or what names them, and no more.

It is taken out of the store on disk by address, so that its cost does not grow with the whole
graph; what tells of a graph (cards, labels, things) tells of this one in milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY, expand
from kng._serve.site import Edition
from kng._store import Store, Triple

_NAMES: Final = frozenset(
    map(expand, ("rdfs:label", "skos:prefLabel", "foaf:name", "dcterms:title", "skos:altLabel"))
)
_TYPE: Final = expand("rdf:type")
_PLACES: Final = frozenset(map(expand, ("kng:territory", "kng:place")))
_LIES: Final = frozenset(map(expand, ("geo:lat", "geo:long")))
_DERIVED_FROM: Final = expand("prov:wasDerivedFrom")
_MERGED: Final = (ASSERTED, DERIVED)


Gathered = defaultdict[str, list[Triple]]
"""Triples by the graph that states them."""


def names_of(edition: Edition, things: Iterable[str]) -> Store:
    """The graph that names things, and says what they are and where they lie."""
    found: Gathered = defaultdict(list)
    _name(edition, found, set(things))
    return _store(edition, found)


def around(edition: Edition, thing: str) -> Store:
    """The graph around a thing: all that is stated of it and of what points to it, by graph, with
    the names of everything in it and the documents that say so."""
    near = {thing, *pointing(edition, thing)}
    found: Gathered = defaultdict(list)
    for node in sorted(near):
        _take(found, edition.store.stating(node))
    far = {value for triples in found.values() for value in _addresses(triples)}
    for document in _documents(edition, found):
        _take(found, edition.store.stating(document))
    _name(edition, found, far - near)
    return _store(edition, found)


def pointing(edition: Edition, thing: str) -> list[str]:
    """What has the thing as a value in the merged graphs, sorted."""
    found = edition.store.stating(value=thing)
    return sorted(
        {
            triple.subject.value
            for graph in _MERGED
            for triple in found.get(graph, [])
            if isinstance(triple.subject, ox.NamedNode)
        }
    )


def merged(store: Store, things: Iterable[str]) -> list[Triple]:
    """What the merged graphs say of things."""
    return [
        triple
        for thing in things
        for graph, triples in store.stating(thing).items()
        if graph in _MERGED
        for triple in triples
    ]


def _name(edition: Edition, found: Gathered, things: Iterable[str]) -> None:
    for thing in things:
        told = _only(merged(edition.store, [thing]), {*_NAMES, _TYPE, *_PLACES})
        found[ASSERTED] += told
        for place in _addresses(_only(told, _PLACES)):
            found[ASSERTED] += _only(merged(edition.store, [place]), _LIES)


def _documents(edition: Edition, found: Gathered) -> set[str]:
    """The documents that the graphs were taken from, which is said in each graph itself."""
    documents: set[str] = set()
    for graph in edition.sources & found.keys():
        derived = _only(edition.store.stating(graph).get(graph, []), {_DERIVED_FROM})
        found[graph] += derived
        documents.update(_addresses(derived))
    return documents


def _store(edition: Edition, found: Gathered) -> Store:
    store = Store()
    store.add(ONTOLOGY, edition.kept("ontology", lambda: edition.store.triples(ONTOLOGY)))
    for graph, triples in found.items():
        store.add(graph, triples, source=graph in edition.sources)
    return store


def _take(found: Gathered, stated: Mapping[str, Sequence[Triple]]) -> None:
    for graph, triples in stated.items():
        found[graph] += triples


def _only(triples: Iterable[Triple], predicates: Collection[str]) -> list[Triple]:
    return [triple for triple in triples if triple.predicate.value in predicates]


def _addresses(triples: Iterable[Triple]) -> Iterator[str]:
    return (triple.object.value for triple in triples if isinstance(triple.object, ox.NamedNode))
