"""From a map's content to the plain data that the page carries: texts once, elsewhere numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from kng._dates import Window
from kng._errors import KngError
from kng._map._codes import Codes
from kng._map._content import Facet, Layer, MapContent
from kng._map._place import outline, placed
from kng._map._positions import positions
from kng._map._rows import DATES, ENDS, Days, Json, addresses, packed
from kng._values import Bilingual, Card, Coverage, Interval, Line, Source, Thing, significant

# Colour (the number, see map.css) and shape together tell kinds apart, so that neither is needed.
_STYLES = {"person": (0, "dot"), "municipality": (1, "square"), "organisation": (2, "diamond")}
_SHAPES = ("triangle", "hexagon", "star", "triangleDown", "dot", "square", "diamond")
_COLOURS = 8
_MARK = "\ue000"
_MOST_MARKS = 10
_OPTIONS: Json = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "keyboard": {"enabled": False},
        "selectConnectedEdges": False,
        "dragNodes": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"chosen": False, "borderWidth": 1.5},
    "edges": {"chosen": False, "arrowStrikethrough": False, "smooth": False},
}


def payload(content: MapContent) -> Json:
    """All that the page needs, as plain values; nodes, rows and options come out of pyvis."""
    _refuse_same_names(content.layers)
    return _Payload(content).data()


def _refuse_same_names(layers: tuple[Layer, ...]) -> None:
    for first, second in pairwise(sorted(layer.whole.name for layer in layers)):
        if first == second:
            raise KngError(
                f"map: two networks are called '{first}'; the page's address holds the "
                "name of the network that is shown, so give each a name of its own"
            )


class _Payload:
    """The tables of texts and addresses, and what is written with their numbers."""

    def __init__(self, content: MapContent) -> None:
        self.content = content
        self.things = _things(content.layers)
        named = {
            *self.things,
            *content.cards,
            *(address for layer in content.layers for address in addresses(layer)),
            *(value for facet in content.facets for value in _values(facet)),
        }
        self.address: Codes[str] = Codes(sorted(named))
        self.word: Codes[str] = Codes([""])
        self.words: Codes[tuple[int, int]] = Codes()
        self.days: Codes[Days] = Codes()
        self.cited: Codes[tuple[int, ...]] = Codes([()])
        self.source: Codes[str] = Codes(sorted(content.sources))

    def data(self) -> Json:
        layers = [self._layer(layer) for layer in self.content.layers]
        cards = [self._card(self.content.cards.get(a)) for a in self.address.values]
        facets = [self._facet(facet) for facet in self.content.facets]
        names = [self._words(self._name(address)) for address in self.address.values]
        kinds = [self._words(self._kind(address)) for address in self.address.values]
        base = _base(self.address.values)
        return {
            "title": self.content.title,
            "note": self.content.note,
            "base": base,
            "addresses": [address.removeprefix(base) for address in self.address.values],
            "names": names,
            "kindNames": kinds,
            "kinds": self._kinds(),
            "layers": layers,
            "cards": cards,
            "facets": facets,
            "scales": [
                {
                    "name": s.name,
                    "title": s.title,
                    "meaning": s.meaning,
                    "unit": s.unit,
                    "better": s.better,
                }
                for s in self.content.scales
            ],
            "sources": [self._source(source) for source in self.source.values],
            "cited": self.cited.values,
            "days": self.days.values,
            "outline": outline() if any(self.content.places) else [],
            "options": _through_pyvis([], [])[2],
            "opens": {"window": _window(self.content.window), "view": self.content.opens},
            "stories": [
                {
                    "name": story.name,
                    "title": story.title,
                    "steps": [{"text": step.text, "view": step.view} for step in story.steps],
                }
                for story in self.content.stories
            ],
            "wrong": self.content.wrong,
            "words": [number for pair in self.words.values for number in pair],
            "texts": self.word.values,
        }

    def _words(self, said: Bilingual) -> int:
        return self.words((self.word(said.sv), self.word(said.en)))

    def _name(self, address: str) -> Bilingual:
        if address in self.things:
            return self.things[address].label
        if address in self.content.cards:
            return self.content.cards[address].label
        return self.content.names.get(address, Bilingual("", ""))

    def _kind(self, address: str) -> Bilingual:
        thing, card = self.things.get(address), self.content.cards.get(address)
        if thing and thing.kind in self.content.kinds:
            return self.content.kinds[thing.kind]
        return card.kind if card else Bilingual("", "")

    def _kinds(self) -> list[Json]:
        """The kinds of nodes, with what they look like."""
        styles = _styles(self.things.values())
        present = {thing.kind for thing in self.things.values()}
        return [
            {
                "kind": kind,
                "label": self.content.kinds.get(kind, Bilingual(kind, kind)),
                "colour": colour,
                "shape": shape,
            }
            for kind, (colour, shape) in styles.items()
            if kind in present
        ]

    def _layer(self, layer: Layer) -> Json:
        network = layer.whole
        kinds = [kind["kind"] for kind in self._kinds()]
        ids = [node.id for node in network.nodes]
        places = placed(ids, self.content.places)
        nodes = [
            {"id": self.address(node.id), "label": node.label.sv, "x": x, "y": y}
            for node, (x, y) in zip(network.nodes, positions(layer), strict=True)
        ]
        columns = packed(layer, self.address, self.days, self.word)
        nodes, edges, _ = _through_pyvis(nodes, _edges(layer.form, columns))
        return {
            "name": network.name,
            "title": network.title,
            "tie": network.tie,
            "form": layer.form,
            "directed": network.directed,
            "weighting": network.weighting,
            "dated": any(name in layer.rows.columns for name in DATES),
            "query": layer.query,
            "tieKinds": [{"word": self.word(k.name), "label": k.label} for k in layer.kinds],
            "nodes": [node["id"] for node in nodes],
            "kinds": [kinds.index(node.kind) for node in network.nodes],
            "x": [node["x"] for node in nodes],
            "y": [node["y"] for node in nodes],
            "places": [number for place in places for number in place or (None, None)],
            "groups": [layer.groups.get(address, -1) for address in ids],
            "values": {
                name: [significant(given[a]) if a in given else None for a in ids]
                for name, given in layer.values.items()
            },
            "intervals": {
                name: [self._interval(given.get(a)) for a in ids]
                for name, given in layer.intervals.items()
            },
            "coverage": [self._coverage(layer.coverage.get(a)) for a in ids],
            "rows": {**columns, **_ends(layer.form, edges)},
        }

    def _interval(self, held: Interval | None) -> Any:
        return held and [*held[:-1], self.source(held.hinge) if held.hinge else -1]

    def _coverage(self, rests: Coverage | None) -> Any:
        """Sources, occasions and the share of the largest of them; 0 where it is not known."""
        return [rests.sources, rests.occasions, significant(rests.share, 3)] if rests else 0

    def _card(self, card: Card | None) -> Any:
        """Sections as a heading and its lines, a line as words, sources and link; 0 for none."""
        if card is None:
            return 0
        return [
            [
                self._words(section.heading),
                [
                    number
                    for line in section.lines
                    for number in (
                        self._words(self._templated(card.id, line)),
                        self.cited(tuple(self.source(s) for s in line.sources)),
                        self.address(line.link) if line.link in self.address else -1,
                    )
                ],
                *self._concerned([line.concerns for line in section.lines]),
            ]
            for section in card.sections
        ]

    def _templated(self, own: str, line: Line) -> Bilingual:
        """The words of a line with a mark for each name that stands elsewhere in the file.

        What is said of many, as who took part where, is thus there once: its link is named by the
        first mark, the card's own thing by the second, those it concerns by the others.
        """
        if any(_MARK in said for said in line.text):
            return line.text
        named = [line.link, own, *line.concerns][:_MOST_MARKS]
        sv, en = line.text
        for number, address in enumerate(named):
            if address in self.address:
                name = self._name(address)
                sv = _marked(sv, name.in_language("sv"), number)
                en = _marked(en, name.in_language("en"), number)
        return Bilingual(sv, en)

    def _concerned(self, concerns: list[tuple[str, ...]]) -> list[Any]:
        """Whom each line is about, where lines say so."""
        known = [[self.address(a) for a in who if a in self.address] for who in concerns]
        return [known] if any(known) else []

    def _facet(self, facet: Facet) -> Json:
        named = [(a, facet.values[a]) for a in sorted(facet.values) if a in self.address]
        return {
            "name": facet.name,
            "title": facet.title,
            "of": facet.of,
            "at": [self.address(address) for address, _ in named],
            "values": [[self.address(value) for value in values] for _, values in named],
        }

    def _source(self, address: str) -> Json:
        source = self.content.sources.get(address, Source(address, "", "", "", "", ""))
        return {
            "id": address,
            "title": source.title,
            "url": source.url,
            "publisher": source.publisher,
            "published": source.published,
            "retrieved": source.retrieved,
            "known": address in self.content.sources,
        }


def _through_pyvis(nodes: list[Json], edges: list[Json]) -> tuple[list[Json], list[Json], Json]:
    # add_node and add_edge look through everything added before and drop parallel ties,
    # so pyvis is handed whole lists.
    import pyvis.network

    net = pyvis.network.Network()
    net.nodes, net.edges, net.options = nodes, edges, _OPTIONS
    net.node_ids = [node["id"] for node in nodes]
    nodes, edges, *_, options = net.get_network_data()
    return nodes, edges, json.loads(options)


def _edges(form: str, columns: Mapping[str, list[int]]) -> list[Json]:
    """Each row as an edge: a node with what it shares with others, or two nodes that are tied."""
    first, second = (*ENDS[form], "thing")[:2]
    length = len(columns.get(first, ()))
    others = columns.get(second, [-1] * length)
    return [
        {"from": one, "to": other}
        for one, other in zip(columns.get(first, ()), others, strict=True)
    ]


def _ends(form: str, edges: list[Json]) -> dict[str, list[int]]:
    first, second = (*ENDS[form], "thing")[:2]
    return {first: [edge["from"] for edge in edges], second: [edge["to"] for edge in edges]}


def _marked(text: str, name: str, number: int) -> str:
    return text.replace(name, f"{_MARK}{number}", 1) if len(name) > 1 else text


def _things(layers: Iterable[Layer]) -> dict[str, Thing]:
    return {thing.id: thing for layer in layers for thing in layer.whole.nodes}


def _values(facet: Facet) -> Iterator[str]:
    for values in facet.values.values():
        yield from values


def _styles(things: Iterable[Thing]) -> dict[str, tuple[int, str]]:
    styles = dict(_STYLES)
    for kind in sorted({thing.kind for thing in things} - set(_STYLES)):
        at = len(styles)
        styles[kind] = (at % _COLOURS, _SHAPES[(at - len(_STYLES)) % len(_SHAPES)])
    return styles


def _base(known: list[str]) -> str:
    """With what most addresses begin, up to ``/id/``."""
    heads = [address.partition("/id/")[0] for address in known if "/id/" in address]
    return max(sorted(set(heads)), key=heads.count) + "/id/" if heads else ""


def _window(window: Window) -> Json:
    first, last = (day.isoformat() if day else "" for day in (window.first, window.last))
    if window.as_of:
        return {"at": last, "possible": window.possible}
    return {"from": first, "to": last, "possible": window.possible}
