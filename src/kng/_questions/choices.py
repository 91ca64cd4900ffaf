"""What a parameter may be: everything of a kind, a class or a scheme, or what a query gives."""

from __future__ import annotations

from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
from kng._questions.binding import serialise
from kng._questions.catalogue import Parameter
from kng._store import Scope
from kng._store.engine import Engine
from kng._values import Iri, Literal

SCOPE = Scope((ASSERTED, DERIVED), (ONTOLOGY,))


def of_kind(kind: str) -> str:
    """The query for everything of a kind of node (``kng:nodeKind`` in the ontology)."""
    return (
        f"SELECT DISTINCT ?value {{ ?value a ?class . GRAPH <{ONTOLOGY}> "
        f"{{ ?class kng:nodeKind {serialise(Literal(kind))} }} }} ORDER BY ?value"
    )


def of_class(address: str) -> str:
    """The query for everything of a class."""
    return f"SELECT DISTINCT ?value {{ ?value a {serialise(Iri(address))} }} ORDER BY ?value"


def of_scheme(address: str) -> str:
    """The query for every concept of a scheme."""
    term = serialise(Iri(address))
    return f"SELECT DISTINCT ?value {{ ?value skos:inScheme {term} }} ORDER BY ?value"


def choices(engine: Engine, parameter: Parameter) -> list[str]:
    """The addresses that a parameter may be, sorted; none if it may be anything.

    Raises:
        QueryError: the engine cannot say.
    """
    if not parameter.choices:
        return []
    rows = engine.select(parameter.choices, SCOPE)
    at = rows.columns.index("value")
    return sorted({str(row[at]) for row in rows if isinstance(row[at], Iri)})
