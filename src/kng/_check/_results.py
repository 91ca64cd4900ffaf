"""Shapes put to the store: who violates which constraint with what value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kng._check._shapes import CONCLUDED, MERGED, RDFS, Constraint, Shape
from kng._check._sparql import Subclasses, query
from kng._check._together import together
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
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

    Shapes for each source are put to every source graph, the others to the merged asserted graph,
    where they ask for it together with the derived one.
    """
    subclasses = subclasses_in(store)
    asked = [(shape, constraint) for shape in shapes for constraint in shape.constraints]
    told = together(lambda pair: [*_violations(store, *pair, subclasses)], asked)
    return tuple({_identity(result): result for found in told for result in found}.values())


def _violations(
    store: Store, shape: Shape, constraint: Constraint, subclasses: Subclasses
) -> Iterator[Result]:
    if _has_suspects(store, shape, constraint, subclasses):
        rows = store.select(query(shape, constraint, subclasses), _seen(store, shape))
        yield from _results(shape, constraint, rows)


def _seen(store: Store, shape: Shape) -> Scope:
    merged = (ASSERTED, DERIVED) if shape.scope == CONCLUDED else (ASSERTED,)
    return Scope(merged, store.sources)


def _identity(result: Result) -> tuple[object, ...]:
    return result.graph, result.focus, result.shape.name, result.component, key(result.value)


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
    alone = shape.each_source and not constraint.named()
    anybody = replace(shape, targets=(), scope=MERGED if alone else shape.scope)
    text = f"{query(anybody, constraint, subclasses)} LIMIT 1"
    return len(store.select(text, _seen(store, shape))) > 0


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
