"""Questions: one file each, with a head that says what is asked and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kng._errors import Fault, FaultsFound, QueryError, UnknownName
from kng._heads import bilingual, read_head
from kng._questions.binding import bind, default, parse_value
from kng._questions.labels import resolve
from kng._sparql import refuse
from kng._store import Store
from kng._values import Bilingual, Cell, Iri, Rows

PARAMETER_TYPES = ("iri", "date", "integer", "string")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may choose; ``kind`` narrows an ``iri`` to one kind of thing."""

    name: str
    type: str
    label: Bilingual
    default: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; ``role`` is ``evidence`` where it names who says so."""

    name: str
    label: Bilingual
    unit: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with its title, the question in words, parameters and columns."""

    name: str
    title: Bilingual
    question: Bilingual
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    query: str


def read_question(name: str, text: str, where: str) -> Question:
    """The question that a ``.rq`` file holds.

    Raises:
        FaultsFound: the head lacks a title, the question or the words for a parameter or column.
    """
    head = read_head(text, where)
    return Question(
        name,
        bilingual(head, "title", where),
        bilingual(head, "question", where),
        str(head.get("group", "")),
        tuple(_parameter(n, spec, text, where) for n, spec in _items(head, "parameters", where)),
        tuple(_column(n, spec, where) for n, spec in _items(head, "columns", where)),
        text,
    )


def plain_question(text: str) -> Question:
    """A question without a head: a query as typed."""
    return Question("query", Bilingual("", ""), Bilingual("", ""), "", (), (), text)


def ask(store: Store, question: Question, values: Mapping[str, str] | None = None) -> Rows:
    """The answer, with the parameters that are named in ``values`` bound to what they say.

    Raises:
        UnknownName: no such parameter, or nothing has that label.
        FaultsFound: values that are not of their parameter's type; all of them.
        QueryError: the query cannot be parsed, or wants what a question may not do.
    """
    query = filled_in(store, question, values or {})
    refuse(query)
    return store.select(query)


def filled_in(store: Store, question: Question, values: Mapping[str, str]) -> str:
    """The query, with the parameters that are named in ``values`` bound to what they say.

    A value for an ``iri`` may be an address, a prefixed name or a label, which the store knows.

    Raises:
        UnknownName: no such parameter, or nothing has that label.
        FaultsFound: values that are not of their parameter's type; all of them.
    """
    query = question.query
    for name, term in _terms(store, question, values).items():
        query = bind(query, name, term)
    return query


def _terms(store: Store, question: Question, values: Mapping[str, str]) -> dict[str, Cell]:
    known = {parameter.name: parameter for parameter in question.parameters}
    faults: list[Fault] = []
    terms: dict[str, Cell] = {}
    for name, text in values.items():
        if name not in known:
            raise UnknownName(f"parameter of '{question.name}'", name, known)
        parameter = known[name]
        try:
            terms[name] = _term(store, parameter, text)
        except ValueError as error:
            faults.append(Fault(f"{name}={text}", "parameter", str(error), str(error)))
    if faults:
        raise FaultsFound(faults)
    return terms


def _term(store: Store, parameter: Parameter, text: str) -> Cell:
    if parameter.type == "iri":
        return Iri(resolve(store, text, parameter.kind))
    return parse_value(text, parameter.type)


def _items(head: Mapping[str, Any], key: str, where: str) -> list[tuple[str, Mapping[str, Any]]]:
    listed = head.get(key) or {}
    if not isinstance(listed, dict) or not all(isinstance(v, dict) for v in listed.values()):
        raise FaultsFound([_fault(where, f"'{key}' lists each name with its keys: name: {{…}}")])
    return [(str(name), spec) for name, spec in listed.items()]


def _parameter(name: str, spec: Mapping[str, Any], text: str, where: str) -> Parameter:
    kind = str(spec.get("type", "string"))
    if kind not in PARAMETER_TYPES:
        raise FaultsFound([_fault(where, f"type of '{name}': {', '.join(PARAMETER_TYPES)}")])
    try:
        given = default(text, name)
    except QueryError as error:
        raise FaultsFound([_fault(where, str(error))]) from None
    return Parameter(name, kind, _words(spec, name, where), given, str(spec.get("kind", "")))


def _column(name: str, spec: Mapping[str, Any], where: str) -> Column:
    words = _words(spec, name, where)
    return Column(name, words, str(spec.get("unit", "")), str(spec.get("role", "")))


def _words(spec: Mapping[str, Any], name: str, where: str) -> Bilingual:
    return bilingual({name: spec}, name, where)


def _fault(where: str, reason: str) -> Fault:
    return Fault(f"{where}:1", "head", f"huvudet stämmer inte: {reason}", reason)
