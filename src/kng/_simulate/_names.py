"""Names made of syllables: they sound Swedish and name nobody and no place."""

from __future__ import annotations

from typing import Final

from kng._simulate._draws import Draws

_ONSETS: Final = (
    "Bjä", "Brå", "Dvo", "Fjö", "Fnu", "Gli", "Gnå", "Gry", "Kny", "Kvö", "Njå", "Plö",
    "Pry", "Sjå", "Skrö", "Smä", "Snå", "Språ", "Strö", "Svy", "Tjö", "Trå", "Tvä", "Vrö",
)  # fmt: skip
_MIDDLES: Final = (
    "bel", "dor", "fen", "gil", "kar", "lem", "mun", "nis", "pol", "ras", "sel", "tin",
    "vor", "bår", "dän", "fös", "låt", "mär", "nör", "hyv",
)  # fmt: skip
_GIVEN: Final = ("a", "e", "i", "o", "una", "ine", "ulf", "ard")
_FAMILY: Final = ("blad", "dahl", "gren", "lund", "mark", "qvist", "rot", "stig", "sten", "ö")
_PLACES: Final = (
    "by", "fors", "hamn", "holm", "hult", "köping", "mo", "stad", "torp", "vik", "ås", "ö",
)  # fmt: skip


def person(draws: Draws) -> str:
    """A given and a family name.

    >>> person(Draws(1)) == person(Draws(1)), len(person(Draws(1)).split())
    (True, 2)
    """
    given = draws.pick(_ONSETS) + draws.pick(_MIDDLES) + draws.pick(_GIVEN)
    family = draws.pick(_ONSETS) + draws.pick(_MIDDLES) + draws.pick(_MIDDLES)
    return f"{given} {family}{draws.pick(_FAMILY)}"


def place(draws: Draws) -> str:
    """The name of a municipality or a county."""
    return draws.pick(_ONSETS) + draws.pick(_MIDDLES) + draws.pick(_PLACES)


def stem(draws: Draws) -> str:
    """The stem of an organisation's, a programme's or a topic's name."""
    return draws.pick(_ONSETS) + draws.pick(_MIDDLES) + draws.pick(_MIDDLES)


def genitive(name: str) -> str:
    """The Swedish genitive.

    >>> genitive("Brådorvik"), genitive("Brådorås")
    ('Brådorviks', 'Brådorås')
    """
    return name if name.endswith("s") else name + "s"


class Distinct:
    """Names each given out once; a number is added where the syllables run out."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def take(self, name: str) -> str:
        """The name, with a number if it has been given out before.

        >>> names = Distinct()
        >>> names.take("Trå"), names.take("Trå")
        ('Trå', 'Trå 2')
        """
        taken, number = name, 1
        while taken in self._given:
            number += 1
            taken = f"{name} {number}"
        self._given.add(taken)
        return taken
