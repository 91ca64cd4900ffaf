"""Small cases, worked out with pen and paper."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest

from kng._measures import Structure, measure, measures_of

Build = Callable[..., Structure]
ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


def roles(made: Structure, node: int) -> dict[str, float]:
    names = ("", *(f"_{role}" for role in ROLES))
    found = {name: measure(f"brokerage{name}").compute(made)[node] for name in names}
    return {name.lstrip("_") or "total": value for name, value in found.items()}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["a", "a", "a"], "coordinator"),
        (["a", "b", "a"], "consultant"),
        (["a", "b", "b"], "gatekeeper"),
        (["a", "a", "b"], "representative"),
        (["a", "b", "c"], "liaison"),
    ],
)
def test_each_role_from_its_two_steps(groups: list[str], role: str, build: Build) -> None:
    """Gould and Fernandez 1989, figure 1: 0 → 1 → 2, and 1 is the broker."""
    made = build(3, [(0, 1, 1), (1, 2, 1)], directed=True, labels={"group": groups})
    assert roles(made, 1) == {name: float(name in (role, "total")) for name in (*ROLES, "total")}
    closed = build(3, [(0, 1, 1), (1, 2, 1), (0, 2, 1)], directed=True, labels={"group": groups})
    assert set(roles(closed, 1).values()) == {0.0}
    back = build(3, [(0, 1, 1), (1, 0, 1)], directed=True, labels={"group": groups})
    assert set(roles(back, 1).values()) == {0.0}


def test_without_direction_pairs_count_in_both_orders(build: Build) -> None:
    # 0 in a is tied to 1, 2 in a and 3 in b; 1 and 2 are tied: open are 1–3 and 2–3
    groups = {"group": ["a", "a", "a", "b"]}
    made = build(4, [(0, 1, 1), (0, 2, 1), (0, 3, 1), (1, 2, 1)], labels=groups)
    assert roles(made, 0) == {
        **{"total": 4, "coordinator": 0, "consultant": 0, "gatekeeper": 2},
        **{"representative": 2, "liaison": 0},
    }


def test_who_has_no_group_takes_no_part(build: Build) -> None:
    made = build(4, [(0, 1, 1), (1, 2, 1), (1, 3, 1)], labels={"group": ["a", "a", "", "b"]})
    assert roles(made, 1)["total"] == 2
    unknown = build(3, [(0, 1, 1), (1, 2, 1)], labels={"group": ["a", "", "b"]})
    assert roles(unknown, 1)["total"] == 0


@pytest.mark.parametrize("seed", range(20))
def test_roles_counted_one_by_one(seed: int, build: Build) -> None:
    """Every three nodes looked at, in every order."""
    chance = np.random.default_rng(seed)
    size, directed = int(chance.integers(3, 11)), bool(seed % 2)
    groups = [str(code) for code in chance.integers(0, 4, size)]
    ties = [
        (int(one), int(other), 1.0)
        for one in range(size)
        for other in range(size)
        if (one < other or (directed and one != other)) and chance.random() < 0.4
    ]
    made = build(size, ties, directed=directed, labels={"group": groups})
    tied = {(one, other) for one, other, _ in ties}
    if not directed:
        tied |= {(other, one) for one, other in tied}
    expected = {name: np.zeros(size) for name in ("total", *ROLES)}
    for one, broker, other in permutations(range(size), 3):
        if (one, broker) in tied and (broker, other) in tied and (one, other) not in tied:
            expected["total"][broker] += 1
            expected[role_of(groups[one], groups[broker], groups[other])][broker] += 1
    for node in range(size):
        assert roles(made, node) == {name: count[node] for name, count in expected.items()}


def role_of(one: str, broker: str, other: str) -> str:
    if one == broker:
        return "coordinator" if broker == other else "representative"
    if broker == other:
        return "gatekeeper"
    return "consultant" if one == other else "liaison"


def test_constraint_of_a_triangle_and_of_who_is_alone(build: Build) -> None:
    # each p = 1/2, so (1/2 + 1/4)² twice; alone there is nobody to be bound to
    made = build(4, [(0, 1, 1), (0, 2, 1), (1, 2, 1)])
    assert measure("constraint").compute(made).tolist() == pytest.approx([1.125] * 3 + [1.0])


def test_constraint_follows_weights(build: Build) -> None:
    # 0 gives 3/4 to 1 and 1/4 to 2, who do not know each other: 9/16 + 1/16
    made = build(3, [(0, 1, 3), (0, 2, 1)])
    assert measure("constraint").compute(made)[0] == pytest.approx(10 / 16)


def test_participation_of_who_stands_between_two_groups(build: Build) -> None:
    # two triangles; 2 gives 2 to its own and 0.5 to the other: 1 − (2/2.5)² − (0.5/2.5)²
    ties = [(0, 1, 1), (0, 2, 1), (1, 2, 1), (3, 4, 1), (3, 5, 1), (4, 5, 1), (2, 3, 0.5)]
    made = build(6, ties)
    assert measure("community").compute(made).tolist() == [0, 0, 0, 1, 1, 1]
    found = measure("participation").compute(made)
    assert found.tolist() == pytest.approx([0, 0, 0.32, 0.32, 0, 0])


def test_eigenvector_of_a_star_and_of_equal_parts(star: Structure, build: Build) -> None:
    # λ = √3: centre √½, leaves √(1/6)
    leaf = math.sqrt(1 / 6)
    assert measure("eigenvector").compute(star).tolist() == pytest.approx(
        [math.sqrt(0.5)] + [leaf] * 3
    )
    # two pairs of weight 1 share the eigenvalue, a lighter pair and a lone node have nothing
    made = build(7, [(0, 1, 1), (2, 3, 1), (4, 5, 0.5)])
    assert measure("eigenvector").compute(made).tolist() == pytest.approx([0.5] * 4 + [0] * 3)


def test_katz_with_direction(build: Build) -> None:
    # 0 → 1 → 2: ‖A‖ = 1, so 1, 1 + 0.85, 1 + 0.85 + 0.85²
    made = build(3, [(0, 1, 1), (1, 2, 1)], directed=True)
    raw = np.array([1, 1.85, 1 + 0.85 * 1.85])
    expected = (raw / np.linalg.norm(raw)).tolist()
    assert measure("katz").compute(made).tolist() == pytest.approx(expected)


def test_direction_in_paths(build: Build) -> None:
    # 0 → 1 → 2: 1 lies on one of the six ordered pairs' … of the 2 pairs without it
    made = build(3, [(0, 1, 1), (1, 2, 1)], directed=True)
    assert measure("betweenness").compute(made).tolist() == [0, 0.5, 0]
    assert measure("closeness").compute(made).tolist() == pytest.approx([0, 1 / 2, 2 / 3])
    assert measure("harmonic").compute(made).tolist() == pytest.approx([0, 1 / 2, 3 / 4])


def test_sides_of_bridges(build: Build) -> None:
    # a triangle 0 1 2, a path 2 – 3 – 4 with a leaf 5 on 3, and a pair 6 – 7
    ties = [(0, 1, 1), (0, 2, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1), (3, 5, 1), (6, 7, 1)]
    made = build(8, ties)
    found = dict(
        zip(
            zip(made.source, made.target, strict=True), measure("bridge").compute(made), strict=True
        )
    )
    assert {ends: cut for ends, cut in found.items() if cut} == {
        (2, 3): 3,
        (3, 4): 1,
        (3, 5): 1,
        (6, 7): 1,
    }
    assert measure("articulation").compute(made).tolist() == [0, 0, 1, 2, 0, 0, 0, 0]


def test_two_ties_of_opposite_direction_are_no_bridge(build: Build) -> None:
    made = build(3, [(0, 1, 1), (1, 0, 1), (1, 2, 1)], directed=True)
    assert measure("bridge").compute(made).tolist() == [0, 0, 1]


def test_assortativity_at_its_ends(build: Build) -> None:
    inside = build(4, [(0, 1, 1), (2, 3, 1)], labels={"region": ["a", "a", "b", "b"]})
    assert measure("assortativity_region").compute(inside) == pytest.approx(1)
    across = build(4, [(0, 2, 1), (1, 3, 1)], labels={"region": ["a", "a", "b", "b"]})
    assert measure("assortativity_region").compute(across) == pytest.approx(-1)
    unknown = build(3, [(0, 1, 1), (1, 2, 1)], labels={"region": ["a", "a", ""]})
    assert math.isnan(measure("assortativity_region").compute(unknown))


def test_small_world_of_the_karate_club(karate: Structure) -> None:
    # C = 0.5706, L = 2.4082, k = 156/34: (0.5706·34/k) / (2.4082·ln k / ln 34)
    k = 156 / 34
    expected = (0.570638 * 34 / k) / (2.408200 * math.log(k) / math.log(34))
    assert measure("small_world").compute(karate) == pytest.approx(expected, rel=1e-5)


def test_small_world_says_nothing_of_a_path_of_two(build: Build) -> None:
    assert math.isnan(measure("small_world").compute(build(2, [(0, 1, 1)])))


def test_stability_is_lower_where_communities_are_arbitrary(build: Build) -> None:
    """A ring has no communities: where it is cut is chance."""
    clear = build(6, [(0, 1, 1), (0, 2, 1), (1, 2, 1), (3, 4, 1), (3, 5, 1), (4, 5, 1)])
    ring = build(24, [(node, (node + 1) % 24, 1) for node in range(24)])
    for name in ("community_stability", "community_agreement"):
        assert measure(name).compute(clear) == pytest.approx(1, rel=1e-12)
        assert measure(name).compute(ring) < 0.9


def test_every_measure_of_nodes_gives_equals_the_same_value(build: Build) -> None:
    """In a square all are alike."""
    labels = {name: ["a"] * 4 for name in ("group", "region", "size", "phase")}
    square = build(4, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, 1)], labels=labels)
    for one in measures_of("node"):
        if one.name != "participation":
            found = one.compute(square)
            assert np.allclose(found, found[0], rtol=1e-12), one.name
