"""What is proposed to be judged: the things of the graph as records, and the proposals in words."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kng._judgements import Judgement
from kng._namespaces import shorten
from kng._reconcile import Name, Proposal, Record, propose
from kng._reconcile._records import Kind
from kng._store import Store
from kng._values import Bilingual, Literal

_KINDS: Final[Mapping[str, Kind]] = {
    "kng:Organisation": "organisation",
    "kng:Person": "person",
    "kng:Place": "place",
    "kng:Topic": "topic",
}
_NAMES: Final = """
SELECT DISTINCT ?thing ?name WHERE {{
  ?thing a {owl_class} ; rdfs:label|skos:prefLabel|skos:altLabel|foaf:name ?name .
}} ORDER BY ?thing ?name
"""
_FACTS: Final[Mapping[str, str]] = {
    "organisations": """SELECT DISTINCT ?thing ?fact WHERE {
      { ?relation org:member ?thing ; org:organization ?fact }
      UNION { ?relation kng:participant ?thing ; kng:onBehalfOf ?fact }
      ?thing a kng:Person }""",
    "places": """SELECT DISTINCT ?thing ?fact WHERE {
      ?thing schema:location|schema:containedInPlace ?fact }""",
    "shared": """SELECT DISTINCT ?thing ?fact WHERE {
      { ?relation org:member ?thing ; org:organization ?fact }
      UNION { ?relation kng:participant ?thing ; kng:meeting ?fact }
      ?thing a kng:Organisation }""",
    "homepage": """SELECT DISTINCT ?thing ?fact WHERE {
      ?thing a kng:Organisation ; schema:url ?fact }""",
}
_COLUMNS: Final = ("one", "other", "verdict", "kept", "by", "when", "why_sv", "why_en", "score")
_NONE: Final = Bilingual(
    "Inget att bedöma: de namn som liknar varandra är redan bedömda.",
    "Nothing to judge: the names that are alike have been judged already.",
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Proposals that nobody has judged yet, with the names of what they are about."""

    proposals: tuple[Proposal, ...]
    names: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.proposals)

    def text(self, language: str = "sv") -> str:
        """A proposal a paragraph: score, the two names, the reasons; a word if there is none."""
        if not self.proposals:
            return f"{_NONE.in_language(language)}\n"
        return "".join(self._paragraph(proposal, language) for proposal in self.proposals)

    def _paragraph(self, proposal: Proposal, language: str) -> str:
        reasons = "; ".join(reason.text.in_language(language) for reason in proposal.reasons)
        one, other = (f"{self.names[a]} ({shorten(a)})" for a in (proposal.one, proposal.other))
        return f"{proposal.score:.2f} {_LEVELS[proposal.level].in_language(language)}: " + (
            f"{one}\n     = {other}?\n     {reasons}\n"
        )

    def table(self) -> bytes:
        """The proposals as a table to fill in and import: a verdict for each row."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for proposal in self.proposals:
            sv, en = (
                "; ".join(reason.text.in_language(language) for reason in proposal.reasons)
                for language in ("sv", "en")
            )
            one, other = shorten(proposal.one), shorten(proposal.other)
            writer.writerow([one, other, "", one, "", "", sv, en, f"{proposal.score:.2f}"])
        return stream.getvalue().encode()


_LEVELS: Final = {
    "certain": Bilingual("säker", "certain"),
    "likely": Bilingual("trolig", "likely"),
    "unsure": Bilingual("osäker", "unsure"),
}


def proposed(store: Store, judged: Iterable[Judgement], kind: str = "") -> Proposed:
    """What may be one thing among the things of the graph, and has not been judged.

    ``kind`` is ``organisation``, ``person``, ``place`` or ``topic``; empty means all of them.
    """
    wanted = {name: known for name, known in _KINDS.items() if kind in ("", known)}
    records = _records(store, wanted)
    answered = {frozenset((j.one, j.other)) for j in judged if not j.withdrawn}
    found = [p for p in propose(records) if frozenset((p.one, p.other)) not in answered]
    names = {record.address: record.names[0].text for record in records}
    return Proposed(tuple(found), names)


def _records(store: Store, kinds: Mapping[str, Kind]) -> list[Record]:
    facts = {name: _facts(store, query) for name, query in _FACTS.items()}
    found: list[Record] = []
    for owl_class, kind in kinds.items():
        names: dict[str, list[Name]] = defaultdict(list)
        for thing, name in store.select(_NAMES.format(owl_class=owl_class)):
            if isinstance(name, Literal):
                names[str(thing)].append(Name(str(name), name.language))
        found += [
            Record(
                thing,
                kind,
                tuple(called),
                facts["organisations"].get(thing, frozenset()),
                facts["places"].get(thing, frozenset()),
                facts["shared"].get(thing, frozenset()),
                next(iter(sorted(facts["homepage"].get(thing, ()))), ""),
            )
            for thing, called in names.items()
        ]
    return found


def _facts(store: Store, query: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for thing, fact in store.select(query):
        found[str(thing)].add(str(fact))
    return {thing: frozenset(values) for thing, values in found.items()}
