"""The concept schemes, and how the terms stand to those of other vocabularies."""

from __future__ import annotations

from kng._namespaces import ID, NS, PREFIXES
from kng._pages._facts import Facts, expand, is_blank, short
from kng._pages._model import Alignment, Concept, Scheme
from kng._values import Bilingual

_RELATIONS = {
    "rdfs:subClassOf": Bilingual("är ett slags", "is a kind of"),
    "rdfs:subPropertyOf": Bilingual("medför", "implies"),
    "owl:equivalentClass": Bilingual("är detsamma som", "is the same as"),
    "owl:equivalentProperty": Bilingual("är detsamma som", "is the same as"),
    "owl:inverseOf": Bilingual("är motsatsen till", "is the inverse of"),
    "owl:disjointWith": Bilingual("är aldrig", "is never"),
    "rdfs:domain": Bilingual("utgår från", "starts from"),
    "rdfs:range": Bilingual("leder till", "leads to"),
    "skos:exactMatch": Bilingual("motsvarar helt", "matches exactly"),
    "skos:closeMatch": Bilingual("motsvarar nära", "matches closely"),
    "skos:broadMatch": Bilingual("är snävare än", "is narrower than"),
    "skos:narrowMatch": Bilingual("är vidare än", "is broader than"),
    "skos:relatedMatch": Bilingual("hänger samman med", "is related to"),
    "rdfs:seeAlso": Bilingual("se även", "see also"),
}
_ANNOTATED = ("owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget")


def schemes(facts: Facts) -> tuple[Scheme, ...]:
    """The concept schemes by name, with the concepts of each."""
    found = facts.nodes("rdf:type", expand("skos:ConceptScheme"))
    return tuple(_scheme(facts, node) for node in found if not is_blank(node))


def _scheme(facts: Facts, node: str) -> Scheme:
    members = facts.nodes("skos:inScheme", node)
    concepts: list[Concept] = []

    def add(concept: str, depth: int) -> None:
        if any(known.address == concept for known in concepts):
            return
        concepts.append(_concept(facts, concept, depth))
        for narrower in facts.nodes("skos:broader", concept):
            if narrower in members:
                add(narrower, depth + 1)

    tops = [m for m in members if not set(facts.links(m, "skos:broader")) & set(members)]
    for member in (*tops, *members):
        add(member, 0)
    title = facts.words(node, "skos:prefLabel", "dcterms:title", "rdfs:label")
    definition = facts.words(node, "skos:definition", "dcterms:description")
    return Scheme(node, _slug(node), title, definition, tuple(concepts))


def _concept(facts: Facts, node: str, depth: int) -> Concept:
    label, definition = facts.words(node, "skos:prefLabel"), facts.words(node, "skos:definition")
    others = tuple(
        Bilingual("" if language == "en" else str(value), "" if language == "sv" else str(value))
        for value in facts.values(node, "skos:altLabel", "skos:notation")
        for language in [getattr(value, "language", "")]
    )
    return Concept(node, _slug(node), label, definition, others, depth)


def _slug(node: str) -> str:
    return node.removeprefix(ID).replace("/", "-") or node


def alignments(facts: Facts) -> tuple[Alignment, ...]:
    """The statements that tie own terms to those of others, each with its reason."""
    reasons = _reasons(facts)
    found = [
        Alignment(
            node,
            relation,
            str(other),
            reasons.get((node, expand(name), str(other)), Bilingual("", "")),
        )
        for node in facts.subjects()
        for name, relation in _RELATIONS.items()
        if not is_blank(node)
        for other in facts.links(node, name)
        if not is_blank(other) and node.startswith(NS) != str(other).startswith(NS)
    ]
    return tuple(sorted(found, key=lambda a: (short(a.term).lower(), short(a.other))))


def _reasons(facts: Facts) -> dict[tuple[str, ...], Bilingual]:
    """Why a statement is made: the words on the axiom that repeats it."""
    framing = {*map(expand, _ANNOTATED), PREFIXES["rdf"] + "type"}
    found: dict[tuple[str, ...], Bilingual] = {}
    for axiom in facts.nodes("rdf:type", expand("owl:Axiom")):
        parts = tuple(str(v) for name in _ANNOTATED for v in facts.values(axiom, name)[:1])
        words = [facts.words(axiom, short(p)) for p in facts.predicates(axiom) if p not in framing]
        found[parts] = next(iter(words), Bilingual("", ""))
    return found
