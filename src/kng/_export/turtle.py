"""Turtle and TriG with the same bytes for the same triples.

The triples are sorted and Oxigraph writes them; only the order of its prefix lines, which
changes from run to run, is put right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kng._namespaces import PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_HEAD = ox.NamedNode(PREFIXES["rdf"] + "first")
_TAIL = ox.NamedNode(PREFIXES["rdf"] + "rest")
_NIL = ox.NamedNode(PREFIXES["rdf"] + "nil")
_ASIDE = "urn:x-kng:aside:"
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

    A blank node stands where it is pointed to, as ``[ … ]`` or ``( … )``, so that the text does not
    depend on its label; one that several nodes or a circle point to keeps the label.

    >>> print(turtle([ox.Triple(ox.NamedNode("https://a.b/c"), ox.NamedNode(_RDF_TYPE),
    ...     ox.NamedNode(PREFIXES["kng"] + "Person"))]).decode(), end="")
    @prefix kng: <https://w3id.org/kng/ns#> .
    <BLANKLINE>
    <https://a.b/c> a kng:Person .
    """
    ordered = sorted(_folded(set(triples)), key=sort_key)
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
    text = _unfolded(text)
    used = [f"@prefix {p}: <{ns}> ." for p, ns in _SORTED_PREFIXES.items() if f"{p}:" in text]
    return "\n".join([*used, "", text, ""]).encode()


# ---- blank nodes: each is written into an address that stands for it until all is sorted


def _folded(triples: set[ox.Triple]) -> set[ox.Triple]:
    pointed = Counter(t.object for t in triples if isinstance(t.object, ox.BlankNode))
    about: dict[ox.BlankNode, list[ox.Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode):
            about.setdefault(triple.subject, []).append(triple)

    def fold(triple: ox.Triple) -> ox.Triple:
        value = triple.object
        if not isinstance(value, ox.BlankNode) or pointed[value] != 1:
            return triple
        inner = [fold(t) for t in about.pop(value, [])]
        return ox.Triple(triple.subject, triple.predicate, _aside(_bracketed(inner)))

    folded = {fold(t) for t in triples if isinstance(t.subject, ox.NamedNode)}
    for root in [node for node in about if not pointed[node]]:
        inner = [fold(t) for t in about.pop(root)]
        subject = _aside("[]", _bracketed(inner))
        folded.update(ox.Triple(subject, t.predicate, t.object) for t in inner)
    return folded.union(*about.values())


def _bracketed(triples: Sequence[ox.Triple]) -> str:
    """``( … )`` for a list of which the tail is already folded, else ``[ … ]``."""
    said = {t.predicate: t for t in triples}
    if len(triples) == 2 and said.keys() == {_HEAD, _TAIL}:
        tail = said[_TAIL].object
        rest = ")" if tail == _NIL else _unfolded(str(tail)).removeprefix("( ")
        return f"( {_statements([said[_HEAD]]).partition(' ')[2]} {rest}"
    return f"[ {_statements(triples)} ]"


def _statements(triples: Iterable[ox.Triple]) -> str:
    """Predicates and objects, on one line."""
    subject = _aside("")
    moved = sorted((ox.Triple(subject, t.predicate, t.object) for t in triples), key=sort_key)
    written = ox.serialize(moved, format=ox.RdfFormat.TURTLE, prefixes=_SORTED_PREFIXES) or b""
    lines = [line for line in written.decode().split("\n") if not line.startswith("@prefix ")]
    text = "".join(line.replace("\t", " ", 1) if line.startswith("\t") else line for line in lines)
    return _unfolded(text.removeprefix(f"{subject} ").removesuffix(" ."))


def _aside(text: str, key: str = "") -> ox.NamedNode:
    return ox.NamedNode(f"{_ASIDE}{quote(text, safe='')}:{quote(key, safe='')}")


def _unfolded(text: str) -> str:
    return re.sub(rf"<{_ASIDE}([^:>]*):[^>]*>", lambda found: unquote(found[1]), text)
