"""Named graphs in, rows out: the embedded Oxigraph store.

A store holds one graph for each source, the ontology, one graph for each rule, and the two
merged graphs. A question reads the merged graphs as its default graph and the source graphs
through ``GRAPH``; nothing relies on an engine's own idea of a union.
"""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kng._errors import Fault, QueryError
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY, PREFIXES
from kng._sparql import anonymous, construct_parts, graphs_named, refuse
from kng._values import Cell, Encoded, Iri, Literal, Rows

_TYPE = f"{PREFIXES['rdf']}type"
_SAID = re.compile(rb"^\S+ <([^>]*)> (?:<([^>]*)>)?", re.MULTILINE)
_OF_BLANKS = re.compile(rb"^(?:_:.*|\S+ \S+ _:.*)\n", re.MULTILINE)
_KNOWN = f"""DELETE {{{{ GRAPH <{DERIVED}> {{{{ ?s {{said}} }}}} }}}} WHERE {{{{
  GRAPH <{DERIVED}> {{{{ ?s {{said}} }}}}
  GRAPH <{ASSERTED}> {{{{ ?s {{said}} }}}}
}}}}"""

_MOST_IN_MEMORY = 1 << 26

Node = ox.NamedNode | ox.BlankNode
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Triple = ox.Triple


@dataclass(frozen=True, slots=True)
class Scope:
    """Which graphs a query sees: merged into the default graph, and by name through ``GRAPH``."""

    default: tuple[str, ...]
    named: tuple[str, ...]


class Store:
    """A store of named graphs, in memory unless it is given another; ``described`` says which.

    >>> store = Store()
    >>> triples, faults = parse_turtle(b"<https://a.b/c> <https://a.b/d> 7 .", "c.ttl")
    >>> store.add("https://a.b/graph", triples, source=True)
    >>> store.select("SELECT ?n { ?s ?p ?n }").cells
    (('7',),)
    """

    def __init__(self, quads: ox.Store | None = None, sources: Iterable[str] = ()) -> None:
        self._store = ox.Store() if quads is None else quads
        self.described = "Oxigraph in memory" if quads is None else "Oxigraph on disk"
        self._sources: dict[str, None] = dict.fromkeys(sources)
        self._concluded: dict[str, bytes] = {}
        """Lines of graphs that are not in the engine yet, since hardly anyone reads them."""

    def add(self, graph: str, triples: Iterable[Triple], *, source: bool = False) -> None:
        """Put triples into the graph of that name; those of a source are also asserted."""
        batch = list(triples)
        self._extend(graph, batch)
        if source:
            self._sources[graph] = None
            self._extend(ASSERTED, batch)

    def _extend(self, graph: str, triples: Iterable[Triple]) -> None:
        name = ox.NamedNode(graph)
        self._store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)

    def copy_to(self, folder: Path) -> None:
        """Write all graphs into a new store on disk.

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir()
        copy = ox.Store(str(folder))
        self._settle()
        copy.bulk_extend(self._store.quads_for_pattern(None, None, None, None))
        copy.optimize()
        copy.flush()

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the source graphs, sorted."""
        return tuple(sorted(self._sources))

    def scope(self) -> Scope:
        """What questions see: the merged graphs, and the source graphs by name."""
        return Scope((ASSERTED, DERIVED), self.sources)

    def triples(self, graph: str) -> list[Triple]:
        """All triples of one graph, in no order; empty where there is no such graph."""
        name = self._settled(graph)
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, name)]

    def lines(self, graph: str) -> Iterator[str]:
        """The triples of one graph as lines of N-Triples without their line feeds, in no order.

        They come through a file when there are many, so that a graph of any size can be read so.
        """
        with tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY) as file:
            name = self._settled(graph)
            self._store.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=name)
            file.seek(0)
            for line in file:
                yield line[:-1].decode()

    def stating(self, subject: str = "", value: str = "") -> dict[str, list[Triple]]:
        """The triples with a subject or an address as value, by the graph that has them; in no
        order. Nothing for what is no address."""
        try:
            said, told = (ox.NamedNode(name) if name else None for name in (subject, value))
        except ValueError:
            return {}
        self._settle()
        found: dict[str, list[Triple]] = {}
        for quad in self._store.quads_for_pattern(said, None, told, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                found.setdefault(quad.graph_name.value, []).append(quad.triple)
        return found

    def mentions(self, graph: str, address: str) -> bool:
        """Whether a graph has the address as a subject or an object; no for what is no address."""
        try:
            node = ox.NamedNode(address)
        except ValueError:
            return False
        name = self._settled(graph)
        said = self._store.quads_for_pattern(node, None, None, name)
        told = self._store.quads_for_pattern(None, None, node, name)
        return any(True for _ in said) or any(True for _ in told)

    def size(self, graph: str) -> int:
        """How many triples a graph has."""
        name = self._settled(graph)
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, name))

    def holds(self, graph: str, triple: Triple) -> bool:
        """Whether the graph of that name has the triple."""
        name = self._settled(graph)
        return ox.Quad(triple.subject, triple.predicate, triple.object, name) in self._store

    def sources_with(self, subject: str, predicate: str = "", value: Cell = None) -> list[str]:
        """The source graphs that have such a triple, sorted; what is left out may be anything.

        Much faster than a question with ``GRAPH``, for which an engine looks into each graph.
        """
        predicates = ox.NamedNode(predicate) if predicate else None
        found = self._store.quads_for_pattern(
            ox.NamedNode(subject), predicates, None if value is None else term(value), None
        )
        graphs = {quad.graph_name for quad in found}
        names = {graph.value for graph in graphs if isinstance(graph, ox.NamedNode)}
        return sorted(names & self._sources.keys())

    def dump(self, out: IO[bytes] | Path) -> None:
        """Write everything, with the names of the graphs, as N-Quads."""
        self._settle()
        self._store.dump(out, ox.RdfFormat.N_QUADS)

    def walk(self, graph: str, predicate: str = "") -> Iterator[Triple]:
        """The triples of one graph, or those of them with a predicate, one after the other."""
        name, wanted = self._settled(graph), ox.NamedNode(predicate) if predicate else None
        return (quad.triple for quad in self._store.quads_for_pattern(None, wanted, None, name))

    def select(self, query: str, scope: Scope | None = None) -> Rows:
        """The rows of a SELECT query, in the order that the query gives.

        Raises:
            QueryError: the text cannot be parsed, is no SELECT, or fails.
        """
        answer = self._query(query, scope)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("expected a SELECT query")
        columns = tuple(variable.value for variable in answer.variables)
        try:
            cells = tuple(tuple(map(_cell, row)) for row in answer)
        except (RuntimeError, OSError) as error:
            raise QueryError(f"the query failed: {error}") from error
        return Rows(columns, cells)

    def encoded(self, query: str, scope: Scope | None = None) -> Encoded:
        """The rows of a SELECT query a column at a time, for answers of millions of rows.

        Raises:
            QueryError: as :meth:`select`.
        """
        answer = self._query(query, scope)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("expected a SELECT query")
        columns = tuple(variable.value for variable in answer.variables)
        known: list[dict[Object | None, int]] = [{None: -1} for _ in columns]
        codes = [array("q") for _ in columns]
        filling = [(k.setdefault, k.__len__, c.append) for k, c in zip(known, codes, strict=True)]
        try:
            for row in answer:
                for (code, size, fill), term in zip(filling, row, strict=True):
                    fill(code(term, size() - 1))
        except (RuntimeError, OSError) as error:
            raise QueryError(f"the query failed: {error}") from error
        values = tuple(tuple(_cell(term) for term in k if term is not None) for k in known)
        return Encoded.packed(columns, codes, values)

    def construct(self, query: str, scope: Scope | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in no order.

        Raises:
            QueryError: the text cannot be parsed, or is neither of the two, or fails.
        """
        answer = self._query(query, scope)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("expected a CONSTRUCT or DESCRIBE query")
        return list(answer)

    def ask(self, query: str, scope: Scope | None = None) -> bool:
        """The answer of an ASK query.

        Raises:
            QueryError: the text cannot be parsed or is no ASK.
        """
        answer = self._query(query, scope)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("expected an ASK query")
        return bool(answer)

    def conclude(self, query: str, graph: str) -> set[tuple[str, str]]:
        """Put what a CONSTRUCT query gives into a graph, and what is not asserted into the derived
        one.

        The query sees what :func:`ontology_scope` says. Comes back with the predicate of each
        triple that is new in the graph and, where that is ``rdf:type``, the class; nothing new
        gives an empty set. Triples go from query to graph as lines, never as objects of Python.

        Raises:
            QueryError: the text is no CONSTRUCT, cannot be parsed, or fails.
        """
        refuse(query)
        if anonymous(construct_parts(query).template):
            raise QueryError("a rule concludes with addresses; a blank node would be new each time")
        lines = self._concluding(query)
        known = {f"{line}\n".encode() for line in self.lines(graph)}
        fresh = b"".join({*lines.splitlines(keepends=True)} - known) if known else lines
        self._concluded[graph] = fresh
        self._load(fresh, DERIVED)
        news = _said(fresh)
        for predicate, of in news:
            if self._any(ASSERTED, predicate, of):
                said = f"<{predicate}> {f'<{of}>' if of else '?o'}"
                self._update(_KNOWN.format(said=said))
        return news

    def _concluding(self, query: str) -> bytes:
        """What a CONSTRUCT query gives, as lines of N-Triples, some of them perhaps twice.

        What it says of blank nodes in the facts is left out: they would be others when loaded.
        """
        answer = self._query(query, ontology_scope(self))
        assert isinstance(answer, ox.QueryTriples)
        try:
            lines = answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        except (RuntimeError, OSError) as error:
            raise QueryError(f"the query failed: {error}") from error
        return _OF_BLANKS.sub(b"", lines) if b"_:" in lines else lines

    def _load(self, lines: bytes, graph: str) -> None:
        """Put lines that the engine wrote itself into a graph; other threads go on meanwhile."""
        name = ox.NamedNode(graph)
        self._store.bulk_load(lines, ox.RdfFormat.N_TRIPLES, to_graph=name, lenient=True)

    def _settled(self, graph: str) -> ox.NamedNode:
        """A graph that someone is about to read, with all that belongs into it."""
        if graph in self._concluded:
            self._load(self._concluded.pop(graph), graph)
        return ox.NamedNode(graph)

    def _settle(self) -> None:
        for graph in list(self._concluded):
            self._settled(graph)

    def _any(self, graph: str, predicate: str, of: str) -> bool:
        quads = self._store.quads_for_pattern(
            None, ox.NamedNode(predicate), ox.NamedNode(of) if of else None, ox.NamedNode(graph)
        )
        return any(True for _ in quads)

    def _update(self, text: str) -> None:
        try:
            self._store.update(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise QueryError(f"the query cannot be parsed: {error.msg}") from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def _query(
        self, query: str, scope: Scope | None
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        seen = scope or self.scope()
        named = graphs_named(query, seen.named)
        try:
            return self._store.query(
                query,
                prefixes=dict(PREFIXES),
                default_graph=[self._settled(name) for name in seen.default],
                named_graphs=[self._settled(name) for name in named],
            )
        except SyntaxError as error:
            raise QueryError(f"the query cannot be parsed: {error.msg}") from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error


def _said(lines: bytes) -> set[tuple[str, str]]:
    """The predicates of triples and, where one is ``rdf:type``, the classes."""
    pairs = ((p.decode(), of.decode()) for p, of in set(_SAID.findall(lines)))
    return {(p, of if p == _TYPE else "") for p, of in pairs}


def ontology_scope(store: Store) -> Scope:
    """What rules and checks see: as questions, and the ontology by name."""
    return Scope((ASSERTED, DERIVED), (*store.sources, ONTOLOGY))


_POSITION = re.compile(r"line (\d+)")
_LONGEST_REASON = 200


def parse_turtle(data: bytes, where: str) -> tuple[list[Triple], list[Fault]]:
    """The triples of a Turtle file, or the fault at which its parsing stopped.

    ``where`` names the file in the fault, which carries the line.
    """
    try:
        quads = ox.parse(data, format=ox.RdfFormat.TURTLE)
        return [quad.triple for quad in quads], []
    except SyntaxError as error:
        return [], [_not_parsed(error, where, "Turtle")]


def _not_parsed(error: SyntaxError, where: str, syntax: str) -> Fault:
    message = str(error.msg)
    line = error.lineno or next(iter(_POSITION.findall(message)), "1")
    reason = re.sub(r"^Parser error at line.*?: ", "", message)[:_LONGEST_REASON]
    sv, en = f"filen är inte giltig {syntax}", f"the file is not valid {syntax}"
    return Fault(f"{where}:{line}", "syntax", f"{sv}: {reason}", f"{en}: {reason}")


def parse_trig(data: bytes, where: str) -> tuple[dict[str, list[Triple]], list[Fault]]:
    """The triples of a TriG file by the name of their graph, or the fault at which it stopped."""
    found: dict[str, list[Triple]] = {}
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TRIG):
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            found.setdefault(name, []).append(quad.triple)
    except SyntaxError as error:
        return {}, [_not_parsed(error, where, "TriG")]
    return found, []


def parse_lines(lines: Iterable[str]) -> list[Triple]:
    """The triples of lines of N-Triples, as :meth:`Store.lines` gives them."""
    read = ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in read]


def cells(triples: Sequence[Triple]) -> Rows:
    """Triples as rows of subject, predicate and object."""
    return Rows(
        ("subject", "predicate", "object"),
        tuple((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in triples),
    )


def named(address: str) -> ox.NamedNode:
    """An address as a subject or predicate of a triple.

    Raises:
        ValueError: it is no address.
    """
    return ox.NamedNode(address)


def term(cell: Iri | Literal) -> ox.NamedNode | ox.Literal:
    """The cell as a term of a triple.

    Raises:
        ValueError: it is no address, or no language tag.
    """
    if not isinstance(cell, Literal):
        return named(cell)
    if cell.language:
        return ox.Literal(str(cell), language=cell.language)
    return ox.Literal(str(cell), datatype=ox.NamedNode(cell.datatype))


def _cell(term: Object | None) -> Cell:
    match term:
        case None:
            return None
        case ox.NamedNode():
            return Iri(term.value)
        case ox.Literal():
            return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(str(term))
