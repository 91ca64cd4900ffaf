"""The files of the networks: each in every format, its measures, and what says what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kng._build.graph import measured
from kng._build.picturing import picture

if TYPE_CHECKING:
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
