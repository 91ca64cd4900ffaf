"""Each shape catches its own wrong file, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kng._build import Graph
from kng._check import Shape, check
from kng._namespaces import shorten

from .conftest import (
    BASE,
    HERE,
    ROOT,
    base_sources,
    concluded,
    locate,
    read,
    real_sources,
    store_of,
    triples,
)

WRONG = sorted((HERE / "wrong").glob("*.ttl"))


def test_the_base_is_valid(shapes: tuple[Shape, ...]) -> None:
    sources = base_sources()
    parsed = {graph: triples(data) for graph, data in sources.items()}
    assert check(store_of(sources), shapes, locate, parsed) == ()


def test_every_shape_has_its_wrong_file(shapes: tuple[Shape, ...]) -> None:
    assert [path.stem for path in WRONG] == sorted({shape.check for shape in shapes})


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_file_is_caught_by_its_shape_alone(path: Path, shapes: tuple[Shape, ...]) -> None:
    sources = base_sources()
    sources[BASE] += b"\n" + read(path)
    faults = check(concluded(store_of(sources), shapes), shapes, locate)
    assert {fault.check for fault in faults} == {path.stem}
    assert all(fault.where.startswith("graph/base ") for fault in faults)


def test_the_real_graph_has_no_violation(shapes: tuple[Shape, ...]) -> None:
    sources = real_sources()
    parsed = {graph: triples(data) for graph, data in sources.items()}
    faults = check(store_of(sources), shapes, locate, parsed)
    assert [str(fault) for fault in faults if fault.severity == "violation"] == []


def test_a_capacity_is_told_where_the_question_lists_it(graph: Graph) -> None:
    told = [fault for fault in graph.faults if fault.check == "CapacityKnown"]
    question = read(ROOT / "queries/capacity-unknown.rq").decode()
    columns = "SELECT DISTINCT ?person ?organisation ?asWritten ?meeting"
    unknown = graph.store.select(question.replace(columns, "SELECT DISTINCT ?participation"))
    assert unknown.columns == ("participation",)
    listed = {shorten(str(participation)) for (participation,) in unknown.cells}
    assert listed
    assert {fault.en.split(": ")[0] for fault in told} == listed
