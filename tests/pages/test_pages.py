"""The pages of the ontology: complete, in one language each, well-formed and harmless."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kng._build import ontology_files, questions, rules
from kng._namespaces import ID, NS, PREFIXES
from kng._pages import OntologyContent, ontology_pages
from kng._pages._diagram import THEMES
from kng._store import cells, parse_turtle
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
SH = Namespace("http://www.w3.org/ns/shacl#")
LANGUAGES = ("sv", "en")
Pages = Mapping[str, ElementTree.Element]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def parsed(page: bytes) -> ElementTree.Element:
    """The page as XML: what is not well-formed fails here."""
    return ElementTree.fromstring(page)


def text_of(element: ElementTree.Element) -> str:
    return squeezed("".join(element.itertext()))


def by_id(page: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {element.get("id", ""): element for element in page.iter() if element.get("id")}


def row(entry: ElementTree.Element, heading: str) -> str:
    """What a term's entry says under a heading; fails where there is no such heading."""
    (told,) = (
        text_of(line.findall("dd")[0])
        for line in entry.iter("div")
        if [text_of(name) for name in line.findall("dt")] == [heading]
    )
    return told


@lru_cache
def stated(file: str) -> Graph:
    return Graph().parse(ROOT / "ontology" / file, format="turtle")


def words(graph: Graph, subject: URIRef, predicate: URIRef, language: str) -> list[str]:
    values = graph.objects(subject, predicate)
    return [str(v) for v in values if isinstance(v, Literal) and v.language == language]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return ontology_files(Workspace.find(ROOT))


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> Pages:
    return {language: parsed(files[f"ontology/{language}.html"]) for language in LANGUAGES}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return stated("kng.ttl")


def own_terms(ontology: Graph) -> list[URIRef]:
    found = {s for s in ontology.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(NS)}
    return sorted(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_stands_under_its_local_name(
    pages: Pages, ontology: Graph, language: str
) -> None:
    entries = by_id(pages[language])
    assert len(own_terms(ontology)) > 80
    for term in own_terms(ontology):
        told = text_of(entries[term.removeprefix(NS)])
        assert str(term) in told
        for predicate in (RDFS.label, SKOS.definition):
            (expected,) = words(ontology, term, predicate, language)
            assert squeezed(expected) in told, term


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_foreign_term_is_named(pages: Pages, ontology: Graph, language: str) -> None:
    told = text_of(by_id(pages[language])["section-foreign"])
    for term in set(ontology.subjects(RDF.type)):
        if isinstance(term, URIRef) and not term.startswith(NS.rstrip("#")):
            (label,) = words(ontology, term, RDFS.label, language) or [""]
            assert label in told, term


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scheme_and_concept_is_there(pages: Pages, language: str) -> None:
    schemes, entries = stated("schemes.ttl"), by_id(pages[language])
    concepts = [c for c in schemes.subjects(SKOS.inScheme) if isinstance(c, URIRef)]
    assert len(concepts) > 60
    for concept in concepts:
        told = text_of(entries[concept.removeprefix(ID).replace("/", "-")])
        for predicate in (SKOS.prefLabel, SKOS.definition):
            for expected in words(schemes, concept, predicate, language):
                assert squeezed(expected) in told, concept
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        assert isinstance(scheme, URIRef)
        assert scheme.removeprefix(ID).replace("/", "-") in entries


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_a_shape_is_there(pages: Pages, language: str) -> None:
    told = text_of(by_id(pages[language])["section-shapes"])
    messages = list(stated("shapes.ttl").objects(None, SH.message))
    expected = [str(m) for m in messages if isinstance(m, Literal) and m.language == language]
    assert len(expected) > 60
    assert [message for message in expected if squeezed(message) not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_there_with_reason_and_text(pages: Pages, language: str) -> None:
    entries = by_id(pages[language])
    for name, rule in rules(Workspace.find(ROOT)).items():
        told = text_of(entries[f"rule-{name}"])
        assert squeezed(rule.title.in_language(language)) in told
        assert squeezed(rule.reason.in_language(language)) in told
        assert squeezed(rule.query[rule.query.index("CONSTRUCT") :]) in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_there_with_parameters_and_text(pages: Pages, language: str) -> None:
    entries = by_id(pages[language])
    asked = questions(Workspace.find(ROOT))
    assert len(asked) >= 30
    for name, question in asked.items():
        told = text_of(entries[f"question-{name}"])
        assert squeezed(question.question.in_language(language)) in told
        assert f"queries/{name}.rq" in told
        assert squeezed(question.query[question.query.index("\nPREFIX") :]) in told
        for parameter in question.parameters:
            assert parameter.default in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alignment_is_there_with_its_reason(pages: Pages, language: str) -> None:
    owl, alignments = Namespace(PREFIXES["owl"]), stated("alignments.ttl")
    told = text_of(by_id(pages[language])["section-alignments"])
    reasons = [
        text
        for axiom in alignments.subjects(RDF.type, owl.Axiom)
        for value in alignments.objects(axiom, SKOS.note)
        if isinstance(value, Literal) and value.language == language
        for text in [squeezed(str(value))]
    ]
    assert len(reasons) > 20
    assert [reason for reason in reasons if reason not in told] == []


def test_the_head_of_the_page_tells_version_licence_and_citation(
    pages: Pages, ontology: Graph
) -> None:
    dcterms, node = Namespace(PREFIXES["dcterms"]), URIRef(NS.rstrip("#"))
    for language in LANGUAGES:
        told = text_of(by_id(pages[language])["section-about"])
        (citation,) = words(ontology, node, dcterms.bibliographicCitation, language)
        assert squeezed(citation) in told
        assert "CC BY 4.0" in told
        assert f"kng: {NS}" in told
        (change,) = words(ontology, node, SKOS.changeNote, language)
        assert squeezed(change) in text_of(by_id(pages[language])["section-changes"])


@pytest.mark.parametrize(("language", "strange"), [("sv", "en"), ("en", "sv")])
def test_a_page_speaks_one_language(
    pages: Pages, ontology: Graph, language: str, strange: str
) -> None:
    told = text_of(pages[language])
    everything = ontology + stated("schemes.ttl")
    definitions = {
        squeezed(str(value))
        for value in everything.objects(None, SKOS.definition)
        if isinstance(value, Literal) and value.language == strange
    }
    assert len(definitions) > 100
    assert [text for text in sorted(definitions) if text in told] == []
    assert pages[language].get("lang") == language
    assert [e.text for e in pages[language].iter("span") if e.get("lang") == strange] == []
    links = [a.get("href") for a in pages[language].iter("a") if a.get("hreflang") == strange]
    assert links == [f"{strange}.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_anchors_are_unique_and_links_within_the_page_lead_somewhere(
    pages: Pages, files: dict[str, bytes], language: str
) -> None:
    ids = [e.get("id") for e in pages[language].iter() if e.get("id")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    links = [a.get("href", "") for a in pages[language].iter() if a.tag in ("a", f"{SVG}a")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    beside = [link for link in links if not link.startswith(("#", "https://", "http://"))]
    assert {f"ontology/{link}" for link in beside} <= set(files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_and_nothing_is_fetched(
    pages: Pages, files: dict[str, bytes], language: str
) -> None:
    page = pages[language]
    (policy,) = (m.get("content", "") for m in page.iter("meta") if m.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert not {e.tag for e in page.iter()} & {"script", "img", "iframe", "object", "base", "form"}
    attributes = {name for e in page.iter() for name in e.attrib}
    assert (
        not {a for a in attributes if a.startswith("on")} | {"style", "src", "srcset"} & attributes
    )
    assert b"url(http" not in files[f"ontology/{language}.html"]
    assert b"@import" not in files[f"ontology/{language}.html"]


def test_the_files_told_of_lie_beside_the_pages(files: dict[str, bytes]) -> None:
    for name in ("kng.ttl", "schemes.ttl", "shapes.ttl", "alignments.ttl"):
        assert files[f"ontology/{name}"] == (ROOT / "ontology" / name).read_bytes()


def test_no_person_of_the_graph_is_named(files: dict[str, bytes]) -> None:
    names = {
        str(value)
        for file in (ROOT / "graph").rglob("*.ttl")
        for _, predicate, value in cells(parse_turtle(file.read_bytes(), file.name)[0])
        if predicate == PREFIXES["foaf"] + "name"
    }
    assert names
    for language in LANGUAGES:
        told = files[f"ontology/{language}.html"].decode()
        assert [name for name in sorted(names) if name in told] == []


def test_every_class_has_a_theme_and_a_box_in_its_picture(pages: Pages, ontology: Graph) -> None:
    owl = Namespace(PREFIXES["owl"])
    classes = {
        c.removeprefix(NS) for c in own_terms(ontology) if (c, RDF.type, owl.Class) in ontology
    }
    themed = [name for theme in THEMES for name in theme.classes]
    assert sorted(classes) == sorted(themed)
    for theme in THEMES:
        picture = by_id(pages["en"])[f"picture-{theme.name}"]
        boxes = {
            a.get("href", "")
            for g in picture.iter(f"{SVG}g")
            if g.get("class") == "box"
            for a in g.iter(f"{SVG}a")
        }
        assert {f"#{name}" for name in theme.classes} <= boxes


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "nan"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_boxes_of_a_picture_touch(pages: Pages, language: str) -> None:
    pictures = [svg for svg in pages[language].iter(f"{SVG}svg") if svg.get("role")]
    assert len(pictures) == len(THEMES)
    for svg in pictures:
        rects = list(svg.iter(f"{SVG}rect"))
        assert len(rects) > 5
        for one, other in combinations(rects, 2):
            apart = [
                number(one, at) + number(one, size) <= number(other, at)
                or number(other, at) + number(other, size) <= number(one, at)
                for at, size in (("x", "width"), ("y", "height"))
            ]
            assert any(apart)


def test_a_term_tells_its_axioms_in_words(pages: Pages) -> None:
    entries = by_id(pages["en"])
    assert row(entries["Municipality"], "Key") == "municipality code"
    assert row(entries["PostHolding"], "Is a kind of") == "affiliation"
    assert row(entries["meeting"], "Starts from") == "participation"
    assert row(entries["meeting"], "Leads to") == "meeting"
    assert row(entries["attended"], "Derived by") == "Attended"
    assert row(entries["earliestEnd"], "Derived by") == "Earliest and latest end"
    assert [mark for mark in entries["start"].iter("span") if mark.text == "derived"] == []


def test_a_term_shows_a_piece_of_its_example(pages: Pages) -> None:
    for language in LANGUAGES:
        entries = by_id(pages[language])
        (code,) = entries["Participation"].findall("details/pre")
        assert " a kng:Participation ;" in text_of(code)
        assert {"#Participation", "#meeting"} <= {a.get("href") for a in code.iter("a")}


ODD = """
@prefix kng: <https://w3id.org/kng/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kng:Evil a owl:Class ; rdfs:label "<script>alert(1)</script>"@sv , "Evil</title>"@en ;
  rdfs:subClassOf <javascript:alert(2)> , [ a owl:Restriction ; owl:onProperty kng:with ;
    owl:minQualifiedCardinality 2 ; owl:onClass [ owl:unionOf ( kng:Good <urn:x> ) ] ] ;
  skos:definition "\\"><img src=x onerror=alert(3)> \\u0007 kng:with"@sv , "plain"@en ;
  skos:example "</pre><script>alert(4)</script>" .
kng:Good a owl:Class ; owl:disjointWith kng:Evil ; rdfs:label "bara svenska"@sv .
kng:with a owl:ObjectProperty ; rdfs:label "med"@sv , "with"@en ; rdfs:domain kng:Evil ;
  rdfs:range [ owl:unionOf ( kng:Good kng:Evil ) ] ; owl:inverseOf kng:of ;
  owl:propertyChainAxiom ( [ owl:inverseOf kng:with ] kng:of ) .
kng:of a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:label "av"@sv , "of"@en .
"""


def odd_pages(ontology: str, **examples: str) -> dict[str, bytes]:
    return ontology_pages(OntologyContent(ontology.encode(), b"", b"", b"", examples, (), (), ()))


def test_hostile_words_stay_words() -> None:
    made = odd_pages(ODD, **{"<b>.ttl": "kng:x kng:with '</code><script>' ."})
    for language in LANGUAGES:
        page = parsed(made[f"ontology/{language}.html"])
        assert not {e.tag for e in page.iter()} & {"script", "img"}
        assert [h for e in page.iter() if (h := e.get("href", "")).startswith("javascript")] == []
    swedish = text_of(by_id(parsed(made["ontology/sv.html"]))["Evil"])
    assert "<script>alert(1)</script>" in swedish
    assert '"><img src=x onerror=alert(3)> \ufffd kng:with' in swedish
    assert "javascript:alert(2)" in swedish
    assert "</pre><script>alert(4)</script>" in swedish
    assert "</code><script>" in text_of(by_id(parsed(made["ontology/sv.html"]))["with"])


def test_axioms_in_words() -> None:
    english = by_id(parsed(odd_pages(ODD)["ontology/en.html"]))
    above = row(english["Evil"], "Is a kind of")
    assert above == "javascript:alert(2), has at least 2 with that is bara svenska or urn:x"
    assert row(english["Evil"], "Is never") == "bara svenska"
    assert row(english["Good"], "Is never") == "Evil</title>"
    assert row(english["with"], "Leads to") == "bara svenska or Evil</title>"
    assert row(english["with"], "Follows from the chain") == "backwards with → of"
    assert row(english["of"], "Inverse") == "with"
    assert row(english["of"], "Characteristics").startswith("transitive")
    (heading,) = english["Good"].iter("h3")
    assert [span.get("lang") for span in heading.iter("span")] == ["sv"]


def test_a_circle_of_properties_is_drawn() -> None:
    circle = "".join(
        f"kng:{name} a owl:Class . kng:to{name} a owl:ObjectProperty ; rdfs:domain kng:{name} ; "
        f"rdfs:range kng:{after} . "
        for name, after in (("A", "B"), ("B", "C"), ("C", "A"))
    )
    page = parsed(odd_pages(ODD.split("kng:Evil", 1)[0] + circle)["ontology/en.html"])
    picture = by_id(page)[f"picture-{THEMES[-1].name}"]
    lines = [p for p in picture.iter(f"{SVG}path") if (p.get("class") or "").startswith("line")]
    assert len(lines) == 6
    assert len(list(picture.iter(f"{SVG}rect"))) == 6


def test_a_file_that_is_no_turtle_leaves_an_empty_page() -> None:
    made = odd_pages("this is no turtle")
    assert b"<h1>" in made["ontology/sv.html"]
    parsed(made["ontology/sv.html"])


def test_the_same_ontology_gives_the_same_bytes_under_any_hash_seed() -> None:
    program = (
        "import hashlib, sys; from kng._build import ontology_files; "
        "from kng._workspace import Workspace; made = ontology_files(Workspace.find(sys.argv[1])); "
        "print(*(hashlib.sha256(made[name]).hexdigest() for name in sorted(made)))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4711")
    }
    assert len(printed) == 1
    assert re.fullmatch(rb"([0-9a-f]{64}\s+)+", printed.pop())
