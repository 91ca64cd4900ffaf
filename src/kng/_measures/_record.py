"""What is known of a measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from kng._measures._structure import Structure
from kng._values import Bilingual

Of = Literal["node", "tie", "network", "partition"]
Better = Literal["higher", "lower", "neither"]

IGNORED = Bilingual(
    "Riktningen räknas inte: w(i, j) + w(j, i) är bandets vikt.",
    "Direction does not count: w(i, j) + w(j, i) is the weight of the tie.",
)
"""What most measures do with ties that have a direction."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: what it is called, what it says, and how it is computed.

    ``of`` says what it is a measure of, and so what ``compute`` returns for a `Structure` of n
    nodes and m ties: *node* n finite floats, *tie* m finite floats, *network* one float, NaN where
    it is not defined, *partition* n group codes, 0 for the largest group. ``unit`` and ``range``
    describe these; ``better`` says whether a higher or a lower value is the more central one, and
    ``directed`` what becomes of direction. ``needs`` names the labels without which it cannot be
    computed. ``paths`` tells that all shortest paths are walked, which large networks are too
    large for. What ``exposes`` singles out weak points, and is never written to an export. Of
    ``core`` measures it is always said how far places hold.
    """

    name: str
    title: Bilingual
    meaning: Bilingual
    unit: Bilingual
    range: str
    better: Better
    reference: str
    compute: Callable[[Structure], Any]
    of: Of = "node"
    directed: Bilingual = IGNORED
    needs: str = ""
    paths: bool = False
    exposes: bool = False
    core: bool = False
