"""Shapes put to the store: who violates which constraint with what value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kng._check._shapes import RDFS, Shape
from kng._check._sparql import Subclasses, query
from kng._namespaces import ASSERTED, ONTOLOGY
from kng._store import Scope, Store
from kng._values import Cell, Literal


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
            rows = store.select(query(shape, constraint, subclasses), scope)
            for row in rows.records():
                focus = str(row["this"])
                fallback = row["this"] if constraint.component == "sparql" else None
                value = row.get("value") or fallback
                graph = str(row.get("graph", ASSERTED))
                result = Result(graph, focus, shape, constraint.component, value)
                found[graph, focus, shape.name, constraint.component, key(value)] = result
    return tuple(found.values())


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
