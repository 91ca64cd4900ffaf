"""What goes in and what comes out: named things, and proposals that two of them are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from kng._values import Bilingual

Kind = Literal["organisation", "person", "place", "topic"]
Level = Literal["certain", "likely", "unsure"]

CERTAIN: Final = 0.9
LIKELY: Final = 0.7


class Name(NamedTuple):
    """A name as written, with the language that it is in, empty where none is said."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A named thing, and the facts by which it can be told from others of its name.

    ``organisations`` are the addresses of those to which a person belongs, ``places`` the codes
    of the places where an organisation or a place is, ``shared`` the addresses of projects,
    programmes and meetings in which it takes part. What is empty is unknown and says nothing.

    >>> Record("id/organisation/kth", "organisation", (Name("KTH", "sv"),)).places
    frozenset()
    """

    address: str
    kind: Kind
    names: tuple[Name, ...]
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    homepage: str = ""


class Reason(NamedTuple):
    """One thing that speaks for or against a proposal: a key, and the same in two languages."""

    kind: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two addresses that may name one thing; ``one`` comes first in the order of addresses.

    ``score`` orders proposals from 0 to 1 and is no probability. ``reasons`` begin with the one
    that decides.

    >>> Proposal("a", "b", 0.95, ()).level, Proposal("a", "b", 0.5, ()).level
    ('certain', 'unsure')
    """

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def level(self) -> Level:
        """``certain`` from 0.9, ``likely`` from 0.7, else ``unsure``."""
        if self.score >= CERTAIN:
            return "certain"
        return "likely" if self.score >= LIKELY else "unsure"
