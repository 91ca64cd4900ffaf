"""The graph formats through programs that are not ours."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset
from rdflib import Graph as RdflibGraph
from rdflib.compare import isomorphic

from kng._export.graphs import Facts
from kng._export.jsonld import CONTEXT

from .conftest import HOSTILE, Node, written

SYNTAX = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "ntriples", "rdf": "rdfxml"}
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "rdfxml": "xml"}
Raptor = Callable[[bytes, str], list[str]]
OnDisk = Callable[[Mapping[str, bytes]], Path]


def syntax(path: str) -> str:
    return SYNTAX.get(path.rpartition(".")[2], "")


def plain(files: dict[str, bytes]) -> dict[str, bytes]:
    """What is RDF 1.1, by path."""
    return {path: data for path, data in files.items() if syntax(path) and path != "kng-12.ttl"}


def test_raptor_reads_every_file_without_a_warning(files: dict[str, bytes], rapper: Raptor) -> None:
    whole = {path: data for path, data in plain(files).items() if not path.startswith("sources/")}
    assert {syntax(path) for path in whole} == set(SYNTAX.values())
    for path, data in whole.items():
        statements = len([line for line in rapper(data, syntax(path)) if line])
        assert statements == sum(1 for _ in ox.parse(data, format=OXIGRAPH[syntax(path)])), path
    for path in [path for path in files if path.startswith("sources/")][::40]:
        assert rapper(files[path], "turtle")


def test_oxigraph_reads_the_same_from_every_form_of_the_facts(files: dict[str, bytes]) -> None:
    forms = [
        {quad.triple for quad in ox.parse(files[path], format=OXIGRAPH[syntax(path)])}
        for path in ("kng.ttl", "kng.nt", "kng.rdf")
    ]
    assert forms[0] == forms[1] == forms[2]
    quads = [
        set(ox.parse(files[path], format=OXIGRAPH[syntax(path)])) for path in ("kng.trig", "kng.nq")
    ]
    assert quads[0] == quads[1]


N3 = """
const {Parser} = require("n3"), {readFileSync} = require("fs");
const counts = process.argv.slice(1).map(path =>
  new Parser({format: path.endsWith("trig") ? "trig" : path.endsWith("nq") ? "n-quads" : "turtle"})
    .parse(readFileSync(path, "utf8")).length);
console.log(JSON.stringify(counts));
"""


def test_three_readers_count_the_same(
    first_files: dict[str, bytes], node: Node, on_disk: OnDisk
) -> None:
    paths = ["kng.ttl", "kng-inferred.ttl", "kng-evidence.ttl", "kng.trig", "kng.nq", "kng.nt"]
    folder = on_disk({path: first_files[path] for path in paths})
    theirs = node(N3, *(folder / path for path in paths))
    ours = [
        sum(1 for _ in ox.parse(first_files[path], format=OXIGRAPH[syntax(path)])) for path in paths
    ]
    assert theirs == ours
    for path, count in zip(paths, ours, strict=True):
        dataset = Dataset(default_union=False)
        dataset.parse(data=first_files[path], format=RDFLIB[syntax(path)])
        assert sum(1 for _ in dataset.quads()) == count, path


def test_n3_reads_as_much_as_oxigraph_of_the_whole_graph(
    files: dict[str, bytes], node: Node, on_disk: OnDisk
) -> None:
    folder = on_disk({path: files[path] for path in ("kng.ttl", "kng.trig")})
    counts = node(N3, folder / "kng.ttl", folder / "kng.trig")
    assert counts[0] == sum(1 for _ in ox.parse(files["kng.ttl"], format=ox.RdfFormat.TURTLE))
    assert counts[1] == sum(1 for _ in ox.parse(files["kng.trig"], format=ox.RdfFormat.TRIG))


JSONLD = """
const jsonld = require("jsonld"), {readFileSync} = require("fs");
const [data, context, published] = process.argv.slice(1);
const documentLoader = async url => {
  if (url !== published) throw new Error("reaches out to " + url);
  return {document: JSON.parse(readFileSync(context, "utf8")), documentUrl: url};
};
const options = {format: "application/n-quads", documentLoader};
jsonld.toRDF(JSON.parse(readFileSync(data, "utf8")), options)
  .then(text => console.log(JSON.stringify(text)));
"""


def through_jsonld(node: Node, folder: Path) -> set[ox.Quad]:
    text = node(JSONLD, folder / "kng.jsonld", folder / "context.jsonld", CONTEXT)
    return set(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))


def test_the_reference_processor_reads_json_ld_as_the_same_graph(
    files: dict[str, bytes], node: Node, on_disk: OnDisk
) -> None:
    folder = on_disk({path: files[path] for path in ("kng.jsonld", "context.jsonld")})
    assert through_jsonld(node, folder) == set(
        ox.parse(files["kng.nt"], format=ox.RdfFormat.N_TRIPLES)
    )


def test_json_ld_is_json_with_one_context(files: dict[str, bytes]) -> None:
    read = json.loads(files["kng.jsonld"])
    assert read["@context"] == CONTEXT
    assert len({one["id"] for one in read["@graph"]}) == len(read["@graph"])
    said = json.loads(files["context.jsonld"])["@context"]
    assert said["kng:topic"] == {"@type": "@id"}


def test_hostile_names_are_text_in_every_format(
    hostile: Facts, rapper: Raptor, node: Node, on_disk: OnDisk
) -> None:
    files = written(hostile)
    truth = RdflibGraph().parse(data=files["kng.nt"], format="nt")
    labels = {str(label) for label in truth.objects()}
    assert set(HOSTILE) <= labels
    for path in ("kng.ttl", "kng.rdf"):
        lines = "\n".join(rapper(files[path], syntax(path)))
        assert isomorphic(RdflibGraph().parse(data=lines, format="nt"), truth), path
    folder = on_disk({path: files[path] for path in ("kng.jsonld", "context.jsonld")})
    assert through_jsonld(node, folder) == set(
        ox.parse(files["kng.nt"], format=ox.RdfFormat.N_TRIPLES)
    )


def test_owlready_loads_rdf_xml(files: dict[str, bytes], on_disk: OnDisk) -> None:
    owlready2 = pytest.importorskip("owlready2")
    folder = on_disk({"kng.rdf": files["kng.rdf"]})
    world = owlready2.World()
    with (folder / "kng.rdf").open("rb") as file:
        world.get_ontology("https://e.org/kng.rdf#").load(fileobj=file)
    out = io.BytesIO()
    world.save(out, format="ntriples")
    theirs, ours = (_said(text.decode()) for text in (out.getvalue(), files["kng.nt"]))
    assert ours - theirs == Counter(), "its texts of numbers differ, not what is said of what"
    assert (theirs - ours).total() == 2, "owlready's own, of the file and of its rules"


def _said(text: str) -> Counter[str]:
    """How often each property is said of each thing."""
    return Counter(" ".join(line.split(" ", 2)[:2]) for line in text.split("\n") if line)


def test_shapes_hold_for_the_turtle_as_pyshacl_reads_it(
    first_files: dict[str, bytes], root: Path
) -> None:
    from pyshacl import validate

    data = RdflibGraph()
    for path in ("kng.ttl",):
        data.parse(data=first_files[path])
    shapes = RdflibGraph().parse(root / "ontology/shapes.ttl")
    ontology = RdflibGraph().parse(root / "ontology/kng.ttl")
    sound, _, told = validate(
        data, shacl_graph=shapes, ont_graph=ontology, advanced=True, allow_infos=True,
        allow_warnings=True,
    )  # fmt: skip
    assert sound, told
