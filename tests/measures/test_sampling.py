from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kng._errors import KngError, UsageError
from kng._measures import Structure, measure
from kng._measures import _sampling as sampling
from kng._measures._sampling import error_of, pivots_for, sampled
from kng._measures._structure import structure

Build = Callable[..., Structure]


def ring_with_chords(size: int, directed: bool) -> Structure:
    chance = np.random.default_rng(7)
    source = np.concatenate([np.arange(size), chance.integers(0, size, size)])
    target = np.concatenate([(np.arange(size) + 1) % size, chance.integers(0, size, size)])
    weight = 1 / chance.integers(1, 9, 2 * size)
    return structure(size, source, target, weight, directed=directed)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("name", ["betweenness", "harmonic"])
def test_no_node_is_further_off_than_the_error(name: str, directed: bool) -> None:
    made = ring_with_chords(600, directed)
    exact = measure(name).compute(made)
    given = sampled(measure(name), made, 0.12)
    assert given.pivots < 450
    assert 0 < np.abs(given.values - exact).max() <= given.error
    assert given.values.tolist() == sampled(measure(name), made, 0.12).values.tolist()


@pytest.mark.parametrize("name", ["betweenness", "harmonic"])
def test_from_all_nodes_it_is_exact(name: str) -> None:
    made = ring_with_chords(60, False)
    given = sampled(measure(name), made, 0.01)
    assert (given.pivots, given.error) == (60, 0.0)
    assert given.values.tolist() == measure(name).compute(made).tolist()
    walked = sampling._WALKS[name](made, np.arange(60))
    assert walked == pytest.approx(given.values, rel=1e-9, abs=1e-12)


def test_pivots_by_hand() -> None:
    # ln(2 · 1000 / 0.05) / (2 · 0.1²) · (1000/999)² = 10.5966 / 0.02 · 1.002 = 530.9
    assert pivots_for(1000, 0.1) == 531
    assert error_of(1000, 531) <= 0.1 < error_of(1000, 530)
    assert pivots_for(1, 0.1) == 1
    assert pivots_for(0, 0.1) == 0


def test_what_cannot_be_sampled_says_so(build: Build) -> None:
    pair = build(2, [(0, 1, 1)])
    with pytest.raises(UsageError, match="closeness is never sampled; what can be is betweenness"):
        sampled(measure("closeness"), pair, 0.1)
    for error in (0.0, 1.0, -1.0, float("nan")):
        with pytest.raises(UsageError, match="must lie between 0 and 1"):
            sampled(measure("betweenness"), pair, error)
    for size in (0, 1, 2):
        assert sampled(measure("harmonic"), build(size, []), 0.1).values.tolist() == [0.0] * size


def test_too_small_an_error_names_one_that_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "EXACT", 100_000)
    made = ring_with_chords(600, False)
    with pytest.raises(KngError, match=r"ask for an error of 0\.2") as told:
        sampled(measure("betweenness"), made, 0.05)
    least = float(str(told.value).split("error of ")[-1].split()[0])
    assert sampled(measure("betweenness"), made, least + 0.01).pivots < 100
