"""Files in YAML that declare what people are shown; every fault is told with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

import yaml

from kng._errors import Fault, FaultsFound
from kng._values import Bilingual

_NEAREST = 3
UNSAID = Bilingual("", "")


def declared(text: str, where: str, check: str) -> object:
    """What a file in YAML says; ``check`` names the fault where it says nothing.

    Raises:
        FaultsFound: it is no YAML; names the line.
    """
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}:{mark.line + 1}" if mark else where
        reason = getattr(error, "problem", "") or "YAML"
        sv, en = f"filen kan inte läsas: {reason}", f"the file cannot be read: {reason}"
        raise FaultsFound([Fault(place, check, sv, en)]) from None


class PlanReader:
    """Reads on after a fault, so that all are told at once; ``faults`` has them."""

    def __init__(self, where: str, check: str) -> None:
        self.faults: list[Fault] = []
        self._where = where
        self._check = check

    def mapping(self, found: object, place: str, keys: Collection[str]) -> Mapping[str, Any]:
        """Keys with values, of which all keys are known."""
        if not isinstance(found, dict):
            self.fault(place, "nycklar med värden väntades", "keys with values were expected")
            return {}
        for key in found:
            self.known(key, keys, f"{place}.{key}")
        return found

    def items(self, above: Mapping[str, Any], key: str, place: str) -> list[tuple[str, object]]:
        """The items of a list that is not empty, each with its place."""
        listed = above.get(key)
        inside = f"{place}.{key}".lstrip(".")
        if not isinstance(listed, list) or not listed:
            self.fault(inside, "en lista väntades", "a list was expected")
            return []
        return [(f"{inside}[{number}]", item) for number, item in enumerate(listed, 1)]

    def words(self, above: Mapping[str, Any], key: str, place: str) -> Bilingual:
        """Words in both languages."""
        words = above.get(key)
        if not (isinstance(words, dict) and words.get("sv") and words.get("en")):
            self.fault(f"{place}.{key}", "behöver både sv och en", "needs both sv and en")
            return UNSAID
        return Bilingual(*(" ".join(str(words[language]).split()) for language in ("sv", "en")))

    def truth(self, above: Mapping[str, Any], key: str, place: str) -> bool:
        """Yes or no; no where it is not said."""
        value = above.get(key, False)
        if not isinstance(value, bool):
            self.fault(f"{place}.{key}", "true eller false väntades", "must be true or false")
        return value is True

    def known(self, name: object, known: Collection[str], place: str) -> str:
        """A name that is among the known, else nothing."""
        if isinstance(name, str) and name in known:
            return name
        listed = ", ".join(get_close_matches(str(name), known, n=_NEAREST) or sorted(known))
        sv, en = f"'{name}' är okänt; närmast: {listed}", f"'{name}' is unknown; nearest: {listed}"
        if name is None:
            sv, en = f"ett namn saknas; kända: {listed}", f"a name is missing; known: {listed}"
        self.fault(place, sv, en)
        return ""

    def fault(self, place: str, sv: str, en: str) -> None:
        """Note what is wrong at a place within the file."""
        inside = place.lstrip(".")
        where = f"{self._where} ({inside})" if inside else self._where
        self.faults.append(Fault(where, self._check, sv, en))
