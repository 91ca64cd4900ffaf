"""What ``import kng`` gives, and what it leaves alone."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_type_hints

import pytest

import kng
from kng._cli import main

from .conftest import ROOT, environment

VERBS = ["build", "check", "query", "network", "rank", "explain", "map", "report"]
HEAVY = [
    *("rdflib", "oxrdflib", "networkx", "scipy", "numpy", "pyvis", "igraph", "pyoxigraph"),
    *("jinja2", "yaml", "click"),
]
WATCHED = """
import json, sys
events = []
sys.addaudithook(lambda event, args: events.append([event, str(args[0]) if args else ""]))
import kng
kng.__all__, dir(kng), kng.__version__
seen = [e for e in events if e[0] == "open" or e[0].startswith("socket")]
print(json.dumps({"seen": seen, "modules": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def watched() -> dict[str, list[list[str]]]:
    ran = subprocess.run(
        [
            sys.executable,
            "-IB",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})" + WATCHED,
        ],
        env=environment(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    found: dict[str, list[list[str]]] = json.loads(ran.stdout)
    return found


def test_import_reads_only_its_own_module_and_opens_no_socket(
    watched: Mapping[str, list[list[str]]],
) -> None:
    standard, own = Path(inspect.getfile(json)).parents[1], ROOT / "src/kng"
    opened = [Path(name) for event, name in watched["seen"] if event == "open"]
    own_module = {own / "__init__.py", *own.glob("__pycache__/__init__.*.pyc")}
    assert own_module & set(opened)
    for path in opened:
        is_standard = path.is_relative_to(standard) and "site-packages" not in path.parts
        assert is_standard or path in own_module, path
    assert [event for event, _ in watched["seen"] if event.startswith("socket")] == []


def test_import_loads_no_other_library(watched: Mapping[str, list[str]]) -> None:
    assert [name for name in HEAVY if name in watched["modules"]] == []
    assert [name for name in watched["modules"] if name.startswith("kng.")] == []


def test_a_light_verb_loads_no_heavy_library() -> None:
    script = """if True:
        import sys
        from kng._cli import main
        main(["query", "--list"], standalone_mode=False)
        print(*sys.modules, file=sys.stderr)
    """
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    loaded = set(ran.stderr.decode().split())
    assert "click" in loaded
    assert loaded & {"numpy", "scipy", "networkx", "igraph", "pyvis", "rdflib"} == set()


def test_all_is_sorted_and_each_name_is_there_and_documented() -> None:
    assert kng.__all__ == sorted(kng.__all__, key=lambda name: (name[0].islower(), name))
    assert len(set(kng.__all__)) == len(kng.__all__)
    for name in kng.__all__:
        assert len(inspect.getdoc(getattr(kng, name)) or "") > 20, name
        assert name in dir(kng)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kng.nothing


def test_every_verb_is_a_command_and_a_function_with_types() -> None:
    for verb in VERBS:
        assert verb in main.commands
    for verb in main.commands:
        function = getattr(kng, "import_table" if verb == "import" else verb)
        assert inspect.isfunction(function), verb
        signature = inspect.signature(function)
        assert "workspace" in signature.parameters, verb
        for parameter in signature.parameters.values():
            assert parameter.annotation is not inspect.Parameter.empty, (verb, parameter)
        assert signature.return_annotation is not inspect.Signature.empty, verb


def test_results_are_of_the_promised_types(first_folder: Path) -> None:
    import networkx

    answer = kng.query("hosts", workspace=first_folder)
    assert isinstance(answer, kng.Answer)
    assert isinstance(kng.network("people-by-meetings", workspace=first_folder), networkx.Graph)
    assert [fault.check for fault in kng.check(first_folder)] == ["CapacityKnown"]
    places = kng.rank("strength", workspace=first_folder)
    assert all(isinstance(place, kng.Ranked) for place in places)
    assert [place.rank for place in places] == sorted(place.rank for place in places)
    assert isinstance(kng.explain("Abresparr", "Loberg", first_folder), kng.Explanation)
    assert get_type_hints(kng.Ranked)["value"] is float


def test_answers_are_plain_values(first_folder: Path) -> None:
    text = """SELECT ?city ?latitude ?many ?yes ?label ?none ?odd {
      VALUES (?city ?many ?yes ?odd) { (kng-municipality:2081 7 true "x"^^xsd:integer) }
      ?city rdfs:label ?label ; kng:territory/geo:lat ?latitude
      FILTER(LANG(?label) = "sv") OPTIONAL { ?city kng:no-such ?none }
    }"""
    answer = kng.query(text, workspace=first_folder)
    (row,) = list(answer)
    assert len(answer) == 1
    assert {name: type(value) for name, value in row.items()} == {
        "city": str,
        "latitude": float,
        "many": int,
        "yes": bool,
        "label": str,
        "none": type(None),
        "odd": str,
    }
    assert row["city"] == "https://w3id.org/kng/id/municipality/2081"
    assert row["label"] == "Borlänge kommun"
    assert (row["many"], row["yes"]) == (7, True)
    assert isinstance(iter(answer), Iterator)


def test_network_has_labels_weights_and_evidence(first_folder: Path) -> None:
    graph = kng.network("people-by-meetings", workspace=first_folder)
    names = {data["label_sv"]: node for node, data in graph.nodes(data=True)}
    tie = graph.edges[names["Salomon Abresparr"], names["Evelina Loberg"]]
    assert tie["weight"] == 1 / 4
    assert graph.edges[names["Salomon Abresparr"], names["Anna Wenstedt"]]["weight"] == 1 / 6
    assert all(
        address.startswith("https://w3id.org/kng/id/meeting/") for address in tie["evidence"]
    )
    counted = kng.network("people-by-meetings", "count", first_folder)
    assert counted.edges[names["Salomon Abresparr"], names["Evelina Loberg"]]["weight"] == 1


def test_dataset_holds_each_source_and_the_merged_graphs(first_folder: Path) -> None:
    from rdflib import URIRef

    from kng._namespaces import ASSERTED, ID

    dataset = kng.dataset(first_folder)
    names = {str(graph.identifier) for graph in dataset.graphs()}
    assert {ASSERTED, f"{ID}graph/minimote-borlange", f"{ID}graph/municipalities"} <= names
    assert len(dataset.graph(URIRef(ASSERTED))) > 1000
