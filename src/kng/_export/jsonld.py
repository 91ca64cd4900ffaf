"""JSON-LD 1.1 with one context, which is published beside the data and made from the ontology.

Keys are prefixed names. The context says which of them hold addresses and which a datatype, so that
most values are plain strings and numbers; a value of another kind is written out in full.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from kng._export._lines import AT_ONCE, Sink, in_order
from kng._export._terms import RDF_TYPE, XSD, Terms, literal
from kng._namespaces import BASE, PREFIXES

CONTEXT: Final = f"{BASE}exports/context.jsonld"
"""Where the context is published."""

_OWL: Final = PREFIXES["owl"]
_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")

Coercions = Mapping[str, str]
"""What the values of a property are, by its address: ``@id`` for addresses, or a datatype."""


def coercions(ontology: Iterable[str]) -> Coercions:
    """What the ontology, given as lines of N-Triples, says that the values of a property are."""
    found: dict[str, str] = {}
    for line in in_order(ontology):
        if line.startswith("_:"):
            continue
        subject, predicate, value = (part[1:-1] for part in line[:-2].split(" ", 2))
        if predicate == RDF_TYPE and value == f"{_OWL}ObjectProperty":
            found[subject] = "@id"
        elif predicate == f"{PREFIXES['rdfs']}range" and value.startswith(XSD):
            found.setdefault(subject, value)
    found.pop(RDF_TYPE, None)
    return {name: of for name, of in found.items() if of != f"{XSD}string"}


def context(known: Coercions) -> bytes:
    """The context as a file: the prefixes, and what the values of each property are."""
    names = Terms()
    terms = {names.address(name): {"@type": _short(names, of)} for name, of in known.items()}
    prefixed = {name: said for name, said in sorted(terms.items()) if not name.startswith("<")}
    plain = {"@version": 1.1, "id": "@id", "type": "@type"}
    said = {"@context": {**plain, **dict(sorted(PREFIXES.items())), **prefixed}}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def write_jsonld(lines: Iterable[str], known: Coercions, out: Sink, at_once: int = AT_ONCE) -> None:
    """Write statements without blank nodes, given as lines of N-Triples: one line a node."""
    names = Terms()
    out.write(f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n'.encode())
    for number, node in enumerate(_nodes(names, in_order(lines, at_once), known)):
        text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        out.write((",\n" if number else "").encode() + text.encode())
    out.write(b"\n]}\n")


def _nodes(names: Terms, lines: Iterator[str], known: Coercions) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        node: dict[str, Any] = {"id": _short(names, subject[1:-1])}
        said = [line[:-2].split(" ", 2)[1:] for line in group]
        said.sort(key=lambda pair: (names.predicate(pair[0])[0], names.object(pair[1])[0]))
        for predicate, pairs in groupby(said, key=lambda pair: pair[0]):
            address = predicate[1:-1]
            values = [_value(names, address, value, known) for _, value in pairs]
            key = "type" if address == RDF_TYPE else _short(names, address)
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _value(names: Terms, predicate: str, value: str, known: Coercions) -> Any:
    coerced = known.get(predicate)
    parts = literal(value)
    if parts is None:
        short = _short(names, value[1:-1])
        return short if coerced == "@id" or predicate == RDF_TYPE else {"id": short}
    text, language, datatype = parts
    if language:
        return {"@value": text, "@language": language}
    if datatype == f"{XSD}integer" and coerced in (None, datatype) and _INTEGER.fullmatch(text):
        return int(text)
    if datatype == (coerced or f"{XSD}string"):
        return text
    if datatype == f"{XSD}string":
        return {"@value": text}
    return {"@value": text, "@type": _short(names, datatype)}


def _short(names: Terms, address: str) -> str:
    """The compact form; a prefixed name that JSON-LD reads back as the same address."""
    written = names.address(address) if not address.startswith("@") else address
    return written.removeprefix("<").removesuffix(">")
