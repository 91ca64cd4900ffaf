"""A mapping read the other way round: from the statements of a graph to the rows of a sheet.

A row is about one node, the main one of the sheet. What the mapping says of that node, of nodes
that point to it and of nodes that it points to is looked up and put back into the columns. A cell
that the graph does not determine (two values where the column takes one, a derived column without
an inversion) stays empty, and so what it would have said is left alone by who reads the row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kng._identity import address
from kng._namespaces import ID, PREFIXES, shorten
from kng._tables.inversions import INVERSIONS
from kng._tables.mapping import THIS, Column, Condition, Node, Sheet, Value, column_of
from kng._tables.statements import Statement, key_of
from kng._tables.typed import Ref
from kng._tables.values import Raw
from kng._values import Cell, Iri, Literal

Bag = dict[str, list[Cell]]
"""The values that are known of a row, by column."""
Reference = Callable[[Column, str], str]
"""What is written in a cell of a column for the thing at an address."""
Finder = Callable[[str, Sequence[str]], Sequence[str]]
"""The addresses that a text can mean among things of some kinds."""

_TYPE: Final = PREFIXES["rdf"] + "type"
_AS_WRITTEN: Final = "as_written"
_LOCATOR: Final = "locator"
_BOUNDS: Final = {
    (True, True): "mellan {0} och {1}",
    (True, False): "tidigast {0}",
    (False, True): "senast {1}",
}


class Facts:
    """The statements of one source graph, by subject and by what they point to."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._said: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
        self._pointing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, value in sorted(statements, key=lambda each: each.key):
            self._said[subject][predicate].append(value)
            if isinstance(value, Iri):
                self._pointing[predicate, value].append(subject)

    def of_kind(self, kind: str) -> Iterator[str]:
        """The things of a kind of which something is said."""
        return (each for each in self._said if each.startswith(f"{ID}{kind}/"))

    def values(self, subject: str, predicate: str) -> Sequence[Cell]:
        """What is said of a thing by a property."""
        return self._said[subject][predicate] if self._has(subject, predicate) else ()

    def pointing(self, predicate: str, value: str) -> Sequence[str]:
        """The things that point to a value by a property."""
        return self._pointing.get((predicate, value), ())

    def objects(self, subject: str) -> Iterator[str]:
        """The things that a thing points to."""
        for values in self._said.get(subject, {}).values():
            yield from (str(value) for value in values if isinstance(value, Iri))

    def fits(self, subject: str, node: Node) -> bool:
        """Whether a thing has the kind and the classes of a node and what always is said of it."""
        types = set(map(str, self.values(subject, _TYPE)))
        if not subject.startswith(f"{ID}{node.kind}/") or not types.issuperset(node.classes):
            return False
        return all(
            Iri(value.address) in self.values(subject, predicate)
            for predicate, values in node.say
            for value in values
            if value.address and not value.columns
        )

    def _has(self, subject: str, predicate: str) -> bool:
        return subject in self._said and predicate in self._said[subject]


class Inverse:
    """Turns the facts of one graph after the other into the rows of a sheet.

    ``reference`` writes a thing into a cell, ``find`` is asked what such a text would mean.
    """

    def __init__(self, sheet: Sheet, reference: Reference, find: Finder) -> None:
        self._sheet = sheet
        self._reference = reference
        self._find = find
        main = [node for node in sheet.nodes if node.main]
        beside = [node for node in sheet.nodes if not node.main]
        self._mains = main
        self._same = [node for node in beside if node.keys == (THIS,)]
        rest = [node for node in beside if node.keys != (THIS,)]
        self._each = [node for node in rest if node.each]
        self._linked = [node for node in rest if not node.each and _link(node)]
        self._reached = [node for node in rest if not node.each and not _link(node)]

    def rows(self, facts: Facts, sources: frozenset[str]) -> Iterator[Mapping[str, Raw]]:
        """The rows, as values of cells by column, for a graph taken from these sources."""
        for main in self._mains:
            for thing in facts.of_kind(main.kind):
                if not facts.fits(thing, main) or not self._own(thing, sources):
                    continue
                bag = self._about(facts, main, thing)
                if bag:
                    for row in self._several(facts, thing, bag):
                        yield self._cells(row, thing, sources)

    def _own(self, thing: str, sources: frozenset[str]) -> bool:
        """A sheet that names no source describes sources, each in the graph of its own."""
        return self._sheet.source_column is not None or sources == {thing}

    def _about(self, facts: Facts, main: Node, thing: str) -> Bag:
        bag = self._inverted(facts, main, thing)
        for node in self._same:
            more = self._inverted(facts, node, thing)
            if all(_holds(condition, more) for condition in node.when):
                _add(bag, more)
        self._reach(facts, thing, bag)
        for node in self._each:
            bag[node.each] = [*bag.get(node.each, ()), *self._one_each(facts, node, thing)]
        if any(bag.values()):
            _add(bag, self._stood_for(main))
        for condition in main.when:
            if not _holds(condition, bag):
                bag.pop(condition.column, None)
        return bag

    def _several(self, facts: Facts, thing: str, bag: Bag) -> Iterator[Bag]:
        """One row for each of the nodes that point to the thing, or one alone."""
        rows = []
        for node in self._linked:
            for other in facts.pointing(_link(node), thing):
                told = self._told(facts, node, other)
                if facts.fits(other, node) and all(_holds(each, told) for each in node.when):
                    row = {column: list(values) for column, values in bag.items()}
                    _add(row, self._underived(told))
                    self._reach(facts, other, row)
                    rows.append(row)
        yield from rows or [bag]

    def _reach(self, facts: Facts, thing: str, bag: Bag) -> None:
        """Add what the mapping says of things that the thing points to."""
        for other in facts.objects(thing):
            for node in self._reached:
                if facts.fits(other, node):
                    _add(bag, self._inverted(facts, node, other))

    def _one_each(self, facts: Facts, node: Node, thing: str) -> Iterator[Cell]:
        """The values of a column with many, each of which has made a node of its own."""
        for other in facts.pointing(_link(node), thing):
            values = self._inverted(facts, node, other).get(node.each, [])
            if facts.fits(other, node) and len(values) == 1:
                keys = [_key(key, thing, values[0]) for key in node.keys]
                if all(keys) and other == address(node.kind, *keys):
                    yield values[0]

    def _stood_for(self, main: Node) -> Bag:
        """The cells by which a row shows that this main node is meant and no other."""
        found: Bag = {}
        for condition in main.when:
            column = self._sheet.columns[condition.column]
            if column.type == "concept" and len(condition.values) == 1 and not condition.unless:
                found[column.name] = [Iri(f"{ID}{column.scheme}/{condition.values[0]}")]
        return found

    # ---- from what is said of a node to values of columns

    def _inverted(self, facts: Facts, node: Node, thing: str) -> Bag:
        return self._underived(self._told(facts, node, thing))

    def _told(self, facts: Facts, node: Node, thing: str) -> Bag:
        """The values of the columns, also of the derived ones, that the graph tells of a node."""
        bag: Bag = {}
        for predicate, values in node.say:
            for value in values:
                name = _column(value)
                if name and name != THIS:
                    bag.setdefault(name, []).extend(_matching(facts, thing, predicate, value))
                    self._dated(facts, thing, predicate, name, bag)
                if value.part:
                    self._part(facts, thing, predicate, value, bag)
        return bag

    def _dated(self, facts: Facts, thing: str, predicate: str, name: str, bag: Bag) -> None:
        """A date of which only bounds are known, in words."""
        if self._sheet.columns[name].type != "date" or bag[name]:
            return
        bounds = [facts.values(thing, predicate + end) for end in ("NotBefore", "NotAfter")]
        if any(bounds) and all(len(each) <= 1 for each in bounds):
            first, last = (str(each[0]) if each else "" for each in bounds)
            words = _BOUNDS[bool(first), bool(last)]
            bag[name] = [Literal(words.format(first, last))]

    def _part(self, facts: Facts, thing: str, predicate: str, value: Value, bag: Bag) -> None:
        """A part of a cell that was kept apart: the locator in a page, a name as written."""
        told = [v for v in facts.values(thing, predicate) if not getattr(v, "language", "")]
        if value.part in (_LOCATOR, _AS_WRITTEN) and told:
            bag[f"{value.column}.{value.part}"] = list(told)

    def _underived(self, bag: Bag) -> Bag:
        """The bag without derived columns, whose values are put back where they came from."""
        columns = self._sheet.columns
        while derived := [name for name in bag if name in columns and columns[name].by]:
            for name in derived:
                values = bag.pop(name)
                invert = INVERSIONS.get(columns[name].by)
                if invert and len(values) == 1:
                    found = invert(self._sheet, columns[name], values[0])
                    _add(bag, {key: [value] for key, value in found.items()})
        return bag

    # ---- from values of columns to what is written in the cells

    def _cells(self, bag: Bag, thing: str, sources: frozenset[str]) -> Mapping[str, Raw]:
        cells: dict[str, Raw] = {}
        for column in self._sheet.columns.values():
            if column.type == "id":
                cells[column.name] = shorten(thing)
            elif column.type == "source":
                cells[column.name] = "; ".join(map(shorten, sorted(sources)))
            elif column.type != "derived":
                cells[column.name] = self._cell(column, bag)
        for column in self._sheet.columns.values():
            if column.kinds_by:
                cells[column.kinds_by[0]] = self._kind_word(column, bag)
        return cells

    def _cell(self, column: Column, bag: Bag) -> Raw:
        values = list(dict.fromkeys(bag.get(column.name, ())))
        if not values or (len(values) > 1 and not column.many):
            return None
        if column.many:
            return "; ".join(sorted(self._written(column, value, bag) for value in values))
        if column.type == "number":
            return int(str(values[0]))
        return self._written(column, values[0], bag) or None

    def _written(self, column: Column, value: Cell, bag: Bag) -> str:
        text = str(value)
        match column.type:
            case "thing" | "concept":
                return self._as_written(column, text, bag) or self._reference(column, text)
            case "yes-no":
                return "ja" if text == "true" else "nej"
            case "choice":
                return next((word for word, v in column.values.items() if v == text), text)
            case "url":
                locators = bag.get(f"{column.name}.{_LOCATOR}", [])
                return " ".join([text, *map(str, locators[:1])])
        return text

    def _as_written(self, column: Column, thing: str, bag: Bag) -> str:
        """The name that the source uses, where the graph keeps it and it means that thing."""
        kinds = [thing.removeprefix(ID).partition("/")[0]]
        for text in map(str, bag.get(f"{column.name}.{_AS_WRITTEN}", ())):
            if list(self._find(text, kinds)) == [thing]:
                return text
        return ""

    def _kind_word(self, column: Column, bag: Bag) -> Raw:
        """The word by which another column says what kind of thing this one holds."""
        assert column.kinds_by is not None
        for value in bag.get(column.name, ()):
            kind = str(value).removeprefix(ID).partition("/")[0]
            for word, kinds in column.kinds_by[1].items():
                if kind in kinds:
                    return word
        return None


def _link(node: Node) -> str:
    """The property by which a node points to the thing that the row is about; empty if none."""
    for predicate, values in node.say:
        if any(value.column == THIS for value in values):
            return predicate
    return ""


def _column(value: Value) -> str:
    """The column whose value is said as it is."""
    if value.address and value.columns == (value.address.strip("{}"),):
        return value.columns[0]
    return value.column if value.column and not value.part else ""


def _matching(facts: Facts, thing: str, predicate: str, value: Value) -> Iterator[Cell]:
    for said in facts.values(thing, predicate):
        language = said.language if isinstance(said, Literal) else ""
        if value.language.startswith("{") or language == value.language:
            yield said


def _holds(condition: Condition, bag: Bag) -> bool:
    """Whether a condition on a value or its kind holds; others are judged when a row is read."""
    if condition.part not in ("", "kind"):
        return True
    values = [str(value).removeprefix(ID) for value in bag.get(condition.column, ())]
    at = 0 if condition.part else 2
    held = any(value.partition("/")[at] in condition.values for value in values)
    return (held if condition.values else bool(values)) != condition.unless


def _add(bag: Bag, more: Mapping[str, list[Cell]]) -> None:
    """Take up values of columns that have none yet."""
    for name, values in more.items():
        if values and not bag.get(name):
            bag[name] = list(values)


def _key(key: str, thing: str, value: Cell) -> str:
    if key.startswith("="):
        return key[1:]
    return key_of(Ref(thing if column_of(key) == THIS else str(value), ""))
