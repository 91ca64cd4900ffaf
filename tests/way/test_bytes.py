"""The same input gives the same bytes, whatever the machine, and exports/ is what build makes."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kng import _build as way
from kng._build import Graph

from .conftest import ROOT, contents, environment

WORLDS = {
    "one": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    "deeper/another": {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LANG": "sv_SE.UTF-8"},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, first_folder: Path) -> dict[str, Path]:
    """Exports of the first source, built on two unlike machines at the same time."""
    folder = tmp_path_factory.mktemp("worlds")
    running = {}
    for name, world in WORLDS.items():
        shutil.copytree(first_folder, folder / name)
        for file in (folder / name).rglob("*.*"):
            os.utime(file, (0, 0) if name == "one" else None)
        running[name] = subprocess.Popen(
            [sys.executable, "-m", "kng", "build"],
            cwd=folder / name,
            env=environment(world),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    for name, process in running.items():
        told, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong.decode()
        assert wrong == b"", "quiet where there is no terminal"
        assert str(folder / name / "exports/map.html").encode() in told
    return {name: folder / name / "exports" for name in WORLDS}


@pytest.fixture(params=["first source", "committed"])
def exports(
    request: pytest.FixtureRequest, built: dict[str, Path], first_folder: Path
) -> tuple[Path, Path]:
    """The exports of the first source and those of the project, each with its workspace."""
    committed = request.param == "committed"
    return (ROOT / "exports", ROOT) if committed else (built["one"], first_folder)


def test_two_builds_give_the_same_bytes(built: dict[str, Path]) -> None:
    one, other = map(contents, built.values())
    assert one == other
    assert len(one) > 20


@pytest.mark.parametrize("python", ["python3.11", "python3.12", "python3.13"])
def test_another_python_exports_the_same_bytes(
    python: str, built: dict[str, Path], tmp_path: Path
) -> None:
    """Of the graph, in every format. ``KNG_PYTHONS`` names folders where to look for them."""
    path = os.pathsep.join([os.environ.get("KNG_PYTHONS", ""), os.environ.get("PATH", "")])
    program = shutil.which(python, path=path)
    if (
        not program
        or subprocess.run(
            [program, "-c", "import click, pyoxigraph, rapidfuzz, rdflib, yaml"],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip(f"{python} with the packages of kng is not installed")
    found: list[dict[str, str]] = []
    for name, run in (("ours", sys.executable), ("theirs", program)):
        subprocess.run(
            [run, "-m", "kng", "export", "--out", str(tmp_path / name)],
            cwd=built["one"].parent,
            env=environment({"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}),
            check=True,
            capture_output=True,
            timeout=120,
        )
        found.append(contents(tmp_path / name))
    assert found[0] == found[1]
    assert {"kng-12.ttl", "kng.jsonld", "kng.nq", "kng.rdf", "dcat.ttl"} <= set(found[0])


def test_exports_are_the_ones_that_are_promised(exports: tuple[Path, Path]) -> None:
    folder, workspace = exports
    found = set(contents(folder))
    assert {f"report/{name}" for name in ("sv.md", "en.md", "sv.html", "en.html")} <= found
    assert {"kng.ttl", "kng-inferred.ttl", "kng-evidence.ttl", "kng.trig", "map.html"} <= found
    assert {"context.jsonld", "dcat.ttl", "void.ttl", "ro-crate-metadata.json"} <= found
    assert {"CITATION.cff", "SOURCES.md", "MANIFEST.json"} <= found
    rules = {f"rules/{path.stem}.ttl" for path in (workspace / "ontology/rules").glob("*.rq")}
    assert rules == {name for name in found if name.startswith("rules/")}
    sources = {f"sources/{path.name}" for path in (workspace / "graph").rglob("*.ttl")}
    assert sources | {"sources/schemes.ttl"} == {n for n in found if n.startswith("sources/")}
    for network in (path.stem for path in (ROOT / "queries/networks").glob("*.rq")):
        endings = ("gexf", "graphml", "json", "nodes.csv", "edges.csv")
        assert {f"networks/{network}.{ending}" for ending in endings} <= found
        assert f"measures/{network}.csv" in found


def test_nothing_of_the_machine_is_in_the_exports(built: dict[str, Path]) -> None:
    now = time.time()
    days = {time.strftime("%Y-%m-%dT", time.gmtime(now + 3600 * hours)) for hours in (-14, 0, 14)}
    told = {str(ROOT), "/tmp/", "/home/", "/root/", str(built["one"].parents[1]), *days}
    told |= {name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 5}
    for file in built["one"].rglob("*.*"):
        data = file.read_bytes()
        assert [word for word in told if word.encode() in data] == [], file.name


def test_manifest_lists_every_file_with_its_hash(exports: tuple[Path, Path]) -> None:
    folder, _ = exports
    manifest = json.loads((folder / "MANIFEST.json").read_bytes())
    listed = {entry["path"]: entry for entry in manifest["files"]}
    assert sorted(listed) == sorted(set(contents(folder)) - {"MANIFEST.json"})
    for path, entry in listed.items():
        data = (folder / path).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest(), path
        assert entry["bytes"] == len(data), path
    triples = manifest["triples"]
    assert triples["minimote-borlange"] > 100
    assert triples["asserted"] <= sum(
        count for name, count in triples.items() if name not in ("asserted", "derived")
    )


def test_committed_exports_are_what_build_makes(graph: Graph) -> None:
    committed = ROOT / "exports"
    told = "run kng build and commit exports/"
    assert committed.is_dir(), f"exports/ is missing: {told}"
    made = {name: hashlib.sha256(data).hexdigest() for name, data in way.exports(graph).items()}
    kept = contents(committed)
    differ = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert differ == [], f"exports/ is not what build makes: {told}; differing: {differ}"
