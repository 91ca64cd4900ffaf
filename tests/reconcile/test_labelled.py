"""Precision and recall on pairs of real names that were judged by hand before the first run.

The frame: organisations whose names begin with a letter of FRAME and people whose family name
begins with a letter of PEOPLE, both drawn at random; every true pair of names with one in the
frame is in the file, of municipalities a selection, as their names follow a rule. The letters of
TUNED were looked at while the matcher was written, the others not.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kng._reconcile import Name, Proposal, Record, propose

HERE = Path(__file__).parent
DECISION = HERE.parents[1] / "docs/decisions/0082-identity.md"
FRAME, PEOPLE = frozenset("ABFHKMOPRS"), frozenset("BCHJKOPU")
TUNED, TUNED_PEOPLE = frozenset("ABKPR"), frozenset("BHKO")
LEVELS = ("certain", "likely", "unsure")


class Row(NamedTuple):
    name: str
    other: str
    kind: str
    verdict: str
    note: str

    @property
    def pair(self) -> frozenset[str]:
        return frozenset({address(self.name, self.kind), address(self.other, self.kind)})


class Figures(NamedTuple):
    """Proposals at a level, right ones among them, true pairs at this level or above, and all."""

    proposed: int
    right: int
    found: int
    true: int


def address(name: str, kind: str) -> str:
    return f"person/{name}" if kind == "person" else f"organisation/{name}"


@cache
def rows() -> Sequence[Row]:
    with (HERE / "labelled.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def employer(name: str) -> str:
    return name.partition(" (")[2].removesuffix(")").removesuffix(", project")


def records() -> Iterator[Record]:
    """Names only; and people with their employers, those that are certainly one under one name."""
    people = {name for row in rows() if row.kind == "person" for name in (row.name, row.other)}
    names = {name for row in rows() if row.kind != "person" for name in (row.name, row.other)}
    organisations = [
        Record(f"organisation/{name}", "organisation", (Name(name),))
        for name in sorted(names | set(map(employer, people)))
    ]
    yield from organisations
    one = {p.other: p.one for p in propose(organisations) if p.level == "certain"}
    for name in sorted(people):
        at = f"organisation/{employer(name)}"
        yield Record(
            f"person/{name}",
            "person",
            (Name(name.partition(" (")[0]),),
            frozenset({one.get(at, at)}),
        )


@cache
def proposals() -> Mapping[frozenset[str], Proposal]:
    return {frozenset({p.one, p.other}): p for p in propose(list(records()))}


def initial(name: str) -> str:
    kind, _, text = name.partition("/")
    return (text.partition(" (")[0].split()[-1] if kind == "person" else text)[0].upper()


def within(pair: Collection[str], letters: frozenset[str], of_people: frozenset[str]) -> bool:
    return any(
        initial(name) in (of_people if name.startswith("person/") else letters) for name in pair
    )


def tuned(pair: Collection[str]) -> bool:
    return within(pair, TUNED, TUNED_PEOPLE)


def held_out(pair: Collection[str]) -> bool:
    return within(pair, FRAME, PEOPLE) and not tuned(pair)


def figures(kind: str, level: str, half: Callable[[Collection[str]], bool]) -> Figures:
    """What nobody labelled counts as wrong, since every true pair of the frame is in the file."""
    labelled = {row.pair: row for row in rows()}
    names = {name for row in rows() if row.kind == kind for name in row.pair}
    of_kind = {pair for pair, row in labelled.items() if row.kind == kind and half(pair)}
    same = {pair for pair in of_kind if labelled[pair].verdict == "same"}
    beside = {p for p in proposals() if p <= names and p not in labelled and half(p)}
    proposed = {
        pair
        for pair in of_kind | beside
        if pair in proposals() and proposals()[pair].level == level
    }
    above = LEVELS[: LEVELS.index(level) + 1]
    found = {pair for pair in same if pair in proposals() and proposals()[pair].level in above}
    return Figures(len(proposed), len(proposed & same), len(found), len(same))


HALVES: Mapping[str, Callable[[Collection[str]], bool]] = {
    "tuned": tuned,
    "held out": held_out,
    "both": lambda pair: tuned(pair) or held_out(pair),
}


def measured(kind: str, half: str, level: str) -> str:
    proposed, right, found, true = figures(kind, level, HALVES[half])
    return f"| {kind} | {half} | {level} | {right} of {proposed} | {found} of {true} |"


def stated() -> Sequence[str]:
    text = DECISION.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith(("| organ", "| muni", "| pers"))]


def test_the_sample_is_as_large_as_said_and_each_pair_once() -> None:
    kinds = [row.kind for row in rows()]
    assert kinds.count("organisation") >= 150
    assert kinds.count("person") >= 60
    assert len({row.pair for row in rows()}) == len(rows())
    assert {row.verdict for row in rows()} == {"same", "different", "unsure"}


def test_the_decision_states_what_is_measured() -> None:
    kinds = ("organisation", "municipality", "person")
    assert stated() == [
        measured(kind, half, level) for kind in kinds for half in HALVES for level in LEVELS
    ]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", ["organisation", "municipality", "person"])
def test_nothing_certain_is_wrong(kind: str, half: str) -> None:
    proposed, right, _, _ = figures(kind, "certain", HALVES[half])
    assert right == proposed


def test_no_hard_negative_is_more_than_unsure() -> None:
    wrong = [
        (row.name, row.other)
        for row in rows()
        if row.verdict == "different"
        and row.pair in proposals()
        and proposals()[row.pair].level != "unsure"
    ]
    assert not wrong
