"""Networks, and what is seen in them: network, rank, explain, map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kng import _build as way
from kng._api.common import Folder, Tell, raised, require_known, unheard
from kng._build import Graph
from kng._dates import ALL_TIME, Window, asked_window
from kng._errors import UnknownName, UsageError
from kng._questions import resolve
from kng._values import Bilingual, Network, Thing
from kng._workspace import Workspace, write_file

if TYPE_CHECKING:
    import networkx

    from kng._explain import Explanation

Between = Sequence[str | None] | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node's place in a ranking: 1 for the highest value; equal values share a place."""

    rank: int
    value: float
    id: str
    label: Bilingual


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
    require_known(*_network_choices(name, weight, found))
    return way.Graph(found).network(name, weight, window).to_networkx()


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
    tell: Tell = unheard,
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
    require_known(*_network_choices(name, weight, found), ("network format", format, formats))
    graph = way.Graph(found)
    made = _told(graph, name, weight, window, tell)
    return formats[format].write(made, graph.assess(made).values)


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
    tell: Tell = unheard,
) -> list[Ranked]:
    """The nodes of a network, highest value of a measure first.

    ``tell`` is given in words what the network rests on.

    Raises:
        UnknownName: no such measure, network or weight.
        UsageError: the time is wrong, or the network's rows have no dates.
    """
    from kng._measures import measures_of, value_of
    from kng._measures import rank as places

    window = asked_window(between, as_of, all_time, possible)
    measures = {known.name: known for known in measures_of("node")}
    found = Workspace.find(workspace)
    require_known(("measure", measure, measures), *_network_choices(network, weight, found))
    graph, chosen = way.Graph(found), measures[measure]
    made = _told(graph, network, weight, window, tell)
    values = value_of(chosen, graph.structure(made))
    ranked = [
        Ranked(int(place), float(value), node.id, node.label)
        for place, value, node in zip(
            places(values, chosen.better), values, made.nodes, strict=True
        )
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

    graph = way.Graph(Workspace.find(workspace))
    networks = graph.networks(window=ALL_TIME)
    nodes = {node.id: node for network in networks for node in network.nodes}
    pair: list[Thing] = []
    wrong: list[UsageError] = []
    for text in (one, other):
        try:
            pair.append(_node(graph, text, nodes))
        except UsageError as error:
            wrong.append(error)
    raised(wrong)
    return explain_pair(pair[0], pair[1], networks, graph.cards, graph.sources)


def _node(graph: Graph, text: str, nodes: Mapping[str, Thing]) -> Thing:
    address = resolve(graph.store, text, among=nodes)
    if address not in nodes:
        raise UnknownName("node", text, (n.label.in_language("sv") for n in nodes.values()))
    return nodes[address]


class MapPage(str):
    """The map as the text of one HTML file; a notebook shows it in place.

    >>> MapPage("<p>")._repr_html_()
    '<iframe srcdoc="&lt;p&gt;" width="100%" height="760" frameborder="0"></iframe>'
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self)}" width="100%" height="760" frameborder="0"></iframe>'
        )


def map_page(
    workspace: Folder = None,
    *,
    network: str = "",
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
) -> MapPage:
    """The interactive map as text: one HTML file, which opens on a network and on a time.

    It holds every declared network of all time, so that a reader can choose another. Without a
    network it opens as ``queries/map.yaml`` says.

    Raises:
        UnknownName: no such network.
        UsageError: the time is wrong, or the rows of the network asked for have no dates.
    """
    window = asked_window(between, as_of, all_time, possible)
    found = Workspace.find(workspace)
    if network:
        require_known(("network", network, way.projections(found)))
    graph = way.Graph(found)
    shown = [_shown(graph, name, window, is_asked=name == network) for name in graph.projections]
    assessed = [graph.assess(one) for one in shown]
    return MapPage(way.map_page(graph, assessed, window, f"net={network}" if network else ""))


def _shown(graph: Graph, name: str, window: Window, is_asked: bool) -> Network:
    """The network in a time; one without dates is whole, unless it is the one asked for."""
    try:
        return graph.network(name, window=window)
    except UsageError:
        if is_asked:
            raise
        return graph.network(name, window=ALL_TIME)


def map(
    out: Folder = None,
    workspace: Folder = None,
    *,
    network: str = "",
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
) -> Path:
    """Write the interactive map as one HTML file and say where it lies.

    It opens on ``network`` and on the time asked for (see `map_page`).

    Raises:
        UnknownName: no such network.
        UsageError: the time is wrong, or the rows of the network asked for have no dates.
        WorkspaceError: the file cannot be written.
    """
    found = Workspace.find(workspace)
    target = Path(out) if out is not None else found.exports_folder() / "map.html"
    page = map_page(
        workspace,
        network=network,
        between=between,
        as_of=as_of,
        all_time=all_time,
        possible=possible,
    )
    write_file(target, page.encode())
    return target
