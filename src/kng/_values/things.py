"""Things and what can be read about them: names, cards, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Bilingual(NamedTuple):
    """The same words in Swedish and in English; either may be empty.

    >>> Bilingual("möte", "meeting").in_language("sv")
    'möte'
    >>> Bilingual("Palladium", "").in_language("en")
    'Palladium'
    """

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in ``language``, or in the other one where they are missing."""
        return (self.sv or self.en) if language == "sv" else (self.en or self.sv)


UNSAID = Bilingual("", "")
"""No words."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is needed to show a thing: address, names, kind, and where it lies (degrees WGS 84).

    ``kind`` is a short word such as ``person``, ``municipality``, ``organisation``.
    """

    id: str
    label: Bilingual
    kind: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence on a card, with the addresses of the sources that say so.

    ``link`` is the thing that the sentence leads to, ``concerns`` are all those it is about.
    """

    text: Bilingual
    sources: tuple[str, ...] = ()
    link: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    heading: Bilingual
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What can be read about a thing: names, kind and sections of lines with their sources."""

    id: str
    label: Bilingual
    kind: Bilingual
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document: title, web address, publisher, when published and when retrieved."""

    id: str
    title: str
    url: str
    publisher: str
    published: str
    retrieved: str
