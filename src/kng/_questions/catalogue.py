"""Questions: one file each, with a head that says what is asked and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kng._values import Bilingual

GROUPS: Mapping[str, Bilingual] = {
    "people": Bilingual("Personer", "People"),
    "municipalities": Bilingual("Kommuner", "Municipalities"),
    "programmes": Bilingual("Program", "Programmes"),
    "meetings": Bilingual("Möten", "Meetings"),
    "topics": Bilingual("Ämnen", "Topics"),
    "networks": Bilingual("Nätverk", "Networks"),
    "evidence": Bilingual("Belägg", "Evidence"),
    "quality": Bilingual("Datakvalitet", "Quality of the data"),
}
"""The groups of questions, in the order in which they are listed."""

VIEWS: Mapping[str, tuple[int, int]] = {
    "table": (0, 0),
    "map": (1, 1),
    "network": (2, 2),
    "timeline": (2, 3),
    "bar": (2, 2),
}
"""How an answer can be shown, with the least and the most columns that are drawn."""

PARAMETER_TYPES = ("iri", "date", "integer", "string")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may choose.

    Of an ``iri``, ``choices`` is a query for all that it may be, as ``?value``; nothing if it may
    be anything. ``kind`` is the kind of node that these are, where they are of one. ``end`` is
    ``first`` or ``last`` where the parameter is that day of the time that is asked for.
    """

    name: str
    type: str
    label: Bilingual
    default: str
    kind: str = ""
    choices: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; ``role`` is ``evidence`` where it names who says so."""

    name: str
    label: Bilingual
    unit: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is best shown: one of `VIEWS`, and the columns that are drawn.

    On a map the thing; of a network the two that are tied; on a timeline the thing and its first
    and last day; of bars what each is of and its number.
    """

    name: str = "table"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timed:
    """A variable whose four days the time of a question is about: what it stands for happened (an
    event), or lasts."""

    variable: str
    event: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with its title, the question in words, parameters and columns.

    ``times`` is empty where the question has nothing to do with time.
    """

    name: str
    title: Bilingual
    question: Bilingual
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    query: str
    view: View = View()
    times: tuple[Timed, ...] = ()


def plain_question(text: str) -> Question:
    """A question without a head: a query as typed."""
    return Question("query", Bilingual("", ""), Bilingual("", ""), "", (), (), text)
