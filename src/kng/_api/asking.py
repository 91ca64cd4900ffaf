"""Questions: query, questions; and where their answers come from: push."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from kng import _build as way
from kng._api.answers import Answer
from kng._api.common import Folder, require_known
from kng._dates import Window, asked_window
from kng._errors import UsageError
from kng._questions import Question, bound, labels, plain_question, read_question
from kng._questions.statements import settled
from kng._sparql import form
from kng._store import Triple, cells
from kng._store.engine import Engine
from kng._store.push import Pushed
from kng._store.remote import Access
from kng._values import XSD, Iri, Literal, Rows
from kng._workspace import Workspace, read_document

Headers = Mapping[str, str] | None


def questions(workspace: Folder = None) -> dict[str, Question]:
    """The catalogue of questions, by name.

    Raises:
        FaultsFound: a file's head cannot be read.
    """
    return way.questions(Workspace.find(workspace))


def query(
    question: str | Path,
    values: Mapping[str, str] | None = None,
    workspace: Folder = None,
    *,
    between: Sequence[str | None] | None = None,
    as_of: str | None = None,
    possible: bool = False,
    on_disk: bool = False,
    store: Folder = None,
    endpoint: str = "",
    headers: Headers = None,
    limit: float | None = None,
    named: bool = True,
) -> Answer:
    """The answer to a question: a name from the catalogue, a SPARQL text, or the path of a file
    that holds one (a text that ends in ``.rq`` is taken for a path).

    ``values`` binds the parameters that the question declares; where an address is wanted a
    label will do. Questions are asked of all time unless ``between`` or ``as_of`` asks for one, and
    ``possible`` takes in what lies in it only under some reading of its dates.

    The engine is Oxigraph in memory; with ``on_disk`` or a folder for the ``store`` one on disk,
    which is built when the sources have changed and else only opened; with ``endpoint`` any
    SPARQL 1.1 endpoint, asked with ``headers`` and what the environment says of who asks
    (``KNG_ENDPOINT_AUTHORIZATION``, or ``KNG_ENDPOINT_USER`` and ``KNG_ENDPOINT_PASSWORD``).
    A question that is not from the catalogue runs in a process of its own, which has no network
    and is ended after ``limit`` seconds (20 if none is given). Without ``named`` no labels are
    looked up.

    Raises:
        UnknownName: no such question or parameter.
        UsageError: a label that several things have, a wrong time, or a time where there is none.
        WorkspaceError: the file cannot be read, or the store not be kept.
        FaultsFound: the text cannot be parsed, or would do more than read; a value is not of its
            parameter's type.
        QueryError: the query failed or was stopped; of an endpoint, `EndpointError`.
    """
    window = _window(between, as_of, possible)
    found = Workspace.find(workspace)
    chosen, where = _question(question, found)
    given = values or {}
    parameters = {parameter.name for parameter in chosen.parameters}
    require_known(*((f"parameter of '{chosen.name}'", name, parameters) for name in given))
    at = way.Where(endpoint, Access.given(headers), on_disk, Path(store) if store else None, limit)
    with way.engines(found, at, trusted=not where) as engines:
        asked = bound(engines.own, chosen, given, window)
        answer = _asked(engines.asked, chosen, asked, window, where)
        if not named:
            return answer
        shown = {str(cell) for row in answer.rows for cell in row if isinstance(cell, Iri)}
        return answer.with_names(labels(engines.own, shown))


def _window(between: Sequence[str | None] | None, as_of: str | None, possible: bool) -> Window:
    all_time = between is None and as_of is None
    if possible and all_time:
        raise UsageError("possible widens a time; ask for one with as-of or between")
    return asked_window(between, as_of, all_time, possible)


def _question(question: str | Path, workspace: Workspace) -> tuple[Question, str]:
    """The question, and where its text stands if it is not from the catalogue."""
    if isinstance(question, Path) or question.endswith(".rq"):
        document = read_document(Path(question))
        return _typed(document.name, document.text(), document.path), document.path
    if "{" in question or "\n" in question or form(question) == "DESCRIBE":
        return _typed("query", question, "query"), "query"
    known = way.questions(workspace)
    require_known(("question", question, known))
    return known[question], ""


def _typed(name: str, text: str, where: str) -> Question:
    """A question that is not from the catalogue; it may have a head."""
    way.require_harmless(text, where)
    return read_question(name, text, where) if "#+" in text else plain_question(text)


def _asked(engine: Engine, question: Question, text: str, window: Window, where: str) -> Answer:
    """The answer without names; what is wrong with a text is told at its line."""
    kind = form(text) or "SELECT"
    begun = time.perf_counter()
    with way.told_at(where) if where else nullcontext():
        rows, triples = _FORMS[kind](engine, text)
    seconds = time.perf_counter() - begun
    return Answer(question, rows, {}, kind, triples, text, engine.described, window, seconds)


def _rows(engine: Engine, text: str) -> tuple[Rows, Sequence[Triple]]:
    return engine.select(text), ()


def _triples(engine: Engine, text: str) -> tuple[Rows, Sequence[Triple]]:
    triples = settled(engine.construct(text))
    return cells(triples), triples


def _truth(engine: Engine, text: str) -> tuple[Rows, Sequence[Triple]]:
    answer = Literal(str(engine.ask(text)).lower(), XSD + "boolean")
    return Rows(("answer",), ((answer,),)), ()


_FORMS = {"SELECT": _rows, "CONSTRUCT": _triples, "DESCRIBE": _triples, "ASK": _truth}


def push(
    endpoint: str,
    workspace: Folder = None,
    *,
    headers: Headers = None,
    everything: bool = False,
    tell: Callable[[str], object] = lambda _graph: None,
) -> Pushed:
    """Bring the graph to the graph store at ``endpoint`` (SPARQL 1.1 Graph Store HTTP Protocol).

    Every source, rule, merged graph and the ontology is put there under its name. What stands
    there as it was pushed before is left, unless ``everything`` is asked for, and what an earlier
    push brought and is gone is removed. ``tell`` is given the name of each graph that is put. Who
    asks is said by ``headers`` and the environment, as in `query`.

    Raises:
        FaultsFound: the graph has violations; nothing was pushed.
        EndpointError: the endpoint cannot be reached or refuses; a push again makes it good.
    """
    from kng._store.push import GraphStore

    with GraphStore(endpoint, Access.given(headers)) as store:
        graph = way.Graph(Workspace.find(workspace))
        return store.push(way.graphs(graph), everything=everything, tell=tell)
