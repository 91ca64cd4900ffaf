"""What measures found, as tables and as statements."""

from __future__ import annotations

import csv
import io
from datetime import date

import numpy as np
import polars as pl
import pytest

from kng import _check as checking
from kng._build.loading import compiled_shapes
from kng._dates import Window
from kng._export import Measured, measures_csv, measures_parquet, measures_turtle
from kng._export.measures import decimal, run_address
from kng._namespaces import ASSERTED, ID, ONTOLOGY
from kng._store import Store, parse_turtle
from kng._values import Bilingual, Interval, Network, Thing
from kng._workspace import Workspace

NAMES = ("Åsa", "Bo")
PAIR = Network(
    name="people-by-meetings",
    title=Bilingual("Personer", "People"),
    tie=Bilingual("möte", "meeting"),
    directed=False,
    weighting="newman",
    nodes=tuple(
        Thing(f"{ID}person/p{at}{at}{at}{at}{at}", Bilingual(name, name), "person")
        for at, name in enumerate(NAMES, 2)
    ),
    source=np.array([0]),
    target=np.array([1]),
    weight=np.array([0.25]),
    evidence=((),),
    window=Window(date(2017, 1, 1), None),
)
FOUND = Measured(
    PAIR,
    {"degree": np.array([1.0, 1.0]), "strength": np.array([1 / 3, 1.25e-7])},
    {"degree": np.array([1, 1]), "strength": np.array([1, 2])},
    {"strength": (Interval(1, 2, 1, 2, f"{ID}source/s"), Interval(1, 2, 2, 2))},
    seed=2030,
    draws=100,
)


def test_table_has_intervals_where_there_are_any() -> None:
    first, second = csv.DictReader(io.StringIO(measures_csv(FOUND).decode()))
    assert list(first)[4:] == [
        *("degree", "degree_rank", "strength", "strength_rank", "strength_best"),
        *("strength_worst", "strength_likely_best", "strength_likely_worst", "strength_hinge"),
    ]
    assert list(first.values())[4:] == [
        *("1", "1", "0.333333333", "1", "1", "2", "1", "2", f"{ID}source/s"),
    ]
    assert second["strength_hinge"] == ""


def test_parquet_is_the_same_table_with_types() -> None:
    table = pl.read_parquet(io.BytesIO(measures_parquet(FOUND)))
    assert table.columns == measures_csv(FOUND).decode().splitlines()[0].split(",")
    assert table["strength_rank"].to_list() == [1, 2]
    assert table["strength_hinge"].to_list() == [f"{ID}source/s", None]
    assert measures_parquet(FOUND) == measures_parquet(FOUND)


def test_statements_conform_to_the_shapes_and_can_be_asked(workspace: Workspace) -> None:
    store = Store()
    store.add(ONTOLOGY, parse_turtle(workspace.ontology.data, "kng.ttl")[0])
    triples, faults = parse_turtle(measures_turtle(FOUND), "run.ttl")
    assert faults == []
    store.add(f"{ID}graph/run", triples, source=True)
    found = checking.check(store, compiled_shapes(workspace), lambda _graph, node: node, {})
    # what is measured is described elsewhere, and this is no graph of a source
    assert {fault.check for fault in found} == {"bundle", "dangling"}
    rows = store.select(
        "SELECT ?who ?place ?worst ?value { ?m kng:measured ?who ; kng:measureName 'strength' ; "
        "kng:rank ?place ; kng:rankWorst ?worst ; kng:measuredValue ?value ; "
        "prov:wasGeneratedBy/kng:window '2017-01-01/..' } ORDER BY ?place"
    )
    ids = [node.id for node in PAIR.nodes]
    assert [tuple(row) for row in rows] == [
        (ids[0], "1", "2", "0.333333333"),
        (ids[1], "2", "2", "0.000000125"),
    ]
    assert store.size(ASSERTED) == len(triples)


def test_a_run_is_named_by_what_was_asked_and_by_no_clock() -> None:
    assert run_address(FOUND) == f"{ID}run/people-by-meetings_core_newman_2017-01-01_open"
    assert b"rankHinge" in measures_turtle(FOUND)
    assert measures_turtle(FOUND) == measures_turtle(FOUND)


def test_without_intervals_every_measure_is_stated() -> None:
    bare = Measured(PAIR, FOUND.values, FOUND.ranks, kind="all")
    text = measures_turtle(bare).decode()
    assert text.count("a kng:Measurement") == 4
    assert "rankBest" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.0"), (3.0, "3.0"), (1e-12, "0.000000000001"), (123456789012.0, "123456789000.0")],
)
def test_decimals_have_no_exponent(value: float, text: str) -> None:
    assert decimal(value).value == text
