"""What OWL says of a term, in words: class expressions, restrictions, characteristics.

Reference: https://www.w3.org/TR/owl2-primer/.
"""

from __future__ import annotations

from collections.abc import Iterable

from kng._pages._facts import Facts, Value, expand, is_blank
from kng._values import Bilingual, Iri, Literal

Phrase = tuple[Bilingual | Iri, ...]
"""Words and the terms between them, which the page turns into links."""

_LISTS = {
    "owl:unionOf": Bilingual("eller", "or"),
    "owl:intersectionOf": Bilingual("och", "and"),
    "owl:oneOf": Bilingual("eller", "or"),
}
_COUNTS = {
    "owl:cardinality": Bilingual("precis", "exactly"),
    "owl:qualifiedCardinality": Bilingual("precis", "exactly"),
    "owl:minCardinality": Bilingual("minst", "at least"),
    "owl:minQualifiedCardinality": Bilingual("minst", "at least"),
    "owl:maxCardinality": Bilingual("högst", "at most"),
    "owl:maxQualifiedCardinality": Bilingual("högst", "at most"),
}
_THAT_IS = Bilingual("som är", "that is")
_CHARACTERISTICS = {
    "owl:FunctionalProperty": Bilingual("högst ett värde", "at most one value"),
    "owl:InverseFunctionalProperty": Bilingual(
        "ett värde hör till högst en sak", "a value belongs to at most one thing"
    ),
    "owl:TransitiveProperty": Bilingual(
        "transitiv: gäller också i flera led", "transitive: holds through several steps"
    ),
    "owl:SymmetricProperty": Bilingual(
        "symmetrisk: gäller åt båda hållen", "symmetric: holds both ways"
    ),
    "owl:AsymmetricProperty": Bilingual(
        "asymmetrisk: gäller aldrig åt båda hållen", "asymmetric: never holds both ways"
    ),
    "owl:ReflexiveProperty": Bilingual(
        "reflexiv: allt har den till sig självt", "reflexive: everything has it to itself"
    ),
    "owl:IrreflexiveProperty": Bilingual(
        "irreflexiv: inget har den till sig självt", "irreflexive: nothing has it to itself"
    ),
}


def expression(facts: Facts, value: Value) -> Phrase:
    """A class, a datatype, a value or an expression over them, in words."""
    if isinstance(value, Literal):
        return (Bilingual(str(value), str(value)),)
    if not is_blank(value):
        return (value,)
    for name, word in _LISTS.items():
        for head in facts.links(value, name):
            return joined((expression(facts, member) for member in facts.members(head)), word)
    for inner in facts.links(value, "owl:complementOf"):
        return (Bilingual("inte", "not"), *expression(facts, inner))
    for base in facts.links(value, "owl:onDatatype"):
        return (base, Bilingual("inom gränser", "within bounds"))
    return _restriction(facts, value)


def joined(phrases: Iterable[Phrase], word: Bilingual) -> Phrase:
    """Phrases with a word between them.

    >>> joined([(Iri("a"),), (Iri("b"),)], Bilingual("eller", "or"))
    ('a', Bilingual(sv='eller', en='or'), 'b')
    """
    parts: list[Bilingual | Iri] = []
    for phrase in phrases:
        parts += [word, *phrase] if parts else phrase
    return tuple(parts)


def _restriction(facts: Facts, node: Iri) -> Phrase:
    on = tuple(facts.links(node, "owl:onProperty"))[:1]
    kind = [
        part
        for inner in facts.links(node, "owl:onClass", "owl:onDataRange")
        for part in (_THAT_IS, *expression(facts, inner))
    ]
    for value in facts.values(node, "owl:someValuesFrom"):
        return (Bilingual("har", "has some"), *on, _THAT_IS, *expression(facts, value))
    for value in facts.values(node, "owl:allValuesFrom"):
        return (*on, Bilingual("är alltid", "is always"), *expression(facts, value))
    for value in facts.values(node, "owl:hasValue"):
        return (*on, Bilingual("är", "is"), *expression(facts, value))
    for name, word in _COUNTS.items():
        for number in facts.values(node, name):
            count = Bilingual(f"har {word.sv} {number}", f"has {word.en} {number}")
            return (count, *on, *kind)
    return (Bilingual("ett villkor i OWL", "a condition in OWL"),)


def characteristics(facts: Facts, node: str) -> list[Phrase]:
    """What kind of property it is: functional, transitive and so on."""
    types = set(facts.links(node, "rdf:type"))
    return [(words,) for name, words in _CHARACTERISTICS.items() if expand(name) in types]


def chains(facts: Facts, node: str) -> list[Phrase]:
    """The property chains that imply the property, each step a property."""
    arrow = Bilingual("→", "→")
    return [
        joined((inverse_or_name(facts, member) for member in facts.members(head)), arrow)
        for head in facts.links(node, "owl:propertyChainAxiom")
    ]


def inverse_or_name(facts: Facts, value: Value) -> Phrase:
    """A property, or in words that it is meant backwards."""
    if isinstance(value, Iri) and is_blank(value):
        for inner in facts.links(value, "owl:inverseOf"):
            return (Bilingual("baklänges", "backwards"), inner)
    return expression(facts, value)


def keys(facts: Facts, node: str) -> list[Phrase]:
    """The keys of a class: properties whose values say which member it is."""
    word = Bilingual("och", "and")
    return [
        joined((expression(facts, member) for member in facts.members(head)), word)
        for head in facts.links(node, "owl:hasKey")
    ]


def disjoint(facts: Facts, node: str) -> list[Phrase]:
    """The terms that must not be mixed with this one, whichever side says so."""
    pairs = ("owl:disjointWith", "owl:propertyDisjointWith")
    found = {str(other) for other in facts.links(node, *pairs)}
    found |= {other for name in pairs for other in facts.nodes(name, node)}
    for kind in ("owl:AllDisjointClasses", "owl:AllDisjointProperties"):
        for axiom in facts.nodes("rdf:type", expand(kind)):
            for head in facts.links(axiom, "owl:members"):
                members = {str(member) for member in facts.members(head)}
                found |= members if node in members else set()
    return [(Iri(other),) for other in sorted(found - {node}) if not is_blank(other)]
