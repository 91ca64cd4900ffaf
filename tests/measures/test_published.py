"""Values that papers and collections of networks state."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from kng._measures import Structure, measure
from kng._measures._structure import UNIT, structure

# S. Borgatti and D. Halgin, Analyzing affiliation networks, in: The SAGE Handbook of Social Network
# Analysis (2011), doi:10.4135/9781446294413.n28: degree, closeness and betweenness of women and
# events, each brought to what a two-mode network allows at most
_DAVIS = {
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "Brenda Rogers": (0.50, 0.73, 0.05),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01),
    "Eleanor Nye": (0.29, 0.67, 0.01),
    "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02),
    "Myra Liddel": (0.29, 0.69, 0.02),
    "Katherina Rogers": (0.43, 0.73, 0.05),
    "Sylvia Avondale": (0.50, 0.77, 0.07),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Helen Lloyd": (0.36, 0.73, 0.04),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "Olivia Carleton": (0.14, 0.59, 0.01),
    "Flora Price": (0.14, 0.59, 0.01),
}


def test_karate_club_as_a_whole(karate: Structure) -> None:
    """konect.cc/networks/ucidata-zachary: 78 ties, fill, clustering coefficient, spectral norm."""
    assert karate.m == 78
    assert measure("density").compute(karate) == pytest.approx(0.139037, abs=5e-7)
    assert measure("transitivity").compute(karate) == pytest.approx(0.255682, abs=5e-7)
    assert karate.leading[0] == pytest.approx(6.72570, abs=5e-6)


def test_the_best_modularity_of_the_karate_club_is_found(karate: Structure) -> None:
    """0.4198 is proved to be the largest: U. Brandes et al., On modularity clustering (2008),
    doi:10.1109/TKDE.2007.190689; it has four communities."""
    assert measure("modularity").compute(karate) == pytest.approx(0.4198, abs=5e-5)
    assert measure("community").compute(karate).max() == 3


def test_instructor_and_president_lead_the_karate_club(karate: Structure) -> None:
    """Members 1 and 34, with 16 and 17 friends; betweenness of M. Girvan and M. Newman's normal
    form: 231.07 and 160.55 of the pairs (Freeman's count)."""
    assert measure("degree").compute(karate)[[0, 33]].tolist() == [16, 17]
    pairs = 33 * 32 / 2
    through = measure("betweenness").compute(karate) * pairs
    assert through[[0, 33]].round(2).tolist() == [231.07, 160.55]
    assert through.argsort()[-2:].tolist() == [33, 0]


def test_kite_as_published(kite: Structure) -> None:
    """Each of the three is led by somebody else: Diane, Heather, and Fernando with Garth."""
    close = measure("closeness").compute(kite)
    assert close.round(2).tolist() == [0.53, 0.53, 0.50, 0.60, 0.50, 0.64, 0.64, 0.60, 0.43, 0.31]
    assert measure("degree").compute(kite).argmax() == 3
    assert measure("betweenness").compute(kite).argmax() == 7
    # Heather, Ike and nobody else hold the kite together: without one the tail falls off
    assert measure("articulation").compute(kite).tolist() == [0, 0, 0, 0, 0, 0, 0, 1, 1, 0]
    assert sorted(measure("bridge").compute(kite).tolist()) == [0] * 16 + [1, 2]


def test_holes_as_published(holes: Structure) -> None:
    """Borgatti 1997: effective size of G 4.67 of 6, of A 2.5; constraint as in networkx's tests,
    which were computed with UCINET and igraph and by hand."""
    size = measure("effective_size").compute(holes)
    assert size[[0, 1, 3]].round(2).tolist() == [4.67, 2.5, 1.0]
    found = measure("constraint").compute(holes)
    assert found[[0, 1, 3]].round(3).tolist() == [0.4, 0.595, 1.0]


@pytest.fixture
def davis() -> tuple[Structure, list[str]]:
    """A. Davis, B. Gardner, M. Gardner, Deep South (1941): 18 women first, then 14 events."""
    graph = nx.davis_southern_women_graph()
    names = [*graph.graph["top"], *graph.graph["bottom"]]
    at = {name: code for code, name in enumerate(names)}
    ends = np.array([(at[woman], at[event]) for woman, event in graph.edges])
    return structure(32, ends[:, 0], ends[:, 1], np.ones(len(ends))), names


def test_southern_women_as_published(davis: tuple[Structure, list[str]]) -> None:
    made, names = davis
    women, events = 18, 14
    degree = measure("degree").compute(made) / events
    # one over the mean distance to 14 events at best 1 and 17 women at best 2 away
    distance = (women + events - 1) / measure("closeness").compute(made)
    closeness = (events + 2 * (women - 1)) / distance
    # the most that can run through a woman, formula of Borgatti and Everett 1997
    most = (events**2 * 4 + events * 2 * (2 * 3 - 2) - 3 * (2 - 3 + 3)) / 2
    pairs = (women + events - 1) * (women + events - 2) / 2
    betweenness = measure("betweenness").compute(made) * pairs / most
    for name, published in _DAVIS.items():
        at = names.index(name)
        found = (degree[at], closeness[at], betweenness[at])
        assert found == pytest.approx(published, abs=0.0051), name


def test_a_way_of_one_step_is_one_long() -> None:
    assert structure(2, [0], [1], [1.0]).distances == [UNIT]
