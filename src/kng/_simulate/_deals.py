"""Programmes with their members and series, projects with their money, agreements, other ties.

One source for each programme; the others are spread over ``Size.deal_files`` sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kng._simulate import _names
from kng._simulate._draws import Draws
from kng._simulate._reference import PHASES, topics
from kng._simulate._sizes import DISAGREES, TODAY, TOLD_TWICE, Size
from kng._simulate._text import DAY, MONTH, YEAR, Facts, Page, both, source, when
from kng._simulate._world import Body, World

_TIES: Final = (("twinning", 2), ("partnership", 4), ("joint-project", 6))
_PRECISIONS: Final = (DAY, DAY, MONTH, YEAR)


def programme(number: int) -> str:
    """The address of a programme; the first one contains the others."""
    return f"kng-programme:simulated-programme-{number + 1}"


def series(number: int) -> str:
    """The address of a series of meetings."""
    return f"kng-series:simulated-series-{number + 1}"


def pages(world: World, size: Size, seed: int) -> Iterator[Page]:
    """The files about programmes, projects, agreements and ties."""
    for number in range(size.programmes):
        yield _programme(world, size, seed, number)
    for number in range(size.deal_files):
        yield from _projects(world, size, seed, number)
        yield _agreements(world, size, seed, number)
        yield _ties(world, size, seed, number)


def _page(name: str, title: str, issued: int) -> Page:
    page = Page(f"graph/sources/{name}.ttl")
    source(page, name, title, "Simulerade programkontoret", when(issued), TODAY)
    return page


def _share(total: int, number: int, size: Size) -> range:
    return range(number * total // size.deal_files, (number + 1) * total // size.deal_files)


def _day(first: int, last: int, draws: Draws) -> int:
    return date(first, 1, 1).toordinal() + draws.below(365 * (last + 1 - first))


# ---- programmes


def _programme(world: World, size: Size, seed: int, number: int) -> Page:
    draws, known = Draws(seed, "programme", number), topics(size)
    page = _page(f"programme-{number + 1}", f"Simulerat program {number + 1}", TODAY - 50)
    name, began = _names.stem(draws), _day(2014, 2017, draws)
    kind = "mission" if draws.chance(0.3) else "innovation-programme"
    facts: Facts = {
        "a": "kng:Programme",
        "rdfs:label": both(f"Programmet {name}", f"The {name} programme"),
        "kng:kind": f"kng-programme-kind:{kind}",
        "kng:topic": known[draws.early(len(known))],
        "kng:start": when(began, draws.pick(_PRECISIONS)),
    }
    if number:
        facts["kng:partOf"] = programme(draws.early(number))
    page.make(programme(number), facts)
    members = _members(page, world, number, began, draws)
    _initiatives(page, number, name, members, draws)
    _member_counts(page, number, len(members))
    _series(page, size, number)
    return page


def _members(page: Page, world: World, number: int, began: int, draws: Draws) -> list[Body]:
    """A twelfth of the municipalities, but at least two, and an office."""
    count = max(2, len(world.municipalities) // 12)
    towns = [world.municipalities[draws.early(len(world.municipalities))] for _ in range(count)]
    towns = list(dict.fromkeys((*world.municipalities[:1], *towns)))
    for town in towns:
        joined = began + 60 + draws.below(2_000)
        facts: Facts = {"kng:start": when(joined, draws.pick(_PRECISIONS))}
        if draws.chance(0.7):
            facts["kng:phase"] = f"kng-phase:{draws.pick(PHASES)}"
        if draws.chance(0.1):
            facts["kng:end"] = when(joined + 400 + draws.below(1_000), draws.pick(_PRECISIONS))
        _membership(page, town, programme(number), facts)
    office = draws.pick(world.organisations)
    _membership(page, office, programme(number), {"org:role": "kng-role:programme-office"})
    return towns


def _membership(page: Page, member: Body, whole: str, more: Facts) -> None:
    local = whole.partition(":")[2]
    facts: Facts = {
        "a": "kng:ProgrammeMembership",
        "org:member": member.address,
        "org:organization": whole,
    }
    page.make(f"kng-membership:{local}_{member.local}_1", facts | more)


def _initiatives(page: Page, number: int, name: str, members: list[Body], draws: Draws) -> None:
    for town in members:
        if town is members[0] or draws.chance(0.4):
            address = f"kng-initiative:simulated-initiative-{number + 1}-{town.local}"
            facts: Facts = {
                "a": "kng:Initiative",
                "rdfs:label": both(f"{name} {town.name}", f"{name} {town.name}"),
                "kng:partOf": programme(number),
            }
            page.make(address, facts)
            _membership(page, town, address, {})


def _member_counts(page: Page, number: int, members: int) -> None:
    counts: tuple[tuple[int, Facts], ...] = (
        (1, {"kng:end": '"2019"^^xsd:gYear', "kng:value": str(members // 2 or 1)}),
        (2, {"kng:start": '"2020"^^xsd:gYear', "kng:value": str(members)}),
    )
    for running, said in counts:
        facts: Facts = {
            "a": "kng:Observation",
            "kng:observed": programme(number),
            "kng:quantity": "kng-quantity:member-municipalities",
        }
        local = programme(number).partition(":")[2]
        page.make(f"kng-observation:{local}_member-municipalities_{running}", facts | said)


def _series(page: Page, size: Size, number: int) -> None:
    for index in range(number, size.series, size.programmes):
        label = both(f"Simulerad mötesserie {index + 1}", f"Simulated series {index + 1}")
        page.make(series(index), {"a": "kng:MeetingSeries", "rdfs:label": label})


# ---- projects and money


def _projects(world: World, size: Size, seed: int, number: int) -> Iterator[Page]:
    """A source on some projects, and now and then a second one on what they cost."""
    draws, name = Draws(seed, "projects", number), f"projects-{number + 1}"
    page = _page(name, f"Simulerade projekt {number + 1}", TODAY - 40)
    again = _page(f"{name}-again", f"Simulerade projektmedel {number + 1}", TODAY - 20)
    share = _share(size.projects, number, size)
    for index in share:
        funding, facts = _project(page, world, size, index, draws)
        if index == share.start or draws.chance(DISAGREES):
            facts = facts | {"kng:amount": _amount(draws)}
        again.state(funding, facts)
    yield page
    if number == 0 or draws.chance(TOLD_TWICE):
        yield again


def _project(page: Page, world: World, size: Size, index: int, draws: Draws) -> tuple[str, Facts]:
    address, name = f"kng-project:simulated-project-{index + 1}", _names.stem(draws)
    began = _day(2015, 2022, draws)
    ended = began + 200 + draws.below(1_200)
    time: Facts = {
        "kng:start": when(began, MONTH),
        "kng:end": when(ended, MONTH),
    }
    facts: Facts = {
        "a": "kng:Project",
        "rdfs:label": both(f"Projektet {name} {index + 1}", f"The {name} project {index + 1}"),
        "kng:partOf": programme(draws.early(size.programmes)),
        "kng:topic": topics(size)[draws.early(size.topics)],
    }
    page.make(address, facts | time)
    partners = draws.some(world.organisations, draws.between(2, 6))
    partners.append(world.municipalities[draws.early(len(world.municipalities))])
    for place, partner in enumerate(partners):
        _membership(page, partner, address, {} if place else {"org:role": "kng-role:coordinator"})
    funder = world.organisations[0]
    given: Facts = {
        "a": "kng:Funding",
        "kng:funder": funder.address,
        "kng:recipient": partners[0].address,
        "kng:amount": _amount(draws),
        "kng:currency": '"SEK"',
        "kng:phase": f"kng-phase:{draws.pick(PHASES)}",
    }
    funding = f"kng-funding:{funder.local}_{partners[0].local}_{index + 1}"
    page.make(funding, given | time)
    return funding, given | time


def _amount(draws: Draws) -> str:
    return f'"{draws.between(1, 400) * 25_000}"^^xsd:decimal'


# ---- agreements


def _agreements(world: World, size: Size, seed: int, number: int) -> Page:
    draws = Draws(seed, "agreements", number)
    page = _page(f"agreements-{number + 1}", f"Simulerade klimatkontrakt {number + 1}", TODAY - 30)
    for index in _share(size.agreements, number, size):
        town = world.municipalities[index % len(world.municipalities)]
        year = 2020 + index // len(world.municipalities)
        local, signed = f"climate-contract-{town.local}-{year}", _day(year, year, draws)
        funder = world.organisations[0]
        facts: Facts = {
            "a": "kng:Agreement",
            "rdfs:label": both(
                f"Klimatkontrakt {year}, {town.name}", f"Climate contract {year}, {town.name}"
            ),
            "kng:party": (town.address, funder.address),
            "kng:start": when(signed),
        }
        page.make(f"kng-agreement:{local}", facts)
        _signatures(page, world, local, town, funder, signed)
    return page


def _signatures(
    page: Page, world: World, agreement: str, town: Body, funder: Body, signed: int
) -> None:
    """The most active person of the municipality signs, else it does; the other party as such."""
    people = (p for p in world.local[town.county] if p.on(signed).employer is town)
    person = next(people, None)
    for signatory in (person or town, funder):
        local = signatory.address.partition(":")[2]
        facts: Facts = {
            "a": "kng:Signature",
            "kng:agreement": f"kng-agreement:{agreement}",
            "kng:signatory": signatory.address,
        }
        if person is not None and signatory is person:
            facts["kng:onBehalfOf"] = town.address
            facts["kng:inCapacityOf"] = person.on(signed).address
        page.make(f"kng-signature:{agreement}_{local}", facts)


# ---- other ties


def _ties(world: World, size: Size, seed: int, number: int) -> Page:
    draws = Draws(seed, "ties", number)
    page = _page(f"ties-{number + 1}", f"Simulerade samarbeten {number + 1}", TODAY - 60)
    for index in _share(size.ties, number, size):
        kind, most = _TIES[draws.below(3)]
        count = draws.between(2, most)
        towns = draws.some(world.municipalities, 2)
        parties = towns if kind == "twinning" else towns + draws.some(world.organisations, count)
        if len(parties) < 2:
            parties = list(world.municipalities[:2])
        facts: Facts = {
            "a": "kng:Tie",
            "kng:kind": f"kng-tie-kind:{kind}",
            "kng:party": [party.address for party in parties],
        }
        if draws.chance(0.6):
            facts["kng:start"] = when(_day(1990, 2023, draws), draws.pick(_PRECISIONS))
        joined = "_".join(sorted(party.local for party in parties))
        page.make(f"kng-tie:{kind}_{joined}_{index + 1}", facts)
    for town, company in zip(world.municipalities[number::97], world.organisations, strict=False):
        _establishment(page, town, company, number)
    return page


def _establishment(page: Page, town: Body, company: Body, number: int) -> None:
    facts: Facts = {
        "a": "kng:Establishment",
        "org:siteOf": company.address,
        "kng:place": f"kng-place:kommun-{town.local}",
    }
    page.make(f"kng-establishment:{company.local}_{town.local}_{number + 1}", facts)
