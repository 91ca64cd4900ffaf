"""Which source says which triple, in three forms that carry the same.

- TriG and N-Quads: a named graph for each source.
- Turtle: each relation (participation, affiliation …) names the graphs that it was taken from with
  ``prov:wasDerivedFrom``; a triple whose graphs are not exactly those of its subject has a named
  ``rdf:Statement`` in a second file.
- RDF 1.2: each triple has a named reifier with its graphs.

What is taken from a document is the relation, an entity in the sense of PROV; a person or a meeting
is not derived from what is written of it, so what is said of these is stated triple by triple.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, tee
from typing import Final, NamedTuple

import pyoxigraph as ox

from kng._export._lines import AT_ONCE, Sink, in_order
from kng._export.turtle import write_turtle
from kng._namespaces import ID, PREFIXES
from kng._vocabulary import KNG

RELATIONS: Final = frozenset(
    {
        KNG.Affiliation,
        KNG.Establishment,
        KNG.Funding,
        KNG.IdentityJudgement,
        KNG.Observation,
        KNG.Participation,
        KNG.PostHolding,
        KNG.ProgrammeMembership,
        KNG.Signature,
        KNG.Tie,
    }
)

_RDF: Final = PREFIXES["rdf"]
_TYPE: Final = f"<{_RDF}type>"
_ORIGIN: Final = PREFIXES["prov"] + "wasDerivedFrom"
_DERIVED_FROM: Final = f"<{_ORIGIN}>"
_RELATION_TYPES: Final = frozenset(f"{_TYPE} <{name}> ." for name in RELATIONS)
_GRAPH: Final = f"<{ID}graph/"
_CUT: Final = "\x01"

Evidence = Mapping[str, frozenset[str]]
"""A triple, as its line of N-Triples, and the names of the graphs that say it."""


class Stated(NamedTuple):
    """A triple as its line of N-Triples, and the names of the graphs that say it, sorted."""

    line: str
    graphs: tuple[str, ...]


def stated(graphs: Iterable[tuple[str, Iterable[str]]], at_once: int = AT_ONCE) -> Iterator[Stated]:
    """Every triple once, sorted, with the graphs that say it; these are given with their lines.

    >>> list(stated([("https://e.org/g", ["<a:b> <a:p> <a:c> ."]),
    ...     ("https://e.org/f", ["<a:b> <a:p> <a:c> ."])]))
    [Stated(line='<a:b> <a:p> <a:c> .', graphs=('https://e.org/f', 'https://e.org/g'))]
    """
    marked = (f"{line}{_CUT}{name}" for name, lines in graphs for line in lines)
    parted = (line.split(_CUT) for line in in_order(marked, at_once))
    for line, group in groupby(parted, key=lambda pair: pair[0]):
        yield Stated(line, tuple(name for _, name in group))


def with_origins(facts: Iterable[Stated]) -> Iterator[str]:
    """The lines of all triples, and of which graphs each relation was derived from."""
    for subject, said, origins in _by_subject(facts):
        yield from (fact.line for fact in said)
        yield from (f"{subject} {_DERIVED_FROM} <{name}> ." for name in origins)


def statements(facts: Iterable[Stated]) -> Iterator[str]:
    """The lines of an ``rdf:Statement`` for each triple that its subject's origins do not cover."""
    for _, said, origins in _by_subject(facts):
        for fact in said:
            if fact.graphs != origins:
                yield from _statement(fact)


def write_turtle_12(facts: Iterable[Stated], out: Sink, at_once: int = AT_ONCE) -> None:
    """Write RDF 1.2 Turtle in which each triple has a named reifier with its graphs."""
    first, second = tee(facts)
    graphs = (fact.graphs for fact in second)

    def annotate(line: str, written: Callable[[str], str]) -> str:
        origin, names = written(_ORIGIN), " , ".join(map(written, next(graphs)))
        return f" ~ {written(reifier(line))} {{| {origin} {names} |}}"

    write_turtle((fact.line for fact in first), out, annotate=annotate, at_once=at_once)


def reifier(line: str) -> str:
    """The address under which something is said of a triple: 80 bits of the SHA-256 of its line.

    >>> reifier("<a:b> <a:p> <a:c> .").removeprefix(ID)
    'statement/e5iwnnep4mdchlzy'
    """
    digest = hashlib.sha256(line.encode()).digest()[:10]
    return f"{ID}statement/{b32encode(digest).decode().lower()}"


def _by_subject(
    facts: Iterable[Stated],
) -> Iterator[tuple[str, list[Stated], tuple[str, ...]]]:
    """Subject, what is said of it, and its origins: nothing unless it is a relation.

    Nor has it any where a source itself says something that looks like an origin: that is then
    stated apart with all else, so that the two cannot be mixed up.
    """
    for subject, group in groupby(facts, key=lambda fact: fact.line.partition(" ")[0]):
        said = list(group)
        is_relation = any(fact.line.partition(" ")[2] in _RELATION_TYPES for fact in said)
        origins: set[str] = set()
        if is_relation and not any(_is_origin(fact.line) for fact in said):
            origins = {name for fact in said for name in fact.graphs}
        yield subject, said, tuple(sorted(origins))


def _is_origin(line: str) -> bool:
    """Whether a fact looks like what :func:`with_origins` adds."""
    _, predicate, value = line.split(" ", 2)
    return predicate == _DERIVED_FROM and value.startswith(_GRAPH)


def _statement(fact: Stated) -> Iterator[str]:
    subject, predicate, value = fact.line[:-2].split(" ", 2)
    name = f"<{reifier(fact.line)}>"
    yield f"{name} {_TYPE} <{_RDF}Statement> ."
    yield f"{name} <{_RDF}subject> {subject} ."
    yield f"{name} <{_RDF}predicate> {predicate} ."
    yield f"{name} <{_RDF}object> {value} ."
    yield from (f"{name} {_DERIVED_FROM} <{graph}> ." for graph in fact.graphs)


# ---- reading back


def read_trig(data: bytes) -> Evidence:
    """What a TriG file says, and in which graphs; what rules derived is left out.

    Raises:
        SyntaxError: it is no TriG.
    """
    found: dict[str, set[str]] = {}
    rules = f"{ID}graph/rule-"
    for quad in ox.parse(data, format=ox.RdfFormat.TRIG):
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if not name.startswith(rules):
            found.setdefault(_line(quad.triple), set()).add(name)
    return _frozen(found)


def read_turtle_12(data: bytes) -> Evidence:
    """What a Turtle file of RDF 1.2 says, and in which graphs by its annotations.

    Raises:
        SyntaxError: it is no Turtle.
    """
    lines = [_line(quad.triple) for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]
    reified: dict[str, str] = {}
    graphs: dict[str, set[str]] = {}
    for line in lines:
        subject, predicate, value = line[:-2].split(" ", 2)
        if predicate == f"<{_RDF}reifies>":
            reified[subject] = f"{value.removeprefix('<<( ').removesuffix(' )>>')} ."
        elif predicate == _DERIVED_FROM and subject.startswith(f"<{ID}statement/"):
            graphs.setdefault(subject, set()).add(value[1:-1])
    return _frozen({line: graphs[name] for name, line in reified.items()})


def read_turtle(facts: bytes, evidence: bytes) -> Evidence:
    """What two Turtle files, of facts and of evidence, say together, and in which graphs.

    Raises:
        SyntaxError: one is no Turtle.
    """
    stated_apart = _read_statements(evidence)
    origins: dict[str, set[str]] = {}
    told: list[str] = []
    for quad in ox.parse(facts, format=ox.RdfFormat.TURTLE):
        line = _line(quad.triple)
        if line not in stated_apart and _is_origin(line):
            subject, _, value = line[:-2].split(" ", 2)
            origins.setdefault(subject, set()).add(value[1:-1])
        else:
            told.append(line)
    return _frozen(
        {
            line: stated_apart.get(line) or origins.get(line.partition(" ")[0], set())
            for line in told
        }
    )


def _read_statements(evidence: bytes) -> dict[str, set[str]]:
    parts: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(evidence, format=ox.RdfFormat.TURTLE):
        subject, predicate, value = _line(quad.triple)[:-2].split(" ", 2)
        parts.setdefault(subject, {}).setdefault(predicate, []).append(value)
    names = [f"<{_RDF}{part}>" for part in ("subject", "predicate", "object")]
    return {
        f"{' '.join(said[name][0] for name in names)} .": {g[1:-1] for g in said[_DERIVED_FROM]}
        for said in parts.values()
    }


def _line(triple: ox.Triple) -> str:
    return f"{triple} ."


def _frozen(found: Mapping[str, set[str]]) -> Evidence:
    return {line: frozenset(names) for line, names in found.items()}
