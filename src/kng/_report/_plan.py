"""What a report tells and in which order, read from a YAML file of the workspace."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from kng._errors import Fault, FaultsFound
from kng._questions import Question
from kng._values import Bilingual

LARGEST = "largest"
"""What a bar is drawn against where it is no share of another column."""

_FORMS = ("list", "table")
_ROWS = 10
_NEAREST = 3
_TOP = {"title", "lead", "sections"}
_SECTION = {"title", "parts"}
_OF_QUESTION = {
    *("question", "title", "says", "form", "rows", "columns", "bars", "people", "values"),
}
_OF_NETWORK = {"network", "says"}
_UNSAID = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Part:
    """One question with what its answer means, or one network and what it rests on.

    ``rows`` are shown at most; ``columns`` are the shown ones, all where there are none. ``bars``
    gives for a column of numbers what is a full bar: another column, or :data:`LARGEST`.
    ``counted`` says that each row is something missing. ``people`` may be named. ``title`` is
    empty where that of the question does.
    """

    says: Bilingual
    question: str = ""
    network: str = ""
    rows: int = _ROWS
    columns: tuple[str, ...] = ()
    bars: Mapping[str, str] | None = None
    counted: bool = True
    people: bool = False
    values: Mapping[str, str] | None = None
    title: Bilingual = _UNSAID


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts under one heading."""

    title: Bilingual
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole report as it is declared."""

    title: Bilingual
    lead: Bilingual
    chapters: tuple[Chapter, ...]

    @property
    def networks(self) -> list[str]:
        """The networks that it tells of, sorted."""
        return sorted({p.network for chapter in self.chapters for p in chapter.parts if p.network})


def read_plan(
    text: str, where: str, questions: Mapping[str, Question], networks: Collection[str]
) -> Plan:
    """The report that a YAML text declares, held against the questions and networks there are.

    Raises:
        FaultsFound: it is no YAML, or names what there is not; every fault with its place.
    """
    try:
        declared = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}:{mark.line + 1}" if mark else where
        reason = getattr(error, "problem", "") or "YAML"
        sv, en = f"filen kan inte läsas: {reason}", f"the file cannot be read: {reason}"
        raise FaultsFound([Fault(place, "report", sv, en)]) from None
    reader = _Reader(where, questions, networks)
    plan = reader.plan(declared)
    if reader.faults:
        raise FaultsFound(reader.faults)
    return plan


class _Reader:
    """Reads on after a fault, so that all are told at once."""

    def __init__(
        self, where: str, questions: Mapping[str, Question], networks: Collection[str]
    ) -> None:
        self.faults: list[Fault] = []
        self._where = where
        self._questions = questions
        self._networks = networks

    def plan(self, declared: object) -> Plan:
        top = self._mapping(declared, "", _TOP)
        title, lead = self._words(top, "title", ""), self._words(top, "lead", "")
        sections = self._items(top, "sections", "")
        return Plan(title, lead, tuple(self._chapter(d, place) for place, d in sections))

    def _chapter(self, declared: object, place: str) -> Chapter:
        section = self._mapping(declared, place, _SECTION)
        title = self._words(section, "title", place)
        return Chapter(
            title, tuple(self._part(d, p) for p, d in self._items(section, "parts", place))
        )

    def _part(self, declared: object, place: str) -> Part:
        is_network = isinstance(declared, dict) and "network" in declared
        part = self._mapping(declared, place, _OF_NETWORK if is_network else _OF_QUESTION)
        says = self._words(part, "says", place)
        if is_network:
            name = self._known(part.get("network"), self._networks, f"{place}.network")
            return Part(says, network=name)
        name = self._known(part.get("question"), self._questions, f"{place}.question")
        question = self._questions.get(name)
        columns = [column.name for column in question.columns] if question else []
        parameters = [parameter.name for parameter in question.parameters] if question else []
        form = self._known(part.get("form", "list"), _FORMS, f"{place}.form")
        return Part(
            says,
            question=name,
            rows=self._count(part, place),
            columns=self._names(part, "columns", columns, place),
            bars=self._pairs(part, "bars", columns, [*columns, LARGEST], place),
            counted=form == "list",
            people=self._truth(part, "people", place),
            values=self._pairs(part, "values", parameters, None, place),
            title=self._words(part, "title", place) if "title" in part else _UNSAID,
        )

    def _mapping(self, declared: object, place: str, keys: Collection[str]) -> Mapping[str, Any]:
        if not isinstance(declared, dict):
            self._fault(place, "nycklar med värden väntades", "keys with values were expected")
            return {}
        for key in declared:
            self._known(key, keys, f"{place}.{key}")
        return declared

    def _items(self, above: Mapping[str, Any], key: str, place: str) -> list[tuple[str, object]]:
        listed = above.get(key)
        inside = f"{place}.{key}".lstrip(".")
        if not isinstance(listed, list) or not listed:
            self._fault(inside, "en lista väntades", "a list was expected")
            return []
        return [(f"{inside}[{number}]", item) for number, item in enumerate(listed, 1)]

    def _words(self, above: Mapping[str, Any], key: str, place: str) -> Bilingual:
        words = above.get(key)
        if not (isinstance(words, dict) and words.get("sv") and words.get("en")):
            sv, en = "behöver både sv och en", "needs both sv and en"
            self._fault(f"{place}.{key}", sv, en)
            return _UNSAID
        return Bilingual(*(" ".join(str(words[language]).split()) for language in ("sv", "en")))

    def _count(self, part: Mapping[str, Any], place: str) -> int:
        rows = part.get("rows", _ROWS)
        if isinstance(rows, bool) or not isinstance(rows, int) or rows < 1:
            sv, en = "ett helt tal från 1 väntades", "a whole number from 1 on was expected"
            self._fault(f"{place}.rows", sv, en)
            return _ROWS
        return rows

    def _truth(self, part: Mapping[str, Any], key: str, place: str) -> bool:
        value = part.get(key, False)
        if not isinstance(value, bool):
            self._fault(f"{place}.{key}", "true eller false väntades", "must be true or false")
        return value is True

    def _names(
        self, part: Mapping[str, Any], key: str, known: Collection[str], place: str
    ) -> tuple[str, ...]:
        listed = part.get(key, [])
        if not isinstance(listed, list):
            self._fault(f"{place}.{key}", "en lista väntades", "a list was expected")
            return ()
        return tuple(self._known(name, known, f"{place}.{key}") for name in listed)

    def _pairs(
        self,
        part: Mapping[str, Any],
        key: str,
        known: Collection[str],
        allowed: Collection[str] | None,
        place: str,
    ) -> dict[str, str]:
        pairs = part.get(key, {})
        if not isinstance(pairs, dict):
            sv, en = "nycklar med värden väntades", "keys with values were expected"
            self._fault(f"{place}.{key}", sv, en)
            return {}
        inside = f"{place}.{key}"
        return {
            self._known(name, known, inside): str(value)
            if allowed is None
            else self._known(value, allowed, f"{inside}.{name}")
            for name, value in pairs.items()
        }

    def _known(self, name: object, known: Collection[str], place: str) -> str:
        if isinstance(name, str) and name in known:
            return name
        listed = ", ".join(get_close_matches(str(name), known, n=_NEAREST) or sorted(known))
        sv, en = f"'{name}' är okänt; närmast: {listed}", f"'{name}' is unknown; nearest: {listed}"
        if name is None:
            sv, en = f"ett namn saknas; kända: {listed}", f"a name is missing; known: {listed}"
        self._fault(place, sv, en)
        return ""

    def _fault(self, place: str, sv: str, en: str) -> None:
        inside = place.lstrip(".")
        where = f"{self._where} ({inside})" if inside else self._where
        self.faults.append(Fault(where, "report", sv, en))
