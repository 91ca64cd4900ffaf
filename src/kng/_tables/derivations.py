"""Columns that no cell holds: made of others by a function that a mapping names.

Adding one is a function and a line in :data:`DERIVATIONS`. Each gets the reading, the row and the
description of the derived column, and gives a value, several, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kng._dates import span
from kng._identity import address, slug
from kng._judgements import judgement_address
from kng._namespaces import ID
from kng._tables.dates import Dated
from kng._tables.directory import plain
from kng._tables.mapping import Column
from kng._tables.reading import Line, Reading
from kng._tables.typed import Ref, Typed

Derived = Typed | list[Typed]
Derivation = Callable[[Reading, Line, Column], Derived]

_SOFT_ENDS = "aeiouyåäösxz"
_HELD, _PLANNED, _UNKNOWN = "held", "planned", "unknown"


def _of(reading: Reading, line: Line, path: str) -> Typed:
    column, _, part = path.partition(".")
    return reading.part(line.one(column), part)


def meeting_status(reading: Reading, line: Line, column: Column) -> Derived:
    """Held, planned or unknown, from when the row's sources were published.

    A source that was published before the meeting, or whose title announces it, knows it as
    planned only. Any other tells of it; where a date is missing nothing can be known.
    """
    return Ref(f"{ID}meeting-status/{_status(reading, line, column)}", "")


def _status(reading: Reading, line: Line, column: Column) -> str:
    start = _of(reading, line, column.of[0])
    issued = [reading.book.issued(source) for source in sorted(line.sources)]
    known = [text for text in issued if text]
    if not isinstance(start, Dated) or not start.date or not known:
        return _UNKNOWN
    began = span(start.date)
    if all(span(text).last < began.first for text in known):
        return _PLANNED
    cues = column.values.values()
    titles = [plain(reading.book.title(source)) for source in sorted(line.sources)]
    if titles and all(any(_cue(title, cue) for cue in cues) for title in titles):
        return _PLANNED
    if not any(span(text).first >= began.first for text in known):
        line.notes.append(
            f"{column.name}: held, though the source's date is not precise enough to be certain"
        )
    return _HELD


def _cue(title: str, cue: str) -> bool:
    return f" {plain(cue)} " in f" {title.replace('(', ' ').replace(')', ' ').replace(':', ' ')} "


def municipality_name(_reading: Reading, line: Line, column: Column) -> Derived:
    """The municipality's name: the place's with a genitive s, unless a vowel or a hiss ends it.

    The column's ``values`` hold those that are called otherwise.
    """
    place = str(line.one(column.of[0]) or "")
    if not place:
        return None
    ending = "" if place[-1] in _SOFT_ENDS else "s"
    return column.values.get(place, f"{place}{ending} kommun")


def first_filled(reading: Reading, line: Line, column: Column) -> Derived:
    """The value of the first of the columns that has one."""
    found = (_of(reading, line, path) for path in column.of)
    return next((value for value in found if value is not None), None)


def role(reading: Reading, line: Line, column: Column) -> Derived:
    """The role that is stated, else the one that goes by one of the titles as written."""
    stated, *titles = (line.one(name) for name in column.of)
    if stated is not None:
        return stated
    for title in titles:
        found = reading.book.directory.find(str(title), ("role",)) if title else ()
        if len(found) == 1:
            return Ref(found[0], str(title))
    return None


def concepts(reading: Reading, line: Line, column: Column) -> Derived:
    """The concepts behind coded words: ``planning:testbeds`` are two."""
    words = {word for text in line.many(column.of[0]) for word in str(text).split(":")}
    coded = [column.values.get(word, word) for word in sorted(words)]
    found = [reading.book.directory.find(word, (column.scheme,)) for word in coded]
    unknown = sorted(w for w, f in zip(coded, found, strict=True) if len(f) != 1)
    if unknown:
        line.notes.append(f"{column.of[0]}: no {column.scheme} for {', '.join(unknown)}")
    return [Ref(each[0], "") for each in found if len(each) == 1]


def word(reading: Reading, line: Line, column: Column) -> Derived:
    """The concept that stands for a text in free words, by the column's ``values``."""
    coded = column.values.get(str(line.one(column.of[0])))
    found = reading.book.directory.find(coded, (column.scheme,)) if coded else ()
    return Ref(found[0], "") if len(found) == 1 else None


def date_word(_reading: Reading, line: Line, column: Column) -> Derived:
    """The date that stands in a text in free words."""
    text = column.values.get(str(line.one(column.of[0])))
    return Dated(text) if text else None


def truth_word(_reading: Reading, line: Line, column: Column) -> Derived:
    """Whether a text in free words says yes; nothing where it is not listed."""
    return True if str(line.one(column.of[0])) in column.values else None


def concept(reading: Reading, line: Line, column: Column) -> Derived:
    """The one concept that goes by one of the texts."""
    texts = [str(text) for name in column.of for text in line.many(name)]
    found = {a for t in texts for a in reading.book.directory.find(t, (column.scheme,))}
    return Ref(found.pop(), "") if len(found) == 1 else None


def venue(_reading: Reading, line: Line, column: Column) -> Derived:
    """The place as written, unless it is the municipality, or no place at all."""
    place, municipality = (line.one(name) for name in column.of)
    written = municipality.written if isinstance(municipality, Ref) else ""
    nowhere = {plain(word) for word in column.values}
    if place is None or plain(str(place)) in {plain(written), *nowhere}:
        return None
    return str(place)


def meeting_place(_reading: Reading, line: Line, column: Column) -> Derived:
    """The address of the venue, else of the municipality's territory."""
    own, municipality = (line.one(name) for name in column.of)
    if own is not None:
        return Ref(address("place", slug(str(own))), "")
    return _territory(municipality)


def territory(_reading: Reading, line: Line, column: Column) -> Derived:
    """The address of a municipality's territory."""
    return _territory(line.one(column.of[0]))


def _territory(municipality: Typed) -> Derived:
    if not isinstance(municipality, Ref):
        return None
    return Ref(address("place", f"kommun-{municipality.address.rpartition('/')[2]}"), "")


def pair(_reading: Reading, line: Line, column: Column) -> Derived:
    """The judgement on two things, whichever is named first."""
    one, other = (str(line.one(name)) for name in column.of)
    return Ref(judgement_address(one, other), "")


def post_name(reading: Reading, line: Line, column: Column) -> Derived:
    """What a post is called in the language that the column's name ends with."""
    language = column.name.rpartition("_")[2]
    held, organisation = (line.one(name) for name in column.of)
    if not isinstance(held, Ref) or not isinstance(organisation, Ref):
        return None
    title = reading.book.label(held.address, language)
    return f"{title[:1].upper()}{title[1:]}, {reading.label(organisation, language)}"


def other_than(_reading: Reading, line: Line, column: Column) -> Derived:
    """The first column's text, unless it is also that of the second."""
    text, *others = (line.one(name) for name in column.of)
    written = {plain(o.written if isinstance(o, Ref) else str(o)) for o in others if o is not None}
    return None if text is None or plain(str(text)) in written else text


DERIVATIONS: Final[Mapping[str, Derivation]] = {
    "concept": concept,
    "concepts": concepts,
    "date_word": date_word,
    "first_filled": first_filled,
    "meeting_place": meeting_place,
    "meeting_status": meeting_status,
    "municipality_name": municipality_name,
    "other_than": other_than,
    "pair": pair,
    "post_name": post_name,
    "role": role,
    "territory": territory,
    "truth_word": truth_word,
    "venue": venue,
    "word": word,
}
