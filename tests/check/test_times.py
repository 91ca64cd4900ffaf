"""What can be told from dates as they are written, without a rule; every case worked by hand."""

from __future__ import annotations

import pytest

from kng._dates import datatype

from .conftest import Faults

PREFIXES = """@prefix kng-affiliation: <https://w3id.org/kng/id/affiliation/> .
@prefix org: <http://www.w3.org/ns/org#> .
"""
MEETING = (
    "a kng:Meeting ; rdfs:label 'x'@sv , 'x'@en ; kng:kind kng-meeting-kind:workshop ; "
    "kng:status kng-meeting-status:held"
)


def said(dates: str) -> str:
    """``start 2022-03, end 2023`` as Turtle."""
    pairs = (date.split() for date in dates.split(", ") if date)
    return "".join(f' ; kng:{name} "{text}"^^xsd:{datatype(text)}' for name, text in pairs)


def capacity(held: str, meeting: str) -> str:
    return (
        f"{PREFIXES} kng-meeting:m {MEETING}{said(meeting)} . kng-affiliation:a a kng:Affiliation ;"
        f" org:member kng-person:p22222 ; org:organization kng-organisation:verket{said(held)} ."
        " kng-participation:x a kng:Participation ; kng:meeting kng-meeting:m ;"
        " kng:function kng-function:speaker ; kng:participant kng-person:p22222 ;"
        " kng:onBehalfOf kng-organisation:verket ; kng:inCapacityOf kng-affiliation:a ."
    )


@pytest.mark.parametrize(
    ("held", "meeting", "wrong"),
    [
        ("end 2022-02-28", "start 2022-03-01", True),
        ("end 2022-03-01", "start 2022-03-01", False),
        ("end 2022-02", "start 2022-03-01", True),
        ("end 2022-03", "start 2022-03-01", False),
        ("end 2021", "start 2022-03-01", True),
        ("end 2022", "start 2022-03-01", False),
        ("end 2022-02-28", "start 2022-03", True),
        ("end 2022-03-15", "start 2022-03", False),
        ("end 2022-03-15", "start 2022", False),
        ("end 2021-12-31", "start 2022", True),
        ("endNotAfter 2021", "startNotBefore 2022-03, startNotAfter 2022-12", True),
        ("endNotBefore 2021", "start 2022-03-01", False),
        ("start 2022-03-02", "start 2022-03-01", True),
        ("start 2022-03", "start 2022-03-01", False),
        ("start 2022-03-02", "start 2022-03", False),
        ("start 2022-03-02", "start 2022-03-01, end 2022-03-02", False),
        ("start 2022-03-02", "start 2022-03-01, endNotBefore 2022-03-01", False),
        ("startNotBefore 2023", "startNotBefore 2022-03, startNotAfter 2022-12", True),
        ("startNotBefore 2023", "startNotBefore 2022-03", False),
        ("startNotAfter 2023", "start 2022-03-01", False),
        ("", "start 2022-03-01", False),
    ],
)
def test_a_capacity_that_certainly_was_not_held(
    faults_of: Faults, held: str, meeting: str, wrong: bool
) -> None:
    found = [fault for fault in faults_of(capacity(held, meeting)) if fault.check != "MeetingTime"]
    assert [fault.check for fault in found] == (["CapacityHeld"] if wrong else [])


@pytest.mark.parametrize("other", ["end 2022-06", "attestedOn 2022-05-04"])
def test_a_source_by_which_the_capacity_was_held_is_enough(faults_of: Faults, other: str) -> None:
    added = capacity("end 2021", "start 2022-03-01")
    beside = f"{PREFIXES} kng-affiliation:a a kng:Affiliation{said(other)} ."
    assert faults_of(added, other=beside) == ()


@pytest.mark.parametrize(
    ("part", "whole", "wrong"),
    [
        ("start 2022-03-01", "start 2022-03-01", False),
        ("start 2022-02-28", "start 2022-03-01", True),
        ("start 2022-03-02", "start 2022-03-01", True),
        ("start 2022-03-02", "start 2022-03-01, end 2022-03-02", False),
        ("start 2022-03-03", "start 2022-03-01, end 2022-03-02", True),
        ("start 2022-03-03", "start 2022-03-01, endNotBefore 2022-03-02", False),
        ("start 2022-03-01, end 2022-03-03", "start 2022-03-01, end 2022-03-02", True),
        ("start 2022-03-01, end 2022-03", "start 2022-03-01, end 2022-03-02", False),
        ("start 2022-03-05", "start 2022-03", False),
        ("start 2022-03", "start 2022-03-05", False),
        ("start 2022", "start 2022-03", False),
        ("start 2021", "start 2022-03", True),
        ("startNotAfter 2022-02", "start 2022-03-01", True),
        ("start 2022-12-24", "startNotBefore 2022-03, startNotAfter 2022-12", False),
        ("start 2023", "startNotBefore 2022-03, startNotAfter 2022-12", True),
        ("start 2023", "startNotBefore 2022-03", False),
    ],
)
def test_a_part_lies_inside_its_whole(
    faults_of: Faults, part: str, whole: str, wrong: bool
) -> None:
    found = faults_of(
        f"kng-meeting:m {MEETING}{said(whole)} . "
        f"kng-meeting:n {MEETING}{said(part)} ; kng:partOf kng-meeting:m ."
    )
    assert [fault.check for fault in found] == (["MeetingPart"] if wrong else [])


def test_two_sources_may_date_a_part_and_its_whole_differently(faults_of: Faults) -> None:
    whole = f"kng-meeting:m {MEETING}{said('start 2022-03-01')} ."
    part = f"kng-meeting:n {MEETING}{said('start 2022-03-02')} ; kng:partOf kng-meeting:m ."
    assert faults_of(whole, other=part) == ()


AFFILIATED = "kng-affiliation:{} a kng:Affiliation ; org:member kng-person:p55555 ; {} ."
AT_OFFICE = "org:organization kng-organisation:verket"


@pytest.mark.parametrize(
    ("held", "elsewhere", "known"),
    [
        ([""], [], True),
        ([], [""], False),
        (["", ""], [], False),
        (["", "attestedOn 2018, end 2019"], [], True),
        (["attestedOn 2018, end 2019"], [], False),
        (["", ""], [""], False),
    ],
)
def test_a_capacity_is_unknown_where_the_rules_do_not_find_it(
    faults_of: Faults, held: list[str], elsewhere: list[str], known: bool
) -> None:
    def affiliations(dates: list[str], name: str) -> str:
        texts = enumerate(f"{AT_OFFICE}{said(date)}" for date in dates)
        return PREFIXES + " ".join(AFFILIATED.format(f"{name}{n}", text) for n, text in texts)

    participation = (
        "kng-person:p55555 a kng:Person ; <http://xmlns.com/foaf/0.1/name> 'Åsa Ek' ."
        f" kng-meeting:m {MEETING}{said('start 2022-03-01')} ."
        " kng-participation:x a kng:Participation ; kng:meeting kng-meeting:m ;"
        " kng:function kng-function:speaker ; kng:participant kng-person:p55555 ;"
        " kng:onBehalfOf kng-organisation:verket ."
    )
    found = faults_of(affiliations(held, "a") + participation, other=affiliations(elsewhere, "b"))
    assert [fault.check for fault in found] == ([] if known else ["CapacityKnown"])
