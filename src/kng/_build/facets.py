"""By what a map is filtered and coloured: a question for each facet, one entry in a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kng._store import Store
from kng._values import Bilingual

_PREFIXES = """
PREFIX kng: <https://w3id.org/kng/ns#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
"""
_BELONGS = """
{ ?belonging a kng:Affiliation ; org:member ?node ; org:organization ?home }
UNION { ?belonging kng:participant ?node ; kng:onBehalfOf ?home }
UNION { ?node org:subOrganizationOf ?home }
"""


@dataclass(frozen=True, slots=True)
class FacetQuery:
    """A facet: what it is called, whose it is (see ``kng._map.Facet``), and its question.

    The query gives ``?node ?value``: an address, and one value that it has.
    """

    name: str
    title: Bilingual
    of: str
    query: str


FACETS = (
    FacetQuery(
        "region",
        Bilingual("Region", "Region"),
        "node",
        """SELECT DISTINCT ?node ?value WHERE {
          { BIND(?city AS ?node) } UNION { ?belonging org:member ?node ; org:organization ?city }
          UNION { ?belonging kng:participant ?node ; kng:onBehalfOf ?city }
          ?city kng:territory/schema:containedInPlace ?value . ?value a kng:Place .
        }""",
    ),
    FacetQuery(
        "programme",
        Bilingual("Program", "Programme"),
        "node",
        """SELECT DISTINCT ?node ?value WHERE {
          ?membership a kng:ProgrammeMembership ; org:member ?node ; org:organization ?value .
        }""",
    ),
    FacetQuery(
        "role",
        Bilingual("Roll", "Role"),
        "node",
        """SELECT DISTINCT ?node ?value WHERE {
          ?affiliation a kng:Affiliation ; org:member ?node ; org:role ?value .
        }""",
    ),
    FacetQuery(
        "topic",
        Bilingual("Ämne", "Topic"),
        "thing",
        "SELECT DISTINCT ?node ?value WHERE { ?node a kng:Meeting ; kng:topic ?value }",
    ),
    FacetQuery(
        "occasion",
        Bilingual("Slag av möte", "Kind of meeting"),
        "thing",
        "SELECT DISTINCT ?node ?value WHERE { ?node a kng:Meeting ; kng:kind ?value }",
    ),
    FacetQuery(
        "function",
        Bilingual("Funktion", "Function"),
        "evidence",
        "SELECT DISTINCT ?node ?value WHERE { ?node kng:participant ?who ; kng:function ?value }",
    ),
)

_HOMES = f"SELECT ?node ?home WHERE {{ {_BELONGS} }} ORDER BY ?node ?home"
_SITES = "SELECT ?node ?home WHERE { ?site org:siteOf ?node ; kng:place ?home }"
_COORDINATES = """
SELECT ?node (MIN(?lat) AS ?latitude) (MIN(?long) AS ?longitude) WHERE {
  ?node <http://www.w3.org/2003/01/geo/wgs84_pos#lat> ?lat ;
    <http://www.w3.org/2003/01/geo/wgs84_pos#long> ?long .
} GROUP BY ?node
"""


def facet_values(store: Store, facet: FacetQuery) -> dict[str, tuple[str, ...]]:
    """The values of each address, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for node, value in store.select(_PREFIXES + facet.query):
        found[str(node)].add(str(value))
    return {node: tuple(sorted(values)) for node, values in sorted(found.items())}


def homes(store: Store) -> dict[str, list[str]]:
    """Where each person and organisation belongs, that which is said most often first."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for query in (_HOMES, _SITES):
        for node, home in store.select(_PREFIXES + query):
            counted[str(node)][str(home)] += 1
    return {
        node: sorted(found, key=lambda home: (-found[home], home))
        for node, found in counted.items()
    }


def coordinates(store: Store) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of everything that has them, in degrees."""
    return {
        str(node): (float(latitude), float(longitude))
        for node, latitude, longitude in store.select(_COORDINATES)
        if latitude and longitude
    }
