"""Names of things, both ways: what an address is called, and which thing a name means."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kng._errors import UnknownName, UsageError
from kng._identity import fold
from kng._namespaces import ASSERTED, DERIVED, ID, ONTOLOGY, expand, shorten
from kng._store import Scope, Store
from kng._values import XSD, Bilingual, Iri, Literal, Rows, Thing

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

_SCOPE_WITH_TERMS = Scope((ASSERTED, DERIVED, ONTOLOGY), (ONTOLOGY,))


def labels(store: Store) -> dict[str, Bilingual]:
    """The first name of every thing and every term, in both languages.

    A name without a language tag, such as a person's, counts for both.
    """
    best: dict[str, dict[str, str]] = {}
    for thing, name, rank in store.select(_NAMES, _SCOPE_WITH_TERMS):
        if isinstance(name, Literal) and rank is not None and int(rank) < 3:
            languages = (name.language,) if name.language else ("sv", "en")
            for language in languages:
                best.setdefault(str(thing), {}).setdefault(language, str(name))
    return {thing: Bilingual(n.get("sv", ""), n.get("en", "")) for thing, n in best.items()}


def things(store: Store) -> dict[str, Thing]:
    """Every thing of a kind that networks and maps show, with its names, kind and place."""
    names = labels(store)
    scope = Scope((ASSERTED,), (ONTOLOGY,))
    places = {str(t): (lat, long) for t, lat, long in store.select(_PLACES, scope)}
    found: dict[str, Thing] = {}
    for thing, kind in store.select(_KINDS, scope):
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


def kinds(store: Store) -> dict[str, Bilingual]:
    """What each kind of node is called: ``person``, ``municipality`` and so on."""
    names = labels(store)
    rows = store.select(_KIND_CLASSES, Scope((ONTOLOGY,), ()))
    return {str(kind): names.get(str(cls), Bilingual("", "")) for cls, kind in rows}


def resolve(store: Store, text: str, kind: str = "", among: Collection[str] = ()) -> str:
    """The address of the one thing that an address, a prefixed name or a label means.

    Letters are compared without accents and case; a whole name goes before a part of one.
    ``kind`` and ``among`` narrow what can be meant to a kind of thing and to given addresses.

    Raises:
        UnknownName: nothing is called so; lists the nearest.
        UsageError: several things are; lists them.
    """
    address = expand(text.strip("<>"))
    if "://" in address:
        if address.startswith(ID) and not store.mentions(ASSERTED, address):
            raise UnknownName(kind or "thing", text, _names_like(store, kind))
        return address
    candidates = [
        (name, thing) for name, thing in _candidates(store, kind) if not among or thing in among
    ]
    wanted = fold(text.strip())
    whole = {thing for name, thing in candidates if fold(name) == wanted}
    part = {thing for name, thing in candidates if wanted in fold(name)}
    matches = sorted(whole or part)
    if not matches:
        raise UnknownName(kind or "thing", text, {name for name, _ in candidates})
    if len(matches) > 1:
        listing = ", ".join(shorten(match) for match in matches[:12])
        raise UsageError(f"'{text}' could mean {len(matches)} things: {listing}; give one of these")
    return matches[0]


def _names_like(store: Store, kind: str) -> set[str]:
    return {shorten(thing) for _, thing in _candidates(store, kind)}


def _candidates(store: Store, kind: str) -> list[tuple[str, str]]:
    kinds = {str(t): str(k) for t, k in store.select(_KINDS, Scope((ASSERTED,), (ONTOLOGY,)))}
    rows = store.select(_NAMES, Scope((ASSERTED,), ()))
    return [
        (str(name), str(thing))
        for thing, name, _ in rows
        if str(thing).startswith(ID) and (kinds.get(str(thing)) == kind if kind else True)
    ]


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
