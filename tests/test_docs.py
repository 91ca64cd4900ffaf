"""The documentation says what the program does, and nothing that it does not."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import kng
from kng import _build
from kng._build import Graph, questions
from kng._cli import main
from kng._workspace import Workspace

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


_NOT_TRIED = ("build", "import", "map", "push", "serve", "simulate", "template", "VERB")
"""Verbs that write files, do not end or need a server."""


def _examples() -> list[str]:
    commands = dict.fromkeys(re.findall(r"`(kng [a-z][^`]*)`", README))
    return [command for command in commands if command.split()[1] not in _NOT_TRIED]


@pytest.mark.parametrize("path", ["docs/reference.md", "docs/competency-questions.md"])
def test_a_generated_page_is_what_the_program_lists(
    script: Callable[[str], ModuleType], path: str
) -> None:
    generated = script("reference").pages()
    assert sorted(generated) == ["docs/competency-questions.md", "docs/reference.md"]
    assert (ROOT / path).read_text("utf-8") == generated[path], "run scripts/reference.py"


def test_the_readme_has_examples() -> None:
    assert len(_examples()) >= 4


@pytest.fixture
def loaded(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own graph is loaded once for all."""
    monkeypatch.setattr(_build, "Graph", lambda *_: graph)


@pytest.mark.parametrize("command", _examples())
@pytest.mark.usefixtures("loaded")
def test_an_example_of_the_readme_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)[1:]
    ran = CliRunner().invoke(main, ["--workspace", str(ROOT), *words])
    assert ran.exit_code == 0, ran.output
    assert ran.output


@pytest.mark.usefixtures("loaded")
def test_the_python_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


def test_the_steps_to_bring_in_a_meeting_run_in_their_order(
    first_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(first_folder, tmp_path / "workspace")
    monkeypatch.chdir(tmp_path)
    section = README.split("## Bring in a meeting")[1].split("\n## ")[0]
    commands = [c for c in re.findall(r"`(kng [^`]*)`", section) if not c.startswith("kng serve")]
    assert [command.split()[1] for command in commands] == [
        "template",
        "import",
        "import",
        "template",
    ]
    for command in commands:
        words = shlex.split(command)[1:]
        ran = CliRunner().invoke(main, ["--workspace", "workspace", *words])
        assert ran.exit_code == 0, ran.output
    assert {file.name for file in tmp_path.glob("*.xlsx")} == {"meetings.xlsx", "allt.xlsx"}


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_the_readme_names_every_verb(verb: str) -> None:
    assert f"kng {verb}" in README


QUESTIONS = questions(Workspace.find(ROOT))


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_has_words_a_query_and_an_expected_answer(name: str) -> None:
    question = QUESTIONS[name]
    assert all((*question.title, *question.question))
    assert len({*question.question}) == 2, "the Swedish and the English words are the same"
    assert "SELECT" in question.query
    told = (ROOT / "docs/competency-questions.md").read_text("utf-8")
    (entry,) = re.findall(
        rf"^### \d+\. {re.escape(question.question.en)}\n.*?(?=^##|\Z)", told, re.M | re.S
    )
    assert question.question.sv in entry
    for parameter in question.parameters:
        assert f"`{parameter.name}`" in entry
        assert f"`{parameter.default}`" in entry
    linked = re.findall(r"\]\(\.\./(.*?)\)", entry)
    assert f"queries/{name}.rq" in linked
    assert all((ROOT / path).is_file() for path in linked)
    assert any(path.startswith("tests/questions/") for path in linked), "no expected answer"


def test_there_are_at_least_thirty_questions() -> None:
    assert len(QUESTIONS) >= 30


@pytest.mark.usefixtures("loaded")
def test_the_question_in_the_guide_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    block = re.search(r"```sparql\n(.*?)```", guide, re.DOTALL)
    assert block is not None
    answer = kng.query(block[1], {"municipality": "Borlänge"})
    assert "Minimöte i Borlänge" in answer.text()
