"""How well the scores of ``kng suggest`` predict who meets, beside what others use.

The meetings of the last year are hidden, the scores are made of what was before, and it is looked
who met in the hidden year: all pairs of municipalities, and those that had not met before. The area
under the ROC curve is 0.5 for chance; hits are of the ten pairs with the highest scores. Phases are
those of today, and a phase began with a meeting: so the scores are also shown without what has
no date. Who the municipalities of the programme are is known today as well, in all rows.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from kng import _build as way
from kng._dates import ALL_TIME, Window
from kng._suggest import BASELINES, area, hidden_year, hits, scores
from kng._workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
YEARS = 6


def main() -> None:
    """Print a table for each of the last years."""
    graph = way.Graph(Workspace.find(ROOT))
    newest = way.field(graph, ALL_TIME).newest
    assert newest is not None
    print("hidden year               pairs  met  area  hits at 10 | new  met  area  hits at 10")
    for back in range(YEARS):
        last = date(newest.year - back, newest.month, min(newest.day, 28))
        first = date(last.year - 1, last.month, last.day) + timedelta(days=1)
        before = way.field(graph, Window(None, first - timedelta(days=1)))
        after = graph.network(way.MEETINGS, window=Window(first, last))
        hidden = hidden_year(before, after)
        bare = scores(way.field(graph, Window(None, first - timedelta(days=1)), undated=False))
        rows = {"kng suggest": scores(before), "without phase and size": bare}
        rows |= {name: score(before) for name, score in BASELINES.items()}
        every, new = np.ones_like(hidden.meet), ~before.met
        print(f"{first} to {last}, {len(before)} municipalities")
        for name, score in rows.items():
            told = [
                f"{int(np.triu(among, 1).sum()):>5}{int(np.triu(hidden.meet & among, 1).sum()):>5}"
                f"{area(score, hidden.meet, among):>6.2f}{hits(score, hidden.meet, among):>12.2f}"
                for among in (every, new)
            ]
            print(f"  {name:<22}{told[0]} |{told[1]}")


if __name__ == "__main__":
    main()
