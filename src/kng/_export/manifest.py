"""What an export consists of, with sizes and hashes by which each file can be checked."""

from __future__ import annotations

import json

from kng._export.about import ABOUT
from kng._export.edition import Edition
from kng._export.graphs import Facts, slug


def manifest(facts: Facts, edition: Edition) -> bytes:
    """The manifest of an edition: counts of triples, and each file with size and SHA-256."""
    said = {
        "name": "kng",
        **({"version": edition.version} if edition.version else {}),
        "licence": ABOUT.licence,
        "triples": {
            "asserted": edition.asserted,
            "derived": edition.derived,
            **{slug(name): facts.store.size(name) for name in facts.store.sources},
            **{slug(name): facts.store.size(name) for name in sorted(facts.rules)},
        },
        "files": [
            {"path": file.path, "bytes": file.size, "sha256": file.sha256} for file in edition.files
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
