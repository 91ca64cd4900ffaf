"""Each shape catches its own wrong file, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kng._check import Shape, check

from .conftest import BASE, HERE, base_sources, locate, read, real_sources, store_of, triples

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
    faults = check(store_of(sources), shapes, locate)
    assert {fault.check for fault in faults} == {path.stem}
    assert all(fault.where.startswith("graph/base ") for fault in faults)


def test_the_real_graph_has_no_violation(shapes: tuple[Shape, ...]) -> None:
    sources = real_sources()
    parsed = {graph: triples(data) for graph, data in sources.items()}
    faults = check(store_of(sources), shapes, locate, parsed)
    assert [str(fault) for fault in faults if fault.severity == "violation"] == []
