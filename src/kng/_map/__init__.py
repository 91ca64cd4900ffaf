"""The map: networks, cards and sources in, one HTML file out that needs nothing else.

Positions are computed here, once, so that the page shows its final picture at once; the page
itself only draws, filters, searches and tells what a node or a tie rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kng._map import _assemble, _embed
from kng._values import Bilingual, Card, Network, Source

__all__ = ["MapContent", "page"]


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a map shows.

    ``note`` says what the picture rests on, a paragraph a line. ``networks`` are drawn together
    on one canvas and can be switched on and off. ``cards`` holds, by address, what can be read
    about nodes and about the things that ties rest on (meetings, affiliations); ``sources``
    the documents that cards name; ``kinds`` the label of each ``Thing.kind``. Cards, sources
    and labels may be missing: the page says so where it would have shown them.
    """

    title: Bilingual
    note: Bilingual
    networks: tuple[Network, ...]
    cards: Mapping[str, Card]
    sources: Mapping[str, Source]
    kinds: Mapping[str, Bilingual]


def page(content: MapContent) -> str:
    """The whole HTML file as text (write it as UTF-8): one file, no request to anywhere.

    The same content gives the same text, in any process. The page follows a strict Content
    Security Policy (https://www.w3.org/TR/CSP3/): scripts and styles run by their hash alone.

    :raises KngError: two of the networks have the same name.

    >>> empty = MapContent(Bilingual("Karta", "Map"), Bilingual("", ""), (), {}, {}, {})
    >>> page(empty).splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="sv">']
    """
    parts = _assemble.Parts(
        content.networks, dict(content.cards), dict(content.sources), dict(content.kinds)
    )
    data = _assemble.payload(parts)
    data["title"] = content.title
    data["note"] = content.note
    return _embed.html(content.title.in_language("sv"), content.note.in_language("sv"), data)
