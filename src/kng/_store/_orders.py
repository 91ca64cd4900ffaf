"""What is asked of a worker, how far it may go, and why there may be no answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kng._errors import QueryError
from kng._namespaces import PREFIXES
from kng._sparql import graphs_named


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a question may go: seconds from asking to the end of the answer, megabytes of memory
    beyond the store, rows (or lines) and bytes of the answer."""

    seconds: float = 20.0
    memory: int = 1024
    rows: int = 1_000_000
    bytes: int = 256_000_000


class Stopped(QueryError):
    """A question that passed a limit; ``reason`` is ``time``, ``memory``, ``rows``, ``bytes``,
    ``ended`` (the engine ended, most often for want of memory) or ``left`` (nobody waits)."""

    def __init__(self, reason: str, limits: Limits) -> None:
        self.reason = reason
        said = {
            "time": f"the query was stopped after {limits.seconds:g} seconds",
            "memory": f"the query needed more than {limits.memory} MB of memory and was stopped",
            "rows": f"the answer has more than {limits.rows} rows; ask for fewer with LIMIT",
            "bytes": f"the answer is longer than {limits.bytes} bytes; ask for less with LIMIT",
            "ended": "the engine ended in the middle of the query; it may have needed more than "
            f"{limits.memory} MB of memory",
            "left": "the query was given up",
        }
        super().__init__(said[reason])


class Unparsed(QueryError):
    """A text that the engine cannot parse; what it says, with the position."""


class WrongForm(QueryError):
    """A query of a form that was not asked for: ``form`` is which it is."""

    def __init__(self, form: str) -> None:
        self.form = form
        super().__init__(f"the query gives {form}")


@dataclass(frozen=True, slots=True)
class Order:
    """A question: the text, the graphs of its dataset, and for each form it may turn out to have
    (``solutions``, ``boolean``, ``triples``) the format wanted; a form left out is an error."""

    query: str
    default: Sequence[str]
    named: Sequence[str]
    formats: Mapping[str, str]
    prefixes: Mapping[str, str] = field(default_factory=lambda: dict(PREFIXES))

    def message(self, limits: Limits) -> bytes:
        """What is sent to a worker."""
        return json.dumps(
            {
                "query": self.query,
                "default": list(self.default),
                "named": graphs_named(self.query, list(self.named)),
                "formats": dict(self.formats),
                "prefixes": dict(self.prefixes),
                "rows": limits.rows,
                "bytes": limits.bytes,
            }
        ).encode()
