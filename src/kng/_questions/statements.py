"""The statements of an answer, in an order that does not depend on the engine."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kng._store import Triple


def settled(triples: Sequence[Triple]) -> list[Triple]:
    """The statements, each once, sorted; blank nodes are numbered in that order.

    Blank nodes of which the same is said can change places.

    >>> p = ox.NamedNode("https://a.b/p")
    >>> [str(t) for t in settled([ox.Triple(p, p, ox.BlankNode("x9")), ox.Triple(p, p, p)])]
    ['<https://a.b/p> <https://a.b/p> <https://a.b/p>', '<https://a.b/p> <https://a.b/p> _:b1']
    """
    labels: dict[str, str] = {}
    for triple in sorted(triples, key=_unlabelled):
        for term in (triple.subject, triple.object):
            if isinstance(term, ox.BlankNode):
                labels.setdefault(term.value, f"b{len(labels) + 1}")
    named = (
        ox.Triple(_renamed(t.subject, labels), t.predicate, _renamed(t.object, labels))  # type: ignore[arg-type]
        for t in triples
    )
    return sorted(set(named), key=str)


def _unlabelled(triple: Triple) -> tuple[str, ...]:
    terms = (triple.subject, triple.predicate, triple.object)
    return tuple("_:" if isinstance(term, ox.BlankNode) else str(term) for term in terms)


def _renamed(term: object, labels: dict[str, str]) -> object:
    return ox.BlankNode(labels[term.value]) if isinstance(term, ox.BlankNode) else term
