from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from kng._reconcile import Name, Proposal, Record, propose
from kng._reconcile._reasons import ADDED, CAPS, GROUNDS


def organisation(name: str, **facts: Any) -> Record:
    return Record(f"o/{name}", "organisation", (Name(name),), **facts)


def person(name: str, *organisations: str, number: int = 1, met: str = "") -> Record:
    shared = frozenset({met} if met else ())
    return Record(
        f"p/{name}/{number}", "person", (Name(name),), frozenset(organisations), shared=shared
    )


def only(records: list[Record]) -> Proposal:
    (proposal,) = propose(records)
    return proposal


def said(one: str, other: str) -> tuple[str, ...]:
    proposals = propose([organisation(one), organisation(other)])
    return tuple(proposal.reasons[0].kind for proposal in proposals)


@pytest.mark.parametrize(
    ("one", "other", "kind", "level"),
    [
        ("SenseAir", "Senseair", "same-words", "certain"),
        ("Riksbyggen", "Riksbyggen ek för", "legal-form", "certain"),
        ("Nordrör", "Nordrör Aktiebolag", "legal-form", "certain"),
        ("Nordrör", "Nordrör GmbH", "legal-form", "certain"),
        ("Nordrör", "AB Nordrör", "legal-form", "certain"),
        ("Byalaget Sol", "Byalaget Sol Ideel Förening", "legal-form", "certain"),
        ("Malmö stad", "Malmö kommun", "municipality", "certain"),
        ("City of Gothenburg", "Göteborgs Stad", "municipality", "certain"),
        ("Falu kommun", "Falun Municipality", "municipality", "certain"),
        ("Göteborgs stad/kommun", "Göteborgs kommun", "municipality", "certain"),
        ("Lunds universitet", "Lund University", "twin", "certain"),
        ("Lunds universitet", "Lunds universitetet", "twin", "certain"),
        (
            "Skaraborgs kommunalförbund",
            "Skaraborg Association of Local Authorities",
            "twin",
            "certain",
        ),
        ("Energikontoret i Dalarna", "Energikontoret Dalarna", "small-words", "certain"),
        ("Ragn-Sells", "RagnSells", "spacing", "certain"),
        ("RISE", "RISE Research Institutes of Sweden", "stated-short", "certain"),
        ("SVID", "Stiftelsen Svensk Industridesign (SVID)", "stated-short", "certain"),
        (
            "Mälardalens högskola",
            "Mälaruniversitetet (tidigare Mälardalens högskola)",
            "former-name",
            "certain",
        ),
        ("KTH", "Kungliga Tekniska högskolan", "acronym", "likely"),
        ("SLU", "Sveriges lantbruksuniversitet", "acronym", "likely"),
        ("IVL", "IVL Svenska Miljöinstitutet AB", "explained", "likely"),
        ("Energimyndigheten", "Swedish Energy Agency", "translated", "likely"),
        (
            "RISE Research Institutes of Sweden",
            "RISE Reserach Institutes of Sweden",
            "misspelling",
            "likely",
        ),
        ("Klimatkommunerna", "Föreningen Klimatkommunerna", "society-word", "likely"),
        ("Trianon", "Fastighets AB Trianon", "trade-word", "likely"),
        ("Högskolan i Sundby", "Sundby universitet", "renamed", "likely"),
        ("Bygdeförening Strand", "Bygdeföreningen Strand", "ending", "likely"),
        ("Cafe Solrosen", "Café Solrosen", "accents", "likely"),
        ("Region Dalarna", "Landstinget Dalarna", "successor", "unsure"),
        ("Systemair", "Systemair Sverige AB", "group", "unsure"),
        ("Norrbotten", "Region Norrbotten", "place", "unsure"),
        ("Oslo", "Oslo kommune", "place", "unsure"),
        ("Medvetna Val", "Medvetna Val/Studiefrämjandet", "two-bodies", "unsure"),
        ("Kafé Solvik", "Kafé Solvig", "one-letter", "unsure"),
    ],
)
def test_one_body_under_two_names(one: str, other: str, kind: str, level: str) -> None:
    proposal = only([organisation(one), organisation(other)])
    assert proposal.reasons[0].kind == kind
    assert proposal.level == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Region Gävleborg", "Gävle kommun"),
        ("Borlänge Energi", "Gävle Energi"),
        ("Malmö universitet", "Malmö stad"),
        ("Högskolan Dalarna", "Region Dalarna"),
        ("Länsstyrelsen i Kalmar län", "Länsstyrelsen i Uppsala län"),
        ("Borlänge Energi", "Borlänge Bostäder"),
        ("Göteborgs Stad", "Parkeringsbolaget Göteborgs stad"),
        ("KTH", "KTH Energiplattformen"),
        ("Malmö stad", "Miljöförvaltningen, Malmö stad"),
        ("Svensk Vattenkraftförening", "Svensk Vindkraftförening"),
        ("Klimatneutrala Borås 2030", "Klimatneutrala Borlänge 2030"),
        ("Klimatneutrala Borås 2030", "Klimatneutrala Borås 2031"),
        ("Håbo kommun", "Habo kommun"),
        ("Mora kommun", "Mora & Orsa kommuner"),
        ("Kalmar kommun", "Kalmar kommun AB"),
        ("Malmö", "Malmö universitet"),
        ("Kalmar Energi", "Kalmar Energi Försäljning AB"),
        ("Lunds kommun", "Lunds Kommuns Fastighets AB"),
        ("Sweco", "Sweco Architects"),
        ("RISE", "RISE Viktoria"),
        ("Uppgift saknas", "uppgift saknas"),
        ("platsuppgift saknas", "Platsuppgift saknas"),
        ("–", "-"),
    ],
)
def test_alike_and_not_one(one: str, other: str) -> None:
    malmo = organisation("Malmö stad"), organisation("Kalmar kommun")
    records = {r.address: r for r in (organisation(one), organisation(other), *malmo)}
    assert not [
        p for p in propose(list(records.values())) if {p.one, p.other} == {f"o/{one}", f"o/{other}"}
    ]


def test_a_label_pair_of_one_record_joins_names_that_no_word_list_knows() -> None:
    both = Record(
        "o/boverket",
        "organisation",
        (Name("Boverket", "sv"), Name("National Board of Housing", "en")),
    )
    proposal = only([both, organisation("National Board of Housing")])
    assert proposal.level == "certain"


def test_two_legal_forms_are_two_bodies_until_someone_knows_better() -> None:
    proposal = only([organisation("Nordrör AB"), organisation("Nordrör ek för")])
    assert [reason.kind for reason in proposal.reasons] == ["legal-form", "other-legal-form"]
    assert proposal.level == "unsure"


def test_a_company_and_the_society_of_its_name_are_unsure() -> None:
    assert only([organisation("Kontor Syd AB"), organisation("Föreningen Kontor Syd")]).score == 0.5


def test_initials_of_several_names_say_little() -> None:
    records = [*map(organisation, ("SBK", "Södra Bergs Klubb", "Stora Byns Kör"))]
    assert {p.reasons[0].kind for p in propose(records)} == {"shared-initials"}


def test_a_stated_acronym_of_several_names_says_little() -> None:
    records = [*map(organisation, ("SBK", "Södra Berget (SBK)", "Norra Byn (SBK)"))]
    assert [p.level for p in propose(records)] == ["unsure", "unsure"]


def test_what_two_names_mention_does_not_join_them() -> None:
    assert not propose([organisation("Södra Berget (SBK)"), organisation("Norra Byn (SBK)")])


def test_other_places_hold_a_proposal_down_and_unknown_ones_do_not() -> None:
    here, there = frozenset({"0180"}), frozenset({"1280"})
    one, same = organisation("Nordrör", places=here), organisation("Nordrör AB", places=there)
    assert only([one, same]).level == "unsure"
    assert only([one, same]).reasons[-1].kind == "other-place"
    assert only([one, organisation("Nordrör AB")]).score == GROUNDS["legal-form"].score


def test_a_project_in_common_raises_the_score_but_not_the_level() -> None:
    project = frozenset({"project/1"})
    one = organisation("KTH", shared=project)
    other = organisation("Kungliga Tekniska högskolan", shared=project)
    assert only([one, other]).score == pytest.approx(0.78 + 0.03)
    near = organisation("Café Solrosen", shared=project, places=project)
    plain = organisation("Cafe Solrosen", shared=project, places=project)
    assert only([near, plain]).level == "likely"


def test_one_homepage_makes_a_likely_pair_certain_and_a_lone_one_unsure() -> None:
    kth = Record("o/1", "organisation", (Name("KTH"),), homepage="https://www.kth.se/")
    long = Record(
        "o/2", "organisation", (Name("Kungliga Tekniska högskolan"),), homepage="http://kth.se"
    )
    lab = Record("o/3", "organisation", (Name("Levande labbet"),), homepage="https://kth.se")
    assert only([kth, long]).level == "certain"
    assert [reason.kind for reason in only([kth, lab]).reasons] == ["same-homepage"]


def test_a_name_broken_at_a_comma_is_asked_about_in_its_project_only() -> None:
    project = frozenset({"project/1"})
    head = organisation("Stiftelsen för samverkan mellan universiteten", shared=project)
    rest = organisation("näringsliv och samhälle", shared=project)
    assert only([head, rest]).reasons[0].kind == "broken"
    assert not propose([head, organisation("näringsliv och samhälle")])


@pytest.mark.parametrize(
    ("records", "kind", "level"),
    [
        (
            [person("Eva Ek", "o/1"), person("Eva Ek", "o/1", number=2)],
            "person-and-organisation",
            "likely",
        ),
        (
            [person("Eva Ek", "o/1", met="m/1"), person("Eva Ek", "o/1", number=2, met="m/1")],
            "person-and-facts",
            "certain",
        ),
        (
            [person("Marcus Lind", "o/1"), person("Marcus Lind", "o/2", number=2)],
            "namesakes",
            "unsure",
        ),
        ([person("Eva Ek", "o/1"), person("Eva Ek", number=2)], "name-only", "unsure"),
        (
            [person("Ingrid Petersson", "o/1"), person("Ingrid Pettersson", "o/1")],
            "near-family-name",
            "unsure",
        ),
        (
            [person("Erik von Pistholkors", "o/1"), person("Erik von Pistohlkors", "o/1")],
            "near-family-name",
            "unsure",
        ),
        ([person("Eva Ek", "o/1"), person("Eva Alm Ek", "o/1")], "part-of-name", "unsure"),
        (
            [person("Eva H. Ek", "o/1"), person("Eva Ek", "o/1")],
            "person-and-organisation",
            "likely",
        ),
    ],
)
def test_people(records: list[Record], kind: str, level: str) -> None:
    proposal = only(records)
    assert (proposal.reasons[0].kind, proposal.level) == (kind, level)


@pytest.mark.parametrize(
    "records",
    [
        [person("Johan Svensson", "o/1"), person("Jonas Svensson", "o/1")],
        [person("Ingrid Petersson", "o/1"), person("Ingrid Pettersson", "o/2")],
        [person("Ingrid Petersson", "o/1"), person("Ingrid Pettersson")],
        [person("Eva Ek", "o/1"), person("Eva Al", "o/1")],
        [person("Eva", "o/1"), person("Eva", "o/1", number=2)],
    ],
)
def test_people_that_are_no_proposal(records: list[Record]) -> None:
    assert not propose(records)


def test_kinds_do_not_mix_and_places_of_two_codes_are_two() -> None:
    topic = Record("t/1", "topic", (Name("Nordrör"),))
    assert not propose([organisation("Nordrör"), topic])
    first = Record("pl/1", "place", (Name("Palladium"),), places=frozenset({"2081"}))
    second = Record("pl/2", "place", (Name("Palladium"),), places=frozenset({"0180"}))
    assert not propose([first, second])
    assert only([first, Record("pl/3", "place", (Name("palladium"),))]).level == "certain"


def test_the_order_of_records_does_not_matter_and_proposals_come_sorted() -> None:
    names = ("KTH", "Kungliga Tekniska högskolan", "Kungliga tekniska Högskolan AB", "Sankt Kors")
    records = [*map(organisation, names)]
    expected = propose(records)
    assert len(expected) == 3
    assert all(propose(list(order)) == expected for order in permutations(records))
    assert [p.score for p in expected] == sorted((p.score for p in expected), reverse=True)
    assert all(p.one < p.other for p in expected)


def test_more_namesakes_than_can_be_told_apart_are_paired_by_facts_only() -> None:
    crowd = [person("Anna Berg", f"o/{number}", number=number) for number in range(50)]
    twice = person("Anna Berg", "o/7", number=99)
    assert only([*crowd, twice]).reasons[0].kind == "person-and-organisation"


def test_every_reason_speaks_both_languages() -> None:
    for grounds in (GROUNDS, ADDED, CAPS):
        assert all(ground.sv and ground.en for ground in grounds.values())
        assert all(0 < ground.score <= 1 for ground in grounds.values())
