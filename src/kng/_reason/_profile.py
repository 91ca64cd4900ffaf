"""Whether an ontology is in OWL 2 DL, as OWLAPI's profile checker sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kng._namespaces import shorten
from kng._reason._hermit import ntriples
from kng._reason._run import LIMIT, MEMORY, run
from kng._store import Triple

_BLOCK: Final = re.compile(r"^OWL 2 DL violations found for .*?:\n(.*?)\n\n", re.M | re.S)
_WHERE: Final = re.compile(r"\s*\[(?:in axiom )?(.*?) in (?:ontology )?OntologyID\(.*\)\]$")
_IRI: Final = re.compile(r"<([^>]+)>")


def profile(
    triples: Iterable[Triple], *, limit: float = LIMIT, memory: int = MEMORY
) -> tuple[str, ...]:
    """Every violation of OWL 2 DL, sorted, each once; empty if there is none.

    The checker is OWLAPI 3.4's ``OWL2DLProfile``, run by the lint command of the Pellet that
    owlready2 brings. It takes any ``xsd:`` datatype, also those outside OWL 2's datatype map.

    Raises:
        ReasonerFailed: no Java, not enough time or memory, or the ontology cannot be read.
    """
    said = run("profile", ntriples(triples), limit=limit, memory=memory)["output"]
    lines = {line for block in _BLOCK.findall(said) for line in block.splitlines() if line}
    return tuple(sorted({_readable(line) for line in lines}))


def _readable(line: str) -> str:
    r"""The violation with short names and without the ontology's address.

    >>> _readable("Use of undeclared class: <http://www.w3.org/ns/org#Role> "
    ...           "[null in OntologyID(OntologyIRI(<u:o>))]")
    'Use of undeclared class: org:Role'
    """
    where = _WHERE.search(line)
    axiom = where[1] if where and where[1] != "null" else ""
    text = _WHERE.sub("", line).rstrip(": ").replace(">Declaration(", ">, in Declaration(")
    text += f", in {axiom}" if axiom else ""
    return _IRI.sub(lambda match: shorten(match[1]), text)
