"""What people read: the report, the pages of the ontology."""

from __future__ import annotations

from collections.abc import Sequence

from kng._build.declared import questions, report_plan, rules
from kng._build.graph import Graph
from kng._build.loading import compiled_shapes
from kng._values import Network
from kng._workspace import Workspace

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

