"""Values in the facts that are wrong in themselves: impossible texts, texts that the store writes
in another way, and intervals that cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

import pyoxigraph as ox

from kng._check import _literals
from kng._check._findings import Finding, show, term
from kng._check._shapes import RDF
from kng._dates import Span, span
from kng._namespaces import ASSERTED, NS, shorten
from kng._store import Object, Scope, Store, Triple
from kng._values import XSD, Cell, Literal

_PLAIN: Final = (XSD + "string", RDF + "langString")
_DATES: Final = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth"))
_STARTS_NOT_AFTER_ENDS: Final = (
    ("start", "end"),
    ("start", "endNotAfter"),
    ("startNotBefore", "end"),
    ("startNotBefore", "endNotAfter"),
)
_WITHIN_BOUNDS: Final = (
    ("startNotBefore", "startNotAfter"),
    ("startNotBefore", "start"),
    ("start", "startNotAfter"),
    ("endNotBefore", "endNotAfter"),
    ("endNotBefore", "end"),
    ("end", "endNotAfter"),
    ("attestedNotBefore", "attestedNotAfter"),
)


def impossible(store: Store) -> Iterator[Finding]:
    """Literals whose text their datatype does not allow."""
    plain = ", ".join(f"<{datatype}>" for datatype in _PLAIN)
    query = (
        "SELECT ?value { { SELECT DISTINCT ?value { [] ?property ?value "
        f"FILTER(isLiteral(?value)) }} }} FILTER(DATATYPE(?value) NOT IN ({plain})) }}"
    )
    for (value,) in store.select(query, Scope((ASSERTED,), ())):
        if isinstance(value, Literal) and not _literals.valid(value):
            yield from _impossible(store, value)


def _impossible(store: Store, value: Literal) -> Iterator[Finding]:
    pattern = f"?node ?property {term(value)}"
    query = f"SELECT DISTINCT ?graph ?node ?property {{ GRAPH ?graph {{ {pattern} }} }}"
    form = _literals.example(value.datatype)
    for graph, node, predicate in store.select(query, Scope((), store.sources)):
        said = f"{shorten(str(predicate))} {show(value)}"
        name = shorten(value.datatype)
        yield Finding(
            str(graph),
            str(node),
            "literal",
            f"{said} är inget giltigt värde av typen {name}; skriv det som {form}",
            f"{said} is no valid value of type {name}; write it like {form}",
            value,
        )


def rewritten(parsed: Mapping[str, Sequence[Triple]]) -> Iterator[Finding]:
    """Literals that the store does not keep as they are written, such as 59.5200 and "007"."""
    written: set[Object] = set().union(*(map(attrgetter("object"), t) for t in parsed.values()))
    typed = {each for each in written if _is_typed(each)}
    changed = typed - _kept(typed)
    for graph, triples in parsed.items() if changed else ():
        for triple in triples:
            literal = triple.object
            if literal in changed and isinstance(literal, ox.Literal):
                yield from (_rewritten(graph, triple, literal, k) for k in _kept({literal}))


def _is_typed(term: Object) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value not in _PLAIN


def _kept(literals: Collection[Object]) -> set[Object]:
    """The literals as the store gives them back."""
    node = ox.NamedNode("urn:kng:literal")
    scratch = Store()
    scratch.add(node.value, [Triple(node, node, literal) for literal in literals])
    return {triple.object for triple in scratch.triples(node.value)}


def _rewritten(graph: str, triple: Triple, literal: ox.Literal, as_kept: Object) -> Finding:
    kept = as_kept.value if isinstance(as_kept, ox.Literal) else ""
    said = f"{shorten(triple.predicate.value)} {literal.value}"
    node = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else graph
    return Finding(
        graph,
        node,
        "literal",
        f"{said} sparas som {kept}; skriv {kept}",
        f"{said} is kept as {kept}; write {kept}",
        Literal(literal.value, literal.datatype.value),
    )


def intervals(store: Store) -> Iterator[Finding]:
    """Intervals that certainly end before they start, or whose bounds contradict each other.

    Only what one source says is compared with itself: a node that is in order when all sources are
    taken together is in order in each.
    """
    suspects = [node for node, about in _spans(store).items() if any(_contradictions(about))]
    for node in sorted(suspects):
        for graph in store.sources_with(node):
            for sv, en in _contradictions(_spans(store, graph, node).get(node, {})):
                yield Finding(graph, node, "interval", sv, en)


_Spans = Mapping[str, list[tuple[Cell, Span]]]


def _contradictions(about: _Spans) -> Iterator[tuple[str, str]]:
    if len(about) < 2:
        return
    for start, end in _STARTS_NOT_AFTER_ENDS:
        for late, early in _reversed(about, start, end):
            yield (
                f"slutar ({early}) innan det börjar ({late}); rätta ett av dem",
                f"ends ({early}) before it starts ({late}); correct one of them",
            )
    for lower, upper in _WITHIN_BOUNDS:
        for late, early in _reversed(about, lower, upper):
            yield (
                f"{late} är senare än {early}; rätta en av gränserna",
                f"{late} is later than {early}; correct one of the bounds",
            )


def _spans(store: Store, graph: str = ASSERTED, node: str = "") -> dict[str, _Spans]:
    """By node and property, the dates of one graph that can be read; of one node if given."""
    names = sorted({name for pair in (*_STARTS_NOT_AFTER_ENDS, *_WITHIN_BOUNDS) for name in pair})
    only = f"VALUES ?node {{ <{node}> }}" if node else ""
    found: dict[str, dict[str, list[tuple[Cell, Span]]]] = {}
    read: dict[tuple[str, str], Span | None] = {}
    for name in names:
        query = f"SELECT ?node ?value {{ {only} ?node <{NS}{name}> ?value FILTER(isIRI(?node)) }}"
        for thing, value in store.select(query, Scope((graph,), ())):
            if not isinstance(value, Literal):
                continue
            text = (str(value), value.datatype)
            if text not in read:
                read[text] = span(str(value)) if _is_a_date(value) else None
            days = read[text]
            if days:
                found.setdefault(str(thing), {}).setdefault(name, []).append((value, days))
    return dict(found)


def _is_a_date(value: Literal) -> bool:
    return value.datatype in _DATES and _literals.valid(value)


def _reversed(spans: _Spans, lower: str, upper: str) -> Iterator[tuple[str, str]]:
    """The pairs of statements of which the first certainly lies after the second."""
    for late, earliest in sorted(spans.get(lower, ()), key=str):
        for early, latest in sorted(spans.get(upper, ()), key=str):
            if latest.last < earliest.first:
                yield f"kng:{lower} {late}", f"kng:{upper} {early}"
