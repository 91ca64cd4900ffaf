"""A SPARQL 1.1 endpoint as the engine: any triple store, asked by the standard protocol.

The two merged graphs are named as the default graph in every request, and the source graphs for
``GRAPH``, so that no engine's own idea of a union matters.
"""

from __future__ import annotations

from functools import cached_property
from types import TracebackType

import pyoxigraph as ox

from kng._errors import EndpointError
from kng._namespaces import ASSERTED, DERIVED, PREFIXES
from kng._sparql import declared, graphs_named
from kng._store import Scope, Triple
from kng._store._http import Access, Limits, Link, Reply
from kng._store._results import read_rows, read_truth
from kng._values import Rows

__all__ = ["Access", "Limits", "Remote"]

_JSON = "application/sparql-results+json"
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
}
_SOURCES = "SELECT DISTINCT ?graph { ?graph a prov:Bundle } ORDER BY ?graph"
_MOST_ROWS = "x-sparql-maxrows"
_STATE = "x-sql-state"


class Remote:
    """An endpoint to which the graph was pushed. Close it, or use it in a ``with``."""

    def __init__(
        self, url: str, access: Access | None = None, limits: Limits | None = None
    ) -> None:
        self._link = Link(url, access or Access(), limits or Limits())

    def __enter__(self) -> Remote:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._link.__exit__()

    @property
    def described(self) -> str:
        """What it is and where."""
        return f"SPARQL endpoint {self._link.url}"

    @cached_property
    def _scope(self) -> Scope:
        asserted = Scope((ASSERTED,), ())
        sources = tuple(str(graph) for (graph,) in self.select(_SOURCES, asserted))
        if not sources:
            raise EndpointError(
                f"{self._link.url} holds no graph of kng; kng push --endpoint brings it there"
            )
        return Scope((ASSERTED, DERIVED), sources)

    def scope(self) -> Scope:
        """What questions see: the merged graphs, and the source graphs that the endpoint has.

        Raises:
            EndpointError: it cannot say, or has none.
        """
        return self._scope

    def select(self, query: str, scope: Scope | None = None) -> Rows:
        """The rows of a SELECT query.

        Raises:
            EndpointError: the endpoint refuses, answers otherwise, or not with all rows.
        """
        reply = self._ask(query, scope, _JSON)
        try:
            rows = read_rows(reply.body)
        except ValueError as error:
            raise self._wrong(reply, str(error)) from None
        self._require_whole(reply, len(rows))
        return rows

    def construct(self, query: str, scope: Scope | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in no order.

        Raises:
            EndpointError: the endpoint refuses or answers otherwise.
        """
        reply = self._ask(query, scope, "application/n-triples, text/turtle;q=0.9")
        format = _TRIPLES.get(reply.media)
        if format is None:
            raise self._wrong(reply, "not triples")
        try:
            triples = [quad.triple for quad in ox.parse(reply.body, format=format)]
        except (SyntaxError, ValueError) as error:
            raise self._wrong(reply, f"triples that cannot be read: {error}") from None
        self._require_whole(reply, len(triples))
        return triples

    def ask(self, query: str, scope: Scope | None = None) -> bool:
        """The answer of an ASK query.

        Raises:
            EndpointError: the endpoint refuses or answers otherwise.
        """
        reply = self._ask(query, scope, _JSON)
        try:
            return read_truth(reply.body)
        except ValueError as error:
            raise self._wrong(reply, str(error)) from None

    def _ask(self, query: str, scope: Scope | None, accept: str) -> Reply:
        seen = scope or self.scope()
        form = {
            "query": declared(query, PREFIXES),
            "default-graph-uri": list(seen.default),
            "named-graph-uri": graphs_named(query, seen.named),
        }
        return self._link.exchange("POST", data=form, headers={"Accept": accept})

    def _wrong(self, reply: Reply, reason: str) -> EndpointError:
        if "html" in reply.media:
            reason = "an HTML page; is this the address of its SPARQL endpoint?"
        return EndpointError(f"{self._link.url} answers with {reason}")

    def _require_whole(self, reply: Reply, rows: int) -> None:
        """Refuse an answer of which Virtuoso says that it holds only a part."""
        most = reply.headers.get(_MOST_ROWS, "")
        cut = most.isdigit() and rows >= int(most)
        if cut or reply.headers.get(_STATE, "").startswith("S1TAT"):
            raise EndpointError(
                f"{self._link.url} gave only a part of the answer ({rows} rows); its administrator "
                "sets ResultSetMaxRows and MaxQueryExecutionTime"
            )
