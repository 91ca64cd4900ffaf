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
from kng._store import parse_turtle
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
    found = edition.uses
    for (cls, prop), count in sorted(found.together.items()):
        part = _part(cls, prop)
        yield _said(_part(cls), "void:propertyPartition", ox.NamedNode(part))
        yield _said(part, "void:property", ox.NamedNode(prop))
        yield _said(part, "void:triples", ox.Literal(count))
    for terms in sorted(found.targets):
        yield _said(_part(*terms[:2]), "void:classPartition", ox.NamedNode(_part(*terms)))
        yield _said(_part(*terms), "void:class", ox.NamedNode(terms[2]))
    for terms in sorted(found.datatypes):
        yield _said(_part(*terms[:2]), "void-ext:datatypePartition", ox.NamedNode(_part(*terms)))
        yield _said(_part(*terms), "void-ext:datatype", ox.NamedNode(terms[2]))


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
