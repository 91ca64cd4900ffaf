"""The reference data of a simulated network: topics and phases, territories, organisations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kng._identity import slug
from kng._simulate import _names
from kng._simulate._draws import Draws
from kng._simulate._sizes import POPULATION_TWICE, TODAY, Size
from kng._simulate._text import Facts, Page, both, source, when
from kng._simulate._world import Body, World

PHASES: Final = ("simulated-start", "simulated-growth", "simulated-scale")
_PHASE_NAMES: Final = (("start", "start"), ("tillväxt", "growth"), ("spridning", "scaling"))
VENUES: Final = (("Folkets hus", "folkets-hus"), ("Stadshuset", "stadshuset"))
_ORGANISATIONS_A_FILE: Final = 500


def topics(size: Size) -> list[str]:
    """The addresses of all topics, the most common first."""
    return [f"kng-topic:simulated-{number}" for number in range(1, size.topics + 1)]


def pages(world: World, size: Size, seed: int) -> Iterator[Page]:
    """All files of ``graph/reference/``."""
    yield _concepts(size, seed)
    yield _municipalities(world, seed)
    yield _population(world, seed)
    for start in range(0, len(world.organisations), _ORGANISATIONS_A_FILE):
        number = start // _ORGANISATIONS_A_FILE + 1
        bodies = world.organisations[start : start + _ORGANISATIONS_A_FILE]
        yield _organisations(bodies, number, size, seed)


def _page(name: str, title: str, issued: int) -> Page:
    page = Page(f"graph/reference/{name}.ttl")
    source(page, name, title, "Simulerade registret", when(issued), TODAY)
    return page


def _concepts(size: Size, seed: int) -> Page:
    """Topics two levels deep, and the phases of programmes."""
    page, draws = _page("concepts", "Simulerade begrepp", TODAY - 400), Draws(seed, "concepts")
    given, addresses = _names.Distinct(), topics(size)
    for name, sv, en in (("topic", "ämnen", "topics"), ("phase", "faser", "phases")):
        label = both(f"Simulerade {sv}", f"Simulated {en}")
        facts: Facts = {"a": "skos:ConceptScheme", "skos:prefLabel": label}
        page.make(f"kng-scheme:simulated-{name}", facts)
    for number, topic in enumerate(addresses):
        word = given.take(_names.stem(draws)).lower()
        facts = _concept("kng:Topic", "topic", word + "frågor", word + " matters")
        if number * 4 >= len(addresses):
            facts["skos:broader"] = addresses[draws.below(len(addresses) // 4 or 1)]
        else:
            facts["skos:topConceptOf"] = facts["skos:inScheme"]
        page.make(topic, facts)
    for phase, (sv, en) in zip(PHASES, _PHASE_NAMES, strict=True):
        facts = _concept("kng:Phase", "phase", sv, en)
        facts["skos:topConceptOf"] = facts["skos:inScheme"]
        page.make(f"kng-phase:{phase}", facts)
    return page


def _concept(kind: str, scheme: str, sv: str, en: str) -> Facts:
    return {
        "a": kind,
        "skos:prefLabel": both(sv, en),
        "skos:definition": both(f"Simulerat begrepp: {sv}.", f"Simulated concept: {en}."),
        "skos:inScheme": f"kng-scheme:simulated-{scheme}",
    }


def _municipalities(world: World, seed: int) -> Page:
    page, draws = _page("municipalities", "Simulerade kommuner", TODAY - 300), Draws(seed, "towns")
    for county, name in enumerate(world.counties):
        code = world.county_code(county)
        facts: Facts = {
            "a": "cv:AdminUnit , kng:Place",
            "rdfs:label": both(f"{_names.genitive(name)} län", f"{name} County"),
            "skos:notation": f'"{code}"',
        }
        page.make(f"kng-place:lan-{code}", facts)
    for town in world.municipalities:
        _municipality(page, world, town)
        _counted(page, town, 1, "2020", town.population)
        grown = town.population + town.population * draws.between(-30, 60) // 1000
        _counted(page, town, 2, "2025", grown)
    return page


def _municipality(page: Page, world: World, town: Body) -> None:
    code = town.local
    page.make(
        town.address,
        {
            "a": "kng:Municipality",
            "rdfs:label": both(town.sv, town.en),
            "skos:altLabel": both(town.name, town.name),
            "kng:scbCode": f'"{code}"',
            "kng:territory": f"kng-place:kommun-{code}",
        },
    )
    page.make(
        f"kng-place:kommun-{code}",
        {
            "a": "cv:AdminUnit , kng:Place",
            "rdfs:label": both(town.name, town.name),
            "geo:lat": f"{town.latitude // 10_000}.{town.latitude % 10_000:04d}",
            "geo:long": f"{town.longitude // 10_000}.{town.longitude % 10_000:04d}",
            "schema:containedInPlace": f"kng-place:lan-{world.county_code(town.county)}",
        },
    )
    for venue, local in VENUES:
        name = f"{venue}, {town.name}"
        facts: Facts = {
            "a": "kng:Place",
            "rdfs:label": both(name, name),
            "schema:containedInPlace": f"kng-place:kommun-{code}",
        }
        page.make(f"kng-place:{local}-{slug(town.name)}", facts)


def _counted(page: Page, town: Body, number: int, year: str, value: int) -> None:
    page.make(
        f"kng-observation:{town.local}_population_{number}",
        {
            "a": "kng:Observation",
            "kng:attestedOn": f'"{year}"^^xsd:gYear',
            "kng:observed": town.address,
            "kng:quantity": "kng-quantity:population",
            "kng:value": str(value),
        },
    )


def _population(world: World, seed: int) -> Page:
    """A second count of some municipalities in 2020: every other one differs."""
    draws = Draws(seed, "population")
    page = _page("population", "Simulerad folkräkning", TODAY - 99)
    for number, town in enumerate(world.municipalities):
        if number < 2 or draws.chance(POPULATION_TWICE):
            value = town.population + number % 2 * draws.between(1, 500)
            _counted(page, town, 1, "2020", value)
    page.made.pop("kng:Observation")
    return page


def _organisations(bodies: tuple[Body, ...], number: int, size: Size, seed: int) -> Page:
    draws, known = Draws(seed, "register", number), topics(size)
    page = _page(f"organisations-{number}", f"Simulerat register, del {number}", TODAY - 200)
    for body in bodies:
        facts: Facts = {"a": "kng:Organisation", "rdfs:label": both(body.sv, body.en)}
        if body.kind:
            facts["kng:kind"] = f"kng-organisation-kind:{body.kind}"
        if draws.chance(0.5):
            facts["kng:topic"] = known[draws.early(len(known))]
        if draws.chance(0.2):
            facts["skos:altLabel"] = both(body.name.upper(), body.name.upper())
        page.make(body.address, facts)
    return page
