"""What a workspace declares beside its facts: rules, questions, projections, its report."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kng._closure import Rule, read_rule
from kng._errors import EndpointError, Fault, FaultsFound, QueryError
from kng._heads import bilingual, read_head
from kng._namespaces import ID
from kng._questions import Question, read_question
from kng._sparql import depth, refuse, tokens
from kng._store import Store
from kng._store.worker import Stopped
from kng._workspace import Document, Workspace

if TYPE_CHECKING:
    from kng._map import MapPlan
    from kng._network import Projection
    from kng._report import Plan

_T = TypeVar("_T")

_MOST_WORDS = 10_000

_DEEPEST = 100

_LONGEST = 200



def prove(query: str, where: str, want: Callable[[Store, str], object] = Store.select) -> None:
    """Put a query to an empty store, so that what is wrong with it shows before anything else.

    Raises:
        FaultsFound: it cannot be parsed, is of another form than ``want`` answers, wants what
            it may not do, or is nested so deep that the engine would crash; names the line.
    """
    require_harmless(query, where)
    with told_at(where):
        want(Store(), query)


def require_harmless(query: str, where: str) -> None:
    """Refuse a query that wants what it may not do, or would make the engine crash, unasked.

    Raises:
        FaultsFound: it does.
    """
    with told_at(where):
        refuse(query)
        if depth(query) > _DEEPEST:
            raise QueryError(f"brackets are nested more than {_DEEPEST} deep")
        if sum(1 for _ in tokens(query)) > _MOST_WORDS:
            raise QueryError(f"the query has more than {_MOST_WORDS} words")


@contextmanager
def told_at(where: str) -> Iterator[None]:
    """Tell what is wrong with a query at its file and line.

    That an endpoint does not answer or a limit was passed is no fault of a line, and stays what it
    is.

    Raises:
        FaultsFound: a `QueryError` was raised.
    """
    try:
        yield
    except (EndpointError, Stopped):
        raise
    except QueryError as error:
        place = re.search(r" error at (\d+):(\d+): ", str(error))
        line = f":{place[1]}" if place else ""
        reason = str(error).replace(place[0], f" column {place[2]}: ") if place else str(error)
        short = reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]} …"
        fault = Fault(where + line, "sparql", f"frågan går inte att ställa: {short}", short)
        raise FaultsFound([fault]) from None


def gathering(found: list[Fault], step: Callable[[], _T]) -> _T | None:
    """What a step gives; its faults join those that were found, and it gives nothing."""
    try:
        return step()
    except FaultsFound as error:
        found += error.faults
        return None



def _read_all(
    documents: Sequence[Document],
    read: Callable[[str, str, str], _T],
    want: Callable[[Store, str], object] = Store.select,
) -> dict[str, _T]:
    wrong: list[Fault] = []
    values: dict[str, _T] = {}
    for document in documents:
        text = gathering(wrong, document.text)
        if text is None:
            continue
        gathering(wrong, partial(prove, text, document.path, want))
        value = gathering(wrong, partial(read, document.name, text, document.path))
        if value is not None:
            values[document.name] = value
    if wrong:
        raise FaultsFound(wrong)
    return values



def rules(workspace: Workspace) -> dict[str, Rule]:
    """The rules by name.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    return _read_all(workspace.rules, read_rule, _conclude)



def _conclude(store: Store, query: str) -> None:
    """Run a rule as the closure does, after a plain run that tells faults at their own place."""
    store.construct(query)
    store.conclude(query, f"{ID}graph/proof")



def questions(workspace: Workspace) -> dict[str, Question]:
    """The questions by name.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    return _read_all(workspace.questions, _read_of_catalogue)


def _read_of_catalogue(name: str, text: str, where: str) -> Question:
    """A question whose head also has a group, and tells of all the columns that it gives."""
    question = read_question(name, text, where)
    head = read_head(text, where)
    said, given = {column.name for column in question.columns}, set(_columns(text))
    faults = [head.fault("'group' is missing", "group")] if not question.group else []
    faults += [head.fault(f"?{name} is not described", "columns") for name in sorted(given - said)]
    if given:
        gone = sorted(said - given)
        faults += [head.fault(f"the query gives no ?{name}", "columns", name) for name in gone]
    if faults:
        raise FaultsFound(faults)
    return question



def projections(workspace: Workspace) -> dict[str, tuple[Projection, str]]:
    """The projections by name, each with its query.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    wrong: list[Fault] = []
    queries = gathering(wrong, partial(joined, workspace)) or {}
    given = {name: _columns(query) for name, query in queries.items()}
    read = partial(_read_projection, given)
    found = gathering(wrong, partial(_read_all, workspace.projections, read))
    if wrong or found is None:
        raise FaultsFound(wrong)
    return found


def joined(workspace: Workspace) -> dict[str, str]:
    """The queries by name that are joined to the rows of projections.

    Raises:
        FaultsFound: queries that cannot be asked; all of them.
    """
    return _read_all(workspace.joined, lambda _name, text, _where: text)


def _read_projection(
    given: Mapping[str, Sequence[str]], name: str, text: str, where: str
) -> tuple[Projection, str]:
    from kng._network import read_projection

    return read_projection(name, text, where, _columns(text), given), text


def attributes(workspace: Workspace) -> dict[str, str]:
    """The queries for the groups that nodes belong to, by the name of the attribute.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    return _read_all(workspace.attributes, _read_attribute)


def _read_attribute(_name: str, text: str, where: str) -> str:
    bilingual(read_head(text, where), "title")
    columns = _columns(text)
    missing = [name for name in ("node", "label") if name not in columns]
    _refuse_missing(missing, where, "ett attribut", "an attribute")
    return text


def _refuse_missing(missing: Sequence[str], where: str, sv: str, en: str) -> None:
    if missing:
        names = ", ".join(f"?{name}" for name in missing)
        told_sv = f"frågan ger inte {names}, som {sv} behöver"
        told_en = f"the query does not give {names}, which {en} needs"
        raise FaultsFound([Fault(f"{where}:1", "columns", told_sv, told_en)])


def _columns(query: str) -> tuple[str, ...]:
    """The columns that a query gives; none where it cannot be asked, which is told elsewhere."""
    try:
        refuse(query)
        return Store().select(query).columns
    except QueryError:
        return ()



def map_plan(workspace: Workspace, drawn: Collection[str]) -> MapPlan:
    """What the workspace declares of its map; nothing where it declares none.

    Raises:
        FaultsFound: it cannot be read, or names what there is not.
    """
    from kng._build.facets import FACETS
    from kng._map import Known, MapPlan, read_map_plan
    from kng._measures import measures_of

    document = workspace.map_plan
    if document is None:
        return MapPlan()
    facets = ("kind", "phase", *(facet.name for facet in FACETS))
    measures = [measure.name for measure in measures_of("node") if not measure.exposes]
    known = Known(drawn, measures, facets)
    return read_map_plan(document.text(), document.path, known)


def report_plan(
    workspace: Workspace, asked: Mapping[str, Question], drawn: Collection[str]
) -> Plan | None:
    """The report that the workspace declares, if it does.

    Raises:
        FaultsFound: it cannot be read, or names questions or networks that there are not.
    """
    from kng._report import read_plan

    document = workspace.report
    if document is None:
        return None
    return read_plan(document.text(), document.path, asked, drawn)

