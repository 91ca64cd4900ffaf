"""Who is only in a programme has not thereby met anyone; who is also in a list has."""

from __future__ import annotations

from pathlib import Path

import pytest

from kng._closure import derive, read_rule
from kng._network import Projection, project
from kng._store import Store, parse_turtle
from kng._values import Bilingual, Network

ROOT = Path(__file__).parents[2]
PREFIXES = """
@prefix kng: <https://w3id.org/kng/ns#> . @prefix id: <https://w3id.org/kng/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @base <https://w3id.org/kng/id/> .
"""


def people(*evidence: tuple[str, ...], announced: bool = False, more: str = "") -> Network:
    """The network of people with these kinds of evidence for being at one meeting."""
    text = PREFIXES + (
        "<meeting/m> a kng:Meeting ; kng:status <meeting-status/held> ; kng:attendance 9 . "
        "<meeting-kind/other> kng:assumedAttendance 30 . "
        "<function/speaker> kng:impliesPresence true . "
    )
    for number, kinds in enumerate(evidence):
        text += (
            f"<person/p{number}> a kng:Person . <participation/{number}> a kng:Participation ; "
            f"kng:meeting <meeting/m> ; kng:participant <person/p{number}> ; "
            "kng:function <function/speaker> . "
        )
        for kind in kinds:
            text += f"<participation/{number}> kng:evidenceKind <evidence-kind/{kind}> . "
    store = Store()
    text += more
    triples, faults = parse_turtle(text.encode(), "x")
    assert not faults
    store.add("https://w3id.org/kng/id/graph/x", triples, source=True)
    rules = [
        read_rule(p.stem, p.read_text("utf-8"), p.name)
        for p in sorted((ROOT / "ontology" / "rules").glob("*.rq"))
    ]
    derive(store, rules)
    folder = ROOT / "queries" / "networks"
    query, things = (
        store.encoded((folder / name).read_text("utf-8"))
        for name in ("people-by-meetings.rq", "things/meetings.rq")
    )
    words = Bilingual("", "")
    projection = Projection("people", words, words, "affiliation")
    return project(projection, query.joined(things, "thing"), {}, announced=announced)


def named(network: Network) -> set[str]:
    return {node.label.en for node in network.nodes}


@pytest.mark.parametrize(
    ("kinds", "meets"),
    [
        (("programme",), False),
        (("attendee-list",), True),
        (("programme", "attendee-list"), True),
        ((), True),
    ],
)
def test_a_programme_alone_makes_no_meeting(kinds: tuple[str, ...], meets: bool) -> None:
    network = people(kinds, ("attendee-list",))
    assert named(network) == ({"p0", "p1"} if meets else {"p1"})
    assert network.announced == (0 if meets else 1)


def test_those_whom_only_a_programme_names_meet_when_it_is_asked_for() -> None:
    network = people(("programme",), ("programme",), ("attendee-list",), announced=True)
    assert named(network) == {"p0", "p1", "p2"}
    assert network.weight.tolist() == [1 / 8] * 3  # nine were there
    assert network.announced == 0


def test_who_is_announced_and_has_another_function_there_has_met() -> None:
    host = """
        <participation/host> a kng:Participation ; kng:meeting <meeting/m> ;
        kng:participant <person/p0> ; kng:function <function/speaker> .
    """
    assert named(people(("programme",), ("attendee-list",), more=host)) == {"p0", "p1"}
