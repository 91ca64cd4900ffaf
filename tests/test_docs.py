"""The documentation says what the program does, and nothing that it does not."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner

from kng._cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


_WRITERS = ("build", "map", "VERB")


def _examples() -> list[str]:
    commands = dict.fromkeys(re.findall(r"`(kng [a-z][^`]*)`", README))
    return [command for command in commands if command.split()[1] not in _WRITERS]


def _generated(script: str) -> str:
    spec = importlib.util.spec_from_file_location(script, ROOT / "scripts" / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return cast(Callable[[], str], loaded.page)()


def test_the_reference_is_what_the_program_lists() -> None:
    written = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert written == _generated("reference"), "run scripts/reference.py"


def test_the_readme_has_examples() -> None:
    assert len(_examples()) >= 4


@pytest.mark.parametrize("command", _examples())
def test_an_example_of_the_readme_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)[1:]
    ran = CliRunner().invoke(main, ["--workspace", str(ROOT), *words])
    assert ran.exit_code == 0, ran.output
    assert ran.output


def test_the_python_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_the_readme_names_every_verb(verb: str) -> None:
    assert f"kng {verb}" in README
