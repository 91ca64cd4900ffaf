"""What an import does, in words for the one who brought the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kng._import._book import GraphBook
from kng._import._ledger import Record
from kng._import._plan import SAME, Change, Plan
from kng._namespaces import ID, expand, shorten
from kng._tables.statements import Statement
from kng._values import Bilingual, Iri, Literal

_OUTCOMES: Final = {
    "entered": Bilingual("införda", "entered"),
    "known": Bilingual("redan kända", "already known"),
    "by-hand": Bilingual(
        "ur källor som förts in för hand (lämnas orörda)",
        "from sources that were entered by hand (left alone)",
    ),
    "corrected": Bilingual(
        "som rättar källor som förts in för hand", "that correct sources entered by hand"
    ),
    "left-out": Bilingual("inte införda", "not entered"),
    "forgotten": Bilingual(
        "om personer som tagits bort (inte införda)", "about people who were removed (not entered)"
    ),
}
_ROWS: Final = Bilingual("rader", "rows")
_THINGS: Final = Bilingual("saker", "things")
_NEW: Final = Bilingual("nya", "new")
_CHANGED: Final = Bilingual("ändrade", "changed")
_GRAPHS: Final = Bilingual("källgrafer berörs", "source graphs concerned")
_SHOWN: Final = 40
_CALLED: Final = {
    expand(name): Bilingual(sv, en)
    for name, sv, en in (
        ("rdfs:label", "namn", "name"),
        ("skos:altLabel", "annat namn", "other name"),
        ("foaf:name", "namn", "name"),
        ("dcterms:title", "titel", "title"),
        ("dcterms:issued", "publicerad", "published"),
        ("dcterms:language", "språk", "language"),
        ("dc:publisher", "utgivare", "publisher"),
        ("schema:url", "webbadress", "web address"),
        ("kng:kind", "slag", "kind"),
        ("kng:start", "början", "start"),
        ("kng:end", "slut", "end"),
        ("kng:place", "plats", "place"),
        ("kng:attendance", "antal närvarande", "attendance"),
        ("kng:status", "läge", "status"),
        ("kng:topic", "ämne", "topic"),
        ("kng:function", "funktion", "function"),
        ("kng:titleAsWritten", "titel som källan skriver den", "title as the source writes it"),
    )
}
"""The properties that are changed most, as the sheets call them."""


def told(
    plan: Plan, book: GraphBook, passed: Sequence[Bilingual], language: str, *, dry: bool
) -> str:
    """The whole in words, in ``sv`` or ``en``: counts of rows, each change, notes, and what was
    passed over."""
    lines = [*_counts(plan, language), *_changes(plan, book, language)]
    lines += _noted(plan.records, language)
    lines += [each.in_language(language) for each in passed]
    if dry:
        lines.append(_pick(language, "Inget är skrivet.", "Nothing has been written."))
    elif not plan.changes:
        lines.append(_pick(language, "Inget nytt: allt står redan.", "Nothing new: all stands."))
    return "\n".join(lines) + "\n"


def _pick(language: str, sv: str, en: str) -> str:
    return sv if language == "sv" else en


def _counts(plan: Plan, language: str) -> Iterator[str]:
    rows = Counter(record.outcome for record in plan.records)
    new = sum(change.new for change in plan.changes)
    told = [(rows[outcome], _ROWS, words) for outcome, words in _OUTCOMES.items() if rows[outcome]]
    told += [(new, _THINGS, _NEW), (len(plan.changes) - new, _THINGS, _CHANGED)]
    for number, what, words in told:
        yield f"{number:>7}  {what.in_language(language)} {words.in_language(language)}"
    yield f"{len(plan.graphs):>7}  {_GRAPHS.in_language(language)}"


def _changes(plan: Plan, book: GraphBook, language: str) -> Iterator[str]:
    name = _namer(book, language)
    for change in plan.changes[:_SHOWN]:
        yield from _change(change, name, language)
    rest = len(plan.changes) - _SHOWN
    if rest > 0:
        yield _pick(language, f"… och {rest} saker till", f"… and {rest} more things")


def _change(change: Change, name: Callable[[str], str], language: str) -> Iterator[str]:
    title = _title(change, name)
    if change.new:
        yield f"+ {title}"
        return
    yield f"~ {title}, {_pick(language, 'enligt', 'according to')} {shorten(change.graph)}"
    gone = {s.predicate: s for s in change.removed}
    for said in change.added:
        old = gone.pop(said.predicate, None)
        before = f"{_shown(old, name)} → " if old else ""
        yield f"    {name(said.predicate)}: {before}{_shown(said, name)}"
    for said in gone.values():
        yield f"    {name(said.predicate)}: {_shown(said, name)} → –"


def _title(change: Change, name: Callable[[str], str]) -> str:
    """What a thing is called; of one that only ties others, what these are called."""
    short, called = shorten(change.node), name(change.node)
    if called == short:
        said = (s.object for s in (*change.added, *change.removed))
        tied = (name(value) for value in said if isinstance(value, Iri) and value.startswith(ID))
        called = ", ".join(dict.fromkeys(tied))
    return f"{called} ({short})" if called else short


def _noted(records: Sequence[Record], language: str) -> Iterator[str]:
    noted = [record for record in records if record.note not in ("", SAME)]
    if noted:
        yield _pick(language, "Att se över:", "To look at:")
    for record in noted[:_SHOWN]:
        row = _pick(language, "rad", "row")
        yield f"  {record.sheet} {row} {record.row}: {record.note}"
    rest = len(noted) - _SHOWN
    if rest > 0:
        yield _pick(
            language,
            f"  … och {rest} till; alla står i importliggaren",
            f"  … and {rest} more; all are in the import ledger",
        )


def _namer(book: GraphBook, language: str) -> Callable[[str], str]:
    def name(address: str) -> str:
        if address in _CALLED:
            return _CALLED[address].in_language(language)
        known = book.label(address, language) or next(iter(book.directory.names(address)), "")
        return known or shorten(address).removeprefix(ID)

    return name


def _shown(statement: Statement, name: Callable[[str], str]) -> str:
    value = statement.object
    if isinstance(value, Iri):
        return name(value)
    language = f" ({value.language})" if isinstance(value, Literal) and value.language else ""
    return f"{value}{language}"
