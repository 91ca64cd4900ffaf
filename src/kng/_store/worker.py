"""Questions that may be anything, asked in processes that can be killed.

The engine has no limit of time or memory, and nothing inside its own process can stop it. So such
questions run in workers: processes that only read, have no network, and are killed at the limit;
another takes the place of one that was. ``kng._store.Store`` is for the questions of kng itself.

Three files make it: ``_pool`` is in the process that asks, ``_nursery`` in the others, and
``_confine`` is what the system holds them to.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kng._store import Scope
from kng._store._orders import Limits, Order, Stopped, Unparsed, WrongForm
from kng._store._pool import Reply, Workers
from kng._store._results import read_rows, read_truth
from kng._values import Rows

__all__ = [
    "Limits",
    "Order",
    "Reply",
    "Stopped",
    "Unparsed",
    "Workers",
    "WrongForm",
    "ask",
    "construct",
    "select",
]


def select(workers: Workers, query: str, scope: Scope, limits: Limits | None = None) -> Rows:
    """The rows of a SELECT query, as `Store.select` gives them.

    Raises:
        QueryError: as the reply says; it is no SELECT.
    """
    return read_rows(_whole(workers, query, scope, {"solutions": "json"}, limits))


def construct(
    workers: Workers, query: str, scope: Scope, limits: Limits | None = None
) -> list[ox.Triple]:
    """The triples of a CONSTRUCT or DESCRIBE query, as `Store.construct` gives them.

    Raises:
        QueryError: as the reply says; it is neither of the two.
    """
    written = _whole(workers, query, scope, {"triples": "n-triples"}, limits)
    return [quad.triple for quad in ox.parse(written, format=ox.RdfFormat.N_TRIPLES)]


def ask(workers: Workers, query: str, scope: Scope, limits: Limits | None = None) -> bool:
    """The answer of an ASK query.

    Raises:
        QueryError: as the reply says; it is no ASK.
    """
    return read_truth(_whole(workers, query, scope, {"boolean": "json"}, limits))


def _whole(
    workers: Workers, query: str, scope: Scope, formats: Mapping[str, str], limits: Limits | None
) -> bytes:
    with workers.reply(limits) as reply:
        return b"".join(reply.ask(Order(query, scope.default, scope.named, formats)))
