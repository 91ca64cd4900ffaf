"""What the head of a projection says, and which columns its rows have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kng._values import UNSAID, Bilingual, Layer


@dataclass(frozen=True, slots=True)
class Projection:
    """What the head of a file in ``queries/networks/`` says about its rows.

    ``tie`` says in words what a tie means, ``unit`` what its weight counts. An affiliation has no
    direction. ``minimum`` is the least weight of a tie that is shown unless another is asked for.
    ``layers`` are the kinds of tie that the column ``layer`` may name. ``things`` and ``grounds``
    name the queries that are joined to the rows (see `JOINED`).
    """

    name: str
    title: Bilingual
    tie: Bilingual
    form: Literal["affiliation", "direct"]
    directed: bool = False
    unit: Bilingual = UNSAID
    minimum: float = 0.0
    layers: tuple[Layer, ...] = ()
    things: str = ""
    grounds: str = ""


class Form(NamedTuple):
    """The columns that a form of rows must have and may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]


DATES = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
"""The four days between which a thing lies, as the rules derive them. Rows have all or none."""

FORMS: Mapping[str, Form] = {
    "affiliation": Form(
        ("node", "thing"),
        ("whole", "size", "basis", *DATES, "event", "layer", "announced", "evidence"),
    ),
    "direct": Form(("source", "target"), ("weight", "evidence", "whole", *DATES, "event", "layer")),
}


def missing_columns(form: str, columns: Sequence[str]) -> list[str]:
    """The columns that a form of rows needs beside the given ones: its own, and all four dates
    where there is one.

    >>> missing_columns("affiliation", ["node", "earliestStart", "latestStart", "latestEnd"])
    ['thing', 'earliestEnd']
    """
    dates = DATES if dated(columns) else ()
    return [name for name in (*FORMS[form].needed, *dates) if name not in columns]


def dated(columns: Sequence[str]) -> bool:
    """Whether rows with these columns can be narrowed to a time."""
    return any(name in columns for name in DATES)
