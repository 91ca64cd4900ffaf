"""The outline of Sweden that the map draws places on, out of the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/outline.py package/countries-10m.json > src/kng/_map/vendor/sweden.json

The package (ISC) holds Natural Earth's countries (public domain) as TopoJSON: lines in whole steps,
each from the one before. What is smaller than a pixel is left out.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import accumulate, pairwise
from pathlib import Path

SWEDEN = "752"
TOLERANCE = 0.012
SMALLEST = 0.004

Point = tuple[float, float]


def lines(topology: dict) -> list[list[Point]]:
    """Every line of the file in degrees, longitude first."""
    (scale_x, scale_y), (x, y) = (topology["transform"][key] for key in ("scale", "translate"))
    whole = (accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]]) for arc in topology["arcs"])
    return [[(x + at[0] * scale_x, y + at[1] * scale_y) for at in arc] for arc in whole]


def ring(arcs: list[int], known: list[list[Point]]) -> list[Point]:
    """A closed line out of numbered ones; a number below zero is one that is walked backwards."""
    points: list[Point] = []
    for number in arcs:
        points += known[number] if number >= 0 else known[~number][::-1]
    return points


def simplified(points: list[Point]) -> list[Point]:
    """The line by Douglas and Peucker's method (1973, doi:10.3138/FM57-6770-U75U-7727)."""
    kept, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far = max(range(first + 1, last), key=lambda at: off(points, first, last, at), default=None)
        if far is not None and off(points, first, last, far) > TOLERANCE:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [points[at] for at in sorted(kept)]


def off(points: list[Point], first: int, last: int, at: int) -> float:
    """How far a point lies from the way between two others, in degrees of latitude."""
    squeeze = math.cos(math.radians(62))
    ends = [points[number] for number in (first, last, at)]
    (ax, ay), (bx, by), (px, py) = ((x * squeeze, y) for x, y in ends)
    length = math.hypot(bx - ax, by - ay)
    if not length:
        return math.hypot(px - ax, py - ay)
    share = max(0, min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length**2))
    return math.hypot(px - ax - share * (bx - ax), py - ay - share * (by - ay))


def area(points: list[Point]) -> float:
    """The area within a closed line in square degrees."""
    ends = pairwise(points)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in ends)) / 2


def main() -> None:
    """Print Sweden's rings as JSON, the largest first."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    known = lines(topology)
    countries = topology["objects"]["countries"]["geometries"]
    sweden = next(country for country in countries if country.get("id") == SWEDEN)
    rings = [ring(outer, known) for outer, *_ in sweden["arcs"]]
    rings = sorted((r for r in rings if area(r) > SMALLEST), key=area, reverse=True)
    short = [[[round(x, 3), round(y, 3)] for x, y in simplified(points)] for points in rings]
    print(json.dumps(short, separators=(",", ":")))


if __name__ == "__main__":
    main()
