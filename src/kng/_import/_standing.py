"""What the graph says before the import: its sources, whom it has forgotten, what is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import yaml

from kng._errors import Fault, FaultsFound
from kng._forgotten import is_forgotten, read_tombstones
from kng._import import _ledger
from kng._import._book import GraphBook, statement
from kng._import._ledger import Record
from kng._namespaces import ID, PREFIXES, shorten
from kng._store import Triple, cells, parse_turtle
from kng._tables.statements import Entry, Statement
from kng._values import XSD
from kng._values import Literal as Text
from kng._vocabulary import KNG
from kng._workspace import Document, Workspace, graph_name

_OF_GRAVES: Final = {KNG.forgottenOn, KNG.nameDigest}
NAMES: Final = "names"
"""How the file below ontology/tables/ is called that lists words for the rules."""
_HAND: Final = "graph/sources/"
_RETRIEVED: Final = PREFIXES["kng"] + "retrievedOn"
_ONCE: Final = frozenset(
    (
        *(PREFIXES["dcterms"] + name for name in ("issued", "language", "license", "title")),
        PREFIXES["dc"] + "publisher",
        PREFIXES["schema"] + "url",
        _RETRIEVED,
    )
)


def source_graphs(
    workspace: Workspace, documents: Mapping[str, Document]
) -> dict[str, list[Triple]]:
    """The graphs of these documents, and that of the schemes, by address.

    Raises:
        FaultsFound: files that are no Turtle.
    """
    wrong: list[Fault] = []
    graphs: dict[str, list[Triple]] = {}
    schemes = {graph_name(workspace.schemes): workspace.schemes}
    for name, document in {**documents, **schemes}.items():
        graphs[name], faults_here = parse_turtle(document.data, document.path)
        wrong += faults_here
    if wrong:
        raise FaultsFound(wrong, untouched="graph/")
    return graphs


def words_by_rule(workspace: Workspace) -> Mapping[str, Sequence[str]]:
    """The words that the workspace lists for the rules: patterns of names, given names."""
    for document in workspace.tables:
        if document.name == NAMES:
            said = yaml.safe_load(document.text()) or {}
            return {key: [str(each) for each in values] for key, values in said.items()}
    return {}


def forgotten(graphs: Mapping[str, Sequence[Triple]]) -> Callable[[str], str]:
    """By which address someone of a name was removed from the graph, if anyone was."""
    said = (t for triples in graphs.values() for t in triples if _about_grave(t))
    tombstones = read_tombstones(cells(list(said)))
    return lambda name: is_forgotten(name, tombstones) or ""


def _about_grave(triple: Triple) -> bool:
    """Whether a triple tells of someone who was removed."""
    return KNG.Tombstone in str(triple.object) or triple.predicate.value in _OF_GRAVES


def cited(book: GraphBook, source: str) -> str:
    """The address of the source that is cited where a row names none."""
    if not source:
        return ""
    found = book.directory.find(source, ("source",))
    if len(found) == 1:
        return found[0]
    sv = "är inte en känd källa" if not found else "kan vara flera källor"
    en = "is no known source" if not found else "can be several sources"
    near = book.directory.nearest(source, ("source",))
    hint_sv = f"; närmast: {', '.join(near)}" if near else ""
    hint_en = f"; nearest: {', '.join(near)}" if near else ""
    sv = f"'{source}' {sv}{hint_sv}; skriv dess id, titel eller webbadress, eller beskriv den på "
    en = f"'{source}' {en}{hint_en}; write its id, title or web address, or describe it on "
    fault = Fault("--source", "unknown-name", f"{sv}bladet Källor", f"{en}the sheet Sources")
    raise FaultsFound([fault], untouched="graph/")


def closed_graphs(documents: dict[str, Document], records: Sequence[Record]) -> frozenset[str]:
    """The graphs below graph/sources/ that no import has written."""
    imported = {
        f"{ID}graph/{record.graph}"
        for record in records
        if record.said and record.outcome != _ledger.CORRECTED
    }
    return frozenset(
        name
        for name, document in documents.items()
        if document.path.startswith(_HAND) and name not in imported
    )


class SourceDescriptions:
    """Sources as they are described already: a second description adds, and contradicts nothing.

    The same page may stand in several tables, dated or titled differently. What was entered first
    stays, and the row's note tells what the other table says.
    """

    def __init__(
        self, graphs: Mapping[str, Sequence[Triple]], own: Sequence[Record], day: str
    ) -> None:
        self._day = day
        self._said: dict[tuple[str, str], dict[str, None]] = {}
        mine = {digest for record in own for digest in record.digests}
        self._read: dict[str, str] = {}
        for said in filter(None, map(statement, (t for each in graphs.values() for t in each))):
            if not said.subject.startswith(f"{ID}source/"):
                continue
            if said.predicate == _RETRIEVED:
                self._read.setdefault(said.subject, str(said.object))
            if _ledger.digest(said) not in mine:
                self._said.setdefault((said.subject, said.predicate), {})[str(said.object)] = None

    def fitted(self, entry: Entry) -> Entry:
        """The entry without what contradicts, and with the day on which the source was read."""
        if not entry.node.startswith(f"{ID}source/"):
            return entry
        kept: list[Statement] = []
        notes = list(entry.notes)
        for said in entry.statements:
            known = self._said.get((said.subject, said.predicate), {})
            if said.predicate in _ONCE and known and str(said.object) not in known:
                notes.append(
                    f"{shorten(said.predicate)}: {said.object}, but {', '.join(known)} is known"
                )
            else:
                kept.append(said)
        if not any(said.predicate == _RETRIEVED for said in kept):
            day = Text(self._read.get(entry.node, self._day), XSD + "date")
            kept.append(Statement(entry.node, _RETRIEVED, day))
        return replace(entry, statements=tuple(kept), notes=tuple(notes))
