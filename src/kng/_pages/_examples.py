"""The piece of an example file that shows a term in use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kng._pages._facts import Facts, short
from kng._pages._model import Example
from kng._values import Iri


def snippet(facts: Facts, node: str, examples: Mapping[str, Sequence[str]]) -> Example | None:
    """The shortest block of an example in which the term occurs, or nothing where none has it.

    ``examples`` are blocks by file. The file that the ontology names for the term goes before
    the others, and for a class a block that describes a member.
    """
    named = {value.rpartition("/")[2] for value in facts.links(node, "vann:example")}
    name = re.escape(short(node))
    member, wanted = (re.compile(rf"(?<![\w:-]){p}(?![\w-])") for p in (rf"a {name}", name))
    for file in sorted(examples, key=lambda file: (file.removesuffix(".ttl") not in named, file)):
        found = [block for block in examples[file] if wanted.search(block)]
        if found:
            return Example(file, min(found, key=lambda text: (not member.search(text), len(text))))
    texts = [value for value in facts.values(node, "skos:example") if not isinstance(value, Iri)]
    return next((Example("", str(text)) for text in texts), None)


def blocks(turtle: str) -> Sequence[str]:
    """The statements of a Turtle text as they are written, without the prefixes.

    >>> blocks("@prefix a: <urn:a:> .\\n\\na:b a:c 1 ;\\n  a:d 2 .\\n\\na:e a:c 3 .")
    ['a:b a:c 1 ;\\n  a:d 2 .', 'a:e a:c 3 .']
    """
    found: list[str] = []
    lines: list[str] = []
    for line in turtle.splitlines():
        if re.match(r"\s*(@prefix|@base|PREFIX|BASE)\b", line, re.IGNORECASE):
            continue
        if line.strip():
            lines.append(line)
        if lines and (not line.strip() or re.search(r"[\s>\"\w]\.\s*(#.*)?$", line)):
            text = "\n".join(lines)
            if any(not part.lstrip().startswith("#") for part in lines):
                found.append(text)
            lines = []
    return [*found, "\n".join(lines)] if lines else found
