"""The head of a question, read and checked: every fault with its line.

Keys of a head::

    title, question   words in sv and en
    group             one of the groups of `catalogue.GROUPS`
    parameters        by name: type (iri, date, integer, string), sv, en; of an iri one of
                      kind (of node), class, scheme, values (a query for ?value); of a date
                      end (first or last: that day of the time which is asked for)
    columns           by name: sv, en, unit, role (evidence)
    view              table, or one of {map: …} {network: …} {timeline: …} {bar: …} with columns
    time              by variable: event or lasting; see `timing`
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from kng._errors import Fault, FaultsFound, QueryError
from kng._heads import Head, bilingual, read_head
from kng._namespaces import expand
from kng._questions.binding import default
from kng._questions.catalogue import (
    GROUPS,
    PARAMETER_TYPES,
    VIEWS,
    Column,
    Parameter,
    Question,
    Timed,
    View,
)
from kng._questions.choices import of_class, of_kind, of_scheme
from kng._questions.timing import marks
from kng._sparql import refuse
from kng._values import Bilingual

_KEYS = ("title", "question", "group", "parameters", "columns", "view", "time")
_PARAMETER_KEYS = ("type", "sv", "en", "kind", "class", "scheme", "values", "end")
_COLUMN_KEYS = ("sv", "en", "unit", "role")
_CHOICES = ("kind", "class", "scheme", "values")
_LASTING = {"event": True, "lasting": False}
_UNSAID = Bilingual("", "")

_T = TypeVar("_T")


def read_question(name: str, text: str, where: str) -> Question:
    """The question that a ``.rq`` file holds.

    Raises:
        FaultsFound: the head lacks words, or says what it may not; all that is wrong.
    """
    reader = _Reader(read_head(text, where), text)
    question = reader.question(name)
    if reader.faults:
        raise FaultsFound(reader.faults)
    return question


class _Reader:
    """Reads one head and gathers its faults."""

    def __init__(self, head: Head, text: str) -> None:
        self._head, self._text = head, text
        self.faults: list[Fault] = []

    def question(self, name: str) -> Question:
        self._known(self._head, _KEYS)
        columns = tuple(self._column(n) for n in self._names("columns", _COLUMN_KEYS))
        return Question(
            name,
            self._words("title"),
            self._words("question"),
            self._group(),
            tuple(self._parameter(n) for n in self._names("parameters", _PARAMETER_KEYS)),
            columns,
            self._text,
            self._view([column.name for column in columns]),
            self._times(),
        )

    def _group(self) -> str:
        group = str(self._head.get("group", ""))
        return self._one_of(group, ("", *GROUPS), "group")

    def _parameter(self, name: str) -> Parameter:
        path = ("parameters", name)
        said: Mapping[str, Any] = self._head["parameters"][name]
        kind = self._one_of(str(said.get("type", "string")), PARAMETER_TYPES, *path, "type")
        end = self._one_of(str(said.get("end", "")), ("", "first", "last"), *path, "end")
        if end and kind != "date":
            self._wrong("only a date has an end", *path, "end")
        return Parameter(
            name,
            kind,
            self._words(*path),
            self._try(lambda: default(self._text, name), "", *path),
            str(said.get("kind", "")),
            self._choices(said, *path),
            end,
        )

    def _choices(self, said: Mapping[str, Any], *path: str) -> str:
        given = [key for key in _CHOICES if key in said]
        if len(given) > 1:
            self._wrong(f"one of {', '.join(_CHOICES)}, not {' and '.join(given)}", *path)
        if not given or said.get("type") != "iri":
            if given:
                self._wrong(f"only an iri has '{given[0]}'", *path, given[0])
            return ""
        value = str(said[given[0]])
        made: Mapping[str, Callable[[str], str]] = {
            "kind": of_kind,
            "class": lambda name: of_class(expand(name)),
            "scheme": lambda name: of_scheme(expand(name)),
            "values": self._listing,
        }
        return self._try(lambda: made[given[0]](value), "", *path, given[0])

    @staticmethod
    def _listing(query: str) -> str:
        refuse(query)
        if "?value" not in query:
            raise QueryError("the query for the values does not give ?value")
        return query

    def _column(self, name: str) -> Column:
        path = ("columns", name)
        said: Mapping[str, Any] = self._head["columns"][name]
        role = self._one_of(str(said.get("role", "")), ("", "evidence"), *path, "role")
        return Column(name, self._words(*path), str(said.get("unit", "")), role)

    def _view(self, columns: Collection[str]) -> View:
        said = self._head.get("view", "table")
        name, drawn = next(iter(said.items())) if isinstance(said, dict) and said else (said, [])
        name = self._one_of(str(name), VIEWS, "view")
        names = [str(column) for column in (drawn if isinstance(drawn, list) else [drawn])]
        for column in names:
            self._one_of(column, columns, "view")
        least, most = VIEWS.get(name, (0, 0))
        if not least <= len(names) <= most:
            self._wrong(f"'{name}' draws {least} to {most} columns, not {len(names)}", "view")
        return View(name, tuple(names))

    def _times(self) -> tuple[Timed, ...]:
        said = self._mapping("time")
        for variable, how in said.items():
            self._one_of(str(how), _LASTING, "time", variable)
        marked = {mark.variable for mark in marks(self._text)}
        for variable in sorted(marked - said.keys()):
            self._wrong(
                f"the text marks the time of ?{variable}, and 'time' does not name it", "time"
            )
        for variable in sorted(said.keys() - marked):
            self._wrong(f"the text has no line '#time ?{variable}'", "time", variable)
        return tuple(Timed(name, _LASTING.get(str(how), False)) for name, how in said.items())

    def _names(self, key: str, known: Collection[str]) -> Iterator[str]:
        """The names under a key, each of which has its own keys."""
        for name, said in self._mapping(key).items():
            if isinstance(said, dict):
                self._known(said, known, key, name)
                yield name
            else:
                self._wrong(f"'{key}' lists each name with its keys: {name}: {{…}}", key, name)

    def _mapping(self, key: str) -> Mapping[str, Any]:
        said = self._head.get(key) or {}
        if isinstance(said, dict):
            return {str(name): value for name, value in said.items()}
        self._wrong(f"'{key}' lists each name with its keys: name: {{…}}", key)
        return {}

    def _known(self, said: Mapping[str, Any], known: Collection[str], *path: str) -> None:
        for key in said:
            self._one_of(str(key), known, *path, str(key))

    def _one_of(self, value: str, known: Collection[str], *path: str) -> str:
        if value not in known:
            listed = ", ".join(name for name in known if name)
            self._wrong(f"'{value}' is not known here; known: {listed}", *path)
        return value

    def _words(self, *path: str) -> Bilingual:
        try:
            return bilingual(self._head, *path)
        except FaultsFound as error:
            self.faults += error.faults
            return _UNSAID

    def _try(self, step: Callable[[], _T], otherwise: _T, *path: str) -> _T:
        try:
            return step()
        except QueryError as error:
            self._wrong(str(error), *path)
            return otherwise

    def _wrong(self, reason: str, *path: str) -> None:
        self.faults.append(self._head.fault(reason, *path))
