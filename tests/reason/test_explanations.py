"""Contradictions in words a person can follow: what clashes, and in which source it stands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from kng._namespaces import ASSERTED, ID, ONTOLOGY, shorten
from kng._reason import Reasoning, clashes, classify, reason, reasoned_faults, shrink
from kng._reason._axioms import Axioms
from kng._reason._clashes import empty_class
from kng._reason._explain import show
from kng._reason._shrink import reduce
from kng._store import Store

Make = Callable[..., Store]

TERMS = """
:A a owl:Class . :B a owl:Class . :C a owl:Class . :D a owl:Class . :E a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty .
:n a owl:DatatypeProperty . :o a owl:DatatypeProperty .
"""
APART = ":A owl:disjointWith :B . "

# name: axioms, first source, second source, kind, statements of the clash, how it is put right
CASES = {
    "two types": (APART, ":x a :A .", ":x a :B .", "disjoint", ["x a A", "x a B"], ":x a :A ."),
    "below": (
        APART + ":C rdfs:subClassOf :A . :D owl:equivalentClass :B .",
        ":x a :C .",
        ":x a :D .",
        "disjoint",
        ["x a C", "x a D"],
        ":y a :D .",
    ),
    "group": (
        "[] a owl:AllDisjointClasses ; owl:members ( :A :C :B ) .",
        ":x a :A .",
        ":x a :B .",
        "disjoint",
        ["x a A", "x a B"],
        ":y a :B .",
    ),
    "domain": (
        APART + ":p rdfs:domain :B . :q rdfs:subPropertyOf :p .",
        ":x a :A .",
        ":x :q :y .",
        "disjoint",
        ["x a A", "x q y"],
        ":z :q :y .",
    ),
    "range": (
        APART + ":p rdfs:range :B .",
        ":x a :A .",
        ":y :p :x .",
        "disjoint",
        ["x a A", "y p x"],
        ":y :p :z .",
    ),
    "inverse": (
        APART + ":p rdfs:range :B . :q owl:inverseOf :p .",
        ":x a :A .",
        ":x :q :y .",
        "disjoint",
        ["x a A", "x q y"],
        ":z :q :y .",
    ),
    "one of two": (
        APART + ":A owl:disjointWith :C . :p rdfs:domain [ a owl:Class ; owl:unionOf ( :B :C ) ] .",
        ":x a :A .",
        ":x :p :y .",
        "disjoint",
        ["x p y", "x a A"],
        ":z :p :y .",
    ),
    "functional value": (
        ":n a owl:FunctionalProperty .",
        ':x :n "0484" .',
        ':x :n "2081" .',
        "too-many-values",
        ['x n "0484"', 'x n "2081"'],
        ':x :n "0484" .',
    ),
    "at most two": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :n ; "
        'owl:maxCardinality "2"^^xsd:nonNegativeInteger ] .',
        ':x a :A ; :n "1", "2" .',
        ':x :n "3" .',
        "too-many-values",
        ['x n "1"', 'x n "2"', 'x n "3"', "x a A"],
        ':x :n "2" .',
    ),
    "key": (
        APART + ":C owl:hasKey ( :n ) . :A rdfs:subClassOf :C . :B rdfs:subClassOf :C .",
        ':x a :A ; :n "0484" .',
        ':y a :B ; :n "0484" .',
        "same",
        ['x n "0484"', 'y n "0484"', "x a A", "y a B"],
        ':y a :B ; :n "2081" .',
    ),
    "functional relation": (
        APART + ":p a owl:FunctionalProperty .",
        ":x :p :y . :y a :A .",
        ":x :p :z . :z a :B .",
        "same",
        ["x p y", "x p z", "y a A", "z a B"],
        ":u :p :z . :z a :B .",
    ),
    "inverse functional": (
        ":p a owl:InverseFunctionalProperty .",
        ":x :p :z . :x owl:differentFrom :y .",
        ":y :p :z .",
        "same",
        ["x p z", "y p z", "x owl:differentFrom y"],
        ":y :p :u .",
    ),
    "asymmetric": (
        ":p a owl:AsymmetricProperty .",
        ":x :p :y .",
        ":y :p :x .",
        "both-ways",
        ["x p y", "y p x"],
        ":y :p :z .",
    ),
    "irreflexive": (
        ":p a owl:IrreflexiveProperty .",
        ":x a :A .",
        ":x :p :x .",
        "to-itself",
        ["x p x"],
        ":x :p :y .",
    ),
    "disjoint relations": (
        ":p owl:propertyDisjointWith :q .",
        ":x :p :y .",
        ":x :q :y .",
        "relations",
        ["x p y", "x q y"],
        ":x :q :z .",
    ),
    "datatype": (
        ":n rdfs:range xsd:integer .",
        ":x a :A .",
        ':x :n "seven" .',
        "datatype",
        ['x n "seven"'],
        ":x :n 7 .",
    ),
}


def bare(text: str) -> str:
    return text.replace("https://example.org/", "")


@pytest.fixture(scope="module")
def verdicts(make: Make) -> dict[str, Reasoning]:
    """HermiT on every case, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        answers = {
            name: pool.submit(reason, make(TERMS + axioms, a=one, b=other))
            for name, (axioms, one, other, *_) in CASES.items()
        }
        return {name: answer.result() for name, answer in answers.items()}


@pytest.mark.parametrize("name", CASES)
def test_a_clash_is_found_where_hermit_finds_one_with_its_sources(
    name: str, make: Make, verdicts: dict[str, Reasoning]
) -> None:
    axioms, one, other, kind, statements, _ = CASES[name]
    (clash,) = clashes(make(TERMS + axioms, a=one, b=other))
    assert clash.kind == kind
    assert [bare(show(statement)) for statement in clash.statements] == statements
    graphs = {shorten(graph) for statement in clash.statements for graph in statement.graphs}
    assert "kng-graph:b" in graphs
    assert all(statement.graphs for statement in clash.statements)
    assert not verdicts[name].consistent


def test_put_right_no_case_clashes_and_hermit_agrees(make: Make) -> None:
    """All in one graph, each case with terms and things of its own."""
    ontology, facts = "", ""
    for number, (axioms, one, _, _, _, right) in enumerate(CASES.values()):
        fresh = f"@prefix : <https://example.org/{number}/> .\n"
        ontology += fresh + TERMS + axioms + "\n"
        facts += fresh + one + right + "\n"
    store = make(ontology, a=facts)
    assert clashes(store) == ()
    assert reason(store).consistent


def test_values_that_are_equal_in_other_words_do_not_clash(make: Make) -> None:
    axioms = TERMS + ":n a owl:FunctionalProperty . :o a owl:FunctionalProperty ."
    facts = ":x :n 1, 1.0 ; :o true, '1'^^xsd:boolean ."
    assert clashes(make(axioms, a=facts)) == ()


def test_dates_are_passed_over_as_hermit_does(make: Make) -> None:
    axioms = TERMS + ":n a owl:FunctionalProperty ; rdfs:range xsd:integer ."
    store = make(axioms, a=':x :n "2020-01-01"^^xsd:date, "2021"^^xsd:gYear .')
    assert clashes(store) == ()
    assert reason(store).consistent


PEOPLE = """
kng-person:p1 a kng:Person ; foaf:name "Eva Ek" .
kng-graph:attendees a prov:Bundle ; prov:wasDerivedFrom kng-source:attendees .
kng-source:attendees rdfs:label "Deltagarlista"@sv , "List of attendees"@en ;
  schema:url "https://example.org/list" .
"""
FIRMS = """
kng-person:p1 a kng:Organisation ; rdfs:label "Eva Ek AB" .
kng-graph:firms a prov:Bundle ; prov:wasDerivedFrom kng-source:firms .
kng-source:firms rdfs:label "Bolagsregister"@sv .
"""
PLACES = {"attendees": "graph/a.ttl:1", "firms": "graph/f.ttl:1", "ns": "ontology/kng.ttl:7"}


def place(graph: str, _node: str) -> str:
    return PLACES[graph.rpartition("/")[2]]


def test_a_person_who_is_an_organisation_in_another_source(make: Make, stated: Store) -> None:
    store = make("", attendees=PEOPLE, firms=FIRMS)
    store.add(ONTOLOGY, stated.triples(ONTOLOGY))
    (fault,) = (f for f in reasoned_faults(store, place) if f.severity == "violation")
    assert fault.where == "graph/f.ttl:1"
    assert fault.check == "disjoint"
    assert fault.severity == "violation"
    lines = fault.en.splitlines()
    assert lines[0] == (
        "kng-person:p1 (Eva Ek) is both kng:Organisation and kng:Person, and nothing can be both:"
    )
    assert lines[1] == "  1. kng-person:p1 a kng:Organisation — graph/f.ttl:1 (“Bolagsregister”)"
    assert lines[2] == (
        "  2. kng-person:p1 a kng:Person — graph/a.ttl:1 "
        "(“List of attendees” https://example.org/list)"
    )
    assert all(line.startswith("  because ") for line in lines[3:-1])
    assert "owl:disjointWith" in lines[-2]
    assert (
        lines[-1] == "  Decide which one is right and correct the other; nothing has been changed."
    )
    swedish = fault.sv.splitlines()
    assert swedish[0] == (
        "kng-person:p1 (Eva Ek) är både kng:Organisation och kng:Person, och inget kan vara båda:"
    )
    assert "“Deltagarlista” https://example.org/list" in swedish[2]
    assert len(swedish) == len(lines)


def test_the_same_clash_is_told_in_the_same_words_whatever_the_order(
    make: Make, stated: Store
) -> None:
    told = []
    for order in ({"attendees": PEOPLE, "firms": FIRMS}, {"firms": FIRMS, "attendees": PEOPLE}):
        store = make("", **order)
        store.add(ONTOLOGY, reversed(stated.triples(ONTOLOGY)))
        told.append(clashes(store))
    assert told[0] == told[1]


FEW = """:A a owl:Class . :B a owl:Class . :p a owl:ObjectProperty . :q a owl:ObjectProperty .
:r a owl:ObjectProperty . """
CHAIN = FEW + APART + ":r owl:propertyChainAxiom ( :p :q ) ; rdfs:range :A ."
NOISE = ' :u a :A ; :p :v ; rdfs:label "u" .'


def test_a_clash_that_no_rule_knows_is_shrunk_to_what_is_needed(make: Make) -> None:
    store = make(CHAIN, a=":x :p :y . :y :q :z ." + NOISE, b=":z a :B .")
    assert clashes(store) == ()
    faults = [
        f for f in reasoned_faults(store, lambda g, _: shorten(g)) if f.severity == "violation"
    ]
    (fault,) = faults
    assert fault.check == "inconsistent"
    lines = [
        bare(line).strip().removesuffix(" — https://w3id.org/kng/ns")
        for line in fault.en.splitlines()
    ]
    assert lines[0] == "x is part of statements that cannot hold together:"
    assert lines[1:4] == [
        "1. x p y — kng-graph:a",
        "2. y q z — kng-graph:a",
        "3. z a B — kng-graph:b",
    ]
    assert lines[4:-1] == [
        "because A owl:disjointWith B",
        "because r rdfs:range A",
        "because r owl:propertyChainAxiom p q",
    ]


def test_shrinking_that_is_stopped_says_that_perhaps_not_all_is_needed(make: Make) -> None:
    store = make(CHAIN, a=":x :p :y . :y :q :z ." + NOISE, b=":z a :B .")
    core = shrink(store, limit=60, questions=2)
    assert not core.smallest
    triples = [*store.triples(ONTOLOGY), *core.facts]
    assert not classify(triples).consistent


def test_reducing_asks_few_questions() -> None:
    asked = 0

    def fails(rest: object) -> bool:
        nonlocal asked
        asked += 1
        assert isinstance(rest, list)
        return {17, 4_242, 9_999} <= set(rest)

    assert reduce(list(range(10_000)), fails) == ([17, 4_242, 9_999], True)
    assert asked < 120


def test_a_class_that_can_have_no_member_is_explained(make: Make) -> None:
    axioms = TERMS + APART + ":C rdfs:subClassOf :A , :D . :D rdfs:subClassOf :B . :E a owl:Class ."
    store = make(axioms, a=":x a :E .")
    assert reason(store).unsatisfiable == ("https://example.org/C",)
    faults = [f for f in reasoned_faults(store, lambda _g, n: bare(n)) if f.severity == "violation"]
    (fault,) = faults
    assert (fault.where, fault.check) == ("C", "unsatisfiable")
    assert bare(fault.sv).splitlines()[0] == "C kan inte ha någon medlem:"
    known = empty_class(Axioms.of(store.triples(ONTOLOGY)), "https://example.org/C")
    assert known is not None
    assert sorted(bare(show(s)) for s in known.statements) == [
        "A owl:disjointWith B",
        "C rdfs:subClassOf A",
        "C rdfs:subClassOf D",
        "D rdfs:subClassOf B",
    ]


def test_the_real_graph_has_no_clash(real: Store) -> None:
    assert clashes(real) == ()
    assert len(real.triples(ASSERTED)) > 1_000
    assert any(graph.startswith(ID) for graph in real.sources)
