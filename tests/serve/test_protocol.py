"""The SPARQL 1.1 Protocol for queries, as https://www.w3.org/TR/sparql11-protocol/ has it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest

JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASKED = "ASK { ?meeting a kng:Meeting }"
MEETING = "https://w3id.org/kng/id/meeting/minimote-borlange-2022"
ARTICLE = "https://w3id.org/kng/id/graph/minimote-borlange"
DATING = "https://w3id.org/kng/id/graph/minimote-borlange-dating"
NAMES = "PREFIX kng: <https://w3id.org/kng/ns#> "
START = f"ASK {{ <{MEETING}> kng:startNotBefore ?day }}"  # only the second graph states it
KIND = f"ASK {{ <{MEETING}> a kng:Meeting }}"  # only the first does
BOTH = f"ASK {{ <{MEETING}> a kng:Meeting ; kng:startNotBefore ?day }}"


def get(
    client: httpx.Client, query: str, accept: str = "*/*", *graphs: tuple[str, str]
) -> httpx.Response:
    fields = [("query", query), *graphs]
    return client.get(f"/sparql?{urlencode(fields)}", headers={"accept": accept})


def posted(
    client: httpx.Client, body: str | bytes, kind: str | None, where: str = "/sparql"
) -> httpx.Response:
    headers = {"content-type": kind} if kind else {}
    return client.post(where, content=body, headers=headers)


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


# ---- the three ways to ask


def test_a_query_in_the_address(client: httpx.Client) -> None:
    answer = get(client, ASKED)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    assert answer.json() == {"head": {}, "boolean": True}


def test_a_query_in_a_form(client: httpx.Client) -> None:
    answer = posted(client, urlencode({"query": ASKED}), FORM)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)
    answer = posted(client, urlencode({"query": ASKED}), f"{FORM}; charset=UTF-8")
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_a_query_as_the_body(client: httpx.Client) -> None:
    answer = posted(client, 'ASK { ?place rdfs:label "Borlänge"@sv }', QUERY)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


# ---- the dataset


def holds(client: httpx.Client, query: str, graphs: Sequence[tuple[str, str]]) -> list[bool]:
    """What the three ways answer."""
    form = urlencode([("query", query), *graphs])
    ways = [
        get(client, query, "*/*", *graphs),
        posted(client, form, FORM),
        posted(client, query, QUERY, f"/sparql?{urlencode(graphs)}"),
    ]
    assert [way.status_code for way in ways] == [200] * 3, ways[0].text
    return [way.json()["boolean"] for way in ways]


def test_without_a_dataset_the_merged_graphs_are_asked(client: httpx.Client) -> None:
    assert holds(client, BOTH, []) == [True] * 3
    derived = f"ASK {{ <{MEETING}> kng:earliestStart ?day }}"
    assert holds(client, derived, []) == [True] * 3


def test_without_a_dataset_each_source_is_a_named_graph(client: httpx.Client) -> None:
    answer = get(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    graphs = [row["g"]["value"] for row in answer.json()["results"]["bindings"]]
    assert {ARTICLE, DATING} <= set(graphs)
    assert not [graph for graph in graphs if graph.endswith(("/asserted", "/derived"))]


def test_one_default_graph(client: httpx.Client) -> None:
    assert holds(client, KIND, default(ARTICLE)) == [True] * 3
    assert holds(client, START, default(ARTICLE)) == [False] * 3
    assert holds(client, START, default(DATING)) == [True] * 3


def test_several_default_graphs_are_merged(client: httpx.Client) -> None:
    assert holds(client, BOTH, default(DATING)) == [False] * 3
    assert holds(client, BOTH, default(ARTICLE, DATING)) == [True] * 3


def test_named_graphs(client: httpx.Client) -> None:
    inside = f"ASK {{ GRAPH ?g {{ <{MEETING}> a kng:Meeting }} }}"
    assert holds(client, inside, named(ARTICLE)) == [True] * 3
    assert holds(client, inside, named(DATING)) == [False] * 3
    assert holds(client, KIND, named(ARTICLE, DATING)) == [False] * 3


def test_default_and_named_graphs_together(client: httpx.Client) -> None:
    query = (
        f"ASK {{ <{MEETING}> a kng:Meeting GRAPH ?g {{ <{MEETING}> kng:startNotBefore ?day }} }}"
    )
    assert holds(client, query, [*default(ARTICLE), *named(DATING)]) == [True] * 3
    assert holds(client, query, [*default(DATING), *named(ARTICLE)]) == [False] * 3


def test_a_query_may_choose_its_graphs_itself(client: httpx.Client) -> None:
    where = f"{{ <{MEETING}> a kng:Meeting }}"
    assert holds(client, f"ASK FROM <{ARTICLE}> {where}", []) == [True] * 3
    assert holds(client, f"ASK FROM <{DATING}> {where}", []) == [False] * 3
    inside = f"ASK FROM NAMED <{DATING}> {{ GRAPH ?g {where} }}"
    assert holds(client, inside, []) == [False] * 3


def test_the_dataset_of_the_request_goes_before_that_of_the_query(client: httpx.Client) -> None:
    query = f"ASK FROM <{DATING}> {{ <{MEETING}> a kng:Meeting }}"
    assert holds(client, query, default(ARTICLE)) == [True] * 3


@pytest.mark.parametrize("kind", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_not_served_is_not_fetched(client: httpx.Client, kind: str) -> None:
    answer = get(client, ASKED, "*/*", (kind, "http://127.0.0.1:9/data.rdf"))
    assert answer.status_code == 400
    assert "<http://127.0.0.1:9/data.rdf>" in answer.text


# ---- formats


SOLUTIONS = {
    JSON: ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
}
LABELS = "SELECT ?s ?label { ?s a kng:Municipality ; rdfs:label ?label } ORDER BY ?s LIMIT 5"


@pytest.mark.parametrize("media", SOLUTIONS)
def test_solutions_come_in_each_format(client: httpx.Client, media: str) -> None:
    answer = get(client, LABELS, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    found = ox.parse_query_results(answer.content, format=SOLUTIONS[media])
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 5
    assert get(client, "ASK {}", media).status_code == 200


def test_solutions_come_as_csv(client: httpx.Client) -> None:
    answer = get(client, "SELECT (1 AS ?a) ('x, \"y\"' AS ?b) {}", "text/csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content == b'a,b\r\n1,"x, ""y"""\r\n'


@pytest.mark.parametrize("media", TRIPLES)
@pytest.mark.parametrize("form", ["CONSTRUCT WHERE", "DESCRIBE ?s"])
def test_triples_come_in_each_format(client: httpx.Client, media: str, form: str) -> None:
    query = f"{form} {{ ?s a kng:Meeting . ?s kng:kind ?kind }}"
    answer = get(client, query, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    triples = {quad.triple for quad in ox.parse(answer.content, format=TRIPLES[media])}
    plain = get(client, query, "application/n-triples").content
    assert triples == {quad.triple for quad in ox.parse(plain, format=ox.RdfFormat.N_TRIPLES)}
    assert triples


@pytest.mark.parametrize(
    ("accept", "solutions", "triples"),
    [
        ("", JSON, "text/turtle"),
        ("*/*", JSON, "text/turtle"),
        ("application/json", JSON, "application/ld+json"),
        ("text/*", "text/csv", "text/turtle"),
        ("text/turtle, text/csv;q=0.1", "text/csv", "text/turtle"),
        (f"text/csv;q=0.2, {JSON};q=0.8", JSON, None),
        ("text/csv;q=0, */*;q=0.1", JSON, "text/turtle"),
        ("application/xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("text/html;q=x, text/csv", "text/csv", None),
    ],
)
def test_the_format_that_is_wanted_most_is_sent(
    client: httpx.Client, accept: str, solutions: str | None, triples: str | None
) -> None:
    for query, media in (("SELECT * {} LIMIT 1", solutions), ("CONSTRUCT {} {}", triples)):
        answer = get(client, query, accept)
        if media is None:
            assert answer.status_code == 406
        else:
            assert answer.headers["content-type"].partition(";")[0] == media
            assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("accept", ["image/png", "text/turtle"])
def test_no_format_that_is_wanted(client: httpx.Client, accept: str) -> None:
    assert get(client, "SELECT * {}", accept).status_code == 406


# ---- what is no query


def test_other_methods_are_not_allowed(client: httpx.Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/sparql", params={"query": ASKED})
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (urlencode([("query", "ASK {}"), ("query", "SELECT * {}")]), FORM, 400),
        (urlencode({"query": "ASK {}"}), None, 415),
        ("ASK {}", None, 415),
        ("ASK {}", "text/plain", 415),
        (urlencode({"other": "ASK {}"}), FORM, 400),
        ("", QUERY, 400),
        ("ASK {".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),
        ("ASK { ?s ?p 'ö' }".encode("latin-1"), QUERY, 400),
        ("query=%FF", FORM, 400),
        (urlencode({"query": "ASK {"}), FORM, 400),
        ("&".join(["a=b"] * 1001), FORM, 400),
    ],
)
def test_what_is_no_query_is_refused(
    client: httpx.Client, body: str | bytes, kind: str | None, status: int
) -> None:
    answer = posted(client, body, kind)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.splitlines()) == 1


def test_two_queries_in_the_address(client: httpx.Client) -> None:
    assert client.get("/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D").status_code == 400


def test_the_query_of_a_post_does_not_stand_in_the_address(client: httpx.Client) -> None:
    assert posted(client, "ASK {}", QUERY, "/sparql?query=ASK+%7B%7D").status_code == 400


def test_a_fault_says_where_it_is(client: httpx.Client) -> None:
    answer = get(client, "SELECT *\nWHERE { ?s ?p }")
    assert answer.status_code == 400
    assert "error at 2:" in answer.text
    assert "not known" not in answer.text


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <x:a> <x:b> <x:c> }", "LOAD <http://127.0.0.1:9/>", "CLEAR ALL"]
)
def test_updates_are_refused(client: httpx.Client, update: str) -> None:
    assert posted(client, update, "application/sparql-update").status_code == 403
    assert posted(client, urlencode({"update": update}), FORM).status_code == 403
    assert client.get("/sparql", params={"update": update}).status_code == 403
    answer = posted(client, urlencode({"query": update}), FORM)
    assert (answer.status_code, "only read" in answer.text) == (400, True)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX kng: <http://127.0.0.1:9/> ASK { SERVICEkng:x { ?s ?p ?o } }",
        "ASK FROM <http://127.0.0.1:9/> {}",
        "ASK FROM kng-graph:minimote-borlange {}",
        "ASK FROM NAMED <file:///etc/passwd> {}",
    ],
)
def test_what_would_reach_out_is_refused(client: httpx.Client, query: str) -> None:
    assert get(client, query).status_code == 400


def test_words_inside_texts_and_names_are_no_keywords(client: httpx.Client) -> None:
    query = "ASK { ?from ?load 'SERVICE <http://a.b/> FROM INSERT' } # FROM <http://a.b/> SERVICE"
    assert get(client, query).status_code == 200
