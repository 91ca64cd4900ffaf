"""Every exported file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kng._build.graph import Graph
from kng._build.network_files import network_files
from kng._build.progress import Progress, silent, timed
from kng._build.mapping import map_page
from kng._build.showing import ontology_files, report_files
from kng._workspace import MANIFEST

if TYPE_CHECKING:
    from kng._export.edition import Exported
    from kng._export.graphs import Facts, Writer
    from kng._store import Store

    from kng._export import NetworkFormat


def exports(graph: Graph, progress: Progress = silent) -> dict[str, bytes]:
    """Every exported file by its path, the manifest among them."""
    from kng._export.edition import exported

    files: dict[str, bytes] = {}
    with timed(progress, "networks"):
        networks = graph.networks()
    with timed(progress, "measures"):
        assessed = [graph.assess(network) for network in networks]
    with timed(progress, "exports"):
        facts = facts_of(graph)
        files |= _graph_files(facts)
        files |= network_files(assessed)
    with timed(progress, "report"):
        told = report_files(graph, networks)
        files |= {f"report/{name}": text.encode() for name, text in told.items()}
    with timed(progress, "map"):
        files["map.html"] = map_page(graph, assessed).encode()
    with timed(progress, "pages"):
        files |= ontology_files(graph.workspace)
    with timed(progress, "metadata"):
        files |= described(facts, [exported(path, data) for path, data in files.items()])
    return files



def facts_of(graph: Graph, store: Store | None = None) -> Facts:
    """What is exported of a closed graph, or of a ``store`` that its rules have closed."""
    from kng._export.graphs import Facts

    return Facts(store or graph.store, tuple(rule.graph for rule in graph.rules.values()))



def _graph_files(facts: Facts) -> dict[str, bytes]:
    from kng._export.graphs import GRAPH_FORMATS

    writers = [form.files(facts) for form in GRAPH_FORMATS if form.kept]
    return {path: _bytes(writer) for files in writers for path, writer in files.items()}



def _bytes(writer: Writer) -> bytes:
    out = io.BytesIO()
    writer(out)
    return out.getvalue()



def described(facts: Facts, files: Iterable[Exported]) -> Iterator[tuple[str, bytes]]:
    """What says of an export what it is, a file at a time; the manifest, which lists all, last."""
    from kng._export import about, citation, crate, credits, dcat, edition, graphs, manifest, void

    listed = list(files)

    def told(path: str, data: bytes) -> tuple[str, bytes]:
        listed.append(edition.exported(path, data))
        return path, data

    store = facts.store
    dumps = [about.ABOUT.address(file.path) for file in listed if file.path == "kng.trig"]
    yield told("context.jsonld", graphs.context_file(store))
    yield told("void.ttl", void.void(store, dumps))
    yield told(credits.FILE, credits.credits_file(store))
    yield told(citation.FILE, citation.citation(edition.edition(store, ())))
    yield told("dcat.ttl", dcat.dcat(edition.edition(store, listed)))
    yield told(crate.FILE, crate.crate(edition.edition(store, listed)))
    yield MANIFEST, manifest.manifest(facts, edition.edition(store, listed))
