"""Workspaces with made-up people, of which one is to be forgotten."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = "Örjan Påhittsson"
PERSON = "kng-person:p22222"
PREFIXES = """@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix kng: <https://w3id.org/kng/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/kng/id/> .

"""
BUNDLE = """<graph/{name}> a prov:Bundle ; prov:wasDerivedFrom <source/{name}> ;
    kng:extractedOn "2026-11-23"^^xsd:date ; kng:method "Hittat på."@sv , "Made up."@en .
<source/{name}> a kng:Source ; dcterms:title {title} ; dc:publisher "kng" ;
    kng:retrievedOn "2026-11-23"^^xsd:date .
"""
# He took part in two meetings, one of which is called after him; she shares his family name.
FACTS = f"""<person/p22222> a kng:Person ; foaf:name "{NAME}" ;
    skos:altLabel "Örjan P. Påhittsson" .
<person/p33333> a kng:Person ; foaf:name "Alma Påhittsson" .
<affiliation/p22222_2081_1> a kng:Affiliation ; org:member <person/p22222> ;
    org:organization <municipality/2081> ; kng:attestedOn "2024-05-14"^^xsd:date .
<affiliation/p33333_2180_1> a kng:Affiliation ; org:member <person/p33333> ;
    org:organization <municipality/2180> ; kng:attestedOn "2024-05-14"^^xsd:date .
<post/2081_project-leader> a kng:Post ; rdfs:label "Projektledare"@sv , "Project manager"@en ;
    org:postIn <municipality/2081> ; org:role <role/project-leader> .
<affiliation/p22222_2081_project-leader_1> a kng:PostHolding ; org:member <person/p22222> ;
    org:organization <municipality/2081> ; org:role <role/project-leader> ;
    kng:post <post/2081_project-leader> ; kng:attestedOn "2024-05-14"^^xsd:date .
<meeting/traff-2024> a kng:Meeting ; rdfs:label "Träffen"@sv , "The gathering"@en ;
    kng:kind <meeting-kind/workshop> ; kng:status <meeting-status/held> ;
    kng:start "2024-05-14"^^xsd:date .
<participation/traff-2024_p22222_host_2081> a kng:Participation ; kng:meeting <meeting/traff-2024> ;
    kng:participant <person/p22222> ; kng:function <function/host> ;
    kng:inCapacityOf <affiliation/p22222_2081_1> ; kng:onBehalfOf <municipality/2081> .
<participation/traff-2024_p33333_participant_2180> a kng:Participation ;
    kng:meeting <meeting/traff-2024> ; kng:participant <person/p33333> ;
    kng:function <function/participant> ; kng:onBehalfOf <municipality/2180> ;
    kng:locator "stycket efter Örjan Påhittssons tal"@sv .
<agreement/avtalet> a kng:Agreement ; rdfs:label "Avtalet"@sv , "The agreement"@en .
<signature/avtalet_p22222> a kng:Signature ; kng:agreement <agreement/avtalet> ;
    kng:signatory <person/p22222> ; kng:onBehalfOf <municipality/2081> .
<source/traffen> kng:quotes <person/p22222> , <person/p33333> .
"""
CALLED_AFTER = f"""<meeting/orjan-pahittsson-talar-2024> a kng:Meeting ;
    rdfs:label "{unicodedata.normalize("NFD", NAME)} talar"@sv , "A talk by ORJAN PAHITTSSON"@en ;
    kng:kind <meeting-kind/workshop> ; kng:status <meeting-status/held> ;
    kng:start "2024-06-01"^^xsd:date .
<participation/orjan-pahittsson-talar-2024_p33333_participant_2180> a kng:Participation ;
    kng:meeting <meeting/orjan-pahittsson-talar-2024> ; kng:participant <person/p33333> ;
    kng:function <function/participant> ; kng:onBehalfOf <municipality/2180> .
<source/intervju-orjan-pahittsson>
    schema:url "https://example.org/%C3%96rjan-P%C3%A5hittsson?id=7"^^xsd:anyURI .
"""
TITLE = '"Påhittsson, Örjan: så gjorde vi"@sv'
UNTOUCHED = """<person/p44444> a kng:Person ; foaf:name "Bo Provström" .  # written by hand
<affiliation/p44444_2081_1> a kng:Affiliation ; org:member <person/p44444> ;
    org:organization <municipality/2081> ; kng:attestedOn "2024-05-14"^^xsd:date .
"""
STANDS = "661db09a"  # the digest of a statement about someone who stays
LEDGER = """sheet,row,key,outcome,graph,node,said,note
people,2,orjan-pahittsson,entered,traffen,kng-person:p22222,aaaaaaaa,"titeln ""chef Örjan"" okänd"
people,3,alma-pahittsson,entered,traffen,kng-person:p33333,661db09a ffffffff,
meetings,2,m1,entered,intervju-orjan-pahittsson,kng-meeting:orjan-pahittsson-talar-2024,,
participants,2,,entered,traffen,kng-participation:traff-2024_p22222_host_2081,bbbbbbbb,
participants,3,,left-out,,,,"okänd: Påhittsson, Örjan"
people,4,orjan-pahittsson,left-out,,,,dubblett
"""


def _source(folder: Path, name: str, facts: str, title: str = '"En sida"@sv') -> None:
    text = PREFIXES + BUNDLE.format(name=name, title=title) + facts
    (folder / f"graph/sources/{name}.ttl").write_text(text, "utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with made-up sources beside the reference data, not yet built."""
    folder = tmp_path / "place"
    for name in ("ontology", "queries/networks"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("reference", "sources", "imports"):
        (folder / "graph" / name).mkdir(parents=True)
    for name in ("municipalities", "topics"):
        shutil.copy(ROOT / f"graph/reference/{name}.ttl", folder / "graph/reference")
    _source(folder, "traffen", FACTS)
    _source(folder, "intervju-orjan-pahittsson", CALLED_AFTER, TITLE)
    _source(folder, "annat", UNTOUCHED)
    (folder / "graph/imports/lista.csv").write_text(LEDGER, "utf-8")
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A copy of the first source with what it needs."""
    folder = tmp_path / "first"
    for name in ("ontology", "queries/networks", "graph/reference"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "graph/sources").mkdir()
    for name in ("minimote-borlange", "minimote-borlange-dating"):
        shutil.copy(ROOT / f"graph/sources/{name}.ttl", folder / "graph/sources")
    return folder


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
