"""How far places hold: what happens without a source, and when meetings are drawn by lot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from kng._errors import KngError
from kng._measures import Assessment, assess, grounds, measure, sentence, structure_of
from kng._measures._draws import all_held, drawn_meetings, without_each_source
from kng._network import Projection, project
from kng._values import Bilingual, Coverage, Grounds, Iri, Literal, Network, Rows

NOTHING = Bilingual("", "")
MEETINGS = Projection("people", NOTHING, NOTHING, "affiliation")
TIES = Projection("ties", NOTHING, NOTHING, "direct")

Attended = Mapping[str, str]


def gathered(
    attended: Attended, stated: Mapping[str, Sequence[str]], wholes: Mapping[str, str] | None = None
) -> tuple[Network, Grounds]:
    """A network of who attended what (letters are people), with what it stands on.

    ``stated`` says who states that someone was somewhere (``a m``), or all that were there (``m``).
    """
    wholes = wholes or {}
    presences = [(who, met, f"{who} {met}") for met, people in attended.items() for who in people]
    cells = tuple((Iri(who), Iri(met), Iri(wholes.get(met, met))) for who, met, _ in presences)
    network = project(MEETINGS, Rows(("node", "thing", "whole"), cells), {})
    loose = project(MEETINGS, Rows(("node", "thing"), tuple(cell[:2] for cell in cells)), {})
    by_evidence = {
        evidence: list(stated.get(evidence, stated.get(met, ()))) for _, met, evidence in presences
    }
    return network, grounds(network, loose, wholes, presences, by_evidence)


def assessed(network: Network, ground: Grounds, *names: str, draws: int = 0) -> Assessment:
    return assess(network, structure_of(network), [measure(name) for name in names], ground, draws)


# a meets b, c and d each alone, as S says; b meets c, as T says, and d, as U says
PLANTED = {"m1": "ab", "m2": "ac", "m3": "ad", "m4": "bc", "m5": "bd"}
SAID = {"m1": "S", "m2": "S", "m3": "S", "m4": "T", "m5": "U"}


def test_a_dominating_source_widens_the_intervals() -> None:
    network, ground = gathered(PLANTED, SAID)
    found = assessed(network, ground, "strength")
    # strengths a 3, b 3, c 2, d 2: places 1–2 and 3–4 are shared;
    # without S 0 2 1 1, without T 3 2 1 2, without U 3 2 2 1
    assert found.ranks["strength"].tolist() == [1, 1, 3, 3]
    held = found.intervals["strength"]
    assert [(one.best, one.worst, one.hinge) for one in held] == [
        (1, 4, "S"),
        (1, 3, "S"),
        (2, 4, "S"),
        (2, 4, "S"),
    ]


def test_a_second_source_narrows_them_again() -> None:
    network, ground = gathered(PLANTED, SAID | {"m1": "SV", "m2": "SV", "m3": "SV"})
    held = assessed(network, ground, "strength").intervals["strength"]
    # without S nothing goes: a is first, alone or with b
    assert [(one.best, one.worst, one.hinge) for one in held] == [
        (1, 2, "T"),
        (1, 3, "T"),
        (2, 4, "T"),
        (2, 4, "T"),
    ]
    assert [one.source for one in without_each_source(ground, 5)] == [1, 2]


def test_who_loses_the_part_is_still_tied_by_the_whole() -> None:
    """a and b were at the workshop of two, which only S says of b, and at the day of four."""
    network, ground = gathered(
        {"day": "abcd", "workshop": "ab"},
        {"day": "T", "workshop": "T", "b workshop": "S"},
        {"workshop": "day", "day": "day"},
    )
    assert network.weight.tolist() == pytest.approx([1] + [1 / 3] * 5)
    without = {
        ground.sources[one.source]: one.weight.tolist() for one in without_each_source(ground, 6)
    }
    assert without["S"] == pytest.approx([1 / 3] * 6)
    assert without["T"] == [0] * 6


def test_one_end_is_enough_to_lose_a_tie() -> None:
    network, ground = gathered({"m": "abc"}, {"m": "T", "a m": "S"})
    assert network.weight.tolist() == [0.5, 0.5, 0.5]
    without = [one.weight.tolist() for one in without_each_source(ground, 3)]
    assert without == [[0, 0, 0.5], [0, 0, 0]]


def test_what_nobody_states_holds_always() -> None:
    network, ground = gathered({"m": "ab", "k": "bc"}, {"m": "S"})
    found = assessed(network, ground, "degree")
    assert [(one.best, one.worst) for one in found.intervals["degree"]] == [(2, 3), (1, 2), (1, 3)]
    assert found.coverage[2] == Coverage(0, 1, "k", 1.0)


def test_ties_that_stand_by_themselves() -> None:
    """Two pieces of evidence for a and b, of one meeting, both count; one row has none."""
    names = ("source", "target", "weight", "evidence", "whole")
    given = [("a", "b", 1, "e1", "m"), ("a", "b", 2, "e2", "m"), ("b", "c", 5, "e3", "")]
    cells = tuple(
        (Iri(one), Iri(two), Literal(str(w)), Iri(e), Iri(whole) if whole else None)
        for one, two, w, e, whole in given
    )
    bare = (Iri("a"), Iri("c"), Literal("7"), None, None)
    network = project(TIES, Rows(names, (*cells, bare)), {})
    ground = grounds(network, network, {"e1": "m", "e2": "m"}, None, {"e1": ["S"], "e2": ["T"]})
    assert all_held(ground, 3).tolist() == [3, 7, 5]
    assert ground.occasions == ("a c", "e3", "m")
    assert [one.weight.tolist() for one in without_each_source(ground, 3)] == [[2, 7, 5], [1, 7, 5]]


def test_evidence_that_does_not_add_up_is_refused() -> None:
    network, _ = gathered({"m": "ab"}, {})
    lighter, _ = gathered({"m": "abc"}, {})
    with pytest.raises(KngError, match="the evidence does not add up"):
        grounds(network, lighter, {}, [], {})


def test_draws_of_two_meetings() -> None:
    """Each is drawn 0, 1 or 2 times, a quarter, a half and a quarter of the times."""
    _, ground = gathered({"m": "ab", "k": "cd"}, {})
    drawn = [tuple(one.tolist()) for one in drawn_meetings(ground, 2, 4000, seed=1)]
    counts = Counter(drawn)
    assert set(counts) == {(0.0, 2.0), (1.0, 1.0), (2.0, 0.0)}
    assert counts[1.0, 1.0] / 4000 == pytest.approx(0.5, abs=0.03)
    assert drawn == [tuple(one.tolist()) for one in drawn_meetings(ground, 2, 4000, seed=1)]
    assert drawn != [tuple(one.tolist()) for one in drawn_meetings(ground, 2, 4000, seed=2)]


def test_likely_places_of_two_meetings() -> None:
    """a and b share places 1 to 2 (theirs drawn), 3 to 4, or all four (both drawn)."""
    network, ground = gathered({"m": "ab", "k": "cd"}, {})
    held = assessed(network, ground, "strength", draws=200).intervals["strength"]
    assert [(one.likely_best, one.likely_worst) for one in held] == [(1, 4)] * 4
    one_meeting, alone = gathered({"m": "abc"}, {})
    held = assessed(one_meeting, alone, "strength", draws=50).intervals["strength"]
    assert [(one.likely_best, one.likely_worst) for one in held] == [(1, 3)] * 3


def test_nothing_and_one_node() -> None:
    for attended in ({}, {"m": "a"}):
        network, ground = gathered(attended, {"m": "S"})
        found = assessed(network, ground, "betweenness", "degree", draws=10)
        assert [one[:4] for one in found.intervals["degree"]] == [(1, 1, 1, 1)] * len(network)
        assert found.coverage == (Coverage(0, 0, "", 0.0),) * len(network)


def test_coverage() -> None:
    """b: 1/2 from m (three there) and 1 from k: two sources for a and b's, one for the rest."""
    network, ground = gathered({"m": "abc", "k": "bd"}, {"m": "ST", "k": "U"})
    found = assessed(network, ground, "degree").coverage
    assert found[0] == Coverage(2, 1, "m", 1.0)
    assert found[1][:3] == (3, 2, "k")
    assert found[1].share == pytest.approx(1 / 2)
    assert found[3] == Coverage(1, 1, "k", 1.0)


def test_sentences() -> None:
    network, ground = gathered(PLANTED, SAID)
    found = assessed(network, ground, "strength", "pagerank", draws=100)
    told = sentence(found, measure("strength"), 0)
    likely = found.intervals["strength"][0]
    assert told.sv == (
        "a har plats 1 av 4 i styrka: plats 1–4 när en källa i taget utelämnas, "
        f"plats {likely.likely_best}–{likely.likely_worst} i 95\u00a0% av 100 lottningar av "
        "underlaget; vilar på 1 källa och 3 tillfällen."
    )
    assert told.en == (
        "a is in place 1 of 4 by strength: place 1–4 when any one source is left out, "
        f"place {likely.likely_best}–{likely.likely_worst} in 95\u00a0% of 100 redraws of what it "
        "rests on; rests on 1 source and 3 occasions."
    )
    assert " i PageRank: " in sentence(found, measure("pagerank"), 0).sv


def test_sentences_warn_of_one_dominating_meeting_and_of_no_ties() -> None:
    network, ground = gathered({"m": "ab", "k": "bcdef", "p": "g"}, {"m": "S", "k": "T"})
    found = assessed(network, ground, "strength", draws=20)
    assert sentence(found, measure("strength"), 1).en.endswith(
        "rests on 2 sources and 2 occasions."
    )
    heavy, ground = gathered({"m": "ab", "k": "bcde"}, {"m": "S", "k": "T"})
    assert heavy.weight[0] == 1
    alone = assessed(heavy, ground, "strength", draws=20)
    assert not sentence(alone, measure("strength"), 0).en.count("one of which")
    lone = sentence(found, measure("strength"), 6)
    assert lone.sv.endswith("; utan band.")
    assert lone.en.endswith("; without ties.")


def test_sentences_say_nothing_of_sources_that_are_not_known() -> None:
    network, ground = gathered({"m": "ab"}, {})
    found = assessed(network, ground, "degree", draws=10)
    assert sentence(found, measure("degree"), 0).sv == (
        "a har plats 1 av 2 i gradtal: plats 1–2 i 95\u00a0% av 10 lottningar av underlaget; "
        "vilar på 1 tillfälle vars källor inte är kända."
    )


def test_without_grounds_only_the_place_is_told() -> None:
    network, _ = gathered(PLANTED, SAID)
    found = assess(network, structure_of(network), [measure("degree")])
    assert found.intervals == {}
    assert sentence(found, measure("degree"), 0).sv == "a har plats 1 av 4 i gradtal."
    assert np.isfinite(found.values["degree"]).all()
