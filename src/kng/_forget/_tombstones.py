"""What is left of someone who was removed: an address, a day, and digests of the names."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from kng._forgotten import SALT_BYTES, name_digest
from kng._identity import address
from kng._mentions import words
from kng._namespaces import PREFIXES
from kng._store import Triple
from kng._values import XSD
from kng._vocabulary import KNG

FILE: Final = "forgotten.ttl"
FORGOTTEN: Final = address("graph", "forgotten")
_SOURCE: Final = address("source", "removal-requests")
_TYPE: Final = PREFIXES["rdf"] + "type"
_TITLE: Final = PREFIXES["dcterms"] + "title"
_REPLACED: Final = PREFIXES["dcterms"] + "isReplacedBy"

_ABOUT: Final = (
    (FORGOTTEN, KNG.method, "sv", "Skrivet av kng forget på begäran av dem som togs bort."),
    (FORGOTTEN, KNG.method, "en", "Written by kng forget at the request of those removed."),
    (_SOURCE, _TITLE, "sv", "Begäran om att tas bort"),
    (_SOURCE, _TITLE, "en", "Requests to be removed"),
)


def buried(addresses: Sequence[str], names: Sequence[str], on: str) -> list[Triple]:
    """The tombstones of a person's addresses, with what describes the graph that they stand in.

    The first address carries the digests, and the others say that it replaces them. ``on`` is
    the day as an ISO date.
    """
    kept, *others = addresses
    salt = secrets.token_bytes(SALT_BYTES)
    day = ox.Literal(on, datatype=ox.NamedNode(XSD + "date"))
    graves = [
        triple
        for grave in addresses
        for triple in (
            _says(grave, _TYPE, ox.NamedNode(KNG.Tombstone)),
            _says(grave, KNG.forgottenOn, day),
        )
    ]
    digests = {name_digest(name, salt) for name in names if len(words(name)) > 1}
    graves += [_says(kept, KNG.nameDigest, ox.Literal(digest)) for digest in sorted(digests)]
    graves += [_says(other, _REPLACED, ox.NamedNode(kept)) for other in others]
    return [*_described(day), *graves]


def _described(day: ox.Literal) -> list[Triple]:
    derived = PREFIXES["prov"] + "wasDerivedFrom"
    return [
        _says(FORGOTTEN, _TYPE, ox.NamedNode(PREFIXES["prov"] + "Bundle")),
        _says(FORGOTTEN, derived, ox.NamedNode(_SOURCE)),
        _says(FORGOTTEN, KNG.extractedOn, day),
        _says(_SOURCE, _TYPE, ox.NamedNode(KNG.Source)),
        _says(_SOURCE, PREFIXES["dc"] + "publisher", ox.Literal("kng")),
        _says(_SOURCE, KNG.retrievedOn, day),
        *(_says(node, said, ox.Literal(text, language=tag)) for node, said, tag, text in _ABOUT),
    ]


def without_days(triples: Sequence[Triple]) -> list[Triple]:
    """What stands in the graph already, without the days of the last removal."""
    days = {KNG.extractedOn, KNG.retrievedOn}
    return [triple for triple in triples if triple.predicate.value not in days]


def _says(subject: str, said: str, value: ox.NamedNode | ox.Literal) -> Triple:
    return Triple(ox.NamedNode(subject), ox.NamedNode(said), value)
