"""A release: a later version in every file that says one, or in none."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS

import kng
from kng import FaultsFound, UsageError, WorkspaceError
from kng._cli import main
from kng._export.turtle import turtle
from kng._namespaces import ONTOLOGY
from kng._store import parse_turtle
from kng._workspace import write_files

NODE = URIRef(ONTOLOGY)
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A verb.\n\n## [0.1.0] - 2026-11-23\n"
MEMBER = """
<https://w3id.org/kng/id/membership/klimatneutrala-stader-2030_2180_9> a
    <https://w3id.org/kng/ns#ProgrammeMembership> ;
    <http://www.w3.org/ns/org#member> <https://w3id.org/kng/id/municipality/2180> ;
    <http://www.w3.org/ns/org#organization>
        <https://w3id.org/kng/id/programme/klimatneutrala-stader-2030> .
"""


def git(folder: Path, *arguments: str) -> None:
    author = ["-c", "user.name=t", "-c", "user.email=t@e.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *author, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, first_folder: Path, root: Path) -> Path:
    """The first source as a project in git whose version 0.1.0 is tagged, with a member more."""
    folder = Path(shutil.copytree(first_folder, tmp_path / "project"))
    (folder / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    shutil.copy(root / "CITATION.cff", folder)
    (folder / "pyproject.toml").write_text('[project]\nname = "kng"\nversion = "0.1.0"\n')
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "tag", "v0.1.0")
    with (folder / "graph/sources/minimote-borlange.ttl").open("a") as file:
        file.write(MEMBER)
    git(folder, "commit", "-qam", "a member")
    return folder


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["release", "-w", str(project), *arguments])


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_every_file_that_says_a_version_says_the_new_one(project: Path) -> None:
    ran = run(project, "0.2.0", "--day", "2026-12-01", "--language", "en")
    assert ran.exit_code == 0, ran.stderr
    assert "git tag v0.2.0" in ran.stdout
    data = (project / "ontology/kng.ttl").read_bytes()
    assert data == turtle(parse_turtle(data, "kng.ttl")[0]), "canonical still"
    ontology = Graph().parse(data=data)
    assert str(ontology.value(NODE, OWL.versionInfo, any=False)) == "0.2.0"
    assert ontology.value(NODE, OWL.versionIRI, any=False) == URIRef(f"{ONTOLOGY}/0.2.0")
    assert ontology.value(NODE, OWL.priorVersion, any=False) == URIRef(f"{ONTOLOGY}/0.1.0")
    assert str(ontology.value(NODE, DCTERMS.issued, any=False)) == "2026-12-01"
    notes = {getattr(n, "language", ""): str(n) for n in ontology.objects(NODE, SKOS.changeNote)}
    assert set(notes) == {"sv", "en"}
    assert notes["en"].startswith("0.2.0: ")
    assert "programme membership: 1 added" in notes["en"]
    for text in ontology.objects(NODE, DCTERMS.bibliographicCitation):
        assert "0.2.0" in str(text)
        assert "0.1.0" not in str(text)
    assert yaml.safe_load((project / "CITATION.cff").read_text("utf-8"))["version"] == "0.2.0"
    assert 'version = "0.2.0"' in (project / "pyproject.toml").read_text("utf-8")
    manifest = json.loads((project / "exports/MANIFEST.json").read_bytes())
    assert manifest["version"] == "0.2.0"
    assert 'dcat:version "0.2.0"' in (project / "exports/dcat.ttl").read_text("utf-8")
    told = (project / "CHANGELOG.md").read_text("utf-8")
    top, _, rest = told.partition("## [0.2.0] - 2026-12-01\n\n### Data\n\n")
    assert top == "# Changelog\n\n## [Unreleased]\n\n"
    assert "joined" in rest.partition("### Added\n\n- A verb.")[0]
    assert rest.endswith("### Added\n\n- A verb.\n\n## [0.1.0] - 2026-11-23\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("0.1.0",), ["0.1.0 is no later than 0.1.0"]),
        (("0.0.9",), ["no later"]),
        (("2",), ["'2' is no version; expected three numbers"]),
        (("0.2.0", "--day", "2026-12"), ["'2026-12' is no day"]),
        (("v2", "--day", "soon"), ["'v2' is no version", "'soon' is no day"]),
        (("0.2.0", "--since", "nowhere"), ["'nowhere' is no folder of exports"]),
    ],
)
def test_a_wrong_call_changes_nothing(
    project: Path, arguments: tuple[str, ...], told: list[str]
) -> None:
    before = hashes(project)
    ran = run(project, *arguments)
    assert ran.exit_code == 2
    assert len(ran.stderr.splitlines()) == len(told)
    assert all(text in ran.stderr for text in told)
    assert hashes(project) == before


def test_what_is_not_committed_or_not_sound_is_not_released(project: Path) -> None:
    file = project / "graph/sources/minimote-borlange.ttl"
    sound = file.read_text("utf-8")
    file.write_text(sound + "<https://e.org/x> <https://w3id.org/kng/ns#shoeSize> 43 .\n", "utf-8")
    with pytest.raises(FaultsFound, match="left untouched"):
        kng.release("0.2.0", project)
    file.write_text(f"{sound}# a word\n", "utf-8")
    with pytest.raises(WorkspaceError, match="not committed yet: graph/sources/minimote"):
        kng.release("0.2.0", project)
    file.write_text(sound, "utf-8")
    (project / "CHANGELOG.md").write_text("# Changelog\n")
    before = hashes(project)
    with pytest.raises(WorkspaceError, match=r"no line '## \[Unreleased\]'"):
        kng.release("0.2.0", project, since="v0.1.0")
    assert hashes(project) == before


def test_a_file_that_cannot_be_written_puts_back_those_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"a.txt": b"old a", "sub/b.txt": b"old b", "c.txt": b"old c"}
    for name, data in old.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    replace, calls = Path.replace, []

    def fails_at_the_third(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails_at_the_third)
    with pytest.raises(WorkspaceError, match="No space left"):
        write_files(tmp_path, dict.fromkeys(old, b"new"))
    monkeypatch.undo()
    found = {
        str(p.relative_to(tmp_path)): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()
    }
    assert found == old
    write_files(tmp_path, dict.fromkeys(old, b"new"))
    assert (tmp_path / "sub/b.txt").read_bytes() == b"new"


def test_a_call_without_a_history_says_since_when(project: Path) -> None:
    shutil.rmtree(project / ".git")
    with pytest.raises(UsageError, match=r"'v0.1.0' is no folder of exports"):
        kng.release("0.2.0", project)
