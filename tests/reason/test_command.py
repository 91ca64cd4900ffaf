"""``kng check --reason`` as it is typed: findings, exit code, a limit that holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kng._cli import main

EXTRA = """@prefix kng: <https://w3id.org/kng/ns#> .
@prefix kng-graph: <https://w3id.org/kng/id/graph/> .
@prefix kng-source: <https://w3id.org/kng/id/source/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
kng-graph:register a prov:Bundle ; prov:wasDerivedFrom kng-source:register .
<PERSON> a kng:Organisation .
"""


@pytest.fixture
def folder(first_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_folder, tmp_path / "workspace"))


def checked(folder: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "-w", str(folder), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_first_source_holds_together(folder: Path) -> None:
    code, said = checked(folder, "--reason", "-l", "en")
    assert "info: kng check --reason: HermiT finds no contradiction; " in said
    assert (code == 0) == ("violations: 0" in said)
    assert "[profile]" not in said


def test_a_person_who_is_an_organisation_is_told_with_file_and_line(folder: Path) -> None:
    person = "https://w3id.org/kng/id/person/p247wm"
    (folder / "graph/sources/register.ttl").write_text(EXTRA.replace("PERSON", person), "utf-8")
    code, said = checked(folder, "--reason", "-l", "en")
    assert code == 1
    assert "violation: graph/sources/register.ttl:6: kng-person:p247wm (Erik Apel) is both " in said
    assert "and nothing can be both:" in said
    assert "kng-person:p247wm a kng:Organisation — graph/sources/register.ttl:6" in said
    assert "kng-person:p247wm a kng:Person — graph/sources/minimote-borlange.ttl:" in said
    assert "ontology/kng.ttl:" in said


def test_too_short_a_limit_is_a_violation_beside_the_others(folder: Path) -> None:
    before = sorted(p.name for p in folder.rglob("*"))
    code, said = checked(folder, "--reason", "--limit", "0.2")
    assert code == 1
    assert "violation: kng check --reason: resonemanget var inte färdigt efter 0.2 sekunder" in said
    assert sorted(p.name for p in folder.rglob("*")) == before


def test_a_limit_of_nothing_is_a_wrong_call(folder: Path) -> None:
    assert checked(folder, "--reason", "--limit", "0")[0] == 2
