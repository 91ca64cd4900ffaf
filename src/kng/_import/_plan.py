"""From the entries of an import to what changes in which graph, before anything is written."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from kng._import._book import statement
from kng._import._ledger import Record, digest
from kng._namespaces import ID, PREFIXES, shorten
from kng._store import Triple
from kng._tables.statements import ENTERED, FORGOTTEN, LEFT_OUT, Entry, Statement
from kng._values import XSD, Bilingual, Iri, Literal

KNOWN: Final = "known"
BY_HAND: Final = "by-hand"
SAME: Final = "the same stands in the graph"
NO_ROW: Final = 0
"""The number of a row that is in the tables no more, and was to be kept."""
_MARK: Final = 8
_LONGEST_NAME: Final = 80
_SHORT: Final = 60
_METHOD: Final = Bilingual("Infört ur tabeller.", "Imported from tables.")
_KNG: Final = PREFIXES["kng"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_PROV: Final = PREFIXES["prov"]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different about one thing in one graph: statements that come and that go."""

    node: str
    graph: str
    new: bool
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do.

    ``graphs`` are the changed graphs by address, whole, and empty where nothing is left of one;
    ``records`` the new ledger; ``gone`` what an earlier import of the same tables had entered and
    these tables lack, without what was to be kept already.
    """

    graphs: Mapping[str, tuple[Triple, ...]]
    changes: tuple[Change, ...]
    records: tuple[Record, ...]
    gone: tuple[Record, ...]
    remembered: bool = True


class Planner:
    """Works out a plan against the graphs as they stand.

    ``graphs`` are the source graphs by address, ``derived`` the sources of each, ``closed`` those
    that were entered by hand and are left alone, ``own`` the records of the same tables' last
    import, ``before`` what the workbook itself remembers of its rows, and ``others`` the records of
    all other imports; ``day`` is written as the day of the import.
    """

    def __init__(
        self,
        graphs: Mapping[str, Sequence[Triple]],
        derived: Mapping[str, frozenset[str]],
        closed: frozenset[str],
        own: Sequence[Record],
        others: Iterable[Record],
        day: str,
        before: Sequence[Record] = (),
    ) -> None:
        self._graphs = graphs
        self._closed = closed
        self._own = (*own, *before)
        remembered = {(record.sheet, record.node) for record in before}
        self._rows = [r for r in own if (r.sheet, r.node) not in remembered] + list(before)
        self._others: dict[str, set[str]] = defaultdict(set)
        for record in others:
            self._others[record.graph] |= record.digests
        self._day = day
        self._digests: dict[str, frozenset[str]] = {}
        self._of_set: dict[frozenset[str], str] = {}
        for name in sorted(derived, key=lambda graph: (graph in closed, graph), reverse=True):
            self._of_set[derived[name]] = name

    def plan(self, entries: Sequence[Entry], *, remove_gone: bool) -> Plan:
        """What the entries change; rows that are gone stay unless ``remove_gone``."""
        records = [self._record(entry) for entry in entries]
        gone = self._gone(records)
        if not remove_gone:
            records += [replace(record, row=NO_ROW) for record in gone]
        sheets = {entry.sheet for entry in entries}
        records += [record for record in self._own if record.sheet not in sheets]
        fresh: dict[str, dict[tuple[str, ...], Statement]] = defaultdict(dict)
        sources: dict[str, frozenset[str]] = {}
        for entry, record in zip(entries, records, strict=False):
            if record.outcome == ENTERED:
                fresh[record.graph] |= {each.key: each for each in entry.statements}
                sources[record.graph] = entry.sources
        touched = {*fresh, *(record.graph for record in self._own if record.graph)}
        passed = {(r.sheet, r.key) for r in records if r.key and r.outcome == FORGOTTEN}
        kept: dict[str, set[str]] = defaultdict(set)
        for record in records:
            kept[record.graph] |= record.digests
        for record in self._own:
            if (record.sheet, record.key) in passed:
                kept[record.graph] |= record.digests
        graphs: dict[str, tuple[Triple, ...]] = {}
        changes: list[Change] = []
        for name in sorted(touched):
            address = f"{ID}graph/{name}"
            if address in self._closed:
                continue
            said, came, went = self._merged(name, fresh[name].values(), kept[name])
            if came or went:
                head = [] if address in self._graphs else self._bundle(address, sources[name])
                emptied = all(_subject(triple) == address for triple in said) and not head
                graphs[address] = () if emptied else (*said, *head)
                changes += self._changes(address, came, went)
        asked = tuple(record for record in gone if remove_gone or record.row != NO_ROW)
        return Plan(graphs, tuple(changes), tuple(sorted(records)), asked)

    def _record(self, entry: Entry) -> Record:
        record = Record(entry.sheet, entry.row, entry.key, note="; ".join(entry.notes))
        if entry.outcome != ENTERED:
            return replace(record, outcome=entry.outcome)
        node = shorten(entry.node)
        if not entry.statements:
            return replace(record, outcome=KNOWN, node=node)
        if not entry.sources:
            return replace(record, outcome=LEFT_OUT, note="no source")
        graph = self.graph_of(entry.sources)
        name = graph.rpartition("/")[2]
        if graph in self._closed:
            return self._by_hand(record, entry, graph)
        said = " ".join(sorted(map(digest, entry.statements)))
        return replace(record, outcome=ENTERED, graph=name, node=node, said=said)

    def _by_hand(self, record: Record, entry: Entry, graph: str) -> Record:
        """What the source says stands as it was read by hand; the note tells what differs."""
        standing = {*map(str, self._graphs[graph])}
        missing = [s for s in entry.statements if str(_triple(s)) not in standing]
        known = any(_subject(triple) == entry.node for triple in self._graphs[graph])
        note = "; ".join(filter(None, (record.note, _told(missing))))
        return replace(
            record,
            outcome=BY_HAND,
            graph=graph.rpartition("/")[2],
            node=shorten(entry.node) if known else "",
            note=note,
        )

    def graph_of(self, sources: frozenset[str]) -> str:
        """The graph of exactly these sources, a new one where there is none."""
        if sources not in self._of_set:
            names = sorted(source.rpartition("/")[2] for source in sources)
            joined = "-".join(names)
            if len(names) > 1 or len(joined) > _LONGEST_NAME:
                mark = hashlib.sha256("\n".join(names).encode()).hexdigest()[:_MARK]
                joined = f"{joined[:_SHORT].strip('-')}-{mark}"
            taken = {*self._graphs, *self._of_set.values()}
            name, number = f"{ID}graph/{joined}", 1
            while name in taken:
                number += 1
                name = f"{ID}graph/{joined}-{number}"
            self._of_set[sources] = name
        return self._of_set[sources]

    def _gone(self, records: Sequence[Record]) -> list[Record]:
        """What was entered at the last import from the same sheets, and is not in them now.

        A row that is left out now speaks of nothing: what it said last time is gone too. Of a
        thing that several rows were about, those are gone of which least is still said.
        """
        sheets = {record.sheet for record in records}
        spoken = [record for record in records if record.outcome != LEFT_OUT]
        keys = {(record.sheet, record.key) for record in spoken if record.key}
        now: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in spoken:
            now[record.sheet, record.node].append(record)
        before: dict[tuple[str, str], dict[str, Record]] = defaultdict(dict)
        for record in self._rows:
            if record.sheet in sheets and record.outcome == ENTERED and self._stands(record):
                before[record.sheet, record.node].setdefault(record.said, record)
        gone: list[Record] = []
        for place, rows in before.items():
            left = now[place]
            if not left:
                gone += [r for r in rows.values() if (r.sheet, r.key) not in keys]
                continue
            said = frozenset[str]().union(*(record.digests for record in left))
            lost = [record for record in rows.values() if not record.digests <= said]
            lost.sort(key=lambda record: len(record.digests & said))
            gone += lost[: max(len(rows) - len(left), 0)]
        return gone

    def _stands(self, record: Record) -> bool:
        """Whether anything that a row said is still in its graph."""
        if record.graph not in self._digests:
            triples = self._graphs.get(f"{ID}graph/{record.graph}", ())
            said = filter(None, map(statement, triples))
            self._digests[record.graph] = frozenset(map(digest, said))
        return not self._digests[record.graph].isdisjoint(record.digests)

    def _merged(
        self, name: str, fresh: Iterable[Statement], kept: set[str]
    ) -> tuple[list[Triple], list[Statement], list[Statement]]:
        """The graph as it becomes, what comes into it and what goes out of it."""
        before = dict.fromkeys(self._graphs.get(f"{ID}graph/{name}", ()))
        mine = {d for record in self._own if record.graph == name for d in record.digests}
        stale = mine - kept - self._others[name]
        went = {
            triple: said
            for triple in (before if stale else ())
            if (said := statement(triple)) and digest(said) in stale
        }
        came = {t: said for said in fresh if (t := _triple(said)) not in before}
        left = [*(t for t in before if t not in went), *came]
        return left, list(came.values()), list(went.values())

    def _bundle(self, graph: str, sources: frozenset[str]) -> list[Triple]:
        """What a new graph says of itself."""
        said = [
            Statement(graph, _TYPE, Iri(_PROV + "Bundle")),
            *(Statement(graph, _PROV + "wasDerivedFrom", Iri(s)) for s in sorted(sources)),
            Statement(graph, _KNG + "extractedOn", Literal(self._day, XSD + "date")),
            Statement(graph, _KNG + "method", Literal(_METHOD.sv, language="sv")),
            Statement(graph, _KNG + "method", Literal(_METHOD.en, language="en")),
        ]
        return [_triple(each) for each in said]

    def _changes(
        self, graph: str, came: Iterable[Statement], went: Iterable[Statement]
    ) -> list[Change]:
        known = {_subject(triple) for triple in self._graphs.get(graph, ())}
        added, removed = _by_subject(came), _by_subject(went)
        return [
            Change(node, graph, node not in known, tuple(added[node]), tuple(removed[node]))
            for node in sorted({*added, *removed})
        ]


def _by_subject(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for said in statements:
        found[said.subject].append(said)
    return found


def _told(missing: Sequence[Statement]) -> str:
    if not missing:
        return SAME
    said = ", ".join(f"{shorten(s.predicate)} {_shown(s.object)}" for s in missing)
    return f"not in the graph: {said}"


def _shown(value: Iri | Literal) -> str:
    return shorten(value) if isinstance(value, Iri) else f'"{value}"'


def _subject(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""


def _triple(statement: Statement) -> Triple:
    value = statement.object
    if isinstance(value, Iri):
        term: ox.NamedNode | ox.Literal = ox.NamedNode(value)
    elif value.language:
        term = ox.Literal(str(value), language=value.language)
    else:
        term = ox.Literal(str(value), datatype=ox.NamedNode(value.datatype))
    return ox.Triple(ox.NamedNode(statement.subject), ox.NamedNode(statement.predicate), term)
