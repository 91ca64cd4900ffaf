"""What every term of the ontology says of itself, and the axioms that hold between them."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SDO, SKOS, VANN, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kng._export.turtle import turtle
from kng._namespaces import BASE, NS, ONTOLOGY
from kng._store import parse_turtle

KNG = Namespace(NS)
ORG = Namespace("http://www.w3.org/ns/org#")
FOLDER = Path(__file__).parents[2] / "ontology"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OWL2_DATATYPES = {XSD.boolean, XSD.decimal, XSD.integer, XSD.string}
APART = [  # what must not mix
    ("Person", "Organisation"),
    ("Person", "Municipality"),
    ("Person", "Programme"),
    ("Person", "Post"),
    ("Meeting", "Programme"),
    ("Meeting", "Project"),
    ("Meeting", "MeetingSeries"),
    ("Meeting", "Participation"),
    ("Tie", "Organisation"),
    ("Tie", "Programme"),
    ("Tie", "Agreement"),
    ("Municipality", "Place"),
    ("Municipality", "Organisation"),
    ("Organisation", "Programme"),
    ("Affiliation", "ProgrammeMembership"),
    ("Role", "Function"),
    ("Role", "Post"),
    ("Source", "Person"),
]


def terms(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NS)}


def above(graph: Graph, term: Node) -> set[Node]:
    """The class itself and all its superclasses."""
    return {n for n in graph.transitive_objects(term, RDFS.subClassOf) if n is not None}


def disjoint(graph: Graph) -> set[frozenset[Node]]:
    pairs = {frozenset(pair) for pair in graph.subject_objects(OWL.disjointWith)}
    for group in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        listed = graph.value(group, OWL.members)
        assert listed is not None
        pairs |= {frozenset(pair) for pair in itertools.combinations(Collection(graph, listed), 2)}
    return pairs


def chain(graph: Graph, term: URIRef) -> list[str]:
    """The links of a property chain; ``^p`` is the inverse of ``p``."""
    (listed,) = graph.objects(term, OWL.propertyChainAxiom)
    links = []
    for link in Collection(graph, listed):
        inverted = graph.value(link, OWL.inverseOf)
        links.append(str(link) if inverted is None else f"^{inverted}")
    return [link.replace(NS, "kng:").replace(str(ORG), "org:") for link in links]


def test_every_term_is_one_kind_of_thing(kng: Graph) -> None:
    for term in terms(kng):
        assert len([kind for kind in KINDS if (term, RDF.type, kind) in kng]) == 1, term


def test_every_term_has_label_and_definition_in_both_languages(kng: Graph) -> None:
    for term in terms(kng):
        for said in (RDFS.label, SKOS.definition):
            values = [v for v in kng.objects(term, said) if isinstance(v, Literal)]
            assert sorted(str(v.language) for v in values) == ["en", "sv"], (term, said)


def test_definitions_are_sentences_of_their_own(kng: Graph) -> None:
    """Each ends with a full stop, is more than the label, and defines one term only."""
    seen: dict[str, URIRef] = {}
    for term in terms(kng):
        labels = {str(label).casefold() for label in kng.objects(term, RDFS.label)}
        for definition in map(str, kng.objects(term, SKOS.definition)):
            assert definition.endswith("."), term
            assert definition.rstrip(".").casefold() not in labels, term
            assert seen.setdefault(definition, term) == term, (term, seen[definition])


def test_every_term_says_where_it_is_defined_and_shown(kng: Graph) -> None:
    for term in terms(kng):
        assert list(kng.objects(term, RDFS.isDefinedBy)) == [URIRef(ONTOLOGY)], term
        (example,) = kng.objects(term, VANN.example)
        name = str(example).removeprefix(BASE + "examples/")
        assert (FOLDER / "examples" / f"{name}.ttl").is_file(), term


def test_every_property_says_what_it_is_about(kng: Graph) -> None:
    """An axiom where it holds; else schema:domainIncludes, from which nothing is concluded."""
    for term in terms(kng):
        if (term, RDF.type, OWL.Class) in kng:
            continue
        for axiom, hint in (
            (RDFS.domain, SDO.domainIncludes),
            (RDFS.range, SDO.rangeIncludes),
        ):
            stated = [p for p in (axiom, hint) if kng.value(term, p) is not None]
            assert len(stated) == 1, (term, axiom)


def test_ranges_are_datatypes_of_owl_2(kng: Graph) -> None:
    """xsd:date, gYearMonth and gYear are outside its datatype map."""
    for term in kng.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(kng.objects(term, RDFS.range)) <= OWL2_DATATYPES, term


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_must_not_mix_is_disjoint(kng: Graph, one: str, other: str) -> None:
    pairs = {
        frozenset({a, b}) for a in above(kng, KNG[one]) for b in above(kng, KNG[other]) if a != b
    }
    assert pairs & disjoint(kng), f"{one} and {other} may be the same thing"


def test_no_class_is_disjoint_from_what_it_is(kng: Graph) -> None:
    for term in terms(kng):
        pairs = {frozenset(pair) for pair in itertools.combinations(above(kng, term), 2)}
        assert pairs.isdisjoint(disjoint(kng)), term


def test_a_municipality_is_known_by_its_code(kng: Graph) -> None:
    (key,) = kng.objects(KNG.Municipality, OWL.hasKey)
    assert list(Collection(kng, key)) == [KNG.scbCode]


def test_the_chains(kng: Graph) -> None:
    assert chain(kng, KNG.tookPartIn) == ["^kng:participant", "kng:meeting"]
    assert chain(kng, KNG.workedFor) == ["^org:member", "kng:post", "org:postIn"]
    assert len(list(kng.subjects(OWL.propertyChainAxiom))) == 2


def test_part_and_whole(kng: Graph) -> None:
    """One step is irreflexive and asymmetric, so it must stay simple: only kng:within, which
    stands above it, is transitive (OWL 2 DL, global restrictions on axioms)."""
    assert (KNG.within, RDF.type, OWL.TransitiveProperty) in kng
    assert (KNG.partOf, RDF.type, OWL.TransitiveProperty) not in kng
    assert {OWL.AsymmetricProperty, OWL.IrreflexiveProperty} <= set(kng.objects(KNG.partOf))
    assert (KNG.partOf, RDFS.subPropertyOf, KNG.within) in kng
    assert list(kng.subjects(RDFS.subPropertyOf, KNG.partOf)) == []


def test_the_inverse(kng: Graph) -> None:
    assert list(kng.subject_objects(OWL.inverseOf))  # those of the chains are anonymous
    named = {(s, o) for s, o in kng.subject_objects(OWL.inverseOf) if isinstance(s, URIRef)}
    assert named == {(KNG.attendee, KNG.attended)}


def test_names_follow_one_convention(kng: Graph) -> None:
    for term in terms(kng):
        is_class = (term, RDF.type, OWL.Class) in kng
        pattern = r"[A-Z][A-Za-z]+" if is_class else r"[a-z][A-Za-z]+"
        assert re.fullmatch(pattern, term.removeprefix(NS)), term


@pytest.mark.parametrize("name", ["kng.ttl", "alignments.ttl", "schemes.ttl"])
def test_the_files_are_canonical(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    triples, faults = parse_turtle(data, name)
    assert faults == []
    assert turtle(triples) == data


def test_blank_nodes_come_out_the_same_whatever_they_are_called() -> None:
    text = b"""
    @prefix kng: <https://w3id.org/kng/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    kng:a owl:propertyChainAxiom ( [ owl:inverseOf kng:b ] kng:c ) , ( kng:b "two  blanks"@sv ) .
    [] a owl:AllDisjointClasses ; owl:members ( kng:B kng:A ) .
    """
    expected = b"""@prefix kng: <https://w3id.org/kng/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

kng:a owl:propertyChainAxiom ( [ owl:inverseOf kng:b ] kng:c ) , ( kng:b "two  blanks"@sv ) .

[] a owl:AllDisjointClasses ;
	owl:members ( kng:B kng:A ) .
"""
    for _ in range(3):  # each parsing names the blank nodes anew
        assert turtle(parse_turtle(text, "text")[0]) == expected
    assert turtle(parse_turtle(expected, "text")[0]) == expected
