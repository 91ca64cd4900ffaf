"""Where nodes stand on the outline of Sweden, in the units of the canvas."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

Point = tuple[float, float]

HEIGHT = 1000.0
_OUTLINE = Path(__file__).parent / "vendor" / "sweden.json"
_MIDDLE_LATITUDE, _MIDDLE_LONGITUDE = 62.2, 17.0
_DEGREES_HIGH = 13.9
_APART = 7.0
_GOLDEN = math.pi * (3 - math.sqrt(5))


def projected(latitude: float, longitude: float) -> Point:
    """A place on the canvas: the transverse Mercator projection on a sphere, true to shape.

    >>> projected(62.2, 17.0)
    (0.0, 0.0)
    >>> [round(number) for number in projected(69.15, 17.0)]
    [0, -500]
    """
    phi, away = math.radians(latitude), math.radians(longitude - _MIDDLE_LONGITUDE)
    b = math.cos(phi) * math.sin(away)
    east = math.atanh(max(-0.99, min(0.99, b)))
    north = math.atan2(math.tan(phi), math.cos(away)) - math.radians(_MIDDLE_LATITUDE)
    scale = HEIGHT / math.radians(_DEGREES_HIGH)
    return round(east * scale, 1) + 0.0, round(-north * scale, 1) + 0.0


def outline() -> list[list[float]]:
    """The coasts and borders as closed lines of x, y, x, y …"""
    rings = json.loads(_OUTLINE.read_text(encoding="utf-8"))
    return [
        [number for longitude, latitude in ring for number in projected(latitude, longitude)]
        for ring in rings
    ]


def placed(
    addresses: Sequence[str], places: Mapping[str, tuple[float, float]]
) -> list[Point | None]:
    """Where each address stands: those of one place in a spiral around it, in the order given.

    ``places`` has latitude and longitude in degrees; what has none is not placed.

    >>> placed(["a", "b"], {"a": (62.2, 17.0)})
    [(0.0, 0.0), None]
    """
    here: dict[tuple[float, float], int] = defaultdict(int)
    found: list[Point | None] = []
    for address in addresses:
        place = places.get(address)
        if place is None:
            found.append(None)
            continue
        x, y = projected(*place)
        number, here[place] = here[place], here[place] + 1
        away, angle = _APART * math.sqrt(number), number * _GOLDEN
        found.append(
            (
                round(x + away * math.cos(angle), 1) + 0.0,
                round(y + away * math.sin(angle), 1) + 0.0,
            )
        )
    return found
