"""Seconds and memory of each stage of ``kng build``, and what of it is spent on imports.

Three builds in processes of their own: one as a user runs it, one that counts the time of
imports, one that traces memory (and is slower for it).
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \| +(\S+)$", re.MULTILINE)
_SHOWN = 8


def main() -> None:
    """Print the tables."""
    wall, timed = _child("timed")
    _, traced = _child("traced")
    print("stage            seconds  RSS after, MB  Python peak, MB")
    for (stage, seconds, rss, _), (_, _, _, peak) in zip(timed, traced, strict=True):
        print(f"{stage:<14}{seconds:>10.3f}{rss:>15.0f}{peak:>17.1f}")
    in_stages = sum(seconds for _, seconds, _, _ in timed)
    print(f"{'all stages':<14}{in_stages:>10.3f}")
    print(f"{'whole process':<14}{wall:>10.3f}\n")
    _imports(wall)


def _child(how: str) -> tuple[float, list[tuple[str, float, float, float]]]:
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, __file__, how], stdout=subprocess.PIPE, check=True, text=True
    )
    return time.perf_counter() - start, json.loads(ran.stdout)


def _imports(wall: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        build = ["-m", "kng", "build", "--workspace", str(ROOT), "--out", f"{folder}/exports"]
        ran = subprocess.run(
            [sys.executable, "-X", "importtime", *build],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
            text=True,
        )
    spent: Counter[str] = Counter()
    for microseconds, module in _IMPORT.findall(ran.stderr):
        spent[module.partition(".")[0]] += int(microseconds)
    whole = spent.total() / 1e6
    print(
        f"imports          seconds\n{'all':<14}{whole:>10.3f}  ({whole / wall:.0%} of the process)"
    )
    for package, microseconds in spent.most_common(_SHOWN):
        print(f"{package:<14}{microseconds / 1e6:>10.3f}")


def _measure(how: str) -> Sequence[Iterable[str | float]]:
    """Build once; a row for each stage: name, seconds, highest RSS so far, peak of Python's."""
    import kng

    rows: list[tuple[str, float, float, float]] = []

    def note(stage: str, seconds: float) -> None:
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        peak = tracemalloc.get_traced_memory()[1] / 1e6 if tracemalloc.is_tracing() else 0.0
        rows.append((stage, seconds, rss, peak))
        if tracemalloc.is_tracing():
            tracemalloc.reset_peak()

    if how == "traced":
        tracemalloc.start()
    with tempfile.TemporaryDirectory() as folder:
        kng.build(ROOT, f"{folder}/exports", note)
    return rows


if __name__ == "__main__":
    if sys.argv[1:]:
        json.dump(_measure(sys.argv[1]), sys.stdout)
    else:
        main()
