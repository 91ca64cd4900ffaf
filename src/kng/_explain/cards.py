"""Cards: what can be read about each thing, every line with the sources that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from kng._explain.phrases import Bounds, day, period
from kng._explain.statements import Statements
from kng._namespaces import expand
from kng._questions import kinds, labels, things
from kng._store import Store
from kng._values import Bilingual, Card, Cell, Line, Rows, Section, Source

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

_BOUNDS = """
SELECT ?thing ?property ?day WHERE {
  VALUES ?property { kng:earliestStart kng:latestStart kng:earliestEnd kng:latestEnd }
  ?thing ?property ?day .
} ORDER BY ?thing ?property ?day
"""

_PARTICIPATIONS = """
SELECT ?participation ?who WHERE {
  ?participation a kng:Participation ; kng:meeting ?meeting ; kng:participant ?who ;
    kng:function ?function .
} ORDER BY ?meeting ?function ?who ?participation
"""

_AFFILIATIONS = """
SELECT ?affiliation ?who WHERE {
  ?affiliation org:member ?who ; org:organization ?organisation .
} ORDER BY ?affiliation ?organisation ?who
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

_BOUND_NAMES = tuple(
    expand(f"kng:{name}") for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
)

_MEMBER = expand("org:member")
_HELD_AS = tuple(map(expand, ("org:organization", "org:role", "kng:titleAsWritten")))
_PARTICIPANT = expand("kng:participant")
_TOOK_PART_AS = tuple(
    map(expand, ("kng:meeting", "kng:function", "kng:onBehalfOf", "kng:evidenceKind"))
)
_OF_A_KIND = tuple(map(expand, ("kng:kind", "kng:quantity")))

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
        self.stated = Statements(store)
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
        parts = tuple(Section(head, _united(found[head])) for head in order if head in found)
        return Card(address, self.name(address), kind, parts)

    def name(self, address: str | None) -> Bilingual:
        """What an address is called; a literal is called what it says."""
        return self.names.get(str(address), Bilingual(str(address or ""), str(address or "")))

    def _add(
        self,
        thing: Cell,
        heading: Bilingual,
        text: Bilingual,
        graphs: Iterable[str],
        link: Cell = None,
        concerns: Iterable[Cell] = (),
    ) -> None:
        about = tuple(str(address) for address in concerns if address)
        line = Line(text, self.stated.sources(graphs), str(link or ""), about)
        self.sections[str(thing)][heading].append(line)

    def _meetings(self, rows: Rows) -> None:
        for meeting in dict.fromkeys(row[0] for row in rows):
            for text, graphs in self._times(meeting):
                self._add(meeting, ABOUT, text, graphs)
        for meeting, prop, value in rows:
            text = _pair(self.name(prop), self.name(value))
            self._add(meeting, ABOUT, text, self.stated.graphs(meeting, str(prop), value), value)

    def _times(self, meeting: Cell) -> list[tuple[Bilingual, set[str]]]:
        """When a meeting was; where sources do not say the same, what each of them says."""
        dating = self.stated.dating(meeting)
        dates = self.stated.dates(meeting, dating)
        if any(graphs != dating for _, _, graphs in dates):
            return [(_pair(self.name(p), self.name(day_)), by) for p, day_, by in dates]
        return [(_pair(Bilingual("tid", "time"), day(self._bounds(meeting))), dating)]

    def _when(self, node: Cell, graph: str, stating: set[str]) -> tuple[Bilingual, set[str]]:
        """When a relation held, as the graph and those that only date it say."""
        dating = self.stated.dating(node)
        said = {other for other in dating if other == graph or other not in stating}
        if said == dating:
            return period(self._bounds(node)), said
        dates = self.stated.dates(node, said)
        return _join(*(_pair(self.name(prop), self.name(day_)) for prop, day_, _ in dates)), said

    def _facts(self, rows: Rows) -> None:
        for thing, prop, value, node, stated in rows:
            text = _pair(self.name(prop), self.name(value))
            stating = self.stated.graphs(node or thing, str(stated), value)
            if node is None or not stating:
                self._add(thing, ABOUT, text, stating, value)
                continue
            for graph in sorted(stating):
                if not any(self.stated.denies(graph, node, kind, prop) for kind in _OF_A_KIND):
                    when, dating = self._when(node, graph, stating)
                    self._add(thing, ABOUT, _with(text, when), {graph, *dating}, value)

    def _affiliations(self, rows: Rows) -> None:
        for affiliation, who in dict.fromkeys(rows):
            core = (_MEMBER, who)
            stating = self.stated.graphs(affiliation, *core)
            for values, graph, said in self.stated.readings(affiliation, core, _HELD_AS):
                when, dating = self._when(affiliation, graph, stating)
                self._affiliation(affiliation, who, values, when, {*said, *dating})

    def _affiliation(
        self,
        affiliation: Cell,
        who: Cell,
        held_as: tuple[Cell, ...],
        when: Bilingual,
        graphs: set[str],
    ) -> None:
        organisation, role, title = held_as
        role_name = self.name(role) if role else NOTHING
        held = _join(role_name, self.name(organisation))
        if title and str(title) != role_name.sv:
            held = _with(held, Bilingual(f"”{title}”", f"“{title}”"))
        self._add(who, ROLES, _with(held, when), graphs, organisation)
        back = _join(self.name(who), role_name)
        self._add(organisation, PEOPLE, _with(back, when), graphs, who)
        self._add(affiliation, ABOUT, _with(_join(self.name(who), held), when), graphs)

    def _participations(self, rows: Rows) -> None:
        for participation, who in dict.fromkeys(rows):
            core = (_PARTICIPANT, who)
            for values, _, graphs in self.stated.readings(participation, core, _TOOK_PART_AS):
                self._participation(participation, who, values, graphs)

    def _participation(
        self, participation: Cell, who: Cell, took_part_as: tuple[Cell, ...], graphs: set[str]
    ) -> None:
        meeting, function, organisation, evidence = took_part_as
        behalf = self.name(organisation) if organisation else NOTHING
        acted = _for(self.name(function), behalf)
        how = self.name(evidence) if evidence else NOTHING
        there = _with(_pair(self.name(who), acted), how)
        own = _with(_pair(self.name(meeting), acted), how)
        self._add(meeting, PARTICIPANTS, there, graphs, who, (who, organisation))
        self._add(who, MEETINGS, own, graphs, meeting)
        self._add(participation, ABOUT, _join(self.name(who), own), graphs, meeting)
        if organisation:
            sent = _pair(self.name(meeting), _join(self.name(who), self.name(function)))
            self._add(organisation, MEETINGS, _with(sent, how), graphs, meeting)

    def _bounds(self, node: Cell) -> Bounds:
        return self.bounds.get(str(node), ("", "", "", ""))


def _united(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, each text once, with the sources of all that say it."""
    said: dict[Line, set[str]] = {}
    for line in lines:
        said.setdefault(replace(line, sources=()), set()).update(line.sources)
    return tuple(replace(line, sources=tuple(sorted(found))) for line, found in said.items())


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
