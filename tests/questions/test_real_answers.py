"""Every question, asked of the project's own graph: it runs, and answers as was reviewed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kng._build import Graph, questions
from kng._questions import ask
from kng._values import XSD, Literal, Rows
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
QUESTIONS = questions(Workspace.find(ROOT))
RENEW = "run scripts/expectations.py, and read what it changed"


@pytest.fixture(scope="module")
def expectations(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("expectations")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_answers_as_reviewed(graph: Graph, expectations: ModuleType, name: str) -> None:
    question = QUESTIONS[name]
    rows = ask(graph.store, question)
    assert set(rows.columns) == {column.name for column in question.columns}
    keys = {tuple((str(c), getattr(c, "language", "")) for c in row) for row in rows}
    assert len(keys) == len(rows), "a row is repeated"
    file = expectations.FOLDER / f"{name}.csv"
    assert file.is_file(), RENEW
    assert expectations.written(rows, graph.names).encode() == file.read_bytes(), RENEW


def test_there_are_no_answers_without_a_question(expectations: ModuleType) -> None:
    assert {file.stem for file in expectations.FOLDER.iterdir()} <= set(QUESTIONS), RENEW


# ---- how a long answer is kept


def numbers(count: int) -> Rows:
    return Rows(("n",), tuple((Literal(str(n), XSD + "integer"),) for n in range(1, count + 1)))


def test_an_answer_of_sixty_rows_is_kept_whole(expectations: ModuleType) -> None:
    text: str = expectations.written(numbers(60), {})
    assert text.splitlines() == ["n", *map(str, range(1, 61))]


def test_of_a_longer_one_the_first_twenty_and_what_guards_the_rest(
    expectations: ModuleType,
) -> None:
    *first, last = csv.reader(io.StringIO(expectations.written(numbers(61), {})))
    assert first == [["n"], *([str(n)] for n in range(1, 21))]
    whole = "n\n" + "".join(f"{n}\n" for n in range(1, 62))
    digest = hashlib.sha256(whole.encode()).hexdigest()
    assert last == [f"20 of 61 rows; sha256 of all: {digest}"]
