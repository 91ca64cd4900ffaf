"""VoID: how large the graph is, which classes and properties it uses, and where to get it.

VoID is a W3C note, https://www.w3.org/TR/void/. Parts have names of their own, no blank nodes.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kng._export._describe import Description, Value
from kng._export.about import ABOUT
from kng._namespaces import BASE, ID, NS, PREFIXES, shorten
from kng._store import Store
from kng._values import Iri

DATASET: Final = Iri(f"{BASE}void#dataset")

_TOTALS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
(COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"""
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) { ?s a ?term } GROUP BY ?term ORDER BY ?term"
_PROPERTIES = """SELECT ?term (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects)
(COUNT(DISTINCT ?o) AS ?objects) { ?s ?term ?o } GROUP BY ?term ORDER BY ?term"""
_LINKS = "SELECT (COUNT(*) AS ?n) { ?s skos:exactMatch ?o FILTER(STRSTARTS(STR(?o), '%s')) }"
_WIKIDATA: Final = "http://www.wikidata.org/entity/"


def void(
    store: Store, dumps: Collection[str] = (), endpoint: str = "", homepage: str = ""
) -> bytes:
    """The VoID description of what is asserted and derived, as Turtle.

    ``dumps`` are the addresses of files that hold the whole graph, ``endpoint`` that of a SPARQL
    service, ``homepage`` that of a page for people; what is empty is not said. The same graph and
    addresses give the same bytes.
    """
    told = Description()
    totals = {name: int(str(cell)) for name, cell in next(store.select(_TOTALS).records()).items()}
    classes = _parts(store, _CLASSES)
    properties = _parts(store, _PROPERTIES)
    told.say(
        DATASET,
        {
            "a": "void:Dataset",
            **ABOUT.core(),
            "foaf:homepage": Iri(homepage) if homepage else None,
            "void:dataDump": [Iri(dump) for dump in dumps],
            "void:sparqlEndpoint": Iri(endpoint) if endpoint else None,
            "void:uriSpace": ID,
            "void:vocabulary": _vocabularies({*classes, *properties}),
            "void:triples": totals["triples"],
            "void:entities": totals["subjects"],
            "void:distinctSubjects": totals["subjects"],
            "void:distinctObjects": totals["objects"],
            "void:classes": len(classes),
            "void:properties": totals["properties"],
            "void:classPartition": [_part("class", one) for one in classes],
            "void:propertyPartition": [_part("property", one) for one in properties],
        },
    )
    for one, (count,) in classes.items():
        told.say(_part("class", one), {"void:class": Iri(one), "void:entities": count})
    for one, (count, subjects, objects) in properties.items():
        said: dict[str, Value] = {"void:property": Iri(one), "void:triples": count}
        said |= {"void:distinctSubjects": subjects, "void:distinctObjects": objects}
        told.say(_part("property", one), said)
    _links(store, told)
    return told.turtle()


def _parts(store: Store, query: str) -> dict[str, tuple[int, ...]]:
    return {str(name): tuple(int(str(n)) for n in counts) for name, *counts in store.select(query)}


def _links(store: Store, told: Description) -> None:
    ((count,),) = store.select(_LINKS % _WIKIDATA)
    if str(count) == "0":
        return
    links = Iri(f"{BASE}void#wikidata")
    told.say(DATASET, {"void:subset": links})
    told.say(
        links,
        {
            "a": "void:Linkset",
            "void:linkPredicate": Iri(PREFIXES["skos"] + "exactMatch"),
            "void:subjectsTarget": DATASET,
            "void:objectsTarget": Iri("http://www.wikidata.org/entity/"),
            "void:triples": int(str(count)),
        },
    )


def _part(kind: str, term: str) -> Iri:
    """The name of a partition: after the prefixed name of its term where there is one."""
    short = shorten(term)
    name = short.replace(":", "-") if short != term else term.partition("://")[2]
    return Iri(f"{BASE}void#{kind}-{name.replace('/', '-').replace('#', '-')}")


def _vocabularies(terms: Collection[str]) -> list[Value]:
    spaces = {term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in terms}
    return [Iri(space) for space in sorted(spaces | {NS})]
