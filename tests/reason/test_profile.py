"""The ontology is in OWL 2 DL, as OWLAPI's checker sees it; and the checker can say no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kng._errors import KngError
from kng._namespaces import ONTOLOGY
from kng._reason import profile
from kng._store import Store, Triple, parse_turtle

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


def test_nothing_is_imported(ontology: list[Triple]) -> None:
    assert not [t for t in ontology if t.predicate.value.endswith("owl#imports")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (":A rdfs:subClassOf :Unknown .", "Use of undeclared class: https://example.org/Unknown"),
        (":A :note 'x' .", "Use of undeclared annotation property: https://example.org/note"),
        (
            ":p a owl:TransitiveProperty , owl:FunctionalProperty .",
            "non-simple property in FunctionalObjectProperty axiom, in FunctionalObjectProperty(",
        ),
        (
            ":p a owl:DatatypeProperty .",
            "Cannot pun between properties: https://example.org/p, in Declaration(",
        ),
        (
            ":q a owl:ObjectProperty . :p owl:propertyChainAxiom ( :q :p :q ) .",
            "Use of property in chain causes cycle",
        ),
    ],
)
def test_what_leaves_the_profile_is_told_in_short_names(make: Make, wrong: str, said: str) -> None:
    found = profile(make(HEAD + wrong).triples(ONTOLOGY))
    assert any(said in violation for violation in found), found
    assert not any("OntologyID" in violation for violation in found)


def test_an_ontology_in_the_profile_has_no_violation(make: Make) -> None:
    right = ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :A ] ."
    assert profile(make(HEAD + right).triples(ONTOLOGY)) == ()


def test_too_little_time_is_told_here_too(ontology: list[Triple]) -> None:
    with pytest.raises(KngError, match=r"had not finished after 0\.1 seconds"):
        profile(ontology, limit=0.1)
