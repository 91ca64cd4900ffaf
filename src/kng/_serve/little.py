"""The little graph around some things: what a page tells, or what names them, and no more.

It is taken out of the store on disk by address, so that its cost does not grow with the whole
graph; what tells of a graph (cards, labels, things) tells of this one in milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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


def names_of(edition: Edition, things: Iterable[str]) -> Store:
    """The graph that names things, and says what they are and where they lie."""
    found = Store()
    found.add(ONTOLOGY, _ontology(edition))
    _name(edition, found, set(things))
    return found


def around(edition: Edition, thing: str) -> Store:
    """The graph around a thing: all that is stated of it and of what points to it, by graph, with
    the names of everything in it and the documents that say so."""
    source = edition.store
    near = {thing, *pointing(edition, thing)}
    found = names_of(edition, ())
    graphs: set[str] = set()
    far: set[str] = set()
    for node in sorted(near):
        for graph, triples in source.stating(node).items():
            graphs.add(graph)
            found.add(graph, triples, source=graph in edition.sources)
            far |= {value for triple in triples for value in _addresses(triple)}
    documents = _documents(edition, found, graphs & edition.sources)
    _name(edition, found, far - near)
    for document in documents:
        for graph, triples in source.stating(document).items():
            found.add(graph, triples, source=graph in edition.sources)
    return found


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


def _name(edition: Edition, found: Store, things: Collection[str]) -> None:
    for thing in things:
        told = merged(edition.store, [thing])
        found.add(ASSERTED, _only(told, {*_NAMES, _TYPE, *_PLACES}))
        for triple in told:
            if triple.predicate.value in _PLACES and isinstance(triple.object, ox.NamedNode):
                found.add(ASSERTED, _only(merged(edition.store, [triple.object.value]), _LIES))


def _documents(edition: Edition, found: Store, graphs: Iterable[str]) -> set[str]:
    """The documents that graphs were taken from, each told in its own graph."""
    documents: set[str] = set()
    for graph in graphs:
        own = edition.store.stating(graph).get(graph, [])
        derived = _only(own, {_DERIVED_FROM})
        found.add(graph, derived, source=True)
        documents |= {value for triple in derived for value in _addresses(triple)}
    return documents


def _ontology(edition: Edition) -> Sequence[Triple]:
    return edition.kept("ontology", lambda: edition.store.triples(ONTOLOGY))


def _only(triples: Iterable[Triple], predicates: Collection[str]) -> list[Triple]:
    return [triple for triple in triples if triple.predicate.value in predicates]


def _addresses(triple: Triple) -> list[str]:
    return [triple.object.value] if isinstance(triple.object, ox.NamedNode) else []
