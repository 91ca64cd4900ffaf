"""What changed between two states of the graph: in words, as JSON, as an RDF patch."""

from kng._diff._compare import Change, Difference, State, Value, compare
from kng._diff._patch import as_json, rdf_patch
from kng._diff._words import markdown, notes

__all__ = [
    "Change",
    "Difference",
    "State",
    "Value",
    "as_json",
    "compare",
    "markdown",
    "notes",
    "rdf_patch",
]
