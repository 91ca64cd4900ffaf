"""The ontology, the vocabulary module, and the terms that rules, questions and shapes use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kng._namespaces import NS, PREFIXES, expand
from kng._sparql import tokens
from kng._vocabulary import KNG

ROOT = Path(__file__).parents[1]
QUERIES = sorted([*(ROOT / "queries").rglob("*.rq"), *(ROOT / "ontology/rules").glob("*.rq")])
BUILT_IN = {PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd", "sh")}
CLASSES = {OWL.Class}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology/kng.ttl")


@pytest.fixture(scope="module")
def declared(ontology: Graph) -> set[str]:
    kinds = CLASSES | PROPERTIES
    return {str(term) for term, kind in ontology.subject_objects(RDF.type) if kind in kinds}


@pytest.fixture(scope="module")
def existing() -> set[str]:
    """Every address that the facts or the ontology say something about."""
    files = [*(ROOT / "graph").rglob("*.ttl"), *(ROOT / "ontology").glob("*.ttl")]
    return {getattr(quad.subject, "value", "") for file in files for quad in ox.parse(path=file)}


def own(ontology: Graph) -> list[URIRef]:
    return sorted({s for s in ontology.subjects() if isinstance(s, URIRef) and s.startswith(NS)})


def foreign(address: str) -> bool:
    """Whether the address is a term that the ontology has to declare."""
    if address.startswith(NS):
        return True
    head = max(address.rpartition("#"), address.rpartition("/"), key=lambda part: len(part[0]))
    space = head[0] + head[1]
    return space in PREFIXES.values() and space not in BUILT_IN and "/kng/id/" not in space


def test_the_module_is_what_the_script_writes(script: Callable[[str], ModuleType]) -> None:
    written = (ROOT / "src/kng/_vocabulary.py").read_text("utf-8")
    assert written == script("vocabulary").module(), "run scripts/vocabulary.py"


def test_the_module_and_the_ontology_have_the_same_terms(ontology: Graph) -> None:
    names = {name: value for name, value in vars(KNG).items() if not name.startswith("_")}
    assert all(NS + name == value for name, value in names.items())
    assert sorted(names.values()) == [str(term) for term in own(ontology)]


def test_a_term_that_is_misspelt_is_an_error() -> None:
    with pytest.raises(AttributeError):
        KNG.Persn  # type: ignore[attr-defined] # noqa: B018


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_term_is_labelled_and_defined_once_in_a_language(
    ontology: Graph, language: str
) -> None:
    for term in own(ontology):
        for predicate in (RDFS.label, SKOS.definition):
            found = [
                str(text)
                for text in ontology.objects(term, predicate)
                if isinstance(text, Literal) and text.language == language
            ]
            assert len(found) == 1, (term, predicate, language)
            assert found[0].strip()


def test_every_definition_is_a_sentence(ontology: Graph) -> None:
    for term in own(ontology):
        for text in ontology.objects(term, SKOS.definition):
            assert str(text)[0].isupper(), (term, text)
            assert str(text).endswith("."), (term, text)


def test_every_term_is_a_class_or_a_property_of_the_ontology(
    ontology: Graph, declared: set[str]
) -> None:
    for term in own(ontology):
        assert str(term) in declared
        kind = CLASSES if str(term).removeprefix(NS)[0].isupper() else PROPERTIES
        found = set(ontology.objects(term, RDF.type)) & (CLASSES | PROPERTIES)
        assert len(found) == 1, term
        assert found <= kind, term
        assert (term, RDFS.isDefinedBy, URIRef(NS.removesuffix("#"))) in ontology


def test_what_a_term_refers_to_is_declared(ontology: Graph, declared: set[str]) -> None:
    referring = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    for predicate in referring:
        for term, target in ontology.subject_objects(predicate):
            if foreign(str(target)):
                assert str(target) in declared, (term, predicate, target)


def test_every_term_of_the_facts_is_declared(declared: set[str]) -> None:
    files = [*(ROOT / "graph").rglob("*.ttl"), ROOT / "ontology/schemes.ttl"]
    for file in files:
        used = {quad.predicate.value for quad in ox.parse(path=file)}
        used |= {
            getattr(quad.object, "value", "")
            for quad in ox.parse(path=file)
            if quad.predicate.value == str(RDF.type)
        }
        assert {term for term in used if foreign(term)} <= declared, file.name


def used_terms(text: str) -> Iterator[str]:
    for token in tokens(text):
        if token.kind == "name" and ":" in token.text:
            yield expand(token.text)
        elif token.kind == "iri":
            yield token.text.strip("<>")


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_a_rule_or_question_uses_only_declared_terms(file: Path, declared: set[str]) -> None:
    spaces = {*PREFIXES.values(), NS.removesuffix("#")}
    for term in used_terms(file.read_text("utf-8")):
        if foreign(term) and term not in spaces:
            assert term in declared, term


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_a_rule_or_question_names_only_things_that_exist(file: Path, existing: set[str]) -> None:
    # Concepts and the defaults of parameters: a renamed one would silently answer nothing.
    for term in used_terms(file.read_text("utf-8")):
        if "/kng/id/" in term and not term.endswith("/"):
            assert term in existing, term


def test_the_shapes_use_only_declared_terms(declared: set[str]) -> None:
    for triple in Graph().parse(ROOT / "ontology/shapes.ttl"):
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(NS):
                named = term.removeprefix(NS)
                assert str(term) in declared or named.endswith("Shape"), term


def test_every_concept_is_labelled_and_defined_in_both_languages() -> None:
    schemes = Graph().parse(ROOT / "ontology/schemes.ttl")
    concepts = set(schemes.subjects(SKOS.inScheme))
    assert len(concepts) > 60
    for concept in concepts:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            said = [t for t in schemes.objects(concept, predicate) if isinstance(t, Literal)]
            assert sorted(str(text.language) for text in said) == ["en", "sv"], concept
        scheme = next(schemes.objects(concept, SKOS.inScheme))
        assert (scheme, RDF.type, SKOS.ConceptScheme) in schemes


def test_every_kind_of_meeting_has_an_assumed_size() -> None:
    schemes = Graph().parse(ROOT / "ontology/schemes.ttl")
    scheme = URIRef(expand("kng-scheme:meeting-kind"))
    kinds = list(schemes.subjects(SKOS.inScheme, scheme))
    assert URIRef(expand("kng-meeting-kind:other")) in kinds
    for kind in kinds:
        (size,) = schemes.objects(kind, URIRef(KNG.assumedAttendance))
        assert int(str(size)) >= 2


def test_importing_kng_reads_no_rdf_library() -> None:
    code = (
        "import sys, kng; print(*(m for m in ('rdflib', 'networkx', 'scipy') if m in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
