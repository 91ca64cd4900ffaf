"""Projection from rows to a network, with figures worked by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kng._errors import KngError, UnknownName
from kng._network import FORMS, WEIGHTINGS, Projection, project
from kng._values import XSD, Bilingual, Cell, Evidence, Iri, Literal, Network, Rows, Thing

WORDS = Bilingual("", "")
PEOPLE = Projection("people", WORDS, WORDS, "affiliation")
TIES = Projection("ties", WORDS, WORDS, "direct")
ARROWS = Projection("arrows", WORDS, WORDS, "direct", directed=True)


def cell(value: str | int | float | None) -> Cell:
    match value:
        case None:
            return None
        case int():
            return Literal(str(value), XSD + "integer")
        case float():
            return Literal(repr(value), XSD + "double")
    return Iri(value)


def rows(columns: str, *cells: Sequence[str | int | float | None]) -> Rows:
    return Rows(tuple(columns.split()), tuple(tuple(cell(one) for one in row) for row in cells))


def weights(network: Network) -> dict[tuple[str, str], float]:
    ids = [node.id for node in network.nodes]
    return {
        (ids[source], ids[target]): weight
        for source, target, weight in zip(
            network.source.tolist(), network.target.tolist(), network.weight.tolist(), strict=True
        )
    }


def evidence(network: Network, source: str, target: str) -> tuple[Evidence, ...]:
    ids = [node.id for node in network.nodes]
    at = list(weights(network)).index((source, target))
    assert ids == sorted(ids)
    return network.evidence[at]


# The first source: a day with a complete list of seven, and as its part a workshop in whose
# picture five are named, one of whom is not in the list of the day.
DAY_LIST = ("abresparr", "bakyurek", "jansson", "loberg", "olsson", "soderberg", "wenstedt")
WORKSHOP_LIST = ("abresparr", "birath", "jansson", "loberg", "olsson")


def first_source() -> Rows:
    return rows(
        "node thing whole size basis",
        *((name, "day", "day", 7, "complete-list") for name in DAY_LIST),
        *((name, "workshop", "day", 5, "part-of-listed") for name in WORKSHOP_LIST),
    )


def test_first_source_pairs_count_once_at_the_smallest_gathering_that_both_attended() -> None:
    tie = weights(project(PEOPLE, first_source(), {}))
    assert tie["abresparr", "loberg"] == 0.25
    assert tie["abresparr", "wenstedt"] == 1 / 6
    assert tie["birath", "loberg"] == 0.25
    assert ("birath", "wenstedt") not in tie
    # 21 pairs of seven, and the four of the one who was only at the workshop
    assert len(tie) == 25


def test_first_source_evidence_says_where_how_many_and_why() -> None:
    network = project(PEOPLE, first_source(), {})
    assert evidence(network, "abresparr", "loberg") == (
        Evidence("workshop", 0.25, 5, "part-of-listed"),
    )
    assert evidence(network, "abresparr", "wenstedt") == (
        Evidence("day", 1 / 6, 7, "complete-list"),
    )


def test_count_counts_a_day_and_its_part_once() -> None:
    tie = weights(project(PEOPLE, first_source(), {}, "count"))
    assert set(tie.values()) == {1.0}


def test_meetings_add_up() -> None:
    met = rows(
        "node thing",
        *(("ann", "m1"), ("bo", "m1"), ("cy", "m1")),
        *(("ann", "m2"), ("bo", "m2")),
    )
    assert weights(project(PEOPLE, met, {})) == {
        ("ann", "bo"): 1.5,
        ("ann", "cy"): 0.5,
        ("bo", "cy"): 0.5,
    }
    assert weights(project(PEOPLE, met, {}, "count"))["ann", "bo"] == 2.0
    assert [one.thing for one in evidence(project(PEOPLE, met, {}), "ann", "bo")] == ["m1", "m2"]


def test_given_size_counts_those_who_are_not_nodes() -> None:
    met = rows("node thing size", ("ann", "fair", 301), ("bo", "fair", 301))
    assert weights(project(PEOPLE, met, {})) == {("ann", "bo"): 1 / 300}


def test_missing_size_is_the_number_of_distinct_nodes() -> None:
    met = rows("node thing size", *((who, "m", None) for who in ("ann", "bo", "cy", "ann")))
    assert set(weights(project(PEOPLE, met, {})).values()) == {0.5}


def test_rows_that_disagree_on_the_size_leave_the_largest_with_its_basis() -> None:
    met = rows(
        "node thing size basis",
        *(("ann", "m", 3, "complete-list"), ("bo", "m", 11, "stated"), ("bo", "m", None, None)),
    )
    assert evidence(project(PEOPLE, met, {}), "ann", "bo") == (Evidence("m", 0.1, 11, "stated"),)


def test_the_basis_of_a_size_may_be_an_address() -> None:
    basis = "https://w3id.org/kng/id/size-basis/part-of-listed"
    met = rows("node thing size basis", ("ann", "m", 5, basis), ("bo", "m", 5, basis))
    (reason,) = evidence(project(PEOPLE, met, {}), "ann", "bo")
    assert reason.basis == "part-of-listed"


def test_two_who_met_are_at_least_two() -> None:
    met = rows("node thing size", ("ann", "m", 1), ("bo", "m", 1))
    network = project(PEOPLE, met, {})
    assert evidence(network, "ann", "bo") == (Evidence("m", 1.0, 2, ""),)


def test_equal_parts_of_a_whole_leave_the_first_address() -> None:
    met = rows(
        "node thing whole",
        *((who, part, "day") for part in ("part-b", "part-a") for who in ("ann", "bo")),
    )
    assert evidence(project(PEOPLE, met, {}), "ann", "bo") == (Evidence("part-a", 1.0, 2, ""),)


def test_a_whole_that_is_left_empty_is_the_thing_itself() -> None:
    met = rows(
        "node thing whole",
        *((who, "day", None) for who in ("ann", "bo")),
        *((who, "part", "day") for who in ("ann", "bo")),
    )
    assert weights(project(PEOPLE, met, {})) == {("ann", "bo"): 1.0}


def test_lone_nodes_stay() -> None:
    met = rows("node thing", ("ann", "m"), ("bo", None), ("cy", "n"))
    network = project(PEOPLE, met, {})
    assert [node.id for node in network.nodes] == ["ann", "bo", "cy"]
    assert network.weight.tolist() == []
    assert network.evidence == ()
    assert network.adjacency().shape == (3, 3)


@pytest.mark.parametrize("projection", [PEOPLE, TIES])
def test_no_rows_give_an_empty_network(projection: Projection) -> None:
    columns = " ".join(FORMS[projection.form].needed)
    network = project(projection, rows(columns), {})
    assert (len(network), len(network.source)) == (0, 0)
    assert network.weight.dtype == np.float64


def test_things_are_taken_and_what_is_missing_is_named_by_its_address() -> None:
    ann = Thing("https://x.org/id/ann", Bilingual("Anna", "Ann"), "person")
    met = rows("node thing", (ann.id, "m"), ("https://x.org/id/bo/", "m"))
    network = project(PEOPLE, met, {ann.id: ann})
    assert network.nodes[0] is ann
    assert network.nodes[1] == Thing("https://x.org/id/bo/", Bilingual("bo", "bo"), "thing")


def test_direct_rows_of_a_pair_add_up_and_evidence_counts_once() -> None:
    given = rows(
        "source target evidence",
        *(("a", "b", "e2"), ("b", "a", "e1"), ("a", "b", "e1"), ("c", "a", "e3")),
    )
    network = project(TIES, given, {})
    assert weights(network) == {("a", "b"): 2.0, ("a", "c"): 1.0}
    assert evidence(network, "a", "b") == (Evidence("e1", 1.0), Evidence("e2", 1.0))
    directed = project(ARROWS, given, {})
    assert weights(directed) == {("a", "b"): 2.0, ("b", "a"): 1.0, ("c", "a"): 1.0}


def test_direct_weights_add_up_and_can_be_counted_instead() -> None:
    given = rows(
        "source target weight evidence",
        *(("a", "b", 2.5, "e1"), ("a", "b", 4, "e2"), ("b", "a", 3, "e1"), ("a", "b", 7, None)),
    )
    # e1 once with the larger of 2.5 and 3, e2 with 4, and 7 that rests on nothing
    assert weights(project(TIES, given, {})) == {("a", "b"): 14.0}
    assert weights(project(TIES, given, {}, "count")) == {("a", "b"): 3.0}
    assert [one.thing for one in evidence(project(TIES, given, {}), "a", "b")] == ["e1", "e2"]


def test_direct_ties_of_a_node_with_itself_or_with_none_leave_the_node() -> None:
    network = project(TIES, rows("source target weight", ("a", "a", 1), ("b", None, None)), {})
    assert [node.id for node in network.nodes] == ["a", "b"]
    assert len(network.source) == 0


def test_missing_columns_are_listed_with_what_is_expected() -> None:
    with pytest.raises(KngError) as caught:
        project(PEOPLE, rows("person size"), {})
    assert str(caught.value) == (
        "network 'people': the rows have no column 'node', 'thing' (they have 'person', 'size'); "
        "a network of form 'affiliation' needs 'node', 'thing' and may have "
        "'whole', 'size', 'basis', 'earliestStart', 'latestStart', 'earliestEnd', 'latestEnd', "
        "'event', 'layer', 'announced', 'evidence'; of the dates it has all four or none"
    )
    with pytest.raises(KngError, match=r"no column 'target'.*needs 'source', 'target'"):
        project(TIES, rows("source"), {})


def test_unknown_weight_and_form_are_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=r"'newmann'.*known: count, half-life, newman"):
        project(PEOPLE, rows("node thing"), {}, "newmann")
    odd = Projection("odd", WORDS, WORDS, "tree")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="form of network is called 'tree'"):
        project(odd, rows("node thing"), {})


def test_an_affiliation_has_no_direction() -> None:
    with pytest.raises(KngError, match="an affiliation has no direction"):
        project(Projection("p", WORDS, WORDS, "affiliation", True), rows("node thing"), {})


@pytest.mark.parametrize("size", ["0", "-3", "NaN", "INF", "2.5", "many", "", "1_0", "9" * 30])
def test_a_size_that_is_none_is_told_with_its_row(size: str) -> None:
    met = Rows(("node", "thing", "size"), ((Iri("ann"), Iri("m"), Literal(size)),))
    with pytest.raises(KngError) as caught:
        project(PEOPLE, met, {})
    assert str(caught.value) == (
        f"network 'people', row 1 (node=ann, thing=m, size={size}): "
        "size must be a whole number from 1 to 2^53"
    )


@pytest.mark.parametrize("weight", ["0", "-1", "NaN", "INF", "heavy", "1e300", None])
def test_a_weight_that_is_none_is_told_with_its_row(weight: str | None) -> None:
    given = Rows(
        ("source", "target", "weight"),
        ((Iri("a"), Iri("b"), None if weight is None else Literal(weight)),),
    )
    with pytest.raises(KngError, match=r"row 1 \(source=a, target=b, weight=.*weight (must|is)"):
        project(TIES, given, {})


def test_every_fault_is_told_at_once() -> None:
    met = Rows(
        ("node", "thing", "size"),
        (
            (None, Iri("m"), Literal("3")),
            (Iri("ann"), Literal("m"), Literal("0")),
            *(((None, None, None),) * 30),
        ),
    )
    with pytest.raises(KngError) as caught:
        project(PEOPLE, met, {})
    lines = str(caught.value).splitlines()
    assert "row 1 (node=, thing=m, size=3): node is empty" in lines[0]
    assert "row 2 (node=ann, thing=m, size=0): size must be" in lines[1]
    assert "row 2 (node=ann, thing=m, size=0): thing is no address" in lines[2]
    assert lines[-1] == "and 13 more"


def test_weightings_are_named_in_both_languages() -> None:
    assert [one.name for one in WEIGHTINGS] == ["newman", "count", "half-life"]
    assert all(one.meaning.sv and one.meaning.en for one in WEIGHTINGS)


# node, thing, size; things 0-2 are parts of thing 0, things 3-5 stand alone
PRESENCE = st.tuples(st.integers(0, 6), st.integers(0, 5))
SIZES = st.lists(st.sampled_from([None, 1, 2, 3, 4, 9]), min_size=6, max_size=6)


def by_hand(
    present: list[tuple[int, int]], sizes: list[int | None]
) -> dict[tuple[str, str], Fraction]:
    """Promise 6 one pair and one whole at a time, in fractions."""
    there = {thing: {node for node, at in present if at == thing} for thing in range(6)}
    tie: dict[tuple[str, str], Fraction] = {}
    for one, other in combinations(sorted({node for node, _ in present}), 2):
        for parts in ([0, 1, 2], [3], [4], [5]):
            shared = [
                max(sizes[part] or len(there[part]), 2)
                for part in parts
                if {one, other} <= there[part]
            ]
            if shared:
                pair = (f"n{one}", f"n{other}")
                tie[pair] = tie.get(pair, Fraction(0)) + Fraction(1, min(shared) - 1)
    return tie


@settings(max_examples=150, deadline=None)
@given(st.lists(PRESENCE, max_size=25), SIZES, st.randoms(use_true_random=False))
def test_equals_the_promise_worked_one_pair_at_a_time(
    present: list[tuple[int, int]], sizes: list[int | None], chance: random.Random
) -> None:
    cells = [
        (f"n{node}", f"t{thing}", "t0" if thing < 3 else None, sizes[thing])
        for node, thing in present
    ]
    network = project(PEOPLE, rows("node thing whole size", *cells), {})
    expected = by_hand(present, sizes)
    found = weights(network)
    assert list(found) == sorted(expected)
    assert list(found.values()) == pytest.approx([float(expected[pair]) for pair in found])
    chance.shuffle(cells)
    again = project(PEOPLE, rows("node thing whole size", *cells), {})
    assert again.weight.tobytes() == network.weight.tobytes()
    assert again.evidence == network.evidence
