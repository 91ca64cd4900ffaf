"""What speaks for a meeting, added up by hand; and what it would change."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from kng._network import DATES, Projection, project
from kng._suggest import candidates, field_of, scores, suggestions
from kng._suggest._gain import shape, with_meeting
from kng._suggest._score import PARTS
from kng._values import XSD, Bilingual, Iri, Literal, Network, Rows

WORDS = Bilingual("", "")
MEETINGS = Projection("meetings", WORDS, WORDS, "affiliation")


def met(*rows: tuple[str, str, str]) -> Network:
    cells = tuple(
        (
            Iri(who),
            Iri(what) if what else None,
            *((Literal(day, XSD + "date") if day else None,) * 4),
        )
        for who, what, day in rows
    )
    return project(MEETINGS, Rows(("node", "thing", *DATES), cells), {})


# A chain a – b – c, met in 2018, 2021 and 2024; d is alone. The newest meeting is of 2024-07-01.
CHAIN = met(
    ("a", "m1", "2018-07-02"),
    ("b", "m1", "2018-07-02"),
    ("b", "m2", "2024-07-01"),
    ("c", "m2", "2024-07-01"),
    ("d", "", ""),
)
TOPICS = met(("a", "mobility", ""), ("d", "mobility", ""), ("z", "energy", ""), ("a", "energy", ""))
FIELD = field_of(
    CHAIN,
    TOPICS,
    {"phase": {"a": "one", "d": "one", "c": "two"}, "size": {"a": "big", "b": "big"}},
)
A, B, C, D = range(4)


def part(name: str) -> np.ndarray:
    (found,) = (one for one in PARTS if one.name == name)
    return found.compute(FIELD)


def test_the_field_says_who_met_how_long_ago_and_how_far_apart_they_are() -> None:
    assert [node.id for node in FIELD.nodes] == ["a", "b", "c", "d"]
    assert FIELD.newest == date(2024, 7, 1)
    assert FIELD.age[A, B] == pytest.approx(2191 / 365.25)  # 2018-07-02 to 2024-07-01
    assert FIELD.age[B, C] == 0
    assert FIELD.steps[A].tolist() == [0, 1, 2, math.inf]
    assert FIELD.shared == {(A, D): ("mobility",)}


def test_each_part_is_as_worked_by_hand() -> None:
    assert part("topics")[A, D] == 0.5  # one topic of two gives the weight 1
    assert part("phase")[A].tolist() == [0, 0, 0, 0.5]
    assert part("size")[A].tolist() == [0, 0.5, 0, 0]
    assert part("apart")[B, C] == 0.0  # they have just met
    assert part("apart")[A, B] == pytest.approx(1 - 2 ** (-2191 / 365.25 / 3))
    assert part("apart")[C, D] == 1.0
    # d comes to b: 1 + 1/2 + 1/2 for d, 1 for b, which is most; to a or c: 1 + 1/2 + 1/3 and 1
    assert part("bridge")[B, D] == 1.0
    assert part("bridge")[A, D] == pytest.approx((1 + 1 / 2 + 1 / 3 + 1) / 3)
    # a and c are at 2 and would be at 1: both gain 1/2
    assert part("bridge")[A, C] == pytest.approx(1 / 3)
    assert part("bridge")[A, B] == 0.0


def test_the_score_is_the_sum_and_the_same_both_ways() -> None:
    score = scores(FIELD)
    assert score[A, D] == pytest.approx(0.5 + 0.5 + 1 + (2 + 5 / 6) / 3)
    assert np.array_equal(score, score.T)
    assert not score.diagonal().any()


def test_only_those_who_have_not_met_of_late_are_suggested() -> None:
    may = [(int(one), int(other)) for one, other in np.argwhere(candidates(FIELD))]
    assert may == [(A, B), (A, C), (A, D), (B, D), (C, D)]


def test_suggestions_say_why_and_what_changes() -> None:
    first, *rest = suggestions(FIELD, {"mobility": Bilingual("mobilitet", "mobility")})
    assert [member.id for member in first.members] == ["a", "d"]
    assert [reason.en for reason in first.reasons] == [
        "Both have taken up mobility",
        "The same phase of the programme",
        "Have been at no meeting together",
        "No way leads from one to the other in the network",
    ]
    assert first.gain.en == (
        # before 1 + 1 + 1/2 of 6 pairs, then 1 + 1 + 1 + 1/2 + 1/2 + 1/3
        "Then 3 more pairs reach each other; 1 part fewer; efficiency 0.417 → 0.722."
    )
    assert [one.score for one in rest] == sorted((one.score for one in rest), reverse=True)
    assert "\n  Båda har tagit upp mobilitet\n" in first.text("sv")


def test_an_old_meeting_is_told_with_its_age() -> None:
    found = {tuple(m.id for m in one.members): one for one in suggestions(FIELD, {})}
    assert "Last met 6.0 years ago" in [reason.en for reason in found["a", "b"].reasons]


def test_who_is_asked_for_is_in_each_and_who_is_not_there_gives_none() -> None:
    found = suggestions(FIELD, {}, of="c")
    assert [tuple(m.id for m in one.members) for one in found] == [("c", "d"), ("a", "c")]


def test_a_group_grows_by_who_adds_most() -> None:
    # to a and d, c adds 1.33 + 1.94 and b only 1.25 + 2.00
    (group,) = suggestions(FIELD, {}, size=3, most=1)
    assert [member.id for member in group.members] == ["a", "c", "d"]
    assert len(group.reasons) == 3
    assert suggestions(FIELD, {}, size=5) == []


def test_an_empty_field_and_a_single_node_have_no_suggestions() -> None:
    assert suggestions(field_of(met()), {}) == []
    assert suggestions(field_of(met(("a", "", ""))), {}) == []


def test_the_shape_of_a_chain_and_what_a_meeting_does_to_it() -> None:
    before = shape(FIELD.met)
    assert (before.reached, before.steps, before.parts, before.threads) == (3, 4, 2, 1)
    assert before.efficiency == pytest.approx((1 + 1 + 1 / 2) / 6)
    closed = shape(with_meeting(FIELD, (A, C)))
    assert (closed.steps, closed.threads, closed.mean_steps) == (3, 0, 1.0)
