"""What a workspace declares of its map: how it opens, where to say what is wrong, and its tours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from kng._dates import span
from kng._errors import FaultsFound
from kng._map._content import Step, Story
from kng._plans import PlanReader, declared

_TOP = {"opens", "wrong", "stories"}
_STORY = {"name", "title", "steps"}
_STEP = {"text", "view"}
_ONE_OF: Mapping[str, tuple[str, ...]] = {
    "view": ("net", "place", "table"),
    "colour": ("community", "region", "phase", "kind"),
    "weight": ("newman", "count"),
}
_OWN_SIZES = ("neighbours", "sum", "same")
_DATES = ("from", "to", "at")
_THINGS = ("node", "thing", "tie", "path", "focus")
_VIEW = (*_ONE_OF, "net", "size", *_DATES, *_THINGS, "only")


@dataclass(frozen=True, slots=True)
class MapPlan:
    """The declared part of a map; views are addresses as after ``#``."""

    opens: str = ""
    wrong: str = ""
    stories: tuple[Story, ...] = ()

    @property
    def network(self) -> str:
        """The network on which the map opens, where it is said."""
        return dict(part.partition("=")[::2] for part in self.opens.split("&")).get("net", "")


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan may name: networks, measures and facets."""

    networks: Collection[str]
    measures: Collection[str]
    facets: Collection[str]


def named(view: str) -> set[str]:
    """The things that a view names, as they stand in it.

    >>> sorted(named("net=x&tie=person%2Fa+person%2Fb&focus=person%2Fc+2"))
    ['person/a', 'person/b', 'person/c']
    """
    found = [word for key, text in parse_qsl(view) if key in _THINGS for word in text.split()]
    return {word for word in found if not word.isdigit()}


def read_map_plan(text: str, where: str, known: Known) -> MapPlan:
    """The plan in a YAML text.

    Raises:
        FaultsFound: it is no YAML, or names what there is not; every fault with its place.
    """
    reader = _Reader(where, known)
    plan = reader.plan(declared(text, where, "map"))
    if reader.faults:
        raise FaultsFound(reader.faults)
    return plan


class _Reader(PlanReader):
    """Reads stories, steps and views."""

    def __init__(self, where: str, known: Known) -> None:
        super().__init__(where, "map")
        self._known = known

    def plan(self, found: object) -> MapPlan:
        top = self.mapping(found or {}, "", _TOP)
        stories = self.items(top, "stories", "") if "stories" in top else []
        return MapPlan(
            opens=self._view(top["opens"], "opens") if "opens" in top else "",
            wrong=self._address(top),
            stories=tuple(self._story(item, place) for place, item in stories),
        )

    def _address(self, top: Mapping[str, Any]) -> str:
        address = top.get("wrong") or ""
        known = isinstance(address, str) and urlsplit(address).scheme in ("", "https", "mailto")
        if not known or (address and "{thing}" not in address):
            sv = "en adress med https: eller mailto: väntades, med {thing} för det som är fel"
            en = "an address with https: or mailto: was expected, with {thing} for what is wrong"
            self.fault("wrong", sv, en)
            return ""
        return address

    def _story(self, found: object, place: str) -> Story:
        story = self.mapping(found, place, _STORY)
        name = story.get("name")
        if not (isinstance(name, str) and name.replace("-", "").isalnum()):
            sv, en = "ett namn av bokstäver, siffror och bindestreck", "a name of letters, digits"
            self.fault(f"{place}.name", f"{sv} väntades", f"{en} and hyphens was expected")
            name = ""
        steps = tuple(self._step(item, at) for at, item in self.items(story, "steps", place))
        return Story(name, self.words(story, "title", place), steps)

    def _step(self, found: object, place: str) -> Step:
        step = self.mapping(found, place, _STEP)
        return Step(self.words(step, "text", place), self._view(step.get("view"), f"{place}.view"))

    def _view(self, found: object, place: str) -> str:
        view = self.mapping(found, place, _VIEW)
        parts: list[tuple[str, str]] = []
        for key, value in view.items():
            parts += self._part(key, value, f"{place}.{key}")
        return urlencode(parts)

    def _part(self, key: str, value: object, place: str) -> list[tuple[str, str]]:
        if key in _ONE_OF:
            return [(key, self.known(value, _ONE_OF[key], place))]
        if key == "net":
            return [(key, self.known(value, self._known.networks, place))]
        if key == "size":
            return [(key, self.known(value, (*_OWN_SIZES, *self._known.measures), place))]
        if key in _DATES:
            return [(key, self._date(value, place))]
        if key in _THINGS:
            return [(key, " ".join(map(str, value if isinstance(value, list) else [value])))]
        return self._only(value, place) if key == "only" else []

    def _date(self, value: object, place: str) -> str:
        text = str(value)
        try:
            return text if text == ".." else (span(text) and text)
        except ValueError:
            sv, en = "ett datum inom citattecken väntades", "a date in quotes was expected"
            self.fault(place, f'{sv}: "2022-03" eller ".."', f'{en}: "2022-03" or ".."')
            return ""

    def _only(self, value: object, place: str) -> list[tuple[str, str]]:
        facets = self.mapping(value, place, self._known.facets)
        return [
            (f"only.{name}", str(one))
            for name, values in facets.items()
            for one in (values if isinstance(values, list) else [values])
        ]
