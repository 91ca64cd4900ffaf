"""Which part of the facts an export takes: what holds at a time, or what lies around a thing.

Facts are given as source graphs with their lines of N-Triples, and come back so. Either selection
is closed: nothing in it refers to a thing that the graph describes and the selection does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kng._export._terms import RDF_TYPE
from kng._export.evidence import RELATIONS
from kng._namespaces import expand
from kng._vocabulary import KNG

Graphs = Mapping[str, Sequence[str]]
"""Source graphs by name, each with its lines of N-Triples."""

HAPPENED: Final = frozenset({KNG.Agreement, KNG.Meeting, KNG.Observation, KNG.Signature})
"""What happened or was counted on its day; what else has dates lasts."""

_LASTING_THINGS: Final = frozenset(
    {KNG.Initiative, KNG.MeetingSeries, KNG.Phase, KNG.Programme, KNG.Project}
)
_LASTING: Final = RELATIONS - HAPPENED - {KNG.IdentityJudgement, KNG.Participation}
_DESCRIBES: Final = frozenset({expand("prov:Bundle"), KNG.Source})
_PARTIES: Final = frozenset(
    {KNG.Agreement, KNG.Meeting, KNG.Municipality, KNG.Organisation, KNG.Person, *_LASTING_THINGS}
)
_ONLY_MENTIONS: Final = frozenset(
    {KNG.inCapacityOf, KNG.onBehalfOf, KNG.partOf, KNG.withinProgramme, expand("dcterms:isPartOf")}
)

Holds = Callable[[str, bool], bool]
"""Whether a thing holds at the time; the second says that it happened, rather than lasts."""


class _Said(NamedTuple):
    predicate: str
    object: str


_A_SOURCE: Final = _Said(RDF_TYPE, KNG.Source)


class _Whole:
    """What all graphs together say of each subject, and which subjects speak of what."""

    def __init__(self, graphs: Graphs) -> None:
        self.about: dict[str, list[_Said]] = defaultdict(list)
        self.speakers: dict[str, set[str]] = defaultdict(set)
        self.describing: dict[str, set[str]] = defaultdict(set)
        """The graphs that speak of each source."""
        for name, lines in graphs.items():
            for line in lines:
                subject, predicate, value = line[:-2].split(" ", 2)
                said = _Said(predicate[1:-1], value[1:-1] if value[0] == "<" else "")
                self.about[subject[1:-1]].append(said)
                if said == _A_SOURCE:
                    self.describing[subject[1:-1]].add(name)
                if said.object:
                    self.speakers[said.object].add(subject[1:-1])

    def types(self, thing: str) -> set[str]:
        """The classes that a thing is stated to be of."""
        return {said.object for said in self.about.get(thing, ()) if said.predicate == RDF_TYPE}

    def is_a(self, thing: str, classes: Collection[str]) -> bool:
        """Whether a thing is stated to be of one of the classes."""
        return bool(self.types(thing) & set(classes))

    def objects(self, thing: str) -> set[str]:
        """The things that the graph describes and that are named in what is said of a thing."""
        return {said.object for said in self.about.get(thing, ()) if said.object in self.about}

    def needs(self, speaker: str, thing: str) -> bool:
        """Whether a thing says something of another that it does not merely mention."""
        return any(
            said.object == thing and said.predicate not in _ONLY_MENTIONS
            for said in self.about[speaker]
        )

    def speaking(self, things: Iterable[str]) -> set[str]:
        """The subjects that speak of any of the things, but for sources and their graphs."""
        found = {speaker for thing in things for speaker in self.speakers.get(thing, ())}
        return {speaker for speaker in found if not self.is_a(speaker, _DESCRIBES)}

    def ends(self, things: Iterable[str]) -> set[str]:
        """The parties of those of the things that are relations."""
        relations = (thing for thing in things if self.is_a(thing, RELATIONS))
        return {party for relation in relations for party in self.parties(relation)}

    def closed(self, things: Iterable[str]) -> set[str]:
        """The things, what they refer to, what that refers to, and so on."""
        found: set[str] = set()
        waiting = [thing for thing in things if thing in self.about]
        while waiting:
            thing = waiting.pop()
            if thing not in found:
                found.add(thing)
                waiting += self.objects(thing) - found
        return found

    def parties(self, relation: str) -> set[str]:
        """The people, organisations, meetings and the like between which a relation stands."""
        return {thing for thing in self.objects(relation) if self.is_a(thing, _PARTIES)}


def at_time(graphs: Graphs, holds: Holds, ahead: Callable[[str], bool]) -> Graphs:
    """What holds at a time; ``ahead`` tells whether a thing certainly begins later.

    Relations with dates, meetings and agreements must hold then; programmes and projects go only
    when they are still ahead. A relation that needs what goes, goes too; all else only loses the
    mention of it.
    """
    whole = _Whole(graphs)
    gone = {thing for thing in whole.about if not _stays(whole, thing, holds, ahead)}
    waiting = sorted(gone)
    while waiting:
        lost = waiting.pop()
        for speaker in whole.speakers.get(lost, set()) - gone:
            if whole.is_a(speaker, {*RELATIONS, KNG.Post}) and whole.needs(speaker, lost):
                gone.add(speaker)
                waiting.append(speaker)
    left = {
        name: [line for line in lines if gone.isdisjoint(_addresses(line))]
        for name, lines in graphs.items()
    }
    telling = {name for name, lines in left.items() if _says_something(whole, lines)}
    needed = _with_sources(whole, telling, set())
    return {name: lines for name, lines in left.items() if name in needed}


def _stays(whole: _Whole, thing: str, holds: Holds, ahead: Callable[[str], bool]) -> bool:
    types = whole.types(thing)
    if types & HAPPENED:
        return holds(thing, True)
    if types & _LASTING:
        return holds(thing, False)
    return not (types & _LASTING_THINGS and ahead(thing))


def around(graphs: Graphs, seed: str) -> Graphs:
    """What lies around a thing: the relations and things that speak of it or of its territory, all
    who took part in its meetings, every relation between those, and what all these refer to."""
    whole = _Whole(graphs)
    core = {seed, *(s.object for s in whole.about.get(seed, ()) if s.predicate == KNG.territory)}
    speaking = whole.speaking(core)
    near = core | speaking | whole.ends(speaking)
    meetings = {thing for thing in near if whole.is_a(thing, {KNG.Meeting})}
    took_part = {s for s in whole.speaking(meetings) if whole.is_a(s, {KNG.Participation})}
    near |= took_part | whole.ends(took_part)
    between = {
        speaker
        for speaker in whole.speaking(near)
        if whole.is_a(speaker, RELATIONS - {KNG.IdentityJudgement})
        and whole.parties(speaker) <= near
    }
    kept = whole.closed(near | between)
    kept |= whole.closed(_judgements(whole, kept))
    telling = {name for name, lines in graphs.items() if any(_subject(ln) in kept for ln in lines)}
    kept |= _with_sources(whole, telling, kept)
    return {
        name: lines
        for name, given in graphs.items()
        if (lines := [line for line in given if _subject(line) in kept])
    }


def _judgements(whole: _Whole, kept: set[str]) -> set[str]:
    """What was judged of the identity of things that are all kept, or no longer stand apart."""
    return {
        speaker
        for speaker in whole.speaking(kept)
        if whole.is_a(speaker, {KNG.IdentityJudgement})
        and kept.issuperset(
            said.object
            for said in whole.about[speaker]
            if said.predicate == KNG.judged and said.object in whole.about
        )
    }


def _with_sources(whole: _Whole, telling: set[str], kept: set[str]) -> set[str]:
    """The graphs, the sources that they are taken from, the graphs that describe those, and so on;
    and what is ``kept`` besides."""
    while True:
        found = kept | whole.closed(telling)
        more = {name for thing in found for name in whole.describing.get(thing, ())}
        if more <= telling:
            return found | telling
        telling = telling | more


def _says_something(whole: _Whole, lines: Iterable[str]) -> bool:
    """Whether a graph says more than what it is and where it comes from."""
    return any(not whole.is_a(_subject(line), _DESCRIBES) for line in lines)


def _subject(line: str) -> str:
    return line[1 : line.index(">")]


def _addresses(line: str) -> tuple[str, ...]:
    """Subject and object of a line, where the object is an address."""
    value = line.split(" ", 2)[2]
    return (_subject(line), value[1:-3]) if value[0] == "<" else (_subject(line),)
