"""Foreign terms exist and are spelt so; every statement that aligns has its reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef
from rdflib import namespace as published
from rdflib.namespace import DefinedNamespace

from kng._namespaces import BASE, NS

KNG = Namespace(NS)
ROOT = Path(__file__).parents[2]
VERIFIED = Path(__file__).with_name("verified_terms.tsv")
FILES = sorted([*ROOT.glob("ontology/**/*.ttl"), *ROOT.glob("graph/**/*.ttl")])
BUILT_IN = tuple(str(space) for space in (RDF, RDFS, OWL, published.XSD, published.SH))
SPACES: dict[str, type[DefinedNamespace]] = {
    "org": published.ORG,
    "prov": published.PROV,
    "skos": published.SKOS,
    "foaf": published.FOAF,
    "dcterms": published.DCTERMS,
    "dc": published.DC,
    "schema": published.SDO,
    "time": published.TIME,
    "geo": published.WGS,
    "vann": published.VANN,
}
MAPPINGS = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    SKOS.closeMatch,
    SKOS.relatedMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.exactMatch,
}
NAMING = {
    str(term) for term in (MAPPINGS - {SKOS.exactMatch}) | {RDF.type, RDFS.domain, RDFS.range}
}
KINDS = {
    str(kind)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
}
ASKED_FOR = {"cv", "dcterms", "foaf", "geo", "locn", "org", "prov", "psv", "schema", "skos", "time"}


def verified() -> list[dict[str, str]]:
    with VERIFIED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@cache
def foreign(file: Path) -> frozenset[str]:
    """The addresses of foreign terms: what is used as a predicate, a class or in a mapping."""
    used: set[str] = set()
    for quad in ox.parse(path=file):
        subject, value = (getattr(term, "value", "") for term in (quad.subject, quad.object))
        used.add(quad.predicate.value)
        if quad.predicate.value in NAMING:
            used.add(value)
        if value in KINDS:
            used.add(subject)
    return frozenset(
        a for a in used if a.startswith("http") and not a.startswith((BASE, *BUILT_IN))
    )


def mappings(graph: Graph) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    for subject, predicate, target in graph:
        if (
            predicate in MAPPINGS
            and isinstance(subject, URIRef)
            and isinstance(target, URIRef)
            and subject.startswith(NS)
            and not target.startswith(NS)
        ):
            yield subject, URIRef(str(predicate)), target


def test_every_foreign_term_was_verified() -> None:
    known = {row["address"] for row in verified()}
    unknown = {
        (str(file.relative_to(ROOT)), address)
        for file in FILES
        for address in foreign(file) - known
        if not address.startswith("https://example.org/")
    }
    assert unknown == set()


def test_the_list_of_verified_terms_agrees_with_the_published_vocabularies() -> None:
    for row in verified():
        prefix, name = row["term"].split(":")
        assert row["vocabulary"]
        assert row["read in"]
        if prefix in SPACES:
            assert name in SPACES[prefix].__annotations__, row["term"]


def test_the_list_holds_nothing_that_is_no_longer_used() -> None:
    used = set[str]().union(*map(foreign, FILES))
    assert {row["address"] for row in verified()} <= used


def test_every_mapping_has_a_reason_in_both_languages(alignments: Graph) -> None:
    for subject, predicate, target in mappings(alignments):
        notes = [
            note
            for axiom in alignments.subjects(OWL.annotatedSource, subject)
            if (axiom, OWL.annotatedProperty, predicate) in alignments
            and (axiom, OWL.annotatedTarget, target) in alignments
            for note in alignments.objects(axiom, SKOS.note)
        ]
        languages = sorted(getattr(note, "language", None) or "" for note in notes)
        assert languages == ["en", "sv"], (subject, predicate, target)


def test_no_reason_stands_without_its_mapping(alignments: Graph) -> None:
    for axiom in alignments.subjects(RDF.type, OWL.Axiom):
        assert isinstance(axiom, BNode)
        subject = alignments.value(axiom, OWL.annotatedSource)
        predicate = alignments.value(axiom, OWL.annotatedProperty)
        assert (subject, predicate, alignments.value(axiom, OWL.annotatedTarget)) in alignments


def test_what_the_ontology_builds_on_is_reasoned_in_the_alignments(
    kng: Graph, alignments: Graph
) -> None:
    assert set(mappings(kng)) - set(mappings(alignments)) == set()


def test_every_vocabulary_asked_for_is_aligned(alignments: Graph) -> None:
    prefix_of = {row["address"]: row["term"].split(":")[0] for row in verified()}
    aligned = {prefix_of[str(target)] for _, _, target in mappings(alignments)}
    assert aligned >= ASKED_FOR


def test_aligned_are_only_terms_that_exist(kng: Graph, alignments: Graph) -> None:
    for subject, _, _ in mappings(alignments):
        assert (subject, RDFS.isDefinedBy, URIRef(BASE + "ns")) in kng, subject


def test_nothing_is_imported(kng: Graph, alignments: Graph) -> None:
    assert list(kng.triples((None, OWL.imports, None))) == []
    assert list(alignments.triples((None, OWL.imports, None))) == []
