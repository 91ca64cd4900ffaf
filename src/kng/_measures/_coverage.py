"""What the ties of each node rest on: how many sources and meetings, and the largest of them."""

from __future__ import annotations

import numpy as np

from kng._measures._draws import first_of_choice
from kng._measures._structure import Floats, Ints, Structure
from kng._values import Coverage, Grounds


def coverage(structure: Structure, grounds: Grounds) -> tuple[Coverage, ...]:
    """By node the sources and occasions of its ties; of equally large ones the first by address.

    Only what counts is counted: of a whole and its parts the smallest gathering of each pair.
    """
    first = first_of_choice(grounds.choice)
    tie, weight = grounds.tie[first], grounds.weight[first]
    node = np.concatenate([structure.source[tie], structure.target[tie]])
    occasions = len(grounds.occasions)
    key, at = np.unique(
        node * max(occasions, 1) + np.tile(grounds.occasion[first], 2), return_inverse=True
    )
    shares = np.bincount(at, np.tile(weight, 2), len(key)).astype(np.float64)
    met, occasion = key // max(occasions, 1), key % max(occasions, 1)
    largest = _largest(structure.n, met, shares)
    strength = np.bincount(met, shares, structure.n)
    counts = np.bincount(met, minlength=structure.n)
    sources = _sources(structure, grounds, first)
    return tuple(
        Coverage(
            int(sources[one]),
            int(counts[one]),
            grounds.occasions[occasion[best]] if best >= 0 else "",
            float(shares[best] / strength[one]) if best >= 0 else 0.0,
        )
        for one, best in enumerate(largest.tolist())
    )


def _largest(nodes: int, node: Ints, share: Floats) -> Ints:
    """Where each node has its largest share, the first of equals; -1 for a node that has none."""
    order = np.lexsort((np.arange(len(node)), -share, node))
    found = np.full(nodes, -1, dtype=np.int64)
    starts = order[np.flatnonzero(np.diff(node[order], prepend=-1))]
    found[node[starts]] = starts
    return found


def _sources(structure: Structure, grounds: Grounds, first: Ints) -> Ints:
    """How many sources state a piece of evidence of a tie of each node."""
    piece, source = grounds.held[:, 0], grounds.held[:, 1]
    pieces = int(grounds.pieces.max(initial=-1)) + 1
    starts = np.searchsorted(piece, np.arange(pieces + 1))
    used, tie = grounds.pieces[first].ravel(), np.repeat(grounds.tie[first], 2)
    many = starts[used + 1] - starts[used]
    step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    stated, of = source[np.repeat(starts[used], many) + step], np.repeat(tie, many)
    node = np.concatenate([structure.source[of], structure.target[of]])
    width = max(len(grounds.sources), 1)
    found = np.unique(node * width + np.tile(stated, 2)) // width
    return np.bincount(found, minlength=structure.n)
