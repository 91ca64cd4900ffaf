"""What the pages tell, as frozen values: terms, schemes, shapes, alignments and metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kng._check import Shape
from kng._closure import Rule
from kng._pages._axioms import Phrase
from kng._questions import Question
from kng._values import Bilingual


@dataclass(frozen=True, slots=True)
class OntologyContent:
    """What the pages are made from: the files of the ontology, and what stands on it.

    ``alignments`` may be empty; ``examples`` are Turtle texts by the name of their file.
    """

    ontology: bytes
    schemes: bytes
    shapes_file: bytes
    alignments: bytes
    examples: Mapping[str, str]
    shapes: Sequence[Shape]
    rules: Sequence[Rule]
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what is said of a term: a heading and phrases, many of them to be folded."""

    heading: Bilingual
    phrases: tuple[Phrase, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of Turtle in which a term occurs, and the file that it stands in."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology, or a term of another vocabulary that it uses.

    ``kind`` is ``class``, ``object``, ``datatype``, ``annotation`` or ``individual``. ``rules``,
    ``shapes`` and ``questions`` are the names of those that conclude, demand or ask for it.
    """

    address: str
    name: str
    kind: str
    label: Bilingual
    definition: Bilingual
    rows: tuple[Row, ...] = ()
    notes: tuple[tuple[Bilingual, Bilingual], ...] = ()
    rules: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; ``depth`` is how many broader ones stand above it."""

    address: str
    name: str
    label: Bilingual
    definition: Bilingual
    others: tuple[Bilingual, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme with its concepts, the narrower below the broader."""

    address: str
    name: str
    title: Bilingual
    definition: Bilingual
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a term stands to one of another vocabulary, and why."""

    term: str
    relation: Bilingual
    other: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of the ontology as a whole; empty texts where nothing is."""

    title: Bilingual
    description: Bilingual
    version: str
    version_address: str
    previous: str
    issued: str
    modified: str
    licence: str
    creators: tuple[str, ...]
    prefix: str
    namespace: str
    citation: Bilingual
    changes: tuple[Bilingual, ...]
