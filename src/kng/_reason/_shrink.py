"""A smallest set of statements that still contradict each other, by leaving out and asking again.

Delta debugging (Zeller and Hildebrandt 2002, https://doi.org/10.1109/32.988498): ever smaller
chunks are left out as long as the rest stays inconsistent. Bounded in questions and in time; what
is left when a bound is met is still a clash, only perhaps not a smallest one.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import pyoxigraph as ox

from kng._namespaces import ASSERTED, ONTOLOGY
from kng._reason._axioms import OWL, RDF, RDFS, TYPE
from kng._reason._hermit import classify
from kng._reason._java import ReasonerFailed
from kng._store import Store, Triple

QUESTIONS: Final = 150
_T = TypeVar("_T")
_DECLARED: Final = {
    OWL + kind
    for kind in (
        "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Ontology",
        "NamedIndividual",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Core:
    """What is left: facts, and units of the ontology; ``smallest`` if nothing more can go."""

    facts: tuple[Triple, ...]
    axioms: tuple[tuple[Triple, ...], ...]
    smallest: bool


class _Spent(Exception):  # a bound was met
    pass


def shrink(store: Store, *, limit: float, questions: int = QUESTIONS) -> Core:
    """The core of an inconsistent store: facts first, then the axioms; ``limit`` in seconds."""
    end = time.monotonic() + limit
    left = questions

    def clashes(triples: Sequence[Triple]) -> bool:
        nonlocal left
        remaining = end - time.monotonic()
        if left == 0 or remaining <= 0:
            raise _Spent
        left -= 1
        try:
            return not classify(triples, limit=remaining).consistent
        except ReasonerFailed:
            raise _Spent from None

    units, kept = _units(store.triples(ONTOLOGY))
    ontology = [*kept, *(triple for unit in units for triple in unit)]
    facts, done = reduce(_logical(store), lambda rest: clashes([*ontology, *rest]))
    if done:
        base = [*kept, *facts]
        units, done = reduce(units, lambda rest: clashes([*base, *(t for u in rest for t in u)]))
    else:
        units = []
    return Core(tuple(facts), tuple(units), done)


def reduce(items: Sequence[_T], fails: Callable[[Sequence[_T]], bool]) -> tuple[list[_T], bool]:
    """A part of ``items`` that still fails and of which nothing can be left out.

    What contradicts itself still does so with more beside it, so each size of chunk is gone
    through once: what was needed in a larger set is needed in a smaller one. The second value
    is false where ``fails`` gave up; then the part fails and may be too large.

    >>> reduce(list(range(100)), lambda rest: {3, 77} <= set(rest))
    ([3, 77], True)
    """
    current = list(items)
    size = max(1, len(current) // 2)
    try:
        while True:
            start = 0
            while start < len(current):
                rest = current[:start] + current[start + size :]
                if fails(rest):
                    current = rest
                else:
                    start += size
            if size == 1:
                return current, True
            size = max(1, min(size, len(current)) // 2)
    except _Spent:
        return current, False


def _logical(store: Store) -> list[Triple]:
    """The facts that a contradiction can rest on, in a fixed order: no names, no notes."""
    notes = {
        t.subject.value
        for t in store.triples(ONTOLOGY)
        if isinstance(t.object, ox.NamedNode)
        and t.object.value == OWL + "AnnotationProperty"
        and isinstance(t.subject, ox.NamedNode)
    }
    notes |= {RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")}
    facts = (t for t in store.triples(ASSERTED) if t.predicate.value not in notes)
    return sorted(facts, key=str)


def _units(triples: Sequence[Triple]) -> tuple[list[tuple[Triple, ...]], list[Triple]]:
    """Axioms that can be left out one by one, each with the nodes without address that it needs;
    and the declarations, which stay."""
    inner: dict[str, list[Triple]] = {}
    pointed: set[str] = set()
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, ox.BlankNode):
            inner.setdefault(str(triple.subject), []).append(triple)
        if isinstance(triple.object, ox.BlankNode):
            pointed.add(str(triple.object))
    units = [tuple(_whole(node, inner)) for node in inner if node not in pointed]
    kept: list[Triple] = []
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, ox.BlankNode):
            continue
        name = triple.predicate.value
        declares = name == TYPE and str(triple.object).strip("<>") in _DECLARED
        if declares:
            kept.append(triple)
        elif name.startswith((RDFS + "sub", RDFS + "domain", RDFS + "range", OWL, RDF)):
            units.append((triple, *_whole(str(triple.object), inner)))
    return sorted(units, key=_nameless), kept


def _nameless(unit: tuple[Triple, ...]) -> str:
    """A unit as text without the labels of blank nodes, which differ each time."""
    return re.sub(r"_:\w+", "_:", "\n".join(map(str, unit)))


def _whole(node: str, inner: dict[str, list[Triple]]) -> list[Triple]:
    found: list[Triple] = []
    for triple in inner.get(node, ()):
        found.append(triple)
        if isinstance(triple.object, ox.BlankNode):
            found += _whole(str(triple.object), inner)
    return found
