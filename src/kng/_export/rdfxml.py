"""RDF/XML, for Protégé and other tools that stand on the OWL API or on XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kng._errors import KngError
from kng._export._columns import clean
from kng._export._lines import AT_ONCE, Sink, in_order
from kng._export._terms import RDF_TYPE, XSD, literal
from kng._namespaces import PREFIXES

_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_BY_NAMESPACE: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_RETURN: Final = {"\r": "&#13;"}


def write_rdfxml(lines: Iterable[str], out: Sink, at_once: int = AT_ONCE) -> None:
    """Write statements without blank nodes, given as lines of N-Triples, a subject at a time.

    A character that XML 1.0 cannot hold becomes U+FFFD.

    Raises:
        KngError: the address of a property does not end in a name, so XML has no word for it.
    """
    spaces = "".join(f'\n  xmlns:{prefix}="{space}"' for prefix, space in sorted(PREFIXES.items()))
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{spaces}>\n'.encode())
    current = ""
    for line in in_order(lines, at_once):
        subject, predicate, value = line[:-2].split(" ", 2)
        if subject != current:
            end = "</rdf:Description>\n" if current else ""
            out.write(f"{end}<rdf:Description rdf:about={_attribute(subject[1:-1])}>\n".encode())
            current = subject
        out.write(f"  {_element(predicate[1:-1], value)}\n".encode())
    out.write(f"{'</rdf:Description>' if current else ''}\n</rdf:RDF>\n".encode())


def _element(predicate: str, value: str) -> str:
    name, declared = _name(predicate)
    parts = literal(value)
    if parts is None:
        return f"<{name}{declared} rdf:resource={_attribute(value[1:-1])}/>"
    text, language, datatype = parts
    kind = f" rdf:datatype={_attribute(datatype)}" if datatype != f"{XSD}string" else ""
    if language:
        kind = f' xml:lang="{language}"'
    return f"<{name}{declared}{kind}>{escape(clean(text), _RETURN)}</{name}>"


def _name(predicate: str) -> tuple[str, str]:
    """The name of an element, and what declares its prefix where the head does not."""
    if predicate == RDF_TYPE:
        return "rdf:type", ""
    cut = max(predicate.rfind("#"), predicate.rfind("/")) + 1
    space, local = predicate[:cut], predicate[cut:]
    if not _NAME.fullmatch(local):
        raise KngError(
            f"the property {predicate} does not end in a name, so RDF/XML has no word for it; "
            "nothing is written"
        )
    prefix = _BY_NAMESPACE.get(space)
    return (f"{prefix}:{local}", "") if prefix else (f"o:{local}", f" xmlns:o={_attribute(space)}")


def _attribute(text: str) -> str:
    return quoteattr(clean(text), _RETURN)
