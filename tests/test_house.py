"""What the house promises: README, lock, licences, packaging, and that the gates can bite."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
VENDORED = {ROOT / f"src/kng/{folder}/vendor" for folder in ("_map", "_serve/editor")}
SCRIPTS = [
    ROOT / ".ci/run",
    *(p for p in sorted((ROOT / "scripts").iterdir()) if p.is_file() and not p.suffix),
]
SHIPPED_FOLDERS = ("ontology", "graph", "queries")
MADE_FOLDERS = {"build", "dist", "__pycache__", "node_modules"}


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text, but for what is made, vendored or hidden."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [
            name
            for name in names
            if name not in MADE_FOLDERS
            and (not name.startswith(".") or name == ".ci")
            and Path(folder, name) not in VENDORED
        ]
        for name in files:
            path = Path(folder, name)
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def shell_blocks(heading: str) -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", readme, re.M | re.S)
    return re.findall(r"^```sh\n(.*?)^```$", section, re.M | re.S)


def locked_versions(lock: Path) -> dict[str, str]:
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.M)
    return {canonicalize_name(name): version for name, version in pins}


def group(name: str) -> list[Requirement]:
    found: list[Requirement] = []
    for entry in PROJECT["dependency-groups"][name]:
        if isinstance(entry, dict):
            found += group(entry["include-group"])
        else:
            found.append(Requirement(entry))
    return found


def runtime() -> list[Requirement]:
    return [Requirement(line) for line in PROJECT["project"]["dependencies"]]


@pytest.mark.parametrize(
    ("heading", "last"), [("Run", "exports/map.html"), ("Test", "scripts/check")]
)
def test_readme_has_one_shell_block_that_sets_up_first(heading: str, last: str) -> None:
    (block,) = shell_blocks(heading)
    lines = block.splitlines()
    assert lines[0].startswith(f"scripts/setup {heading.lower()}")
    assert last in lines[-1]


def test_ci_runs_the_test_block_word_for_word(tmp_path: Path) -> None:
    ci = tmp_path / ".ci/run"
    ci.parent.mkdir()
    ci.write_bytes((ROOT / ".ci/run").read_bytes())
    readme = "## Run\n```sh\nexit 3\n```\n## Test\n\n```sh\necho 'å  b' &&\nexit 7\n```\n"
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    done = subprocess.run(["bash", ci], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (7, "å  b\n")


def test_ci_fails_without_a_test_block(tmp_path: Path) -> None:
    ci = tmp_path / ".ci/run"
    ci.parent.mkdir()
    ci.write_bytes((ROOT / ".ci/run").read_bytes())
    (tmp_path / "README.md").write_text("## Test\n\nnone\n", encoding="utf-8")
    done = subprocess.run(["bash", ci], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "no sh block" in done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_executable_and_parses(script: Path) -> None:
    assert os.access(script, os.X_OK)
    shell = "bash" if script.parent.name == ".ci" else "sh"
    subprocess.run([shell, "-n", script], check=True)


def test_setup_refuses_an_unknown_kind() -> None:
    done = subprocess.run(
        ["sh", ROOT / "scripts/setup", "tset"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr == "usage: scripts/setup [run|test]\n"


def test_setup_names_the_interpreter_that_it_did_not_find() -> None:
    done = subprocess.run(
        ["sh", ROOT / "scripts/setup", "run"],
        env={**os.environ, "PYTHON": "python2.missing"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "no Python 3.11 or newer (looked for: python2.missing)" in done.stderr


def test_make_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.M)
    assert set(targets) >= {"check", "test", "bench", "build", "lock"}
    assert re.findall(r"^([a-z]+):.*? ## \S", makefile, re.M) == targets


def test_citation_states_the_version_and_the_licence_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["project"]["version"]
    assert PROJECT["project"]["license"].startswith(citation["license"])


def test_changelog_tells_of_this_version_or_of_what_will_be_in_it() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## \[(.+?)\]", changelog, re.M)[0]
    assert newest in ("Unreleased", PROJECT["project"]["version"])


def test_licence_texts_are_whole() -> None:
    eupl = (ROOT / "LICENSES/EUPL-1.2.txt").read_text(encoding="utf-8")
    assert eupl in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.findall(r"^(\d+)\.\w", eupl, re.M) == [str(n) for n in range(1, 16)]
    creative_commons = (ROOT / "LICENSES/CC-BY-4.0.txt").read_text(encoding="utf-8")
    sections = re.findall(r"^Section (\d) – ", creative_commons, re.M)
    assert sections == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize("requirement", [*runtime(), *group("dev")], ids=str)
def test_dependency_is_bounded_below_and_above(requirement: Requirement) -> None:
    operators = {specifier.operator for specifier in requirement.specifier}
    assert operators == {">=", "<"}


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [("build", group("build")), ("run", runtime()), ("test", [*runtime(), *group("dev")])],
    ids=["build", "run", "test"],
)
def test_lock_holds_what_the_project_asks_for(lock: str, requirements: list[Requirement]) -> None:
    locked = locked_versions(ROOT / f"requirements/{lock}.txt")
    misfits = [
        str(asked)
        for asked in requirements
        if not asked.specifier.contains(locked.get(canonicalize_name(asked.name), "0"))
    ]
    assert misfits == []


def test_locks_agree() -> None:
    whole = locked_versions(ROOT / "requirements/test.txt")
    for name in ("build", "run"):
        assert locked_versions(ROOT / f"requirements/{name}.txt").items() <= whole.items()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_has_hashes_and_names_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"\w+://|--(?:index|extra|find|trusted)\S*", text) == []


def test_no_file_names_a_place_on_a_machine() -> None:
    place = re.compile(r"(?<![\w./:-])/(?:work|root|home|Users)/[\w.]+")
    found = {str(path): place.findall(text) for path, text in text_files() if place.search(text)}
    assert found == {}


def undocumented(tree: ast.Module) -> Iterator[str]:
    """What a reader may call, and is not told about."""
    if not ast.get_docstring(tree):
        yield "the module"
    scopes: list[tuple[str, ast.Module | ast.ClassDef]] = [("", tree)]
    while scopes:
        prefix, scope = scopes.pop()
        for node in scope.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            overloaded = any("overload" in ast.dump(mark) for mark in node.decorator_list)
            if node.name.startswith("_") or overloaded:
                continue
            if not ast.get_docstring(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                scopes.append((f"{prefix}{node.name}.", node))


def test_every_public_name_is_documented() -> None:
    missing = {
        str(path.relative_to(ROOT)): names
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (names := list(undocumented(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert missing == {}


def test_undocumented_names_would_be_found() -> None:
    source = "class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    'Says so.'\n"
    assert list(undocumented(ast.parse(source))) == ["the module", "A", "A.b"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built without the network."""
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out)]
    subprocess.run([*pip, *options, str(ROOT)], check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return archive


def sources(folder: Path) -> set[Path]:
    return {
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("folder", SHIPPED_FOLDERS)
def test_wheel_carries_the_workspace(wheel: zipfile.ZipFile, folder: str) -> None:
    expected = {f"kng/_shipped/{folder}/{path}" for path in sources(ROOT / folder)}
    assert expected
    assert expected - set(wheel.namelist()) == set()


def test_wheel_carries_the_whole_package(wheel: zipfile.ZipFile) -> None:
    expected = {f"kng/{path}" for path in sources(ROOT / "src/kng")}
    assert {"kng/__init__.py", "kng/py.typed"} <= expected
    assert any(name.startswith("kng/_map/vendor/") for name in expected)
    assert expected - set(wheel.namelist()) == set()


def test_wheel_carries_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"kng", f"kng-{PROJECT['project']['version']}.dist-info"}


def test_wheel_carries_the_licences(wheel: zipfile.ZipFile) -> None:
    licences = {name.split("/licenses/")[1] for name in wheel.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSES/EUPL-1.2.txt", "LICENSES/CC-BY-4.0.txt"}
