"""The SPARQL 1.1 Protocol for queries, as https://www.w3.org/TR/sparql11-protocol/ has it."""

from __future__ import annotations

import httpx

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASKED = "ASK { ?meeting a kng:Meeting }"
SOURCE = "https://w3id.org/kng/id/graph/minimote-borlange"
OTHER = "https://w3id.org/kng/id/graph/minimote-borlange-dating"


def get(client: httpx.Client, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"accept": accept})


def test_a_query_is_read_from_the_address(client: httpx.Client) -> None:
    answer = get(client, ASKED)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    assert answer.json() == {"head": {}, "boolean": True}
