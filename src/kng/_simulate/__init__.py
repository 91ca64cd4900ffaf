"""A network that nobody is in, to measure and try everything on: valid, deterministic, streamed.

The sizes stand in ``_sizes.py``; ``docs/decisions/0040-simulate.md`` says what is drawn how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kng._errors import UnknownName, UsageError
from kng._simulate import _deals, _reference, _staff
from kng._simulate._folder import write_workspace
from kng._simulate._meetings import Meetings
from kng._simulate._sizes import SIZES
from kng._simulate._text import Page
from kng._simulate._world import world

__all__ = ["SIZES", "Simulated", "pages", "simulate"]


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was written: the folder, and how much of what.

    ``triples`` counts what the files of ``graph/`` state, each file on its own; ``counts`` gives
    how many things there are of each class, by its prefixed name, sorted.
    """

    folder: Path
    size: str
    seed: int
    files: int
    triples: int
    counts: tuple[tuple[str, int], ...]


def pages(size: str, seed: int) -> Iterator[Page]:
    """The files of ``graph/``, one after the other.

    >>> next(pages("S", 1)).path
    'graph/reference/concepts.ttl'

    Raises:
        UnknownName: no such size.
        UsageError: the seed is no whole number from 0 on.
    """
    if size not in SIZES:
        raise UnknownName("size", size, SIZES)
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise UsageError(f"the seed must be a whole number from 0 on, not {seed!r}")
    return _pages(size, seed)


def _pages(size: str, seed: int) -> Iterator[Page]:
    sizes = SIZES[size]
    everybody = world(sizes, seed)
    return chain(
        _reference.pages(everybody, sizes, seed),
        _staff.pages(everybody, sizes, seed),
        _deals.pages(everybody, sizes, seed),
        Meetings(everybody, sizes, seed).pages(),
    )


def simulate(size: str, seed: int, folder: Path, model: Path) -> Simulated:
    """Write a simulated workspace to ``folder``, with ontology and questions of that at ``model``.

    The same size, seed and model give the same bytes, under any hash seed, on Python 3.11 to 3.13.
    One file is in memory at a time.

    Raises:
        UnknownName: no such size.
        UsageError: the seed is no whole number from 0 on.
        WorkspaceError: the folder is not empty or cannot be written; it is as it was.
    """
    made: Counter[str] = Counter()
    files = triples = 0

    def rendered(found: Iterator[Page]) -> Iterator[tuple[str, bytes]]:
        nonlocal files, triples
        for page in found:
            data, count = page.render()
            made.update(page.made)
            files, triples = files + 1, triples + count
            yield page.path, data

    write_workspace(folder, model, rendered(pages(size, seed)))
    return Simulated(folder, size, seed, files, triples, tuple(sorted(made.items())))
