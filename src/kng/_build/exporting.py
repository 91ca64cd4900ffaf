"""Every exported file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kng._build.graph import Graph
from kng._build.progress import Progress, silent, timed
from kng._build.mapping import map_page
from kng._build.showing import ontology_files, report_files
from kng._namespaces import ASSERTED, DERIVED, ID
from kng._workspace import MANIFEST

if TYPE_CHECKING:
    from kng._measures import Assessment


def exports(graph: Graph, progress: Progress = silent) -> dict[str, bytes]:
    """Every exported file by its path, the manifest among them."""
    files: dict[str, bytes] = {}
    with timed(progress, "networks"):
        networks = graph.networks()
    with timed(progress, "measures"):
        assessed = [graph.assess(network) for network in networks]
    with timed(progress, "exports"):
        files |= _graph_files(graph)
        for assessment in assessed:
            files |= _network_files(assessment)
    with timed(progress, "report"):
        told = report_files(graph, networks)
        files |= {f"report/{name}": text.encode() for name, text in told.items()}
    with timed(progress, "map"):
        files["map.html"] = map_page(graph, assessed).encode()
    with timed(progress, "pages"):
        files |= ontology_files(graph.workspace)
    files[MANIFEST] = _manifest(graph, files)
    return files



def _graph_files(graph: Graph) -> dict[str, bytes]:
    from kng._export.turtle import trig, turtle

    store = graph.store
    named = {name: store.triples(name) for name in store.sources}
    derived = {rule.graph: store.triples(rule.graph) for rule in graph.rules.values()}
    files = {f"sources/{_slug(name)}.ttl": turtle(triples) for name, triples in named.items()}
    files["kng.ttl"] = turtle(store.triples(ASSERTED))
    files["kng-inferred.ttl"] = turtle(store.triples(DERIVED))
    files["kng.trig"] = trig({**named, **derived})
    return files



def _network_files(assessment: Assessment) -> dict[str, bytes]:
    from kng._export import NETWORK_FORMATS, measures_csv

    network, values = assessment.network, assessment.values
    files: dict[str, bytes] = {}
    for form in NETWORK_FORMATS:
        for suffix, data in form.write(network, values).items():
            files[f"networks/{network.name}.{suffix}"] = data
    files[f"measures/{network.name}.csv"] = measures_csv(network, values, assessment.ranks)
    return files


def _manifest(graph: Graph, files: Mapping[str, bytes]) -> bytes:
    store = graph.store
    listed = [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(files.items())
    ]
    manifest = {
        "name": "kng",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "triples": {
            "asserted": len(store.triples(ASSERTED)),
            "derived": len(store.triples(DERIVED)),
            **{_slug(name): len(store.triples(name)) for name in store.sources},
        },
        "files": listed,
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()



def _slug(graph: str) -> str:
    return graph.removeprefix(f"{ID}graph/")

