"""What ties stand on: from evidence, and who states it, to entries that can be taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kng._errors import KngError
from kng._measures._assess import structure_of
from kng._measures._draws import all_held
from kng._values import Evidence, Grounds, Network

Pair = tuple[str, str]
Presence = tuple[str, str, str]


class _Entry(NamedTuple):
    """One way in which a tie may come about; sorted as ties, choices, and their order."""

    tie: int
    choice: Pair
    size: int
    thing: str
    occasion: str
    pieces: tuple[Pair, Pair]
    weight: float


def grounds(
    network: Network,
    loose: Network,
    wholes: Mapping[str, str],
    presences: Iterable[Presence] | None,
    stated: Mapping[str, Sequence[str]],
) -> Grounds:
    """What the ties of a network stand on; a pair that is tied in several layers is one tie.

    ``loose`` is the same network made as if no thing were part of another and with the lightest
    ties, so that it has all gatherings of a pair, those too of which only the smallest counts;
    ``wholes`` says what each is part of. ``presences`` are node, thing, and the evidence that the
    node was there: a tie holds while both ends are. Without them a tie holds while its own
    evidence does. ``stated`` says by which sources each piece of evidence is stated.

    Raises `KngError` when the evidence does not add up to the weights of the ties.
    """
    structure = structure_of(network)
    pairs = zip(structure.source.tolist(), structure.target.tolist(), strict=True)
    at = {pair: tie for tie, pair in enumerate(pairs)}
    shown = {(source, target, layer) for source, target, layer, _, _ in _ties(network)}
    place = {node.id: code for code, node in enumerate(network.nodes)}
    entries: list[_Entry] = []
    for source, target, layer, weight, reasons in _ties(loose):
        if (source, target, layer) in shown:
            tie = at[place[source], place[target]]
            entries += _entries(tie, (source, target), layer, weight, reasons, wholes)
    if presences is None:
        entries = [entry._replace(pieces=_itself(entry)) for entry in entries]
    made = _as_arrays(sorted(entries), _evidence(presences), stated)
    if not np.allclose(all_held(made, structure.m), structure.weight, rtol=1e-9, atol=0):
        raise KngError(
            f"network '{network.name}': the evidence does not add up to the weights of the ties; "
            "no intervals can be given"
        )
    return made


def _ties(network: Network) -> Iterator[tuple[str, str, int, float, Sequence[Evidence]]]:
    ids = [node.id for node in network.nodes]
    layer = getattr(network, "layer", None)
    layers = [0] * len(network.weight) if layer is None else layer.tolist()
    columns = (network.source.tolist(), network.target.tolist(), layers, network.weight.tolist())
    for source, target, kind, weight, reasons in zip(*columns, network.evidence, strict=True):
        yield ids[source], ids[target], kind, weight, reasons


def _entries(
    tie: int,
    ends: Pair,
    layer: int,
    weight: float,
    reasons: Sequence[Evidence],
    wholes: Mapping[str, str],
) -> Iterator[_Entry]:
    for reason in reasons:
        thing = reason.thing
        occasion = wholes.get(thing) or thing
        # gatherings of one whole stand for each other; what ties directly stands for itself
        choice = (str(layer), thing if reason.size is None else occasion)
        pieces = ((ends[0], thing), (ends[1], thing))
        yield _Entry(tie, choice, reason.size or 0, thing, occasion, pieces, reason.weight)
    rest = weight - sum(reason.weight for reason in reasons)
    if rest > 1e-9 * weight:
        alone = " ".join(ends)
        yield _Entry(tie, (str(layer), alone), 0, alone, alone, (("", alone), ("", alone)), rest)


def _itself(entry: _Entry) -> tuple[Pair, Pair]:
    return ("", entry.thing), ("", entry.thing)


def _evidence(presences: Iterable[Presence] | None) -> dict[Pair, set[str]]:
    """The evidence for each node at each thing."""
    found: dict[Pair, set[str]] = {}
    for node, thing, evidence in presences or ():
        found.setdefault((node, thing), set()).add(evidence)
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
    of_entries = [[piece_at[one] for one in entry.pieces] for entry in entries]
    held = [(code, source_at[one]) for code, one in states]
    return Grounds(
        tie=np.array([entry.tie for entry in entries], dtype=np.int64),
        occasion=np.array([occasion_at[entry.occasion] for entry in entries], dtype=np.int64),
        choice=np.array([choices[key] for key in keys], dtype=np.int64),
        pieces=np.array(of_entries, dtype=np.int64).reshape(-1, 2),
        weight=np.array([entry.weight for entry in entries], dtype=np.float64),
        held=np.array(held, dtype=np.int64).reshape(-1, 2),
        occasions=tuple(occasions),
        sources=tuple(sources),
    )


def _stating(
    piece: Pair, known: Mapping[Pair, Iterable[str]], stated: Mapping[str, Sequence[str]]
) -> list[str]:
    """The sources of a piece: of what ties directly those that state it."""
    evidence = known.get(piece, ()) if piece[0] else (piece[1],)
    return sorted({source for one in evidence for source in stated.get(one, ())})
