"""The formats in which the graph leaves, listed in `GRAPH_FORMATS`; every file is streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from kng._errors import UnknownName
from kng._export._lines import Sink
from kng._export.evidence import Stated, stated, statements, with_origins, write_turtle_12
from kng._export.jsonld import coercions, context, write_jsonld
from kng._export.nquads import write_nquads, write_ntriples
from kng._export.rdfxml import write_rdfxml
from kng._export.turtle import write_trig, write_turtle
from kng._namespaces import DERIVED, ID, ONTOLOGY
from kng._store import Store
from kng._values import Bilingual

Writer = Callable[[Sink], None]
Graphs = Iterator[tuple[str, Iterator[str]]]


@dataclass(frozen=True, slots=True)
class Facts:
    """A closed store as what is exported of it: ``rules`` are the names of their graphs."""

    store: Store
    rules: Sequence[str]

    def sources(self) -> Graphs:
        """The source graphs by name, each with its lines of N-Triples."""
        return ((name, self.store.lines(name)) for name in self.store.sources)

    def concluded(self) -> Graphs:
        """The graphs of the rules, in the order of their names."""
        return ((name, self.store.lines(name)) for name in sorted(self.rules))

    def named(self) -> Graphs:
        """All named graphs, in the order of their names."""
        names = sorted([*self.store.sources, *self.rules])
        return ((name, self.store.lines(name)) for name in names)

    def stated(self) -> Iterator[Stated]:
        """What is asserted, each triple with the source graphs that say it."""
        return stated(self.sources())

    def asserted(self) -> Iterator[str]:
        """What is asserted, and of which graphs each relation was derived from."""
        return with_origins(self.stated())


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A format: its name, its media type, what it is for, and the files that it consists of.

    ``files`` gives a writer for each path. What is ``kept`` is among what ``kng build`` writes;
    the other formats say the same again and are written when they are asked for.
    """

    name: str
    media: str
    meaning: Bilingual
    kept: bool
    files: Callable[[Facts], Mapping[str, Writer]]


def slug(graph: str) -> str:
    """The last part of the name of a graph, after which its file is called.

    >>> slug("https://w3id.org/kng/id/graph/rule-types")
    'rule-types'
    """
    return graph.removeprefix(f"{ID}graph/")


def context_file(store: Store) -> bytes:
    """The context of the JSON-LD, made from the ontology in the store."""
    return context(coercions(store.lines(ONTOLOGY)))


def _turtle(facts: Facts) -> dict[str, Writer]:
    return {
        "kng.ttl": lambda out: write_turtle(facts.asserted(), out),
        "kng-inferred.ttl": lambda out: write_turtle(facts.store.lines(DERIVED), out),
        "kng-evidence.ttl": lambda out: write_turtle(statements(facts.stated()), out),
    }


def _apart(facts: Facts) -> dict[str, Writer]:
    paths = {f"sources/{slug(name)}.ttl": name for name in facts.store.sources}
    paths |= {f"rules/{slug(name).removeprefix('rule-')}.ttl": name for name in facts.rules}
    return {path: partial(_one_graph, facts, name) for path, name in paths.items()}


def _one_graph(facts: Facts, name: str, out: Sink) -> None:
    write_turtle(facts.store.lines(name), out)


def _jsonld(facts: Facts) -> dict[str, Writer]:
    known = coercions(facts.store.lines(ONTOLOGY))
    return {"kng.jsonld": lambda out: write_jsonld(facts.asserted(), known, out)}


GRAPH_FORMATS: Final = (
    GraphFormat(
        "turtle",
        "text/turtle",
        Bilingual(
            "Turtle: uppgifterna, vad som följer av dem, och vem som säger vad",
            "Turtle: the facts, what follows from them, and who says which",
        ),
        True,
        _turtle,
    ),
    GraphFormat(
        "files",
        "text/turtle",
        Bilingual("Turtle, en fil per källa och per regel", "Turtle, a file a source and a rule"),
        True,
        _apart,
    ),
    GraphFormat(
        "trig",
        "application/trig",
        Bilingual("TriG, en namngiven graf per källa", "TriG, a named graph for each source"),
        True,
        lambda facts: {"kng.trig": lambda out: write_trig(facts.named(), out)},
    ),
    GraphFormat(
        "nquads",
        "application/n-quads",
        Bilingual("N-Quads, samma grafer rad för rad", "N-Quads, the same graphs line by line"),
        False,
        lambda facts: {"kng.nq": lambda out: write_nquads(facts.named(), out)},
    ),
    GraphFormat(
        "ntriples",
        "application/n-triples",
        Bilingual("N-Triples, kng.ttl rad för rad", "N-Triples, kng.ttl line by line"),
        False,
        lambda facts: {"kng.nt": lambda out: write_ntriples(facts.asserted(), out)},
    ),
    GraphFormat(
        "jsonld",
        "application/ld+json",
        Bilingual("JSON-LD, för webben", "JSON-LD, for the web"),
        False,
        _jsonld,
    ),
    GraphFormat(
        "rdfxml",
        "application/rdf+xml",
        Bilingual("RDF/XML, för Protégé", "RDF/XML, for Protégé"),
        False,
        lambda facts: {"kng.rdf": lambda out: write_rdfxml(facts.asserted(), out)},
    ),
    GraphFormat(
        "turtle-1.2",
        "text/turtle",
        Bilingual(
            "Turtle i RDF 1.2, med källan vid varje uppgift",
            "Turtle in RDF 1.2, with the source at each fact",
        ),
        False,
        lambda facts: {"kng-12.ttl": lambda out: write_turtle_12(facts.stated(), out)},
    ),
)


def graph_format(name: str) -> GraphFormat:
    """The format of that name; raises `UnknownName` with the known ones.

    >>> graph_format("jsonld").media
    'application/ld+json'
    """
    for one in GRAPH_FORMATS:
        if one.name == name:
            return one
    raise UnknownName("graph format", name, [one.name for one in GRAPH_FORMATS])
