"""The schemes are sound SKOS: https://www.w3.org/TR/skos-reference/, in two languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import DCTERMS, PROV, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kng._namespaces import ID, NS

KNG = Namespace(NS)
LABELS = (SKOS.prefLabel, SKOS.altLabel)
KEPT = [  # addresses that facts use; they never change
    "topic/klimatkontrakt",
    "topic/medborgarengagemang",
    "topic/samverkan-med-naringslivet",
    "topic/larande-mellan-stader",
    "topic/hallbar-stadsutveckling",
    "topic/medelstora-stader",
    "topic/batterier",
    "role/project-leader",
    "function/host",
    "meeting-kind/peer-learning-meeting",
]
ATTENDANCE = {  # the one table from which sizes are assumed
    "annual-meeting": 60,
    "conference": 200,
    "forum": 100,
    "launch": 50,
    "other": 30,
    "peer-learning-meeting": 10,
    "seminar": 50,
    "signing-ceremony": 60,
    "study-visit": 15,
    "training": 20,
    "webinar": 50,
    "workshop": 25,
}
PRESENT = {
    "facilitator": True,
    "host": True,
    "moderator": True,
    "organiser": False,
    "participant": True,
    "signatory": True,
    "speaker": True,
}


def members(graph: Graph) -> set[Node]:
    return set(graph.subjects(SKOS.inScheme))


def broader(graph: Graph, concept: Node) -> set[Node]:
    """All that is broader, over any number of steps."""
    found: set[Node] = set()
    waiting = [*graph.objects(concept, SKOS.broader)]
    while waiting:
        above = waiting.pop()
        if above not in found:
            found.add(above)
            waiting += graph.objects(above, SKOS.broader)
    return found


def clashes(graph: Graph, scheme: Node) -> dict[tuple[str, str], int]:
    """Labels, folded, that two concepts of a scheme share in a language."""
    labels: Counter[tuple[str, str]] = Counter()
    for concept in graph.subjects(SKOS.inScheme, scheme):
        own = {
            (label.language or "", str(label).casefold())
            for kind in LABELS
            for label in graph.objects(concept, kind)
            if isinstance(label, Literal)
        }
        labels.update(own)
    return {label: times for label, times in labels.items() if times > 1}


def test_every_concept_is_in_exactly_one_scheme_that_is_described(concepts: Graph) -> None:
    schemes = set(concepts.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in members(concepts):
        (scheme,) = concepts.objects(concept, SKOS.inScheme)
        assert scheme in schemes
        assert str(concept).startswith(ID + str(scheme).rsplit("/", 1)[-1] + "/")
    assert {scheme for _, scheme in concepts.subject_objects(SKOS.inScheme)} == schemes


def test_everything_of_a_concept_class_is_in_a_scheme(concepts: Graph) -> None:
    for name in ("Function", "Kind", "Phase", "Role", "Topic"):
        assert set(concepts.subjects(RDF.type, KNG[name])) <= members(concepts)


def test_one_preferred_label_and_one_definition_in_each_language(concepts: Graph) -> None:
    for subject in {*members(concepts), *concepts.subjects(RDF.type, SKOS.ConceptScheme)}:
        for said in (SKOS.prefLabel, SKOS.definition):
            languages = [getattr(v, "language", None) for v in concepts.objects(subject, said)]
            assert sorted(map(str, languages)) == ["en", "sv"], (subject, said)


def test_no_label_stands_for_two_concepts_of_a_scheme(concepts: Graph) -> None:
    for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme):
        assert clashes(concepts, scheme) == {}, scheme


def test_a_label_is_preferred_or_alternative_never_both(concepts: Graph) -> None:
    """SKOS S13."""
    for concept in members(concepts):
        preferred, other = (set(concepts.objects(concept, kind)) for kind in LABELS)
        assert preferred.isdisjoint(other), concept


def test_no_concept_is_broader_than_itself(concepts: Graph) -> None:
    for concept in members(concepts):
        assert concept not in broader(concepts, concept)


def test_broader_stays_inside_the_scheme(concepts: Graph) -> None:
    for concept, above in concepts.subject_objects(SKOS.broader):
        (scheme,) = concepts.objects(concept, SKOS.inScheme)
        assert (above, SKOS.inScheme, scheme) in concepts, (concept, above)


def test_the_schemes_stand_alone_without_the_topics_of_the_programme() -> None:
    schemes = Graph().parse(Path(__file__).parents[2] / "ontology/schemes.ttl")
    for concept, above in schemes.subject_objects(SKOS.broader):
        assert above in members(schemes), concept


def test_top_concepts_are_those_without_a_broader_one(concepts: Graph) -> None:
    for concept in members(concepts):
        (scheme,) = concepts.objects(concept, SKOS.inScheme)
        is_top = (concept, SKOS.topConceptOf, scheme) in concepts
        assert is_top != bool(broader(concepts, concept)), concept


def test_the_checks_find_what_they_look_for() -> None:
    wrong = Graph().parse(
        data="""
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <a:a> skos:inScheme <a:s> ; skos:broader <a:b> ; skos:prefLabel "Ett"@sv .
        <a:b> skos:inScheme <a:s> ; skos:broader <a:a> ; skos:altLabel "ett"@sv .
        """,
        format="turtle",
    )
    assert URIRef("a:a") in broader(wrong, URIRef("a:a"))
    assert clashes(wrong, URIRef("a:s")) == {("sv", "ett"): 2}


@pytest.mark.parametrize("address", KEPT)
def test_addresses_that_facts_use_are_still_there(concepts: Graph, address: str) -> None:
    assert URIRef(ID + address) in members(concepts)


def test_the_assumed_sizes_are_the_documented_ones(concepts: Graph) -> None:
    scheme = URIRef(ID + "scheme/meeting-kind")
    kinds = concepts.subjects(SKOS.inScheme, scheme)
    found = {str(k).rsplit("/")[-1]: concepts.value(k, KNG.assumedAttendance) for k in kinds}
    assert {name: str(size) for name, size in found.items()} == {
        name: str(size) for name, size in ATTENDANCE.items()
    }


def test_every_function_says_whether_it_implies_presence(concepts: Graph) -> None:
    found = {
        str(function).rsplit("/")[-1]: str(concepts.value(function, KNG.impliesPresence)) == "true"
        for function in concepts.subjects(SKOS.inScheme, URIRef(ID + "scheme/function"))
    }
    assert found == PRESENT


def test_titles_are_generic(concepts: Graph) -> None:
    """No name, no organisation, no place, no party letter: only lower-case words and acronyms."""
    acronyms = {"CEO", "IT", "PhD", "European", "Parliament"}
    for role in concepts.subjects(RDF.type, KNG.Role):
        titles = [title for kind in LABELS for title in concepts.objects(role, kind)]
        for title in titles:
            words = re.findall(r"[^\W\d_]+", str(title))
            assert {w for w in words if w != w.lower()} <= acronyms, title
            assert not re.search(r"[()\d]", str(title)), title


def test_every_topic_of_the_programme_states_its_sources(concepts: Graph) -> None:
    bundle = URIRef(ID + "graph/topics")
    derived_from = set(concepts.objects(bundle, PROV.wasDerivedFrom))
    stated = set(concepts.objects(predicate=DCTERMS.source))
    assert len(stated) == 33
    assert derived_from - stated == {URIRef(ID + "source/kng-schemes")}
    assert stated <= derived_from


@pytest.mark.parametrize(
    ("scheme", "least"),
    [("topic", 97), ("programme-kind", 45), ("organisation-kind", 27), ("role", 37), ("phase", 3)],
)
def test_the_schemes_hold_what_the_sources_use(concepts: Graph, scheme: str, least: int) -> None:
    assert len(set(concepts.subjects(SKOS.inScheme, URIRef(ID + "scheme/" + scheme)))) >= least
