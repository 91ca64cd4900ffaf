"""Rows: the answers of questions, a row at a time or a column at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

XSD = "http://www.w3.org/2001/XMLSchema#"


class Iri(str):
    """An absolute address of a thing; a plain string everywhere else.

    >>> Iri("https://w3id.org/kng/ns#Person") == "https://w3id.org/kng/ns#Person"
    True
    """

    __slots__ = ()


class Literal(str):
    """A literal as it stands in the graph, with its datatype address and language tag.

    >>> Literal("7", XSD + "integer").python()
    7
    >>> Literal("möte", language="sv").language
    'sv'
    """

    __slots__ = ("datatype", "language")
    datatype: str
    language: str

    def __new__(cls, text: str, datatype: str = XSD + "string", language: str = "") -> Literal:
        literal = super().__new__(cls, text)
        literal.datatype = datatype
        literal.language = language
        return literal

    def python(self) -> str | int | float | bool:
        """The plain Python value: numbers and booleans converted, all else the text.

        A text that its datatype does not allow stays a text.

        >>> Literal("true", XSD + "boolean").python(), Literal("2022", XSD + "gYear").python()
        (True, '2022')
        >>> Literal("seven", XSD + "integer").python()
        'seven'
        """
        with suppress(ValueError):
            match self.datatype.removeprefix(XSD):
                case "integer" | "int" | "long" | "nonNegativeInteger" | "positiveInteger":
                    return int(self)
                case "decimal" | "double" | "float":
                    return float(self)
                case "boolean" if self in ("true", "1", "false", "0"):
                    return self in ("true", "1")
        return str(self)


Cell = Iri | Literal | None


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: column names and rows of cells, in order.

    >>> rows = Rows(("name", "age"), ((Literal("Eva"), None),))
    >>> [dict(row) for row in rows.records()]
    [{'name': 'Eva', 'age': None}]
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.cells)

    def records(self) -> Iterator[Mapping[str, Cell]]:
        """Each row as a mapping from column name to cell."""
        for row in self.cells:
            yield dict(zip(self.columns, row, strict=True))


@dataclass(frozen=True, slots=True)
class Encoded:
    """An answer a column at a time, for answers with millions of rows.

    ``codes`` holds for each column an array of one number a row, the place of the cell in the
    column's own ``values``, its distinct cells; an empty cell is -1.

    >>> Encoded.of(Rows(("who",), ((Iri("ann"),), (None,), (Iri("ann"),)))).codes[0].tolist()
    [0, -1, 0]
    """

    columns: tuple[str, ...]
    codes: tuple[NDArray[np.int64], ...]
    values: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.codes[0]) if self.codes else 0

    @classmethod
    def of(cls, rows: Rows) -> Encoded:
        """The same answer a column at a time."""
        import numpy as np

        cells = list(zip(*rows.cells, strict=True)) or [()] * len(rows.columns)
        codes: list[NDArray[np.int64]] = []
        values: list[tuple[Cell, ...]] = []
        for column in cells:
            keys = [(type(cell), cell) for cell in column]  # an address equals a text
            distinct = [key for key in dict.fromkeys(keys) if key[1] is not None]
            at = {key: code for code, key in enumerate(distinct)}
            codes.append(np.array([at.get(key, -1) for key in keys], dtype=np.int64))
            values.append(tuple(cell for _, cell in distinct))
        return cls(rows.columns, tuple(codes), tuple(values))

    @classmethod
    def packed(
        cls,
        columns: tuple[str, ...],
        codes: Sequence[array[int]],
        values: tuple[tuple[Cell, ...], ...],
    ) -> Encoded:
        """The same from packed arrays of 64-bit numbers."""
        import numpy as np

        return cls(columns, tuple(np.array(one, dtype=np.int64) for one in codes), values)

    def without(self, column: str) -> Encoded:
        """The rows without a column; the same where they do not have it.

        >>> Encoded.of(Rows(("a", "b"), ((Iri("x"), None),))).without("b").columns
        ('a',)
        """
        kept = [at for at, name in enumerate(self.columns) if name != column]
        return Encoded(
            tuple(self.columns[at] for at in kept),
            tuple(self.codes[at] for at in kept),
            tuple(self.values[at] for at in kept),
        )

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of one row."""
        codes = [column[number] for column in self.codes]
        pairs = zip(codes, self.values, strict=True)
        return tuple(None if code < 0 else values[code] for code, values in pairs)

    def rows(self) -> Rows:
        """The same answer a row at a time."""
        columns = [[*values, None] for values in self.values]
        cells = [
            [known[code] for code in codes.tolist()]
            for known, codes in zip(columns, self.codes, strict=True)
        ]
        return Rows(self.columns, tuple(zip(*cells, strict=True)))

    def where(self, column: str, accept: Callable[[Cell], bool]) -> Encoded:
        """The rows whose cell in a column is accepted; all of them where there is no such column.

        >>> met = Encoded.of(Rows(("who", "at"), ((Iri("ann"), Iri("m")), (Iri("bo"), None))))
        >>> met.where("at", lambda cell: cell is None).rows().cells
        (('bo', None),)
        """
        import numpy as np

        if column not in self.columns:
            return self
        at = self.columns.index(column)
        kept = np.array([*map(accept, self.values[at]), accept(None)])[self.codes[at]]
        return Encoded(self.columns, tuple(codes[kept] for codes in self.codes), self.values)

    def joined(self, other: Encoded, on: str) -> Encoded:
        """Each row with the columns of each row of ``other`` that has the same cell in ``on``.

        A row with an empty cell in ``on`` stays, its new cells empty; one whose cell ``other``
        does not have goes.

        >>> met = Encoded.of(Rows(("who", "at"), ((Iri("ann"), Iri("m")), (Iri("bo"), None))))
        >>> size = Encoded.of(Rows(("at", "n"), ((Iri("m"), Iri("7")),)))
        >>> [met.joined(size, "at").row(number) for number in (0, 1)]
        [('ann', 'm', '7'), ('bo', None, None)]
        """
        import numpy as np

        mine, theirs = self.columns.index(on), other.columns.index(on)
        at = {cell: code for code, cell in enumerate(other.values[theirs])}
        translated = np.array([*(at.get(c, -2) for c in self.values[mine]), -1], dtype=np.int64)
        key = translated[self.codes[mine]]
        order = np.argsort(other.codes[theirs], kind="stable")
        ordered = other.codes[theirs][order]
        first = np.searchsorted(ordered, key, side="left")
        many = np.searchsorted(ordered, key, side="right") - first
        many[key == -1] = 1
        row = np.repeat(np.arange(len(self)), many)
        step = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
        place = np.minimum(first[row] + step, max(len(other) - 1, 0))
        added = [at for at, name in enumerate(other.columns) if name not in self.columns]
        codes = [column[row] for column in self.codes]
        for column in added:
            cells = other.codes[column][order][place] if len(other) else np.full(len(row), -1)
            codes.append(np.where(key[row] == -1, -1, cells))
        return Encoded(
            (*self.columns, *(other.columns[at] for at in added)),
            tuple(codes),
            (*self.values, *(other.values[at] for at in added)),
        )
