"""The nodes that a row makes, as its sheet declares them: their addresses and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kng._identity import address
from kng._namespaces import ID, PREFIXES
from kng._tables.mapping import THIS, Node, Value, column_of, filled
from kng._tables.reading import Line, Reading
from kng._tables.statements import Statement, key_of, said, word_of
from kng._tables.typed import Ref, Typed
from kng._values import Iri

_TYPE: Final = PREFIXES["rdf"] + "type"


def make(reading: Reading, line: Line) -> None:
    """Add to a row the statements of all its nodes; a row that none fits says why."""
    about = False
    for node in line.sheet.nodes:
        if (node.main and about) or not reading.holds(line, node.when):
            continue
        about |= node.main
        for each in line.many(node.each) if node.each else [None]:
            made = line.node if node.main and line.node else address_of(reading, line, node, each)
            if not made:
                continue
            if node.main:
                line.node = made
            if made.startswith(f"{ID}{node.kind}/"):
                line.made += [Statement(made, _TYPE, Iri(name)) for name in node.classes]
            line.made += _said(reading, line, node, made, each)
    if not about:
        line.notes.append(line.sheet.left_out.en)


def address_of(reading: Reading, line: Line, node: Node, each: Typed = None) -> str:
    """The address of a node; empty where its key is."""
    if node.keys == (THIS,):
        return line.node
    keys = [_key(line, node, key, each) for key in node.keys]
    if node.main and node.otherwise and not keys[0]:
        keys = ["-".join(filter(None, (_key(line, node, key, None) for key in node.otherwise)))]
    if not any(keys):
        return ""
    base = address(node.kind, *keys)
    return base if node.number is None else _numbered(reading, line, node, base)


def _key(line: Line, node: Node, key: str, each: Typed) -> str:
    if key.startswith("="):
        return key[1:]
    name = column_of(key)
    value = each if node.each and name == node.each else line.one(name)
    if value is None:
        return ""
    column = line.sheet.columns.get(name)
    if column and column.drop:
        value = str(value).removeprefix(column.drop)
    return filled(key, {name: key_of(value)}) if "{" in key else key_of(value)


def _numbered(reading: Reading, line: Line, node: Node, base: str) -> str:
    """The node of the same key that is said with the same words, else the next number."""
    words = frozenset(str(v) for name in node.number or () for v in line.many(name))
    number = 1
    while True:
        found = f"{base}_{number}"
        known = reading.numbered.get(found, reading.book.texts(found))
        if known is None or not words or not known or known & words:
            reading.numbered[found] = words | (known or frozenset())
            return found
        number += 1


def _said(reading: Reading, line: Line, node: Node, made: str, each: Typed) -> Iterator[Statement]:
    for predicate, values in node.say:
        for value in values:
            language = value.language
            if language.startswith("{"):
                language = str(line.one(language.strip("{}")) or "")
            for found in _values(reading, line, node, value, each):
                yield from said(made, predicate, found, language)


def _values(reading: Reading, line: Line, node: Node, value: Value, each: Typed) -> Iterator[Typed]:
    if value.address or value.text:
        words = {name: each if name == node.each else line.one(name) for name in value.columns}
        if None not in words.values():
            told = {name: word_of(word) for name, word in words.items()}
            text = filled(value.address or value.text, told)
            yield Ref(text, "") if value.address else text
        return
    own = [each] if node.each and value.column == node.each else line.many(value.column)
    parts = (reading.part(one, value.part) for one in own)
    yield from (part for part in parts if part is not None)
