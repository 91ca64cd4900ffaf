"""What the intervals of the project's own networks cost, and that the plainest way gives the same.

For each network: seconds (CPU) for what ties stand on and for the intervals of all core measures
over all sources and draws; then each source is dropped from the rows, the network made again and
measured by networkx, and each draw as well, and all places compared. The ratio is what the arrays
save.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from kng._build import Graph
from kng._build.grounding import grounds_of
from kng._measures import DRAWS, SEED, assess, measures_of, structure_of
from kng._values import Grounds, Interval, Network
from kng._workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/measures"))

from naive import Naive, draws_of  # noqa: E402

CORE = [one for one in measures_of("node") if one.core]


def main() -> None:
    """Print the table; with names of networks, only of these."""
    graph = Graph(Workspace.find(ROOT))
    names = sys.argv[1:] or sorted(graph.projections)
    print("network                       nodes   ties sources  arrays   plain   ratio  same")
    wrong = 0
    for name in names:
        network = graph.network(name)
        start = time.process_time()
        ground = grounds_of(graph, network, {})
        found = assess(network, structure_of(network), CORE, ground).intervals
        arrays = time.process_time() - start
        start = time.process_time()
        same = _plainly(graph, name, ground) == found
        plain = time.process_time() - start
        wrong += not same
        _told(network, ground, f"{arrays:>8.2f}{plain:>8.1f}{plain / arrays:>8.0f}  {same}")
    if wrong:
        raise SystemExit(f"{wrong} networks have other intervals in the plain way")


def _told(network: Network, ground: Grounds, rest: str) -> None:
    counts = f"{len(network):>7}{len(network.weight):>7}{len(ground.sources):>8}"
    print(f"{network.name:<28}{counts}{rest}", flush=True)


def _plainly(graph: Graph, name: str, ground: Grounds) -> dict[str, tuple[Interval, ...]]:
    naive = Naive(graph, name)
    sources = naive.sources()
    left_out = [naive.graph_of(naive.without(source)) for source in sources]
    drawn = [naive.drawn(times) for times in draws_of(ground.occasions, DRAWS, SEED)]
    whole = naive.graph_of(naive.network)
    found = {}
    for measure in CORE:
        places = naive.places(whole, measure.name)
        changed = [naive.places(one, measure.name) for one in left_out]
        likely = [naive.places(one, measure.name) for one in drawn]
        found[measure.name] = tuple(
            _interval(
                places[node], [one[node] for one in changed], [one[node] for one in likely], sources
            )
            for node in range(len(places))
        )
    return found


def _interval(
    whole: tuple[int, int],
    changed: Sequence[tuple[int, int]],
    drawn: Sequence[tuple[int, int]],
    sources: Sequence[str],
) -> Interval:
    moved = [max(abs(one[0] - whole[0]), abs(one[1] - whole[1])) for one in changed]
    furthest = max(moved, default=0)
    low, high = (math.ceil(share * DRAWS) - 1 for share in (0.025, 0.975))
    return Interval(
        min(one[0] for one in (whole, *changed)),
        max(one[1] for one in (whole, *changed)),
        sorted(one[0] for one in drawn)[low],
        sorted(one[1] for one in drawn)[high],
        sources[moved.index(furthest)] if furthest else "",
    )


if __name__ == "__main__":
    main()
