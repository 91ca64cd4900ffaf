"""What the endpoint says of itself: SPARQL 1.1 Service Description, VoID, and examples as SHACL.

Editors read the examples (``sh:SPARQLExecutable``), the prefixes (``sh:declare``) and the
properties that each class has (VoID partitions) from the description at the endpoint's address.

References: https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/,
https://www.w3.org/TR/shacl-af/#SPARQLExecutable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

import pyoxigraph as ox

from kng._export.void import DATASET, void
from kng._heads import MARK
from kng._namespaces import PREFIXES, shorten
from kng._questions import Question
from kng._serve.negotiation import Format
from kng._serve.rdf import rdf
from kng._serve.site import Edition
from kng._store import Scope, parse_turtle
from kng._store.worker import Limits, select
from kng._values import Bilingual

HERE: Final = "https://server.invalid/"
"""Stands for the address of the server, which is put in when the description is sent."""

ENDPOINT: Final = f"{HERE}sparql"
EXAMPLES: Final = f"{HERE}.well-known/sparql-examples/"
_SPACES: Final = {
    **PREFIXES,
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
}
_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG"),
)
_USES: Final = """SELECT ?class ?property (COUNT(*) AS ?n) {
  ?s a ?class ; ?property ?o . FILTER(?property != rdf:type)
} GROUP BY ?class ?property"""
_TARGETS: Final = """SELECT ?class ?property ?target {
  ?s a ?class ; ?property ?o . ?o a ?target . FILTER(?property != rdf:type)
} GROUP BY ?class ?property ?target"""
_DATATYPES: Final = """SELECT ?class ?property ?target {
  ?s a ?class ; ?property ?o . FILTER(ISLITERAL(?o)) BIND(DATATYPE(?o) AS ?target)
} GROUP BY ?class ?property ?target"""
_AT_LEISURE: Final = Limits(seconds=120)

Triples = Iterator[ox.Triple]


def service(edition: Edition, form: Format) -> bytes:
    """The whole description: the service, its dataset, and the examples."""
    triples = [*_service(edition), *_dataset(edition), *_examples(edition.questions)]
    return rdf(triples, form, _SPACES)


def dataset(edition: Edition, form: Format) -> bytes:
    """The description of the dataset."""
    return rdf(_dataset(edition), form, _SPACES)


def examples(edition: Edition, form: Format) -> bytes:
    """The examples, with the prefixes that they use."""
    return rdf(_examples(edition.questions), form, _SPACES)


def _service(edition: Edition) -> Triples:
    graph, every = f"{ENDPOINT}#default-graph", f"{ENDPOINT}#dataset"
    yield _said(ENDPOINT, "rdf:type", _node("sd:Service"))
    yield _said(ENDPOINT, "sd:endpoint", ox.NamedNode(ENDPOINT))
    yield _said(ENDPOINT, "sd:supportedLanguage", _node("sd:SPARQL11Query"))
    for form in _FORMATS:
        yield _said(ENDPOINT, "sd:resultFormat", _node(f"formats:{form}"))
    yield _said(ENDPOINT, "sd:defaultDataset", ox.NamedNode(every))
    yield _said(every, "rdf:type", _node("sd:Dataset"))
    yield _said(every, "sd:defaultGraph", ox.NamedNode(graph))
    yield _said(graph, "rdf:type", _node("sd:Graph"))
    yield _said(graph, "rdf:type", _node("void:Dataset"))
    yield _said(graph, "void:subset", ox.NamedNode(DATASET))
    for number, name in enumerate(edition.store.sources, 1):
        named = f"{ENDPOINT}#graph-{number}"
        yield _said(every, "sd:namedGraph", ox.NamedNode(named))
        yield _said(named, "rdf:type", _node("sd:NamedGraph"))
        yield _said(named, "sd:name", ox.NamedNode(name))


def _dataset(edition: Edition) -> list[ox.Triple]:
    return edition.kept("dataset", partial(_described, edition))


def _described(edition: Edition) -> list[ox.Triple]:
    told, _ = parse_turtle(void(edition.store, endpoint=ENDPOINT, homepage=HERE), "void")
    return [*told, *_partitions(edition)]


def _partitions(edition: Edition) -> Triples:
    """Which properties the things of a class have, and to which classes and datatypes."""
    scope = Scope(edition.dataset.default, ())
    asked = partial(select, edition.workers, scope=scope, limits=_AT_LEISURE)
    for cls, prop, count in asked(_USES):
        part = _part(str(cls), str(prop))
        yield _said(_part(str(cls)), "void:propertyPartition", ox.NamedNode(part))
        yield _said(part, "void:property", ox.NamedNode(str(prop)))
        yield _said(part, "void:triples", ox.Literal(int(str(count))))
    for cls, prop, target in asked(_TARGETS):
        part, to = _part(str(cls), str(prop)), _part(str(cls), str(prop), str(target))
        yield _said(part, "void:classPartition", ox.NamedNode(to))
        yield _said(to, "void:class", ox.NamedNode(str(target)))
    for cls, prop, target in asked(_DATATYPES):
        part, to = _part(str(cls), str(prop)), _part(str(cls), str(prop), str(target))
        yield _said(part, "void-ext:datatypePartition", ox.NamedNode(to))
        yield _said(to, "void-ext:datatype", ox.NamedNode(str(target)))


def _part(*terms: str) -> str:
    """The name of a partition; that of a class alone is the one that the dataset has."""
    short = (shorten(term).replace(":", "-") for term in terms)
    names = [name.replace("/", "-").replace("#", "-") for name in short]
    return f"{DATASET.partition('#')[0]}#class-{'_'.join(names)}"


def _examples(questions: Mapping[str, Question]) -> Triples:
    prefixes = f"{EXAMPLES}prefixes"
    yield _said(prefixes, "rdf:type", _node("owl:Ontology"))
    for prefix, space in sorted(PREFIXES.items()):
        declared = f"{prefixes}#{prefix}"
        yield _said(prefixes, "sh:declare", ox.NamedNode(declared))
        yield _said(declared, "sh:prefix", ox.Literal(prefix))
        address = ox.Literal(space, datatype=_node("xsd:anyURI"))
        yield _said(declared, "sh:namespace", address)
    for name, question in sorted(questions.items()):
        example = EXAMPLES + name
        yield _said(example, "rdf:type", _node("sh:SPARQLExecutable"))
        yield _said(example, "rdf:type", _node("sh:SPARQLSelectExecutable"))
        yield from _words(example, "rdfs:label", question.title)
        yield from _words(example, "rdfs:comment", question.question)
        yield _said(example, "sh:prefixes", ox.NamedNode(prefixes))
        yield _said(example, "sh:select", ox.Literal(_without_head(question.query)))
        yield _said(example, "schema:target", ox.NamedNode(ENDPOINT))
        if question.group:
            yield _said(example, "schema:keywords", ox.Literal(question.group))


def _without_head(query: str) -> str:
    lines = [line for line in query.splitlines() if not line.startswith(MARK)]
    return "\n".join(lines).strip()


def _words(subject: str, predicate: str, words: Bilingual) -> Triples:
    for language, text in words._asdict().items():
        if text:
            yield _said(subject, predicate, ox.Literal(text, language=language))


def _said(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _node(predicate), value)


def _node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_SPACES[prefix] + local)
