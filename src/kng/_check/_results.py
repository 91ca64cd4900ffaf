"""Shapes put to the store: who violates which constraint with what value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kng._check._shapes import RDFS, Constraint, Shape
from kng._check._sparql import Subclasses, query
from kng._namespaces import ASSERTED, ONTOLOGY
from kng._store import Scope, Store
from kng._values import Cell, Literal, Rows


class Result(NamedTuple):
    """One violation, as a SHACL report has it: the graph looked at, focus node, shape, component
    (its parameter's name, such as ``minCount``) and, where the component tests values, the value.
    """

    graph: str
    focus: str
    shape: Shape
    component: str
    value: Cell


def results(store: Store, shapes: Sequence[Shape]) -> tuple[Result, ...]:
    """All violations of the shapes, each once, in no particular order.

    Shapes for each source are put to every source graph, the others to the merged asserted graph.
    """
    subclasses = subclasses_in(store)
    scope = Scope((ASSERTED,), store.sources)
    found: dict[tuple[object, ...], Result] = {}
    for shape in shapes:
        for constraint in shape.constraints:
            if not _has_suspects(store, shape, constraint, subclasses):
                continue
            rows = store.select(query(shape, constraint, subclasses), scope)
            for result in _results(shape, constraint, rows):
                told = (result.graph, result.focus, shape.name, result.component, key(result.value))
                found[told] = result
    return tuple(found.values())


def _has_suspects(
    store: Store, shape: Shape, constraint: Constraint, subclasses: Subclasses
) -> bool:
    """Whether any node at all, focus node or not, has a value that the constraint forbids.

    Cheaper than the whole question, and mostly the answer is no. Merging sources can only add
    values, so that what none violates when merged none violates alone, unless classes are asked
    for, which another source may give.
    """
    if shape.path is None or constraint.component in _ABOUT_WHAT_IS_MISSING:
        return True
    each_source = shape.each_source and bool(constraint.named())
    anybody = replace(shape, targets=(), each_source=each_source)
    text = query(anybody, constraint, subclasses)
    return len(store.select(text, Scope((ASSERTED,), store.sources))) > 0


def _results(shape: Shape, constraint: Constraint, rows: Rows) -> Iterator[Result]:
    for row in rows.records():
        fallback = row["this"] if constraint.component == "sparql" else None
        yield Result(
            str(row.get("graph", ASSERTED)),
            str(row["this"]),
            shape,
            constraint.component,
            row.get("value") or fallback,
        )


_ABOUT_WHAT_IS_MISSING = frozenset(("hasValue", "minCount", "qualifiedMinCount"))


def key(value: Cell) -> tuple[str, ...]:
    """What tells one value from another: kind of term, text, datatype and language."""
    if isinstance(value, Literal):
        return ("literal", str(value), value.datatype, value.language)
    return () if value is None else ("iri", str(value))


def subclasses_in(store: Store) -> Subclasses:
    """Each class of the ontology with itself and all classes below it, sorted."""
    rows = store.select(
        f"SELECT DISTINCT ?class ?sub {{ ?sub <{RDFS}subClassOf>* ?class . "
        f"FILTER EXISTS {{ [] <{RDFS}subClassOf> ?class }} }}",
        Scope((ONTOLOGY,), ()),
    )
    below: dict[str, set[str]] = {}
    for name, sub in rows:
        below.setdefault(str(name), {str(name)}).add(str(sub))
    return {name: tuple(sorted(subs)) for name, subs in sorted(below.items())}
