"""A report in one language: its plan filled with answers, as text that is not yet escaped."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kng._questions import Question, ask, one_line, readable
from kng._report._plan import LARGEST, Part, Plan
from kng._report._words import WORDS, number, percent
from kng._store import Store
from kng._values import XSD, Bilingual, Cell, Iri, Literal, Rows, Source

_NAMING_PEOPLE = """
SELECT DISTINCT ?named WHERE {
  { ?named a kng:Person }
  UNION { ?named org:member|kng:participant|kng:signatory|kng:party ?person . ?person a kng:Person }
} ORDER BY ?named
"""
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its text, a web address that it leads to, and how full its bar is, from 0 to 1."""

    text: str
    link: str = ""
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Shown rows under their heads; ``numeric`` columns stand right; ``more`` are not shown."""

    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Shown, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Block:
    """A part as it is read: ``count`` is how many are missing, where that is what is told."""

    name: str
    title: str
    says: str
    command: str
    count: int | None = None
    table: Table | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole report in one language; chapters are headings with their blocks."""

    language: str
    title: str
    lead: str
    chapters: tuple[tuple[str, tuple[Block, ...]], ...]


@dataclass(frozen=True)
class Material:
    """What a plan is filled from.

    ``names`` are what addresses are called, ``networks`` the titles of networks and what each
    rests on, in words.
    """

    store: Store
    questions: Mapping[str, Question]
    names: Mapping[str, Bilingual]
    sources: Mapping[str, Source]
    networks: Mapping[str, tuple[Bilingual, Bilingual]]

    @cached_property
    def unnamed(self) -> Mapping[str, Bilingual]:
        """The names without those of people, and of relations that are called after people."""
        hidden = {str(named) for (named,) in self.store.select(_NAMING_PEOPLE)}
        return {address: name for address, name in self.names.items() if address not in hidden}

    @cached_property
    def answers(self) -> dict[tuple[str, tuple[tuple[str, str], ...]], Rows]:
        """Answers by question and values, each asked once for all languages."""
        return {}

    def answer(self, part: Part) -> Rows:
        """The rows of the question of a part."""
        key = (part.question, tuple(sorted((part.values or {}).items())))
        if key not in self.answers:
            self.answers[key] = ask(self.store, self.questions[part.question], part.values)
        return self.answers[key]


def sheet(plan: Plan, material: Material, language: str) -> Sheet:
    """The plan filled, in one language."""
    taken: Counter[str] = Counter()
    chapters = []
    for chapter in plan.chapters:
        blocks = [_block(part, material, language) for part in chapter.parts]
        named = tuple(_named_once(block, taken) for block in blocks)
        chapters.append((chapter.title.in_language(language), named))
    title, lead = plan.title.in_language(language), plan.lead.in_language(language)
    return Sheet(language, title, lead, tuple(chapters))


def _named_once(block: Block, taken: Counter[str]) -> Block:
    """The block with a name that no other has, for links to lead to it."""
    taken[block.name] += 1
    again = taken[block.name]
    return block if again == 1 else replace(block, name=f"{block.name}-{again}")


def _block(part: Part, material: Material, language: str) -> Block:
    says = part.says.in_language(language)
    if part.network:
        title, rests = (words.in_language(language) for words in material.networks[part.network])
        command = f"kng network {part.network}"
        return Block(f"network-{part.network}", title, says, command, sentence=rests)
    question, rows = material.questions[part.question], material.answer(part)
    table = _table(part, question, rows, material, language)
    return Block(
        part.question,
        part.title.in_language(language) or question.title.in_language(language),
        says,
        _command(part),
        len(rows) if part.counted else None,
        table if table.rows else None,
    )


def _command(part: Part) -> str:
    given = [f"{name}={value}" for name, value in (part.values or {}).items()]
    return shlex.join(["kng", "query", part.question, *given])


def _table(part: Part, question: Question, rows: Rows, material: Material, language: str) -> Table:
    columns = part.columns or rows.columns
    places = [rows.columns.index(name) for name in columns]
    records: Sequence[tuple[Cell, ...]] = [tuple(row[at] for at in places) for row in rows]
    words = {column.name: column.label.in_language(language) for column in question.columns}
    heads = [words.get(name, name) for name in columns]
    if set(columns) != set(rows.columns):
        records, columns = _together(records), (*columns, "")
        heads.append(WORDS["number"].in_language(language))
    shown = records[: part.rows]
    full = _full(part.bars or {}, columns, records)
    write = _writer(part, material, columns, full, language)
    return Table(
        tuple(map(one_line, heads)),
        tuple(_numeric([row[at] for row in records]) for at in range(len(columns))),
        tuple(write(row) for row in shown),
        len(records) - len(shown),
    )


def _together(records: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Equal rows as one with their number, the most frequent first, else as they came."""
    counted = Counter(records)
    ordered = sorted(counted.items(), key=lambda item: -item[1])
    return [(*row, Literal(str(count), XSD + "integer")) for row, count in ordered]


Full = Callable[[Sequence[Cell], str], float]


def _full(
    bars: Mapping[str, str], columns: Sequence[str], records: Sequence[Sequence[Cell]]
) -> Full:
    """What a full bar of a column means in a row; nothing where it has no bar."""
    largest = {
        name: max((_count(row[columns.index(name)]) for row in records), default=0)
        for name, of in bars.items()
        if of == LARGEST and name in columns
    }

    def full(row: Sequence[Cell], name: str) -> float:
        of = bars.get(name, LARGEST)
        return largest.get(name, 0) if of == LARGEST else _count(row[columns.index(of)])

    return full


def _writer(
    part: Part, material: Material, columns: Sequence[str], full: Full, language: str
) -> Callable[[Sequence[Cell]], tuple[Shown, ...]]:
    names = material.names if part.people else material.unnamed
    shares = {name for name, of in (part.bars or {}).items() if of != LARGEST}

    def write(row: Sequence[Cell]) -> tuple[Shown, ...]:
        (texts,) = readable(Rows(tuple(columns), (tuple(row),)), names, language)
        found = []
        for name, cell, text in zip(columns, row, texts, strict=True):
            whole = full(row, name)
            bar = _count(cell) / whole if whole else None
            said = number(_count(cell), language) if _is_count(cell) else one_line(text)
            if bar is not None and name in shares:
                said = f"{said} ({percent(bar, language)})"
            found.append(Shown(said or _NOTHING, _link(cell, material.sources), bar))
        return tuple(found)

    return write


def _link(cell: Cell, sources: Mapping[str, Source]) -> str:
    source = sources.get(cell) if isinstance(cell, Iri) else None
    web = source is not None and source.url.startswith(("https://", "http://"))
    return source.url if source is not None and web else ""


def _numeric(cells: Collection[Cell]) -> bool:
    return any(map(_is_count, cells)) and all(c is None or _is_count(c) for c in cells)


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, Literal) and isinstance(cell.python(), int) and cell.isdigit()


def _count(cell: Cell) -> int:
    return int(cell) if cell is not None and _is_count(cell) else 0
