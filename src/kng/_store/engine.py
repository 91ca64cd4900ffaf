"""What a question needs of an engine, be it in memory, on disk, in a worker or elsewhere."""

from __future__ import annotations

from typing import Protocol

from kng._store import Scope, Triple
from kng._values import Rows


class Engine(Protocol):
    """An engine that answers SPARQL 1.1 queries over the graphs of a scope.

    Each method raises `QueryError` when the query cannot be parsed, is of another form, or fails.
    """

    @property
    def described(self) -> str:
        """What it is and where, in words."""

    def scope(self) -> Scope:
        """What questions see: the merged graphs, and the source graphs by name."""

    def select(self, query: str, scope: Scope | None = None) -> Rows:
        """The rows of a SELECT query."""

    def construct(self, query: str, scope: Scope | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in no order."""

    def ask(self, query: str, scope: Scope | None = None) -> bool:
        """The answer of an ASK query."""
