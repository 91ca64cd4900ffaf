"""A question made ready for an engine: parameters and time bound in its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kng._dates import ALL_TIME, Window
from kng._errors import Fault, FaultsFound, UnknownName, UsageError
from kng._questions.binding import bind, parse_value
from kng._questions.catalogue import Parameter, Question
from kng._questions.choices import choices
from kng._questions.labels import resolve
from kng._questions.timing import timed
from kng._sparql import refuse
from kng._store.engine import Engine
from kng._values import XSD, Cell, Iri, Literal, Rows


def ask(
    engine: Engine,
    question: Question,
    values: Mapping[str, str] | None = None,
    window: Window = ALL_TIME,
) -> Rows:
    """The answer of a SELECT, with parameters and time as `bound` binds them."""
    return engine.select(bound(engine, question, values or {}, window))


def bound(
    engine: Engine, question: Question, values: Mapping[str, str], window: Window = ALL_TIME
) -> str:
    """The text of a question with the parameters that ``values`` names bound to what they say, and
    with what the window asks. The engine is asked what labels mean.

    A value for an ``iri`` may be an address, a prefixed name or a label.

    Raises:
        UnknownName: no such parameter, or nothing that it may be has that label.
        UsageError: several things have the label, or the question has nothing to do with time.
        FaultsFound: values that are not of their parameter's type; all of them.
        QueryError: the query wants what a question may not do.
    """
    query = question.query
    if window != ALL_TIME:
        query = _in_time(question, values, window)
    for name, term in _terms(engine, question, values).items():
        query = bind(query, name, term)
    refuse(query)
    return query


def _in_time(question: Question, values: Mapping[str, str], window: Window) -> str:
    """The text in a window; parameters that are an end of the time take it, open ends too."""
    if not question.times:
        raise UsageError(f"'{question.name}' cannot be narrowed to a time; ask it without one")
    query = timed(question.query, question.times, window)
    first, last = window.ends(question.times[0].event)
    ends = {"first": first or date.min, "last": last or date.max}
    for parameter in question.parameters:
        if parameter.end and parameter.name in values:
            raise UsageError(f"{parameter.name}={values[parameter.name]} is a time; give one time")
        if parameter.end:
            day = ends[parameter.end].isoformat()
            query = bind(query, parameter.name, Literal(day, XSD + "date"))
    return query


def _terms(engine: Engine, question: Question, values: Mapping[str, str]) -> dict[str, Cell]:
    known = {parameter.name: parameter for parameter in question.parameters}
    faults: list[Fault] = []
    terms: dict[str, Cell] = {}
    for name, text in values.items():
        if name not in known:
            raise UnknownName(f"parameter of '{question.name}'", name, known)
        try:
            terms[name] = _term(engine, known[name], text)
        except ValueError as error:
            faults.append(Fault(f"{name}={text}", "parameter", str(error), str(error)))
    if faults:
        raise FaultsFound(faults)
    return terms


def _term(engine: Engine, parameter: Parameter, text: str) -> Cell:
    if parameter.type != "iri":
        return parse_value(text, parameter.type)
    if not parameter.choices:
        return Iri(resolve(engine, text))
    allowed = choices(engine, parameter)
    return Iri(resolve(engine, text, parameter.kind or parameter.name, among=allowed))
