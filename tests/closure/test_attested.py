"""A source that names someone in a role is an observation: when it attests the role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = Callable[[str, str], list[str]]
Close = Callable[..., Facts]

SOURCE = """
kng-graph:source-1 a prov:Bundle ; prov:wasDerivedFrom kng-source:a .
kng-source:a a kng:Source ; dcterms:issued "2022-05"^^xsd:gYearMonth .
kng-affiliation:a a kng:Affiliation ; org:member kng-person:p22222 .
"""
MEETING = """
kng-participation:a kng:participant kng-person:p22222 ; kng:meeting kng-meeting:m .
kng-meeting:m a kng:Meeting ; kng:start "2022-04-20"^^xsd:date ;
    kng:status kng-meeting-status:held .
"""


@pytest.mark.parametrize(
    ("facts_of_source", "days"),
    [
        (SOURCE, ["2022-05"]),
        (SOURCE + MEETING, ["2022-04-20"]),
        (SOURCE + MEETING.replace(":held", ":planned"), ["2022-05"]),
        (SOURCE + MEETING.replace("kng:start", "kng:startNotBefore"), ["2022-05"]),
        (SOURCE.replace("kng:Affiliation", "kng:PostHolding"), ["2022-05"]),
        (SOURCE.replace("dcterms:issued", "kng:retrievedOn"), []),
    ],
    ids=["published", "met", "only planned", "no day", "post", "unknown"],
)
def test_a_role_is_attested(facts: Close, facts_of_source: str, days: list[str]) -> None:
    assert facts(facts_of_source)("kng-affiliation:a", "kng:attestedOn") == days


def test_the_meeting_of_another_source_attests_nothing(facts: Close) -> None:
    assert facts(SOURCE, MEETING)("kng-affiliation:a", "kng:attestedOn") == ["2022-05"]


def test_what_a_source_states_itself_stands_alone(facts: Close) -> None:
    own = 'kng-affiliation:a kng:attestedOn "2021"^^xsd:gYear .'
    assert facts(SOURCE, own)("kng-affiliation:a", "kng:attestedOn") == ["2021"]


def test_two_sources_attest_twice_and_the_days_follow(facts: Close) -> None:
    other = SOURCE.replace("source-1", "source-2").replace(":a ", ":b ", 0)
    other = other.replace("kng-source:a", "kng-source:b").replace('"2022-05"', '"2023-01"')
    said = facts(SOURCE, other)
    assert said("kng-affiliation:a", "kng:attestedOn") == ["2022-05", "2023-01"]
    # It has begun by the last day of the first attestation, and lasts to the first of the last.
    assert said("kng-affiliation:a", "kng:latestStart") == ["2022-05-31"]
    assert said("kng-affiliation:a", "kng:earliestEnd") == ["2023-01-01"]
