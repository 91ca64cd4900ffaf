"""A difference in words, in Swedish and English: who joined and left, what is new, what is
corrected, and which source says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kng._diff._compare import Change, Difference, Value
from kng._namespaces import PREFIXES, shorten
from kng._values import Bilingual
from kng._vocabulary import KNG

_MOST: Final = 40
_ORG: Final = PREFIXES["org"]
_ENDS: Final = frozenset({KNG.end, KNG.endNotAfter, KNG.endNotBefore})
_BELONGING: Final = frozenset({KNG.Affiliation, KNG.ProgrammeMembership})
_TEXT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([\w-]+))?', re.DOTALL)
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#~])")

_HEADING: Final = Bilingual("Vad som är ändrat", "What changed")
_NOTHING: Final = Bilingual("Ingenting är ändrat.", "Nothing changed.")
_MOVED: Final = Bilingual("Vem som kommit till och lämnat", "Who joined and who left")
_SOURCE: Final = Bilingual("källa", "source")
_MORE: Final = Bilingual("och {n} till", "and {n} more")
_KINDS: Final = {
    "added": Bilingual("nytt", "new"),
    "changed": Bilingual("ändrat", "changed"),
    "removed": Bilingual("borttaget", "removed"),
}
_COUNTED: Final = {
    "added": Bilingual("{n} nya", "{n} added"),
    "changed": Bilingual("{n} ändrade", "{n} changed"),
    "removed": Bilingual("{n} borttagna", "{n} removed"),
}
_JOINED: Final = Bilingual("{who} är med i {what}", "{who} joined {what}")
_LEFT: Final = Bilingual("{who} lämnade {what} ({when})", "{who} left {what} ({when})")
_STRUCK: Final = Bilingual(
    "att {who} är med i {what} sägs inte längre", "it is no longer said that {who} is in {what}"
)
_ONLY_SOURCES: Final = Bilingual(
    "Samma uppgifter, sagda av andra källor: {n} belägg ändrade.",
    "The same facts, said by other sources: {n} pieces of evidence changed.",
)


def markdown(found: Difference, language: str, people: bool = True) -> str:
    """The difference as Markdown in ``sv`` or ``en``; without ``people`` no person is named."""
    told = _Told(found, language, people)
    heading = f"# {_HEADING.in_language(language)}: {found.old.name} → {found.new.name}\n"
    return "\n".join([heading, *told.summary(), *told.moved(), *told.classes()]).rstrip() + "\n"


def notes(found: Difference) -> tuple[Bilingual, str]:
    """What changed in one line, and in English as a list for a changelog; no person is named."""
    lines = Bilingual(*(_line(_Told(found, language, False)) for language in ("sv", "en")))
    told = _Told(found, "en", people=False)
    moved = [row for row in told.moved() if row.startswith("- ")]
    return lines, "\n".join([f"- {lines.en}", *moved]) + "\n"


def _line(told: _Told) -> str:
    return " ".join(line.strip() for line in told.summary())


class _Told:
    """One difference in one language."""

    def __init__(self, found: Difference, language: str, people: bool) -> None:
        self._found, self._language, self._people = found, language, people

    def summary(self) -> Iterator[str]:
        """One line: how many of each class were added, changed and removed."""
        if not self._found.changes:
            quads = len(self._found.added) + len(self._found.removed)
            words = _ONLY_SOURCES if quads else _NOTHING
            yield f"{self._in(words).format(n=quads)}\n"
            return
        parts = [self.counted(of, list(group)) for of, group in self._grouped()]
        corrected = self._corrected()
        yield f"{'; '.join(parts)}.\n"
        if corrected:
            yield f"{'; '.join(corrected)}.\n"

    def moved(self) -> Iterator[str]:
        """Who joined and who left what, as far as people may be named."""
        sentences = [
            f"{sentence}{self._sources(change)}"
            for change in self._found.changes
            if change.of in _BELONGING and (self._people or change.of != KNG.Affiliation)
            for sentence in self._moved(change)
        ]
        yield from self._section(self._in(_MOVED), sentences)

    def classes(self) -> Iterator[str]:
        """A section for each class: its things, what is new of them and what was corrected."""
        for of, group in self._grouped():
            changes = list(group)
            if not self._people and of in (KNG.Person, KNG.Affiliation, KNG.Participation):
                continue
            rows = [row for change in changes for row in self._row(change)]
            yield from self._section(self.counted(of, changes), rows)

    def counted(self, of: str, changes: Sequence[Change]) -> str:
        """The name of a class, and how many of it came, changed and went."""
        told = [
            self._in(_COUNTED[kind]).format(n=count)
            for kind in _KINDS
            if (count := sum(change.kind == kind for change in changes))
        ]
        return f"{self._name(of)}: {', '.join(told)}"

    def _grouped(self) -> Iterator[tuple[str, Iterator[Change]]]:
        yield from groupby(self._found.changes, key=lambda change: change.of)

    def _corrected(self) -> list[str]:
        """For each property, of how many things its value was corrected."""
        counts: dict[str, int] = {}
        for change in self._found.changes:
            for value in change.values:
                if change.kind == "changed" and value.corrected:
                    counts[value.predicate] = counts.get(value.predicate, 0) + 1
        word = self._in(Bilingual("rättade", "corrected"))
        return [f"{self._name(name)}: {count} {word}" for name, count in sorted(counts.items())]

    def _moved(self, change: Change) -> Iterator[str]:
        who = self._values(change.said.get(f"{_ORG}member", ()))
        what = self._values(change.said.get(f"{_ORG}organization", ()))
        if not who or not what:
            return
        ended = [value for value in change.values if value.predicate in _ENDS and value.added]
        names = {"who": who, "what": what}
        if change.kind == "removed":
            yield self._in(_STRUCK).format(**names)
        elif ended:
            when = ", ".join(self._values(value.added) for value in ended)
            yield self._in(_LEFT).format(**names, when=when)
        elif change.kind == "added":
            yield self._in(_JOINED).format(**names)

    def _row(self, change: Change) -> Iterator[str]:
        name = self._values(change.said.get(KNG.judged, ())) or self._name(change.thing)
        kind = self._in(_KINDS[change.kind])
        if change.kind != "changed":
            yield f"{kind}: {name}{self._sources(change)}"
            return
        told = "; ".join(map(self._value, change.values))
        yield f"{kind}: {name}: {told}{self._sources(change)}"

    def _value(self, value: Value) -> str:
        name = self._name(value.predicate)
        removed, added = self._values(value.removed), self._values(value.added)
        if value.corrected and removed == added:
            removed, added = _addresses(value.removed), _addresses(value.added)
        if value.corrected:
            return f"{name} {removed} → {added}"
        return f"{name} + {added}" if added else f"{name} − {removed}"

    def _sources(self, change: Change) -> str:
        names = [self._name(source) for source in self._found.sources(change)[:3]]
        return f" — {self._in(_SOURCE)}: {'; '.join(names)}" if names else ""

    def _section(self, heading: str, rows: Sequence[str]) -> Iterator[str]:
        if not rows:
            return
        yield f"## {heading}\n"
        yield from (f"- {row}" for row in rows[:_MOST])
        if len(rows) > _MOST:
            yield f"- {self._in(_MORE).format(n=len(rows) - _MOST)}"
        yield ""

    def _values(self, terms: Sequence[str]) -> str:
        return ", ".join(map(self._term, terms))

    def _term(self, term: str) -> str:
        if term.startswith("<"):
            return self._name(term[1:-1])
        found = _TEXT.match(term)
        if not found:
            return term
        text = _plain(json.loads(f'"{found[1]}"'))  # N-Triples escapes as JSON does
        quoted = f"”{text}”" if self._language == "sv" else f'"{text}"'
        return f"{quoted} ({found[2]})" if found[2] else quoted

    def _name(self, address: str) -> str:
        return _plain(self._found.name(address).in_language(self._language) or shorten(address))

    def _in(self, words: Bilingual) -> str:
        return words.in_language(self._language)


def _addresses(terms: Sequence[str]) -> str:
    """The terms as they stand, where their names are the same."""
    return ", ".join(_plain(shorten(term.strip("<>"))) for term in terms)


def _plain(text: str) -> str:
    """The text on one line, with what Markdown would read as markup escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
