"""What the endpoint says of itself, asked as the editors do that read it."""

from __future__ import annotations

import json

import httpx
import pyoxigraph as ox
import pytest

from kng._namespaces import PREFIXES, shorten
from kng._serve import Site
from kng._serve.uses import uses
from kng._store import Scope

SPACES = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
}


def described(client: httpx.Client, path: str = "/sparql", media: str = "text/turtle") -> ox.Store:
    answer = client.get(path, headers={"accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert b".invalid" not in answer.content
    store = ox.Store()
    store.load(answer.content, format=ox.RdfFormat.from_media_type(media))
    return store


@pytest.fixture(scope="module")
def service(client: httpx.Client) -> ox.Store:
    return described(client)


def rows(store: ox.Store, query: str) -> list[list[str]]:
    answer = store.query(query, prefixes=SPACES)
    assert isinstance(answer, ox.QuerySolutions)
    return [[value.value if value else "" for value in row] for row in answer]


@pytest.mark.parametrize(
    "media", ["application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_the_description_says_the_same_in_each_format(
    client: httpx.Client, service: ox.Store, media: str
) -> None:
    assert set(described(client, media=media)) == set(service)


def test_the_service_says_where_and_what_it_is(service: ox.Store, address: str, site: Site) -> None:
    query = "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query }"
    assert rows(service, query) == [[f"{address}/sparql"]]
    formats = rows(service, "SELECT ?f { ?s sd:resultFormat ?f }")
    assert len(formats) == 9
    graphs = "SELECT ?n { ?s sd:defaultDataset/sd:namedGraph/sd:name ?n }"
    assert sorted(name for (name,) in rows(service, graphs)) == sorted(site.now.store.sources)


def test_the_dataset_is_described_in_void(
    client: httpx.Client, service: ox.Store, address: str
) -> None:
    void = described(client, "/.well-known/void")
    assert set(void) <= set(service)
    query = "SELECT ?e ?n { ?d a void:Dataset ; void:sparqlEndpoint ?e ; void:triples ?n }"
    ((endpoint, triples),) = rows(void, query)
    assert endpoint == f"{address}/sparql"
    asked = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert triples == asked["results"]["bindings"][0]["n"]["value"]


# The three questions that the editor of the Swiss Institute of Bioinformatics asks
# (its README), put to the description in our own words.


def test_an_editor_finds_the_examples(service: ox.Store, client: httpx.Client, site: Site) -> None:
    query = """SELECT ?example ?text (COUNT(DISTINCT LANG(?comment)) AS ?n) {
      ?example a sh:SPARQLExecutable ; rdfs:label ?label ; rdfs:comment ?comment ;
        sh:select ?text ; sh:prefixes/sh:declare ?any
    } GROUP BY ?example ?text ORDER BY ?example"""
    found = rows(service, query)
    names = [example.rpartition("/")[2] for example, _, _ in found]
    assert names == sorted(site.now.questions)
    assert {languages for _, _, languages in found} == {"2"}
    for _, text, _ in found[::8]:
        assert not text.startswith("#+")
        assert client.post("/sparql", data={"query": text}).status_code == 200


def test_an_editor_finds_the_prefixes(service: ox.Store) -> None:
    found = rows(service, "SELECT ?prefix ?space { [] sh:prefix ?prefix ; sh:namespace ?space }")
    assert {one[0]: one[1] for one in found} == dict(PREFIXES)


def test_an_editor_finds_which_properties_a_class_has(service: ox.Store) -> None:
    query = """SELECT ?class ?property ?target {
      ?part void:class ?class ; void:propertyPartition ?inner . ?inner void:property ?property .
      { ?inner void:classPartition/void:class ?target }
      UNION { ?inner void-ext:datatypePartition/void-ext:datatype ?target }
    }"""
    found = {tuple(map(shorten, row)) for row in rows(service, query)}
    assert ("kng:Participation", "kng:participant", "kng:Person") in found
    assert ("kng:Person", "foaf:name", "xsd:string") in found
    assert ("kng:Person", "kng:place", "kng:Place") not in found


def test_uses_are_counted_as_sparql_counts_them(site: Site) -> None:
    store = site.now.store
    found = uses(store)
    scope = Scope(site.now.dataset.default, ())
    classes = store.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c", scope)
    assert found.classes == {str(c): int(str(n)) for c, n in classes}
    properties = store.select("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p", scope)
    assert found.properties == {str(p): int(str(n)) for p, n in properties}
    together = store.select(
        """SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o . FILTER(?p != rdf:type) }
        GROUP BY ?c ?p""",
        scope,
    )
    assert found.together == {(str(c), str(p)): int(str(n)) for c, p, n in together}
    targets = store.select(
        """SELECT DISTINCT ?c ?p ?t { ?s a ?c ; ?p ?o . ?o a ?t . FILTER(?p != rdf:type) }""", scope
    )
    assert found.targets == {(str(c), str(p), str(t)) for c, p, t in targets}


def test_a_browser_is_shown_where_to_ask(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


# ---- what the project's own editor reads


def test_the_catalogue_as_json(client: httpx.Client, site: Site) -> None:
    told = client.get("/questions.json").json()
    assert [one["name"] for one in told["questions"]] == sorted(site.now.questions)
    assert told["prefixes"]["kng"] == "https://w3id.org/kng/ns#"
    named = {one["name"]: one for one in told["questions"]}
    question = named["municipality-meetings"]
    assert set(question["title"]) == {"sv", "en"}
    assert all(set(one["label"]) == {"sv", "en"} for one in question["columns"])
    assert question["parameters"][0]["type"] == "iri"
    assert all(json.dumps(one["group"]) in json.dumps(told["groups"]) for one in named.values())


def test_the_vocabulary_as_json(client: httpx.Client) -> None:
    told = client.get("/vocabulary.json").json()
    classes = {one["name"]: one for one in told["classes"]}
    assert classes["kng:Meeting"]["label"]["sv"].lower() == "möte"
    assert classes["kng:Meeting"]["count"] == 2
    counts = [one["count"] for one in told["properties"]]
    assert counts == sorted(counts, reverse=True)


def test_things_are_found_as_they_are_typed(client: httpx.Client) -> None:
    def found(**asked: str) -> list[str]:
        return [one["label"]["sv"] for one in client.get("/things.json", params=asked).json()]

    assert "Borlänge kommun" in found(like="BORLANGE", kind="municipality")
    assert not found(like="borlange", kind="person")
    assert len(found(like="kommun", kind="municipality", limit="3")) == 3
    assert found(like="no such name") == []
    assert client.get("/things.json", params={"limit": "x"}).status_code == 400


def test_labels_are_told_for_many_at_once(client: httpx.Client) -> None:
    wanted = [
        "https://w3id.org/kng/id/municipality/2081",
        "https://w3id.org/kng/ns#Meeting",
        "https://a.b/unknown",
        "no address",
    ]
    told = client.post("/labels.json", content=json.dumps(wanted)).json()
    assert set(told) == set(wanted[:2])
    town = told[wanted[0]]
    assert (town["sv"], town["kind"]) == ("Borlänge kommun", "municipality")
    assert 60 < town["lat"] < 61
    for body, status in (
        ("{}", 400),
        ("[1]", 400),
        ("[" * 5000, 400),
        ('["x"' + ',"x"' * 1000 + "]", 400),
    ):
        assert client.post("/labels.json", content=body).status_code == status
