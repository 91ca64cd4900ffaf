"""Networks, and what is seen in them: network, explain, map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from kng import _build as way
from kng._api.common import Folder, Tell, raised, require_known, unheard
from kng._build import Graph
from kng._dates import ALL_TIME, Window, asked_window
from kng._errors import UnknownName, UsageError
from kng._questions import resolve
from kng._values import Network, Shown, Thing
from kng._workspace import Workspace, write_file

if TYPE_CHECKING:
    import networkx

    from kng._explain import Explanation

Between = Sequence[str | None] | None


def network(
    name: str,
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
    **shown: Unpack[Shown],
) -> networkx.Graph[str]:
    """A declared network as a plain networkx graph (directed where the projection is, and a
    multigraph keyed by layer where it has layers).

    Nodes are addresses with ``label_sv``, ``label_en``, ``kind``, and ``latitude`` and
    ``longitude`` (degrees WGS 84) where they are known; ties have ``weight``, ``count``, the
    addresses of their ``evidence``, and ``first`` and ``last``, the outermost days of it
    (YYYY-MM-DD). The graph's own attributes say what it rests on: its time (``window``), what is
    left out (``left_out_before`` ...), and the meeting with most ties (``largest``) with its share
    of them (``largest_share``, from 0 to 1).

    ``half_life`` (years, with the weight ``half-life``), ``minimum`` (the least weight of a tie
    that is shown), ``backbone`` (ties that are significant at this level, between 0 and 1) and
    ``announced`` (with those who are named only in a programme) choose what is shown.

    Raises:
        UnknownName: no such network or weight.
        UsageError: the time or a choice is wrong, or the network's rows have no dates.
    """
    window = asked_window(between, as_of, all_time, possible)
    found = Workspace.find(workspace)
    require_known(*network_choices(name, weight, found))
    return way.Graph(found).network(name, weight, window, **shown).to_networkx()


def network_series(
    name: str,
    step: str = "year",
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    all_time: bool = False,
    possible: bool = False,
    **shown: Unpack[Shown],
) -> dict[str, networkx.Graph[str]]:
    """A declared network as a snapshot for each ``step`` (``year``, ``half-year``, ``quarter``,
    ``month``) of a time, in order, by its label (``2019``, ``2019-H1``, ``2019-Q1``, ``2019-01``).

    A snapshot shows what overlaps its step; each is as `network` gives it. An end of the time that
    is left open is that of the dates in the graph.

    Raises:
        UnknownName: no such network, step or weight.
        UsageError: the time or a choice is wrong, the network's rows have no dates, or there
            would be more than 240 steps.
    """
    window = asked_window(between, None, all_time, possible)
    found = Workspace.find(workspace)
    require_known(*network_choices(name, weight, found), _step_choice(step))
    made = way.Graph(found).series(name, step, weight, window, **shown)
    return {label: one.to_networkx() for label, one in made.items()}


def _step_choice(step: str) -> tuple[str, str, Collection[str]]:
    from kng._network import STEPS

    return ("step", step, [one.name for one in STEPS])


def network_choices(
    name: str, weight: str, workspace: Workspace
) -> list[tuple[str, str, Collection[str]]]:
    """The names of a network and a weight, each with its kind and the known ones."""
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
    step: str | None = None,
    tell: Tell = unheard,
    **shown: Unpack[Shown],
) -> dict[str, bytes]:
    """A network with its measures in a file format: bytes by what the file's name ends with.

    With a ``step`` (as in `network_series`) there are the files of each snapshot, their endings
    begun by its label, and for CSV first ``edges.csv``, the ties of all in one table with the
    column ``step``. ``tell`` is given in words what the network rests on; `network` says what else
    can be chosen.

    Raises:
        UnknownName: no such network, format, step or weight.
        UsageError: the time or a choice is wrong, the network's rows have no dates, or there are
            too many steps.
    """
    from kng._export import NETWORK_FORMATS

    window = asked_window(between, as_of, all_time, possible)
    formats = {form.name: form for form in NETWORK_FORMATS}
    found = Workspace.find(workspace)
    steps = [_step_choice(step)] if step is not None else []
    require_known(
        *network_choices(name, weight, found), ("network format", format, formats), *steps
    )
    graph = way.Graph(found)
    if step is not None:
        made = graph.series(name, step, weight, window, **shown)
        return way.series_files(graph, made, formats[format])
    one = told_network(graph, name, weight, window, tell, **shown)
    return formats[format].write(one, graph.assess(one, interval=False).values)


def told_network(
    graph: Graph, name: str, weight: str, window: Window, tell: Tell, **shown: Unpack[Shown]
) -> Network:
    """The network of that name; ``tell`` is given in words what it rests on."""
    from kng._explain import resting

    made = graph.network(name, weight, window, **shown)
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
