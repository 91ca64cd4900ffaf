"""Turtle and TriG with the same bytes for the same triples.

The triples are sorted and Oxigraph writes them; only the order of its prefix lines, which
changes from run to run, is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kng._namespaces import PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_FIRST = {
    _RDF_TYPE: 0,
    PREFIXES["rdfs"] + "label": 1,
    PREFIXES["skos"] + "prefLabel": 1,
    PREFIXES["foaf"] + "name": 1,
    PREFIXES["dcterms"] + "title": 1,
}
_SORTED_PREFIXES = dict(sorted(PREFIXES.items()))

SortKey = tuple[str, int, str, bool, str, str, str]


def sort_key(triple: ox.Triple) -> SortKey:
    """Subject, then type, labels and other predicates, then objects: addresses before literals."""
    place, literal = triple.object, isinstance(triple.object, ox.Literal)
    text = place.value if isinstance(place, ox.NamedNode | ox.Literal) else str(place)
    language = (place.language or "") if isinstance(place, ox.Literal) else ""
    datatype = place.datatype.value if isinstance(place, ox.Literal) else ""
    predicate = triple.predicate.value
    return (
        str(triple.subject),
        _FIRST.get(predicate, 2),
        predicate,
        literal,
        language,
        text,
        datatype,
    )


def turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Turtle of the triples, grouped by subject, sorted, with the fixed prefixes that occur.

    >>> print(turtle([ox.Triple(ox.NamedNode("https://a.b/c"), ox.NamedNode(_RDF_TYPE),
    ...     ox.NamedNode(PREFIXES["kng"] + "Person"))]).decode(), end="")
    @prefix kng: <https://w3id.org/kng/ns#> .
    <BLANKLINE>
    <https://a.b/c> a kng:Person .
    """
    ordered = sorted(set(triples), key=sort_key)
    written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=_SORTED_PREFIXES)
    return _with_prefixes(written, gap="\n")


def trig(graphs: Mapping[str, Iterable[ox.Triple]]) -> bytes:
    """TriG of named graphs, sorted by name, each sorted as :func:`turtle` does."""
    quads = (
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
        for name in sorted(graphs)
        for t in sorted(set(graphs[name]), key=sort_key)
    )
    return _with_prefixes(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=_SORTED_PREFIXES))


def _with_prefixes(serialized: bytes | None, gap: str = "") -> bytes:
    """The text with only the prefixes that occur, in order; ``gap`` goes before each subject."""
    lines = (serialized or b"").decode().split("\n")
    body = [line for line in lines if line and not line.startswith("@prefix ")]
    text = "\n".join(line if line.startswith("\t") else gap + line for line in body).strip("\n")
    used = [f"@prefix {p}: <{ns}> ." for p, ns in _SORTED_PREFIXES.items() if f"{p}:" in text]
    return "\n".join([*used, "", text, ""]).encode()
