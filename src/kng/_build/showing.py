"""What people read: the map, the report, the pages of the ontology."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kng._build.declared import questions, report_plan, rules
from kng._build.graph import Graph
from kng._build.loading import compiled_shapes
from kng._dates import OPENING, Window
from kng._questions import kinds
from kng._values import Bilingual, Card, Network
from kng._workspace import Workspace

_TITLE = Bilingual("Klimatneutrala städer: vem möter vem", "Climate-neutral cities: who met whom")



def map_page(graph: Graph, networks: Sequence[Network], window: Window = OPENING) -> str:
    """The map of networks in a time as one HTML page."""
    from kng._map import MapContent, page

    rested_on = {r.thing for network in networks for reasons in network.evidence for r in reasons}
    shown = {a: c for a, c in graph.cards.items() if a in graph.things or a in rested_on}
    cards = {address: _linked_within(card, shown) for address, card in shown.items()}
    named = kinds(graph.store)
    note = _note(graph, networks, window, rested_on)
    return page(MapContent(_TITLE, note, tuple(networks), cards, graph.sources, named))



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



def _note(
    graph: Graph, networks: Sequence[Network], window: Window, rested_on: Collection[str]
) -> Bilingual:
    """What the map rests on, a line for its sources and one for each network."""
    from kng._explain.resting import joined, largest, left_out, meetings_left_out, time_shown

    meetings = [a for a in rested_on if a in graph.things and graph.things[a].kind == "meeting"]
    lines = [ln for a in meetings for part in graph.cards[a].sections for ln in part.lines]
    cited = len({source for line in lines for source in line.sources})
    met = _counted(len(meetings), Bilingual("möte", "meeting"), Bilingual("möten", "meetings"))
    read = _counted(cited, Bilingual("källa", "source"), Bilingual("källor", "sources"))
    rests = Bilingual(
        f"Bilden vilar på {met.sv} och {read.sv}: det som webben har publicerat.",
        f"The picture rests on {met.en} and {read.en}: what the web published.",
    )
    outside = left_out(meetings_left_out(networks, graph.things), window, graph.things)
    notes = [joined([time_shown(window), rests, outside])]
    for network in networks:
        most, title = largest(network, graph.things), network.title
        if most.en:
            notes.append(Bilingual(f"{title.sv}: {most.sv}", f"{title.en}: {most.en}"))
    return Bilingual("\n".join(n.sv for n in notes), "\n".join(n.en for n in notes))



def _counted(count: int, one: Bilingual, many: Bilingual) -> Bilingual:
    noun = one if count == 1 else many
    return Bilingual(f"{count} {noun.sv}", f"{count} {noun.en}")



def report_files(graph: Graph, networks: Sequence[Network] = ()) -> dict[str, str]:
    """The report as text by ``sv.md`` and so on; nothing where the workspace declares none.

    Networks that are not given are made where the report tells of them.
    """
    from kng._explain.resting import resting
    from kng._report import Material, reports

    asked = questions(graph.workspace)
    plan = report_plan(graph.workspace, asked, graph.projections)
    if plan is None:
        return {}
    made = {network.name: network for network in networks}
    told = {name: made.get(name) or graph.network(name) for name in plan.networks}
    rests = {name: (one.title, resting(one, graph.things)) for name, one in told.items()}
    return reports(plan, Material(graph.store, asked, graph.names, graph.sources, rests))



def ontology_files(workspace: Workspace) -> dict[str, bytes]:
    """The pages of the ontology in both languages, and the files that they tell of.

    Raises:
        FaultsFound: the shapes, a rule, a question or an example cannot be read.
    """
    from kng._pages import OntologyContent, ontology_pages

    content = OntologyContent(
        ontology=workspace.ontology.data,
        schemes=workspace.schemes.data,
        shapes_file=workspace.shapes.data,
        alignments=workspace.alignments.data if workspace.alignments else b"",
        examples={f"{example.name}.ttl": example.text() for example in workspace.examples},
        shapes=compiled_shapes(workspace),
        rules=tuple(rules(workspace).values()),
        questions=tuple(questions(workspace).values()),
    )
    return ontology_pages(content)

