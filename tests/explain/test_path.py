"""The shortest way from one to another, tie by tie."""

from __future__ import annotations

from kng._explain import explain_pair
from kng._explain.path import way
from kng._network import Projection, project
from kng._values import Bilingual, Card, Iri, Line, Network, Rows, Section, Source, Thing

WORDS = Bilingual("på samma möte", "at the same meeting")
PEOPLE = Projection("people-by-meetings", WORDS, WORDS, "affiliation")
PLACES = Projection("cities-by-topics", WORDS, WORDS, "affiliation")


def met(*rows: tuple[str, str], projection: Projection = PEOPLE) -> Network:
    cells = tuple((Iri(who), Iri(what)) for who, what in rows)
    return project(projection, Rows(("node", "thing"), cells), {})


# ann – bo – dan at large meetings, ann – cy – dan at a smaller and a large one, dan – eve
NETWORK = met(
    *((who, "m1") for who in ("ann", "bo", "x1", "x2")),
    *((who, "m2") for who in ("bo", "dan", "x3")),
    *((who, "m3") for who in ("ann", "cy")),
    *((who, "m4") for who in ("cy", "dan", "x4", "x5")),
    *((who, "m5") for who in ("dan", "eve")),
)


def test_the_way_has_the_fewest_ties_and_of_these_the_heaviest() -> None:
    taken = way("ann", "eve", [NETWORK])
    assert [(at, step.to) for at, step in taken] == [("ann", "cy"), ("cy", "dan"), ("dan", "eve")]
    assert [step.reason.thing for _, step in taken if step.reason] == ["m3", "m4", "m5"]


def test_no_way_leads_through_topics_nor_to_oneself() -> None:
    topics = met(("ann", "t"), ("zoe", "t"), projection=PLACES)
    assert way("ann", "zoe", [NETWORK, topics]) == []
    assert way("ann", "ann", [NETWORK]) == []
    assert way("ann", "nobody", [NETWORK]) == []


def things(*names: str) -> list[Thing]:
    return [Thing(name, Bilingual(name, name), "person") for name in names]


def test_an_explanation_tells_the_way_with_its_sources() -> None:
    said = Section(WORDS, (Line(Bilingual("dan: värd", "dan: host"), ("s",), "", ("dan",)),))
    card = Card("m5", Bilingual("Frukost", "Breakfast"), WORDS, (said,))
    sources = {"s": Source("s", "Nyhet", "https://x.org", "X", "2024", "2026-11-23")}
    ann, eve = things("ann", "eve")
    told = explain_pair(ann, eve, [NETWORK], {"m5": card}, sources).text("en")
    assert told.splitlines() == [
        "ann – eve: no tie is known",
        "",
        "The shortest way through meetings and people: 3 ties",
        "  ann – cy: at the same meeting",
        "  cy – dan: at the same meeting",
        "  dan – eve: at the same meeting (Breakfast) [1]",
        "",
        "Sources",
        "  [1] Nyhet, X, 2024, https://x.org, read 2026-11-23",
    ]


def test_a_single_tie_is_no_way_to_be_told() -> None:
    ann, cy = things("ann", "cy")
    assert explain_pair(ann, cy, [NETWORK], {}, {}).path == ()
