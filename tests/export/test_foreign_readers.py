"""The network formats of spreadsheets, Kumu, Gephi and data frames, through foreign readers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import duckdb
import numpy as np
import pytest

from kng._errors import KngError
from kng._export import gexf, network_format
from kng._export._columns import Picture
from kng._export.datapackage import Tables, datapackage
from kng._export.tables import edges_csv, nodes_csv
from kng._values import Bilingual, Evidence, Network, Thing

FOREIGN = Path(__file__).parents[1] / "foreign"
ID = "https://x.org/id/"
HOSTILE = '=HYPERLINK("http://x.org";"ö")'


def network(directed: bool = False) -> Network:
    names = (HOSTILE, "Håbo\tkommun", "Malmö, stad")
    return Network(
        name="test",
        title=Bilingual("Nät", "Net"),
        tie=Bilingual("möte", "meeting"),
        directed=directed,
        weighting="newman",
        nodes=tuple(
            Thing(f"{ID}{at}", Bilingual(name, ""), "municipality", 60.0 + at, 15.0)
            for at, name in enumerate(names)
        ),
        source=np.array([0, 0]),
        target=np.array([1, 2]),
        weight=np.array([0.5, 1.25]),
        evidence=(
            (Evidence(ID + "m1", 0.5, 3, "stated"),),
            (Evidence(ID + "m1", 0.25, 5, "stated"), Evidence(ID + "m2", 1.0, 2, "stated")),
        ),
    )


VALUES = {"degree": np.array([2.0, 1.0, 1.0])}
PICTURE = Picture([0.0, 10.5, -3.0], [1.0, 2.0, 3.0], ["#1f4e5f", "#ff0080", "#000000"], [4, 5, 6])


def node(script: str, *arguments: str) -> object:
    if not (FOREIGN / "node_modules").exists():
        pytest.skip("the packages of tests/foreign are not installed (scripts/setup test)")
    ran = subprocess.run(
        ["node", "-e", script, *arguments], cwd=FOREIGN, capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


GRAPHOLOGY = """
const {MultiGraph} = require("graphology"), gexf = require("graphology-gexf");
const text = require("fs").readFileSync(process.argv[1], "utf8");
const graph = gexf.parse(MultiGraph, text, {addMissingNodes: false});
console.log(JSON.stringify(graph.export()));
"""


@pytest.mark.parametrize("directed", [False, True])
def test_graphology_reads_gexf_with_its_picture(tmp_path: Path, directed: bool) -> None:
    path = tmp_path / "a.gexf"
    path.write_bytes(gexf.gexf(network(directed), VALUES, PICTURE))
    read = node(GRAPHOLOGY, str(path))
    assert isinstance(read, dict)
    first = read["nodes"][0]["attributes"]
    assert first["label"] == HOSTILE
    assert (first["x"], first["y"], first["size"]) == (0, 1, 4)
    assert read["nodes"][1]["attributes"]["x"] == 10.5
    colours = [one["attributes"]["color"] for one in read["nodes"]]
    assert colours == ["rgb(31,78,95)", "rgb(255,0,128)", "rgb(0,0,0)"]
    assert [one["attributes"]["degree"] for one in read["nodes"]] == [2, 1, 1]
    assert [one["attributes"]["weight"] for one in read["edges"]] == [0.5, 1.25]
    assert read["options"]["type"] == ("directed" if directed else "undirected")


def test_a_colour_that_is_none_is_refused() -> None:
    picture = PICTURE._replace(colours=["red", "#000000", "#000000"])
    with pytest.raises(KngError, match="no colour is written 'red'; expected #rrggbb"):
        gexf.gexf(network(), VALUES, picture)


@pytest.mark.parametrize("directed", [False, True])
def test_kumu_elements_are_known_by_address(directed: bool) -> None:
    read = json.loads(network_format("kumu").write(network(directed), VALUES)["kumu.json"])
    assert list(read) == ["elements", "connections"]
    assert read["elements"][0] == {
        "id": ID + "0",
        "label": HOSTILE,
        "type": "municipality",
        "label_en": HOSTILE,
        "latitude": 60.0,
        "longitude": 15.0,
        "degree": 2.0,
    }
    assert read["connections"][1] == {
        "id": f"{ID}0 {ID}2",
        "from": ID + "0",
        "to": ID + "2",
        "direction": "directed" if directed else "mutual",
        "type": "möte",
        "strength": 1.25,
        "count": 2,
        "evidence": f"{ID}m1 {ID}m2",
    }


def test_duckdb_joins_the_parquet_files(tmp_path: Path) -> None:
    for suffix, data in network_format("parquet").write(network(), VALUES).items():
        (tmp_path / suffix).write_bytes(data)
    edges = duckdb.read_parquet(str(tmp_path / "edges.parquet"))
    nodes = duckdb.read_parquet(str(tmp_path / "nodes.parquet"))
    assert [str(kind) for kind in nodes.types][-3:] == ["DOUBLE", "DOUBLE", "DOUBLE"]
    joined = edges.set_alias("e").join(nodes.set_alias("n"), "e.target = n.id")
    assert joined.project("n.label_sv, e.weight, e.count").order("weight").fetchall() == [
        ("Håbo\tkommun", 0.5, 1),
        ("Malmö, stad", 1.25, 2),
    ]


def test_the_data_package_says_what_duckdb_reads(tmp_path: Path) -> None:
    files = {
        "networks/test.nodes.csv": nodes_csv(network(), VALUES),
        "networks/test.edges.csv": edges_csv(network(), VALUES),
    }
    nodes, edges = files.items()
    meanings = {"degree": Bilingual("antal grannar", "number of neighbours")}
    package = json.loads(datapackage({"test": Tables(network(), VALUES, nodes, edges)}, meanings))
    kinds = {"string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT"}
    for resource in package["resources"]:
        path = tmp_path / resource["name"]
        path.write_bytes(files[resource["path"]])
        fields = resource["schema"]["fields"]
        columns = {field["name"]: kinds[field["type"]] for field in fields}
        read = duckdb.read_csv(str(path), dtype=columns, header=True, delimiter=",", quotechar='"')
        assert read.columns == list(columns)
        assert len(read.fetchall()) == {"test-nodes": 3, "test-edges": 2}[resource["name"]]
        assert all(" · " in field["description"] for field in fields)
        assert resource["bytes"] == len(files[resource["path"]])
    assert package["resources"][1]["schema"]["foreignKeys"][0] == {
        "fields": ["source"],
        "reference": {"resource": "test-nodes", "fields": ["id"]},
    }


def test_a_column_without_a_meaning_is_refused() -> None:
    held = Tables(network(), VALUES, ("n.csv", b""), ("e.csv", b""))
    with pytest.raises(KngError, match="network 'test': no meaning is known of the columns degree"):
        datapackage({"test": held}, {})
