"""Where kng's addresses begin, and the prefixes under which they are written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

BASE: Final = "https://w3id.org/kng/"
NS: Final = BASE + "ns#"
ID: Final = BASE + "id/"
ONTOLOGY: Final = BASE + "ns"
ASSERTED: Final = ID + "graph/asserted"
DERIVED: Final = ID + "graph/derived"

KINDS: Final = [
    "affiliation",
    "agreement",
    "establishment",
    "evidence-kind",
    "function",
    "funding",
    "graph",
    "initiative",
    "judgement",
    "measurement",
    "meeting",
    "meeting-kind",
    "meeting-status",
    "membership",
    "municipality",
    "observation",
    "organisation",
    "organisation-kind",
    "participation",
    "person",
    "phase",
    "place",
    "post",
    "programme",
    "programme-kind",
    "project",
    "quantity",
    "role",
    "run",
    "scheme",
    "series",
    "signature",
    "size-basis",
    "source",
    "statement",
    "tie",
    "tie-kind",
    "topic",
    "verdict",
]

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cv": "http://data.europa.eu/m8g/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "kng": NS,
        **{f"kng-{kind}": f"{ID}{kind}/" for kind in KINDS},
        "kng-shape": BASE + "shapes#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "psv": "http://www.w3.org/ns/person#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix to namespace: the foreign vocabularies, kng's terms, and one ``kng-<kind>`` for each kind
of thing (``kng-meeting:minimote-borlange-2022``)."""


def shorten(address: str) -> str:
    """The prefixed form of an address, or the address itself where no prefix fits.

    >>> shorten("https://w3id.org/kng/id/municipality/2081")
    'kng-municipality:2081'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    head, cut, tail = max(address.rpartition("#"), address.rpartition("/"), key=lambda p: len(p[0]))
    prefix = _BY_NAMESPACE.get(head + cut)
    return f"{prefix}:{tail}" if prefix and tail else address


def expand(name: str) -> str:
    """The address behind a prefixed name; anything else comes back as it is.

    >>> expand("kng:Person")
    'https://w3id.org/kng/ns#Person'
    """
    prefix, colon, tail = name.partition(":")
    return PREFIXES[prefix] + tail if colon and prefix in PREFIXES else name


_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
