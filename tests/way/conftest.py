"""A copy of the first source's workspace that a test may spoil, and kng as a user runs it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kng._cli import main

ROOT = Path(__file__).parents[2]
BUNDLE = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix kng: <https://w3id.org/kng/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/kng/id/> .

<graph/{name}> a prov:Bundle ; prov:wasDerivedFrom <source/minimote-borlange> ;
    kng:extractedOn "2026-11-23"^^xsd:date ; kng:method "Hittat på."@sv , "Made up."@en .

"""

Kng = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
Plant = Callable[[str, str], Path]


@pytest.fixture
def copy(tmp_path: Path, first_folder: Path) -> Path:
    """A workspace of one's own, without exports."""
    return Path(shutil.copytree(first_folder, tmp_path / "workspace"))


@pytest.fixture
def plant(copy: Path) -> Plant:
    """Add a source graph with a proper head to the copy; facts begin on line 12."""

    def add(name: str, facts: str) -> Path:
        file = copy / f"graph/sources/{name}.ttl"
        file.write_text(BUNDLE.format(name=name) + facts, "utf-8")
        return file

    return add


@pytest.fixture
def kng(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Kng:
    """Run a verb in the copy; what it ends with is never a traceback."""
    monkeypatch.chdir(copy)

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        return result

    return run


@pytest.fixture
def process(copy: Path) -> Process:
    """Run a verb in a process of its own, in the copy."""

    def run(
        *arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path = copy
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "kng", *map(str, arguments)],
            cwd=cwd,
            env=environment(env),
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a process needs to find kng, and nothing of the locale of who runs the tests."""
    bare = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src")}
    return {**bare, **(extra or {})}


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
