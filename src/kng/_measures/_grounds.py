"""What ties stand on: from rows, and who states them, to entries that can be taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kng._errors import KngError
from kng._measures._assess import structure_of
from kng._measures._draws import all_held
from kng._values import Evidence, Grounds, Network, Rows

Pair = tuple[str, str]


class _Entry(NamedTuple):
    """One way in which a tie may come about; sorted as ties, choices, and their order."""

    tie: int
    choice: str
    size: int
    thing: str
    occasion: str
    pieces: tuple[Pair, Pair]
    weight: float


def grounds(
    network: Network,
    loose: Network,
    wholes: Mapping[str, str],
    presences: Rows,
    stated: Mapping[str, Sequence[str]],
) -> Grounds:
    """What the ties of a network stand on; a pair that is tied in several layers is one tie.

    ``loose`` is the same network made as if no thing were part of another, so that it has all
    gatherings of a pair, those too of which only the smallest counts; ``wholes`` says what each is
    part of. ``presences`` are rows of ``node``, ``thing`` and the ``evidence`` that says so; where
    ties are direct their own evidence is enough. ``stated`` says by which sources each piece of
    evidence is stated.

    Raises `KngError` when the evidence does not add up to the weights of the ties.
    """
    structure = structure_of(network)
    pairs = zip(structure.source.tolist(), structure.target.tolist(), strict=True)
    at = {pair: tie for tie, pair in enumerate(pairs)}
    place = {node.id: code for code, node in enumerate(network.nodes)}
    entries: list[_Entry] = []
    for source, target, weight, reasons in _ties(loose):
        tie = at.get((place.get(source, -1), place.get(target, -1)))
        if tie is not None:
            entries += _entries(tie, (source, target), weight, reasons, wholes)
    made = _as_arrays(sorted(entries), _pieces(presences), stated)
    if not np.allclose(all_held(made, structure.m), structure.weight, rtol=1e-9, atol=0):
        raise KngError(
            f"network '{network.name}': the evidence does not add up to the weights of the ties; "
            "no intervals can be given"
        )
    return made


def without(rows: Rows, column: str) -> Rows:
    """The rows without a column.

    >>> without(Rows(("a", "b"), ((None, None),)), "b").columns
    ('a',)
    """
    kept = [at for at, name in enumerate(rows.columns) if name != column]
    return Rows(
        tuple(rows.columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows.cells),
    )


def _ties(network: Network) -> Iterator[tuple[str, str, float, Sequence[Evidence]]]:
    ids = [node.id for node in network.nodes]
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    for (source, target), weight, reasons in zip(
        ends, network.weight.tolist(), network.evidence, strict=True
    ):
        yield ids[source], ids[target], weight, reasons


def _entries(
    tie: int,
    ends: Pair,
    weight: float,
    reasons: Sequence[Evidence],
    wholes: Mapping[str, str],
) -> Iterator[_Entry]:
    for reason in reasons:
        thing = reason.thing
        gathered = reason.size is not None
        occasion = wholes.get(thing) or thing
        pieces = ((ends[0], thing), (ends[1], thing)) if gathered else (("", thing), ("", thing))
        yield _Entry(
            tie,
            occasion if gathered else thing,
            reason.size or 0,
            thing,
            occasion,
            pieces,
            reason.weight,
        )
    rest = weight - sum(reason.weight for reason in reasons)
    if rest > 1e-9 * weight:
        alone = " ".join(ends)
        yield _Entry(tie, alone, 0, alone, alone, (("", alone), ("", alone)), rest)


def _pieces(presences: Rows) -> dict[Pair, set[str]]:
    """The evidence for each node at each thing."""
    found: dict[Pair, set[str]] = {}
    for record in presences.records():
        node, thing, evidence = record.get("node"), record.get("thing"), record.get("evidence")
        if node and thing and evidence:
            found.setdefault((str(node), str(thing)), set()).add(str(evidence))
    return found


def _as_arrays(
    entries: Sequence[_Entry],
    known: Mapping[Pair, Iterable[str]],
    stated: Mapping[str, Sequence[str]],
) -> Grounds:
    pieces = sorted({piece for entry in entries for piece in entry.pieces})
    occasions = sorted({entry.occasion for entry in entries})
    states = [
        (code, source)
        for code, piece in enumerate(pieces)
        for source in _stating(piece, known, stated)
    ]
    sources = sorted({source for _, source in states})
    piece_at = {piece: code for code, piece in enumerate(pieces)}
    occasion_at = {one: code for code, one in enumerate(occasions)}
    source_at = {one: code for code, one in enumerate(sources)}
    keys = [(entry.tie, entry.choice) for entry in entries]
    choices = {key: code for code, key in enumerate(dict.fromkeys(keys))}
    return Grounds(
        tie=np.array([entry.tie for entry in entries], dtype=np.int64),
        occasion=np.array([occasion_at[entry.occasion] for entry in entries], dtype=np.int64),
        choice=np.array([choices[key] for key in keys], dtype=np.int64),
        pieces=np.array(
            [[piece_at[one] for one in entry.pieces] for entry in entries], dtype=np.int64
        ).reshape(-1, 2),
        weight=np.array([entry.weight for entry in entries], dtype=np.float64),
        held=np.array([(code, source_at[one]) for code, one in states], dtype=np.int64).reshape(
            -1, 2
        ),
        occasions=tuple(occasions),
        sources=tuple(sources),
    )


def _stating(
    piece: Pair, known: Mapping[Pair, Iterable[str]], stated: Mapping[str, Sequence[str]]
) -> list[str]:
    """The sources of a piece: of a direct tie those of its own evidence."""
    evidence = known.get(piece, ()) if piece[0] else (piece[1],)
    return sorted({source for one in evidence for source in stated.get(one, ())})
