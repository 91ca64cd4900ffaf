"""What must hold of the facts before any shape is asked: known terms, addresses that lead
somewhere, no blank nodes, graphs that say where they come from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from kng._check._findings import Finding
from kng._check._shapes import OWL, RDF, RDFS, Shape, short
from kng._errors import Fault
from kng._namespaces import ASSERTED, ID, ONTOLOGY, shorten
from kng._store import Scope, Store, Triple
from kng._values import Cell, Iri

_A: Final = RDF + "type"
_PROV: Final = "http://www.w3.org/ns/prov#"
_ALWAYS_KNOWN: Final = {_A, RDFS + "label"}
_PROPERTIES: Final = (
    f"<{OWL}ObjectProperty> <{OWL}DatatypeProperty> <{OWL}AnnotationProperty> <{RDF}Property>"
)
_CLASSES: Final = f"<{OWL}Class> <{RDFS}Class>"
_WORDS: Final = {"property": ("egenskapen", "the property"), "class": ("klassen", "the class")}


# ---- terms


def unknown_terms(store: Store) -> Iterator[Finding]:
    """Properties and classes in the facts that the ontology does not declare."""
    for kind, used, place in (
        ("property", "SELECT DISTINCT ?term { [] ?term [] }", "?node <{}> ?any"),
        ("class", "SELECT DISTINCT ?term { [] a ?term }", "?node a <{}>"),
    ):
        known = _declared(store, kind)
        for term in sorted(_column(store, used) - known):
            if term.startswith("_:"):
                continue
            sv, en = _unknown(kind, term, known)
            for graph, node in _places(store, place.format(term)):
                yield Finding(graph, node, "unknown-term", sv, en)


def unknown_terms_of_shapes(store: Store, shapes: Sequence[Shape]) -> Iterator[Fault]:
    """Properties and classes in the shapes that the ontology does not declare."""
    known = {kind: _declared(store, kind) for kind in _WORDS}
    for shape in shapes:
        for kind, terms in _terms_of(shape).items():
            for term in sorted(terms - known[kind]):
                sv, en = _unknown(kind, term, known[kind])
                name = short(shape.name)
                yield Fault(shape.where, "unknown-term", f"{name}: {sv}", f"{name}: {en}")


def _terms_of(shape: Shape) -> dict[str, frozenset[str]]:
    properties = {t.address for t in shape.targets if t.kind in ("subjects", "objects")}
    classes = {t.address for t in shape.targets if t.kind == "class"}
    named = (name for constraint in shape.constraints for name in constraint.named())
    return {
        "property": frozenset(properties) | (shape.path.terms if shape.path else frozenset()),
        "class": frozenset(classes).union(named),
    }


def _declared(store: Store, kind: str) -> set[str]:
    types = _PROPERTIES if kind == "property" else _CLASSES
    query = f"SELECT DISTINCT ?term {{ VALUES ?type {{ {types} }} ?term a ?type }}"
    return _column(store, query, ONTOLOGY) | (_ALWAYS_KNOWN if kind == "property" else set())


def _unknown(kind: str, term: str, known: Iterable[str]) -> tuple[str, str]:
    name = shorten(term)
    names = sorted(known if name == term else map(shorten, known))
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    hint_sv = f"; menade du {shorten(near[0])}?" if near else "."
    hint_en = f"; did you mean {shorten(near[0])}?" if near else "."
    sv, en = _WORDS[kind]
    return (
        f"{sv} {name} finns inte i ontologin{hint_sv} Rätta stavningen eller deklarera termen",
        f"{en} {name} is not in the ontology{hint_en} Correct it, or declare the term",
    )


# ---- addresses


def dangling(store: Store, parsed: Mapping[str, Iterable[Triple]]) -> Iterator[Finding]:
    """Addresses of kng's things that are pointed to and nowhere described.

    One that was judged to be the same as another is described by its file, under its old name.
    """
    query = (
        "SELECT ?term { { SELECT DISTINCT ?term { [] ?property ?term FILTER(isIRI(?term)) } } "
        f"FILTER(STRSTARTS(STR(?term), '{ID}')) FILTER NOT EXISTS {{ ?term ?any [] }} }}"
    )
    sources = Scope((), store.sources)
    suspects = _column(store, query)
    if suspects:
        suspects -= {getattr(t.subject, "value", "") for ts in parsed.values() for t in ts}
    for term in sorted(suspects):
        pattern = f"?node ?property <{term}>"
        rows = store.select(_by_graph("?node ?property", pattern), sources)
        name = shorten(term)
        for graph, node, predicate in rows:
            if not _blank(node):
                said = shorten(str(predicate))
                yield Finding(
                    str(graph),
                    str(node),
                    "dangling",
                    f"{said} pekar på {name}, som inte beskrivs någonstans; rätta adressen eller "
                    "beskriv saken",
                    f"{said} points to {name}, which is described nowhere; correct the address "
                    "or describe the thing",
                    Iri(term),
                )


def blank_nodes(store: Store) -> Iterator[Finding]:
    """Nodes without an address: where a named node points to one, else once for the graph."""
    if not store.ask(
        "ASK { ?node ?property ?value FILTER(isBlank(?node) || isBlank(?value)) }",
        Scope((ASSERTED,), ()),
    ):
        return
    query = _by_graph("?node ?property ?value", "?node ?property ?value", "isBlank(?value)")
    inner: dict[str, set[str]] = {}
    named: set[str] = set()
    for graph, node, predicate, value in store.select(query, Scope((), store.sources)):
        inner.setdefault(str(graph), set()).add(str(value))
        if not _blank(node):
            named.add(str(graph))
            said = shorten(str(predicate))
            yield Finding(
                str(graph),
                str(node),
                "blank-node",
                f"{said} pekar på en nod utan adress; ge den en adress",
                f"{said} points to a node without an address; give it an address",
            )
    outer = _by_graph("?node", "?node ?property ?value", "isBlank(?node)")
    loose: dict[str, int] = {}
    for graph, node in store.select(outer, Scope((), store.sources)):
        is_loose = str(node) not in inner.get(str(graph), ()) or str(graph) not in named
        loose[str(graph)] = loose.get(str(graph), 0) + is_loose
    for graph_name, count in loose.items():
        if count:
            yield Finding(
                graph_name,
                graph_name,
                "blank-node",
                f"grafen har noder utan adress ({count}); ge dem adresser",
                f"the graph has nodes without an address ({count}); give them addresses",
            )


def bundles(store: Store) -> Iterator[Finding]:
    """Source graphs that do not say of themselves what they are."""
    for graph in store.sources:
        name = ox.NamedNode(graph)
        says_so = Triple(name, ox.NamedNode(_A), ox.NamedNode(_PROV + "Bundle"))
        if not store.holds(graph, says_so):
            yield Finding(
                graph,
                graph,
                "bundle",
                "grafen beskriver inte sig själv; skriv i den att den är en prov:Bundle, med "
                "prov:wasDerivedFrom och kng:extractedOn",
                "the graph does not describe itself; state in it that it is a prov:Bundle, with "
                "prov:wasDerivedFrom and kng:extractedOn",
            )


# ---- asking the store


def _column(store: Store, query: str, graph: str = ASSERTED) -> set[str]:
    return {str(term) for (term,) in store.select(query, Scope((graph,), ()))}


def _places(store: Store, pattern: str) -> Iterator[tuple[str, str]]:
    for graph, node in store.select(_by_graph("?node", pattern), Scope((), store.sources)):
        yield str(graph), str(graph if _blank(node) else node)


def _by_graph(variables: str, pattern: str, condition: str = "true") -> str:
    return (
        f"SELECT DISTINCT ?graph {variables} {{ GRAPH ?graph {{ {pattern} FILTER({condition}) }} }}"
    )


def _blank(node: Cell) -> bool:
    return str(node).startswith("_:")
