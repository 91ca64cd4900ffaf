"""The FOOPS! checks and the OOPS! pitfalls that can be looked for without a network.

Each test is named after its check; docs/ontology-quality.md lists them all, and says of the rest
why no test can hold it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kng._namespaces import NS, ONTOLOGY, PREFIXES

KNG = Namespace(NS)
BIBO = Namespace("http://purl.org/ontology/bibo/")
ROOT = Path(__file__).parents[2]
HEADER = URIRef(ONTOLOGY)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
REPEATED = {  # what the published vocabularies say themselves, and the ontology repeats
    (URIRef(PREFIXES["org"] + "FormalOrganization"), URIRef(PREFIXES["org"] + "Organization")),
    (
        URIRef(PREFIXES["org"] + "OrganizationalCollaboration"),
        URIRef(PREFIXES["org"] + "Organization"),
    ),
    (URIRef(PREFIXES["cv"] + "PublicOrganisation"), URIRef(PREFIXES["org"] + "Organization")),
}
FOOPS = [
    *("CN1", "DOC1", "FIND1", "FIND2", "FIND3", "FIND_3_BIS", "HTTP1", "PURL1", "RDF1"),
    *("OM1", "OM2", "OM3", "OM4.1", "OM4.2", "OM5.1", "OM5.2"),
    *("URI1", "URI2", "VER1", "VER2", "VOC1", "VOC2", "VOC3", "VOC4"),
]
OOPS = [f"P{number:02}" for number in range(1, 42)]


def classes(graph: Graph) -> set[URIRef]:
    return {c for c in graph.subjects(RDF.type, OWL.Class) if isinstance(c, URIRef) and own(c)}


def properties(graph: Graph) -> set[URIRef]:
    found = {p for kind in PROPERTIES for p in graph.subjects(RDF.type, kind)}
    return {p for p in found if isinstance(p, URIRef) and own(p)}


def own(term: URIRef) -> bool:
    return term.startswith(NS)


def shared_labels(graph: Graph, terms: set[URIRef]) -> dict[tuple[str, str], int]:
    labels = Counter(
        (str(label.language), str(label).casefold())
        for term in terms
        for label in graph.objects(term, RDFS.label)
        if isinstance(label, Literal)
    )
    return {label: times for label, times in labels.items() if times > 1}


# ---- FOOPS!


def test_rdf1_the_ontology_is_rdf(kng: Graph) -> None:
    assert (HEADER, RDF.type, OWL.Ontology) in kng


def test_find1_prefix(kng: Graph) -> None:
    assert str(kng.value(HEADER, VANN.preferredNamespacePrefix)) == "kng"
    assert PREFIXES["kng"] == str(kng.value(HEADER, VANN.preferredNamespaceUri))


def test_http1_open_protocol() -> None:
    assert urlsplit(ONTOLOGY).scheme == "https"


def test_purl1_persistent_address() -> None:
    assert ONTOLOGY.startswith("https://w3id.org/")


def test_uri2_the_ontology_is_named_as_it_is_addressed(kng: Graph) -> None:
    assert list(kng.subjects(RDF.type, OWL.Ontology)) == [HEADER]
    assert ONTOLOGY + "#" == NS


def test_ver1_version_address(kng: Graph) -> None:
    (version,) = kng.objects(HEADER, OWL.versionIRI)
    assert str(version) == f"{ONTOLOGY}/{kng.value(HEADER, OWL.versionInfo)}"


@pytest.mark.parametrize(
    "said",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.license,
        OWL.versionIRI,
        DCTERMS.creator,
        DCTERMS.created,
        VANN.preferredNamespaceUri,
    ],
)
def test_om1_minimum_metadata(kng: Graph, said: URIRef) -> None:
    assert kng.value(HEADER, said, any=True) is not None


@pytest.mark.parametrize(
    "said",
    [
        VANN.preferredNamespacePrefix,
        OWL.versionInfo,
        DCTERMS.created,
        DCTERMS.bibliographicCitation,
    ],
)
def test_om2_recommended_metadata(kng: Graph, said: URIRef) -> None:
    assert kng.value(HEADER, said, any=True) is not None


@pytest.mark.parametrize(
    "said", [DCTERMS.publisher, BIBO.status, DCTERMS.issued, DCTERMS.modified, SKOS.historyNote]
)
def test_om3_detailed_metadata(kng: Graph, said: URIRef) -> None:
    assert kng.value(HEADER, said, any=True) is not None


def test_om4_1_and_p41_licence(kng: Graph) -> None:
    assert str(kng.value(HEADER, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"


def test_om5_1_and_om5_2_provenance(kng: Graph) -> None:
    for said in (DCTERMS.creator, DCTERMS.created, DCTERMS.issued, DCTERMS.publisher):
        assert kng.value(HEADER, said) is not None
    notes = " ".join(map(str, kng.objects(HEADER, SKOS.historyNote)))
    first = "No version precedes this one" in notes
    assert first != ((HEADER, OWL.priorVersion, None) in kng), "one of the two, and not both"


def test_what_people_read_of_the_ontology_is_in_both_languages(kng: Graph) -> None:
    for said in (DCTERMS.title, DCTERMS.description, SKOS.changeNote, SKOS.historyNote):
        values = kng.objects(HEADER, said)
        assert sorted(str(getattr(v, "language", "")) for v in values) == ["en", "sv"], said


def test_the_dates_of_the_version_are_in_order(kng: Graph) -> None:
    created, issued, modified = (
        str(kng.value(HEADER, said)) for said in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )
    assert created <= issued <= modified
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", issued)


def test_the_citation_names_the_version(kng: Graph) -> None:
    for citation in kng.objects(HEADER, DCTERMS.bibliographicCitation):
        assert str(kng.value(HEADER, OWL.versionIRI)) in str(citation)


def test_voc1_and_voc2_other_vocabularies_are_reused(kng: Graph) -> None:
    described = {p for p in kng.predicates(HEADER) if not str(p).startswith(str(OWL))}
    assert any(p.startswith(str(DCTERMS)) for p in map(str, described))
    supers = {str(s) for c in classes(kng) for s in kng.objects(c, RDFS.subClassOf)}
    reused = {p for p, space in PREFIXES.items() if any(s.startswith(space) for s in supers)}
    assert {"cv", "foaf", "org", "prov", "psv", "schema", "skos"} <= reused


def test_voc3_and_voc4_and_p08_every_declared_term_is_named(kng: Graph) -> None:
    """Foreign terms too carry a label in both languages; definitions are for their own pages."""
    declared = {t for kind in (OWL.Class, *PROPERTIES) for t in kng.subjects(RDF.type, kind)}
    for term in declared:
        languages = sorted(str(getattr(v, "language", "")) for v in kng.objects(term, RDFS.label))
        assert languages == ["en", "sv"], term
    for term in classes(kng) | properties(kng):
        assert len(list(kng.objects(term, SKOS.definition))) == 2, term


# ---- OOPS!


def test_p02_p12_p27_p30_p31_no_two_terms_for_one_thing(kng: Graph) -> None:
    for same in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert list(kng.subject_objects(same)) == []
    assert shared_labels(kng, properties(kng)) == {}


def test_p03_no_relationship_is_called_is(kng: Graph) -> None:
    names = {term.removeprefix(NS).casefold() for term in properties(kng)}
    assert names.isdisjoint({"is", "isa", "instanceof", "subclassof", "sameas"})


def test_p04_nothing_stands_alone(kng: Graph) -> None:
    """Every class has a superclass or a property that is about it or points to it."""
    for term in classes(kng):
        joined = list(kng.objects(term, RDFS.subClassOf))
        for said in (RDFS.domain, RDFS.range, RDFS.subClassOf):
            joined += kng.subjects(said, term)
        assert joined, term


def test_p05_inverses_swap_domain_and_range(kng: Graph) -> None:
    for one, other in kng.subject_objects(OWL.inverseOf):
        if isinstance(one, URIRef):
            assert kng.value(one, RDFS.domain) == kng.value(other, RDFS.range)


def test_p06_no_circle_of_classes(kng: Graph) -> None:
    for term in classes(kng):
        above = {a for parent in kng.objects(term, RDFS.subClassOf) for a in up(kng, parent)}
        assert term not in above


def up(graph: Graph, term: object) -> set[object]:
    return set(graph.transitive_objects(URIRef(str(term)), RDFS.subClassOf))


def test_p07_p21_no_class_is_a_mixture(kng: Graph) -> None:
    for term in classes(kng):
        assert not re.search(r"(And|Or|Other|Misc|Various)(?![a-z])", term.removeprefix(NS)), term


def test_p14_p15_no_misread_restrictions(kng: Graph) -> None:
    for risky in (OWL.allValuesFrom, OWL.complementOf, OWL.someValuesFrom):
        assert list(kng.subject_objects(risky)) == []


def test_p19_one_domain_and_one_range(kng: Graph) -> None:
    for term in properties(kng):
        for said in (RDFS.domain, RDFS.range):
            assert len(list(kng.objects(term, said))) <= 1, term


def test_p23_no_datatype_is_made_anew(kng: Graph) -> None:
    names = {term.removeprefix(NS) for term in classes(kng)}
    assert names.isdisjoint({"Date", "Time", "Year", "Integer", "String", "Boolean", "Decimal"})


def test_p24_p33_no_definition_by_itself_and_no_chain_of_one(kng: Graph) -> None:
    for term, listed in kng.subject_objects(OWL.propertyChainAxiom):
        links = list(Collection(kng, listed))
        assert len(links) > 1, term
        assert term not in links, term


def test_p25_p26_p28_no_inverse_of_itself_and_nothing_symmetric(kng: Graph) -> None:
    for one, other in kng.subject_objects(OWL.inverseOf):
        assert one != other
    assert list(kng.subjects(RDF.type, OWL.SymmetricProperty)) == []


def test_p29_what_is_transitive_goes_from_a_kind_to_the_same_kind(kng: Graph) -> None:
    for term in kng.subjects(RDF.type, OWL.TransitiveProperty):
        assert kng.value(term, RDFS.domain) == kng.value(term, RDFS.range), term


def test_p32_no_two_classes_share_a_label(kng: Graph) -> None:
    assert shared_labels(kng, classes(kng)) == {}


def test_p34_p35_every_term_used_is_declared(kng: Graph) -> None:
    declared = {t for kind in (OWL.Class, *PROPERTIES) for t in kng.subjects(RDF.type, kind)}
    used = {p for p in kng.predicates() if not str(p).startswith((str(RDF), str(RDFS), str(OWL)))}
    for said in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.disjointWith):
        used |= {o for o in kng.objects(predicate=said) if isinstance(o, URIRef)}
    assert used <= declared


def test_p36_no_address_has_a_file_ending(kng: Graph) -> None:
    for term in classes(kng) | properties(kng) | {HEADER}:
        assert not re.search(r"\.(ttl|owl|rdf|xml|nt|html)$", term)


def test_p38_p39_the_ontology_is_declared_once_with_its_namespace(kng: Graph) -> None:
    assert list(kng.subjects(RDF.type, OWL.Ontology)) == [HEADER]
    text = (ROOT / "ontology/kng.ttl").read_text("utf-8")
    assert f"@prefix kng: <{NS}> ." in text
    assert "@base" not in text


def test_p40_foreign_terms_are_named_never_redefined(kng: Graph) -> None:
    """Only type, label and origin, and the three subclass axioms that their own files state."""
    allowed = {RDF.type, RDFS.label, RDFS.isDefinedBy}
    for subject, predicate, value in kng:
        if isinstance(subject, URIRef) and not own(subject) and subject != HEADER:
            assert predicate in allowed or (subject, value) in REPEATED, (subject, predicate)


# ---- the table


def rows() -> dict[str, str]:
    """The table of the page: check to the cell that says what holds it."""
    text = (ROOT / "docs/ontology-quality.md").read_text("utf-8")
    found = re.findall(r"^\| ([A-Z][A-Z0-9_.]+) \|[^|]*\| (.*) \|$", text, re.MULTILINE)
    assert len(found) == len(dict(found)), "a check stands twice"
    return dict(found)


def test_the_page_lists_every_check() -> None:
    assert set(rows()) == {*FOOPS, *OOPS}


def test_the_tests_that_the_page_names_exist() -> None:
    folder = Path(__file__).parent
    code = "\n".join(file.read_text("utf-8") for file in sorted(folder.glob("test_*.py")))
    for check, held in rows().items():
        for name in re.findall(r"`(test_\w+)`", held):
            assert f"def {name}(" in code, check
        assert "`test_" in held or len(held.split()) > 5, f"{check}: neither a test nor a reason"
