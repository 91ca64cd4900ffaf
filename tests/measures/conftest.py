"""Small graphs that several measures are worked out on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import networkx as nx
import pytest

from kng._measures import Labels, Structure, structure

Tie = tuple[int, int, float]
Build = Callable[..., Structure]

# Krackhardt's kite: Andre, Beverly, Carol, Diane, Ed, Fernando, Garth, Heather, Ike, Jane
_KITE = "AB AC AD AF BD BE BG CD CF DE DF DG EG FG FH GH HI IJ"


def _built(
    size: int,
    ties: Iterable[Tie],
    directed: bool = False,
    labels: Mapping[str, Sequence[str]] | None = None,
) -> Structure:
    listed = list(ties)
    columns = ([tie[at] for tie in listed] for at in range(3))
    groups = {name: Labels(given) for name, given in (labels or {}).items()}
    return structure(size, *columns, directed=directed, labels=groups)


@pytest.fixture
def build() -> Build:
    """Make the structure of so many nodes and these ties."""
    return _built


@pytest.fixture
def path() -> Structure:
    """0 – 1 – 2."""
    return _built(3, [(0, 1, 1), (1, 2, 1)])


@pytest.fixture
def star() -> Structure:
    """0 tied to 1, 2 and 3."""
    return _built(4, [(0, 1, 1), (0, 2, 1), (0, 3, 1)])


@pytest.fixture
def triangle() -> Structure:
    """0 – 1 weighs 1/6, 0 – 2 and 2 – 1 weigh 1/2: the way over 2 is shorter (4 < 6)."""
    return _built(3, [(0, 1, 1 / 6), (0, 2, 1 / 2), (1, 2, 1 / 2)])


@pytest.fixture
def kite() -> Structure:
    """D. Krackhardt, Administrative Science Quarterly 35 (1990) 342-369, doi:10.2307/2393394."""
    return _built(10, [(ord(tie[0]) - 65, ord(tie[1]) - 65, 1) for tie in _KITE.split()])


@pytest.fixture
def karate() -> Structure:
    """W. Zachary, Journal of Anthropological Research 33 (1977) 452-473; member 1 is 0.

    Ties have no weights; the groups are the clubs of the members after the split.
    """
    graph = nx.karate_club_graph()
    clubs = [graph.nodes[node]["club"] for node in graph]
    ties = [(int(one), int(other), 1.0) for one, other in graph.edges]
    return _built(34, ties, labels={"region": clubs, "group": clubs})


@pytest.fixture
def holes() -> Structure:
    """The example of Borgatti, Connections 20(1) (1997) 35-38: ego G first, then A to F."""
    ties = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
    order = "GABCDEF"
    return _built(7, [(order.index(tie[0]), order.index(tie[1]), 1) for tie in ties])
