"""What an export says of itself: to the Swedish data portal, as RO-Crate, to cite and to check."""

from __future__ import annotations

import hashlib
import json

import pytest
import yaml
from rdflib import Graph as RdflibGraph
from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID, Namespace
from rdflib.term import Literal, Node

from kng._build import Graph
from kng._build.exporting import described
from kng._export.about import ABOUT
from kng._export.dcat import CATALOGUE
from kng._export.edition import edition, exported
from kng._export.graphs import Facts
from kng._export.void import DATASET
from kng._store import Store, parse_turtle

from .conftest import facts_of

SPDX = Namespace("http://spdx.org/rdf/terms#")
PARTS = (
    "networks/a.gexf",
    "networks/b.gexf",
    "kng.ttl",
    "kng-evidence.ttl",
    "kng.trig",
    "map.html",
)

MANDATORY = {
    DCAT.Catalog: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCTERMS.license,
        DCAT.dataset,
    ],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher],
    DCAT.Distribution: [DCAT.accessURL],
    FOAF.Agent: [FOAF.name],
}
"""What DCAT-AP-SE 3.0.1 demands of each class; there is no open copy of its rules as SHACL."""

RECOMMENDED = {
    DCAT.Catalog: [
        DCTERMS.issued, DCTERMS.modified, DCTERMS.language, DCAT.themeTaxonomy, FOAF.homepage,
    ],
    DCAT.Dataset: [
        DCAT.contactPoint, DCAT.distribution, DCAT.keyword, DCAT.theme, DCTERMS.spatial,
        DCTERMS.temporal, DCTERMS.accessRights, DCTERMS.accrualPeriodicity, DCTERMS.issued,
    ],
    DCAT.Distribution: [DCTERMS.license, DCTERMS.format, DCAT.downloadURL, DCTERMS.title],
    FOAF.Agent: [DCTERMS.type],
}  # fmt: skip


@pytest.fixture(scope="module")
def told(first_graph: Graph) -> dict[str, bytes]:
    """The files that describe an export of the first source with a few more files."""
    listed = [exported(path, path.encode()) for path in PARTS]
    return dict(described(facts_of(first_graph), listed))


@pytest.fixture(scope="module")
def catalogue(told: dict[str, bytes]) -> RdflibGraph:
    return RdflibGraph().parse(data=told["dcat.ttl"])


@pytest.mark.parametrize("kind", list(MANDATORY))
def test_the_swedish_profile_finds_what_it_demands(catalogue: RdflibGraph, kind: URIRef) -> None:
    things = list(catalogue.subjects(RDF.type, kind))
    assert things
    for thing in things:
        wanted = MANDATORY[kind] + RECOMMENDED.get(kind, [])
        assert [name for name in wanted if (thing, name, None) not in catalogue] == [], thing
        for text in (DCTERMS.title, DCTERMS.description):
            languages = {getattr(said, "language", None) for said in catalogue.objects(thing, text)}
            assert languages in (set(), {"sv", "en"}), thing


def test_everything_hangs_on_the_catalogue(catalogue: RdflibGraph) -> None:
    """A harvester begins at the catalogue and follows links; what it cannot reach is lost."""
    reached: set[Node] = set()
    waiting: list[Node] = [URIRef(CATALOGUE)]
    while waiting:
        thing = waiting.pop()
        if thing not in reached:
            reached.add(thing)
            waiting += [o for o in catalogue.objects(thing) if (o, None, None) in catalogue]
    assert reached >= set(catalogue.subjects())
    assert not [node for node in catalogue.all_nodes() if not isinstance(node, URIRef | Literal)]


def test_addresses_come_from_controlled_lists(catalogue: RdflibGraph) -> None:
    lists = "http://publications.europa.eu/resource/authority/"
    for name in (DCAT.theme, DCTERMS.spatial, DCTERMS.language, DCTERMS.accrualPeriodicity):
        assert all(str(value).startswith(lists) for value in catalogue.objects(None, name)), name
    assert set(catalogue.objects(None, DCTERMS.license)) == {URIRef(ABOUT.licence)}


def test_a_distribution_says_its_files_their_size_and_hash(catalogue: RdflibGraph) -> None:
    trig = URIRef("https://w3id.org/kng/dcat#trig")
    assert catalogue.value(trig, DCAT.downloadURL) == URIRef(ABOUT.address("kng.trig"))
    assert int(str(catalogue.value(trig, DCAT.byteSize))) == len(b"kng.trig")
    check = catalogue.value(trig, SPDX.checksum)
    assert check is not None
    assert (
        str(catalogue.value(check, SPDX.checksumValue)) == hashlib.sha256(b"kng.trig").hexdigest()
    )
    gexf = URIRef("https://w3id.org/kng/dcat#gexf")
    assert len(list(catalogue.objects(gexf, DCAT.downloadURL))) == 2
    turtle = URIRef("https://w3id.org/kng/dcat#turtle")
    assert catalogue.value(turtle, DCAT.accessURL) == URIRef(ABOUT.address("kng.ttl"))


def test_void_and_dcat_name_the_same_dataset(
    told: dict[str, bytes], catalogue: RdflibGraph
) -> None:
    void = RdflibGraph().parse(data=told["void.ttl"])
    assert (URIRef(DATASET), RDF.type, VOID.Dataset) in void
    assert (URIRef(DATASET), RDF.type, DCAT.Dataset) in catalogue
    assert void.value(URIRef(DATASET), VOID.dataDump) == URIRef(ABOUT.address("kng.trig"))


def test_the_crate_lists_every_file_but_itself_and_the_manifest(told: dict[str, bytes]) -> None:
    crate = json.loads(told["ro-crate-metadata.json"])
    entities = {one["@id"]: one for one in crate["@graph"]}
    root = entities["./"]
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    for name in ("name", "description", "datePublished", "license"):
        assert root[name], name
    files = {one["@id"] for one in root["hasPart"]}
    assert files == {*PARTS, *told} - {"ro-crate-metadata.json", "MANIFEST.json"}
    for path in files & told.keys():
        assert entities[path]["sha256"] == hashlib.sha256(told[path]).hexdigest(), path
    used = {value["@id"] for value in root.values() if isinstance(value, dict)}
    assert used <= set(entities)


def test_the_manifest_comes_last_and_lists_all(told: dict[str, bytes]) -> None:
    assert list(told)[-1] == "MANIFEST.json"
    manifest = json.loads(told["MANIFEST.json"])
    assert {file["path"] for file in manifest["files"]} == {*PARTS, *told} - {"MANIFEST.json"}
    assert manifest["version"] == yaml.safe_load(told["CITATION.cff"])["version"]


def test_every_source_is_credited(told: dict[str, bytes], first_graph: Graph) -> None:
    text = told["SOURCES.md"].decode()
    sources = first_graph.sources.values()
    assert len(list(sources)) == text.count("\n- ")
    for source in sources:
        assert source.url in text
    assert "CC BY 4.0" in text


def test_a_hostile_title_stays_one_line_of_text() -> None:
    store = Store()
    said = """@prefix kng: <https://w3id.org/kng/ns#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    <https://e.org/s> a kng:Source ; dcterms:title "[x](javascript:alert(1))\\n# <b>" ."""
    store.add("https://e.org/g", parse_turtle(said.encode(), "x")[0], source=True)
    text = dict(described(Facts(store, ()), []))["SOURCES.md"].decode()
    assert text.endswith("- \\[x\\](javascript:alert(1)) \\# \\<b\\>\n")


def test_a_graph_that_says_no_version_and_no_date_is_described() -> None:
    told = dict(described(Facts(Store(), ()), []))
    assert edition(Store(), []).version == ""
    assert "version" not in yaml.safe_load(told["CITATION.cff"])
    assert RdflibGraph().parse(data=told["dcat.ttl"]).value(URIRef(CATALOGUE), DCTERMS.title)
