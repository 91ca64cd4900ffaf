"""What goes when somebody leaves or a series ends, on networks small enough to see."""

from __future__ import annotations

import networkx as nx
import pytest

from kng._errors import KngError
from kng._network import Projection, project
from kng._suggest import _fragile, loss_of, weakest
from kng._values import Bilingual, Iri, Network, Rows

WORDS = Bilingual("", "")
GONE = Bilingual("borta", "gone")
PEOPLE = Projection("people", WORDS, WORDS, "affiliation")


def met(*rows: tuple[str, str]) -> Network:
    cells = tuple((Iri(who), Iri(what)) for who, what in rows)
    return project(PEOPLE, Rows(("node", "thing"), cells), {})


# Two triangles, a b c and e f g, that share nobody; d was at a meeting with c and at one with e.
BRIDGED = met(
    *((who, "left") for who in "abc"),
    *((who, "right") for who in "efg"),
    *(("c", "talk-1"), ("d", "talk-1"), ("d", "talk-2"), ("e", "talk-2")),
)


def test_who_bridges_two_parts_takes_all_their_contacts_along() -> None:
    loss = loss_of(BRIDGED, GONE, nodes=["d"])
    assert len(loss.apart) == 9
    assert (loss.before.reached, loss.after.reached) == (15, 6)
    assert (loss.before.parts, loss.after.parts) == (1, 2)
    assert loss.ties == 2
    assert loss.alone == ()


def test_the_lost_pairs_are_those_that_networkx_no_longer_connects() -> None:
    graph = BRIDGED.to_networkx()
    for node in list(graph):
        rest = graph.copy()
        rest.remove_node(node)
        expected = {
            (one, other)
            for one in rest
            for other in rest
            if one < other and not nx.has_path(rest, one, other)
        }
        loss = loss_of(BRIDGED, GONE, nodes=[node])
        assert {(one.id, other.id) for one, other in loss.apart} == expected


def test_a_tie_stays_while_one_of_its_meetings_does() -> None:
    twice = met(("a", "m"), ("b", "m"), ("a", "n"), ("b", "n"), ("b", "n2"), ("c", "n2"))
    assert loss_of(twice, GONE, things=["m"]).ties == 0
    ended = loss_of(twice, GONE, things=["m", "n"])
    assert (ended.ties, [one.id for one in ended.alone]) == (1, ["a"])
    assert [(one.id, other.id) for one, other in ended.apart] == [("a", "b"), ("a", "c")]


def test_the_weakest_come_first_and_those_that_cost_nobody_do_not_come() -> None:
    series = {"talks": (Bilingual("samtal", "talks"), ["talk-1", "talk-2"])}
    found = weakest(BRIDGED, series)
    # without the talks d loses six contacts and the triangles nine; c and e cut off two from four
    assert [(one.gone.en, len(one.apart)) for one in found] == [
        ("talks", 15),
        ("d", 9),
        ("c", 8),
        ("e", 8),
    ]
    assert weakest(met(*((who, "m") for who in "abc")), {}) == []


def test_a_loss_is_told_in_both_languages() -> None:
    loss = loss_of(BRIDGED, GONE, nodes=["d"])
    # six pairs at 1; of the nine across one at 2, four at 3 and four at 4: 36 steps for 15 pairs
    assert loss.text("en").splitlines()[:4] == [
        "gone",
        "  ties that go: 2; parts: 2 (now 1)",
        "  pairs that lose contact: 9 of 15",
        "  1.00 ties in the mean between two who reach each other (now 2.40)",
    ]
    assert loss.text("sv").splitlines()[-1] == "  och 3 par till"


def test_an_empty_network_loses_nothing_and_one_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert weakest(met(), {}) == []
    monkeypatch.setattr(_fragile, "LARGEST", 3)
    with pytest.raises(KngError, match=r"'people' has 7 nodes, too many .* \(at most 3\)"):
        loss_of(BRIDGED, GONE, nodes=["d"])
