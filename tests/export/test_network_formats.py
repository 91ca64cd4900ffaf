"""The network formats, read back by other libraries."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import numpy as np
import pytest

from kng._errors import KngError, UnknownName
from kng._export import NETWORK_FORMATS, Measured, measures_csv, network_format
from kng._values import Bilingual, Evidence, Network, Thing

SCRIPT = '</script><script>alert("å & ä")</script>'
FORMULA = '=HYPERLINK("http://x.org","ö"),1'
CONTROL = "rad\nbrytning\x00\x0b\x1f\ud800\ufffe slut"
ID = "https://x.org/id/"
NAMES = {"formatted": SCRIPT, "formula": FORMULA, "odd": CONTROL, "plain": "Borlänge"}


def network(directed: bool = False) -> Network:
    nodes = tuple(
        Thing(
            ID + key,
            Bilingual(name, "" if key == "plain" else f"@{name}"),
            "municipality",
            *((60.4858, -15.4364) if key == "plain" else ()),
        )
        for key, name in NAMES.items()
    )
    return Network(
        name="test",
        title=Bilingual("Nät & <noder>", "Net"),
        tie=Bilingual("möte\x01", "meeting"),
        directed=directed,
        weighting="newman",
        nodes=nodes,
        source=np.array([0, 0]),
        target=np.array([1, 3]),
        weight=np.array([1 / 3, 1.25]),
        evidence=(
            (Evidence(ID + "m1", 1 / 3, 4, "stated"),),
            (Evidence(ID + "m1", 0.25, 5, "stated"), Evidence(ID + "m2", 1.0, 2, "stated")),
        ),
    )


VALUES = {
    "strength": np.array([1.5833333333333, 1 / 3, 0.0, 1.25]),
    "degree": np.array([2.0, 1, 0, 1]),
}
RANKS = {"strength": np.array([1, 3, 4, 2]), "degree": np.array([1, 2, 4, 2])}
CLEAN = "rad\nbrytning\ufffd\ufffd\ufffd\ufffd\ufffd slut"


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def written(name: str, directed: bool = False) -> dict[str, bytes]:
    return network_format(name).write(network(directed), VALUES)


def test_names_and_files() -> None:
    files = {one.name: list(one.writers) for one in NETWORK_FORMATS}
    assert files == {
        "gexf": ["gexf"],
        "graphml": ["graphml"],
        "csv": ["edges.csv", "nodes.csv"],
        "json": ["json"],
        "kumu": ["kumu.json"],
        "parquet": ["edges.parquet", "nodes.parquet"],
    }
    assert all(one.meaning.sv and one.meaning.en for one in NETWORK_FORMATS)
    with pytest.raises(UnknownName, match="no network format is called 'pajek'"):
        network_format("pajek")


def test_gexf_says_version_and_no_date() -> None:
    text = written("gexf")["gexf"].decode("utf-8")
    root = ET.fromstring(text)
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.attrib == {"version": "1.3"}
    assert "lastmodified" not in text


@pytest.mark.parametrize("directed", [False, True])
def test_gexf_is_read_by_networkx(directed: bool) -> None:
    graph = nx.read_gexf(io.BytesIO(written("gexf", directed)["gexf"]), version="1.3")
    assert graph.is_directed() == directed
    assert graph.nodes[ID + "formatted"]["label"] == SCRIPT
    assert graph.nodes[ID + "odd"]["label"] == CLEAN
    assert graph.nodes[ID + "plain"] == {
        "label": "Borlänge",
        "label_en": "Borlänge",
        "kind": "municipality",
        "latitude": 60.4858,
        "longitude": -15.4364,
        "degree": 1.0,
        "strength": 1.25,
    }
    assert "latitude" not in graph.nodes[ID + "formula"]
    tie = graph.edges[ID + "formatted", ID + "plain"]
    assert (tie["weight"], tie["count"]) == (1.25, 2)
    assert tie["evidence"] == f"{ID}m1 {ID}m2"
    assert graph.number_of_edges() == 2


@pytest.mark.parametrize("directed", [False, True])
def test_graphml_is_read_by_networkx(directed: bool) -> None:
    graph = nx.read_graphml(io.BytesIO(written("graphml", directed)["graphml"]))
    assert graph.is_directed() == directed
    assert graph.graph["title_sv"] == "Nät & <noder>"
    assert graph.graph["tie_sv"] == "möte\ufffd"
    assert graph.nodes[ID + "formatted"]["label_sv"] == SCRIPT
    assert graph.nodes[ID + "formatted"]["label_en"] == "@" + SCRIPT
    assert graph.nodes[ID + "odd"]["label_sv"] == CLEAN
    assert graph.nodes[ID + "formula"]["strength"] == 0.333333333
    assert graph.nodes[ID + "plain"]["longitude"] == -15.4364
    assert "longitude" not in graph.nodes[ID + "odd"]
    assert graph.edges[ID + "formatted", ID + "plain"] == {
        "weight": 1.25,
        "count": 2,
        "evidence": f"{ID}m1 {ID}m2",
    }


def test_graphml_is_read_by_igraph(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(written("graphml")["graphml"])
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (4, 2, False)
    assert graph.vs["label_sv"] == [SCRIPT, FORMULA, CLEAN, "Borlänge"]
    assert graph.vs["strength"] == [1.58333333, 0.333333333, 0, 1.25]
    assert graph.es["weight"] == [0.333333333, 1.25]
    assert graph.es["count"] == [1, 2]


@pytest.mark.parametrize("directed", [False, True])
def test_json_is_read_by_networkx_as_what_the_network_gives(directed: bool) -> None:
    data = written("json", directed)["json"]
    graph = nx.node_link_graph(json.loads(data), edges="edges")
    expected = network(directed).to_networkx()
    assert type(graph) is type(expected)
    assert set(graph.nodes) == set(expected.nodes)
    assert graph.nodes[ID + "plain"] == {
        **expected.nodes[ID + "plain"],
        "label_en": "Borlänge",
        "degree": 1.0,
        "strength": 1.25,
    }
    assert graph.nodes[ID + "formatted"]["label_sv"] == SCRIPT
    tie = (ID + "formatted", ID + "plain")
    assert graph.edges[tie] == expected.edges[tie]
    assert graph.edges[tie]["evidence"] == [ID + "m1", ID + "m2"]
    assert expected.graph.items() <= graph.graph.items()


def test_json_keys_are_sorted() -> None:
    data = written("json")["json"]
    again = json.dumps(json.loads(data), ensure_ascii=False, indent=1, sort_keys=True)
    assert data.decode("utf-8") == again + "\n"


def test_csv_of_the_ties() -> None:
    ties = read_csv(written("csv")["edges.csv"])
    assert ties[1] == {
        "source": ID + "formatted",
        "target": ID + "plain",
        "source_label": SCRIPT,
        "target_label": "Borlänge",
        "weight": "1.25",
        "count": "2",
        "evidence": f"{ID}m1 {ID}m2",
    }
    assert ties[0]["weight"] == "0.333333333"
    assert len(ties) == 2


def test_csv_of_the_nodes_keeps_numbers_and_calms_formulas() -> None:
    data = written("csv")["nodes.csv"]
    nodes = {row["id"].removeprefix(ID): row for row in read_csv(data)}
    assert list(nodes["plain"])[-4:] == ["latitude", "longitude", "degree", "strength"]
    assert nodes["plain"]["longitude"] == "-15.4364"
    assert nodes["formula"]["label_sv"] == "'" + FORMULA
    assert nodes["formatted"]["label_en"] == "'@" + SCRIPT
    assert nodes["odd"]["label_sv"] == CLEAN
    assert nodes["odd"]["latitude"] == ""
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_starts_as_a_formula(start: str) -> None:
    hostile = Thing(ID + "x", Bilingual(start + "1;2", start + '"'), start + "cmd")
    empty = np.array([], dtype=np.int64)
    one = Network(
        *("n", Bilingual("", ""), Bilingual("", ""), False, "count", (hostile,)),
        *(empty, empty, np.array([]), ()),
    )
    (row,) = read_csv(network_format("csv").write(one, {})["nodes.csv"])
    assert [row["label_sv"], row["label_en"], row["kind"]] == [
        f"'{start}1;2",
        f"'{start}\"",
        f"'{start}cmd",
    ]


def test_measures_table() -> None:
    data = measures_csv(Measured(network(), VALUES, RANKS))
    table = read_csv(data)
    head = "id,label_sv,label_en,kind,degree,degree_rank,strength,strength_rank"
    assert data.decode("utf-8").splitlines()[0] == head
    assert [row["id"] for row in table] == sorted(ID + key for key in NAMES)
    assert list(table[3].values())[1:] == [
        *("Borlänge", "Borlänge", "municipality", "1", "2", "1.25", "2"),
    ]
    assert table[0]["strength"] == "1.58333333"


def test_values_and_ranks_that_do_not_fit_are_refused() -> None:
    for one in NETWORK_FORMATS:
        for wrong in (np.zeros(3), np.array([1, 2, 3, np.nan])):
            with pytest.raises(KngError, match="'test': the measure 'degree' must have a finite"):
                one.write(network(), {"degree": wrong})
    with pytest.raises(KngError, match="'strength' must have a rank"):
        measures_csv(Measured(network(), VALUES, {"degree": RANKS["degree"]}))


def test_an_empty_network_is_written() -> None:
    empty = np.array([], dtype=np.int64)
    none = Network(
        *("n", Bilingual("", ""), Bilingual("", ""), False, "count", ()),
        *(empty, empty, np.array([]), ()),
    )
    files = {
        suffix: data for one in NETWORK_FORMATS for suffix, data in one.write(none, {}).items()
    }
    assert files["nodes.csv"] == b"id,label_sv,label_en,kind,latitude,longitude\n"
    assert len(nx.read_gexf(io.BytesIO(files["gexf"]), version="1.3")) == 0
    assert len(nx.read_graphml(io.BytesIO(files["graphml"]))) == 0
    assert json.loads(files["json"])["nodes"] == []


HASHED = """
import hashlib, sys
sys.path.insert(0, {folder!r})
import test_network_formats as case
from kng._export import NETWORK_FORMATS, Measured, measures_csv
values = {{name: case.VALUES[name] for name in {{"strength", "degree"}}}}
for one in NETWORK_FORMATS:
    for suffix, data in one.write(case.network(), values).items():
        print(suffix, hashlib.sha256(data).hexdigest())
print(hashlib.sha256(measures_csv(Measured(case.network(), values, case.RANKS))).hexdigest())
"""


def test_same_bytes_under_any_hash_seed() -> None:
    """The measures are handed over in the order of a set, which the seed decides."""
    code = HASHED.format(folder=str(Path(__file__).parent))
    answers = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert len(answers[0].splitlines()) == 9
    assert len(set(answers)) == 1
