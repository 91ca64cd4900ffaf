from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from kng._errors import FaultsFound
from kng._judgements import Judgement, Verdict, canonical, judgement_address
from kng._values import Bilingual


def judge(one: str, other: str, verdict: Verdict = "same", **more: Any) -> Judgement:
    kept = {"kept": one} if verdict == "same" else {}
    why = Bilingual("därför", "because")
    return Judgement(one, other, verdict, "editor", "2026-11-25", why, "s", **{**kept, **more})


def faults(*judgements: Judgement) -> list[str]:
    with pytest.raises(FaultsFound) as raised:
        canonical(judgements)
    return [fault.en for fault in raised.value.faults]


def test_a_chain_leads_to_the_oldest_in_any_order() -> None:
    chain = judge("a", "b"), judge("b", "c"), judge("x", "y", kept="y")
    expected = {"a": "a", "b": "a", "c": "a", "x": "y", "y": "y"}
    assert all(dict(canonical(order)) == expected for order in permutations(chain))


def test_unsure_different_and_withdrawn_join_nothing() -> None:
    judgements = [
        judge("a", "b", "unsure"),
        judge("b", "c", "different"),
        judge("c", "d", withdrawn="2026-12-01"),
    ]
    assert not canonical(judgements)


def test_a_withdrawn_judgement_contradicts_nothing() -> None:
    withdrawn = judge("a", "b", "different", withdrawn="2026-12-01")
    assert canonical([judge("a", "b"), withdrawn])["b"] == "a"


def test_a_contradiction_names_all_three_judgements() -> None:
    (fault,) = faults(judge("a", "b"), judge("b", "c"), judge("a", "c", "different"))
    for said in ("a and b are the same", "b and c are the same", "a and c are different"):
        assert said in fault


def test_a_contradiction_names_no_judgement_that_has_no_part_in_it() -> None:
    (fault,) = faults(
        judge("a", "b"), judge("b", "c"), judge("a", "z"), judge("c", "a", "different")
    )
    assert "z" not in fault.replace("zone", "")


def test_two_verdicts_on_one_pair_contradict_each_other() -> None:
    (fault,) = faults(judge("a", "b"), judge("b", "a", "different"))
    assert "a and b are the same" in fault
    assert "b and a are different" in fault


def test_all_faults_come_in_one_run() -> None:
    found = faults(
        judge("a", "b"), judge("a", "b", "different"), judge("x", "y"), judge("y", "x", "different")
    )
    assert len(found) == 2


def test_two_kept_addresses_of_one_group_are_a_fault() -> None:
    (fault,) = faults(judge("a", "b"), judge("c", "b"))
    assert fault.startswith("several addresses are kept: a, c")


def test_a_ring_keeps_none() -> None:
    (fault,) = faults(judge("a", "b"), judge("b", "c"), judge("c", "a"))
    assert fault.startswith("no address is kept")


@pytest.mark.parametrize("kept", ["", "z"])
def test_what_is_kept_must_be_one_of_the_two(kept: str) -> None:
    (fault,) = faults(judge("a", "b", kept=kept))
    assert fault.startswith("the address that is kept must be one of the two")


def test_the_address_does_not_depend_on_the_order_and_numbers_come_from_the_second_on() -> None:
    a, b = "https://x/id/person/p22222", "https://x/id/person/p33333"
    assert judgement_address(a, b) == judgement_address(b, a)
    assert judgement_address(a, b, 2) == judgement_address(a, b) + "_2"
