"""Every question of the catalogue at size M in memory, as it stands and in a time.

Seconds of CPU of one thread, the better of two runs. A parameter that is an address is bound to the
thing of which most is said, so that each figure is the worst that a user can ask for with one
value. In a time is the slower of as of June 2022 and possibly between 2019 and 2022.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import kng
from kng import _build as way
from kng._dates import Window, asked_window
from kng._questions import Question, bound, choices
from kng._store import Store
from kng._workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
_LIMIT = 1.0
_TIMES = (
    asked_window(as_of="2022-06"),
    asked_window(("2019", "2022"), possible=True),
)
_SAID = "SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o . FILTER(ISIRI(?o)) } GROUP BY ?o"


def main() -> None:
    """Print the slowest, and fail if one that asks of all time takes longer than a second."""
    with tempfile.TemporaryDirectory() as folder:
        kng.simulate("M", 1, f"{folder}/m", ROOT)
        graph = way.Graph(Workspace.find(Path(folder) / "m"))
        said = {str(thing): int(str(times)) for thing, times in graph.store.select(_SAID)}
        measured = [
            _measured(graph.store, question, said)
            for question in way.questions(graph.workspace).values()
        ]
    measured.sort(reverse=True)
    print(f"load average {os.getloadavg()[0]:.1f}")
    print(f"{'question':<34}{'rows':>9}{'all time':>10}{'in a time':>11}")
    for seconds, slower, name, rows in measured[:12]:
        print(f"{name:<34}{rows:>9}{seconds:>10.2f}{slower:>11.2f}")
    print(f"… of {len(measured)}; together {sum(row[0] for row in measured):.1f} s")
    late = [name for seconds, _, name, _ in measured if seconds > _LIMIT]
    if late:
        raise SystemExit(f"longer than {_LIMIT:g} s: {', '.join(late)}")


def _measured(
    store: Store, question: Question, said: dict[str, int]
) -> tuple[float, float, str, int]:
    values: dict[str, str] = {}
    for parameter in question.parameters:
        allowed = choices(store, parameter)
        if allowed:
            values[parameter.name] = max(allowed, key=lambda thing: said.get(thing, 0))
    seconds, rows = _timed(store, bound(store, question, values, Window()))
    times = _TIMES if question.times else ()
    slower = max((_timed(store, bound(store, question, values, w))[0] for w in times), default=0.0)
    return seconds, slower, question.name, rows


def _timed(store: Store, query: str) -> tuple[float, int]:
    best, rows = float("inf"), 0
    for _ in range(2):
        start = time.process_time()
        rows = len(store.select(query))
        best = min(best, time.process_time() - start)
    return best, rows


if __name__ == "__main__":
    main()
