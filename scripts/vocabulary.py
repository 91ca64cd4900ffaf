"""Write src/kng/_vocabulary.py from ontology/kng.ttl: run it after a term was added or changed."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).parents[1]
NS = "https://w3id.org/kng/ns#"
SKOS_DEFINITION = ox.NamedNode("http://www.w3.org/2004/02/skos/core#definition")
OUTPUT = ROOT / "src" / "kng" / "_vocabulary.py"
HEAD = '''"""The terms of the ontology as names that cannot be misspelt.

Written from ``ontology/kng.ttl`` by ``scripts/vocabulary.py``; a test holds the two equal.
"""

from __future__ import annotations

from typing import Final

from kng._namespaces import NS


class KNG:
    """Every class and property of ``https://w3id.org/kng/ns#``, as its full address.

    >>> KNG.Person
    'https://w3id.org/kng/ns#Person'
    """
'''


def module(ontology: Path = ROOT / "ontology" / "kng.ttl") -> str:
    """The text of the module: one name for each term, with its English definition."""
    definitions = {
        quad.subject.value.removeprefix(NS): quad.object.value
        for quad in ox.parse(path=str(ontology))
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(NS)
        and quad.predicate == SKOS_DEFINITION
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == "en"
    }
    terms = (_term(name, definitions[name]) for name in sorted(definitions))
    return HEAD + "\n" + "\n".join(terms)


def _term(name: str, definition: str) -> str:
    text = "\n    ".join(textwrap.wrap(f'"""{definition}"""', 95))
    return f'    {name}: Final = NS + "{name}"\n    {text}\n'


if __name__ == "__main__":
    OUTPUT.write_text(module(), "utf-8")
