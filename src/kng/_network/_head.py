"""The head of a projection: what is read of it, and every fault with its line."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

from kng._errors import Fault, FaultsFound
from kng._heads import line_of, read_head
from kng._network._projection import FORMS, Projection, missing_columns
from kng._values import UNSAID, Bilingual, Layer

_KEYS = ("title", "tie", "form", "directed", "unit", "minimum", "layers", "things", "grounds")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def read_projection(
    name: str,
    text: str,
    where: str,
    columns: Sequence[str],
    joined: Mapping[str, Sequence[str]] | None = None,
) -> Projection:
    """What the head of a projection's file says.

    ``columns`` are those that its query gives (none where it cannot be asked, which is told
    elsewhere), ``joined`` those of each query that ``things`` or ``grounds`` may name.

    >>> head = "#+ title: {sv: Led, en: Lead}\\n#+ tie: {sv: leder, en: leads}\\n#+ form: direct"
    >>> read_projection("lead", head, "lead.rq", ("source", "target")).tie.en
    'leads'

    Raises:
        FaultsFound: the head cannot be read, lacks something, or asks for columns that the
            query does not give; all of it, with the line of each.
    """
    head = _Head(read_head(text, where), text, where)
    known = joined or {}
    for key in head.values:
        if key not in _KEYS:
            head.fault(
                str(key),
                f"'{key}' är okänt; kända är {', '.join(_KEYS)}",
                f"'{key}' is not known; known are {', '.join(_KEYS)}",
            )
    form = head.one_of("form", FORMS)
    projection = Projection(
        name,
        head.words("title"),
        head.words("tie"),
        cast(Literal["affiliation", "direct"], form),
        head.truth("directed"),
        head.words("unit", needed=False),
        head.number("minimum"),
        head.layers(),
        head.joined("things", known),
        head.joined("grounds", known),
    )
    if projection.directed and form == "affiliation":
        en = "an affiliation has no direction; leave out 'directed' or let the form be direct"
        head.fault("directed", "en anknytning har ingen riktning; ta bort 'directed'", en)
    if form and columns:
        _columns(head, projection, [*columns, *known.get(projection.things, ())])
    head.finish()
    return projection


def _columns(head: _Head, projection: Projection, columns: Sequence[str]) -> None:
    missing = missing_columns(projection.form, columns)
    if projection.layers and "layer" not in columns:
        missing.append("layer")
    if missing:
        names = ", ".join(f"?{name}" for name in missing)
        sv = f"frågan ger inte {names}, som formen {projection.form} behöver"
        en = f"the query does not give {names}, which the form {projection.form} needs"
        head.fault("form", sv, en, check="columns")
    if "layer" in columns and not projection.layers:
        sv = "frågan ger ?layer, men huvudet säger inte under layers vilka lager som finns"
        en = "the query gives ?layer, but the head does not say under layers which there are"
        head.fault("form", sv, en, check="columns")


class _Head:
    """The values of a head, and what is wrong with them so far."""

    def __init__(self, values: Mapping[str, Any], text: str, where: str) -> None:
        self.values, self._text, self._where = values, text, where
        self._faults: list[Fault] = []

    def fault(self, key: str, sv: str, en: str, check: str = "head") -> None:
        place = f"{self._where}:{line_of(self._text, key)}"
        self._faults.append(Fault(place, check, f"huvudet: {sv}", f"head: {en}"))

    def finish(self) -> None:
        if self._faults:
            raise FaultsFound(self._faults)

    def words(self, key: str, needed: bool = True) -> Bilingual:
        if key not in self.values and not needed:
            return UNSAID
        words = self.values.get(key)
        if isinstance(words, dict) and words.get("sv") and words.get("en"):
            return Bilingual(str(words["sv"]), str(words["en"]))
        self.fault(key, f"'{key}' behöver både sv och en", f"'{key}' needs both sv and en")
        return UNSAID

    def truth(self, key: str) -> bool:
        return bool(self._checked(key, False, lambda v: isinstance(v, bool), "true | false"))

    def number(self, key: str) -> float:
        return float(self._checked(key, 0, _is_amount, "a number from 0 on"))

    def one_of(self, key: str, among: Mapping[str, object]) -> str:
        return str(self._checked(key, "", lambda v: v in among, " | ".join(among), needed=True))

    def joined(self, key: str, known: Mapping[str, object]) -> str:
        expected = " | ".join(known) or "none is there: queries/networks/things/*.rq"
        return str(self._checked(key, "", lambda v: v in known, expected))

    def layers(self) -> tuple[Layer, ...]:
        layers = self.values.get("layers", {})
        if not isinstance(layers, dict) or not all(
            isinstance(name, str)
            and _NAME.fullmatch(name)
            and isinstance(words, dict)
            and words.get("sv")
            and words.get("en")
            for name, words in layers.items()
        ):
            en = "'layers' needs a word for each layer (a–z, 0–9, -), and under it sv and en"
            self.fault("layers", "'layers' behöver ett ord för varje lager, med sv och en", en)
            return ()
        return tuple(
            Layer(name, Bilingual(str(words["sv"]), str(words["en"])))
            for name, words in layers.items()
        )

    def _checked(
        self,
        key: str,
        default: object,
        accept: Callable[[Any], bool],
        expected: str,
        needed: bool = False,
    ) -> Any:
        value = self.values.get(key, default)
        if (key in self.values or needed) and not accept(value):
            self.fault(key, f"{key}: {expected}", f"{key}: {expected}")
            return default
        return value


def _is_amount(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(cast(float, value)) and cast(float, value) >= 0
