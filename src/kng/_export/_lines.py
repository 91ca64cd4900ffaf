"""Statements as lines of N-Triples: the form in which a graph of any size can be sorted.

A sorted line stands beside those of the same subject, and sorting needs nothing of a line but its
text. More lines than are held at once go through files in the system's temporary folder.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO, Protocol

import pyoxigraph as ox

AT_ONCE = 500_000


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> object:
        """Take the bytes."""


def lines_of(triples: Iterable[ox.Triple]) -> list[str]:
    """One line of N-Triples for each triple, without its line feed, in the order given.

    >>> lines_of([ox.Triple(ox.NamedNode("https://a.b/c"), ox.NamedNode("https://a.b/d"),
    ...     ox.Literal("e"))])
    ['<https://a.b/c> <https://a.b/d> "e" .']
    """
    text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return text.split("\n")[:-1]


def in_order(lines: Iterable[str], at_once: int = AT_ONCE) -> Iterator[str]:
    """The lines sorted, each once, with at most ``at_once`` of them in memory."""
    source = iter(lines)
    batch = sorted(islice(source, at_once))
    if len(batch) < at_once:
        return _each_once(batch)
    return _each_once(_merged(batch, source, at_once))


def _merged(first: list[str], rest: Iterator[str], at_once: int) -> Iterator[str]:
    with ExitStack() as files:
        runs: list[IO[str]] = []
        batch = first
        while batch:
            run = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            run.writelines(f"{line}\n" for line in batch)
            run.seek(0)
            runs.append(run)
            batch.clear()
            batch = sorted(islice(rest, at_once))
        for line in heapq.merge(*runs):
            yield line[:-1]


def _each_once(lines: Iterable[str]) -> Iterator[str]:
    previous = None
    for line in lines:
        if line != previous:
            yield line
            previous = line
