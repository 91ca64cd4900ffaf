"""What a report tells and in which order, read from a YAML file of the workspace."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kng._errors import FaultsFound
from kng._plans import UNSAID, PlanReader, declared
from kng._questions import Question
from kng._values import Bilingual

LARGEST = "largest"
"""What a bar is drawn against where it is no share of another column."""

_FORMS = ("list", "table")
_ROWS = 10
_TOP = {"title", "lead", "sections"}
_SECTION = {"title", "parts"}
_OF_QUESTION = {
    *("question", "title", "says", "form", "rows", "columns", "bars", "people", "values"),
}
_OF_NETWORK = {"network", "says"}


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
    title: Bilingual = UNSAID


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
    reader = _Reader(where, questions, networks)
    plan = reader.plan(declared(text, where, "report"))
    if reader.faults:
        raise FaultsFound(reader.faults)
    return plan


class _Reader(PlanReader):
    """Reads the parts of a report."""

    def __init__(
        self, where: str, questions: Mapping[str, Question], networks: Collection[str]
    ) -> None:
        super().__init__(where, "report")
        self._questions = questions
        self._networks = networks

    def plan(self, found: object) -> Plan:
        top = self.mapping(found, "", _TOP)
        title, lead = self.words(top, "title", ""), self.words(top, "lead", "")
        sections = self.items(top, "sections", "")
        return Plan(title, lead, tuple(self._chapter(d, place) for place, d in sections))

    def _chapter(self, declared: object, place: str) -> Chapter:
        section = self.mapping(declared, place, _SECTION)
        title = self.words(section, "title", place)
        return Chapter(
            title, tuple(self._part(d, p) for p, d in self.items(section, "parts", place))
        )

    def _part(self, declared: object, place: str) -> Part:
        is_network = isinstance(declared, dict) and "network" in declared
        part = self.mapping(declared, place, _OF_NETWORK if is_network else _OF_QUESTION)
        says = self.words(part, "says", place)
        if is_network:
            name = self.known(part.get("network"), self._networks, f"{place}.network")
            return Part(says, network=name)
        name = self.known(part.get("question"), self._questions, f"{place}.question")
        question = self._questions.get(name)
        columns = [column.name for column in question.columns] if question else []
        parameters = [parameter.name for parameter in question.parameters] if question else []
        form = self.known(part.get("form", "list"), _FORMS, f"{place}.form")
        return Part(
            says,
            question=name,
            rows=self._count(part, place),
            columns=self._names(part, "columns", columns, place),
            bars=self._pairs(part, "bars", columns, [*columns, LARGEST], place),
            counted=form == "list",
            people=self.truth(part, "people", place),
            values=self._pairs(part, "values", parameters, None, place),
            title=self.words(part, "title", place) if "title" in part else UNSAID,
        )

    def _count(self, part: Mapping[str, Any], place: str) -> int:
        rows = part.get("rows", _ROWS)
        if isinstance(rows, bool) or not isinstance(rows, int) or rows < 1:
            sv, en = "ett helt tal från 1 väntades", "a whole number from 1 on was expected"
            self.fault(f"{place}.rows", sv, en)
            return _ROWS
        return rows

    def _names(
        self, part: Mapping[str, Any], key: str, known: Collection[str], place: str
    ) -> tuple[str, ...]:
        listed = part.get(key, [])
        if not isinstance(listed, list):
            self.fault(f"{place}.{key}", "en lista väntades", "a list was expected")
            return ()
        return tuple(self.known(name, known, f"{place}.{key}") for name in listed)

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
            self.fault(f"{place}.{key}", sv, en)
            return {}
        inside = f"{place}.{key}"
        return {
            self.known(name, known, inside): str(value)
            if allowed is None
            else self.known(value, allowed, f"{inside}.{name}")
            for name, value in pairs.items()
        }
