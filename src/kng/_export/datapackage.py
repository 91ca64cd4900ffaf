"""What the CSV files hold, as a Data Package (https://datapackage.org, version 2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kng._errors import KngError
from kng._export._columns import Column, Values
from kng._export.tables import edge_columns, node_table
from kng._values import Bilingual, Network

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE: Final = "https://datapackage.org/profiles/2.0/dataresource.json"
_TYPES: Final = {"string": "string", "double": "number", "integer": "integer"}
_MEANINGS: Final = {
    "id": Bilingual("nodens adress", "the address of the node"),
    "label_sv": Bilingual("namn på svenska", "name in Swedish"),
    "label_en": Bilingual("namn på engelska", "name in English"),
    "kind": Bilingual("slag av nod", "kind of node"),
    "latitude": Bilingual("latitud, grader WGS 84", "latitude, degrees WGS 84"),
    "longitude": Bilingual("longitud, grader WGS 84", "longitude, degrees WGS 84"),
    "source": Bilingual("adressen till bandets ena ände", "the address of one end of the tie"),
    "target": Bilingual("adressen till bandets andra ände", "the address of its other end"),
    "source_label": Bilingual("den ena ändens namn på svenska", "the Swedish name of one end"),
    "target_label": Bilingual("den andra ändens namn på svenska", "the Swedish name of the other"),
    "weight": Bilingual("bandets vikt", "the weight of the tie"),
    "count": Bilingual("antal belägg", "number of pieces of evidence"),
    "evidence": Bilingual(
        "beläggens adresser, åtskilda av blanksteg", "the addresses of the evidence, by spaces"
    ),
    "first": Bilingual("beläggens tidigaste dag", "the earliest day of the evidence"),
    "last": Bilingual("beläggens senaste dag", "the latest day of the evidence"),
    "layer": Bilingual("lager: slag av band", "layer: the kind of tie"),
    "step": Bilingual("steg i tiden", "step of time"),
}
_LICENCES: Final = (
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 International",
    },
)
_LIMITS: Final = {"latitude": (-90, 90), "longitude": (-180, 180)}


class Tables(NamedTuple):
    """A network, its values by measure, and the bytes of its two CSV files by their paths."""

    network: Network
    values: Values
    nodes: tuple[str, bytes]
    edges: tuple[str, bytes]


def datapackage(tables: Mapping[str, Tables], measures: Mapping[str, Bilingual]) -> bytes:
    """The descriptor of the CSV files of networks by name, with a meaning for each column.

    ``measures`` says what each measure means. Ties refer to their nodes by a foreign key. Raises
    `KngError` for a column without a meaning.
    """
    document = {
        "$schema": _PROFILE,
        "name": "kng-networks",
        "title": "Networks between climate-neutral cities",
        "licenses": list(_LICENCES),
        "resources": [
            resource
            for name in sorted(tables)
            for resource in _resources(name, tables[name], {**_MEANINGS, **measures})
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _resources(
    name: str, held: Tables, meanings: Mapping[str, Bilingual]
) -> Iterator[dict[str, object]]:
    title = held.network.title
    nodes = _schema(name, node_table(held.network, held.values), meanings)
    edges = _schema(name, edge_columns(held.network, held.values), meanings)
    reference = {"resource": f"{name}-nodes", "fields": ["id"]}
    keys = [{"fields": [end], "reference": reference} for end in ("source", "target")]
    yield _resource(f"{name}-nodes", title, held.nodes, {**nodes, "primaryKey": ["id"]})
    yield _resource(f"{name}-edges", title, held.edges, {**edges, "foreignKeys": keys})


def _resource(
    name: str, title: Bilingual, file: tuple[str, bytes], schema: Mapping[str, object]
) -> dict[str, object]:
    path, data = file
    return {
        "$schema": _RESOURCE,
        "name": name,
        "path": path,
        "title": " · ".join(title),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _schema(
    name: str, columns: list[Column], meanings: Mapping[str, Bilingual]
) -> dict[str, object]:
    unknown = [column.name for column in columns if column.name not in meanings]
    if unknown:
        raise KngError(f"network '{name}': no meaning is known of the columns {', '.join(unknown)}")
    return {"fields": [_field(column, meanings[column.name]) for column in columns]}


def _field(column: Column, meaning: Bilingual) -> dict[str, object]:
    said: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": " · ".join(meaning),
    }
    if column.name in _LIMITS:
        least, most = _LIMITS[column.name]
        said["constraints"] = {"minimum": least, "maximum": most}
    return said
