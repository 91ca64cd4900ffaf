"""A difference for programs: as an RDF patch, and as JSON.

An RDF patch (https://afs.github.io/rdf-delta/rdf-patch.html) takes the N-Quads of the one state to
those of the other, source graph by source graph.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from kng._diff._compare import Change, Difference
from kng._namespaces import shorten


def rdf_patch(found: Difference) -> str:
    """The patch: one transaction, what is deleted before what is added, each sorted."""
    lines = [*(f"D {quad}" for quad in found.removed), *(f"A {quad}" for quad in found.added)]
    return "".join(f"{line}\n" for line in ("TX .", *lines, "TC ."))


def as_json(found: Difference) -> str:
    """The changes with their values and sources, addresses as prefixed names."""
    counts = Counter((shorten(change.of), change.kind) for change in found.changes)
    said = {
        "old": found.old.name,
        "new": found.new.name,
        "quads": {"added": len(found.added), "removed": len(found.removed)},
        "counts": [
            {"class": of, "change": kind, "count": count}
            for (of, kind), count in sorted(counts.items())
        ],
        "changes": [_told(found, change) for change in found.changes],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _told(found: Difference, change: Change) -> dict[str, Any]:
    return {
        "thing": shorten(change.thing),
        "name": found.name(change.thing)._asdict(),
        "class": shorten(change.of),
        "change": change.kind,
        "sources": [shorten(source) for source in found.sources(change)],
        "values": [
            {
                "property": shorten(value.predicate),
                "removed": list(value.removed),
                "added": list(value.added),
            }
            for value in change.values
        ],
    }
