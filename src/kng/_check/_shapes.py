"""What a shape demands, as frozen values: targets, path, constraints, message, severity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kng._namespaces import BASE, shorten
from kng._values import Bilingual

SH: Final = "http://www.w3.org/ns/shacl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"

SHAPES: Final = BASE + "shapes#"
MERGED: Final = ""
EACH_SOURCE: Final = "EachSource"
CONCLUDED: Final = "Concluded"

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Target:
    """Where focus nodes come from: ``kind`` is ``class``, ``subjects``, ``objects`` or ``node``."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Path:
    """A property path as SPARQL.

    ``direct`` holds the properties when each value stands in one triple after the focus node,
    else nothing; ``terms`` holds every property that the path names.
    """

    sparql: str
    direct: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint component, named by its SHACL parameter (``minCount``, ``class`` ...).

    ``terms`` is the parameter's term or the members of its list; ``members`` holds, for the
    logical and the qualified components, what each inner shape demands of a value.
    """

    component: str
    terms: tuple[Term, ...] = ()
    number: int = 0
    text: str = ""
    members: tuple[tuple[Constraint, ...], ...] = ()

    def named(self) -> frozenset[str]:
        """The classes that the constraint names, its inner shapes included."""
        own = (t.value for t in self.terms if self.component == "class")
        inner = (name for member in self.members for c in member for name in c.named())
        return frozenset((*own, *inner))


@dataclass(frozen=True, slots=True)
class Shape:
    """What must hold of the focus nodes of ``targets``, or of what ``path`` leads to from them.

    ``name`` is the address of the SHACL shape, ``scope`` is :data:`MERGED` (all sources together),
    :data:`EACH_SOURCE` (every source graph on its own) or :data:`CONCLUDED` (all sources together
    with what the rules conclude). ``severity`` is ``violation``, ``warning`` or ``info``.
    """

    name: str
    targets: tuple[Target, ...]
    path: Path | None
    constraints: tuple[Constraint, ...]
    message: Bilingual
    severity: str
    scope: str
    where: str

    @property
    def each_source(self) -> bool:
        """Whether every source graph is looked at on its own."""
        return self.scope == EACH_SOURCE

    @property
    def check(self) -> str:
        """The local name, under which faults are reported."""
        return local(self.name)


def local(address: str) -> str:
    """What stands after the last ``#`` or ``/`` of an address.

    >>> local("https://w3id.org/kng/shapes#PersonName")
    'PersonName'
    """
    return address.rpartition("#")[2].rpartition("/")[2]


def short(address: str) -> str:
    """The prefixed form of an address, also of a shape's.

    >>> short("https://w3id.org/kng/shapes#PersonName"), short("https://w3id.org/kng/ns#Person")
    ('kng-shape:PersonName', 'kng:Person')
    """
    if address.startswith(SHAPES):
        return "kng-shape:" + address.removeprefix(SHAPES)
    return shorten(address)
