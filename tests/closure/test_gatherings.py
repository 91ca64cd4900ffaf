"""How many people a meeting counts, which whole it belongs to, and who was there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Facts = Callable[[str, str], list[str]]
Close = Callable[..., Facts]


def meeting(said: str, people: int = 0, *, name: str = "m", kind: str = "workshop") -> str:
    """A held meeting with so many people who took part, as Turtle."""
    text = f"kng-meeting:{name} a kng:Meeting ; kng:status kng-meeting-status:held {said} ."
    if kind:
        text += f" kng-meeting:{name} kng:kind kng-meeting-kind:{kind} ."
    for number in range(people):
        text += f" kng-person:p{number} a kng:Person ."
        text += took_part(f"kng-person:p{number}", meeting=name)
    return text


def took_part(
    who: str, function: str = "participant", *, meeting: str = "m", behalf: str = ""
) -> str:
    node = f"kng-participation:{meeting}_{who.rpartition(':')[2]}_{function}"
    for_whom = f"; kng:onBehalfOf {behalf} " if behalf else ""
    return (
        f" {node} a kng:Participation ; kng:meeting kng-meeting:{meeting} ; kng:participant {who} ;"
        f" kng:function kng-function:{function} {for_whom}."
    )


def counted(facts: Facts, name: str = "m") -> tuple[list[str], list[str]]:
    thing = f"kng-meeting:{name}"
    return facts(thing, "kng:gatheringSize"), facts(thing, "kng:gatheringSizeBasis")


@pytest.mark.parametrize(
    ("said", "people", "kind", "size", "basis"),
    [
        ("; kng:attendance 40", 3, "workshop", "40", "stated"),
        ("; kng:attendance 2", 3, "workshop", "3", "stated"),
        ("; kng:attendance 40 ; kng:listComplete true", 3, "workshop", "40", "stated"),
        ("; kng:listComplete true", 3, "workshop", "3", "complete-list"),
        ("; kng:listComplete false", 3, "workshop", "25", "assumed"),
        ("", 3, "workshop", "25", "assumed"),
        ("", 3, "conference", "200", "assumed"),
        ("", 12, "peer-learning-meeting", "12", "assumed"),
        ("", 3, "", "30", "assumed"),
        ("", 0, "workshop", "25", "assumed"),
    ],
)
def test_the_size_is_the_larger_of_what_is_stated_or_assumed_and_who_is_named(
    facts: Close, said: str, people: int, kind: str, size: str, basis: str
) -> None:
    found = facts(meeting(said, people, kind=kind))
    assert counted(found) == ([size], [f"kng-size-basis:{basis}"])


def test_a_part_of_a_listed_whole_counts_who_is_named_there(facts: Close) -> None:
    whole = meeting("; kng:listComplete true", 7, name="day")
    part = meeting("; kng:partOf kng-meeting:day", 5, name="afternoon")
    found = facts(whole + part)
    assert counted(found, "day") == (["7"], ["kng-size-basis:complete-list"])
    assert counted(found, "afternoon") == (["5"], ["kng-size-basis:part-of-listed"])


def test_a_part_where_nobody_is_named_is_assumed_by_its_kind(facts: Close) -> None:
    whole = meeting("; kng:listComplete true", 7, name="day")
    found = facts(whole + meeting("; kng:partOf kng-meeting:day", name="afternoon"))
    assert counted(found, "afternoon") == (["25"], ["kng-size-basis:assumed"])


def test_a_person_with_two_functions_counts_once(facts: Close) -> None:
    found = facts(meeting("; kng:listComplete true", 2) + took_part("kng-person:p0", "host"))
    assert counted(found)[0] == ["2"]


def test_organisations_count_only_where_no_person_is_named(facts: Close) -> None:
    bodies = "kng-organisation:a a kng:Organisation . kng-municipality:b a kng:Municipality ."
    bodies += took_part("kng-organisation:a") + took_part("kng-municipality:b")
    assert counted(facts(meeting("; kng:listComplete true") + bodies))[0] == ["2"]
    assert counted(facts(meeting("; kng:listComplete true", 3) + bodies))[0] == ["3"]


def test_posts_and_initiatives_never_count(facts: Close) -> None:
    others = "kng-post:a a kng:Post . kng-initiative:b a kng:Initiative ."
    others += took_part("kng-post:a") + took_part("kng-initiative:b")
    listed = "; kng:listComplete true"
    assert counted(facts(meeting(listed, 3) + others))[0] == ["3"]
    body = "kng-organisation:o a kng:Organisation ." + took_part("kng-organisation:o")
    assert counted(facts(meeting(listed) + others + body))[0] == ["1"]


def test_who_only_organised_does_not_count(facts: Close) -> None:
    absent = "kng-person:x a kng:Person ." + took_part("kng-person:x", "organiser")
    assert counted(facts(meeting("; kng:listComplete true", 3) + absent))[0] == ["3"]


def test_where_sources_state_different_figures_the_larger_counts(facts: Close) -> None:
    found = facts(meeting("; kng:attendance 40", 3), meeting("; kng:attendance 60", 3))
    assert counted(found) == (["60"], ["kng-size-basis:stated"])


def test_people_named_by_two_sources_count_together(facts: Close) -> None:
    other = "kng-person:x a kng:Person ." + took_part("kng-person:x")
    assert counted(facts(meeting("; kng:listComplete true", 2), other))[0] == ["3"]


def test_every_nested_part_knows_the_outermost_whole(facts: Close) -> None:
    found = facts(
        meeting("", name="week")
        + meeting("; kng:partOf kng-meeting:week", name="day")
        + meeting("; kng:partOf kng-meeting:day", name="hour")
    )
    for name in ("week", "day", "hour"):
        assert found(f"kng-meeting:{name}", "kng:whole") == ["kng-meeting:week"]


def test_a_whole_that_is_no_meeting_is_none(facts: Close) -> None:
    text = "kng-programme:p a kng:Programme . " + meeting("; kng:partOf kng-programme:p")
    assert facts(text)("kng-meeting:m", "kng:whole") == ["kng-meeting:m"]


@pytest.mark.parametrize(
    ("status", "function", "there"),
    [
        ("held", "participant", True),
        ("held", "host", True),
        ("held", "organiser", False),
        ("planned", "participant", False),
        ("cancelled", "host", False),
    ],
)
def test_only_presence_at_a_held_meeting_is_attendance(
    facts: Close, status: str, function: str, there: bool
) -> None:
    text = f"kng-meeting:m a kng:Meeting ; kng:status kng-meeting-status:{status} ."
    text += "kng-person:x a kng:Person . kng-municipality:c a kng:Municipality ."
    found = facts(text + took_part("kng-person:x", function, behalf="kng-municipality:c"))
    expected = ["kng-meeting:m"] if there else []
    assert found("kng-person:x", "kng:attended") == expected
    assert found("kng-municipality:c", "kng:representedAt") == expected
    assert found("kng-person:x", "kng:tookPartIn") == ["kng-meeting:m"]


def test_an_organisation_that_attends_itself_is_represented_but_a_person_is_not(
    facts: Close,
) -> None:
    text = "kng-municipality:c a kng:Municipality . kng-post:q a kng:Post ."
    text += meeting("", 1) + took_part("kng-municipality:c") + took_part("kng-post:q")
    found = facts(text)
    assert found("kng-municipality:c", "kng:representedAt") == ["kng-meeting:m"]
    assert found("kng-person:p0", "kng:representedAt") == []
    assert found("kng-post:q", "kng:representedAt") == []


# ---- in which capacity

CAME = "kng-person:x a kng:Person ." + took_part("kng-person:x", behalf="kng-municipality:c")
NODE = "kng-participation:m_x_participant"


def affiliation(name: str, organisation: str = "kng-municipality:c") -> str:
    node = f"kng-affiliation:{name}"
    return (
        f" {node} a kng:Affiliation ; org:member kng-person:x ; org:organization {organisation} ."
    )


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([CAME + affiliation("a")], ["kng-affiliation:a"]),
        ([CAME], []),
        ([CAME + affiliation("a") + affiliation("b")], []),
        ([CAME, affiliation("a")], []),
        ([CAME + affiliation("a", "kng-organisation:o")], []),
        ([CAME + affiliation("a", "kng-organisation:o") + affiliation("b")], ["kng-affiliation:b"]),
        ([CAME + affiliation("a"), affiliation("b")], ["kng-affiliation:a"]),
        (
            [CAME + affiliation("a") + f"{NODE} kng:inCapacityOf kng-affiliation:z ."],
            ["kng-affiliation:z"],
        ),
        (
            [CAME + affiliation("a"), f"{NODE} kng:inCapacityOf kng-affiliation:z ."],
            ["kng-affiliation:z"],
        ),
    ],
    ids=[
        "exactly one",
        "none",
        "two",
        "in another source",
        "of another organisation",
        "one that fits",
        "one here and one elsewhere",
        "stated",
        "stated elsewhere",
    ],
)
def test_the_capacity_is_the_one_affiliation_that_the_same_source_gives(
    facts: Close, sources: list[str], expected: list[str]
) -> None:
    assert facts(*sources)(NODE, "kng:inCapacityOf") == expected
