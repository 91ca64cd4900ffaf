"""The verbs: what the command line does, as functions.

Each takes the folder of a workspace; without one it is found as on the command line: the
nearest folder at or above the current one that has ``ontology/`` and ``graph/``, else the
graph shipped in the package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kng import _build as way
from kng._build import Graph, Progress, silent
from kng._errors import Fault, UnknownName
from kng._questions import Question, ask, plain_question, read_question, refuse, resolve
from kng._values import Bilingual, Cell, Literal, Rows
from kng._workspace import Workspace, write_file, write_folder

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kng._explain import Explanation

Folder = str | Path | None
Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, with the question and the names of what they hold.

    Iterating gives one mapping a row, from column to plain Python value (addresses as text,
    numbers as numbers, nothing as ``None``).
    """

    question: Question
    rows: Rows
    names: Mapping[str, Bilingual]

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        for record in self.rows.records():
            yield {name: _plain(cell) for name, cell in record.items()}

    def __len__(self) -> int:
        return len(self.rows)

    def text(self, format: str = "table", language: str = "sv") -> str:
        """The answer as ``table``, ``csv``, ``tsv``, ``json`` or ``md``.

        Raises:
            UnknownName: no such format.
        """
        from kng._questions import render

        return render(format, self.question, self.rows, self.names, language)


def _plain(cell: Cell) -> Plain:
    if isinstance(cell, Literal):
        return cell.python()
    return None if cell is None else str(cell)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node's place in a ranking: 1 for the highest value; equal values share a place."""

    rank: int
    value: float
    id: str
    label: Bilingual


def build(workspace: Folder = None, out: Folder = None, progress: Progress = silent) -> Path:
    """Build all exports and say in which folder they lie.

    Raises:
        FaultsFound: the graph has violations; all of them, and the old exports are untouched.
        WorkspaceError: a folder is missing or cannot be written.
    """
    found = Workspace.find(workspace)
    folder = found.exports_folder(out)
    files = way.exports(Graph(found, progress), progress)
    with way.timed(progress, "write"):
        write_folder(folder, files)
    return folder


def check(workspace: Folder = None) -> tuple[Fault, ...]:
    """Every fault of the graph, the ontology, the rules and the questions; empty if none.

    Raises:
        WorkspaceError: a folder or file is missing.
    """
    found = Workspace.find(workspace)
    return way.faults(found, way.load(found))


def questions(workspace: Folder = None) -> dict[str, Question]:
    """The catalogue of questions, by name.

    Raises:
        FaultsFound: a file's head cannot be read.
    """
    return way.questions(Workspace.find(workspace))


def query(
    question: str, values: Mapping[str, str] | None = None, workspace: Folder = None
) -> Answer:
    """The answer to a question: a name from the catalogue, or a SPARQL SELECT text.

    ``values`` binds parameters of a question from the catalogue; where an address is wanted a
    label will do.

    Raises:
        UnknownName: no such question or parameter.
        QueryError: the text cannot be parsed, or would do more than read.
    """
    found = Workspace.find(workspace)
    chosen = _question(question, found)
    refuse(chosen.query)
    graph = Graph(found)
    return Answer(chosen, ask(graph.store, chosen, values), graph.names)


def _question(text: str, workspace: Workspace) -> Question:
    if any(mark in text for mark in "{ \n"):
        return read_question("query", text, "query") if "#+" in text else plain_question(text)
    known = way.questions(workspace)
    if text not in known:
        raise UnknownName("question", text, known)
    return known[text]


def network(name: str, weight: str = "newman", workspace: Folder = None) -> networkx.Graph[str]:
    """A declared network as a plain networkx graph (directed where the projection is).

    Nodes are addresses with ``label_sv``, ``label_en`` and ``kind``; ties have ``weight``,
    ``count`` and the addresses of their ``evidence``.

    Raises:
        UnknownName: no such network or weight.
    """
    return Graph(Workspace.find(workspace)).network(name, weight).to_networkx()


def network_files(
    name: str, format: str, weight: str = "newman", workspace: Folder = None
) -> dict[str, bytes]:
    """A network with its measures in a file format: bytes by what the file's name ends with.

    Raises:
        UnknownName: no such network, format or weight.
    """
    from kng._export import network_format

    writer = network_format(format)
    found = Graph(Workspace.find(workspace)).network(name, weight)
    return writer.write(found, way.measured(found))


def rank(
    measure: str,
    network: str = "people-by-meetings",
    weight: str = "newman",
    workspace: Folder = None,
) -> list[Ranked]:
    """The nodes of a network, highest value of a measure first.

    Raises:
        UnknownName: no such measure, network or weight.
    """
    from kng._measures import measure as known_measure
    from kng._measures import rank as places

    chosen = known_measure(measure)
    found = Graph(Workspace.find(workspace)).network(network, weight)
    values = chosen.compute(found.adjacency())
    ranked = [
        Ranked(int(place), float(value), node.id, node.label)
        for place, value, node in zip(places(values), values, found.nodes, strict=True)
    ]
    return sorted(ranked, key=lambda r: (r.rank, r.label.in_language("sv"), r.id))


def explain(one: str, other: str, workspace: Folder = None) -> Explanation:
    """Why two things are tied: meetings, functions and sources in every network.

    Each is named by address, prefixed name or label.

    Raises:
        UnknownName: nothing has that name.
        UsageError: several things have it; lists them.
    """
    from kng._explain import explain_pair

    graph = Graph(Workspace.find(workspace))
    networks = graph.networks()
    nodes = {node.id: node for network in networks for node in network.nodes}
    pair = [resolve(graph.store, text, among=nodes) for text in (one, other)]
    for text, address in zip((one, other), pair, strict=True):
        if address not in nodes:
            raise UnknownName("node", text, (n.label.in_language("sv") for n in nodes.values()))
    return explain_pair(nodes[pair[0]], nodes[pair[1]], networks, graph.cards, graph.sources)


def map(out: Folder = None, workspace: Folder = None) -> Path:
    """Write the interactive map as one HTML file and say where it lies.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    found = Workspace.find(workspace)
    target = Path(out) if out is not None else found.exports_folder() / "map.html"
    graph = Graph(found)
    write_file(target, way.map_page(graph, graph.networks()).encode())
    return target


def dataset(workspace: Folder = None) -> rdflib.Dataset:
    """The graph as an ``rdflib.Dataset``: one named graph for each source, rule and merged graph.

    Raises:
        FaultsFound: the graph has violations.
    """
    import rdflib

    from kng._export.turtle import trig
    from kng._namespaces import ASSERTED, DERIVED

    graph = Graph(Workspace.find(workspace))
    names = [
        *graph.store.sources,
        *(rule.graph for rule in graph.rules.values()),
        ASSERTED,
        DERIVED,
    ]
    found = rdflib.Dataset(store="Oxigraph")
    found.parse(data=trig({n: graph.store.triples(n) for n in names}), format="ox-trig")
    return found
