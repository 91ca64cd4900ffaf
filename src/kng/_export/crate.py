"""RO-Crate 1.2: the export as one research object, https://w3id.org/ro/crate/1.2."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from kng._export.about import ABOUT, PUBLISHER
from kng._export.edition import Edition, Exported

FILE: Final = "ro-crate-metadata.json"

_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.2"


def crate(edition: Edition) -> bytes:
    """The metadata file of the crate, which lists every file of the edition."""
    parts = [{"@id": file.path} for file in edition.files]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": ABOUT.title.en,
        "alternateName": ABOUT.title.sv,
        "description": ABOUT.description.en,
        "license": {"@id": ABOUT.licence},
        "publisher": {"@id": PUBLISHER},
        "author": {"@id": PUBLISHER},
        "keywords": ", ".join(word.en for word in ABOUT.keywords),
        "inLanguage": ["sv", "en"],
        "spatialCoverage": {"@id": ABOUT.spatial},
        **_said("version", edition.version),
        **_said("datePublished", edition.issued),
        **_said("dateModified", edition.modified),
        **_said("temporalCoverage", edition.first and f"{edition.first}/{edition.last}"),
        "hasPart": parts,
    }
    descriptor = {
        "@id": FILE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _SPECIFICATION},
    }
    contexts = [
        {"@id": PUBLISHER, "@type": "Organization", "name": ABOUT.publisher.en},
        {"@id": ABOUT.spatial, "@type": "Country", "name": "Sweden"},
        {
            "@id": ABOUT.licence,
            "@type": "CreativeWork",
            "name": "CC BY 4.0",
            "identifier": "CC-BY-4.0",
        },
    ]
    entities = [descriptor, root, *contexts, *map(_file, edition.files)]
    whole = {"@context": f"{_SPECIFICATION}/context", "@graph": entities}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _file(file: Exported) -> Mapping[str, Any]:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "encodingFormat": file.media,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


def _said(name: str, text: str) -> Mapping[str, str]:
    return {name: text} if text else {}
