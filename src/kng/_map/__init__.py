"""The map: networks with their rows, cards and sources in, one HTML file out.

Positions are computed here, once, so that the page shows its final picture at once. Ties are made
by the page itself out of the rows of each network, so that it can show any time.
"""

from __future__ import annotations

from kng._map import _embed
from kng._map._content import Facet, Layer, MapContent, Scale, Step, Story
from kng._map._layout import layout
from kng._map._payload import payload
from kng._map._plan import Known, MapPlan, named, read_map_plan
from kng._map._rows import addresses

__all__ = [
    "Facet",
    "Known",
    "Layer",
    "MapContent",
    "MapPlan",
    "Scale",
    "Step",
    "Story",
    "addresses",
    "layout",
    "named",
    "page",
    "read_map_plan",
]


def page(content: MapContent) -> str:
    """The whole HTML file as text (write it as UTF-8): one file, no request to anywhere.

    The same content gives the same text, in any process. The page follows a strict Content
    Security Policy (https://www.w3.org/TR/CSP3/): scripts and styles run by their hash alone.

    :raises KngError: two of the networks have the same name.

    >>> from kng._values import Bilingual
    >>> empty = MapContent(Bilingual("Karta", "Map"), Bilingual("", ""), ())
    >>> page(empty).splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="sv">']
    """
    title, note = (words.in_language("sv") for words in (content.title, content.note))
    return _embed.html(title, note, payload(content))
