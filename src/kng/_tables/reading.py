"""The state of a reading: the book that things are looked up in, and the rows read so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Protocol

from kng._errors import Fault
from kng._namespaces import ID
from kng._tables.directory import Directory, plain
from kng._tables.mapping import Column, Condition, Sheet
from kng._tables.statements import Statement, word_of
from kng._tables.typed import Link, Problem, Ref, Typed
from kng._tables.values import Head, Row, Table
from kng._values import Bilingual


class Book(Protocol):
    """What the reading of tables asks of the graph as it stands."""

    @property
    def directory(self) -> Directory:
        """The things that are known, by name."""

    @property
    def given_names(self) -> Set[str]:
        """The first words of all persons' names, in plain form."""

    def issued(self, source: str) -> str:
        """When a source was published, as written; empty where unknown."""

    def title(self, source: str) -> str:
        """The title of a source; empty where unknown."""

    def language(self, source: str) -> str:
        """The language of a source, ``sv`` or ``en``; empty where unknown."""

    def label(self, thing: str, language: str) -> str:
        """What a thing is called in Swedish or English; empty for what is not known."""

    def stated_by(self, thing: str) -> frozenset[str]:
        """The sources that speak of a thing."""

    def bodies(self, person: str) -> frozenset[str]:
        """The organisations that a person belongs to."""

    def texts(self, thing: str) -> frozenset[str] | None:
        """The titles that a node carries; ``None`` where there is no such node."""

    def known(self, sheet: str, key: str) -> str:
        """The thing that a row with this id became at an earlier import; empty if none."""

    def made(self, statements: Iterable[Statement], sources: frozenset[str]) -> bool:
        """Whether an earlier import of the same tables made these statements of these sources."""

    def forgotten(self, name: str) -> str:
        """The address of a removed person of that name; empty if there is none."""

    def learn(self, statements: Iterable[Statement], sources: frozenset[str]) -> None:
        """Take up what has just been read."""


@dataclass(slots=True)
class Line:
    """A row on its way: typed values by column, what it has made, and what is wrong with it.

    ``people`` are the things that it names, with the name; those that are no people do not matter.
    A ``broken`` row makes nothing; in one that is ``faulty`` too the other cells are looked at all
    the same, so that every fault is told.
    """

    sheet: Sheet
    table: Table
    row: Row
    heads: Mapping[str, Head]
    values: dict[str, Typed | list[Typed]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    made: list[Statement] = field(default_factory=list)
    broken: bool = False
    faulty: bool = False
    forgotten: bool = False
    node: str = ""

    def many(self, column: str) -> list[Typed]:
        """The values of a column, none, one or more."""
        value = self.values.get(column)
        return value if isinstance(value, list) else [] if value is None else [value]

    def one(self, column: str) -> Typed:
        """The first value of a column."""
        return next(iter(self.many(column)), None)

    @property
    def key(self) -> str:
        """What the row's own id column says."""
        column = self.sheet.id_column
        value = self.one(column.name) if column else None
        return str(value) if value is not None else ""

    @property
    def sources(self) -> frozenset[str]:
        """The addresses of the sources that the row cites; a source cites itself."""
        column = self.sheet.source_column
        if column is None:
            return frozenset({self.node} if self.node.startswith(f"{ID}source/") else ())
        return frozenset(ref.address for ref in self.many(column.name) if isinstance(ref, Ref))


@dataclass(slots=True)
class Reading:
    """One reading of tables against a book; ``faults`` and ``lines`` grow as it goes.

    ``source`` is the address of the one that rows cite which name none. With ``lenient`` a faulty
    cell is left out of its row, and a row without what it needs is left out whole; both are noted.
    Else every fault is told and nothing should be taken up. ``lines`` are the rows by what they
    are about, ``minted`` the people by sheet and id.
    """

    book: Book
    source: str = ""
    lenient: bool = False
    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    minted: dict[tuple[str, str], str] = field(default_factory=dict)
    made: dict[str, frozenset[str]] = field(default_factory=dict)
    numbered: dict[str, frozenset[str]] = field(default_factory=dict)
    passed: list[Bilingual] = field(default_factory=list)

    def problem(self, line: Line, column: Column, problem: Problem) -> None:
        """Tell what is wrong with a cell; a remark, and a fault in lenient reading, is noted."""
        line.notes.append(f"{column.name}: {problem.text.en}")
        if problem.severity == "violation" and not self.lenient:
            head = line.heads.get(column.name) or Head(0, column.name)
            self.faults.append(line.table.fault(line.row, head, problem.check, problem.told))
            line.faulty = True

    def part(self, value: Typed, part: str) -> Typed:
        """A value, or a part of it.

        ``kind`` is the kind of a thing, ``written`` the text that names it, ``as_written`` that
        text where it is not the thing's name, ``locator`` where in a page; any other is a column
        of the row that describes the thing.
        """
        if not part:
            return value
        if part == "locator":
            return (value.locator or None) if isinstance(value, Link) else None
        if not isinstance(value, Ref):
            return None
        match part:
            case "written":
                return value.written or None
            case "as_written":
                names = map(plain, self.book.directory.names(value.address))
                return None if plain(value.written) in {"", *names} else value.written
            case "kind":
                return self.book.directory.kind(value.address)
        other = self.lines.get(value.address)
        return other.one(part) if other else None

    def holds(self, line: Line, conditions: Iterable[Condition]) -> bool:
        """Whether all conditions hold of a row."""
        return all(self._holds(line, condition) != condition.unless for condition in conditions)

    def _holds(self, line: Line, condition: Condition) -> bool:
        values = [self.part(each, condition.part) for each in line.many(condition.column)]
        if not condition.values:
            return any(value is not None for value in values)
        return any(word_of(value) in condition.values for value in values)

    def label(self, thing: Ref, language: str) -> str:
        """What a thing is called: in the graph, in the tables, or in the cell that names it."""
        known = self.book.label(thing.address, language)
        return known or next(iter(self.book.directory.names(thing.address)), thing.written)
