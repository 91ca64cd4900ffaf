"""A network of several kinds of tie: each layer by itself, worked by hand."""

from __future__ import annotations

import json

import networkx as nx
import pytest

from kng._errors import KngError
from kng._export import NETWORK_FORMATS
from kng._network import project
from kng._values import Network, Rows

from .conftest import LAYERED, rows, weights

# Four were at a meeting of four, of whom two share a project of two; one more project of three.
CELLS = (
    *((who, "m", "meeting") for who in ("ann", "bo", "cy", "dan")),
    *((who, "p", "project") for who in ("ann", "bo")),
    *((who, "q", "project") for who in ("ann", "bo", "eve")),
)


def layered() -> Network:
    return project(LAYERED, rows("node thing layer", *CELLS), {})


def test_a_pair_is_tied_once_in_each_layer() -> None:
    tie = weights(layered())
    assert tie["ann", "bo", "meeting"] == 1 / 3
    assert tie["ann", "bo", "project"] == 1 + 1 / 2
    assert tie["cy", "dan", "meeting"] == 1 / 3
    assert tie["bo", "eve", "project"] == 1 / 2
    assert len(tie) == 6 + 3


def test_evidence_and_the_largest_keep_to_their_layer() -> None:
    network = layered()
    of = dict(zip(weights(network), network.evidence, strict=True))
    assert [one.thing for one in of["ann", "bo", "meeting"]] == ["m"]
    assert [one.thing for one in of["ann", "bo", "project"]] == ["p", "q"]
    assert network.largest is not None
    assert (network.largest.thing, network.largest.ties) == ("m", 6)
    assert network.largest.share == pytest.approx(6 / 9)


def test_layers_add_up_in_the_matrix() -> None:
    network = layered()
    ids = [node.id for node in network.nodes]
    matrix = network.adjacency().toarray()
    assert matrix[ids.index("ann"), ids.index("bo")] == pytest.approx(1 / 3 + 1.5)


def test_a_whole_is_one_in_each_layer() -> None:
    cells = [
        *((who, "day", "meeting", "day") for who in ("ann", "bo", "cy")),
        *((who, "workshop", "meeting", "day") for who in ("ann", "bo")),
        *((who, "spin-off", "project", "day") for who in ("ann", "bo")),
    ]
    tie = weights(project(LAYERED, rows("node thing layer whole", *cells), {}))
    assert tie["ann", "bo", "meeting"] == 1.0
    assert tie["ann", "bo", "project"] == 1.0
    assert tie["ann", "cy", "meeting"] == 0.5


def test_networkx_gets_a_multigraph_keyed_by_layer() -> None:
    graph = layered().to_networkx()
    assert type(graph) is nx.MultiGraph
    assert graph["ann"]["bo"]["project"]["weight"] == 1.5
    assert graph["ann"]["bo"]["meeting"]["evidence"] == ["m"]
    assert graph.number_of_edges() == 9


@pytest.mark.parametrize("form", NETWORK_FORMATS, ids=lambda form: form.name)
def test_every_format_writes_each_tie_of_each_layer(form: object) -> None:
    network = layered()
    files = form.write(network, {})  # type: ignore[attr-defined]
    text = next(iter(files.values()))
    if isinstance(text, bytes) and not text.startswith(b"PAR1"):
        assert text.count(b"project") >= 3


def test_the_json_is_read_back_as_the_same_multigraph() -> None:
    (form,) = (one for one in NETWORK_FORMATS if one.name == "json")
    (data,) = form.write(layered(), {}).values()
    graph = nx.node_link_graph(json.loads(data), edges="edges")
    assert type(graph) is nx.MultiGraph
    assert graph["ann"]["bo"]["project"]["weight"] == 1.5


def test_a_layer_that_is_not_declared_is_told_with_its_row() -> None:
    odd: Rows = rows(
        "node thing layer", ("ann", "m", "meeting"), ("bo", "m", "dinner"), ("cy", "m", None)
    )
    with pytest.raises(KngError) as caught:
        project(LAYERED, odd, {})
    first, second = str(caught.value).splitlines()
    assert first.endswith("layer must be meeting or project")
    assert "row 2" in first
    assert second.endswith("layer is empty")
