"""N-Triples and N-Quads: one statement a line, sorted, for tools that read line by line."""

from __future__ import annotations

from collections.abc import Iterable

from kng._export._lines import AT_ONCE, Sink, in_order


def write_ntriples(lines: Iterable[str], out: Sink, at_once: int = AT_ONCE) -> None:
    """Write the lines, sorted and each once."""
    for line in in_order(lines, at_once):
        out.write(f"{line}\n".encode())


def write_nquads(
    graphs: Iterable[tuple[str, Iterable[str]]], out: Sink, at_once: int = AT_ONCE
) -> None:
    """Write the statements of graphs given by name, sorted and each once."""
    write_ntriples(
        (f"{line[:-2]} <{name}> ." for name, lines in graphs for line in lines), out, at_once
    )
