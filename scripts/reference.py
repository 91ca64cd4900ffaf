"""Write the pages of docs/ that list what the program has.

docs/reference.md names every verb, question, network, measure, weight, format and rule;
docs/competency-questions.md each question with its parameters and its expected answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kng import _build as way
from kng._cli import main
from kng._export import NETWORK_FORMATS
from kng._measures import MEASURES
from kng._network import WEIGHTINGS
from kng._pages import group_title, numbered
from kng._questions import Question
from kng._values import Bilingual
from kng._workspace import Workspace

ROOT = Path(__file__).parents[1]
_QUESTIONS_HEAD = """# Competency questions

What the graph must be able to answer, and does: each question is a file that runs as it stands.
`kng query QUESTION` runs it; `NAME=VALUE` after it replaces a default. A test compares its answer
on the first source alone with rows that were worked out by hand from the article, and another its
answer on the whole graph with what was reviewed last (of a long answer the first rows, the number
of rows and a hash of them all). Written from the catalogue by `scripts/reference.py`.
"""
EXPECTED = ROOT / "tests" / "questions" / "expected"
REVIEWED = ROOT / "tests" / "questions" / "real"


def pages() -> dict[str, str]:
    """The text of each page by its path."""
    return {
        "docs/reference.md": reference(),
        "docs/competency-questions.md": competency_questions(),
    }


def reference() -> str:
    """The text of the page, from the lists that the program itself reads."""
    workspace = Workspace.find(ROOT)
    parts = [
        "# Reference\n\nWritten from the program's own lists by `scripts/reference.py`.\n",
        _section("Verbs", "verb", _verbs()),
        *_questions(workspace),
        _section("Networks", "network", _networks(workspace)),
        _section("Weights", "weight", ((w.name, w.meaning) for w in WEIGHTINGS)),
        _section("Measures", "measure", ((m.name, m.meaning) for m in MEASURES)),
        _section("Network formats", "format", ((f.name, f.meaning) for f in NETWORK_FORMATS)),
        _section("Rules", "rule", ((r.name, r.reason) for r in way.rules(workspace).values())),
    ]
    return "\n".join(parts)


def competency_questions() -> str:
    """The questions by group: words in both languages, file, parameters and expected answer."""
    questions = numbered(list(way.questions(Workspace.find(ROOT)).values()))
    parts = [_QUESTIONS_HEAD]
    for group in sorted({question.group for _, question in questions}):
        title = group_title(group)
        parts.append(f"## {title.en} / {title.sv}\n")
        parts += [_question(number, q) for number, q in questions if q.group == group]
    return "\n".join(parts)


def _question(number: int, question: Question) -> str:
    lines = [
        f"### {number}. {question.question.en}\n",
        f"{question.question.sv}\n",
        f"- file: [`queries/{question.name}.rq`](../queries/{question.name}.rq)",
        *(
            f"- parameter `{p.name}` ({p.label.en} / {p.label.sv}), {p.type}, default `{p.default}`"
            for p in question.parameters
        ),
        f"- expected answer, first source: {_expectation(question.name)}",
        f"- expected answer, whole graph: {_links(REVIEWED.glob(f'{question.name}.csv'))}\n",
    ]
    return "\n".join(lines)


def _expectation(name: str) -> str:
    """The file of expected rows, else the test that names the question."""
    test = EXPECTED.parent / "test_catalogue.py"
    found = sorted(EXPECTED.glob(f"{name}.*"))
    if not found and f'"{name}"' in test.read_text("utf-8"):
        found = [test]
    return _links(found)


def _links(files: Iterable[Path]) -> str:
    paths = [file.relative_to(ROOT).as_posix() for file in files]
    return ", ".join(f"[`{path}`](../{path})" for path in paths) or "missing"


def _verbs() -> Iterable[tuple[str, Bilingual]]:
    with click.Context(main) as context:
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            yield f"kng {name}", Bilingual("", command.get_short_help_str(200) if command else "")


def _questions(workspace: Workspace) -> Iterable[str]:
    questions = list(way.questions(workspace).values())
    for group in sorted({question.group for question in questions}):
        rows = ((q.name, q.question) for q in questions if q.group == group)
        yield _section(f"Questions: {group}", "question", rows)


def _networks(workspace: Workspace) -> Iterable[tuple[str, Bilingual]]:
    return ((name, p.tie) for name, (p, _) in way.projections(workspace).items())


def _section(title: str, kind: str, rows: Iterable[tuple[str, Bilingual]]) -> str:
    head = f"## {title}\n\n| {kind} | in English | på svenska |\n|---|---|---|\n"
    return head + "".join(f"| `{name}` | {_cell(w.en)} | {_cell(w.sv)} |\n" for name, w in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    for path, text in pages().items():
        (ROOT / path).write_text(text, "utf-8")
