"""Lists of staff: people, the posts there are, and who has been where in which role."""

from __future__ import annotations

from collections.abc import Iterator

from kng._simulate._draws import Draws, Weighted
from kng._simulate._sizes import TODAY, Size
from kng._simulate._text import DAY, MONTH, YEAR, Facts, Page, both, source, when
from kng._simulate._world import ROLES, Person, Stint, World

_PRECISION = Weighted([(DAY, 3), (MONTH, 3), (YEAR, 4)])


def pages(world: World, size: Size, seed: int) -> Iterator[Page]:
    """The lists, each of as many people."""
    posts: set[str] = set()
    for number in range(size.staff_files):
        start, stop = (n * size.people // size.staff_files for n in (number, number + 1))
        yield _page(world.people[start:stop], number + 1, posts, Draws(seed, "staff", number))


def _page(people: tuple[Person, ...], number: int, posts: set[str], draws: Draws) -> Page:
    page, issued = Page(f"graph/sources/staff-{number}.ttl"), TODAY - draws.between(1, 700)
    title, publisher = f"Simulerad personallista {number}", "Simulerade kommuners förening"
    source(page, f"staff-{number}", title, publisher, when(issued), TODAY)
    for person in people:
        page.make(person.address, {"a": "kng:Person", "foaf:name": f'"{person.name}"'})
        for stint in person.stints:
            if stint.post:
                _post(page, stint, posts)
            facts = stint.facts() | _dates(stint, issued, draws)
            if stint.role and draws.chance(0.3):
                facts["kng:titleAsWritten"] = f'"{ROLES[stint.role][0]}"@sv'
            page.make(stint.address, facts)
    return page


def _post(page: Page, stint: Stint, posts: set[str]) -> None:
    local = f"{stint.employer.local}_{stint.role}"
    if local in posts:
        return
    posts.add(local)
    sv, en = ROLES[stint.role]
    page.make(
        f"kng-post:{local}",
        {
            "a": "kng:Post",
            "rdfs:label": both(
                f"{sv.capitalize()}, {stint.employer.sv}", f"{en.capitalize()}, {stint.employer.en}"
            ),
            "org:postIn": stint.employer.address,
            "org:role": f"kng-role:{stint.role}",
        },
    )


def _dates(stint: Stint, issued: int, draws: Draws) -> Facts:
    """Most have no start; what has ended says so, with or without a date."""
    facts: Facts = {}
    drawn = draws.below(10)
    if drawn < 2:
        facts["kng:start"] = when(stint.first, draws.weighted(_PRECISION))
    elif drawn == 2:
        facts["kng:startNotAfter"] = when(stint.first)
    if not stint.last:
        return facts | {"kng:attestedOn": when(issued)}
    if draws.chance(0.3):
        facts["kng:hasEnded"] = "true"
    else:
        facts["kng:end"] = when(stint.last, draws.weighted(_PRECISION))
    return facts
