"""The pages of the ontology, one in Swedish and one in English, each a file that needs no other.

They tell every term, scheme, shape, rule and question, with pictures drawn from the ontology.
"""

from __future__ import annotations

from kng._namespaces import NS
from kng._pages._diagram import pictures
from kng._pages._facts import Facts
from kng._pages._html import Page, group_title, html, numbered
from kng._pages._model import OntologyContent
from kng._pages._read import foreign, metadata, terms
from kng._pages._schemes import alignments, schemes
from kng._pages._uses import conclusions
from kng._store import parse_turtle

__all__ = ["OntologyContent", "group_title", "numbered", "ontology_pages"]


def ontology_pages(content: OntologyContent) -> dict[str, bytes]:
    """The pages ``ontology/sv.html`` and ``ontology/en.html``, and beside them the files told of.

    The same content gives the same bytes. A file that is not valid Turtle counts as empty: that
    it is not is what the check says.

    >>> empty = OntologyContent(b"", b"", b"", b"", {}, (), (), ())
    >>> sorted(ontology_pages(empty))
    ['ontology/en.html', 'ontology/kng.ttl', 'ontology/schemes.ttl', 'ontology/shapes.ttl', \
'ontology/sv.html']
    """
    files = {
        "kng.ttl": content.ontology,
        "schemes.ttl": content.schemes,
        "shapes.ttl": content.shapes_file,
        **({"alignments.ttl": content.alignments} if content.alignments else {}),
    }
    written = html(_page(content, tuple(files)))
    pages = {f"ontology/{language}.html": data for language, data in written.items()}
    return pages | {f"ontology/{name}": data for name, data in files.items()}


def _page(content: OntologyContent, files: tuple[str, ...]) -> Page:
    ontology = _facts(content.ontology)
    everything = _facts(content.ontology, content.schemes)
    concluded = {rule.name: conclusions(rule.query) for rule in content.rules}
    derived = {
        NS + name.partition(":")[2]
        for names in concluded.values()
        for name in names
        if name.startswith("kng:")
    }
    names = {
        node: words
        for node in everything.subjects()
        if any(words := everything.words(node, "rdfs:label", "skos:prefLabel"))
    }
    return Page(
        content=content,
        metadata=metadata(ontology),
        terms=terms(ontology, content),
        foreign=foreign(ontology),
        schemes=schemes(everything),
        alignments=alignments(_facts(content.alignments) if content.alignments else ontology),
        pictures=pictures(ontology, content.shapes, derived),
        numbered=numbered(content.questions),
        names=names,
        concluded={name: sorted(found) for name, found in concluded.items()},
        files=files,
    )


def _facts(*files: bytes) -> Facts:
    return Facts([triple for data in files for triple in parse_turtle(data, "")[0]])
