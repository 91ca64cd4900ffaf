"""A store on disk whose questions may be anything: they run in workers that are killed in time."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from kng._store import Scope, Triple, disk, worker
from kng._store.worker import Limits, Workers
from kng._values import Rows


class Confined:
    """The engine for questions from outside; to be closed. What is asked is to be checked before
    (`kng._sparql.refuse`)."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._store = disk.opened(path)  # held, so that it is not removed meanwhile
        self._limits = limits
        self._workers = Workers(disk.quads(path), warm=0, limits=limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    @property
    def described(self) -> str:
        """What it is."""
        return f"Oxigraph on disk, in a process of its own, for {self._limits.seconds:g} s at most"

    def scope(self) -> Scope:
        """What questions see: the merged graphs, and the source graphs by name."""
        return self._store.scope()

    def select(self, query: str, scope: Scope | None = None) -> Rows:
        """The rows of a SELECT query.

        Raises:
            QueryError: it cannot be parsed, is no SELECT, fails, or was stopped at a limit.
        """
        return worker.select(self._workers, query, scope or self.scope())

    def construct(self, query: str, scope: Scope | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in no order.

        Raises:
            QueryError: as `select`.
        """
        return worker.construct(self._workers, query, scope or self.scope())

    def ask(self, query: str, scope: Scope | None = None) -> bool:
        """The answer of an ASK query.

        Raises:
            QueryError: as `select`.
        """
        return worker.ask(self._workers, query, scope or self.scope())
