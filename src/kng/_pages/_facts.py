"""Triples that can be walked: what an ontology file says about a node, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kng._namespaces import PREFIXES, shorten
from kng._store import Triple, cells
from kng._values import Bilingual, Iri, Literal

Value = Iri | Literal
_MORE = {
    "bibo": "http://purl.org/ontology/bibo/",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
}
_PREFIXES = {**_MORE, **PREFIXES}
_FIRST = PREFIXES["rdf"] + "first"
_REST = PREFIXES["rdf"] + "rest"
_NIL = PREFIXES["rdf"] + "nil"


def expand(name: str) -> str:
    """The address of a prefixed name that is known to have a prefix.

    >>> expand("rdfs:label")
    'http://www.w3.org/2000/01/rdf-schema#label'
    """
    prefix, _, local = name.partition(":")
    return _PREFIXES[prefix] + local


def short(address: str) -> str:
    """The prefixed form of an address, also with prefixes that only the ontology's files have.

    >>> short("http://www.w3.org/2006/time#Interval"), short("https://w3id.org/kng/ns#Person")
    ('time:Interval', 'kng:Person')
    """
    for prefix, namespace in _MORE.items():
        if address.startswith(namespace):
            return f"{prefix}:{address.removeprefix(namespace)}"
    return shorten(address)


def is_blank(node: str) -> bool:
    """Whether a node has no address of its own.

    >>> is_blank("_:b0"), is_blank("https://a.b/c")
    (True, False)
    """
    return node.startswith("_:")


class Facts:
    """The triples of some files by subject and predicate.

    Predicates are given as prefixed names; values come sorted, addresses before literals, so that
    nothing depends on the order of a file. Only the members of a list keep theirs.
    """

    def __init__(self, triples: Sequence[Triple]) -> None:
        self._values: dict[str, dict[str, list[Value]]] = {}
        for subject, predicate, stated in cells(triples):
            if stated is not None:
                by_predicate = self._values.setdefault(str(subject), {})
                by_predicate.setdefault(str(predicate), []).append(stated)
        self._order = sorted(self._values, key=lambda node: (is_blank(node), node))
        self._nodes: dict[tuple[str, str], list[str]] = {}
        for node in self._order:
            for name, values in self._values[node].items():
                values.sort(key=_order)
                for value in values:
                    if isinstance(value, Iri):
                        self._nodes.setdefault((name, str(value)), []).append(node)

    def subjects(self) -> list[str]:
        """Every subject that has an address, sorted; then the blank ones, in no order."""
        return self._order

    def predicates(self, node: str) -> list[str]:
        """The addresses of the predicates of a node, sorted."""
        return sorted(self._values.get(node, {}))

    def values(self, node: str, *names: str) -> list[Value]:
        """The values of the predicates with these names, in that order."""
        own = self._values.get(node, {})
        return [value for name in names for value in own.get(expand(name), ())]

    def links(self, node: str, *names: str) -> list[Iri]:
        """Those values that are nodes."""
        return [value for value in self.values(node, *names) if isinstance(value, Iri)]

    def nodes(self, name: str, value: str) -> list[str]:
        """The subjects that have the node ``value`` under the predicate, sorted."""
        return self._nodes.get((expand(name), value), [])

    def words(self, node: str, *names: str) -> Bilingual:
        """The first Swedish and the first English words; words without a language are both."""
        found: dict[str, str] = {}
        for value in self.values(node, *names):
            if isinstance(value, Literal):
                for language in (value.language,) if value.language else ("sv", "en"):
                    found.setdefault(language, str(value))
        return Bilingual(found.get("sv", ""), found.get("en", ""))

    def members(self, node: str) -> Iterator[Value]:
        """The members of an RDF list in their order; a list that bites its tail ends there."""
        seen: set[str] = set()
        while node != _NIL and node not in seen and node in self._values:
            seen.add(node)
            yield from self._values[node].get(_FIRST, ())[:1]
            node = next(iter(self._values[node].get(_REST, ())), Iri(_NIL))


def _order(value: Value) -> tuple[bool, str, str, str]:
    if isinstance(value, Literal):
        return True, str(value), value.language, value.datatype
    return False, "" if is_blank(value) else str(value), "", ""
