"""Triples that can be walked: what an ontology file says about a node, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kng._namespaces import PREFIXES
from kng._store import Triple, cells
from kng._values import Bilingual, Iri, Literal

Value = Iri | Literal
_PREFIXES = {"vann": "http://purl.org/vocab/vann/", **PREFIXES}
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
        for subject, predicate, value in cells(triples):
            if value is not None:
                by_predicate = self._values.setdefault(str(subject), {})
                by_predicate.setdefault(str(predicate), []).append(value)
        for by_predicate in self._values.values():
            for values in by_predicate.values():
                values.sort(key=_order)

    def subjects(self) -> list[str]:
        """Every subject that has an address, sorted; then the blank ones."""
        return sorted(self._values, key=lambda node: (is_blank(node), node))

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
        """The subjects that have ``value`` under the predicate, sorted."""
        key = expand(name)
        return [node for node in self.subjects() if value in self._values[node].get(key, ())]

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
