"""HermiT's answer: consistent or not, classes that can have no member, types and values."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kng._namespaces import ASSERTED, ONTOLOGY
from kng._reason._run import LIMIT, MEMORY, run
from kng._store import Store, Triple

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_NOTHING: Final = _OWL + "Nothing"
_LINE: Final = re.compile(r"^([A-Za-z]+)\( (.+) \)\s*$", re.M)
_TERM: Final = re.compile(r"(ObjectInverseOf\( )?<([^>]+)>")
_VALUES: Final = re.compile(r"^<([^>]+)> \(known instances:\s*(.*?)\s*\| possible", re.M)
_PAIR: Final = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")

Expression = tuple[str, bool]
"""A property, and whether it is read backwards."""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What HermiT concluded; of an inconsistent graph nothing but that it is so.

    ``types`` are pairs of thing and named class, ``values`` triples of thing, object property
    and thing (only if asked for): all that hold, stated or inferred, ``owl:Thing`` left out.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    types: frozenset[tuple[str, str]] = frozenset()
    values: frozenset[tuple[str, str, str]] = frozenset()
    seconds: float = 0.0


def reason(
    store: Store,
    graphs: Iterable[str] = (ONTOLOGY, ASSERTED),
    *,
    values: bool = False,
    limit: float = LIMIT,
    memory: int = MEMORY,
) -> Reasoning:
    """Run HermiT over the graphs of a store.

    Literals of datatypes outside OWL 2's datatype map (dates, years) are passed over. With
    ``values`` the property values too: only for small graphs, since the time grows steeply.
    ``limit`` is in seconds, ``memory`` in megabytes.

    Raises:
        ReasonerFailed: no Java, not enough time or memory, or Java died.
    """
    triples = {triple for graph in graphs for triple in store.triples(graph)}
    return classify(triples, values=values, limit=limit, memory=memory)


def classify(
    triples: Iterable[Triple], *, values: bool = False, limit: float = LIMIT, memory: int = MEMORY
) -> Reasoning:
    """As :func:`reason`, over triples.

    Raises:
        ReasonerFailed: as there.
    """
    start = time.perf_counter()
    answer = run("classify", ntriples(triples), values=values, limit=limit, memory=memory)
    seconds = time.perf_counter() - start
    if answer["outcome"] == "inconsistent":
        return Reasoning(False, seconds=seconds)
    return read_output(answer["output"], seconds)


def ntriples(triples: Iterable[Triple]) -> bytes:
    """Triples as sorted N-Triples."""
    return b"".join(
        sorted(ox.serialize([t], format=ox.RdfFormat.N_TRIPLES) or b"" for t in triples)
    )


def read_output(output: str, seconds: float = 0.0) -> Reasoning:
    """What HermiT printed, with its direct types and values carried up its own hierarchies.

    >>> said = "SubClassOf( <u:a> <u:b> )\\nType( <u:x> <u:a> )\\n"
    >>> sorted(read_output(said).types)
    [('u:x', 'u:a'), ('u:x', 'u:b')]
    """
    classes: dict[Expression, set[Expression]] = {}
    properties: dict[Expression, set[Expression]] = {}
    direct: list[tuple[str, str]] = []
    for relation, inside in _LINE.findall(output):
        terms = [(iri, bool(inverse)) for inverse, iri in _TERM.findall(inside)]
        match relation:
            case "Type":
                direct.append((terms[0][0], terms[1][0]))
            case "SubClassOf" | "EquivalentClasses":
                _join(classes, terms, both=relation != "SubClassOf")
            case "SubObjectPropertyOf" | "EquivalentObjectProperties":
                _join(properties, terms, both=relation != "SubObjectPropertyOf")
    empty = {c for c, _ in above(classes, (_NOTHING, False))} - {_NOTHING}
    return Reasoning(
        True,
        tuple(sorted(c for c in empty if (_NOTHING, False) in above(classes, (c, False)))),
        frozenset(_types(classes, direct)),
        frozenset(_values(properties, output)),
        seconds,
    )


def _join(edges: dict[Expression, set[Expression]], terms: list[Expression], both: bool) -> None:
    pairs = [(a, b) for a in terms for b in terms if a != b] if both else [(terms[0], terms[1])]
    for (lower, lower_back), (upper, upper_back) in pairs:
        edges.setdefault((lower, False), set()).add((upper, lower_back != upper_back))


def above(edges: Mapping[Expression, set[Expression]], start: Expression) -> set[Expression]:
    """All that stands at or above an expression; reading backwards turns with it."""
    found, waiting = {start}, [start]
    while waiting:
        name, back = waiting.pop()
        for upper, turned in edges.get((name, False), ()):
            step = (upper, back != turned)
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def _types(
    classes: Mapping[Expression, set[Expression]], direct: list[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    supers = {c: above(classes, (c, False)) for c in {c for _, c in direct}}
    for thing, lowest in direct:
        for upper, _ in supers[lowest]:
            if not upper.startswith(_OWL):
                yield thing, upper


def _values(
    properties: Mapping[Expression, set[Expression]], output: str
) -> Iterator[tuple[str, str, str]]:
    for name, listed in _VALUES.findall(output):
        for upper, back in above(properties, (name, False)):
            if upper.startswith(_OWL):
                continue
            for one, other in _PAIR.findall(listed):
                yield (other, upper, one) if back else (one, upper, other)
