"""Cards: what can be read about each thing, every line with the sources that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from kng._explain.phrases import Bounds, day, period
from kng._namespaces import expand
from kng._questions import kinds, labels, things
from kng._store import Store
from kng._values import Bilingual, Card, Cell, Iri, Line, Rows, Section, Source

_SOURCES = """
SELECT ?source ?title ?url ?publisher ?published ?retrieved WHERE {
  ?source a kng:Source .
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source dc:publisher ?publisher }
  OPTIONAL { ?source dcterms:issued ?published }
  OPTIONAL { ?source kng:retrievedOn ?retrieved }
} ORDER BY ?source ?title ?url ?publisher ?published ?retrieved
"""

_STATEMENTS = """
SELECT DISTINCT ?thing ?property ?value ?source WHERE {
  GRAPH ?graph { ?graph prov:wasDerivedFrom ?source . ?thing ?property ?value }
} ORDER BY ?thing ?property ?source
"""

_BOUNDS = """
SELECT ?thing ?property ?day WHERE {
  VALUES ?property { kng:earliestStart kng:latestStart kng:earliestEnd kng:latestEnd }
  ?thing ?property ?day .
} ORDER BY ?thing ?property ?day
"""

_PARTICIPATIONS = """
SELECT DISTINCT ?participation ?meeting ?who ?function ?organisation ?evidence WHERE {
  ?participation a kng:Participation ; kng:meeting ?meeting ; kng:participant ?who ;
    kng:function ?function .
  OPTIONAL { ?participation kng:onBehalfOf ?organisation }
  OPTIONAL { ?participation kng:evidenceKind ?evidence }
} ORDER BY ?meeting ?function ?who ?participation ?organisation ?evidence
"""

_AFFILIATIONS = """
SELECT DISTINCT ?affiliation ?who ?organisation ?role ?title WHERE {
  ?affiliation org:member ?who ; org:organization ?organisation .
  OPTIONAL { ?affiliation org:role ?role }
  OPTIONAL { ?affiliation kng:titleAsWritten ?title }
} ORDER BY ?affiliation ?organisation ?role ?title
"""

_MEETINGS = """
SELECT DISTINCT ?meeting ?property ?value WHERE {
  VALUES ?property { kng:kind kng:place kng:withinProgramme kng:partOf kng:topic kng:about
    kng:attendance kng:dateAsWritten }
  ?meeting a kng:Meeting ; ?property ?value .
} ORDER BY ?meeting ?property ?value
"""

_FACTS = """
SELECT DISTINCT ?thing ?property ?value ?node ?stated WHERE {
  {
    VALUES ?property { kng:kind kng:partOf kng:topic kng:scbCode }
    ?thing ?property ?value . BIND(?property AS ?stated)
    FILTER NOT EXISTS { ?thing a kng:Meeting }
    FILTER NOT EXISTS { ?thing a kng:Tie }
  } UNION {
    ?node a kng:Observation ; kng:observed ?thing ; kng:quantity ?property ; kng:value ?value .
    BIND(kng:value AS ?stated)
  } UNION {
    ?node a kng:Tie ; kng:kind ?property ; kng:party ?thing , ?value . FILTER(?thing != ?value)
    BIND(kng:party AS ?stated)
  } UNION {
    ?node a kng:Establishment ; org:siteOf ?thing ; kng:place ?value .
    BIND(kng:Establishment AS ?property) BIND(kng:place AS ?stated)
  }
} ORDER BY ?thing ?property ?value ?node
"""

_STATED_DATES = tuple(
    expand(f"kng:{name}")
    for name in [
        "start",
        "startNotBefore",
        "startNotAfter",
        "end",
        "endNotBefore",
        "endNotAfter",
        "attestedOn",
        "attestedNotBefore",
        "attestedNotAfter",
    ]
)
_BOUND_NAMES = tuple(
    expand(f"kng:{name}") for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
)

NOTHING = Bilingual("", "")
ABOUT = Bilingual("Om", "About")
ROLES = Bilingual("Roller och medlemskap", "Roles and memberships")
MEETINGS = Bilingual("Möten", "Meetings")
PEOPLE = Bilingual("Personer och medlemmar", "People and members")
PARTICIPANTS = Bilingual("Deltagande enligt källorna", "Participation as the sources have it")


def sources(store: Store) -> dict[str, Source]:
    """Every source by address; what differs between statements is joined by " / "."""
    rows = store.select(_SOURCES)
    merged: dict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in rows.columns[1:]])
    for row in rows:
        for values, cell in zip(merged[str(row[0])], row[1:], strict=True):
            if cell is not None and str(cell) not in values:
                values.append(str(cell))
    return {name: Source(name, *(" / ".join(v) for v in fields)) for name, fields in merged.items()}


def cards(store: Store) -> dict[str, Card]:
    """A card for each thing that networks and maps show, and for each meeting and relation."""
    return _Cards(store).all()


class _Cards:
    """The rows of the graph, and the sections that are made of them."""

    def __init__(self, store: Store) -> None:
        self.names = labels(store)
        self.things = things(store)
        self.kinds = kinds(store)
        self.said_by: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for thing, prop, value, source in store.select(_STATEMENTS):
            self.said_by[str(thing), str(prop)][str(source)] = None
            self.said_by[str(thing), str(prop), str(value)][str(source)] = None
        days: dict[str, dict[str, str]] = defaultdict(dict)
        for thing, prop, day_ in store.select(_BOUNDS):
            days[str(thing)][str(prop)] = str(day_)
        self.bounds = {
            thing: cast(Bounds, tuple(known.get(name, "") for name in _BOUND_NAMES))
            for thing, known in days.items()
        }
        self.sections: dict[str, dict[Bilingual, list[Line]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._meetings(store.select(_MEETINGS))
        self._facts(store.select(_FACTS))
        self._affiliations(store.select(_AFFILIATIONS))
        self._participations(store.select(_PARTICIPATIONS))

    def all(self) -> dict[str, Card]:
        shown = sorted({*self.things, *self.sections})
        return {address: self._card(address) for address in shown}

    def _card(self, address: str) -> Card:
        thing = self.things.get(address)
        kind = self.kinds.get(thing.kind, NOTHING) if thing else NOTHING
        found = self.sections.get(address, {})
        order = (ABOUT, ROLES, PEOPLE, MEETINGS, PARTICIPANTS)
        parts = tuple(Section(head, tuple(_unique(found[head]))) for head in order if head in found)
        return Card(address, self.name(address), kind, parts)

    def name(self, address: str | None) -> Bilingual:
        """What an address is called; a literal is called what it says."""
        return self.names.get(str(address), Bilingual(str(address or ""), str(address or "")))

    def _add(
        self,
        thing: Cell,
        heading: Bilingual,
        text: Bilingual,
        said: Iterable[str],
        link: Cell = None,
        concerns: Iterable[Cell] = (),
    ) -> None:
        about = tuple(str(address) for address in concerns if address)
        line = Line(text, tuple(sorted(set(said))), str(link or ""), about)
        self.sections[str(thing)][heading].append(line)

    def _said(self, *statement: object) -> list[str]:
        """The sources of a statement: thing and property, with or without the value."""
        return list(self.said_by.get(tuple(map(str, statement)), ()))

    def _dated(self, node: str) -> list[str]:
        """The sources that date a node."""
        return [source for prop in _STATED_DATES for source in self._said(node, prop)]

    def _meetings(self, rows: Rows) -> None:
        for address in sorted({str(row[0]) for row in rows}):
            when = _pair(Bilingual("tid", "time"), day(self._bounds(address)))
            self._add(Iri(address), ABOUT, when, self._dated(address))
        for meeting, prop, value in rows:
            text = _pair(self.name(prop), self.name(value))
            self._add(meeting, ABOUT, text, self._said(meeting, prop, value), value)

    def _facts(self, rows: Rows) -> None:
        for thing, prop, value, node, stated in rows:
            text = _pair(self.name(prop), self.name(value))
            relation = str(node or "")
            said = [*self._said(node or thing, stated, value), *self._dated(relation)]
            when = period(self._bounds(relation))
            self._add(thing, ABOUT, _with(text, when), said, value)

    def _affiliations(self, rows: Rows) -> None:
        for affiliation, who, organisation, role, title in rows:
            node = str(affiliation)
            said = [*self._said(node, expand("org:member")), *self._dated(node)]
            when = period(self._bounds(node))
            role_name = self.name(role) if role else NOTHING
            held = _join(role_name, self.name(organisation))
            if title and str(title) != role_name.sv:
                held = _with(held, Bilingual(f"”{title}”", f"“{title}”"))
            self._add(who, ROLES, _with(held, when), said, organisation)
            back = _join(self.name(who), role_name)
            self._add(organisation, PEOPLE, _with(back, when), said, who)
            self._add(affiliation, ABOUT, _with(_join(self.name(who), held), when), said)

    def _participations(self, rows: Rows) -> None:
        for participation, meeting, who, function, organisation, evidence in rows:
            node = str(participation)
            said = self._said(node, expand("kng:participant"))
            behalf = self.name(organisation) if organisation else NOTHING
            acted = _for(self.name(function), behalf)
            how = self.name(evidence) if evidence else NOTHING
            there = _with(_pair(self.name(who), acted), how)
            own = _with(_pair(self.name(meeting), acted), how)
            self._add(meeting, PARTICIPANTS, there, said, who, (who, organisation))
            self._add(who, MEETINGS, own, said, meeting)
            self._add(participation, ABOUT, _join(self.name(who), own), said, meeting)
            if organisation:
                sent = _pair(self.name(meeting), _join(self.name(who), self.name(function)))
                self._add(organisation, MEETINGS, _with(sent, how), said, meeting)

    def _bounds(self, node: str) -> Bounds:
        return self.bounds.get(node, ("", "", "", ""))


def _unique(lines: Sequence[Line]) -> list[Line]:
    return list(dict.fromkeys(lines))


def _pair(name: Bilingual, value: Bilingual) -> Bilingual:
    return Bilingual(
        f"{name.in_language('sv')}: {value.in_language('sv')}",
        f"{name.in_language('en')}: {value.in_language('en')}",
    )


def _join(*parts: Bilingual) -> Bilingual:
    sv, en = ([part.in_language(lang) for part in parts] for lang in ("sv", "en"))
    return Bilingual(", ".join(filter(None, sv)), ", ".join(filter(None, en)))


def _with(text: Bilingual, more: Bilingual) -> Bilingual:
    if not any(more):
        return text
    sv, en = more.in_language("sv"), more.in_language("en")
    return Bilingual(f"{text.sv} ({sv})", f"{text.en} ({en})")


def _for(function: Bilingual, organisation: Bilingual) -> Bilingual:
    if not any(organisation):
        return function
    return Bilingual(
        f"{function.in_language('sv')} för {organisation.in_language('sv')}",
        f"{function.in_language('en')} for {organisation.in_language('en')}",
    )
