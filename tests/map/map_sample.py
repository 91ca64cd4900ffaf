"""A map's content made by hand, after the meeting in Borlänge: 8 people, 3 municipalities, 5
organisations; and a hostile one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kng._map import MapContent
from kng._values import (
    Bilingual,
    Card,
    Evidence,
    Line,
    Network,
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
AT_WORKSHOP = {"person/p01", "person/p03", "person/p04", "person/p07", "person/p08"}


def thing(slug: str, label: Bilingual) -> Thing:
    return Thing(ID + slug, label, slug.partition("/")[0])


def network(
    name: str,
    tie: Bilingual,
    nodes: Sequence[Thing],
    ties: Mapping[tuple[str, str], tuple[Evidence, ...]],
    directed: bool = False,
) -> Network:
    ordered = tuple(sorted(nodes, key=lambda node: node.id))
    at = {node.id: number for number, node in enumerate(ordered)}
    rows = sorted((at[a], at[b], reasons) for (a, b), reasons in ties.items())
    return Network(
        name=name,
        title=tie,
        tie=tie,
        directed=directed,
        weighting="newman",
        nodes=ordered,
        source=np.array([row[0] for row in rows], dtype=np.int64),
        target=np.array([row[1] for row in rows], dtype=np.int64),
        weight=np.array([sum(e.weight for e in row[2]) for row in rows], dtype=np.float64),
        evidence=tuple(row[2] for row in rows),
    )


def people_network() -> Network:
    nodes = [thing(slug, Bilingual(name, "")) for slug, (name, _) in PEOPLE.items()]
    slugs = sorted(PEOPLE)
    ties: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for number, a in enumerate(slugs):
        for b in slugs[number + 1 :]:
            if {a, b} <= AT_WORKSHOP:
                reason = Evidence(WORKSHOP, 1 / 4, 5, "part-of-listed")
            elif "person/p08" in (a, b):
                continue
            else:
                reason = Evidence(MEETING, 1 / 6, 7, "complete-list")
            ties[ID + a, ID + b] = (reason,)
    words = Bilingual("har mötts", "have met")
    return network("people-by-meetings", words, nodes, ties)


def municipality_network() -> Network:
    nodes = [thing(slug, label) for slug, label in MUNICIPALITIES.items()]
    reasons = (Evidence(MEETING, 1 / 6, 7, "complete-list"), Evidence(WORKSHOP, 1 / 4, 5, "stated"))
    ids = sorted(node.id for node in nodes)
    ties = {(a, b): reasons for a in ids for b in ids if a < b}
    words = Bilingual("vars folk har mötts", "whose people have met")
    return network("municipalities-by-meetings", words, nodes, ties)


def affiliation_network() -> Network:
    labels = {**MUNICIPALITIES, **ORGANISATIONS}
    nodes = [thing(slug, Bilingual(name, "")) for slug, (name, _) in PEOPLE.items()]
    nodes += [thing(slug, label) for slug, label in labels.items()]
    ties = {
        (ID + home, ID + slug): (Evidence(f"{ID}affiliation/{slug[-3:]}", 1.0),)
        for slug, (_, home) in PEOPLE.items()
    }
    words = Bilingual("arbetar för", "works for")
    return network("people-organisations", words, nodes, ties)


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


def borlange() -> MapContent:
    return MapContent(
        title=Bilingual("Mötet i Borlänge", "The meeting in Borlänge"),
        note=Bilingual(
            "Bilden vilar på en enda källa: en nyhet om två möten under en dag.",
            "The picture rests on a single source: a news item on two meetings in one day.",
        ),
        networks=(people_network(), municipality_network(), affiliation_network()),
        cards={**meeting_cards(), **node_cards()},
        sources=sources(),
        kinds={
            "person": Bilingual("Person", "Person"),
            "municipality": Bilingual("Kommun", "Municipality"),
            "organisation": Bilingual("Organisation", "Organisation"),
        },
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
    ties = {(first, node.id): (Evidence(card, 1.0, 2, "<u>"),) for node in nodes[1:]}
    evil = Bilingual("<img src=x onerror=alert(4)>", "</title><script>alert(5)</script>")
    lines = (
        Line(evil, ("bad", "gone"), "javascript:alert(6)"),
        Line(Bilingual("", ""), (), "data:text/html,<script>alert(7)</script>"),
    )
    return MapContent(
        title=evil,
        note=evil,
        networks=(network("<b> &amp; \"'", evil, nodes, ties),),
        cards={
            card: Card(card, evil, evil, (Section(evil, lines),)),
            first: Card(first, evil, evil, (Section(evil, lines),)),
        },
        sources={"bad": Source("bad", "</script>", "javascript:alert(8)", "<b>", "<i>", "&lt;")},
        kinds={"<k>": evil},
    )


def alone(count: int) -> MapContent:
    """No tie at all, between ``count`` nodes without cards."""
    nodes = [Thing(f"{ID}person/{n}", Bilingual(f"Namn {n}", ""), "person") for n in range(count)]
    networks = (network("n", Bilingual("tie", "tie"), nodes, {}),) if nodes else ()
    empty = Bilingual("", "")
    return MapContent(Bilingual("Tom", "Empty"), empty, networks, {}, {}, {})
