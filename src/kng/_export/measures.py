"""What measures found, as a table (CSV, Parquet) and as statements (Turtle)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray

from kng._errors import KngError
from kng._export._columns import Column, Values, node_columns, node_ids
from kng._export.columnar import as_parquet
from kng._export.tables import table
from kng._export.turtle import turtle
from kng._namespaces import ID, PREFIXES
from kng._values import Interval, Network, Thing, significant
from kng._vocabulary import KNG

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_MADE_BY = ox.NamedNode(PREFIXES["prov"] + "wasGeneratedBy")
_DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of measures by name, with the ranks of all and the intervals of some.

    ``kind`` names the set of measures, ``seed`` and ``draws`` what the intervals were drawn with.
    """

    network: Network
    values: Values
    ranks: Mapping[str, NDArray[np.int64]]
    intervals: Mapping[str, Sequence[Interval]] = field(default_factory=dict)
    kind: str = "core"
    seed: int = 0
    draws: int = 0


def measures_csv(found: Measured) -> bytes:
    """The table of measures: id, label_sv, label_en, kind, and what `measure_columns` gives."""
    return table(_columns(found))


def measures_parquet(found: Measured) -> bytes:
    """The same columns, typed."""
    return as_parquet(_columns(found))


def measures_turtle(found: Measured) -> bytes:
    """A `kng:MeasureRun` and a `kng:Measurement` for each node and each measure that has an
    interval, else for each measure. No clock: a run is named by network, measures, weight and time.
    """
    return turtle(_statements(found))


def run_address(found: Measured) -> str:
    """The address of the run: the same network, measures, weight and time give the same.

    What else a network was asked for (a threshold, a half-life) stands at the end.
    """
    network = found.network
    window = network.window.interval().replace("/", "_").replace("..", "open")
    window += "_possible" if network.window.possible else ""
    return f"{ID}run/{network.name}_{found.kind}_{network.weighting}_{window}{_choices(network)}"


def _choices(network: Network) -> str:
    half_life = getattr(network, "half_life", None)
    given = {
        "half-life": half_life.years if half_life else None,
        "minimum": getattr(network, "minimum", 0) or None,
        "backbone": getattr(network, "backbone", None),
    }
    return "".join(f"_{name}-{value:g}" for name, value in given.items() if value is not None)


def _columns(found: Measured) -> list[Column]:
    network = found.network
    label_sv, label_en, kind, _, _, *measures = node_columns(network, found.values)
    columns = [Column("id", "string", node_ids(network)), label_sv, label_en, kind]
    for measure in measures:
        name, places = measure.name, found.ranks.get(measure.name)
        if places is None or places.shape != (len(network),):
            raise KngError(
                f"network '{network.name}': the measure '{name}' must have a rank for "
                f"each of the {len(network)} nodes; nothing is written"
            )
        columns += [measure, Column(f"{name}_rank", "integer", places.tolist())]
        held = found.intervals.get(name, ())
        for at, bound in enumerate(Interval._fields[:4] if held else ()):
            columns.append(Column(f"{name}_{bound}", "integer", [one[at] for one in held]))
        if held:
            columns.append(Column(f"{name}_hinge", "string", [one.hinge or None for one in held]))
    return columns


def _statements(found: Measured) -> Iterator[ox.Triple]:
    run = ox.NamedNode(run_address(found))
    yield ox.Triple(run, _TYPE, ox.NamedNode(KNG.MeasureRun))
    for term, said in (
        (KNG.ofNetwork, found.network.name),
        (KNG.weighting, found.network.weighting),
        (KNG.window, found.network.window.interval()),
        (KNG.seed, found.seed),
        (KNG.draws, found.draws),
    ):
        yield ox.Triple(run, ox.NamedNode(term), ox.Literal(said))
    for name in sorted(found.intervals or found.values):
        held = found.intervals.get(name, ())
        for at, node in enumerate(found.network.nodes):
            value, place = float(found.values[name][at]), int(found.ranks[name][at])
            yield from _measurement(run, name, node, value, place, held[at] if held else None)


def _measurement(
    run: ox.NamedNode, name: str, node: Thing, value: float, place: int, held: Interval | None
) -> Iterator[ox.Triple]:
    slug = _NOT_IN_SLUG.sub("-", node.id.removeprefix(ID))
    here = ox.NamedNode(f"{run.value.replace('/run/', '/measurement/')}_{name}_{slug}")
    yield ox.Triple(here, _TYPE, ox.NamedNode(KNG.Measurement))
    yield ox.Triple(here, _MADE_BY, run)
    yield ox.Triple(here, ox.NamedNode(KNG.measured), ox.NamedNode(node.id))
    yield ox.Triple(here, ox.NamedNode(KNG.measureName), ox.Literal(name))
    yield ox.Triple(here, ox.NamedNode(KNG.measuredValue), decimal(value))
    yield ox.Triple(here, ox.NamedNode(KNG.rank), ox.Literal(place))
    if held is None:
        return
    terms = (KNG.rankBest, KNG.rankWorst, KNG.rankLikelyBest, KNG.rankLikelyWorst)
    for term, bound in zip(terms, held[:4], strict=True):
        yield ox.Triple(here, ox.NamedNode(term), ox.Literal(int(bound)))
    if held.hinge:
        yield ox.Triple(here, ox.NamedNode(KNG.rankHinge), ox.NamedNode(held.hinge))


def decimal(value: float) -> ox.Literal:
    """A number in 9 significant digits, written without an exponent.

    >>> decimal(1 / 3).value, decimal(2.0).value, decimal(1.25e-7).value
    ('0.333333333', '2.0', '0.000000125')
    """
    text = f"{Decimal(repr(significant(value))):f}"
    return ox.Literal(text if "." in text else f"{text}.0", datatype=_DECIMAL)
