"""What the first source states, one thing after the other, read from the files by rdflib.

Read are the project's own files, for these are what was promised to say what the article says.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, RDFS, SKOS, XSD
from rdflib.term import Node

KNG = Namespace("https://w3id.org/kng/ns#")
ID = Namespace("https://w3id.org/kng/id/")
SCHEMA = Namespace("https://schema.org/")
DAY = ID["meeting/minimote-borlange-2022"]
WORKSHOP = ID["meeting/future-proof-cities-workshop-borlange-2022"]
BORLANGE, ESKILSTUNA, GAVLE = (ID[f"municipality/{code}"] for code in ("2081", "0484", "2180"))
CITIES = {BORLANGE, ESKILSTUNA, GAVLE}
PROGRAMME = ID["programme/klimatneutrala-stader-2030"]
VIABLE_CITIES = ID["programme/viable-cities"]
OFFICE = ID["organisation/viable-cities-programkontor"]
SCHOOL = ID["organisation/future-proof-cities-forskarskolan"]
FUNCTION, EVIDENCE = ID["function/"], ID["evidence-kind/"]
DATES = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.dateTime}


@pytest.fixture(scope="module")
def article(root: Path) -> Graph:
    return Graph().parse(root / "graph/sources/minimote-borlange.ttl")


@pytest.fixture(scope="module")
def dating(root: Path) -> Graph:
    return Graph().parse(root / "graph/sources/minimote-borlange-dating.ttl")


@pytest.fixture(scope="module")
def reference(root: Path) -> Graph:
    return Graph().parse(root / "graph/reference/municipalities.ttl")


def person(article: Graph, name: str) -> Node:
    (found,) = article.subjects(FOAF.name, Literal(name))
    return found


def participations(
    article: Graph, meeting: Node, who: Node | None = None, function: str | None = None
) -> list[Node]:
    return [
        node
        for node in article.subjects(KNG.meeting, meeting)
        if (who is None or (node, KNG.participant, who) in article)
        and (function is None or (node, KNG.function, FUNCTION + function) in article)
    ]


def one(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    (value,) = graph.objects(subject, predicate)
    return value


def affiliations(article: Graph, name: str) -> dict[Node, Node | None]:
    """Organisation to role, for everything that a person belongs to."""
    return {
        one(article, node, ORG.organization): article.value(node, ORG.role)
        for node in article.subjects(ORG.member, person(article, name))
    }


LISTED = [
    ("Charlotte H. Kindmark", ESKILSTUNA),
    ("Evelina Loberg", GAVLE),
    ("Erik Apel", GAVLE),
    ("Viktoria Bengtsson", BORLANGE),
    ("Salomon Abresparr", BORLANGE),
    ("Anna Wenstedt", ID["organisation/borlange-energi"]),
    ("Lars Johansson", OFFICE),
]
PICTURED = [
    ("Salomon Abresparr", BORLANGE, "Borlänge"),
    ("Erik Apel", GAVLE, "Gävle"),
    ("Evelina Loberg", GAVLE, "Gävle"),
    ("Kristina Birath", ESKILSTUNA, "Eskilstuna"),
    ("Lars Johansson", OFFICE, "Viable Cities"),
]


@pytest.mark.parametrize(("name", "organisation"), LISTED)
def test_who_is_listed_took_part_in_the_day_for_an_organisation(
    article: Graph, name: str, organisation: URIRef
) -> None:
    (node,) = participations(article, DAY, person(article, name), "participant")
    assert one(article, node, KNG.onBehalfOf) == organisation
    assert one(article, node, KNG.evidenceKind) == EVIDENCE + "attendee-list"
    assert organisation in affiliations(article, name)


def test_nobody_but_the_seven_is_listed_at_the_day(article: Graph) -> None:
    named = {
        str(name)
        for node in participations(article, DAY)
        for name in article.objects(one(article, node, KNG.participant), FOAF.name)
    }
    assert named == {name for name, _ in LISTED}
    assert one(article, DAY, KNG.listComplete) == Literal(True)


@pytest.mark.parametrize(("name", "organisation", "written"), PICTURED)
def test_who_is_pictured_took_part_in_the_workshop(
    article: Graph, name: str, organisation: URIRef, written: str
) -> None:
    (node,) = participations(article, WORKSHOP, person(article, name))
    assert one(article, node, KNG.onBehalfOf) == organisation
    assert one(article, node, KNG.asWritten) == Literal(written)
    assert one(article, node, KNG.evidenceKind) == EVIDENCE + "picture-caption"
    assert one(article, node, KNG.function) == FUNCTION + "participant"


def test_nobody_but_the_five_pictured_is_named_at_the_workshop(article: Graph) -> None:
    named = {
        str(name)
        for node in participations(article, WORKSHOP)
        for name in article.objects(one(article, node, KNG.participant), FOAF.name)
    }
    assert named == {name for name, _, _ in PICTURED}
    assert (WORKSHOP, KNG.listComplete, None) not in article


def test_birath_is_named_at_the_workshop_only_and_belongs_to_nothing(article: Graph) -> None:
    birath = person(article, "Kristina Birath")
    assert participations(article, DAY, birath) == []
    assert len(participations(article, WORKSHOP, birath)) == 1
    assert affiliations(article, "Kristina Birath") == {}


def test_the_workshop_is_part_of_the_day_and_both_were_held(article: Graph) -> None:
    assert one(article, WORKSHOP, KNG.partOf) == DAY
    assert (DAY, KNG.partOf, None) not in article
    for meeting in (DAY, WORKSHOP):
        assert one(article, meeting, KNG.status) == ID["meeting-status/held"]


def test_all_three_cities_and_the_research_school_were_at_the_workshop(article: Graph) -> None:
    bodies = {
        one(article, node, KNG.participant)
        for node in participations(article, WORKSHOP)
        if (node, KNG.evidenceKind, EVIDENCE + "running-text") in article
    }
    assert bodies == {*CITIES, SCHOOL}


def test_a_person_and_a_municipality_host_the_day(article: Graph) -> None:
    hosts = {
        one(article, n, KNG.participant) for n in participations(article, DAY, function="host")
    }
    assert hosts == {person(article, "Salomon Abresparr"), BORLANGE}
    assert participations(article, WORKSHOP, function="host") == []


def test_the_place_is_palladium_in_borlange(article: Graph, reference: Graph) -> None:
    place = one(article, DAY, KNG.place)
    assert {str(name) for name in article.objects(place, RDFS.label)} == {"Palladium, Borlänge"}
    assert one(article, place, SCHEMA.containedInPlace) == one(reference, BORLANGE, KNG.territory)
    assert (WORKSHOP, KNG.place, None) not in article  # the article says it of the day only


@pytest.mark.parametrize(
    ("name", "organisation", "post"),
    [
        ("Evelina Loberg", GAVLE, "2180_project-leader"),
        ("Salomon Abresparr", BORLANGE, "2081_project-leader"),
    ],
)
def test_a_named_project_leader_holds_the_post(
    article: Graph, name: str, organisation: URIRef, post: str
) -> None:
    assert affiliations(article, name) == {organisation: ID["role/project-leader"]}
    (holding,) = article.subjects(ORG.member, person(article, name))
    assert one(article, holding, KNG.post) == ID[f"post/{post}"]
    assert one(article, holding, KNG.titleAsWritten) == Literal("projektledare", "sv")
    assert (ID[f"post/{post}"], ORG.postIn, organisation) in article


def test_the_third_project_leader_is_a_post_without_a_holder(article: Graph) -> None:
    post = ID["post/0484_project-leader"]
    (node,) = participations(article, DAY, post)
    assert one(article, node, KNG.onBehalfOf) == ESKILSTUNA
    assert one(article, post, ORG.postIn) == ESKILSTUNA
    assert list(article.subjects(KNG.post, post)) == []
    assert set(affiliations(article, "Charlotte H. Kindmark").values()) == {None}


def test_only_titled_people_have_roles(article: Graph) -> None:
    titled = {
        str(article.value(one(article, node, ORG.member), FOAF.name))
        for node in article.subjects(KNG.titleAsWritten)
    }
    assert titled == {"Evelina Loberg", "Salomon Abresparr", "Lars Johansson"}
    with_role = {
        article.value(one(article, node, ORG.member), FOAF.name)
        for node in article.subjects(ORG.role)
        if (node, ORG.member, None) in article
    }
    assert with_role - {None} == {Literal(name) for name in titled}


def test_the_coordinator_coordinates_the_initiative_and_belongs_to_the_office(
    article: Graph,
) -> None:
    held = affiliations(article, "Lars Johansson")
    assert held == {PROGRAMME: ID["role/coordinator"], OFFICE: None}


def test_the_coordinator_began_at_the_office_on_1_march(article: Graph, dating: Graph) -> None:
    lars = person(article, "Lars Johansson")
    (node,) = (n for n in article.subjects(ORG.member, lars) if OFFICE in article.objects(n))
    assert one(article, node, KNG.dateAsWritten) == Literal("den 1 mars", "sv")
    assert one(dating, node, KNG.start) == Literal("2022-03-01", datatype=XSD.date)
    (other,) = (n for n in article.subjects(ORG.member, lars) if n != node)
    assert (other, KNG.start, None) not in dating  # the article does not date the post


@pytest.mark.parametrize(
    ("initiative", "city"),
    [("borlange", BORLANGE), ("gavle", GAVLE), ("eskilstuna", ESKILSTUNA)],
)
def test_a_city_has_its_local_initiative_which_took_part(
    article: Graph, initiative: str, city: URIRef
) -> None:
    node = ID[f"initiative/klimatneutrala-{initiative}-2030"]
    members = {
        one(article, m, ORG.member)
        for m in article.subjects(ORG.organization, node)
        if (m, RDF.type, KNG.ProgrammeMembership) in article
    }
    assert members == {city}
    assert one(article, node, KNG.partOf) == PROGRAMME
    assert len(participations(article, DAY, node)) == 1


def test_there_are_three_initiatives_and_two_programmes(article: Graph) -> None:
    assert len(set(article.subjects(RDF.type, KNG.Initiative))) == 3
    assert set(article.subjects(RDF.type, KNG.Programme)) == {PROGRAMME, VIABLE_CITIES}
    assert one(article, PROGRAMME, KNG.partOf) == VIABLE_CITIES


def test_viable_cities_has_a_programme_office(article: Graph) -> None:
    (node,) = article.subjects(ORG.role, ID["role/programme-office"])
    assert one(article, node, ORG.member) == OFFICE
    assert one(article, node, ORG.organization) == VIABLE_CITIES


def test_the_three_cities_take_part_in_viable_cities(article: Graph) -> None:
    members = {
        one(article, node, ORG.member) for node in article.subjects(ORG.organization, VIABLE_CITIES)
    }
    assert members == {OFFICE, *(ID[f"municipality/{code}"] for code in ("0484", "2081", "2180"))}


def test_the_programme_grew_from_nine_to_23_in_october_2021(article: Graph, dating: Graph) -> None:
    counts = {
        int(str(one(article, node, KNG.value))): node
        for node in article.subjects(KNG.observed, PROGRAMME)
    }
    october = Literal("2021-10", datatype=XSD.gYearMonth)
    assert set(counts) == {9, 23}
    assert list(dating.objects(counts[9], KNG.end)) == [october]
    assert list(dating.objects(counts[23], KNG.start)) == [october]
    assert (counts[9], KNG.start, None) not in dating
    assert (counts[23], KNG.end, None) not in dating


def test_the_three_newer_cities_joined_the_programme_with_the_growth(
    article: Graph, dating: Graph
) -> None:
    joined = {one(article, m, ORG.member): m for m in article.subjects(ORG.organization, PROGRAMME)}
    assert set(joined) == {*CITIES, person(article, "Lars Johansson")}
    for city in CITIES:
        october = Literal("2021-10", datatype=XSD.gYearMonth)
        assert one(dating, joined[city], KNG.start) == october


def test_the_research_school_is_about_sustainable_cities_of_middle_size(article: Graph) -> None:
    assert one(article, SCHOOL, KNG.kind) == ID["organisation-kind/research-school"]
    topics = set(article.objects(SCHOOL, KNG.topic))
    named = ("hallbar-stadsutveckling", "medelstora-stader", "samhallsdialog")
    assert topics == {ID[f"topic/{name}"] for name in named}


def test_the_workshop_set_out_from_viable_cities_and_the_battery_factory(article: Graph) -> None:
    (establishment,) = article.subjects(RDF.type, KNG.Establishment)
    assert set(article.objects(WORKSHOP, KNG.about)) == {VIABLE_CITIES, establishment}
    assert (WORKSHOP, KNG.topic, None) not in article  # the topics are the school's


def test_northvolt_makes_batteries_and_establishes_itself_in_borlange(
    article: Graph, reference: Graph
) -> None:
    (establishment,) = article.subjects(RDF.type, KNG.Establishment)
    northvolt = one(article, establishment, ORG.siteOf)
    assert {str(label) for label in article.objects(northvolt, RDFS.label)} == {"Northvolt"}
    assert one(article, northvolt, KNG.topic) == ID["topic/batterier"]
    assert one(article, establishment, KNG.place) == one(reference, BORLANGE, KNG.territory)


def test_three_topics_are_shared_at_the_day(article: Graph) -> None:
    shared = {ID[f"topic/{name}"] for name in ("klimatkontrakt", "medborgarengagemang")}
    shared.add(ID["topic/samverkan-med-naringslivet"])
    topics = set(article.objects(DAY, KNG.topic))
    assert topics == {*shared, ID["topic/larande-mellan-stader"]}


def test_three_people_are_quoted(article: Graph) -> None:
    names = ("Evelina Loberg", "Salomon Abresparr", "Lars Johansson")
    quoted = set(article.objects(ID["source/minimote-borlange"], KNG.quotes))
    assert quoted == {person(article, name) for name in names}


def test_the_articles_graph_holds_no_date_but_when_it_was_read(article: Graph) -> None:
    dated = {
        predicate
        for _, predicate, value in article
        if isinstance(value, Literal) and value.datatype in DATES
    }
    assert dated == {KNG.retrievedOn, KNG.extractedOn}


def test_the_year_stands_in_a_graph_that_is_derived_from_both_pages(dating: Graph) -> None:
    sources = set(dating.objects(ID["graph/minimote-borlange-dating"], PROV.wasDerivedFrom))
    assert sources == {ID["source/minimote-borlange"], ID["source/mariestad-23-stader"]}
    for meeting in (DAY, WORKSHOP):
        bounds = [one(dating, meeting, KNG[name]) for name in ("startNotBefore", "startNotAfter")]
        assert [str(bound) for bound in bounds] == ["2022-03-01", "2022-12-31"]


def test_no_day_is_claimed_for_the_meetings(article: Graph, dating: Graph) -> None:
    for meeting in (DAY, WORKSHOP):
        for graph in (article, dating):
            assert (meeting, KNG.start, None) not in graph
            assert (meeting, KNG.end, None) not in graph
    assert one(article, DAY, KNG.dateAsWritten) == Literal("i veckan", "sv")
    issued = one(dating, ID["source/minimote-borlange"], DCTERMS.issued)
    assert issued == Literal("2022", datatype=XSD.gYear)


@pytest.mark.parametrize(
    ("city", "code", "county", "latitude", "longitude"),
    [
        (BORLANGE, "2081", "Dalarnas län", 60.4, 15.4),
        (ESKILSTUNA, "0484", "Södermanlands län", 59.3, 16.4),
        (GAVLE, "2180", "Gävleborgs län", 60.7, 17.1),
    ],
)
def test_a_city_has_its_code_and_lies_where_it_lies(
    reference: Graph, city: URIRef, code: str, county: str, latitude: float, longitude: float
) -> None:
    geo = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
    territory = one(reference, city, KNG.territory)
    assert str(one(reference, city, KNG.scbCode)) == code
    assert float(str(one(reference, territory, geo.lat))) == pytest.approx(latitude, abs=0.1)
    assert float(str(one(reference, territory, geo.long))) == pytest.approx(longitude, abs=0.1)
    parent = one(reference, territory, SCHEMA.containedInPlace)
    assert Literal(county, "sv") in set(reference.objects(parent, RDFS.label))
    assert next(reference.objects(city, SKOS.exactMatch), None) is not None


def _runs(text: str, length: int = 6) -> set[str]:
    """The fingerprints of every run of so many words."""
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


def test_no_six_words_in_a_row_are_taken_from_the_article(root: Path) -> None:
    # The article is not ours to copy: what is kept here are fingerprints of its runs of six words.
    taken = set((Path(__file__).parent / "article-runs.txt").read_text("ascii").split())
    title = "Minimöte i Borlänge gav stor utdelning"
    assert _runs(title) <= taken
    assert len(taken) > 300
    files = [*(root / "graph").rglob("*.ttl"), root / "ontology/schemes.ttl"]
    for file in files:
        for text in {quad.object for quad in ox.parse(path=file)}:
            if isinstance(text, ox.Literal) and text.value != title:
                assert not _runs(text.value) & taken, f"{file.name}: {text}"
