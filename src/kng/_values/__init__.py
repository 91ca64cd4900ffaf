"""The frozen values that pass between the stages: rows, names, networks, cards.

Nothing here knows an RDF library or opens a file, so that the graph side and the
network side can share it without meeting each other.
"""

from kng._values.holding import Coverage, Grounds, Interval
from kng._values.network import (
    Evidence,
    HalfLife,
    Largest,
    Layer,
    LeftOut,
    Network,
    Shown,
    dates,
    significant,
)
from kng._values.rows import XSD, Cell, Encoded, Iri, Literal, Rows
from kng._values.things import UNSAID, Bilingual, Card, Line, Section, Source, Thing

__all__ = [
    "UNSAID",
    "XSD",
    "Bilingual",
    "Card",
    "Cell",
    "Coverage",
    "Encoded",
    "Evidence",
    "Grounds",
    "HalfLife",
    "Interval",
    "Iri",
    "Largest",
    "Layer",
    "LeftOut",
    "Line",
    "Literal",
    "Network",
    "Rows",
    "Section",
    "Shown",
    "Source",
    "Thing",
    "dates",
    "significant",
]
