"""Turtle written directly, byte for byte as ``kng._export.turtle`` writes the same triples.

Going through an RDF library would cost some ten times as much. What is written is simple enough
for it: no blank nodes, local names without escapes, texts without quotation marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from kng._namespaces import PREFIXES, expand

Objects = str | Iterable[str]
Facts = dict[str, Objects]
_SORTED: Final = tuple((f"{p}:", f"@prefix {p}: <{ns}> .") for p, ns in sorted(PREFIXES.items()))
_FIRST: Final = {"a": 0, "rdfs:label": 1, "skos:prefLabel": 1, "foaf:name": 1, "dcterms:title": 1}
YEAR, MONTH, DAY = 4, 7, 10


def both(sv: str, en: str) -> str:
    """The same words in both languages, in the order in which they are written.

    >>> both("möte", "meeting")
    '"meeting"@en , "möte"@sv'
    """
    return f'"{en}"@en , "{sv}"@sv'


def when(day: int, precision: int = DAY) -> str:
    """A day (its proleptic Gregorian ordinal) as precisely as ``YEAR``, ``MONTH`` or ``DAY``.

    >>> when(737425), when(737425, MONTH)
    ('"2020-01-01"^^xsd:date', '"2020-01"^^xsd:gYearMonth')
    """
    text = date.fromordinal(day).isoformat()[:precision]
    return f'"{text}"^^xsd:{_DATATYPES[precision]}'


_DATATYPES: Final = {YEAR: "gYear", MONTH: "gYearMonth", DAY: "date"}


class Page:
    """One Turtle file in the making: its path in the workspace, what it says of which node."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.made: Counter[str] = Counter()
        """How many things of each class this page is the first to state."""
        self._nodes: dict[str, Facts] = {}

    def state(self, subject: str, facts: Facts) -> None:
        """Say of a node (``kng-person:p2345``) what holds of it, in addition to what was said."""
        said = self._nodes.get(subject)
        if said is None:
            self._nodes[subject] = facts
            return
        self._nodes[subject] = merged = dict(said)
        for predicate, objects in facts.items():
            merged[predicate] = (*_several(said.get(predicate, ())), *_several(objects))

    def make(self, subject: str, facts: Facts) -> None:
        """State a thing for the first time, so that it counts."""
        self.made[str(facts["a"]).rpartition(" ")[2]] += 1
        self.state(subject, facts)

    def told(self, subject: str) -> Facts:
        """What the page says of a node."""
        return self._nodes.get(subject, {})

    def render(self) -> tuple[bytes, int]:
        """The bytes of the file, and how many triples it holds."""
        nodes = sorted(self._nodes.items(), key=_subject_key)
        text = "\n\n".join([_block(subject, facts) for subject, facts in nodes])
        used = [line for prefix, line in _SORTED if prefix in text]
        triples = len(nodes) + text.count(" ;\n") + text.count(" , ")
        return "\n".join([*used, "", text, ""]).encode(), triples


def _block(subject: str, facts: Facts) -> str:
    said = [
        f"{predicate} {objects if isinstance(objects, str) else _list(objects)}"
        for predicate, objects in sorted(facts.items(), key=_fact_key)
    ]
    return subject + " " + " ;\n\t".join(said) + " ."


def _list(objects: Iterable[str]) -> str:
    return " , ".join(sorted(set(objects), key=_object_key))


def _several(objects: Objects) -> Iterable[str]:
    return objects.split(" , ") if isinstance(objects, str) else objects


def _subject_key(node: tuple[str, Facts]) -> str:
    return expand(node[0]) + ">"


def _fact_key(fact: tuple[str, Objects]) -> tuple[int, str]:
    return _predicate_key(fact[0])


@cache
def _predicate_key(predicate: str) -> tuple[int, str]:
    return _FIRST.get(predicate, 2), expand(predicate)


def _object_key(written: str) -> tuple[bool, str, str, str]:
    """Addresses before literals; literals by language, text and datatype."""
    if written[0] != '"':
        return False, "", expand(written), ""
    text, _, tail = written[1:].rpartition('"')
    return (True, tail[1:], text, "") if tail[:1] == "@" else (True, "", text, expand(tail[2:]))


def source(
    page: Page,
    name: str,
    title: str,
    publisher: str,
    issued: str,
    read: int,
    quoted: tuple[str, ...] = (),
) -> None:
    """What every page says of itself and of the document that it was taken from."""
    facts: Facts = {
        "a": "kng:Source",
        "dcterms:title": f'"{title}"@sv',
        "dc:publisher": f'"{publisher}"',
        "dcterms:issued": issued,
        "dcterms:language": '"sv"',
        "schema:url": f'"https://example.org/{name}"^^xsd:anyURI',
        "kng:retrievedOn": when(read),
    }
    if quoted:
        facts["kng:quotes"] = quoted
    page.make(f"kng-source:{name}", facts)
    page.make(
        f"kng-graph:{name}",
        {
            "a": "prov:Bundle",
            "prov:wasDerivedFrom": f"kng-source:{name}",
            "kng:extractedOn": when(read),
            "kng:method": both("Simulerat.", "Simulated."),
        },
    )
