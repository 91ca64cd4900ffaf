"""All measures of a network at once, with how far each place holds and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kng._errors import KngError, UsageError
from kng._measures._coverage import coverage
from kng._measures._intervals import DRAWS, intervals
from kng._measures._ranks import rank
from kng._measures._record import Measure
from kng._measures._structure import SEED, Floats, Ints, Labels, Structure, structure
from kng._values import UNSAID, Bilingual, Coverage, Grounds, Interval, Network

EXACT = 10**10
"""Up to so many nodes times ties all shortest paths are walked: about a minute."""

EAGER = 10**9
"""Up to so many nodes times ties times draws intervals are given without being asked for."""

_EVER = 10**12


@dataclass(frozen=True)
class Assessment:
    """What measures say of a network.

    ``values`` and ``ranks`` hold by name of a measure of nodes an item a node, ``ties`` by name of
    a measure of ties an item a tie (the same for all layers of a pair), ``whole`` the measures of
    the whole network (NaN where one is not defined), ``partitions`` the groups of the nodes (0 is
    the largest). ``intervals`` and ``coverage`` have an item a node; they are empty where it is not
    known what the ties stand on, or where it would take too long. ``skipped`` says of measures why
    they are not here. ``kind`` names the set of measures: ``core``, or the one that was asked for.
    ``left_open`` says why there are no intervals where these take long.
    """

    network: Network
    structure: Structure
    values: Mapping[str, Floats]
    ranks: Mapping[str, Ints]
    ties: Mapping[str, Floats]
    whole: Mapping[str, float]
    partitions: Mapping[str, Ints]
    intervals: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    skipped: Mapping[str, Bilingual] = field(default_factory=dict)
    draws: int = DRAWS
    kind: str = "core"
    left_open: Bilingual = UNSAID


def structure_of(
    network: Network, labels: Mapping[str, Mapping[str, str]] | None = None, seed: int = SEED
) -> Structure:
    """The network as measures see it. ``labels`` gives by name the group of nodes by address;
    a name of which no node has a group is left out."""
    given = {
        name: Labels([groups.get(node.id, "") for node in network.nodes])
        for name, groups in (labels or {}).items()
    }
    return structure(
        len(network.nodes),
        network.source,
        network.target,
        network.weight,
        directed=network.directed,
        labels={name: found for name, found in given.items() if found.known()},
        seed=seed,
    )


def tie_at(network: Network, seen: Structure) -> Ints:
    """For each tie of the network the tie of the structure between the same two."""
    width = max(seen.n, 1)
    keys = seen.source * width + seen.target
    return np.searchsorted(keys, network.source * width + network.target)


def assess(
    network: Network,
    seen: Structure,
    measures: Sequence[Measure],
    grounds: Grounds | None = None,
    draws: int = DRAWS,
    left_open: Bilingual = UNSAID,
) -> Assessment:
    """The measures of a network; ``grounds`` say what its ties stand on, so that it can be said of
    each place how far it holds: of the core measures, or of those asked for if there are none.
    """
    skipped = {one.name: why for one in measures if (why := hindrance(one, seen)) is not None}
    ready = [one for one in measures if one.name not in skipped]
    at = tie_at(network, seen)
    of_nodes = [one for one in ready if one.of == "node"]
    values = {one.name: one.compute(seen) for one in of_nodes}
    ranks = {one.name: rank(values[one.name], one.better) for one in of_nodes}
    graded = [one for one in of_nodes if one.core] or of_nodes
    return Assessment(
        network,
        seen,
        values,
        ranks,
        ties={one.name: one.compute(seen)[at] for one in ready if one.of == "tie"},
        whole={one.name: float(one.compute(seen)) for one in ready if one.of == "network"},
        partitions={one.name: one.compute(seen) for one in ready if one.of == "partition"},
        intervals=intervals(seen, grounds, graded, values, draws) if grounds else {},
        coverage=coverage(seen, grounds) if grounds else (),
        skipped=skipped,
        draws=draws,
        kind="core" if len(of_nodes) != 1 else of_nodes[0].name,
        left_open=left_open,
    )


def hindrance(measure: Measure, seen: Structure) -> Bilingual | None:
    """Why a measure cannot be computed here: labels are missing, or the network is too large."""
    if measure.needs and measure.needs not in seen.labels:
        return Bilingual(
            f"för ingen nod är '{measure.needs}' känt", f"'{measure.needs}' is known of no node"
        )
    steps = seen.n * seen.m
    if measure.paths and steps > EXACT:
        size = f"{seen.n} × {seen.m}"
        return Bilingual(
            f"nätverket är för stort för alla kortaste vägar ({size} noder × band, högst {EXACT})",
            f"the network is too large for all shortest paths ({size} nodes × ties, at most "
            f"{EXACT})",
        )
    return None


def refuse_intervals(seen: Structure, draws: int, asked: bool | None) -> Bilingual:
    """Why no intervals are given where they take long and nobody asked; nothing where they are.

    Raises `KngError` when they are asked for and would take hours.
    """
    steps = seen.n * seen.m * max(draws, 1)
    if asked and steps > _EVER:
        raise KngError(
            f"how far places hold would take too long ({seen.n} nodes × {seen.m} ties × {draws} "
            f"draws, at most {_EVER}); ask for fewer draws, a shorter time, or --no-interval"
        )
    if asked is None and steps > EAGER:
        return Bilingual(
            "Hur långt platserna håller tar tid att räkna ut; fråga med --interval.",
            "How far places hold takes long to compute; ask with --interval.",
        )
    return UNSAID


def refuse_numbers(draws: int | None, seed: int | None) -> None:
    """Say at once what is wrong with numbers that are asked for; raises `UsageError`."""
    wrong = [
        f"{name}: {given!r} is no whole number from {least} to {most}"
        for name, given, least, most in (("draws", draws, 0, 10_000), ("seed", seed, 0, 2**32))
        if given is not None
        and (isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most)
    ]
    if wrong:
        raise UsageError("\n".join(wrong))


def value_of(measure: Measure, seen: Structure) -> Floats:
    """The values of one measure of nodes.

    Raises `KngError` when it cannot be computed, with why.
    """
    why = hindrance(measure, seen)
    if why is not None:
        raise KngError(f"{measure.name} cannot be computed: {why.en}")
    return np.asarray(measure.compute(seen), dtype=np.float64)
