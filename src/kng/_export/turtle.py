"""Turtle and TriG with the same bytes for the same triples, of graphs of any size.

Statements are sorted as lines of N-Triples, which brings each subject together; only what is said
of one subject is then put into the order in which it is read: type, names, the rest.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from shutil import copyfileobj

import pyoxigraph as ox

from kng._export._blank import folded, unfolded
from kng._export._lines import AT_ONCE, Sink, in_order, lines_of
from kng._export._terms import Terms
from kng._namespaces import PREFIXES

_MOST_IN_MEMORY = 1 << 26

Annotate = Callable[[str, Callable[[str], str]], str]
"""What is written after the object of a statement, from its line of N-Triples and a function that
writes an address."""


def turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Turtle of the triples, grouped by subject, sorted, with the fixed prefixes that occur.

    A blank node stands where it is pointed to, as ``[ … ]`` or ``( … )``, so that the text does not
    depend on its label; one that several nodes or a circle point to keeps the label.

    >>> print(turtle([ox.Triple(ox.NamedNode("https://a.b/c"), ox.NamedNode(
    ...     "https://w3id.org/kng/ns#topic"), ox.Literal(7))]).decode(), end="")
    @prefix kng: <https://w3id.org/kng/ns#> .
    <BLANKLINE>
    <https://a.b/c> kng:topic 7 .
    """
    lines = lines_of(triples)
    return _with_blank_nodes(lines) if any(map(_has_blank_node, lines)) else turtle_of(lines)


def turtle_of(lines: Iterable[str], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Turtle of statements given as lines of N-Triples without blank nodes."""
    out = io.BytesIO()
    write_turtle(lines, out, prefixes)
    return out.getvalue()


def write_turtle(
    lines: Iterable[str],
    out: Sink,
    prefixes: Mapping[str, str] = PREFIXES,
    annotate: Annotate | None = None,
    at_once: int = AT_ONCE,
) -> None:
    """Write Turtle of lines of N-Triples, with at most ``at_once`` of them in memory.

    With ``annotate`` it is RDF 1.2: what that gives follows each object.
    """
    terms = Terms(prefixes)
    _write(terms, (f"\n{block}" for block in _blocks(terms, lines, annotate, at_once)), out)


def trig(graphs: Mapping[str, Iterable[ox.Triple]]) -> bytes:
    """TriG of named graphs without blank nodes, sorted by name, each as in :func:`turtle`."""
    out = io.BytesIO()
    write_trig(((name, lines_of(graphs[name])) for name in sorted(graphs)), out)
    return out.getvalue()


def write_trig(graphs: Iterable[tuple[str, Iterable[str]]], out: Sink) -> None:
    """Write TriG of graphs given by name with their lines of N-Triples, in the order given."""
    terms = Terms()
    _write(terms, _bodies(terms, graphs), out)


def _bodies(terms: Terms, graphs: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    for name, lines in graphs:
        yield f"\n{terms.subject(f'<{name}>')} {{\n"
        for block in _blocks(terms, lines):
            yield "\t" + block.replace("\n\t", "\n\t\t")
        yield "}\n"


def _write(terms: Terms, body: Iterable[str], out: Sink) -> None:
    """The prefixes are known when all else is written, so that is set aside first."""
    with tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY) as aside:
        for text in body:
            aside.write(text.encode())
        aside.seek(0)
        out.write(terms.head().encode() or b"\n")
        copyfileobj(aside, out)


def _blocks(
    terms: Terms, lines: Iterable[str], annotate: Annotate | None = None, at_once: int = AT_ONCE
) -> Iterator[str]:
    """What is said of each subject, ending in a line feed."""
    sentence: list[str] = []
    current = ""
    for line in in_order(lines, at_once):
        subject, _, rest = line.partition(" ")
        if subject != current and sentence:
            yield _block(terms, current, sentence, annotate)
            sentence = []
        current = subject
        sentence.append(rest)
    if sentence:
        yield _block(terms, current, sentence, annotate)


def _block(terms: Terms, subject: str, rests: list[str], annotate: Annotate | None) -> str:
    return f"{terms.subject(subject)} {_said(terms, subject, rests, annotate)} .\n"


def _said(terms: Terms, subject: str, rests: list[str], annotate: Annotate | None = None) -> str:
    statements = []
    for rest in rests:
        predicate, _, value = rest.partition(" ")
        note = annotate(f"{subject} {rest}", terms.address) if annotate else ""
        statements.append((terms.predicate(predicate), terms.object(value[:-2]), note))
    statements.sort()
    said: list[str] = []
    previous: object = None
    for verb, (_, written), note in statements:
        if verb is previous:
            said[-1] += f" , {written}{note}"
        else:
            said.append(f"{verb[1]} {written}{note}")
        previous = verb
    return " ;\n\t".join(said)


# ---- blank nodes


def _has_blank_node(line: str) -> bool:
    return line.startswith("_:") or line.split(" ", 2)[2].startswith("_:")


def _with_blank_nodes(lines: list[str]) -> bytes:
    read = ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    terms = Terms()

    def written(subject: str, triples: Iterable[ox.Triple]) -> str:
        said = _said(terms, subject, [line.partition(" ")[2] for line in lines_of(triples)])
        return said.replace("\n\t", " ")

    named = folded({quad.triple for quad in read}, written)
    body = unfolded("".join(f"\n{block}" for block in _blocks(terms, lines_of(named))))
    terms.used = {
        prefix for prefix in terms.used if f"{prefix}:" in body
    }  # rdf:rest is not written
    return (terms.head() or "\n").encode() + body.encode()
