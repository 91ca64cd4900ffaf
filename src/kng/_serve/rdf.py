"""Triples in the format that a client wants, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from kng._export.turtle import turtle_of
from kng._namespaces import PREFIXES
from kng._serve.negotiation import Format

FORMATS: Final = {
    "n-triples": ox.RdfFormat.N_TRIPLES,
    "rdf-xml": ox.RdfFormat.RDF_XML,
    "json-ld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
}


def rdf(
    triples: Iterable[ox.Triple], form: Format, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """The triples, each once; none has a blank node."""
    if form.name == "turtle":
        return turtle_of((f"{t.subject} {t.predicate} {t.object} ." for t in triples), prefixes)
    named = None if form.name == "n-triples" else dict(sorted(prefixes.items()))
    ordered = sorted(set(triples), key=str)
    return ox.serialize(ordered, format=FORMATS[form.name], prefixes=named) or b""
