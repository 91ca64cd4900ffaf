"""Names of things, both ways: what an address is called, and which thing a name means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kng._errors import QueryError, UnknownName, UsageError
from kng._identity import fold
from kng._namespaces import ASSERTED, DERIVED, ID, ONTOLOGY, expand, shorten
from kng._questions.binding import serialise
from kng._questions.choices import SCOPE as CHOICES_SCOPE
from kng._questions.choices import of_kind
from kng._store import Scope
from kng._store.engine import Engine
from kng._values import XSD, Bilingual, Cell, Iri, Literal, Rows, Thing

_NAMES = """
SELECT ?thing ?name ?rank WHERE {
  VALUES (?property ?rank) {
    (rdfs:label 1) (skos:prefLabel 1) (foaf:name 1) (dcterms:title 2) (skos:altLabel 3)
  }
  ?thing ?property ?name .
} ORDER BY ?thing ?rank LANG(?name) ?name
"""

_KINDS = """
SELECT ?thing ?kind WHERE { ?thing a ?class . GRAPH ?ontology { ?class kng:nodeKind ?kind } }
ORDER BY ?thing ?kind
"""

_TRUTH = {"true": Bilingual("ja", "yes"), "false": Bilingual("nej", "no")}
_KIND_CLASSES = "SELECT ?class ?kind { ?class kng:nodeKind ?kind } ORDER BY ?kind ?class"

_PLACES = """
SELECT ?thing (MIN(?latitude) AS ?lat) (MIN(?longitude) AS ?long) WHERE {
  { ?thing kng:territory ?place } UNION { ?thing kng:place ?place }
  ?place geo:lat ?latitude ; geo:long ?longitude .
} GROUP BY ?thing ORDER BY ?thing
"""

_LISTED = 12
_AT_ONCE = 500
_SCOPE_WITH_TERMS = Scope((ASSERTED, DERIVED, ONTOLOGY), (ONTOLOGY,))


def labels(engine: Engine, of: Collection[str] | None = None) -> dict[str, Bilingual]:
    """The first name of every thing and every term, or of those addresses, in both languages.

    A name without a language tag, such as a person's, counts for both.
    """
    best: dict[str, dict[str, str]] = {}
    for thing, name, rank in _names(engine, of):
        if isinstance(name, Literal) and rank is not None and int(rank) < 3:
            languages = (name.language,) if name.language else ("sv", "en")
            for language in languages:
                best.setdefault(str(thing), {}).setdefault(language, str(name))
    return {thing: Bilingual(n.get("sv", ""), n.get("en", "")) for thing, n in best.items()}


def _names(engine: Engine, of: Collection[str] | None) -> Iterator[tuple[Cell, ...]]:
    if of is None:
        yield from engine.select(_NAMES, _SCOPE_WITH_TERMS)
        return
    known = [serialise(Iri(address)) for address in sorted(of) if "://" in address]
    for some in _batched(known, _AT_ONCE):
        values = f"VALUES ?thing {{ {' '.join(some)} }}"
        yield from engine.select(_NAMES.replace("WHERE {", f"WHERE {{ {values}"), _SCOPE_WITH_TERMS)


def _batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def things(engine: Engine) -> dict[str, Thing]:
    """Every thing of a kind that networks and maps show, with its names, kind and place."""
    names = labels(engine)
    scope = Scope((ASSERTED,), (ONTOLOGY,))
    places = {str(t): (lat, long) for t, lat, long in engine.select(_PLACES, scope)}
    found: dict[str, Thing] = {}
    for thing, kind in engine.select(_KINDS, scope):
        address = str(thing)
        latitude, longitude = places.get(address, (None, None))
        found[address] = Thing(
            address,
            names.get(address, Bilingual("", "")),
            str(kind),
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
        )
    return found


def kinds(engine: Engine) -> dict[str, Bilingual]:
    """What each kind of node is called: ``person``, ``municipality`` and so on."""
    names = labels(engine)
    rows = engine.select(_KIND_CLASSES, Scope((ONTOLOGY,), ()))
    return {str(kind): names.get(str(cls), Bilingual("", "")) for cls, kind in rows}


def resolve(engine: Engine, text: str, kind: str = "", among: Collection[str] | None = None) -> str:
    """The address of the one thing that an address, a prefixed name or a label means.

    Letters are compared without accents and case; a whole name goes before a part of one.
    ``among`` narrows what can be meant to given addresses, else ``kind`` to a kind of node.

    Raises:
        UnknownName: nothing is called so; lists the nearest.
        UsageError: several things are; lists them with their names.
    """
    if kind and among is None:
        among = {str(thing) for (thing,) in engine.select(of_kind(kind), CHOICES_SCOPE)}
    address = expand(text.strip("<>"))
    if "://" in address:
        return _standing(engine, address, text, kind, among)
    candidates = [
        (name, thing) for name, thing in _candidates(engine) if among is None or thing in among
    ]
    wanted = fold(text.strip())
    whole = {thing for name, thing in candidates if fold(name) == wanted}
    part = {thing for name, thing in candidates if wanted in fold(name)}
    matches = sorted(whole or part)
    if not matches:
        raise UnknownName(kind or "thing", text, {name for name, _ in candidates})
    if len(matches) > 1:
        names = {thing: name for name, thing in reversed(candidates)}
        listed = [f"  {shorten(match)}  {names[match]}" for match in matches[:_LISTED]]
        more = [f"  and {len(matches) - _LISTED} more"] if len(matches) > _LISTED else []
        raise UsageError(
            "\n".join([f"'{text}' could mean {len(matches)} things; give one of", *listed, *more])
        )
    return matches[0]


def _standing(
    engine: Engine, address: str, text: str, kind: str, among: Collection[str] | None
) -> str:
    """The address, if the graph knows it and it may be meant."""
    if among is None and address.startswith(ID):
        known = _mentioned(engine, address)
    else:
        known = among is None or address in among
    if not known:
        things = among if among is not None else {thing for _, thing in _candidates(engine)}
        raise UnknownName(kind or "thing", text, map(shorten, things))
    return address


def _mentioned(engine: Engine, address: str) -> bool:
    """Whether the facts have the address as a subject or an object; no for what is no address."""
    try:
        term = serialise(Iri(address))
    except QueryError:
        return False
    query = f"ASK {{ {{ {term} ?p ?o }} UNION {{ ?s ?p {term} }} }}"
    return engine.ask(query, Scope((ASSERTED,), ()))


def _candidates(engine: Engine) -> list[tuple[str, str]]:
    """Each name of each thing of the facts, the best first."""
    rows = engine.select(_NAMES, Scope((ASSERTED,), ()))
    return [(str(name), str(thing)) for thing, name, _ in rows if str(thing).startswith(ID)]


def readable(rows: Rows, names: Mapping[str, Bilingual], language: str) -> list[list[str]]:
    """The cells of an answer as text: labels for addresses, nothing for an empty cell."""
    return [[_text(cell, names, language) for cell in row] for row in rows]


def _text(cell: Iri | Literal | None, names: Mapping[str, Bilingual], language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Iri):
        name = names.get(cell)
        return (name.in_language(language) if name else "") or shorten(cell)
    if cell.datatype == XSD + "boolean":
        return _TRUTH.get(str(cell), Bilingual(str(cell), "")).in_language(language)
    return str(cell)
