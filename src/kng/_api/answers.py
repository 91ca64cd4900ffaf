"""What comes back from a question: rows, statements or a truth, in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kng._dates import ALL_TIME, Window
from kng._errors import KngError, UnknownName
from kng._questions import FORMATS, Question
from kng._values import Bilingual, Cell, Literal, Rows

if TYPE_CHECKING:
    import pandas
    import polars

    from kng._parquet import Column
    from kng._store import Triple

Plain = str | int | float | bool | None

_BINARY = ("parquet",)
_OF_STATEMENTS = ("turtle", "json-ld", "n-triples")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave, with the question and the names of what it holds.

    Iterating gives one mapping a row, from column to plain Python value (addresses as text,
    numbers as numbers, nothing as ``None``). ``form`` is the form of the query: the statements of a
    ``CONSTRUCT`` or ``DESCRIBE`` are rows of subject, predicate and object, and ``ASK`` gives one
    row with the column ``answer``.

    ``asked`` is the text as it was put to ``engine``, with parameters and ``window`` bound, and
    ``seconds`` how long that took.

    >>> from kng._questions import plain_question
    >>> answer = Answer(plain_question("SELECT ?n {}"), Rows(("n",), ((Literal("x"),),)), {})
    >>> list(answer), answer.text("csv")
    ([{'n': 'x'}], 'n\\r\\nx\\r\\n')
    """

    question: Question
    rows: Rows
    names: Mapping[str, Bilingual]
    form: str = "SELECT"
    triples: Sequence[Triple] = field(default=(), repr=False)
    asked: str = field(default="", repr=False)
    engine: str = ""
    window: Window = ALL_TIME
    seconds: float = 0.0

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        for record in self.rows.records():
            yield {name: _plain(cell) for name, cell in record.items()}

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """Whether there is any row; of an ``ASK``, its answer."""
        return next(iter(self))["answer"] is True if self.form == "ASK" else len(self) > 0

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that this answer can be written in, the usual one first."""
        of_rows = (*FORMATS, *_BINARY)
        return (*_OF_STATEMENTS, *of_rows) if self._has_statements else of_rows

    @property
    def _has_statements(self) -> bool:
        return self.form in ("CONSTRUCT", "DESCRIBE")

    def text(self, format: str = "", language: str = "sv", *, iris: bool = False) -> str:
        """The answer as ``table``, ``csv``, ``tsv``, ``json`` (SPARQL 1.1 results) or ``md``;
        statements also as ``turtle``, ``json-ld`` or ``n-triples``.

        Tables and Markdown show labels, with ``iris`` the short addresses.

        Raises:
            UnknownName: no such format, or it is not text.
        """
        form = format or self.formats[0]
        known = [name for name in self.formats if name not in _BINARY]
        if form not in known:
            raise UnknownName("format", form, known)
        return self.data(form, language, iris=iris).decode()

    def data(self, format: str = "", language: str = "sv", *, iris: bool = False) -> bytes:
        """The answer as bytes: as :meth:`text`, or as ``parquet`` with a type for each column.

        Raises:
            UnknownName: no such format.
        """
        from kng._questions import render

        form = format or self.formats[0]
        if form not in self.formats:
            raise UnknownName("format", form, self.formats)
        if form == "parquet":
            from kng._parquet import parquet

            return parquet(self._columns())
        if form in _OF_STATEMENTS:
            return _statements(self.triples, form)
        if form == "json" and self.form == "ASK":
            return f'{{"head": {{}}, "boolean": {str(bool(self)).lower()}}}\n'.encode()
        names = {} if iris else self.names
        return render(form, self.question, self.rows, names, language).encode()

    def polars(self) -> polars.DataFrame:
        """The rows as a polars frame: numbers, truths and days where a column has only such.

        Raises:
            KngError: polars is not installed.
        """
        from kng._parquet import arrow

        frame: polars.DataFrame = _library("polars").DataFrame(arrow(self._columns()))
        return frame

    def pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame, typed as in :meth:`polars`; days are ``datetime64``.

        Raises:
            KngError: pandas is not installed.
        """
        library = _library("pandas")
        kinds = {"whole": "Int64", "number": "Float64", "truth": "boolean", "text": "string"}
        frame: pandas.DataFrame = library.DataFrame(
            {
                name: library.to_datetime(library.Series(values, dtype="object"))
                if kind == "date"
                else library.Series(values, dtype=kinds[kind])
                for name, (kind, values) in self._columns().items()
            }
        )
        return frame

    def _columns(self) -> dict[str, Column]:
        from kng._questions.columns import typed_columns

        return typed_columns(self.rows)

    def with_names(self, names: Mapping[str, Bilingual]) -> Answer:
        """The same answer, which knows what the addresses in it are called."""
        return replace(self, names=names)

    def explanation(self, language: str = "sv") -> str:
        """The question in words, what was asked of which engine, and how long it took.

        >>> from kng._questions import plain_question
        >>> answer = Answer(plain_question("ASK {}"), Rows((), ()), {}, asked="ASK {}", engine="x")
        >>> print(answer.explanation("en"), end="")
        time: the question has no time
        engine: x
        answer: 0 rows, 0.000 s
        query as it was asked:
        ASK {}
        """
        from kng._questions import explanation

        return explanation(
            self.question, self.asked, self.engine, self.window, self.seconds, len(self), language
        )


def _plain(cell: Cell) -> Plain:
    if isinstance(cell, Literal):
        return cell.python()
    return None if cell is None else str(cell)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise KngError(f"{name} is not installed; pip install {name} brings it") from None


def _statements(triples: Sequence[Triple], form: str) -> bytes:
    """The statements in a format of RDF: sorted, so that the same ones are the same bytes."""
    import pyoxigraph as ox

    from kng._export.turtle import turtle
    from kng._questions.statements import settled

    ordered = settled(triples)
    if form == "turtle":
        return turtle(ordered)
    formats = {"json-ld": ox.RdfFormat.JSON_LD, "n-triples": ox.RdfFormat.N_TRIPLES}
    written = ox.serialize(ordered, format=formats[form]) or b""
    return written if written.endswith(b"\n") else written + b"\n"
