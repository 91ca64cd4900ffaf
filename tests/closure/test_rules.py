"""How rules are read and run, and what the general ones conclude."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kng._build import Graph
from kng._closure import derive, read_rule
from kng._errors import FaultsFound
from kng._namespaces import ASSERTED, DERIVED, ID
from kng._store import Store, ontology_scope, parse_turtle

Facts = Callable[[str, str], list[str]]
Close = Callable[..., Facts]
HEAD = "#+ title: {sv: t, en: t}\n#+ reason: {sv: r, en: r}\n"


def small() -> Store:
    store = Store()
    triples, _ = parse_turtle(b"@prefix e: <https://e/> . e:1 e:next e:2 . e:2 e:next e:3 .", "x")
    store.add(ID + "graph/x", triples, source=True)
    return store


STEP = HEAD + "CONSTRUCT { ?a <https://e/before> ?b } { ?a <https://e/next> ?b }"
JOIN = HEAD + (
    "CONSTRUCT { ?a <https://e/before> ?c } { ?a <https://e/before> ?b . ?b <https://e/before> ?c }"
)


def test_rules_run_until_nothing_new_comes() -> None:
    # "a-join" comes before what it needs, so one round would not do.
    store = small()
    chosen = [read_rule("a-join", JOIN, "a.rq"), read_rule("step", STEP, "s.rq")]
    derive(store, chosen)
    assert [store.size(rule.graph) for rule in chosen] == [1, 2]
    assert store.ask("ASK { <https://e/1> <https://e/before> <https://e/3> }")


def test_each_rule_fills_its_own_graph() -> None:
    store = small()
    derive(store, [read_rule("step", STEP, "s.rq"), read_rule("join", JOIN, "j.rq")])
    assert len(store.triples(ID + "graph/rule-step")) == 2
    assert len(store.triples(ID + "graph/rule-join")) == 1
    assert len(store.triples(DERIVED)) == 3
    assert len(store.triples(ASSERTED)) == 2


def test_what_is_asserted_is_not_derived_again() -> None:
    store = small()
    again = HEAD + "CONSTRUCT { ?a <https://e/next> ?b } { ?a <https://e/next> ?b }"
    derive(store, [read_rule("again", again, "a.rq")])
    assert store.size(ID + "graph/rule-again") == 2
    assert store.triples(DERIVED) == []


def test_deriving_twice_changes_nothing(closed: Callable[..., Store], first_graph: Graph) -> None:
    text = (first_graph.workspace.root / "graph/sources/minimote-borlange.ttl").read_text("utf-8")
    store = closed(text)
    names = [DERIVED, *(rule.graph for rule in first_graph.rules.values())]
    once = {name: set(store.triples(name)) for name in names}
    derive(store, list(first_graph.rules.values()))
    assert {name: set(store.triples(name)) for name in names} == once
    assert once[DERIVED]


def test_the_order_of_the_rules_does_not_matter(first_graph: Graph) -> None:
    workspace, known = first_graph.workspace, list(first_graph.rules.values())
    texts = [(d.path, d.data) for d in (*workspace.facts, workspace.schemes)]
    found = []
    for rules in (known, known[::-1]):
        store = Store()
        for path, data in texts:
            store.add(ID + path, parse_turtle(data, path)[0], source=True)
        derive(store, rules)
        found.append(set(store.triples(DERIVED)))
    assert found[0] == found[1]


def test_every_rule_that_cannot_run_is_named() -> None:
    rules = [
        read_rule("select", HEAD + "SELECT * { ?s ?p ?o }", "a.rq"),
        read_rule("broken", HEAD + "CONSTRUCT { ?s ?p } WHERE", "b.rq"),
        read_rule("step", STEP, "s.rq"),
        read_rule("ask", HEAD + "ASK { ?s ?p ?o }", "c.rq"),
    ]
    with pytest.raises(FaultsFound) as caught:
        derive(small(), rules)
    files = [fault.where.partition(":")[0] for fault in caught.value.faults]
    assert files == [f"ontology/rules/{name}.rq" for name in ("select", "broken", "ask")]


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT {} {}",
        "#+ title: {sv: t, en: t}\nCONSTRUCT {} {}",
        "#+ title: {sv: t}\n#+ reason: {sv: r, en: r}\nCONSTRUCT {} {}",
        "#+ title: [\nCONSTRUCT {} {}",
        "#+ just words\nCONSTRUCT {} {}",
    ],
)
def test_a_rule_without_a_reason_in_both_languages_is_a_fault(text: str) -> None:
    with pytest.raises(FaultsFound, match=r"^ontology/rules/x\.rq:\d+: "):
        read_rule("x", text, "ontology/rules/x.rq")


def test_a_rule_gives_what_it_concludes_on_the_first_source(first_graph: Graph) -> None:
    # A rule that never fires would go unnoticed.
    for rule in first_graph.rules.values():
        given = first_graph.store.triples(rule.graph)
        # Its sources state when roles are attested, name all in both languages, and nothing in
        # them is judged to be one thing.
        silent = rule.name in ("attested", "names-across-languages", "replaced")
        assert bool(given) != silent, rule.name


# ---- classes, properties and names


def test_a_thing_is_of_all_classes_above_its_own(facts: Close) -> None:
    found = facts("kng-affiliation:a a kng:PostHolding .")
    types = ["kng:Affiliation", "kng:Dated", "kng:PostHolding", "org:Membership"]
    assert found("kng-affiliation:a", "rdf:type") == types


@pytest.mark.parametrize(
    ("said", "concluded"),
    [
        ("kng:topic kng-topic:batterier", "dcterms:subject"),
        ("kng:about kng-topic:batterier", "schema:about"),
        ("kng:kind kng-topic:batterier", "dcterms:type"),
        ("kng:partOf kng-topic:batterier", "dcterms:isPartOf"),
        ("kng:attended kng-topic:batterier", "kng:tookPartIn"),
    ],
)
def test_a_foreign_property_says_what_its_own_says(facts: Close, said: str, concluded: str) -> None:
    assert facts(f"kng-tie:x {said} .")("kng-tie:x", concluded) == ["kng-topic:batterier"]


NAMED = """
kng-person:x a kng:Person ; foaf:name "Eva Ek" .
kng-municipality:c a kng:Municipality ; rdfs:label "Cby kommun"@sv , "Cby Municipality"@en .
kng-programme:p a kng:Programme ; rdfs:label "Programmet"@sv , "The Programme"@en .
kng-meeting:m a kng:Meeting ; rdfs:label "Mötet"@sv , "The meeting"@en .
kng-place:h a kng:Place ; rdfs:label "Hamnen"@sv , "The port"@en .
"""


@pytest.mark.parametrize(
    ("relation", "labels"),
    [
        (
            "a kng:Affiliation ; org:member kng-person:x ; org:organization kng-municipality:c",
            ["Eva Ek, Cby Municipality", "Eva Ek, Cby kommun"],
        ),
        (
            "a kng:Affiliation ; org:member kng-person:x ; org:organization kng-municipality:c ;"
            " org:role kng-role:strategist",
            ["Eva Ek, strateg, Cby kommun", "Eva Ek, strategist, Cby Municipality"],
        ),
        (
            "a kng:ProgrammeMembership ; org:member kng-municipality:c ;"
            " org:organization kng-programme:p",
            ["Cby Municipality, The Programme", "Cby kommun, Programmet"],
        ),
        (
            "a kng:Participation ; kng:participant kng-person:x ; kng:meeting kng-meeting:m ;"
            " kng:function kng-function:host",
            ["Eva Ek, host, The meeting", "Eva Ek, värd, Mötet"],
        ),
        (
            "a kng:Establishment ; org:siteOf kng-municipality:c ; kng:place kng-place:h",
            ["Cby Municipality, The port", "Cby kommun, Hamnen"],
        ),
        (
            "a kng:Observation ; kng:observed kng-municipality:c ;"
            " kng:quantity kng-quantity:population",
            ["Cby Municipality, population", "Cby kommun, folkmängd"],
        ),
    ],
)
def test_a_relation_is_called_by_what_it_joins(
    facts: Close, relation: str, labels: list[str]
) -> None:
    assert facts(NAMED + f"kng-tie:r {relation} .")("kng-tie:r", "rdfs:label") == labels


def test_every_dated_relation_of_the_real_graph_has_a_name(
    graph: Graph,
) -> None:
    rows = graph.store.select(
        "SELECT DISTINCT ?thing { ?thing a ?class VALUES ?class { kng:Affiliation kng:PostHolding"
        " kng:ProgrammeMembership kng:Participation kng:Establishment kng:Observation } }"
    )
    for (thing,) in rows:
        name = graph.names[str(thing)]
        assert name.sv or name.en, thing
    assert len(rows) > 30


def test_a_settled_rule_has_nothing_to_add_to_what_it_gave(graph: Graph) -> None:
    settled = [rule for rule in graph.rules.values() if rule.settled]
    assert settled
    for rule in settled:
        again = set(graph.store.construct(rule.query, ontology_scope(graph.store)))
        assert again <= set(graph.store.triples(rule.graph)), rule.name


def test_a_relation_of_things_named_in_different_languages_is_named_after_both(
    facts: Close,
) -> None:
    said = facts("""
        kng-organisation:a a kng:Organisation ; rdfs:label "A university"@en .
        kng-project:b a kng:Project ; rdfs:label "Ett projekt"@sv .
        kng-membership:b_a_1 a kng:ProgrammeMembership ;
            org:member kng-organisation:a ; org:organization kng-project:b .
    """)
    assert said("kng-membership:b_a_1", "rdfs:label") == ["A university, Ett projekt"]
