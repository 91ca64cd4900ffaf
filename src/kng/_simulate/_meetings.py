"""Meetings and who took part, one source at a time; now and then a second source tells again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kng._identity import slug
from kng._simulate._deals import programme, series
from kng._simulate._draws import LAW_TOTAL, Draws, Weighted, power_law
from kng._simulate._reference import VENUES, topics
from kng._simulate._sizes import (
    ATTENDANCE_EXPONENT,
    ATTENDANCE_MOST,
    COMPLETE_LIST,
    DISAGREES,
    FIRST_DAY,
    FOR_NOBODY,
    IN_SERIES,
    LAST_DAY,
    LOCAL,
    PART,
    PART_MOST,
    RESTATED,
    STATED_ATTENDANCE,
    TODAY,
    TOLD_TWICE,
    Size,
)
from kng._simulate._text import DAY, MONTH, YEAR, Facts, Page, both, source, when
from kng._simulate._world import Body, Person, World

_KINDS: Final = Weighted(
    [
        (("conference", "Konferens", "Conference"), 8),
        (("forum", "Forum", "Forum"), 6),
        (("launch", "Lansering", "Launch"), 3),
        (("other", "Möte", "Meeting"), 16),
        (("peer-learning-meeting", "Erfarenhetsutbyte", "Peer-learning meeting"), 14),
        (("seminar", "Seminarium", "Seminar"), 15),
        (("signing-ceremony", "Undertecknande", "Signing ceremony"), 2),
        (("study-visit", "Studiebesök", "Study visit"), 9),
        (("webinar", "Webbinarium", "Webinar"), 9),
        (("workshop", "Workshop", "Workshop"), 18),
    ]
)
_EVIDENCE: Final = Weighted(
    [
        ("attendee-list", 36), ("invitation", 6), ("picture-caption", 10), ("programme", 10),
        ("quotation", 8), ("running-text", 30),
    ]
)  # fmt: skip
_FUNCTIONS: Final = Weighted(
    [
        ("facilitator", 2), ("host", 3), ("moderator", 4), ("organiser", 2), ("participant", 70),
        ("speaker", 19),
    ]
)  # fmt: skip
_TIMES: Final = Weighted(
    [("day", 62), ("days", 8), ("month", 12), ("year", 6), ("between", 5), ("unknown", 7)]
)
_GOLDEN: Final = 618_033_989  # of LAW_TOTAL
_POST_INSTEAD: Final = 0.01
"""Meetings at which a post takes part, its holder being unnamed."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as drawn: what a second source or a part of it needs to know."""

    local: str
    day: int
    town: Body
    people: tuple[Person, ...]
    facts: Facts
    evidence: str
    took_part: list[tuple[str, Facts]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The meeting."""
        return f"kng-meeting:{self.local}"


class Meetings:
    """Draws the meetings of one source after the other."""

    def __init__(self, world: World, size: Size, seed: int) -> None:
        self._world, self._size, self._seed = world, size, seed
        self._sizes = power_law(ATTENDANCE_EXPONENT, max(2, min(ATTENDANCE_MOST, size.people // 4)))
        self._topics = topics(size)
        self._offset = Draws(seed, "attendance").below(LAW_TOTAL)

    def pages(self) -> Iterator[Page]:
        """All files, in order."""
        start = 0
        for number, count in enumerate(self._counts()):
            yield from self._accounts(number, range(start, start + count))
            start += count

    def _counts(self) -> list[int]:
        """How many meetings each source tells of: every one at least one, some far more."""
        size, draws = self._size, Draws(self._seed, "meeting-files")
        counts = [1] * size.meeting_files
        for _ in range(size.meetings - size.meeting_files):
            counts[draws.early(size.meeting_files)] += 1
        return counts

    def _accounts(self, number: int, indices: range) -> Iterator[Page]:
        draws = Draws(self._seed, "meetings", number)
        name = f"meetings-{number + 1}"
        page = Page(f"graph/sources/{name}.ttl")
        told: list[Gathering] = []
        for index in indices:
            whole = told[-1] if told and draws.chance(PART) else None
            if whole and (len(whole.people) < 3 or "kng:partOf" in whole.facts):
                whole = None
            told.append(self._meeting(page, index, whole, draws))
        issued = min(max(g.day for g in told) + draws.between(1, 60), TODAY)
        title, quoted = f"Simulerad rapport {number + 1}", _quoted(told)
        source(page, name, title, "Simulerad tidning", when(issued), TODAY, quoted)
        yield page
        if number == 0 or draws.chance(TOLD_TWICE):
            yield _again(told, name, draws)

    def _meeting(self, page: Page, index: int, whole: Gathering | None, draws: Draws) -> Gathering:
        towns = self._world.municipalities
        kind, sv, en = draws.weighted(_KINDS)
        town = whole.town if whole else towns[draws.early(len(towns))]
        day = whole.day if whole else draws.between(FIRST_DAY, LAST_DAY)
        people = self._attending(index, whole, town, draws)
        facts: Facts = {
            "a": "kng:Meeting",
            "rdfs:label": both(f"{sv} i {town.name}, nr {index + 1}",
                               f"{en} in {town.name}, no {index + 1}"),
            "kng:kind": f"kng-meeting-kind:{kind}",
            "kng:status": whole.facts["kng:status"] if whole else _status(day, draws),
        }  # fmt: skip
        facts |= _time_of(whole, day, draws) | _counted(len(people), draws)
        facts |= self._setting(kind, town, whole, draws)
        evidence = "attendee-list" if "kng:listComplete" in facts else draws.weighted(_EVIDENCE)
        local = f"{kind}-{slug(town.name)}-{index + 1}"
        gathering = Gathering(local, day, town, people, facts, evidence)
        page.make(gathering.address, facts)
        self._taking_part(page, gathering, draws)
        return gathering

    def _attending(
        self, index: int, whole: Gathering | None, town: Body, draws: Draws
    ) -> tuple[Person, ...]:
        """How many follows a power law, which the meetings walk through in golden steps so that
        every seed has all of it; who follows from where it is and how active they are."""
        if whole:
            return whole.people[: draws.between(2, min(PART_MOST, len(whole.people) - 1))]
        count = self._sizes.at((index * _GOLDEN + self._offset) % LAW_TOTAL)
        local, everyone = self._world.local[town.county], self._world.people
        share = LOCAL if count * 4 <= len(local) else 0.0
        chosen: dict[str, Person] = {}
        while len(chosen) < count:
            pool = local if draws.chance(share) else everyone
            person = pool[draws.early(len(pool))]
            chosen[person.id] = person
        return tuple(chosen.values())

    def _setting(self, kind: str, town: Body, whole: Gathering | None, draws: Draws) -> Facts:
        """Where, about what, part of what."""
        facts: Facts = {}
        if kind == "webinar":
            facts["kng:online"] = "true"
        elif draws.chance(0.5):
            facts["kng:place"] = f"kng-place:{draws.pick(VENUES)[1]}-{slug(town.name)}"
        if draws.chance(0.6):
            count = 2 if draws.chance(0.3) else 1
            facts["kng:topic"] = [
                self._topics[draws.early(len(self._topics))] for _ in range(count)
            ]
        if draws.chance(0.2):
            facts["kng:withinProgramme"] = programme(draws.early(self._size.programmes))
        if draws.chance(0.03):
            facts["kng:about"] = programme(draws.early(self._size.programmes))
            facts["kng:locator"] = both("första stycket", "first paragraph")
        if whole:
            facts["kng:partOf"] = whole.address
        elif draws.chance(IN_SERIES):
            facts["kng:inSeries"] = series(draws.early(self._size.series))
        return facts

    def _taking_part(self, page: Page, gathering: Gathering, draws: Draws) -> None:
        if draws.chance(0.25):
            _take_part(page, gathering, gathering.town.address, "host")
        if draws.chance(0.05):
            body = draws.pick(self._world.organisations).address
            _take_part(page, gathering, body, "organiser")
        for person in gathering.people:
            function = draws.weighted(_FUNCTIONS)
            stint = person.on(gathering.day)
            behalf = "" if draws.chance(FOR_NOBODY) else stint.employer.address
            _take_part(page, gathering, person.address, function, behalf)
            if behalf and gathering.day < TODAY and draws.chance(RESTATED):
                _restate(page, person, gathering)
        if gathering.people and draws.chance(_POST_INSTEAD):
            stint = gathering.people[0].on(gathering.day)
            if stint.post:
                post = str(stint.facts()["kng:post"])
                _take_part(page, gathering, post, "participant", stint.employer.address)


def _quoted(told: list[Gathering]) -> tuple[str, ...]:
    first = [g.people[0].address for g in told if g.evidence == "quotation"]
    return tuple(first[:3])


def _status(day: int, draws: Draws) -> str:
    if day >= TODAY:
        return "kng-meeting-status:planned"
    drawn = draws.below(100)
    status = ("cancelled", "planned", "planned")[drawn] if drawn < 3 else "held"
    return f"kng-meeting-status:{status}"


def _time_of(whole: Gathering | None, day: int, draws: Draws) -> Facts:
    """A part is as little or well dated as its whole."""
    if whole:
        return {name: said for name, said in whole.facts.items() if name in _WHEN}
    match draws.weighted(_TIMES):
        case "day":
            return {"kng:start": when(day)}
        case "days":
            return {"kng:start": when(day), "kng:end": when(day + draws.between(1, 2))}
        case "month":
            return {"kng:start": when(day, MONTH)}
        case "year":
            return {"kng:start": when(day, YEAR)}
        case "between":
            return {
                "kng:startNotBefore": when(day - draws.between(1, 90)),
                "kng:startNotAfter": when(day + draws.between(1, 90)),
                "kng:dateAsWritten": '"under terminen"@sv',
            }
    return {}


def _counted(named: int, draws: Draws) -> Facts:
    """A stated attendance, a complete list, both or neither."""
    facts: Facts = {}
    if draws.chance(STATED_ATTENDANCE):
        facts["kng:attendance"] = str(named + draws.below(2 * named + 10))
    if draws.chance(COMPLETE_LIST):
        facts["kng:listComplete"] = "true"
        if "kng:attendance" in facts:
            facts["kng:attendance"] = str(named)
    return facts


def _take_part(page: Page, gathering: Gathering, who: str, function: str, behalf: str = "") -> None:
    facts: Facts = {
        "a": "kng:Participation",
        "kng:evidenceKind": f"kng-evidence-kind:{gathering.evidence}",
        "kng:function": f"kng-function:{function}",
        "kng:meeting": gathering.address,
        "kng:participant": who,
    }
    local = f"{gathering.local}_{who.partition(':')[2]}_{function}"
    if behalf:
        facts["kng:onBehalfOf"] = behalf
        local += "_" + behalf.partition(":")[2]
    address = f"kng-participation:{local}"
    page.make(address, facts)
    gathering.took_part.append((address, facts))


def _restate(page: Page, person: Person, gathering: Gathering) -> None:
    """The source of the meeting says as what the person came, and so attests it."""
    stint = person.on(gathering.day)
    page.state(person.address, {"a": ("kng:Person",), "foaf:name": (f'"{person.name}"',)})
    facts: Facts = {name: (str(said),) for name, said in stint.facts().items()}
    if "kng:start" in gathering.facts:
        facts["kng:attestedOn"] = (str(gathering.facts["kng:start"]),)
    page.state(stint.address, facts)


def _again(told: list[Gathering], name: str, draws: Draws) -> Page:
    """A second source tells half of it again; where it disagrees, a date or a number differs."""
    page = Page(f"graph/sources/{name}-again.ttl")
    title, issued = f"Simulerad efterskrift till {name}", TODAY - draws.between(1, 300)
    source(page, f"{name}-again", title, "Simulerat nyhetsbrev", when(issued), TODAY)
    wholes = {gathering.facts.get("kng:partOf") for gathering in told}
    for gathering in told[: (len(told) + 1) // 2]:
        facts = {name: said for name, said in gathering.facts.items() if name in _TOLD_AGAIN}
        if draws.chance(DISAGREES):
            alone = "kng:partOf" not in gathering.facts and gathering.address not in wholes
            facts |= _otherwise(gathering, alone, draws)
        page.state(gathering.address, facts)
        for address, said in gathering.took_part:
            page.state(address, said)
    return page


_WHEN: Final = {
    "kng:dateAsWritten", "kng:end", "kng:start", "kng:startNotAfter", "kng:startNotBefore",
}  # fmt: skip
_TOLD_AGAIN: Final = {
    "a", "rdfs:label", "kng:kind", "kng:status", "kng:start", "kng:attendance", "kng:partOf",
}  # fmt: skip


def _otherwise(gathering: Gathering, alone: bool, draws: Draws) -> Facts:
    """Another date only for a meeting that stands alone: a part must stay inside its whole."""
    if "kng:attendance" in gathering.facts:
        stated = int(str(gathering.facts["kng:attendance"]))
        return {"kng:attendance": str(stated + draws.between(1, 20))}
    if "kng:start" not in gathering.facts:
        return {"kng:attendance": str(len(gathering.people) + draws.below(20))}
    if not alone:
        return {"kng:attendance": str(len(gathering.people))}
    return {"kng:start": when(gathering.day + 7, DAY)}
