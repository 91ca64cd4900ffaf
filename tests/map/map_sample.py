"""A map's content made by hand, after the meeting in Borlänge: 8 people, 3 municipalities, 5
organisations; and a hostile one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kng._dates import ALL_TIME, Window
from kng._map import Facet, Layer, MapContent, Scale, Step, Story
from kng._network import Projection, project
from kng._values import (
    Bilingual,
    Card,
    Cell,
    Coverage,
    Interval,
    Iri,
    Line,
    Literal,
    Rows,
    Section,
    Source,
    Thing,
)

ID = "https://w3id.org/kng/id/"
SOURCE = ID + "source/minimote-borlange"
REGISTER = ID + "source/kommunkoder"
MEETING = ID + "meeting/minimote-borlange-2022"
WORKSHOP = ID + "meeting/workshop-borlange-2022"

PEOPLE = {
    "person/p01": ("Salomon Abresparr", "municipality/borlange"),
    "person/p02": ("Viktoria Bengtsson", "municipality/borlange"),
    "person/p03": ("Evelina Loberg", "municipality/gavle"),
    "person/p04": ("Erik Apel", "municipality/gavle"),
    "person/p05": ("Charlotte H. Kindmark", "municipality/eskilstuna"),
    "person/p06": ("Anna Wenstedt", "organisation/borlange-energi"),
    "person/p07": ("Lars Johansson", "organisation/viable-cities-programkontor"),
    "person/p08": ("Kristina Birath", "municipality/eskilstuna"),
}
MUNICIPALITIES = {
    "municipality/borlange": Bilingual("Borlänge kommun", "Borlänge Municipality"),
    "municipality/eskilstuna": Bilingual("Eskilstuna kommun", "Eskilstuna Municipality"),
    "municipality/gavle": Bilingual("Gävle kommun", "Gävle Municipality"),
}
ORGANISATIONS = {
    "organisation/borlange-energi": Bilingual("Borlänge Energi", ""),
    "organisation/future-proof-cities": Bilingual("Future-Proof Cities", ""),
    "organisation/northvolt": Bilingual("Northvolt", ""),
    "organisation/viable-cities": Bilingual("Viable Cities", ""),
    "organisation/viable-cities-programkontor": Bilingual(
        "Viable Cities programkontor", "Viable Cities programme office"
    ),
}
COORDINATES = {
    "municipality/borlange": (60.48, 15.43),
    "municipality/eskilstuna": (59.37, 16.51),
    "municipality/gavle": (60.67, 17.15),
}
AT_WORKSHOP = {"person/p01", "person/p03", "person/p04", "person/p07", "person/p08"}


DAY = ("2022-03-01", "2022-12-31", "2022-03-01", "2022-12-31")
DATES = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")


def thing(slug: str, label: Bilingual) -> Thing:
    return Thing(ID + slug, label, slug.partition("/")[0], *COORDINATES.get(slug, (None, None)))


def layer(
    name: str,
    tie: Bilingual,
    nodes: Sequence[Thing],
    form: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    directed: bool = False,
    window: Window = ALL_TIME,
    groups: Mapping[str, int] | None = None,
) -> Layer:
    """A layer of rows of plain values: addresses where there is a colon, else literals."""
    cells = tuple(tuple(cell(value) for value in row) for row in rows)
    table = Rows(columns, cells)
    head = Projection(name, tie, tie, form, directed)  # type: ignore[arg-type]
    things = {node.id: node for node in nodes}
    shown = project(head, table, things, "newman", window)
    whole = project(head, table, things)
    query = f"SELECT {' '.join('?' + column for column in columns)} {{}}"
    return Layer(shown, whole, form, table, query, groups or {})


def cell(value: Any) -> Cell:
    if value is None:
        return None
    return Iri(value) if ":" in str(value) or str(value).startswith("x") else Literal(str(value))


def people_layer() -> Layer:
    nodes = [thing(slug, Bilingual(name, "")) for slug, (name, _) in PEOPLE.items()]
    rows: list[tuple[Any, ...]] = [
        (ID + slug, MEETING, None, 7, "complete-list", *DAY)
        for slug in PEOPLE
        if slug != "person/p08"
    ]
    rows += [
        (ID + slug, WORKSHOP, MEETING, 5, "part-of-listed", *DAY) for slug in sorted(AT_WORKSHOP)
    ]
    words = Bilingual("har mötts", "have met")
    return layer("people-by-meetings", words, nodes, "affiliation", _GATHERED, rows)


_GATHERED = ("node", "thing", "whole", "size", "basis", *DATES)


def municipality_layer() -> Layer:
    nodes = [thing(slug, label) for slug, label in MUNICIPALITIES.items()]
    rows = [
        (ID + slug, place, None, size, basis, *DAY)
        for slug in MUNICIPALITIES
        for place, size, basis in ((MEETING, 7, "complete-list"), (WORKSHOP, 5, "stated"))
    ]
    words = Bilingual("vars folk har mötts", "whose people have met")
    return layer("municipalities-by-meetings", words, nodes, "affiliation", _GATHERED, rows)


def affiliation_layer() -> Layer:
    labels = {**MUNICIPALITIES, **ORGANISATIONS}
    nodes = [thing(slug, Bilingual(name, "")) for slug, (name, _) in PEOPLE.items()]
    nodes += [thing(slug, label) for slug, label in labels.items()]
    rows: list[tuple[Any, ...]] = [
        (ID + slug, ID + home, f"{ID}affiliation/{slug[-3:]}") for slug, (_, home) in PEOPLE.items()
    ]
    rows += [(ID + slug, None, None) for slug in ORGANISATIONS]
    words = Bilingual("arbetar för", "works for")
    return layer(
        "people-organisations", words, nodes, "direct", ("source", "target", "evidence"), rows
    )


def said(sv: str, en: str, *sources: str, link: str = "") -> Line:
    return Line(Bilingual(sv, en), sources or (SOURCE,), link)


def meeting_cards() -> dict[str, Card]:
    def took_part(slugs: Sequence[str]) -> Section:
        lines = tuple(
            said(f"{PEOPLE[s][0]}, deltagare", f"{PEOPLE[s][0]}, participant", link=ID + s)
            for s in slugs
        )
        return Section(Bilingual("Deltagare", "Participants"), lines)

    when = Section(Bilingual("När", "When"), (said("våren 2022", "spring 2022"),))
    where = Section(
        Bilingual("Var", "Where"),
        (said("Palladium, Borlänge", "Palladium, Borlänge", SOURCE, REGISTER),),
    )
    host = Section(
        Bilingual("Värd", "Host"),
        (said("Salomon Abresparr", "Salomon Abresparr", link=ID + "person/p01"),),
    )
    part = Section(
        Bilingual("Del av", "Part of"),
        (said("Minimöte i Borlänge", "Mini-meeting in Borlänge", link=MEETING),),
    )
    kind, workshop = Bilingual("möte", "meeting"), Bilingual("workshop", "workshop")
    listed = took_part(sorted(set(PEOPLE) - {"person/p08"}))
    pictured = took_part(sorted(AT_WORKSHOP))
    return {
        MEETING: Card(
            MEETING,
            Bilingual("Minimöte i Borlänge", "Mini-meeting in Borlänge"),
            kind,
            (when, where, host, listed),
        ),
        WORKSHOP: Card(
            WORKSHOP,
            Bilingual("Workshop med Future-Proof Cities", "Workshop with Future-Proof Cities"),
            workshop,
            (when, part, pictured),
        ),
    }


def node_cards() -> dict[str, Card]:
    cards: dict[str, Card] = {}
    labels = {**MUNICIPALITIES, **ORGANISATIONS}
    for slug, (name, home) in PEOPLE.items():
        place = labels[home]
        role = said(f"för {place.sv}", f"for {place.in_language('en')}", link=ID + home)
        sections = (Section(Bilingual("Roller", "Roles"), (role,)),)
        kind = Bilingual("person", "person")
        cards[ID + slug] = Card(ID + slug, Bilingual(name, ""), kind, sections)
        affiliation = f"{ID}affiliation/{slug[-3:]}"
        cards[affiliation] = Card(
            affiliation,
            Bilingual(f"{name} – {place.sv}", f"{name} – {place.in_language('en')}"),
            Bilingual("uppdrag", "affiliation"),
            sections,
        )
    return cards


def sources() -> dict[str, Source]:
    return {
        SOURCE: Source(
            SOURCE,
            "Minimöte i Borlänge gav stor utdelning",
            "https://www.viablecities.se/nyheter/minimote-i-borlange",
            "Viable Cities",
            "2022",
            "2025-01-15",
        ),
        REGISTER: Source(
            REGISTER, "Kommuner i kodnummerordning", "https://www.scb.se/", "SCB", "", ""
        ),
    }


DALARNA, SODERMANLAND, GAVLEBORG = (f"{ID}place/lan-{code}" for code in ("20", "04", "21"))
REGIONS = {
    "municipality/borlange": DALARNA,
    "municipality/eskilstuna": SODERMANLAND,
    "municipality/gavle": GAVLEBORG,
}


def regions() -> Facet:
    homes = {**{slug: slug for slug in REGIONS}, **{s: home for s, (_, home) in PEOPLE.items()}}
    values = {ID + s: (REGIONS[home],) for s, home in homes.items() if home in REGIONS}
    return Facet("region", Bilingual("Region", "Region"), "node", values)


def topics() -> Facet:
    words = Bilingual("Ämne", "Topic")
    return Facet("topic", words, "thing", {WORKSHOP: (ID + "topic/samverkan",)})


def borlange() -> MapContent:
    people = people_layer()
    degree = {node.id: float(at) for at, node in enumerate(people.whole.nodes)}
    return MapContent(
        title=Bilingual("Mötet i Borlänge", "The meeting in Borlänge"),
        note=Bilingual(
            "Bilden vilar på en enda källa: en nyhet om två möten under en dag.",
            "The picture rests on a single source: a news item on two meetings in one day.",
        ),
        layers=(
            replace(
                people,
                values={"degree": degree},
                intervals={"degree": {ID + "person/p01": Interval(6, 8, 5, 8, SOURCE)}},
                coverage={ID + "person/p01": Coverage(1, 2, MEETING, 0.6)},
            ),
            municipality_layer(),
            affiliation_layer(),
        ),
        cards={**meeting_cards(), **node_cards()},
        sources=sources(),
        kinds={
            "person": Bilingual("Person", "Person"),
            "municipality": Bilingual("Kommun", "Municipality"),
            "organisation": Bilingual("Organisation", "Organisation"),
        },
        facets=(regions(), topics()),
        names={
            DALARNA: Bilingual("Dalarnas län", "Dalarna County"),
            SODERMANLAND: Bilingual("Södermanlands län", "Södermanland County"),
            GAVLEBORG: Bilingual("Gävleborgs län", "Gävleborg County"),
            ID + "topic/samverkan": Bilingual("samverkan", "collaboration"),
        },
        scales=(Scale("degree", Bilingual("Gradtal", "Degree"), Bilingual("Antal.", "Number.")),),
        places={ID + slug: place for slug, place in COORDINATES.items()},
        stories=(
            Story(
                "dagen",
                Bilingual("Dagen", "The day"),
                (
                    Step(Bilingual("Alla som kom.", "All who came."), ""),
                    Step(Bilingual("Städerna.", "The cities."), "net=municipalities-by-meetings"),
                ),
            ),
        ),
        window=ALL_TIME,
        wrong="https://example.org/new?body={thing}",
    )


LONG = "Å" * 5000
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><b>fet</b>",
    '"><img src=x onerror="alert(2)">',
    'it\'s "quoted" & <i>ä</i>',
    "abc\u200fdef \u202etxt",
    LONG,
    "👩🏽‍🔬 Åsa Öberg",
    "",
    "rad\u2028två\nrad tre",
    "<!-- <script>",
)


def hostile() -> MapContent:
    """Names, words, kinds and links that would break a page that took them for markup."""
    nodes = [Thing(f"{ID}x/{n}", Bilingual(name, ""), "<k>") for n, name in enumerate(HOSTILE)]
    card = f"{ID}meeting/<img src=x onerror=alert(3)>"
    first = nodes[0].id
    rows = [(first, node.id, card) for node in nodes[1:]]
    evil = Bilingual("<img src=x onerror=alert(4)>", "</title><script>alert(5)</script>")
    lines = (
        Line(evil, ("bad", "gone"), "javascript:alert(6)"),
        Line(Bilingual("", ""), (), "data:text/html,<script>alert(7)</script>"),
    )
    columns = ("source", "target", "evidence")
    return MapContent(
        title=evil,
        note=evil,
        layers=(layer("<b> &amp; \"'", evil, nodes, "direct", columns, rows),),
        cards={
            card: Card(card, evil, evil, (Section(evil, lines),)),
            first: Card(first, evil, evil, (Section(evil, lines),)),
        },
        sources={"bad": Source("bad", "</script>", "javascript:alert(8)", "<b>", "<i>", "&lt;")},
        kinds={"<k>": evil},
        facets=(
            Facet("region", evil, "node", {first: (f"{ID}<b>",), nodes[1].id: ("javascript:9",)}),
        ),
        names={f"{ID}<b>": evil},
        stories=(Story("<i>", evil, (Step(evil, "node=<b>"),)),),
        wrong="javascript:alert(10)",
    )


def alone(count: int) -> MapContent:
    """No tie at all, between ``count`` nodes without cards, dates or coordinates."""
    nodes = [Thing(f"{ID}person/{n}", Bilingual(f"Namn {n}", ""), "person") for n in range(count)]
    rows = [(node.id, None) for node in nodes]
    tie = Bilingual("tie", "tie")
    layers = (layer("n", tie, nodes, "direct", ("source", "target"), rows),) if nodes else ()
    return MapContent(Bilingual("Tom", "Empty"), Bilingual("", ""), layers)


def crowd(count: int) -> MapContent:
    """So many people in eight communities, each tied to the next of its community."""
    nodes = [Thing(f"{ID}person/{n}", Bilingual(f"Namn {n}", ""), "person") for n in range(count)]
    rows = [(node.id, nodes[(at + 8) % count].id) for at, node in enumerate(nodes)]
    groups = {node.id: at % 8 for at, node in enumerate(nodes)}
    tie = Bilingual("tie", "tie")
    made = layer("n", tie, nodes, "direct", ("source", "target"), rows, groups=groups)
    return MapContent(Bilingual("Stor", "Large"), Bilingual("", ""), (made,))
