"""Advice: suggest who should meet, and say what hangs by one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kng import _build as way
from kng._api.common import Folder, require_known
from kng._dates import asked_window
from kng._errors import UnknownName, UsageError
from kng._questions import resolve
from kng._workspace import Workspace

if TYPE_CHECKING:
    from kng._api.networks import Between
    from kng._suggest import Loss, Suggestion

_LARGEST_GROUP = 6


def suggest(
    of: str = "", size: int = 2, most: int = 10, workspace: Folder = None
) -> list[Suggestion]:
    """The municipalities that should meet: pairs, or groups of ``size``; the best first.

    Only those are suggested who have not met, or not for three years before the newest meeting.
    What speaks for two is added up: topics that both have taken up, the same phase and size, how
    long ago they met, how far apart they are in the network. ``of`` (a name, an address) must be
    among them. Each has its reasons in words and what it would change in the network.

    Raises:
        UnknownName: no municipality has that name, or the workspace lacks the networks.
        UsageError: several have it, or ``size`` or ``most`` is out of bounds.
    """
    from kng._suggest import suggestions

    wrong = []
    if not 2 <= size <= _LARGEST_GROUP:
        wrong.append(f"size: {size} is no group; from 2 to {_LARGEST_GROUP} can meet")
    if most < 1:
        wrong.append(f"most: {most} is no number from 1 on")
    if wrong:
        raise UsageError("\n".join(wrong))
    graph = way.Graph(Workspace.find(workspace))
    field = way.field(graph)
    address = ""
    if of:
        nodes = {node.id: node for node in field.nodes}
        address = resolve(graph.store, of, among=nodes)
        if address not in nodes:
            known = (node.label.in_language("sv") for node in field.nodes)
            raise UnknownName("municipality of the network", of, known)
    return suggestions(field, graph.names, address, size, most)


def fragile(
    name: str | None = None,
    network: str = "municipalities-by-meetings",
    most: int = 10,
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
) -> list[Loss]:
    """What a network loses when somebody leaves it, or a series of meetings ends.

    With a ``name`` (of a node, a meeting or a series; an address) the loss of that one, without
    any the nodes and series that cost most contacts, of these at most ``most``. This may single out
    people: it is shown to whoever asks for it and written to no export.

    Raises:
        UnknownName: no such network, or nothing in it has that name.
        UsageError: several have it, or the time is wrong.
        KngError: the network has more than 3000 nodes.
    """
    from kng._suggest import loss_of, weakest

    window = asked_window(between, as_of, all_time, possible)
    found = Workspace.find(workspace)
    require_known(("network", network, way.projections(found)))
    graph = way.Graph(found)
    made, ending = graph.network(network, window=window), way.series(graph)
    if name is None:
        return weakest(made, ending, most)
    nodes = {node.id: node.label for node in made.nodes}
    ending |= way.meetings(graph)
    address = resolve(graph.store, name, among={*nodes, *ending})
    if address in nodes:
        return [loss_of(made, nodes[address], nodes=[address])]
    if address not in ending:
        labels = (label.in_language("sv") for label in nodes.values())
        raise UnknownName("node, meeting or series of the network", name, labels)
    label, things = ending[address]
    return [loss_of(made, label, things=things)]
