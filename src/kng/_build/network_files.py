"""The files of the networks: each in every format, its measures, and what says what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kng._build.graph import Graph, measured
from kng._build.picturing import picture
from kng._values import Network

if TYPE_CHECKING:
    from kng._export import NetworkFormat
    from kng._measures import Assessment


def network_files(assessed: Sequence[Assessment]) -> dict[str, bytes]:
    """Every file of the networks by its path."""
    from kng._export.datapackage import Tables, datapackage
    from kng._measures import MEASURES

    files: dict[str, bytes] = {}
    for assessment in assessed:
        files |= _one(assessment)
    told = {
        one.network.name: Tables(
            one.network,
            one.values,
            *((name, files[name]) for name in _tables(one.network.name)),
        )
        for one in assessed
    }
    meanings = {measure.name: measure.meaning for measure in MEASURES}
    files["datapackage.json"] = datapackage(told, meanings)
    return files


def series_files(
    graph: Graph, networks: Mapping[str, Network], form: NetworkFormat
) -> dict[str, bytes]:
    """The files of a network's snapshots by what their names end with: the label of the step
    first. As CSV the ties of all stand before them in one table."""
    from kng._export import series_csv

    files = {"edges.csv": series_csv(networks)} if form.name == "csv" else {}
    for label, network in networks.items():
        for suffix, data in form.write(network, graph.assess(network).values).items():
            files[f"{label}.{suffix}"] = data
    return files


def _tables(name: str) -> tuple[str, str]:
    return f"networks/{name}.nodes.csv", f"networks/{name}.edges.csv"


def _one(assessment: Assessment) -> dict[str, bytes]:
    from kng._export import NETWORK_FORMATS, measures_csv, measures_parquet, measures_turtle

    network, values, found = assessment.network, assessment.values, measured(assessment)
    drawn = picture(assessment)
    files: dict[str, bytes] = {}
    for form in NETWORK_FORMATS:
        for suffix, data in form.write(network, values, drawn).items():
            files[f"networks/{network.name}.{suffix}"] = data
    files[f"measures/{network.name}.csv"] = measures_csv(found)
    files[f"measures/{network.name}.parquet"] = measures_parquet(found)
    files[f"measures/{network.name}.ttl"] = measures_turtle(found)
    return files
