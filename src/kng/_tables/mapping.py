"""How the columns of a sheet become statements: read from ``ontology/tables/*.yaml``.

One file describes one sheet: its names, its columns with what they may hold, and the nodes that a
row makes with what is said of them. Nothing about a single column stands in Python.

    sheet:    {sv, en}        the name of the sheet in a workbook
    names:    […]             other names under which the sheet or file is known
    order:    number          in which order sheets are taken up (what others point to comes first)
    template: true            whether the sheet is part of the workbook to fill in
    about:    {sv, en}        what the sheet is for
    left_out: {sv, en}        why a row that none of the nodes fits is not entered
    columns:  name → {sv, en, type, …}       see :class:`Column`
    nodes:    [ {address, class, say, …} ]   see :class:`Node`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from kng._errors import Fault, FaultsFound
from kng._namespaces import ID, KINDS, PREFIXES, expand
from kng._values import Bilingual

TYPES: Final = frozenset(
    (
        *("choice", "code", "concept", "date", "decimal", "derived", "id", "number", "source"),
        *("text", "thing", "url", "yes-no"),
    )
)
THIS: Final = "this"
"""Stands for the thing that the row is about, among the keys and the values."""
UNKNOWN: Final = ("ask", "new", "leave-out")
_NO_WORDS: Final = Bilingual("", "")
_NOTHING: Final = Bilingual("inget att föra in", "nothing to enter")
_PLACEHOLDER = re.compile(r"\{(?P<name>[a-z_]+)(?:\.(?P<part>[a-z_]+))?\}")
_VALUE = re.compile(r"(?P<text>.*?)(?:@(?P<language>[a-z]{2}|\{[a-z_]+\}))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    ``type`` says what a cell may hold: ``text``, ``number``, ``date``, ``yes-no``, ``code`` (four
    digits), ``url``, ``id`` (the row's own), ``concept`` (of the scheme ``scheme``), ``choice``
    (a key of ``values``), ``thing`` (of one of ``kinds``, named by address, id or label),
    ``source``; ``derived`` has no cell and is made by the function ``by`` of the columns ``of``.
    ``values`` gives other spellings; ``many`` takes several, parted by semicolons; ``unknown``
    says what becomes of a thing that nothing is called: ``ask``, ``new`` (of the kind ``new_as``,
    described by the column ``new_kind``) or ``leave-out``. With ``continues`` a cell that can only
    be the end of the name above it is joined to that name; ``drop`` is a beginning of ids that
    their addresses do without.
    """

    name: str
    label: Bilingual
    type: str
    help: Bilingual = _NO_WORDS
    required: bool = False
    many: bool = False
    kinds: tuple[str, ...] = ()
    kinds_by: tuple[str, Mapping[str, tuple[str, ...]]] | None = None
    scheme: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    unknown: str = "ask"
    new_as: str = "organisation"
    new_kind: str = ""
    continues: bool = False
    drop: str = ""
    by: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What is said: a column's value, or an address or a text put together from columns.

    ``column`` and ``part`` name a column alone (``{start}``, ``{meeting.start}``). ``address``
    (written ``kng-role:partner``, ``<https://…>``, or ``<place/…>`` below the base of ids) and
    ``text`` may have columns in them. ``language`` is a tag or ``{column}``.
    """

    address: str = ""
    column: str = ""
    part: str = ""
    text: str = ""
    language: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be filled for anything to be said."""
        alone = (self.column,) if self.column else ()
        return alone + tuple(m["name"] for m in _PLACEHOLDER.finditer(self.address + self.text))


@dataclass(frozen=True, slots=True)
class Condition:
    """That a column is filled, or holds (``unless``: does not hold) one of some values."""

    column: str
    part: str = ""
    values: tuple[str, ...] = ()
    unless: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A node that a row makes: its address is a kind of thing and the values that are its key.

    A key is a column, ``this``, a text with a column in it, or after ``=`` a word that stands.

    ``each`` names a column with many values: one node for each of them. ``number`` names columns
    that tell nodes of the same key apart, which then get a running number. The first ``main``
    node that holds is the one that the row is about; ``otherwise`` are the keys where its id is
    empty, and ``same`` names a column by which a thing that is known already is recognised, of the
    kind of the node or of ``same_kinds``; one of another kind keeps its class.
    """

    kind: str
    keys: tuple[str, ...]
    classes: tuple[str, ...]
    say: tuple[tuple[str, tuple[Value, ...]], ...]
    when: tuple[Condition, ...] = ()
    each: str = ""
    number: tuple[str, ...] | None = None
    main: bool = False
    otherwise: tuple[str, ...] = ()
    same: str = ""
    same_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of sheet: how it is recognised, its columns, and the nodes of a row."""

    name: str
    label: Bilingual
    about: Bilingual
    names: tuple[str, ...]
    order: int
    template: bool
    columns: Mapping[str, Column]
    nodes: tuple[Node, ...]
    left_out: Bilingual = _NOTHING

    @property
    def id_column(self) -> Column | None:
        """The column that says which thing the row is about, if there is one."""
        return next((c for c in self.columns.values() if c.type == "id"), None)

    @property
    def source_column(self) -> Column | None:
        """The column that names the sources of the row."""
        return next((c for c in self.columns.values() if c.type == "source"), None)


class _Wrong(ValueError):
    """Something in a mapping that cannot be read, in few words."""


def read_sheet(name: str, text: str, where: str) -> Sheet:
    """The sheet that a mapping file describes.

    >>> sheet = read_sheet("people", '''
    ... sheet: {sv: Personer, en: People}
    ... columns:
    ...   name: {sv: namn, en: name, type: text, required: true}
    ... nodes:
    ...   - {address: [person, name], class: kng:Person, say: {foaf:name: "{name}"}, main: true}
    ... ''', "people.yaml")
    >>> sheet.label.sv, sheet.columns["name"].required, sheet.nodes[0].kind
    ('Personer', True, 'person')

    Raises:
        FaultsFound: the file is no YAML, or says what is not understood.
    """
    try:
        said = yaml.safe_load(text)
        if not isinstance(said, dict):
            raise _Wrong("no keys and values")
        return _sheet(name, said)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or "YAML"
        raise FaultsFound([_fault(f"{where}:{line}", str(reason))]) from None
    except (_Wrong, KeyError, TypeError, ValueError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise FaultsFound([_fault(where, reason)]) from None


def _fault(where: str, reason: str) -> Fault:
    return Fault(
        where,
        "mapping",
        f"beskrivningen av bladet går inte att läsa: {reason}",
        f"the description of the sheet cannot be read: {reason}",
    )


def _sheet(name: str, said: Mapping[str, Any]) -> Sheet:
    label = _words(said["sheet"])
    columns = {key: _column(key, value) for key, value in said["columns"].items()}
    for column in columns.values():
        named = {column.new_kind, *(path.partition(".")[0] for path in column.of)}
        named |= {column.kinds_by[0]} if column.kinds_by else set()
        _known(f"column {column.name}", named, columns)
    nodes = tuple(_node(each, columns) for each in said["nodes"])
    if not any(node.main for node in nodes):
        raise _Wrong("no node is marked main: true")
    known = (name, *said.get("names", ()), label.sv, label.en)
    return Sheet(
        name,
        label,
        _words(said.get("about", {})),
        tuple(dict.fromkeys(known)),
        int(said.get("order", 0)),
        bool(said.get("template", False)),
        columns,
        nodes,
        _words(said["left_out"]) if "left_out" in said else _NOTHING,
    )


def _words(said: Mapping[str, Any]) -> Bilingual:
    return Bilingual(str(said.get("sv", "")), str(said.get("en", "")))


def _column(name: str, said: Mapping[str, Any]) -> Column:
    kind = str(said["type"])
    if kind not in TYPES:
        raise _Wrong(f"column {name}: type '{kind}' is not one of {', '.join(sorted(TYPES))}")
    unknown = str(said.get("unknown", "ask"))
    if unknown not in UNKNOWN:
        raise _Wrong(f"column {name}: unknown '{unknown}' is not one of {', '.join(UNKNOWN)}")
    by = said.get("kinds_by")
    return Column(
        name,
        _words(said),
        kind,
        help=_words(said.get("help", {})),
        required=bool(said.get("required", False)),
        many=bool(said.get("many", False)),
        kinds=_kinds(said.get("kinds", ())),
        kinds_by=(by["column"], {k: _kinds(v) for k, v in by["kinds"].items()}) if by else None,
        scheme=str(said.get("scheme", "")),
        values={str(k): str(v) for k, v in said.get("values", {}).items()},
        unknown=unknown,
        new_as=str(said.get("new_as", "organisation")),
        new_kind=str(said.get("new_kind", "")),
        continues=bool(said.get("continues", False)),
        drop=str(said.get("drop", "")),
        by=str(said.get("by", "")),
        of=tuple(said.get("of", ())),
    )


def _kinds(said: Sequence[str]) -> tuple[str, ...]:
    wrong = [kind for kind in said if kind not in KINDS]
    if wrong:
        raise _Wrong(f"no kind of thing is called {', '.join(map(repr, wrong))}")
    return tuple(said)


def _node(said: Mapping[str, Any], columns: Mapping[str, Column]) -> Node:
    kind, *keys = said["address"]
    _kinds([kind])
    node = Node(
        kind,
        tuple(keys),
        tuple(_term(each) for each in _list(said.get("class", ()))),
        tuple(
            (_term(predicate), tuple(_value(each) for each in _list(values)))
            for predicate, values in said.get("say", {}).items()
        ),
        tuple(
            _condition(key, value, unless=unless)
            for unless, conditions in ((False, said.get("when")), (True, said.get("unless")))
            for key, value in _pairs(conditions)
        ),
        str(said.get("each", "")),
        tuple(said["number"]) if "number" in said else None,
        bool(said.get("main", False)),
        tuple(said.get("otherwise", ())),
        str(said.get("same", "")),
        _kinds(said.get("same_kinds", (kind,))),
    )
    used = {node.each, node.same, *(node.number or ()), *node.otherwise}
    used |= {column_of(key) for key in node.keys if not key.startswith("=")}
    used |= {name for _, values in node.say for value in values for name in value.columns}
    used |= {
        value.language.strip("{}")
        for _, values in node.say
        for value in values
        if value.language.startswith("{")
    }
    used |= {condition.column for condition in node.when}
    _known(f"node {kind}", used, columns)
    return node


def _known(where: str, named: Iterable[str], columns: Collection[str]) -> None:
    unknown = {*named} - {*columns, "", "*", THIS}
    if unknown:
        raise _Wrong(f"{where}: no column is called {', '.join(sorted(unknown))}")


def column_of(key: str) -> str:
    """The column behind one key of an address: ``kommun-{code}`` and ``code`` name ``code``.

    >>> column_of("kommun-{scb_code}"), column_of("title"), column_of("*")
    ('scb_code', 'title', '*')
    """
    inner = _PLACEHOLDER.search(key)
    return inner["name"] if inner else key


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each ``{column}`` replaced by its value.

    >>> filled("kommun-{code}", {"code": "2081"})
    'kommun-2081'
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found["name"], ""), text)


def _list(said: Any) -> list[str]:
    return [str(each) for each in said] if isinstance(said, list | tuple) else [str(said)]


def _pairs(said: Any) -> list[tuple[str, Any]]:
    if isinstance(said, dict):
        return list(said.items())
    return [(key, ()) for key in _list(said)] if said else []


def _condition(key: str, values: Any, *, unless: bool) -> Condition:
    column, _, part = key.partition(".")
    return Condition(column, part, tuple(_list(values)) if values else (), unless)


def _value(said: str) -> Value:
    if said.startswith("<") and said.endswith(">"):
        inside = said[1:-1]
        whole = ":" in inside or inside.startswith("{")
        return Value(address=inside if whole else ID + inside)
    if "{" not in said and said.partition(":")[0] in PREFIXES:
        return Value(address=_term(said))
    parts = _VALUE.fullmatch(said)
    assert parts is not None
    language = parts["language"] or ""
    alone = _PLACEHOLDER.fullmatch(parts["text"])
    if alone:
        return Value(column=alone["name"], part=alone["part"] or "", language=language)
    return Value(text=parts["text"], language=language)


def _term(name: str) -> str:
    address = expand(name)
    if address == name:
        raise _Wrong(f"'{name}' has no known prefix")
    return address
