"""Write docs/reference.md: every verb, question, network, measure, weight, format and rule."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kng import _build as way
from kng._cli import main
from kng._export import NETWORK_FORMATS
from kng._measures import MEASURES
from kng._network import WEIGHTINGS
from kng._values import Bilingual
from kng._workspace import Workspace

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "docs" / "reference.md"


def page() -> str:
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
    OUTPUT.write_text(page(), "utf-8")
