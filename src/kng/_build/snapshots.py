"""Parts of a closed graph as graphs of their own, closed anew: as of a day, or around a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kng._build.exporting import described, facts_of
from kng._build.graph import Graph
from kng._closure import derive
from kng._dates import Window
from kng._errors import UnknownName, UsageError
from kng._export._lines import Sink
from kng._export.edition import Exported, Recorder
from kng._export.selecting import Graphs, around, at_time
from kng._export.turtle import turtle
from kng._identify import kept_addresses, merged_triples
from kng._namespaces import ASSERTED, ONTOLOGY
from kng._questions import kinds, resolve
from kng._store import Store, parse_lines, parse_turtle
from kng._values import Cell
from kng._workspace import Content, graph_name, read_folder

if TYPE_CHECKING:
    from kng._export.graphs import Facts, GraphFormat, Writer

_DAYS: Final = """SELECT ?node ?earliestStart ?latestStart ?earliestEnd ?latestEnd {
  { SELECT DISTINCT ?node {
    ?node kng:earliestStart|kng:latestStart|kng:earliestEnd|kng:latestEnd ?any } }
  OPTIONAL { ?node kng:earliestStart ?earliestStart }
  OPTIONAL { ?node kng:latestStart ?latestStart }
  OPTIONAL { ?node kng:earliestEnd ?earliestEnd }
  OPTIONAL { ?node kng:latestEnd ?latestEnd }
}"""


class _Days(NamedTuple):
    """The four days of a node; what is not known lies before or after all others."""

    earliest_start: date = date.min
    latest_start: date = date.max
    earliest_end: date = date.min
    latest_end: date = date.max


def snapshot(graph: Graph, window: Window | None = None, subset: str = "") -> Facts:
    """What a graph says in a time, around a thing (``municipality=Borlänge``), or both.

    Raises:
        UsageError: ``subset`` is not of the form KIND=NAME, or several things are called so.
        UnknownName: no such kind, or nothing of it is called so; lists the nearest.
    """
    if window is None and not subset:
        return facts_of(graph)
    seed = _seed(graph, subset) if subset else ""
    chosen: Graphs = {name: list(graph.store.lines(name)) for name in graph.store.sources}
    if window is not None:
        chosen = _within(graph, chosen, window)
    if seed:
        chosen = around(chosen, seed)
    return _closed(graph, chosen)


def _seed(graph: Graph, subset: str) -> str:
    kind, equals, name = (part.strip() for part in subset.partition("="))
    if not equals or not name:
        raise UsageError(
            f"'{subset}' is no part of the graph; expected KIND=NAME, as in municipality=Borlänge"
        )
    known = kinds(graph.store)
    if kind not in known:
        raise UnknownName("kind of thing", kind, known)
    found = resolve(graph.store, name, kind)
    if not graph.store.mentions(ASSERTED, found):
        raise UnknownName(kind, name, (label.in_language("sv") for label in graph.names.values()))
    return found


def _within(graph: Graph, graphs: Graphs, window: Window) -> Graphs:
    days = {str(node): _days(cells) for node, *cells in graph.store.select(_DAYS)}
    unknown = _Days()

    def holds(thing: str, happened: bool) -> bool:
        day = days.get(thing, unknown)
        first, last = window.ends(happened)
        first, last = first or date.min, last or date.max
        if window.possible:
            return day.latest_end >= first and day.earliest_start <= last
        return day.latest_start <= last and day.earliest_end >= first

    def ahead(thing: str) -> bool:
        return days.get(thing, unknown).earliest_start > (window.last or date.max)

    return at_time(graphs, holds, ahead)


def _days(cells: Sequence[Cell]) -> _Days:
    pairs = zip(_Days(), cells, strict=True)
    return _Days(*(date.fromisoformat(cell) if cell else unknown for unknown, cell in pairs))


def _closed(graph: Graph, chosen: Graphs) -> Facts:
    """A store of the chosen lines, closed under the rules of the whole."""
    store = Store()
    store.add(ONTOLOGY, graph.store.triples(ONTOLOGY))
    for name, lines in chosen.items():
        store.add(name, parse_lines(lines), source=True)
    derive(store, list(graph.rules.values()))
    return facts_of(graph, store)


def streamed(facts: Facts, formats: Sequence[GraphFormat]) -> Iterator[tuple[str, Content]]:
    """The files of the formats, and what describes them: each is written before the next is asked
    for, so that the description can say sizes and hashes."""
    listed: list[Exported] = []
    for form in formats:
        for path, writer in form.files(facts).items():
            yield path, partial(_recorded, path, writer, listed)
    yield from described(facts, listed)


def _recorded(path: str, writer: Writer, listed: list[Exported], out: Sink) -> None:
    record = Recorder(out)
    writer(record)
    listed.append(record.exported(path))


def workspace_files(graph: Graph, facts: Facts) -> Iterator[tuple[str, Content]]:
    """The facts as a workspace of their own, with the ontology and the questions of the whole.

    Its files hold what the files of the whole say, with the addresses that these use, so that
    judgements of identity keep their sense.
    """
    for folder in ("ontology", "queries"):
        for path, data in read_folder(graph.workspace.root / folder).items():
            yield f"{folder}/{path}", data
    parsed = {
        graph_name(document): parse_turtle(document.data, document.path)[0]
        for document in graph.workspace.facts
    }
    judged = kept_addresses(parsed)
    for document in graph.workspace.facts:
        name = graph_name(document)
        chosen = set(facts.store.triples(name))
        pairs = zip(parsed[name], merged_triples(parsed[name], judged), strict=True)
        told = [triple for triple, merged in pairs if merged in chosen]
        if told:
            yield document.path, turtle(told)
