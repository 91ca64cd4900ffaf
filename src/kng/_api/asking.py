"""Questions: query, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kng import _build as way
from kng._api.common import Folder, require_known
from kng._questions import Question, ask, plain_question, read_question
from kng._values import Bilingual, Cell, Literal, Rows
from kng._workspace import Workspace, read_document

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, with the question and the names of what they hold.

    Iterating gives one mapping a row, from column to plain Python value (addresses as text,
    numbers as numbers, nothing as ``None``).
    """

    question: Question
    rows: Rows
    names: Mapping[str, Bilingual]

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        for record in self.rows.records():
            yield {name: _plain(cell) for name, cell in record.items()}

    def __len__(self) -> int:
        return len(self.rows)

    def text(self, format: str = "table", language: str = "sv") -> str:
        """The answer as ``table``, ``csv``, ``tsv``, ``json`` or ``md``.

        Raises:
            UnknownName: no such format.
        """
        from kng._questions import render

        return render(format, self.question, self.rows, self.names, language)


def _plain(cell: Cell) -> Plain:
    if isinstance(cell, Literal):
        return cell.python()
    return None if cell is None else str(cell)


def questions(workspace: Folder = None) -> dict[str, Question]:
    """The catalogue of questions, by name.

    Raises:
        FaultsFound: a file's head cannot be read.
    """
    return way.questions(Workspace.find(workspace))


def query(
    question: str | Path, values: Mapping[str, str] | None = None, workspace: Folder = None
) -> Answer:
    """The answer to a question: a name from the catalogue, a SPARQL SELECT text, or the path of a
    file that holds one (a text that ends in ``.rq`` is taken for a path).

    ``values`` binds the parameters that the question declares; where an address is wanted a
    label will do.

    Raises:
        UnknownName: no such question or parameter.
        WorkspaceError: the file cannot be read.
        FaultsFound: the text cannot be parsed, or would do more than read; a value is not of its
            parameter's type.
    """
    found = Workspace.find(workspace)
    chosen = _question(question, found)
    given = values or {}
    parameters = {parameter.name for parameter in chosen.parameters}
    require_known(*((f"parameter of '{chosen.name}'", name, parameters) for name in given))
    graph = way.Graph(found)
    return Answer(chosen, ask(graph.store, chosen, given), graph.names)


def _question(question: str | Path, workspace: Workspace) -> Question:
    if isinstance(question, Path) or question.endswith(".rq"):
        document = read_document(Path(question))
        return _typed(document.name, document.text(), document.path)
    if "{" in question or "\n" in question:
        return _typed("query", question, "query")
    known = way.questions(workspace)
    require_known(("question", question, known))
    return known[question]


def _typed(name: str, text: str, where: str) -> Question:
    """A question that is not from the catalogue; it may have a head."""
    way.prove(text, where)
    return read_question(name, text, where) if "#+" in text else plain_question(text)
