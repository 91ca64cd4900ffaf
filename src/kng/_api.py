"""The verbs: what the command line does, as functions.

Each takes the folder of a workspace; without one it is found as on the command line: the
nearest folder at or above the current one that has ``ontology/`` and ``graph/``, else the
graph shipped in the package.

Networks, ranks, the map and exports show the time from 2017 on. ``between`` (two dates, ``None``
for an open end), ``as_of`` (a date) or ``all_time`` asks for another; a date is ``2022``,
``2022-06`` or ``2022-06-01``. What lies in it only under some reading of its dates is left out
unless ``possible`` takes it in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kng import _build as way
from kng._build import Graph, Progress, silent
from kng._dates import ALL_TIME, Window, asked_window
from kng._errors import Fault, FaultsFound, UnknownName, UsageError, WorkspaceError
from kng._questions import Question, ask, plain_question, read_question, resolve
from kng._values import Bilingual, Cell, Literal, Network, Rows, Thing
from kng._workspace import Workspace, read_document, write_file, write_folder

if TYPE_CHECKING:
    import datetime

    import networkx
    import rdflib

    from kng._explain import Explanation
    from kng._forget import Forgotten
    from kng._identify.proposed import Proposed
    from kng._import import Gone, Imported
    from kng._simulate import Simulated
    from kng._template import Template

Folder = str | Path | None
Plain = str | int | float | bool | None
Between = Sequence[str | None] | None
Tell = Callable[[Bilingual], object]


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
    try:
        files = way.exports(Graph(found, progress), progress)
    except FaultsFound as error:
        raise FaultsFound(error.faults, untouched=str(folder)) from None
    with way.timed(progress, "write"):
        write_folder(folder, files)
    return folder


def check(
    workspace: Folder = None, *, reason: bool = False, limit: float = 120.0
) -> tuple[Fault, ...]:
    """Every fault of the graph, the ontology, the rules and the questions; empty if none.

    With ``reason`` HermiT looks for contradictions too, for at most ``limit`` seconds; what it
    finds is explained, and that it cannot be run or does not finish is a fault of its own.

    Raises:
        WorkspaceError: a folder or file is missing.
    """
    found = Workspace.find(workspace)
    loaded = way.load(found)
    faults = way.faults(found, loaded)
    return (*faults, *way.reasoned(found, loaded, limit)) if reason else faults


def questions(workspace: Folder = None) -> dict[str, Question]:
    """The catalogue of questions, by name.

    Raises:
        FaultsFound: a file's head cannot be read.
    """
    return way.questions(Workspace.find(workspace))


def query(
    question: str | Path, values: Mapping[str, str] | None = None, workspace: Folder = None
) -> Answer:
    """The answer to a question: a name from the catalogue, a SPARQL SELECT text, or the path of a
    file that holds one (a text that ends in ``.rq`` is taken for a path).

    ``values`` binds the parameters that the question declares; where an address is wanted a
    label will do.

    Raises:
        UnknownName: no such question or parameter.
        WorkspaceError: the file cannot be read.
        FaultsFound: the text cannot be parsed, or would do more than read; a value is not of its
            parameter's type.
    """
    found = Workspace.find(workspace)
    chosen = _question(question, found)
    given = values or {}
    parameters = {parameter.name for parameter in chosen.parameters}
    _known(*((f"parameter of '{chosen.name}'", name, parameters) for name in given))
    graph = Graph(found)
    return Answer(chosen, ask(graph.store, chosen, given), graph.names)


def _question(question: str | Path, workspace: Workspace) -> Question:
    if isinstance(question, Path) or question.endswith(".rq"):
        document = read_document(Path(question))
        return _typed(document.name, document.text(), document.path)
    if "{" in question or "\n" in question:
        return _typed("query", question, "query")
    known = way.questions(workspace)
    _known(("question", question, known))
    return known[question]


def _typed(name: str, text: str, where: str) -> Question:
    """A question that is not from the catalogue; it may have a head."""
    way.prove(text, where)
    return read_question(name, text, where) if "#+" in text else plain_question(text)


def _known(*choices: tuple[str, str, Collection[str]]) -> None:
    """Say at once all names that are not among the known of their kind."""
    _raise([UnknownName(kind, name, known) for kind, name, known in choices if name not in known])


def _raise(errors: list[UsageError]) -> None:
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise UsageError("\n".join(str(error) for error in errors))


def _unheard(_words: Bilingual) -> None:
    """No telling."""


def network(
    name: str,
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
) -> networkx.Graph[str]:
    """A declared network as a plain networkx graph (directed where the projection is).

    Nodes are addresses with ``label_sv``, ``label_en`` and ``kind``; ties have ``weight``,
    ``count`` and the addresses of their ``evidence``. The graph's own attributes say what it rests
    on: its time (``window``), what is left out (``left_out_before`` ...), and the meeting with most
    ties (``largest``) with its share of them (``largest_share``, from 0 to 1).

    Raises:
        UnknownName: no such network or weight.
        UsageError: the time is wrong, or the network's rows have no dates.
    """
    window = asked_window(between, as_of, all_time, possible)
    found = Workspace.find(workspace)
    _known(*_network_choices(name, weight, found))
    return Graph(found).network(name, weight, window).to_networkx()


def _network_choices(
    name: str, weight: str, workspace: Workspace
) -> list[tuple[str, str, Collection[str]]]:
    from kng._network import WEIGHTINGS

    weights = [weighting.name for weighting in WEIGHTINGS]
    return [("network", name, way.projections(workspace)), ("weight", weight, weights)]


def network_files(
    name: str,
    format: str,
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
    tell: Tell = _unheard,
) -> dict[str, bytes]:
    """A network with its measures in a file format: bytes by what the file's name ends with.

    ``tell`` is given in words what the network rests on.

    Raises:
        UnknownName: no such network, format or weight.
        UsageError: the time is wrong, or the network's rows have no dates.
    """
    from kng._export import NETWORK_FORMATS

    window = asked_window(between, as_of, all_time, possible)
    formats = {form.name: form for form in NETWORK_FORMATS}
    found = Workspace.find(workspace)
    _known(*_network_choices(name, weight, found), ("network format", format, formats))
    made = _told(Graph(found), name, weight, window, tell)
    return formats[format].write(made, way.measured(made))


def rank(
    measure: str,
    network: str = "people-by-meetings",
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
    tell: Tell = _unheard,
) -> list[Ranked]:
    """The nodes of a network, highest value of a measure first.

    ``tell`` is given in words what the network rests on.

    Raises:
        UnknownName: no such measure, network or weight.
        UsageError: the time is wrong, or the network's rows have no dates.
    """
    from kng._measures import MEASURES
    from kng._measures import rank as places

    window = asked_window(between, as_of, all_time, possible)
    measures = {known.name: known for known in MEASURES}
    found = Workspace.find(workspace)
    _known(("measure", measure, measures), *_network_choices(network, weight, found))
    made = _told(Graph(found), network, weight, window, tell)
    values = measures[measure].compute(made.adjacency())
    ranked = [
        Ranked(int(place), float(value), node.id, node.label)
        for place, value, node in zip(places(values), values, made.nodes, strict=True)
    ]
    return sorted(ranked, key=lambda r: (r.rank, r.label.in_language("sv"), r.id))


def _told(graph: Graph, name: str, weight: str, window: Window, tell: Tell) -> Network:
    from kng._explain import resting

    made = graph.network(name, weight, window)
    tell(resting(made, graph.things))
    return made


def explain(one: str, other: str, workspace: Folder = None) -> Explanation:
    """Why two things are tied: meetings, functions and sources in every network, of all time.

    Each is named by address, prefixed name or label.

    Raises:
        UnknownName: nothing has that name.
        UsageError: several things have it; lists them.
    """
    from kng._explain import explain_pair

    graph = Graph(Workspace.find(workspace))
    networks = graph.networks(window=ALL_TIME)
    nodes = {node.id: node for network in networks for node in network.nodes}
    pair: list[Thing] = []
    wrong: list[UsageError] = []
    for text in (one, other):
        try:
            pair.append(_node(graph, text, nodes))
        except UsageError as error:
            wrong.append(error)
    _raise(wrong)
    return explain_pair(pair[0], pair[1], networks, graph.cards, graph.sources)


def _node(graph: Graph, text: str, nodes: Mapping[str, Thing]) -> Thing:
    address = resolve(graph.store, text, among=nodes)
    if address not in nodes:
        raise UnknownName("node", text, (n.label.in_language("sv") for n in nodes.values()))
    return nodes[address]


def map(
    out: Folder = None,
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
) -> Path:
    """Write the interactive map as one HTML file and say where it lies.

    Raises:
        UsageError: the time is wrong, or a network's rows have no dates.
        WorkspaceError: the file cannot be written.
    """
    window = asked_window(between, as_of, all_time, possible)
    found = Workspace.find(workspace)
    target = Path(out) if out is not None else found.exports_folder() / "map.html"
    graph = Graph(found)
    networks = graph.networks(window=window)
    write_file(target, way.map_page(graph, networks, window).encode())
    return target


def report(workspace: Folder = None) -> dict[str, str]:
    """What is missing and what the graph rests on, as text by the name of a file: ``sv.md``,
    ``sv.html``, ``en.md``, ``en.html``.

    Raises:
        WorkspaceError: the workspace declares no report.
        FaultsFound: the graph has violations, or the report names what there is not.
    """
    found = Workspace.find(workspace)
    if found.report is None:
        raise WorkspaceError(f"{found.root} declares no report; missing: queries/report.yaml")
    return way.report_files(Graph(found))


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


def import_table(
    *files: str | Path,
    workspace: Folder = None,
    name: str = "",
    source: str = "",
    dry: bool = False,
    lenient: bool = False,
    correct: bool = False,
    gone: Gone = "ask",
    day: str = "",
) -> Imported:
    """Take tables into the graph: workbooks, CSV files, or folders of them; all or nothing.

    ``name`` is that of the import, by which a later one knows its rows again (else that of the
    file or folder). ``source`` is cited by rows that name none. With ``dry`` nothing is written.
    With ``lenient`` faulty cells are left out and noted; with ``correct`` sources that were
    entered by hand are changed too. ``gone`` says what becomes of rows that were there last time:
    ``ask`` (a fault each), ``keep`` or ``remove``. ``day`` (ISO, else today) is written as the day
    of the import.

    Raises:
        FaultsFound: all that is wrong in the tables, or with the graph that they would make. What
            is wrong with cells also stands in copies of the files, beside them.
        WorkspaceError: a file cannot be read, or the workspace cannot be written.
        UsageError: no table among the files, or nothing that can be taken in.
    """
    from kng._import import import_tables, marked, table_files

    paths = [Path(file) for file in files]
    try:
        return import_tables(
            Workspace.find(workspace),
            paths,
            name=name,
            source=source,
            dry=dry,
            lenient=lenient,
            correct=correct,
            gone=gone,
            day=day,
        )
    except FaultsFound as error:
        copies = marked(table_files(paths), error.faults)
        raise FaultsFound(error.faults, error.untouched, copies) from None


def reconcile(kind: str = "", workspace: Folder = None) -> Proposed:
    """Which named things may be one and have not been judged: proposals with reasons.

    ``kind`` is ``organisation``, ``person``, ``place`` or ``topic``; empty means all of them.

    Raises:
        UnknownName: no such kind.
        FaultsFound: the graph cannot be read.
    """
    from typing import get_args

    from kng._identify import judgements
    from kng._identify.proposed import proposed
    from kng._reconcile._records import Kind

    if kind and kind not in get_args(Kind):
        raise UnknownName("kind", kind, get_args(Kind))
    loaded = way.load(Workspace.find(workspace))
    if loaded.faults:
        raise FaultsFound(loaded.faults)
    return proposed(loaded.store, judgements(loaded.parsed), kind)


def template(
    out: str | Path | None = None, workspace: Folder = None, *, filled: bool = False
) -> Template:
    """Write the workbook to fill in for :func:`import_table`; say what is in it.

    With ``filled`` it holds all that its sheets can say of the graph, each row with the address of
    what it is about, to be corrected and imported again. Without ``out`` nothing is written; the
    same graph gives the same bytes.

    Raises:
        UsageError: ``out`` is not called ``.xlsx``.
        FaultsFound: the descriptions of the sheets or the facts cannot be read.
        WorkspaceError: the file cannot be written.
    """
    from kng._template import template as made

    target = Path(out) if out is not None else None
    if target is not None and target.suffix.casefold() != ".xlsx":
        raise UsageError(f"a workbook is called something.xlsx, not {target.name}")
    found = made(Workspace.find(workspace), filled=filled)
    if target is not None:
        write_file(target, found.data)
    return found


def simulate(size: str, seed: int, out: str | Path, workspace: Folder = None) -> Simulated:
    """Write a workspace with a simulated network of size ``S``, ``M`` or ``L``; say what is in it.

    Ontology, rules, shapes and questions are those of ``workspace``; the same size, seed and
    workspace give the same bytes.

    Raises:
        UnknownName: no such size.
        UsageError: the seed is no whole number from 0 on.
        WorkspaceError: ``out`` is not empty or cannot be written.
    """
    from kng._simulate import simulate as written

    return written(size, seed, Path(out), Workspace.find(workspace).root)


def forget(
    person: str,
    workspace: Folder = None,
    out: Folder = None,
    *,
    dry_run: bool = False,
    on: datetime.date | None = None,
    progress: Progress = silent,
) -> Forgotten:
    """Remove a person from the graph and from the exports, and prove that they are gone.

    ``person`` is a name, a part of one that only one has, or an address. The person, what is
    only about them, and their name in every text go; the address stays as a tombstone without a
    name, dated ``on`` (today). ``out`` is where the exports go. A ``dry_run`` says what would go
    and changes nothing. What version control keeps is not touched.

    Raises:
        UnknownName: nobody is called so.
        UsageError: several people are, or it is no person, or one already forgotten.
        FaultsFound: the graph has violations, or the proof finds the name; nothing was changed.
        WorkspaceError: the workspace is the one in the package, or cannot be written.
    """
    from kng._forget import forget as forgotten

    found = Workspace.find(workspace)
    return forgotten(found, person, out, dry_run=dry_run, on=on, progress=progress)
