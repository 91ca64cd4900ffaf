"""Addresses of the graph resolve on the server: as a page, as RDF, elsewhere, or not any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kng._export.turtle import turtle
from kng._forget._tombstones import buried
from kng._namespaces import ASSERTED, DERIVED, ID
from kng._serve import Site
from kng._workspace import Workspace

MEETING = "/id/meeting/minimote-borlange-2022"
PERSON = "/id/person/p247wm"
HTML = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def test_a_browser_gets_a_page(client: httpx.Client) -> None:
    answer = client.get(MEETING, headers=HTML | {"accept-language": "en-GB,sv;q=0.5"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept-Language" in answer.headers["vary"]
    text = answer.text
    assert '<html lang="en">' in text
    assert "<h1>Mini-meeting in Borlänge</h1>" in text
    assert '<a href="/id/person/p247wm">Erik Apel' in text
    assert "https://viablecities.se/minimote-borlange/" in text
    assert "retrieved 2026-11-23" in text
    assert "noindex" in text


def test_the_page_is_swedish_unless_english_is_wanted(client: httpx.Client) -> None:
    assert '<html lang="sv">' in client.get(MEETING, headers=HTML).text
    swedish = client.get(f"{MEETING}?language=sv", headers=HTML | {"accept-language": "en"}).text
    assert "Deltagande enligt källorna" in swedish
    assert "hämtad 2026-11-23" in swedish


def test_each_line_names_the_documents_that_say_so(client: httpx.Client) -> None:
    text = client.get(f"{PERSON}?language=en", headers=HTML).text
    line = next(line for line in text.splitlines() if "Workshop with Future-Proof Cities" in line)
    note = line.partition('href="#source-')[2].partition('"')[0]
    source = text.partition(f'<li id="source-{note}">')[2].partition("</li>")[0]
    assert "Minimöte i Borlänge gav stor utdelning" in source


@pytest.mark.parametrize("media", RDF)
def test_others_get_what_the_graph_says(client: httpx.Client, media: str) -> None:
    answer = client.get(PERSON, headers={"accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    found = {quad.triple for quad in ox.parse(answer.content, format=RDF[media])}
    name = ox.NamedNode("http://xmlns.com/foaf/0.1/name")
    person = ox.NamedNode(f"{ID}person/p247wm")
    assert ox.Triple(person, name, ox.Literal("Erik Apel")) in found
    assert any(triple.object == person for triple in found)


def test_turtle_is_for_who_wants_nothing_in_particular(client: httpx.Client) -> None:
    answer = client.get(PERSON)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert answer.content == client.get(f"{PERSON}?format=turtle", headers=HTML).content
    assert client.get(PERSON, headers={"accept": "image/png"}).status_code == 406
    assert client.get(f"{PERSON}?format=exe").status_code == 406


def test_what_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get(PERSON).headers["etag"]
    assert client.get(PERSON, headers={"if-none-match": tag}).status_code == 304
    assert client.get(PERSON, headers=HTML | {"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("kind", ["role/coordinator", "source/minimote-borlange", "place/lan-20"])
def test_what_has_no_card_has_a_page_of_statements(client: httpx.Client, kind: str) -> None:
    text = client.get(f"/id/{kind}", headers=HTML).text
    assert "<details open>" in text
    assert 'href="#source-1"' in text


@pytest.mark.parametrize(
    "path", ["person/p99999", "nothing/x", "person/%3Cscript%3E", "person/a b"]
)
def test_what_is_not_known_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/id/{path}", headers=HTML)
    assert answer.status_code == 404
    assert "<" not in answer.text


def test_a_named_graph_is_sent_whole(client: httpx.Client) -> None:
    name = f"{ID}graph/minimote-borlange-dating"
    direct = client.get("/id/graph/minimote-borlange-dating", headers={"accept": "text/turtle"})
    indirect = client.get("/graph", params={"graph": name}, headers={"accept": "text/turtle"})
    asked = client.get("/sparql", params={"query": f"CONSTRUCT FROM <{name}> WHERE {{ ?s ?p ?o }}"})
    graphs = [
        {quad.triple for quad in ox.parse(one.content, format=ox.RdfFormat.TURTLE)}
        for one in (direct, indirect, asked)
    ]
    assert graphs[0] == graphs[1] == graphs[2]
    assert graphs[0]
    assert client.get("/id/graph/minimote-borlange", headers=HTML).status_code == 200


def test_the_default_graph_is_asserted_and_derived(client: httpx.Client, site: Site) -> None:
    answer = client.get("/graph?default", headers={"accept": "application/n-triples"})
    store = site.now.store
    lines = len(answer.text.splitlines())
    assert lines == store.size(ASSERTED) + store.size(DERIVED)
    assert client.head("/graph?default").status_code == 200
    assert client.get("/graph").status_code == 400
    assert client.get(f"/graph?default&graph={ASSERTED}").status_code == 400
    assert client.get("/graph?graph=https://a.b/c").status_code == 404
    assert client.put("/graph?default", content=b"").status_code == 405


def test_the_ontology_resolves(client: httpx.Client) -> None:
    page = client.get("/ns", headers=HTML | {"accept-language": "en"})
    assert (page.status_code, page.headers["location"]) == (303, "/ontology/en.html")
    shown = client.get("/ontology/en.html", headers=HTML)
    assert "kng:Meeting" in shown.text
    assert "default-src" not in shown.headers["content-security-policy"]  # the page has its own
    triples = [
        {
            quad.triple
            for quad in ox.parse(client.get("/ns", headers={"accept": media}).content, format=form)
        }
        for media, form in RDF.items()
    ]
    assert {len(one) for one in triples} == {len(triples[0])}
    for part in ("shapes", "schemes", "alignments"):
        there = client.get(f"/{part}").headers["location"]
        assert client.get(there).headers["content-type"].startswith("text/turtle")
    assert client.get("/ontology/kng.py").status_code == 404


# ---- what changes


HOSTILE = """
@prefix kng: <https://w3id.org/kng/ns#> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/kng/id/> .

<graph/hostile> a prov:Bundle ; prov:wasDerivedFrom <source/hostile> ;
  kng:extractedOn "2026-11-25"^^xsd:date .
<source/hostile> a kng:Source ; dcterms:title "<script>alert(1)</script>"@sv ;
  dc:publisher "\\"><img src=x onerror=alert(2)>" ; dcterms:language "sv" ;
  schema:url "https://a.b/c"^^xsd:anyURI ; kng:retrievedOn "2026-11-25"^^xsd:date .
<organisation/energi> a kng:Organisation ; kng:kind <organisation-kind/company> ;
  rdfs:label "Energi AB"@sv , "Energi AB"@en .
<organisation/hostile> a kng:Organisation ; kng:kind <organisation-kind/company> ;
  rdfs:label "</title><script>alert(4)</script>"@sv , "{{ 7 * 7 }}"@en .
"""
JUDGED = """
@prefix kng: <https://w3id.org/kng/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/kng/id/> .

<graph/identity> a prov:Bundle ; prov:wasDerivedFrom <source/minimote-borlange> ;
  kng:extractedOn "2026-11-25"^^xsd:date .
<judgement/organisation-energi_organisation-hostile> a kng:IdentityJudgement ;
  kng:judged <organisation/energi> , <organisation/hostile> ; kng:kept <organisation/hostile> ;
  kng:judgedBy "redaktionen"@sv ; kng:judgedOn "2026-11-25"^^xsd:date ;
  kng:reason "samma"@sv , "same"@en ; kng:verdict <verdict/same> .
"""


@pytest.fixture(scope="module")
def folder(first_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the first source's workspace, that may be written to."""
    copy = tmp_path_factory.mktemp("changing") / "workspace"
    shutil.copytree(first_folder, copy, ignore=shutil.ignore_patterns(".kng"))
    return copy


def test_what_has_changed_is_served_when_it_is_read_again(
    folder: Path, serve: Callable[[Workspace], AbstractContextManager[tuple[Site, httpx.Client]]]
) -> None:
    with serve(Workspace.find(folder)) as (site, client):
        before = client.get("/health").headers["x-graph"]
        tag = client.get(PERSON).headers["etag"]
        assert client.get("/id/organisation/hostile").status_code == 404
        graves = buried([f"{ID}person/p2zzzz", f"{ID}person/p3zzzz"], ["Nils Okänd"], "2026-11-25")
        (folder / "graph/forgotten.ttl").write_bytes(turtle(graves))
        (folder / "graph/identity.ttl").write_text(JUDGED, "utf-8")
        (folder / "graph/sources/hostile.ttl").write_text(HOSTILE, "utf-8")
        site.renew()
        assert client.get("/health").headers["x-graph"] != before
        assert client.get(PERSON, headers={"if-none-match": tag}).status_code == 200
        replaced_leads_on(client)
        removed_is_gone(client)
        data_is_no_script(client)


def replaced_leads_on(client: httpx.Client) -> None:
    for headers in (HTML, {"accept": "text/turtle"}):
        answer = client.get("/id/organisation/energi?language=en", headers=headers)
        assert answer.status_code == 301
        assert answer.headers["location"] == "/id/organisation/hostile?language=en"


def removed_is_gone(client: httpx.Client) -> None:
    for headers in (HTML, {"accept": "text/turtle"}):
        for name in ("p2zzzz", "p3zzzz"):
            answer = client.get(f"/id/person/{name}", headers=headers)
            assert answer.status_code == 410
            assert "Okänd" not in answer.text


def data_is_no_script(client: httpx.Client) -> None:
    for language in ("sv", "en"):
        for path in ("organisation/hostile", "source/hostile", "graph/hostile"):
            text = client.get(f"/id/{path}?language={language}", headers=HTML).text
            assert "<script" not in text
            assert "<img" not in text
            assert 'href="javascript' not in text
            assert "<title>49" not in text
