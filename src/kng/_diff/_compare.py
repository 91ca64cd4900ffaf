"""Two states of the graph, and what is in one and not in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from kng._namespaces import PREFIXES
from kng._values import Bilingual
from kng._vocabulary import KNG

RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_WHERE_FROM: Final = frozenset({PREFIXES["prov"] + "Bundle"})

Statements = Mapping[str, frozenset[str]]
"""A triple, as its line of N-Triples, and the names of the source graphs that say it."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the graph: what it is called, what it says, and what its things are called.

    ``origins`` gives the sources behind each source graph.
    """

    name: str
    statements: Statements
    names: Mapping[str, Bilingual]
    origins: Mapping[str, Sequence[str]]


class Value(NamedTuple):
    """What a property no longer says of a thing, and what it says now, as terms of N-Triples."""

    predicate: str
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def corrected(self) -> bool:
        """Whether something else stands where something stood."""
        return bool(self.removed and self.added)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing: its address and class, whether it was added, removed or changed,
    the values that differ, and the source graphs that say the new ones (else, said the old ones).

    ``said`` is all that is said of it: now, or of what was removed, before.
    """

    thing: str
    of: str
    kind: Literal["added", "removed", "changed"]
    values: tuple[Value, ...]
    graphs: tuple[str, ...]
    said: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Every change from one state to another, by class and address, and the quads behind it.

    ``added`` and ``removed`` are lines of N-Quads, sorted: also those of a triple that another
    source now says too, or no longer says, which changes no thing.
    """

    old: State
    new: State
    changes: tuple[Change, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    def name(self, address: str) -> Bilingual:
        """What a thing is called now, or was called."""
        nothing = Bilingual("", "")
        return self.new.names.get(address) or self.old.names.get(address, nothing)

    def text(self, language: str = "sv") -> str:
        """The changes in words, as Markdown in ``sv`` or ``en``."""
        from kng._diff._words import markdown

        return markdown(self, language)

    def json(self) -> str:
        """The changes as JSON."""
        from kng._diff._patch import as_json

        return as_json(self)

    def patch(self) -> str:
        """The RDF patch that takes the N-Quads of the old state to those of the new."""
        from kng._diff._patch import rdf_patch

        return rdf_patch(self)

    def sources(self, change: Change) -> list[str]:
        """The sources behind a change, sorted."""
        origins = {**self.old.origins, **self.new.origins}
        return sorted({source for graph in change.graphs for source in origins.get(graph, ())})


def compare(old: State, new: State) -> Difference:
    """What changed from ``old`` to ``new``."""
    gone = old.statements.keys() - new.statements.keys()
    come = new.statements.keys() - old.statements.keys()
    touched = {_parts(line)[0] for line in gone | come}
    before, after = _about(old.statements, touched), _about(new.statements, touched)
    saying = _saying(new.statements, come), _saying(old.statements, gone)
    changes = (
        _change(
            subject,
            before.get(subject, {}),
            after.get(subject, {}),
            saying[0].get(subject) or saying[1].get(subject, set()),
        )
        for subject in touched
    )
    ordered = sorted(
        (change for change in changes if change.of not in _WHERE_FROM),
        key=lambda change: (change.of, change.kind, change.thing),
    )
    quads = _quads(old.statements), _quads(new.statements)
    added, removed = sorted(quads[1] - quads[0]), sorted(quads[0] - quads[1])
    return Difference(old, new, tuple(ordered), tuple(added), tuple(removed))


_About = dict[str, dict[str, list[str]]]


def _about(statements: Statements, touched: set[str]) -> _About:
    found: _About = defaultdict(lambda: defaultdict(list))
    for line in statements:
        subject, predicate, value = _parts(line)
        if subject in touched:
            found[subject][predicate].append(value)
    return found


def _change(
    subject: str,
    before: Mapping[str, list[str]],
    after: Mapping[str, list[str]],
    graphs: Iterable[str],
) -> Change:
    values = tuple(
        Value(predicate, tuple(sorted(was - now)), tuple(sorted(now - was)))
        for predicate in sorted(before.keys() | after.keys())
        if (was := set(before.get(predicate, ()))) != (now := set(after.get(predicate, ())))
    )
    said = {name: tuple(sorted(told)) for name, told in (after or before).items()}
    kind: Literal["added", "removed", "changed"] = (
        "added" if not before else "changed" if after else "removed"
    )
    return Change(subject, _class(said), kind, values, tuple(sorted(graphs)), said)


def _saying(statements: Statements, lines: Iterable[str]) -> dict[str, set[str]]:
    """The graphs that say the lines, by the subject of each."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        found[_parts(line)[0]] |= statements[line]
    return found


def _class(said: Mapping[str, tuple[str, ...]]) -> str:
    """The class by which a thing is told: a holding of a post is an affiliation."""
    types = [value[1:-1] for value in said.get(RDF_TYPE, ())]
    of = next(iter(sorted(types)), "")
    return KNG.Affiliation if of == KNG.PostHolding else of


def _quads(statements: Statements) -> set[str]:
    return {f"{line[:-2]} <{name}> ." for line, names in statements.items() for name in names}


def _parts(line: str) -> tuple[str, str, str]:
    subject, predicate, value = line[:-2].split(" ", 2)
    return subject[1:-1], predicate[1:-1], value
