"""Write what the project's own graph answers to every question, into tests/questions/real/.

Run it when facts have come or gone, and read what it changed before you commit that: the test
compares with these files, and knows no better than who read them. An answer of at most 60 rows
is written whole; of a longer one the first 20 rows, and in a last line how many there are and
the SHA-256 of all of them.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from kng import _build as way
from kng._build import Graph
from kng._questions import ask
from kng._questions.labels import readable
from kng._values import Bilingual, Rows
from kng._workspace import Workspace

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "questions" / "real"
_WHOLE = 60
_FIRST = 20


def answers(graph: Graph) -> dict[str, str]:
    """The text of each file by the name of its question."""
    questions = way.questions(graph.workspace)
    return {
        name: written(ask(graph.store, question), graph.names)
        for name, question in questions.items()
    }


def written(rows: Rows, names: Mapping[str, Bilingual]) -> str:
    """The rows as a Swedish reader sees them, as CSV: all, or the first and a hash of all."""
    table = [[*rows.columns], *readable(rows, names, "sv")]
    if len(rows) <= _WHOLE:
        return _csv(table)
    digest = hashlib.sha256(_csv(table).encode()).hexdigest()
    return _csv([*table[: 1 + _FIRST], [f"{_FIRST} of {len(rows)} rows; sha256 of all: {digest}"]])


def _csv(table: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()


def main() -> None:
    """Write the files anew, and say which are new, changed or gone."""
    FOLDER.mkdir(exist_ok=True)
    made = {f"{name}.csv": text.encode() for name, text in answers(_graph()).items()}
    kept = {file.name: file.read_bytes() for file in FOLDER.iterdir()}
    for name in sorted(made.keys() | kept.keys()):
        if name not in made:
            (FOLDER / name).unlink()
            print(f"gone: {name}")
        elif made[name] != kept.get(name):
            (FOLDER / name).write_bytes(made[name])
            print(f"{'changed' if name in kept else 'new'}: {name}")


def _graph() -> Graph:
    return Graph(Workspace.find(ROOT))


if __name__ == "__main__":
    main()
