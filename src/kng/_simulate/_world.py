"""Who there is in a simulated network: counties, municipalities, organisations and people.

Only this is kept in memory; what they do is drawn file by file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kng._identity import slug
from kng._simulate import _names
from kng._simulate._draws import Draws, Weighted
from kng._simulate._sizes import FIRST_DAY, HOLDS_POST, MOVED, NAMESAKE, NO_ROLE, Size
from kng._simulate._text import Facts

_FIRST_COUNTY: Final = 30
"""Statistics Sweden's county codes end at 25, so that no simulated code is a real one."""
_SOUTH, _NORTH, _WEST, _EAST = 553_001, 690_001, 110_001, 241_001
_PERSON_ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
_PERSON_STEP: Final = 11_110_001  # shares no factor with 30 ** 5: every id comes once
_MOVED_FROM: Final = date(2015, 2, 1).toordinal()
_MOVED_TO: Final = date(2023, 12, 1).toordinal()

KINDS: Final = Weighted(
    [
        ("", 5), ("civil-society", 8), ("company", 38), ("eu-body", 1), ("government-agency", 5),
        ("municipal-company", 20), ("network", 6), ("programme-office", 1), ("region", 4),
        ("research-institute", 4), ("research-school", 1), ("university", 7),
    ]
)  # fmt: skip
_CALLED: Final = {
    "": ("{}", "{}"),
    "civil-society": ("Föreningen {}", "{} Association"),
    "company": ("{} AB", "{} AB"),
    "eu-body": ("EU-organet {}", "EU body {}"),
    "government-agency": ("{}verket", "{} Agency"),
    "municipal-company": ("{} Energi AB", "{} Energi AB"),
    "network": ("Nätverket {}", "{} Network"),
    "programme-office": ("{} programkontor", "{} programme office"),
    "region": ("Region {}", "{} Region"),
    "research-institute": ("Institutet {}", "{} Institute"),
    "research-school": ("Forskarskolan {}", "{} research school"),
    "university": ("Högskolan {}", "{} University"),
}
ROLES: Final = {
    "business-developer": ("affärsutvecklare", "business developer"),
    "communications": ("kommunikatör", "communications officer"),
    "coordinator": ("samordnare", "coordinator"),
    "mayor": ("kommunstyrelsens ordförande", "mayor"),
    "municipal-director": ("kommundirektör", "municipal director"),
    "process-leader": ("processledare", "process manager"),
    "project-leader": ("projektledare", "project manager"),
    "researcher": ("forskare", "researcher"),
    "strategist": ("strateg", "strategist"),
}
_OF_MUNICIPALITY: Final = Weighted(
    [
        ("communications", 2), ("mayor", 2), ("municipal-director", 1), ("process-leader", 3),
        ("project-leader", 8), ("strategist", 6),
    ]
)  # fmt: skip
_OF_ORGANISATION: Final = Weighted(
    [
        ("business-developer", 4), ("communications", 2), ("coordinator", 3),
        ("project-leader", 6), ("researcher", 6), ("strategist", 2),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A municipality (with a position in 1/10,000 degree and a population) or an organisation."""

    address: str
    sv: str
    en: str
    name: str
    kind: str
    county: int
    latitude: int = 0
    longitude: int = 0
    population: int = 0

    @property
    def local(self) -> str:
        """What stands for it in the slug of a relation."""
        return self.address.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Stint:
    """That a person is with an employer, from a day to a day (0: to this day)."""

    slug: str
    person: str
    employer: Body
    role: str
    post: bool
    first: int
    last: int = 0

    @property
    def address(self) -> str:
        """The affiliation."""
        return f"kng-affiliation:{self.slug}"

    def facts(self) -> Facts:
        """Who, where and as what: what every source that states it says."""
        facts: Facts = {
            "a": "kng:PostHolding" if self.post else "kng:Affiliation",
            "org:member": f"kng-person:{self.person}",
            "org:organization": self.employer.address,
        }
        if self.role:
            facts["org:role"] = f"kng-role:{self.role}"
        if self.post:
            facts["kng:post"] = f"kng-post:{self.employer.local}_{self.role}"
        return facts


@dataclass(frozen=True, slots=True)
class Person:
    """A person and one or two stints, the second beginning where the first ends."""

    id: str
    name: str
    stints: tuple[Stint, ...]

    @property
    def address(self) -> str:
        """The person."""
        return f"kng-person:{self.id}"

    def on(self, day: int) -> Stint:
        """Where the person is on that day."""
        return self.stints[0] if day < self.stints[-1].first else self.stints[-1]


@dataclass(frozen=True, slots=True)
class World:
    """Everybody, with the people of each county by how active they are."""

    counties: tuple[str, ...]
    municipalities: tuple[Body, ...]
    organisations: tuple[Body, ...]
    people: tuple[Person, ...]
    local: tuple[tuple[Person, ...], ...]

    def county_code(self, county: int) -> str:
        """Two digits.

        >>> World((), (), (), (), ()).county_code(0)
        '30'
        """
        return str(_FIRST_COUNTY + county)


def world(size: Size, seed: int) -> World:
    """Draw everybody there is."""
    draws, given = Draws(seed, "places"), _names.Distinct()
    counties = tuple(given.take(_names.place(draws)) for _ in range(size.counties))
    towns = _municipalities(draws, given, size)
    bodies = _organisations(Draws(seed, "organisations"), size)
    people = _people(Draws(seed, "people"), size, towns, bodies)
    local: list[list[Person]] = [[] for _ in counties]
    for person in people:
        local[person.stints[0].employer.county].append(person)
    return World(counties, towns, bodies, people, tuple(map(tuple, local)))


def _municipalities(draws: Draws, given: _names.Distinct, size: Size) -> tuple[Body, ...]:
    """Largest first; those of a county lie together, in a band that leans as the country does."""
    centres = [_position(draws, 0) for _ in range(size.counties)]
    towns = []
    for number in range(size.municipalities):
        county = number % size.counties
        name = given.take(_names.place(draws))
        latitude, longitude = _position(draws, 4_000, *centres[county])
        towns.append(
            Body(
                f"kng-municipality:{_FIRST_COUNTY + county}{number // size.counties + 1:02d}",
                f"{_names.genitive(name)} kommun",
                f"{name} Municipality",
                name,
                "municipality",
                county,
                latitude,
                longitude,
                900_000 // (number + 1) + draws.below(2_000),
            )
        )
    return tuple(towns)


def _position(draws: Draws, spread: int, latitude: int = 0, longitude: int = 0) -> tuple[int, int]:
    if not spread:
        latitude = _SOUTH + 5_000 + draws.early(_NORTH - _SOUTH - 10_000)
        longitude = 125_000 + (latitude - _SOUTH) // 2 + draws.between(0, 35_000)
    latitude += draws.between(-spread, spread)
    longitude += draws.between(-2 * spread, 2 * spread)
    return _digits(latitude, _SOUTH, _NORTH), _digits(longitude, _WEST, _EAST)


def _digits(degrees: int, low: int, high: int) -> int:
    """Inside the box, and with a last digit that is not 0, so that it is written with four."""
    inside = min(max(degrees, low), high)
    return inside if inside % 10 else inside - 1


def _organisations(draws: Draws, size: Size) -> tuple[Body, ...]:
    given, bodies = _names.Distinct(), []
    for number in range(size.organisations):
        # The first is one that can fund, so that the smallest network has one.
        kind = draws.weighted(KINDS) if number else "government-agency"
        name = given.take(_names.stem(draws))
        sv, en = (form.format(name) for form in _CALLED[kind])
        address = f"kng-organisation:{slug(sv)}"
        bodies.append(Body(address, sv, en, name, kind, draws.below(size.counties)))
    return tuple(bodies)


def _people(
    draws: Draws, size: Size, towns: tuple[Body, ...], bodies: tuple[Body, ...]
) -> tuple[Person, ...]:
    """The most active first. Six of ten work for a municipality, larger ones having more."""
    offset = draws.below(30**5)
    people: list[Person] = []
    for number in range(size.people):
        namesake = number > 0 and draws.chance(NAMESAKE)
        name = people[draws.below(number)].name if namesake else _names.person(draws)
        person = _person_id(number * _PERSON_STEP + offset)
        people.append(Person(person, name, _stints(draws, person, towns, bodies)))
    return tuple(people)


def _person_id(number: int) -> str:
    digits = ""
    for _ in range(5):
        number, digit = divmod(number, 30)
        digits += _PERSON_ALPHABET[digit]
    return "p" + digits


def _stints(
    draws: Draws, person: str, towns: tuple[Body, ...], bodies: tuple[Body, ...]
) -> tuple[Stint, ...]:
    began = FIRST_DAY - 1 - draws.below(5_000)
    first = _stint(draws, person, towns, bodies, began)
    if not draws.chance(MOVED):
        return (first,)
    moved = draws.between(_MOVED_FROM, _MOVED_TO)
    second = _stint(draws, person, towns, bodies, moved)
    if second.employer is first.employer:
        return (first,)
    ended = Stint(first.slug, person, first.employer, first.role, first.post, began, moved - 1)
    return (ended, second)


def _stint(
    draws: Draws, person: str, towns: tuple[Body, ...], bodies: tuple[Body, ...], day: int
) -> Stint:
    if draws.chance(0.6):
        employer, roles = towns[draws.early(len(towns))], _OF_MUNICIPALITY
    else:
        employer, roles = bodies[draws.early(len(bodies))], _OF_ORGANISATION
    role = "" if draws.chance(NO_ROLE) else draws.weighted(roles)
    post = bool(role) and draws.chance(HOLDS_POST)
    slug_ = "_".join(filter(None, (person, employer.local, role, "1")))
    return Stint(slug_, person, employer, role, post, day)
