"""A rule inside the store: what it adds, what counts as new, and what it may not do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kng._closure import ANY, brings, derive, read_rule, reads
from kng._errors import FaultsFound, QueryError
from kng._namespaces import ASSERTED, DERIVED, ID, ONTOLOGY, PREFIXES
from kng._store import Scope, Store, parse_turtle

HEAD = "#+ title: {sv: t, en: t}\n#+ reason: {sv: r, en: r}\n"
RULE = ID + "graph/rule-x"
TYPE = PREFIXES["rdf"] + "type"


def store(turtle: str = "e:1 e:next e:2 ; a e:Thing .", graph: str = "x") -> Store:
    made = Store()
    triples, faults = parse_turtle(b"@prefix e: <https://e/> . " + turtle.encode(), "x")
    assert not faults
    made.add(f"{ID}graph/{graph}", triples, source=True)
    return made


def test_what_is_asserted_is_not_added_to_what_is_derived() -> None:
    made = store("e:1 e:next e:2 ; e:before e:2 . e:2 e:next e:3 .")
    query = "CONSTRUCT { ?a <https://e/before> ?b } WHERE { ?a <https://e/next> ?b }"
    assert made.conclude(query, RULE) == {("https://e/before", "")}
    assert made.size(RULE) == 2
    assert [str(t.subject) for t in made.triples(DERIVED)] == ["<https://e/2>"]
    assert made.conclude(query, RULE) == set()


def test_a_new_type_is_told_with_its_class() -> None:
    query = "CONSTRUCT { ?a a <https://e/Other> } WHERE { ?a a <https://e/Thing> }"
    assert store().conclude(query, RULE) == {(TYPE, "https://e/Other")}


def test_what_a_rule_concluded_is_found_in_its_graph_however_it_is_read() -> None:
    query = "CONSTRUCT { ?a <https://e/before> ?b } WHERE { ?a <https://e/next> ?b }"
    line = "<https://e/1> <https://e/before> <https://e/2> ."
    for read in (
        lambda made: [*made.lines(RULE)] == [line],
        lambda made: [f"{triple} ." for triple in made.triples(RULE)] == [line],
        lambda made: made.holds(RULE, made.triples(DERIVED)[0]),
        lambda made: made.mentions(RULE, "https://e/2"),
        lambda made: made.select("SELECT * { ?s ?p ?o }", Scope((RULE,), ())).cells,
        lambda made: made.ask(f"ASK {{ GRAPH <{RULE}> {{ ?s ?p ?o }} }}", Scope((), (RULE,))),
    ):
        made = store()
        made.conclude(query, RULE)
        assert read(made)


def test_a_dump_holds_what_rules_concluded(tmp_path: Path) -> None:
    made = store()
    made.conclude("CONSTRUCT { ?a <https://e/p> ?b } { ?a <https://e/next> ?b }", RULE)
    made.dump(tmp_path / "all.nq")
    lines = (tmp_path / "all.nq").read_text("utf-8").splitlines()
    assert sum(f"<{RULE}>" in line for line in lines) == 1


def test_what_comes_in_a_second_run_joins_what_came_in_the_first() -> None:
    made = store("e:1 e:next e:2 .")
    query = "CONSTRUCT { ?a <https://e/before> ?b } WHERE { ?a <https://e/next>+ ?b }"
    made.conclude(query, RULE)
    triples, _ = parse_turtle(b"<https://e/2> <https://e/next> <https://e/3> .", "y")
    made.add(ID + "graph/y", triples, source=True)
    assert made.conclude(query, RULE) == {("https://e/before", "")}
    assert made.size(RULE) == made.size(DERIVED) == 3


@pytest.mark.parametrize("thing", ["_:b", "[]", "[ <https://e/q> ?b ]", "( ?b )"])
def test_a_rule_makes_no_blank_node(thing: str) -> None:
    made = store()
    with pytest.raises(QueryError, match="blank node"):
        made.conclude(f"CONSTRUCT {{ ?a <https://e/p> {thing} }} {{ ?a ?p ?b }}", RULE)


def test_of_a_blank_node_in_the_facts_nothing_is_concluded() -> None:
    made = store('[] e:next e:2 . e:1 e:next [] , "_: . " .')
    query = "CONSTRUCT { ?a <https://e/p> ?b } { ?a <https://e/next>|<https://e/p> ?b }"
    assert made.conclude(query, RULE) == {("https://e/p", "")}
    assert [*made.lines(RULE)] == ['<https://e/1> <https://e/p> "_: . " .']
    assert made.conclude(query, RULE) == set()


def test_a_source_of_any_name_is_left_alone() -> None:
    made = store(graph="scratch")
    made.conclude("CONSTRUCT { ?a <https://e/p> ?b } { ?a <https://e/next> ?b }", RULE)
    assert made.size(ID + "graph/scratch") == 2
    assert made.size(DERIVED) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ; DROP ALL",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ; CLEAR DEFAULT",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o",
    ],
)
def test_a_rule_is_one_construct_and_nothing_else(query: str) -> None:
    made = store()
    with pytest.raises(QueryError):
        made.conclude(query, RULE)
    assert made.size(ASSERTED) == 2


READERS = {
    "own prefix": "PREFIX k: <https://e/> CONSTRUCT { ?a k:z ?b } WHERE { ?a k:y ?b }",
    "variable property": "CONSTRUCT { ?a <https://e/z> ?b } WHERE { ?a ?p <https://e/2> ; ?q ?b }",
    "rdf:type": "CONSTRUCT { ?a <https://e/z> ?c } WHERE { ?a rdf:type ?c ; <https://e/y> ?b }",
    "plain": "CONSTRUCT { ?a <https://e/z> ?b } WHERE { ?a <https://e/y> ?b }",
}


@pytest.mark.parametrize("reader", READERS)
def test_a_rule_is_run_again_for_what_another_brings(reader: str) -> None:
    writes = "CONSTRUCT { ?a <https://e/y> ?b } WHERE { ?a <https://e/next> ?b }"
    rules = [
        read_rule("reads", HEAD + READERS[reader], "r"),
        read_rule("writes", HEAD + writes, "w"),
    ]
    forth, back = store(), store()
    derive(forth, rules)
    derive(back, rules[::-1])
    ask = "ASK { <https://e/1> <https://e/z> ?any }"
    assert forth.ask(ask)
    assert set(forth.triples(DERIVED)) == set(back.triples(DERIVED))


def test_what_concludes_from_absence_waits_for_a_higher_stratum() -> None:
    absent = (
        "CONSTRUCT { ?a a <https://e/Last> } WHERE "
        "{ ?a a <https://e/Thing> FILTER NOT EXISTS { ?a <https://e/y> ?b } }"
    )
    brings = "CONSTRUCT { ?a <https://e/y> ?b } WHERE { ?a <https://e/next> ?b }"
    made = store()
    derive(
        made,
        [
            read_rule("a", HEAD + "#+ stratum: 2\n" + absent, "a"),
            read_rule("b", HEAD + brings, "b"),
        ],
    )
    assert made.size(ID + "graph/rule-a") == 0


@pytest.mark.parametrize("line", ["#+ stratum: high", "#+ stratum: 0", '#+ settled: "no"'])
def test_a_head_that_says_something_else_is_a_fault(line: str) -> None:
    with pytest.raises(FaultsFound):
        read_rule("x", HEAD + line + "\nCONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "x.rq")


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX g: <https://w3id.org/kng/id/graph/> SELECT ?s { GRAPH g:x { ?s ?p ?o } }",
        "BASE <https://w3id.org/kng/id/graph/> SELECT ?s { GRAPH <x> { ?s ?p ?o } }",
        "SELECT ?s { GRAPH kng-graph:x { ?s ?p ?o } }",
        "SELECT ?s { GRAPH <https://w3id.org/kng/id/graph/x> { ?s ?p ?o } }",
        "SELECT ?s { VALUES ?g { kng-graph:x } GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_graph_is_found_however_it_is_named(query: str) -> None:
    made = store()
    assert len(made.select(query)) == 2


Close = Callable[..., Callable[[str, str], list[str]]]


@pytest.mark.parametrize(
    ("dates", "fits"),
    [
        ("", True),
        ('; kng:end "2019"^^xsd:gYear', False),
        ('; kng:start "2023-01"^^xsd:gYearMonth', False),
        ('; kng:end "2022"^^xsd:gYear', True),
    ],
)
def test_a_capacity_can_have_held_at_the_meeting(facts: Close, dates: str, fits: bool) -> None:
    found = facts(
        'kng-meeting:m a kng:Meeting ; kng:start "2022-03-01"^^xsd:date . '
        "kng-participation:x a kng:Participation ; kng:meeting kng-meeting:m ; "
        "kng:participant kng-person:p ; kng:onBehalfOf kng-organisation:o . "
        "kng-person:p a kng:Person . "
        "kng-affiliation:a a kng:Affiliation ; org:member kng-person:p ; "
        f"org:organization kng-organisation:o {dates} ."
    )
    held = found("kng-participation:x", "kng:inCapacityOf")
    assert held == (["kng-affiliation:a"] if fits else [])


LISTED = (
    "CONSTRUCT {{ ?a ?super ?b }} WHERE {{ "
    "{{ SELECT ?p ?super WHERE {{ GRAPH <https://w3id.org/kng/ns> "
    "{{ ?p rdfs:subPropertyOf ?super }} {more} }} }} ?a ?p ?b }}"
)


@pytest.mark.parametrize(("more", "anything"), [("", False), ("?p a ?kind", True)])
def test_a_variable_is_what_the_ontology_lists_if_only_that_is_asked(
    more: str, anything: bool
) -> None:
    made = store()
    triples, _ = parse_turtle(
        b"<https://e/next> <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> <https://e/far> .",
        "o",
    )
    made.add(ONTOLOGY, triples)
    rule = read_rule("x", HEAD + LISTED.format(more=more), "x")
    assert ("https://e/next" in reads(rule, made)) is not anything
    assert ("https://e/far" in brings(rule, made)) is not anything
    assert (ANY in reads(rule, made)) is anything
    assert (ANY in brings(rule, made)) is anything
