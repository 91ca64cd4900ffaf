"""How the dataset is cited: the Citation File Format, https://citation-file-format.github.io/."""

from __future__ import annotations

from typing import Final

from kng._export.about import ABOUT
from kng._export.edition import Edition
from kng._namespaces import BASE

FILE: Final = "CITATION.cff"


def citation(edition: Edition) -> bytes:
    """The file for this edition."""
    import yaml

    said = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "title": f"kng: {ABOUT.title.en[0].lower()}{ABOUT.title.en[1:]}",
        "abstract": ABOUT.description.en,
        "type": "dataset",
        "version": edition.version,
        "date-released": edition.issued,
        "license": "CC-BY-4.0",
        "url": BASE,
        "authors": [{"name": ABOUT.publisher.en}],
        "keywords": [word.en for word in ABOUT.keywords],
    }
    kept = {name: value for name, value in said.items() if value}
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()
