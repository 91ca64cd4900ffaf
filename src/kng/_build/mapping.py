"""The map as one page: every declared network with its rows, and what can be read of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kng._build.declared import map_plan
from kng._build.facets import FACETS, coordinates, facet_values, homes
from kng._build.graph import Graph
from kng._dates import ALL_TIME, OPENING, Window
from kng._namespaces import ASSERTED, ID
from kng._questions import kinds
from kng._values import Bilingual, Card, Source

if TYPE_CHECKING:
    from kng._map import Facet, Layer, Scale, Story
    from kng._measures import Assessment

_TITLE = Bilingual("Klimatneutrala städer: vem möter vem", "Climate-neutral cities: who met whom")


def map_page(
    graph: Graph, assessed: Sequence[Assessment], window: Window = OPENING, opens: str = ""
) -> str:
    """The map of networks as one HTML page, which opens on a time and on what ``opens`` says."""
    from kng._map import MapContent, page

    plan = map_plan(graph.workspace, graph.projections)
    layers = tuple(_layer(graph, assessment) for assessment in assessed)
    named = {a for layer in layers for a in _named(layer)}
    cards = {a: graph.cards[a] for a in named if a in graph.cards}
    facets = tuple(_facets(graph, named))
    content = MapContent(
        title=_TITLE,
        note=_note(graph),
        layers=layers,
        cards={address: _linked_within(card, cards) for address, card in cards.items()},
        sources=_cited(graph, cards.values()),
        kinds=kinds(graph.store),
        facets=facets,
        names=graph.names,
        scales=_scales(),
        places=_places(graph, named),
        stories=tuple(story for story in plan.stories if _can_be_told(graph, story)),
        window=window,
        opens=opens or plan.opens,
        wrong=plan.wrong,
    )
    return page(content)


def _layer(graph: Graph, assessment: Assessment) -> Layer:
    from kng._map import Layer
    from kng._network import project

    shown = assessment.network.merged()
    projection, encoded = graph.rows(shown.name)
    rows = encoded.where("announced", lambda cell: cell not in ("true", "1")).rows()
    whole = project(projection, rows, graph.things, shown.weighting, ALL_TIME).merged()
    ids = [node.id for node in shown.nodes]
    return Layer(
        shown=shown,
        whole=whole,
        form=projection.form,
        rows=rows,
        query=graph.projections[shown.name][1],
        groups=_groups(assessment),
        values={
            name: dict(zip(ids, values.tolist(), strict=True))
            for name, values in assessment.values.items()
        },
        intervals={
            name: dict(zip(ids, held, strict=True)) for name, held in assessment.intervals.items()
        },
        coverage=dict(zip(ids, assessment.coverage, strict=False)),
        kinds=assessment.network.layers,
    )


def _groups(assessment: Assessment) -> dict[str, int]:
    """The communities of more than one, by address of their members."""
    found = assessment.partitions["community"].tolist()
    members = Counter(found)
    nodes = zip(assessment.network.nodes, found, strict=True)
    return {node.id: group for node, group in nodes if members[group] > 1}


def _can_be_told(graph: Graph, story: Story) -> bool:
    """Whether this graph has all that a tour shows; a made-up one need not."""
    from kng._map import named

    things = {thing for step in story.steps for thing in named(step.view)}
    return all(graph.store.mentions(ASSERTED, f"{ID}{thing}") for thing in things)


def _named(layer: Layer) -> set[str]:
    from kng._map import addresses

    return {*addresses(layer), *(node.id for node in layer.whole.nodes)}


def _scales() -> tuple[Scale, ...]:
    from kng._map import Scale
    from kng._measures import MEASURES

    return tuple(Scale(m.name, m.title, m.meaning, m.unit, m.better) for m in MEASURES if m.of == "node")


def _facets(graph: Graph, named: Collection[str]) -> Iterable[Facet]:
    from kng._map import Facet

    phases = {node: (phase,) for node, phase in graph.attributes.get("phase", {}).items()}
    yield Facet("phase", Bilingual("Fas", "Phase"), "node", phases)
    for facet in FACETS:
        values = facet_values(graph.store, facet)
        kept = {address: values[address] for address in values if address in named}
        if kept:
            yield Facet(facet.name, facet.title, facet.of, kept)


def _places(graph: Graph, named: Collection[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude; what has none is where it belongs."""
    known = coordinates(graph.store)
    known |= {
        thing.id: (thing.latitude, thing.longitude)
        for thing in graph.things.values()
        if thing.latitude is not None and thing.longitude is not None
    }
    belonging = homes(graph.store)
    found: dict[str, tuple[float, float]] = {}
    for address in named:
        nearby = belonging.get(address, [])
        further = [home for near in nearby for home in belonging.get(near, [])]
        place = next((known[a] for a in (address, *nearby, *further) if a in known), None)
        if place:
            found[address] = place
    return found


def _linked_within(card: Card, shown: Mapping[str, Card]) -> Card:
    """The card without links to what the map has no card for."""
    return replace(
        card,
        sections=tuple(
            replace(
                section,
                lines=tuple(
                    line if line.link in shown else replace(line, link="") for line in section.lines
                ),
            )
            for section in card.sections
        ),
    )


def _cited(graph: Graph, cards: Iterable[Card]) -> dict[str, Source]:
    named = {
        source
        for card in cards
        for section in card.sections
        for line in section.lines
        for source in line.sources
    }
    return {address: graph.sources[address] for address in named if address in graph.sources}


def _note(graph: Graph) -> Bilingual:
    """On what the map rests as a whole; what a picture rests on is told by the page."""
    sources = len(graph.sources)
    return Bilingual(
        f"Kartan vilar på {sources} källor: det som webben har publicerat. "
        "Att ett band saknas betyder inte att två aldrig har mötts.",
        f"The map rests on {sources} sources: what the web published. "
        "That a tie is missing does not mean that two have never met.",
    )
