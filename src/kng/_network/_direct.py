"""Direct rows: each is a tie already."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kng._network._reasons import Listing, Reasons, Supports
from kng._network._table import Coded, Floats, Ints, Table, codes_of
from kng._network._tied import Fading, Tied
from kng._network._time import Bounds, within
from kng._network._weights import Weighting


class _Rows(NamedTuple):
    """Columns of the rows that tie two nodes; an ``evidence`` of -1 is none."""

    source: Ints
    target: Ints
    layer: Ints
    evidence: Ints
    row: Ints
    weight: Floats

    def those(self, chosen: Ints) -> _Rows:
        source, target, layer = self.ends[:, chosen]
        weight, row = self.weight[chosen], self.row[chosen]
        return _Rows(source, target, layer, self.evidence[chosen], row, weight)

    @property
    def ends(self) -> Ints:
        """Source, target and layer, a row each."""
        return np.stack([self.source, self.target, self.layer])


def direct(table: Table, weighting: Weighting, fading: Fading, directed: bool) -> Tied:
    """The ties that the rows give, as `project` says."""
    source, target = table.addresses("source", needed=True), table.addresses("target")
    evidence, whole = table.addresses("evidence"), table.addresses("whole")
    layer, weight = table.layer_of_rows(), _weights(table, target)
    rests_on = _named(source, target, evidence)
    timed = within(table, rests_on, fading.window, happened=False, fades=weighting.fades)
    table.finish()
    bounds = timed.bounds
    last_known = bounds.last_known() if bounds else np.zeros(len(table), dtype=np.int64)
    left, half_life = fading.left(last_known, timed.kept & (target.codes >= 0))
    nodes = sorted({*source.names, *target.names})
    first, second = _among(source, nodes), _among(target, nodes)
    kept = np.unique(np.concatenate([first[timed.kept], second[timed.kept]]))
    kept = kept[kept >= 0]
    rows = _Rows(
        np.searchsorted(kept, first),
        np.searchsorted(kept, second),
        layer,
        evidence.codes,
        np.arange(len(table)),
        weighting.direct(weight) * left,
    ).those(np.flatnonzero(timed.kept & (second >= 0) & (first != second)))
    if not directed:
        low, high = np.minimum(rows.source, rows.target), np.maximum(rows.source, rows.target)
        rows = rows._replace(source=low, target=high)
    rows = _once_for_each_evidence(rows)
    names = [nodes[code] for code in kept.tolist()]
    supports = _supports(rows, evidence, whole, bounds)
    return _tied(names, rows, supports)._replace(left_out=timed.left_out, half_life=half_life)


def _tied(names: list[str], rows: _Rows, supports: Supports) -> Tied:
    """The ties of rows that are sorted by them, each row a reason of its own."""
    starts = np.ones(len(rows.row), dtype=bool)
    starts[1:] = (np.diff(rows.ends, axis=1) != 0).any(axis=0)
    tie, count = np.cumsum(starts) - 1, int(starts.sum())
    source, target, layer = rows.ends[:, starts]
    weight = np.bincount(tie, rows.weight, count).astype(np.float64)
    reasons = Reasons(count, supports, lambda: Listing(tie, np.arange(len(tie))))
    return Tied(names, source, target, layer, weight, reasons, reasons.largest())


def _weights(table: Table, target: Coded) -> Floats:
    if "weight" not in table:
        return np.ones(len(table))
    table.require("weight", beside=target.codes)
    return table.numbers("weight", _is_weight, "a number from 1e-12 to 1e12")


def _is_weight(number: float) -> bool:
    return 1e-12 <= number <= 1e12


def _among(column: Coded, names: list[str]) -> Ints:
    return np.append(codes_of(column.names, names), -1)[column.codes]


def _named(source: Coded, target: Coded, evidence: Coded) -> Coded:
    """What each row rests on; the pair itself where it has no evidence, nothing for a lone node."""
    bare = np.flatnonzero((evidence.codes < 0) & (target.codes >= 0)).tolist()
    pairs = [f"{source.names[source.codes[row]]} {target.names[target.codes[row]]}" for row in bare]
    names = sorted({*evidence.names, *pairs})
    codes = _among(evidence, names)
    codes[bare] = codes_of(pairs, names)
    codes[target.codes < 0] = -1
    return Coded(codes, names)


def _once_for_each_evidence(rows: _Rows) -> _Rows:
    """Sorted by tie, evidence and weight; of rows with the same evidence the heaviest one.

    Rows without evidence all stay.
    """
    keys = (rows.weight, rows.evidence, rows.layer, rows.target, rows.source)
    rows = rows.those(np.lexsort(keys))
    same = np.zeros(len(rows.row), dtype=bool)
    key = np.stack([*rows.ends, rows.evidence])
    same[:-1] = (np.diff(key, axis=1) == 0).all(axis=0) & (rows.evidence[:-1] >= 0)
    return rows.those(np.flatnonzero(~same))


def _supports(rows: _Rows, evidence: Coded, whole: Coded, bounds: Bounds | None) -> Supports:
    """One support a row; the whole of an evidence is the first that any of its rows names."""
    wholes = sorted({*whole.names, *evidence.names})
    stated = np.full(len(evidence.names) + 1, len(wholes))
    said = (whole.codes >= 0) & (evidence.codes >= 0)
    np.minimum.at(stated, evidence.codes[said], _among(whole, wholes)[said])
    itself = np.append(codes_of(evidence.names, wholes), -1)
    of_evidence = np.where(stated < len(wholes), stated, itself)
    nothing = np.zeros(0, dtype=np.int64)
    names = [*evidence.names, ""]
    return Supports(
        [names[code] for code in rows.evidence.tolist()],
        rows.weight,
        np.zeros(len(rows.row), dtype=np.int64),
        [""] * len(rows.row),
        bounds.earliest_start[rows.row] if bounds else nothing,
        bounds.latest_end[rows.row] if bounds else nothing,
        of_evidence[rows.evidence],
        wholes,
    )
