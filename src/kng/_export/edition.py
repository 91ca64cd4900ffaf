"""Which edition of the dataset an export is: its version, its dates, and its files.

All of it is read from the graph, so that an export knows no clock: version and day of issue stand
in the ontology, where `kng release` writes them, and the dataset was last changed when facts were
last taken out of a source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from kng._export._lines import Sink
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
from kng._store import Scope, Store

_HEAD: Final = f"""SELECT ?version ?issued {{ GRAPH <{ONTOLOGY}> {{
  OPTIONAL {{ <{ONTOLOGY}> owl:versionInfo ?version }}
  OPTIONAL {{ <{ONTOLOGY}> dcterms:issued ?issued }} }} }} ORDER BY ?version ?issued LIMIT 1"""
_MODIFIED: Final = "SELECT (MAX(?day) AS ?last) { ?bundle kng:extractedOn ?day }"
_COVERED: Final = """SELECT (MIN(?a) AS ?first) (MAX(?b) AS ?last) {
  ?meeting a kng:Meeting ; kng:earliestStart ?a ; kng:latestEnd ?b }"""

_MEDIA: Final = {
    "cff": "application/yaml",
    "csv": "text/csv",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "html": "text/html",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "nq": "application/n-quads",
    "nt": "application/n-triples",
    "parquet": "application/vnd.apache.parquet",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Exported(NamedTuple):
    """A file of an export: its path, its size in bytes, and its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str

    @property
    def media(self) -> str:
        """The media type, by the ending of the name."""
        return _MEDIA.get(PurePosixPath(self.path).suffix[1:], "application/octet-stream")


class Recorder:
    """A file that is written to, and remembers how much and what.

    >>> import io
    >>> record = Recorder(io.BytesIO())
    >>> record.write(b"abc")
    >>> record.exported("a.ttl")[:2]
    ('a.ttl', 3)
    """

    def __init__(self, out: Sink) -> None:
        self._out, self._hash, self._size = out, hashlib.sha256(), 0

    def write(self, data: bytes, /) -> None:
        """Write on, and count."""
        self._hash.update(data)
        self._size += len(data)
        self._out.write(data)

    def exported(self, path: str) -> Exported:
        """What has been written under that path."""
        return Exported(path, self._size, self._hash.hexdigest())


def exported(path: str, data: bytes) -> Exported:
    """A file of which the bytes are at hand."""
    return Exported(path, len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Edition:
    """Version and days of a dataset (ISO 8601; empty where the graph does not say), and its files.

    ``first`` and ``last`` are the days between which its meetings lie.
    """

    version: str
    issued: str
    modified: str
    first: str
    last: str
    asserted: int
    derived: int
    files: tuple[Exported, ...]


def edition(store: Store, files: Iterable[Exported]) -> Edition:
    """The edition that a closed store makes with those files, in the order of their paths."""
    version, issued = _row(store, _HEAD, Scope((), (ONTOLOGY,)))
    (modified,) = _row(store, _MODIFIED)
    first, last = _row(store, _COVERED)
    asserted, derived = store.size(ASSERTED), store.size(DERIVED)
    listed = tuple(sorted(files))
    return Edition(version, issued, modified, first, last, asserted, derived, listed)


def _row(store: Store, query: str, scope: Scope | None = None) -> Sequence[str]:
    (row,) = store.select(query, scope)
    return ["" if cell is None else str(cell) for cell in row]
