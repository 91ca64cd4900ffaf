"""Which thing a cell names, and which thing a row is about: found, or made anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kng._identity import mint_person, slug
from kng._namespaces import ID, PREFIXES, expand, shorten
from kng._tables.directory import plain
from kng._tables.mapping import THIS, Column, Node
from kng._tables.nodes import address_of
from kng._tables.reading import Line, Reading
from kng._tables.statements import Statement
from kng._tables.typed import Problem, Ref, Typed
from kng._values import Bilingual, Iri, Literal

_TYPE: Final = PREFIXES["rdf"] + "type"
_LABEL: Final = PREFIXES["rdfs"] + "label"
_KIND: Final = PREFIXES["kng"] + "kind"
_PERSON_NAME: Final = PREFIXES["foaf"] + "name"
_MADE: Final = {
    "organisation": (PREFIXES["kng"] + "Organisation", _LABEL),
    "person": (PREFIXES["kng"] + "Person", _PERSON_NAME),
    "programme": (PREFIXES["kng"] + "Programme", _LABEL),
}
"""What can be made of a name alone: its class, and by which property it is called so."""
_NAMES: Final = {_LABEL, _PERSON_NAME, PREFIXES["skos"] + "altLabel"}
_NAMED_ADDRESS: Final = re.compile(r"(?P<name>.*) \((?P<address>kng-[a-z-]+:[^\s()]+)\)")
"""A name with the address behind it, as the workbooks that kng writes name things."""
_MOST_NEAREST: Final = 200
_NAME_WORDS: Final = (2, 3)


def refer(reading: Reading, line: Line, column: Column, text: str) -> Iterator[Ref]:
    """The thing that a text names, or nothing and a problem told."""
    text = name = column.values.get(text, text)
    if both := _NAMED_ADDRESS.fullmatch(text):
        name, text = both["name"], both["address"]
    if not text:
        return
    directory = reading.book.directory
    kinds = _kinds(line, column)
    found = directory.find(text, kinds)
    chosen = _chosen(reading, line, found, text)
    if chosen:
        called = directory.goes_by(chosen, text)
        if called and column.unknown == "new":
            _say_again(reading, line, column, chosen)
        line.people[chosen] = text
        yield Ref(chosen, text if called else "")
    elif found and (column.unknown == "ask" or "person" not in kinds):
        _several(reading, line, column, text, found)
    elif "person" in kinds and reading.book.forgotten(name):
        line.forgotten = line.broken = True
    elif column.unknown == "new" and expand(text) == text:
        if line.sources and _may_be_new(reading, line, column, text):
            yield _new(reading, line, column, text)
    else:
        _unknown(reading, line, column, text, kinds)


def _kinds(line: Line, column: Column) -> tuple[str, ...]:
    if column.type == "source":
        return ("source",)
    if column.type == "concept":
        return (column.scheme,)
    if column.kinds_by:
        by, kinds = column.kinds_by
        return kinds.get(str(line.one(by)), column.kinds)
    return column.kinds


def _certain(reading: Reading, line: Line, thing: str, text: str) -> bool:
    """Whether a text means that thing: for a person a name alone is not enough.

    A person is meant where the table's own id says so, where the same source names them, or where
    they belong to an organisation that the row names.
    """
    book = reading.book
    if book.directory.kind(thing) != "person" or not book.directory.goes_by(thing, text):
        return True
    named = {v.address for name in line.values for v in line.many(name) if isinstance(v, Ref)}
    return bool(book.stated_by(thing) & line.sources or book.bodies(thing) & named)


def _chosen(reading: Reading, line: Line, found: Sequence[str], text: str) -> str:
    """The one that a text certainly means; among several the one of the row's own source."""
    certain = [one for one in found if _certain(reading, line, one, text)]
    if len(certain) > 1:
        certain = [one for one in certain if reading.book.stated_by(one) & line.sources]
    return certain[0] if len(certain) == 1 else ""


def _several(reading: Reading, line: Line, column: Column, text: str, found: Sequence[str]) -> None:
    names = ", ".join(shorten(one) for one in found)
    sv = f"'{text}' kan vara {names}; skriv adressen, eller lägg till en ny på sitt blad"
    en = f"'{text}' can be {names}; write the address, or add a new one on its sheet"
    reading.problem(line, column, Problem(Bilingual(sv, en), "ambiguous"))
    line.broken |= column.required


def _unknown(reading: Reading, line: Line, column: Column, text: str, kinds: Sequence[str]) -> None:
    told = len(reading.faults)
    near = reading.book.directory.nearest(text, kinds) if told < _MOST_NEAREST else ()
    hint_sv = f"; närmast: {', '.join(near)}" if near else ""
    hint_en = f"; nearest: {', '.join(near)}" if near else ""
    if column.type == "concept" and not near:
        known = reading.book.directory.all_of(column.scheme)
        labels = [(reading.label(Ref(k, ""), "sv"), reading.label(Ref(k, ""), "en")) for k in known]
        hint_sv = f"; de som finns: {', '.join(sorted(sv for sv, _ in labels))}"
        hint_en = f"; those that are: {', '.join(sorted(en for _, en in labels))}"
    label = column.label
    sv = f"'{text}' är inte känt som {label.sv}"
    en = f"'{text}' is not known as {label.en}"
    severity = "info" if column.unknown == "leave-out" else "violation"
    hint = Bilingual(hint_sv, hint_en)
    reading.problem(line, column, Problem(Bilingual(sv, en), "unknown-name", severity, hint))
    line.broken |= column.required


def _may_be_new(reading: Reading, line: Line, column: Column, text: str) -> bool:
    """Not where a person's name stands for an organisation that nobody calls one, nor where an
    address cannot be made of the name."""
    if column.new_as != "person" and not in_ascii(text):
        tell_unwritable(reading, line, column, text)
        line.broken |= column.required
        return False
    said_so = column.kinds_by is not None or column.new_as != "organisation"
    if said_so or not _like_person(reading, text):
        return True
    sv = f"'{text}' ser ut som en persons namn, inte en organisations"
    en = f"'{text}' looks like a person's name, not an organisation's"
    reading.problem(line, column, Problem(Bilingual(sv, en), "person-as-organisation"))
    line.broken |= column.required
    return False


def in_ascii(text: str) -> bool:
    """Whether an address can be made of a text."""
    try:
        return bool(slug(text))
    except ValueError:
        return False


def tell_unwritable(reading: Reading, line: Line, column: Column, text: str) -> None:
    """Tell that no address can be made of a text."""
    sv = f"av '{text}' blir ingen adress; skriv något med bokstäverna a–z eller siffror"
    en = f"no address can be made of '{text}'; write something with the letters a–z or digits"
    reading.problem(line, column, Problem(Bilingual(sv, en), "address"))


def _like_person(reading: Reading, text: str) -> bool:
    """Two or three words with capitals, of which the first is a known given name."""
    words = text.split()
    capitals = all(word[0].isupper() and word[1:].islower() for word in words)
    known = bool(words) and plain(words[0]) in reading.book.given_names
    return len(words) in _NAME_WORDS and capitals and known


def _new(reading: Reading, line: Line, column: Column, text: str) -> Ref:
    """A thing of which nothing but the name as written is known."""
    kind = "person" if _kinds(line, column) == ("person",) else column.new_as
    person = kind == "person"
    thing = mint_person() if person else _free(reading, f"{ID}{kind}/{slug(text)}", text)
    reading.book.directory.add(thing, kind, [text])
    reading.made[thing] = line.sources
    line.made += _description(reading, line, column, thing)
    reading.book.learn(line.made, line.sources)
    line.people[thing] = text
    return Ref(thing, text)


def _description(reading: Reading, line: Line, column: Column, thing: str) -> list[Statement]:
    """All that is said of a thing that was made of a name."""
    directory = reading.book.directory
    owl_class, called = _MADE[directory.kind(thing)]
    languages = (reading.book.language(source) for source in sorted(line.sources))
    language = "" if called == _PERSON_NAME else next(languages, "") or "sv"
    name = Literal(directory.names(thing)[0], language=language)
    told = [Statement(thing, _TYPE, Iri(owl_class)), Statement(thing, called, name)]
    described = line.one(column.new_kind) if column.new_kind else None
    if isinstance(described, Ref):
        told.append(Statement(thing, _KIND, Iri(described.address)))
    return told


def _say_again(reading: Reading, line: Line, column: Column, thing: str) -> None:
    """Every row of the source that a thing was made from describes it, whichever comes first."""
    if reading.book.directory.kind(thing) not in _MADE:
        return
    told = _description(reading, line, column, thing)
    if reading.made.get(thing) == line.sources or reading.book.made(told[:2], line.sources):
        line.made += told


def note_namesakes(reading: Reading, line: Line) -> None:
    """Note, when all is read, that there are other people of the name of one in the row."""
    directory = reading.book.directory
    for person, name in line.people.items():
        if directory.kind(person) == "person" and directory.goes_by(person, name):
            others = [one for one in directory.find(name, ("person",)) if one != person]
            if others:
                line.notes.append(f"same name as {', '.join(map(shorten, others))}; left apart")


def _free(reading: Reading, wanted: str, name: str) -> str:
    """The address, or with a number where a thing of another name has it."""
    number, found = 1, wanted
    while names := reading.book.directory.names(found):
        if plain(name) in map(plain, names):
            return found
        number += 1
        found = f"{wanted}-{number}"
    return found


# ---- the thing that a row is about


def settle(reading: Reading, line: Line) -> None:
    """Give the thing of a row its address, and let rows to come find it by id and name."""
    node = next((n for n in line.sheet.nodes if n.main and reading.holds(line, n.when)), None)
    if node is None or line.broken:
        return
    names = list(_names(line, node))
    if node.kind == "person":
        line.node = _person(reading, line, names)
    else:
        line.node = _recognised(reading, line, node) or _fresh(reading, line, node)
    if not line.node:
        return
    directory = reading.book.directory
    kind = directory.kind(line.node) or node.kind
    directory.add(line.node, kind, names)
    line.people[line.node] = names[0] if names else ""
    if line.key:
        directory.add_id(kind, line.key, line.node)
    line.values[THIS] = Ref(line.node, "")
    reading.lines.setdefault(line.node, line)


def _fresh(reading: Reading, line: Line, node: Node) -> str:
    """The address of a new thing, or a problem told where it has nothing to be called by."""
    column = line.sheet.id_column
    if column is None or line.broken:
        return ""
    try:
        found = address_of(reading, line, node)
    except ValueError:
        called = line.key or " ".join(str(line.one(name) or "") for name in node.otherwise)
        tell_unwritable(reading, line, column, called.strip())
        line.broken = True
        return ""
    if not found:
        wanted = [line.sheet.columns[name].label for name in node.otherwise]
        sv = f"raden har inget att kallas efter; fyll i {' eller '.join(w.sv for w in wanted)}"
        en = f"the row has nothing to be called by; fill in {' or '.join(w.en for w in wanted)}"
        if not wanted:
            sv, en = f"{column.label.sv} ska fyllas i", f"{column.label.en} must be filled in"
        reading.problem(line, column, Problem(Bilingual(sv, en), "address"))
        line.broken = True
    return found


def _names(line: Line, node: Node) -> Iterator[str]:
    """The names of the thing, and what else it is recognised by."""
    for predicate, values in node.say:
        if predicate in _NAMES:
            yield from (str(name) for value in values for name in line.many(value.column))
    yield from map(str, line.many(node.same))


def _recognised(reading: Reading, line: Line, node: Node) -> str:
    """The known thing that a row means: by the address in its id column, or by likeness."""
    directory = reading.book.directory
    if expand(line.key) != line.key:
        return _by_address(reading, line, node.same_kinds)
    same: Typed = line.one(node.same) if node.same else None
    alike = directory.find(str(same), node.same_kinds) if same is not None else ()
    return alike[0] if len(alike) == 1 else ""


def _by_address(reading: Reading, line: Line, kinds: Sequence[str]) -> str:
    """The known thing at the address in the id column."""
    found = reading.book.directory.find(line.key, kinds)
    column = line.sheet.id_column
    if not found and column:
        _unknown(reading, line, column, line.key, kinds)
        line.broken = True
    return found[0] if found else ""


def _person(reading: Reading, line: Line, names: Sequence[str]) -> str:
    """A person is known by address, by the table's id, or by name and a shared source."""
    name = names[0] if names else ""
    directory = reading.book.directory
    if reading.book.forgotten(name):
        line.forgotten = line.broken = True
        return ""
    if expand(line.key) != line.key:
        return _by_address(reading, line, ("person",))
    key = (line.sheet.name, line.key or plain(name))
    known = reading.book.known(*key) or reading.minted.get(key, "")
    if not known:
        alike = directory.find(name, ("person",))
        taken = set(reading.minted.values())
        shared = [
            one for one in alike if one not in taken and reading.book.stated_by(one) & line.sources
        ]
        known = shared[0] if len(shared) == 1 else mint_person()
    reading.minted[key] = known
    return known
