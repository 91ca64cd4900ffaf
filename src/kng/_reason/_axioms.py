"""The axioms of an ontology that clash rules need, read out of its triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from kng._namespaces import ONTOLOGY
from kng._store import Triple, cells
from kng._values import Cell, Iri, Literal

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
TYPE: Final = RDF + "type"


class Statement(NamedTuple):
    """A triple and the graphs that state it."""

    subject: str
    predicate: str
    value: Cell
    graphs: tuple[str, ...]


class Use(NamedTuple):
    """A property whose use is also a use of another one, read backwards or not, and why."""

    property: str
    backwards: bool
    axioms: tuple[Statement, ...]


class Alternatives(NamedTuple):
    """One of these classes must hold; the axiom says so. Almost always there is just one."""

    classes: tuple[str, ...]
    axiom: Statement


@dataclass(frozen=True)
class Axioms:
    """An ontology's triples by subject and predicate, with questions to them."""

    triples: Mapping[tuple[str, str], tuple[Cell, ...]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Axioms:
        """The axioms that stand in these triples."""
        found: dict[tuple[str, str], list[Cell]] = {}
        for subject, predicate, value in sorted(
            cells(list(triples)), key=lambda row: list(map(str, row))
        ):
            found.setdefault((str(subject), str(predicate)), []).append(value)
        return cls({key: tuple(values) for key, values in found.items()})

    def objects(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The values of a predicate, sorted."""
        return tuple(map(str, self.triples.get((subject, predicate), ())))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subjects and values of a predicate, sorted."""
        for (subject, stated), values in self.triples.items():
            if stated == predicate:
                yield from ((subject, str(value)) for value in values)

    def instances(self, kind: str) -> list[str]:
        """What has that type, sorted."""
        return [subject for subject, value in self.pairs(TYPE) if value == OWL + kind]

    def members(self, start: str) -> tuple[str, ...]:
        """The members of an RDF list."""
        found: list[str] = []
        while start and start != RDF + "nil":
            found += self.objects(start, RDF + "first")
            start = next(iter(self.objects(start, RDF + "rest")), "")
        return tuple(found)

    # ---- classes

    @cached_property
    def _upwards(self) -> dict[str, list[tuple[str, Statement]]]:
        edges: dict[str, list[tuple[str, Statement]]] = {}
        for predicate in (RDFS + "subClassOf", OWL + "equivalentClass"):
            for lower, upper in self.pairs(predicate):
                axiom = said(lower, predicate, upper)
                for part in self._conjuncts(upper):
                    edges.setdefault(lower, []).append((part, axiom))
                if predicate == OWL + "equivalentClass":
                    edges.setdefault(upper, []).append((lower, axiom))
        return edges

    def _conjuncts(self, expression: str) -> tuple[str, ...]:
        lists = self.objects(expression, OWL + "intersectionOf")
        return (expression, *(member for start in lists for member in self.members(start)))

    def ancestors(self, name: str) -> dict[str, tuple[Statement, ...]]:
        """Every class at or above a class, with the shortest chain of axioms that leads there."""
        found: dict[str, tuple[Statement, ...]] = {name: ()}
        waiting = [name]
        for current in waiting:
            for upper, axiom in self._upwards.get(current, ()):
                if upper not in found:
                    found[upper] = (*found[current], axiom)
                    waiting.append(upper)
        return found

    @cached_property
    def _disjoint(self) -> dict[tuple[str, str], Statement]:
        found: dict[tuple[str, str], Statement] = {}

        def add(one: str, other: str, axiom: Statement) -> None:
            found.setdefault((one, other), axiom)
            found.setdefault((other, one), axiom)

        for one, other in self.pairs(OWL + "disjointWith"):
            add(one, other, said(one, OWL + "disjointWith", other))
        groups = [
            (x, self.objects(x, OWL + "members")) for x in self.instances("AllDisjointClasses")
        ]
        groups += [(x, (start,)) for x, start in self.pairs(OWL + "disjointUnionOf")]
        for _, starts in groups:
            for start in starts:
                names = self.members(start)
                for one in names:
                    for other in names:
                        if one < other:
                            add(one, other, said(one, OWL + "disjointWith", other))
        return found

    def apart(self, one: str, other: str) -> tuple[Statement, ...] | None:
        """Why nothing can be both, as the axioms that say so; ``None`` if nothing says so."""
        below = self.ancestors(one), self.ancestors(other)
        found = [
            (*below[0][a], *below[1][b], self._disjoint[a, b])
            for a in below[0]
            for b in below[1]
            if (a, b) in self._disjoint
        ]
        return min(found, key=lambda axioms: (len(axioms), str(axioms)), default=None)

    def alternatives(self, predicate: str) -> dict[str, list[Alternatives]]:
        """For each property the classes that its ``rdfs:domain`` or ``rdfs:range`` demands."""
        found: dict[str, list[Alternatives]] = {}
        for name, demanded in self.pairs(predicate):
            axiom = said(name, predicate, demanded)
            for part in self._conjuncts(demanded):
                unions = self.objects(part, OWL + "unionOf")
                classes = self.members(unions[0]) if unions else (part,)
                if not any(c.startswith("_:") for c in classes):
                    found.setdefault(name, []).append(Alternatives(classes, axiom))
        return found

    # ---- properties

    @cached_property
    def _weaker(self) -> dict[str, list[tuple[str, bool, Statement]]]:
        """For each property those whose use is a use of it."""
        edges: dict[str, list[tuple[str, bool, Statement]]] = {}

        def add(lower: str, upper: str, predicate: str, turned: bool = False) -> None:
            edges.setdefault(upper, []).append((lower, turned, said(lower, predicate, upper)))

        for lower, upper in self.pairs(RDFS + "subPropertyOf"):
            add(lower, upper, RDFS + "subPropertyOf")
        for predicate, turned in ((OWL + "equivalentProperty", False), (OWL + "inverseOf", True)):
            for one, other in self.pairs(predicate):
                add(one, other, predicate, turned)
                add(other, one, predicate, turned)
        for name in self.instances("SymmetricProperty"):
            axiom = said(name, TYPE, OWL + "SymmetricProperty")
            edges.setdefault(name, []).append((name, True, axiom))
        return edges

    def uses(self, name: str) -> list[Use]:
        """The property itself, and every property whose use is also a use of it."""
        found = {(name, False): Use(name, False, ())}
        waiting = [found[name, False]]
        for use in waiting:
            for lower, turned, axiom in self._weaker.get(use.property, ()):
                step = Use(lower, use.backwards != turned, (axiom, *use.axioms))
                if (lower, step.backwards) not in found and not lower.startswith("_:"):
                    found[lower, step.backwards] = step
                    waiting.append(step)
        return waiting

    def maxima(self) -> Iterator[tuple[str, str, int, Statement]]:
        """Class, property, and how many values of it a member may have."""
        for lower, upper in self.pairs(RDFS + "subClassOf"):
            for name in self.objects(upper, OWL + "onProperty"):
                for kind in ("maxCardinality", "cardinality"):
                    for count in self.objects(upper, OWL + kind):
                        axiom = said(name, OWL + kind, count)
                        yield lower, name, int(count), axiom


def said(subject: str, predicate: str, value: str) -> Statement:
    """An axiom of the ontology as a statement."""
    cell: Cell = Literal(value) if value.isdigit() else Iri(value)
    return Statement(subject, predicate, cell, (ONTOLOGY,))
