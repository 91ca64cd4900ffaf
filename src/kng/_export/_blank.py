"""Blank nodes, which only ontology and shapes have: each is written where it is pointed to.

Until all is sorted an address stands for what is written in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kng._namespaces import PREFIXES

_HEAD = ox.NamedNode(PREFIXES["rdf"] + "first")
_TAIL = ox.NamedNode(PREFIXES["rdf"] + "rest")
_NIL = ox.NamedNode(PREFIXES["rdf"] + "nil")
_ASIDE = "urn:x-kng:aside:"

Written = Callable[[str, Iterable[ox.Triple]], str]
"""The predicates and objects of one subject, on one line."""


def folded(triples: set[ox.Triple], written: Written) -> set[ox.Triple]:
    """The triples without blank nodes, but for those that several nodes or a circle point to."""
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
        return ox.Triple(triple.subject, triple.predicate, _aside(_bracketed(inner, written)))

    done = {fold(t) for t in triples if isinstance(t.subject, ox.NamedNode)}
    for root in [node for node in about if not pointed[node]]:
        inner = [fold(t) for t in about.pop(root)]
        subject = _aside("[]", _bracketed(inner, written))
        done.update(ox.Triple(subject, t.predicate, t.object) for t in inner)
    return done.union(*about.values())


def unfolded(text: str) -> str:
    """The text with what the addresses stand for."""
    return re.sub(rf"<{_ASIDE}([^:>]*):[^>]*>", lambda found: unquote(found[1]), text)


def _bracketed(triples: Sequence[ox.Triple], written: Written) -> str:
    """``( … )`` for a list of which the tail is already folded, else ``[ … ]``."""
    said = {t.predicate: t for t in triples}
    if len(triples) == 2 and said.keys() == {_HEAD, _TAIL}:
        tail = said[_TAIL].object
        rest = ")" if tail == _NIL else unfolded(str(tail)).removeprefix("( ")
        return f"( {_about(written, [said[_HEAD]]).partition(' ')[2]} {rest}"
    return f"[ {_about(written, triples)} ]"


def _about(written: Written, triples: Iterable[ox.Triple]) -> str:
    subject = _aside("")
    moved = (ox.Triple(subject, t.predicate, t.object) for t in triples)
    return unfolded(written(str(subject), moved))


def _aside(text: str, key: str = "") -> ox.NamedNode:
    return ox.NamedNode(f"{_ASIDE}{quote(text, safe='')}:{quote(key, safe='')}")
