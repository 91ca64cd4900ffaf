"""The whole way, in order: load, check, derive, networks, measures, map and exports."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from kng import _check as checking
from kng._closure import Rule, derive, read_rule
from kng._dates import ALL_TIME, OPENING, Window
from kng._errors import Fault, FaultsFound, QueryError, UnknownName
from kng._heads import bilingual, read_head, truth
from kng._identify import kept_addresses, merged_triples
from kng._namespaces import ASSERTED, DERIVED, ID, ONTOLOGY
from kng._questions import Question, kinds, labels, read_question, things
from kng._sparql import depth, refuse, tokens
from kng._store import Store, Triple, parse_turtle
from kng._values import Bilingual, Card, Network, Source, Thing
from kng._workspace import MANIFEST, Document, Workspace, graph_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kng._network import Projection
    from kng._report import Plan

Progress = Callable[[str, float], None]
_T = TypeVar("_T")
_LOCAL_CHECKS = {"blank-node", "literal", "bundle", "interval"}
_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAKEN = re.compile(r"asserted|derived|rule-.*")
_MOST_WORDS = 10_000
_DEEPEST = 100
_LONGEST = 200
_TITLE = Bilingual("Klimatneutrala städer: vem möter vem", "Climate-neutral cities: who met whom")


def silent(_stage: str, _seconds: float) -> None:
    """No progress."""


@contextmanager
def timed(progress: Progress, stage: str) -> Iterator[None]:
    """Tell how long a stage took, in seconds."""
    start = time.perf_counter()
    yield
    progress(stage, time.perf_counter() - start)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands in a workspace: its store, the triples as parsed, and the faults of the files.

    ``blind`` are the checks that cannot be made because a file is missing from the store.
    """

    store: Store
    parsed: Mapping[str, Sequence[Triple]]
    faults: tuple[Fault, ...]
    blind: Callable[[str], bool]


def load(workspace: Workspace) -> Loaded:
    """Each source in its named graph, the schemes as one of them, the ontology beside.

    All carry one address for what was judged to be one thing; ``parsed`` is what the files say.
    """
    store = Store()
    parsed: dict[str, list[Triple]] = {}
    faults: list[Fault] = []
    origin: dict[str, str] = {}
    for document in (*workspace.facts, workspace.schemes):
        graph = graph_name(document)
        triples, wrong = parse_turtle(document.data, document.path)
        wrong += _misnamed(document, origin.get(graph, ""))
        faults += wrong
        if not wrong:
            origin[graph] = document.path
            parsed[graph] = triples
    kept = _gathering(faults, partial(kept_addresses, parsed)) or {}
    for graph, triples in parsed.items():
        store.add(graph, merged_triples(triples, kept), source=True)
    triples, wrong = parse_turtle(workspace.ontology.data, workspace.ontology.path)
    store.add(ONTOLOGY, triples)
    needed = _LOCAL_CHECKS if wrong else {*_LOCAL_CHECKS, "unknown-term"}
    missing = bool(faults or wrong)
    return Loaded(store, parsed, (*faults, *wrong), lambda name: missing and name not in needed)


def _misnamed(document: Document, other: str) -> list[Fault]:
    """What is wrong with the name of a file, after which its graph is named."""
    sv = en = ""
    if not _FILE_NAME.fullmatch(document.name):
        sv = "filens namn får bara ha a–z, 0–9 och bindestreck, eftersom grafen heter så"
        en = "the file's name may only have a–z, 0–9 and hyphens, as the graph is called so"
    elif _TAKEN.fullmatch(document.name):
        sv = "en sammanslagen eller härledd graf heter så; byt namn på filen"
        en = "a merged or derived graph is called so; rename the file"
    elif other:
        sv = f"filen heter som {other}, så de två hade blivit en graf; byt namn på den ena"
        en = f"the file is named like {other}, so the two would become one graph; rename one"
    return [Fault(document.path, "graph-name", sv, en)] if en else []


def faults(workspace: Workspace, loaded: Loaded) -> tuple[Fault, ...]:
    """All that is wrong with the facts, the ontology, the rules and the questions.

    Where a file cannot be taken in, only checks that do not need it are reported beside it.
    """
    found = list(loaded.faults)
    shapes = _gathering(found, lambda: _shapes(workspace)) or ()
    checked = checking.check(loaded.store, shapes, workspace.locate, loaded.parsed)
    found += [fault for fault in checked if not loaded.blind(fault.check)]
    _gathering(found, partial(rules, workspace))
    asked = _gathering(found, partial(questions, workspace))
    drawn = _gathering(found, partial(projections, workspace))
    if asked is not None and drawn is not None:
        _gathering(found, partial(report_plan, workspace, asked, drawn))
    return tuple(found)


def reasoned(workspace: Workspace, loaded: Loaded, limit: float) -> tuple[Fault, ...]:
    """What HermiT finds wrong in facts and ontology, explained; ``limit`` in seconds."""
    from kng._reason import reasoned_faults

    return reasoned_faults(loaded.store, workspace.locate, limit=limit)


def prove(query: str, where: str, want: Callable[[Store, str], object] = Store.select) -> None:
    """Put a query to an empty store, so that what is wrong with it shows before anything else.

    Raises:
        FaultsFound: it cannot be parsed, is of another form than ``want`` answers, wants what
            it may not do, or is nested so deep that the engine would crash; names the line.
    """
    try:
        refuse(query)
        if depth(query) > _DEEPEST:
            raise QueryError(f"brackets are nested more than {_DEEPEST} deep")
        if sum(1 for _ in tokens(query)) > _MOST_WORDS:
            raise QueryError(f"the query has more than {_MOST_WORDS} words")
        want(Store(), query)
    except QueryError as error:
        place = re.search(r" error at (\d+):(\d+): ", str(error))
        line = f":{place[1]}" if place else ""
        reason = str(error).replace(place[0], f" column {place[2]}: ") if place else str(error)
        short = reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]} …"
        fault = Fault(where + line, "sparql", f"frågan går inte att ställa: {short}", short)
        raise FaultsFound([fault]) from None


def _shapes(workspace: Workspace) -> tuple[checking.Shape, ...]:
    triples, wrong = parse_turtle(workspace.shapes.data, workspace.shapes.path)
    if wrong:
        raise FaultsFound(wrong)
    return checking.compile_shapes(triples, workspace.shapes.path)


def _gathering(found: list[Fault], step: Callable[[], _T]) -> _T | None:
    try:
        return step()
    except FaultsFound as error:
        found += error.faults
        return None


def _read_all(
    documents: Sequence[Document],
    read: Callable[[str, str, str], _T],
    want: Callable[[Store, str], object] = Store.select,
) -> dict[str, _T]:
    wrong: list[Fault] = []
    values: dict[str, _T] = {}
    for document in documents:
        text = _gathering(wrong, document.text)
        if text is None:
            continue
        _gathering(wrong, partial(prove, text, document.path, want))
        value = _gathering(wrong, partial(read, document.name, text, document.path))
        if value is not None:
            values[document.name] = value
    if wrong:
        raise FaultsFound(wrong)
    return values


def rules(workspace: Workspace) -> dict[str, Rule]:
    """The rules by name.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    return _read_all(workspace.rules, read_rule, _conclude)


def _conclude(store: Store, query: str) -> None:
    """Run a rule as the closure does, after a plain run that tells faults at their own place."""
    store.construct(query)
    store.conclude(query, f"{ID}graph/proof")


def questions(workspace: Workspace) -> dict[str, Question]:
    """The questions by name.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    return _read_all(workspace.questions, read_question)


def projections(workspace: Workspace) -> dict[str, tuple[Projection, str]]:
    """The projections by name, each with its query.

    Raises:
        FaultsFound: heads that cannot be read and queries that cannot be asked; all of them.
    """
    return _read_all(workspace.projections, _read_projection)


def _read_projection(name: str, text: str, where: str) -> tuple[Projection, str]:
    from kng._network import FORMS, Projection, missing_columns

    head = read_head(text, where)
    form = str(head.get("form"))
    if form not in FORMS:
        reason = f"form: {' | '.join(FORMS)}"
        raise FaultsFound([Fault(f"{where}:1", "head", f"huvudet saknar {reason}", reason)])
    missing = missing_columns(form, _columns(text))
    if missing:
        names = ", ".join(f"?{name}" for name in missing)
        sv = f"frågan ger inte {names}, som formen {form} behöver"
        en = f"the query does not give {names}, which the form {form} needs"
        raise FaultsFound([Fault(f"{where}:1", "columns", sv, en)])
    checked = cast(Literal["affiliation", "direct"], form)
    title, tie = bilingual(head, "title", where), bilingual(head, "tie", where)
    return Projection(name, title, tie, checked, truth(head, "directed", where)), text


def _columns(query: str) -> tuple[str, ...]:
    """The columns that a query gives; none where it cannot be asked, which is told elsewhere."""
    try:
        refuse(query)
        return Store().select(query).columns
    except QueryError:
        return ()


def report_plan(
    workspace: Workspace, asked: Mapping[str, Question], drawn: Collection[str]
) -> Plan | None:
    """The report that the workspace declares, if it does.

    Raises:
        FaultsFound: it cannot be read, or names questions or networks that there are not.
    """
    from kng._report import read_plan

    document = workspace.report
    if document is None:
        return None
    return read_plan(document.text(), document.path, asked, drawn)


class Graph:
    """A workspace that has been loaded, found sound and closed under its rules."""

    def __init__(self, workspace: Workspace, progress: Progress = silent) -> None:
        """Load, check and derive.

        Raises:
            FaultsFound: violations; all of them.
        """
        self.workspace = workspace
        with timed(progress, "load"):
            loaded = load(workspace)
        self.store = loaded.store
        with timed(progress, "check"):
            self.faults = faults(workspace, loaded)
            violations = [f for f in self.faults if f.severity == "violation"]
            if violations:
                raise FaultsFound(violations)
        with timed(progress, "derive"):
            self.rules = rules(workspace)
            derive(self.store, list(self.rules.values()))

    @cached_property
    def names(self) -> dict[str, Bilingual]:
        """What every address is called."""
        return labels(self.store)

    @cached_property
    def things(self) -> dict[str, Thing]:
        """Everything that networks and maps show."""
        return things(self.store)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """What can be read about each thing."""
        from kng._explain import cards

        return cards(self.store)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source."""
        from kng._explain import sources

        return sources(self.store)

    @cached_property
    def projections(self) -> dict[str, tuple[Projection, str]]:
        """The projections that the workspace declares."""
        return projections(self.workspace)

    def network(self, name: str, weighting: str = "newman", window: Window = OPENING) -> Network:
        """The network of that name in a time; one whose rows have no dates opens on all time.

        Raises:
            UnknownName: no such network or weighting.
            UsageError: another time is asked for, and the rows have no dates.
            KngError: the rows do not make a network.
        """
        from kng._network import dated, project

        if name not in self.projections:
            raise UnknownName("network", name, self.projections)
        projection, query = self.projections[name]
        rows = self.store.select(query)
        if window.interval() == OPENING.interval() and not dated(rows.columns):
            window = ALL_TIME
        return project(projection, rows, self.things, weighting, window)

    def networks(self, weighting: str = "newman", window: Window = OPENING) -> list[Network]:
        """All declared networks in a time, in the order of their names."""
        return [self.network(name, weighting, window) for name in sorted(self.projections)]


def measured(network: Network) -> dict[str, NDArray[np.float64]]:
    """The value of every measure for every node of a network."""
    from kng._measures import MEASURES

    adjacency = network.adjacency()
    return {measure.name: measure.compute(adjacency) for measure in MEASURES}


def exports(graph: Graph, progress: Progress = silent) -> dict[str, bytes]:
    """Every exported file by its path, the manifest among them."""
    files: dict[str, bytes] = {}
    with timed(progress, "networks"):
        networks = graph.networks()
    with timed(progress, "measures"):
        values = {network.name: measured(network) for network in networks}
    with timed(progress, "exports"):
        files |= _graph_files(graph)
        for network in networks:
            files |= _network_files(network, values[network.name])
    with timed(progress, "report"):
        told = report_files(graph, networks)
        files |= {f"report/{name}": text.encode() for name, text in told.items()}
    with timed(progress, "map"):
        files["map.html"] = map_page(graph, networks).encode()
    with timed(progress, "pages"):
        files |= ontology_files(graph.workspace)
    files[MANIFEST] = _manifest(graph, files)
    return files


def _graph_files(graph: Graph) -> dict[str, bytes]:
    from kng._export.turtle import trig, turtle

    store = graph.store
    named = {name: store.triples(name) for name in store.sources}
    derived = {rule.graph: store.triples(rule.graph) for rule in graph.rules.values()}
    files = {f"sources/{_slug(name)}.ttl": turtle(triples) for name, triples in named.items()}
    files["kng.ttl"] = turtle(store.triples(ASSERTED))
    files["kng-inferred.ttl"] = turtle(store.triples(DERIVED))
    files["kng.trig"] = trig({**named, **derived})
    return files


def _network_files(network: Network, values: Mapping[str, NDArray[np.float64]]) -> dict[str, bytes]:
    from kng._export import NETWORK_FORMATS, measures_csv
    from kng._measures import rank

    files: dict[str, bytes] = {}
    for form in NETWORK_FORMATS:
        for suffix, data in form.write(network, values).items():
            files[f"networks/{network.name}.{suffix}"] = data
    ranks = {name: rank(column) for name, column in values.items()}
    files[f"measures/{network.name}.csv"] = measures_csv(network, values, ranks)
    return files


def map_page(graph: Graph, networks: Sequence[Network], window: Window = OPENING) -> str:
    """The map of networks in a time as one HTML page."""
    from kng._map import MapContent, page

    rested_on = {r.thing for network in networks for reasons in network.evidence for r in reasons}
    shown = {a: c for a, c in graph.cards.items() if a in graph.things or a in rested_on}
    cards = {address: _linked_within(card, shown) for address, card in shown.items()}
    named = kinds(graph.store)
    note = _note(graph, networks, window, rested_on)
    return page(MapContent(_TITLE, note, tuple(networks), cards, graph.sources, named))


def _linked_within(card: Card, shown: Mapping[str, Card]) -> Card:
    """The card without links to what the map has no card for."""
    return replace(
        card,
        sections=tuple(
            replace(
                section,
                lines=tuple(
                    line if line.link in shown else replace(line, link="") for line in section.lines
                ),
            )
            for section in card.sections
        ),
    )


def report_files(graph: Graph, networks: Sequence[Network] = ()) -> dict[str, str]:
    """The report as text by ``sv.md`` and so on; nothing where the workspace declares none.

    Networks that are not given are made where the report tells of them.
    """
    from kng._explain.resting import resting
    from kng._report import Material, reports

    asked = questions(graph.workspace)
    plan = report_plan(graph.workspace, asked, graph.projections)
    if plan is None:
        return {}
    made = {network.name: network for network in networks}
    told = {name: made.get(name) or graph.network(name) for name in plan.networks}
    rests = {name: (one.title, resting(one, graph.things)) for name, one in told.items()}
    return reports(plan, Material(graph.store, asked, graph.names, graph.sources, rests))


def ontology_files(workspace: Workspace) -> dict[str, bytes]:
    """The pages of the ontology in both languages, and the files that they tell of.

    Raises:
        FaultsFound: the shapes, a rule, a question or an example cannot be read.
    """
    from kng._pages import OntologyContent, ontology_pages

    content = OntologyContent(
        ontology=workspace.ontology.data,
        schemes=workspace.schemes.data,
        shapes_file=workspace.shapes.data,
        alignments=workspace.alignments.data if workspace.alignments else b"",
        examples={f"{example.name}.ttl": example.text() for example in workspace.examples},
        shapes=_shapes(workspace),
        rules=tuple(rules(workspace).values()),
        questions=tuple(questions(workspace).values()),
    )
    return ontology_pages(content)


def _note(
    graph: Graph, networks: Sequence[Network], window: Window, rested_on: Collection[str]
) -> Bilingual:
    """What the map rests on, a line for its sources and one for each network."""
    from kng._explain.resting import joined, largest, left_out, meetings_left_out, time_shown

    meetings = [a for a in rested_on if a in graph.things and graph.things[a].kind == "meeting"]
    lines = [ln for a in meetings for part in graph.cards[a].sections for ln in part.lines]
    cited = len({source for line in lines for source in line.sources})
    met = _counted(len(meetings), Bilingual("möte", "meeting"), Bilingual("möten", "meetings"))
    read = _counted(cited, Bilingual("källa", "source"), Bilingual("källor", "sources"))
    rests = Bilingual(
        f"Bilden vilar på {met.sv} och {read.sv}: det som webben har publicerat.",
        f"The picture rests on {met.en} and {read.en}: what the web published.",
    )
    outside = left_out(meetings_left_out(networks, graph.things), window, graph.things)
    notes = [joined([time_shown(window), rests, outside])]
    for network in networks:
        most, title = largest(network, graph.things), network.title
        if most.en:
            notes.append(Bilingual(f"{title.sv}: {most.sv}", f"{title.en}: {most.en}"))
    return Bilingual("\n".join(n.sv for n in notes), "\n".join(n.en for n in notes))


def _counted(count: int, one: Bilingual, many: Bilingual) -> Bilingual:
    noun = one if count == 1 else many
    return Bilingual(f"{count} {noun.sv}", f"{count} {noun.en}")


def _manifest(graph: Graph, files: Mapping[str, bytes]) -> bytes:
    store = graph.store
    listed = [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(files.items())
    ]
    manifest = {
        "name": "kng",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "triples": {
            "asserted": len(store.triples(ASSERTED)),
            "derived": len(store.triples(DERIVED)),
            **{_slug(name): len(store.triples(name)) for name in store.sources},
        },
        "files": listed,
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _slug(graph: str) -> str:
    return graph.removeprefix(f"{ID}graph/")
