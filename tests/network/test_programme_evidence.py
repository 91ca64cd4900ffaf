"""Who is only in a programme has not thereby met anyone; who is also in a list has."""

from __future__ import annotations

from pathlib import Path

import pytest

from kng._closure import derive, read_rule
from kng._store import Store, parse_turtle

ROOT = Path(__file__).parents[2]
PREFIXES = """
@prefix kng: <https://w3id.org/kng/ns#> . @prefix id: <https://w3id.org/kng/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @base <https://w3id.org/kng/id/> .
"""


def people(*evidence: tuple[str, ...]) -> set[str]:
    """Who comes out of the projection, for people with these kinds of evidence."""
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
    triples, faults = parse_turtle(text.encode(), "x")
    assert not faults
    store.add("https://w3id.org/kng/id/graph/x", triples, source=True)
    rules = [
        read_rule(p.stem, p.read_text("utf-8"), p.name)
        for p in sorted((ROOT / "ontology" / "rules").glob("*.rq"))
    ]
    derive(store, rules)
    query = (ROOT / "queries" / "networks" / "people-by-meetings.rq").read_text("utf-8")
    return {str(row[0]).rpartition("/")[2] for row in store.select(query)}


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
    assert people(kinds, ("attendee-list",)) == ({"p0", "p1"} if meets else {"p1"})
