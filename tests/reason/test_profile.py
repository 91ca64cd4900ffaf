"""The ontology is in OWL 2 DL, as OWLAPI's checker sees it; and the checker can say no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kng._errors import KngError
from kng._namespaces import ONTOLOGY
from kng._reason import profile
from kng._reason._axioms import OWL, RDFS
from kng._store import Store, Triple, parse_turtle
from kng._values import XSD

Make = Callable[..., Store]
HEAD = "<https://example.org> a owl:Ontology . :A a owl:Class . :p a owl:ObjectProperty .\n"


def test_the_ontology_and_its_alignments_are_in_owl_2_dl(
    ontology: list[Triple], root: Path
) -> None:
    triples = {*ontology}
    for file in sorted((root / "ontology").glob("alignments*.ttl")):
        read, faults = parse_turtle(file.read_bytes(), file.name)
        assert not faults
        triples |= set(read)
    assert profile(triples) == ()


# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps
_NAMES = """string normalizedString token language Name NCName NMTOKEN boolean decimal
    integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short
    byte unsignedLong unsignedInt unsignedShort unsignedByte double float dateTime dateTimeStamp
    hexBinary base64Binary anyURI"""
DATATYPE_MAP = {XSD + name for name in _NAMES.split()}


def test_no_axiom_names_a_datatype_outside_the_datatype_map(ontology: list[Triple]) -> None:
    """OWLAPI lets every xsd: datatype pass; section 5.2 of the specification does not."""
    axioms = (RDFS + "range", OWL + "onDatatype", OWL + "someValuesFrom", OWL + "allValuesFrom")
    named = {
        (str(t.subject), t.object.value)
        for t in ontology
        if t.predicate.value in axioms and isinstance(t.object, ox.NamedNode)
    }
    datatypes = {(s, o) for s, o in named if o.startswith(XSD)}
    assert len(datatypes) > 5
    assert {(s, o) for s, o in datatypes if o not in DATATYPE_MAP} == set()


def test_nothing_is_imported(ontology: list[Triple]) -> None:
    assert not [t for t in ontology if t.predicate.value.endswith("owl#imports")]


WRONG = {
    ":A rdfs:subClassOf :Unknown .": "Use of undeclared class: https://example.org/Unknown",
    ":A :note 'x' .": "Use of undeclared annotation property: https://example.org/note",
    ":t a owl:ObjectProperty , owl:TransitiveProperty , owl:FunctionalProperty .": (
        "non-simple property in FunctionalObjectProperty axiom, in FunctionalObjectProperty("
    ),
    ":d a owl:DatatypeProperty , owl:ObjectProperty .": (
        "Cannot pun between properties: https://example.org/d, in Declaration("
    ),
    ":q a owl:ObjectProperty . :p owl:propertyChainAxiom ( :q :p :q ) .": (
        "Use of property in chain causes cycle: https://example.org/p, in SubObjectPropertyOf("
    ),
}


def test_everything_that_leaves_the_profile_is_told_in_short_names(make: Make) -> None:
    found = profile(make(HEAD + "\n".join(WRONG)).triples(ONTOLOGY))
    for said in WRONG.values():
        assert any(said in violation for violation in found), found
    assert not any("OntologyID" in violation for violation in found)


def test_an_ontology_in_the_profile_has_no_violation(make: Make) -> None:
    right = ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :A ] ."
    assert profile(make(HEAD + right).triples(ONTOLOGY)) == ()


def test_too_little_time_is_told_here_too(ontology: list[Triple]) -> None:
    with pytest.raises(KngError, match=r"had not finished after 0\.1 seconds"):
        profile(ontology, limit=0.1)
