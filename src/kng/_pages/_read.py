"""From the files of the ontology to what the pages tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kng._namespaces import ID, NS, ONTOLOGY, PREFIXES, shorten
from kng._pages import _axioms as axioms
from kng._pages._axioms import Phrase
from kng._pages._examples import snippet
from kng._pages._facts import Facts, expand, is_blank
from kng._pages._model import (
    Alignment,
    Concept,
    Metadata,
    OntologyContent,
    Row,
    Scheme,
    Term,
)
from kng._pages._uses import Uses
from kng._values import Bilingual, Iri, Literal

KINDS: Mapping[str, str] = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object",
    "owl:DatatypeProperty": "datatype",
    "owl:AnnotationProperty": "annotation",
    "rdfs:Datatype": "datatype-class",
}
_NOTES = {
    "skos:scopeNote": Bilingual("Om bruket", "On its use"),
    "skos:note": Bilingual("Anmärkning", "Note"),
    "rdfs:comment": Bilingual("Anmärkning", "Note"),
    "skos:editorialNote": Bilingual("Varför", "Why"),
    "skos:changeNote": Bilingual("Ändring", "Change"),
    "skos:historyNote": Bilingual("Historia", "History"),
}
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


def metadata(facts: Facts) -> Metadata:
    """What the ontology says of itself."""
    changes = facts.values(ONTOLOGY, "skos:changeNote", "skos:historyNote")
    return Metadata(
        title=facts.words(ONTOLOGY, "dcterms:title", "rdfs:label"),
        description=facts.words(ONTOLOGY, "dcterms:description", "dcterms:abstract"),
        version=_first(facts, "owl:versionInfo"),
        version_address=_first(facts, "owl:versionIRI"),
        previous=_first(facts, "owl:priorVersion", "dcterms:replaces"),
        issued=_first(facts, "dcterms:issued", "dcterms:created"),
        modified=_first(facts, "dcterms:modified"),
        licence=_first(facts, "dcterms:license"),
        creators=tuple(facts.words(v, "foaf:name", "rdfs:label").en or str(v)
                       for v in facts.values(ONTOLOGY, "dcterms:creator")),
        prefix=_first(facts, "vann:preferredNamespacePrefix") or "kng",
        namespace=_first(facts, "vann:preferredNamespaceUri") or NS,
        citation=facts.words(ONTOLOGY, "dcterms:bibliographicCitation"),
        changes=_paired(changes),
    )


def _first(facts: Facts, *names: str) -> str:
    return next((str(value) for value in facts.values(ONTOLOGY, *names)), "")


def _paired(values: Sequence[Iri | Literal]) -> tuple[Bilingual, ...]:
    """Notes in both languages side by side, the newest first: they begin with what they tell of."""
    by_language: dict[str, list[str]] = {"sv": [], "en": []}
    for value in values:
        for language in [getattr(value, "language", "")] if getattr(value, "language", "") else ["sv", "en"]:
            by_language.setdefault(language, []).append(str(value))
    sv, en = sorted(by_language["sv"], reverse=True), sorted(by_language["en"], reverse=True)
    size = max(len(sv), len(en))
    sv, en = sv + [""] * (size - len(sv)), en + [""] * (size - len(en))
    return tuple(Bilingual(*pair) for pair in zip(sv, en, strict=True))


def terms(facts: Facts, content: OntologyContent) -> tuple[Term, ...]:
    """The terms that the ontology mints: classes first, then properties, by name."""
    uses = Uses(content)
    own = [
        _term(facts, node, kind, uses, content)
        for node in facts.subjects()
        if node.startswith(NS) and (kind := kind_of(facts, node))
    ]
    order = [*KINDS.values(), "individual"]
    return tuple(sorted(own, key=lambda term: (order.index(term.kind), term.name.lower())))


def foreign(facts: Facts) -> tuple[Term, ...]:
    """The terms of other vocabularies that the ontology declares, by prefixed name."""
    found = [
        Term(node, shorten(node), kind, facts.words(node, "rdfs:label"), Bilingual("", ""))
        for node in facts.subjects()
        if not node.startswith(NS) and node != ONTOLOGY and not is_blank(node)
        and (kind := kind_of(facts, node)) and kind != "individual"
    ]
    return tuple(sorted(found, key=lambda term: term.name))


def kind_of(facts: Facts, node: str) -> str:
    """What a term is, or nothing where it has no type."""
    types = set(facts.links(node, "rdf:type"))
    for name, kind in KINDS.items():
        if expand(name) in types:
            return kind
    return "individual" if types else ""


def _term(facts: Facts, node: str, kind: str, uses: Uses, content: OntologyContent) -> Term:
    rows = _class_rows(facts, node) if kind == "class" else _property_rows(facts, node)
    name = node.removeprefix(NS)
    return Term(
        address=node,
        name=name,
        kind=kind,
        label=facts.words(node, "rdfs:label", "skos:prefLabel"),
        definition=facts.words(node, "skos:definition"),
        rows=tuple(Row(heading, tuple(phrases)) for heading, phrases in rows if phrases),
        notes=tuple(
            (heading, words)
            for key, heading in _NOTES.items()
            if any(words := facts.words(node, key))
        ),
        rules=uses.rules(name),
        shapes=uses.shapes(node),
        questions=uses.questions(name),
        example=snippet(facts, node, content.examples),
    )


def _named(nodes: Sequence[str]) -> list[Phrase]:
    return [(Iri(node),) for node in nodes if not is_blank(node)]


def _expressions(facts: Facts, node: str, *names: str) -> list[Phrase]:
    return sorted((axioms.expression(facts, v) for v in facts.values(node, *names)), key=str)


def _class_rows(facts: Facts, node: str) -> list[tuple[Bilingual, list[Phrase]]]:
    return [
        (Bilingual("Är ett slags", "Is a kind of"), _expressions(facts, node, "rdfs:subClassOf")),
        (Bilingual("Är detsamma som", "Is the same as"),
         _expressions(facts, node, "owl:equivalentClass")),
        (Bilingual("Underklasser", "Subclasses"), _named(facts.nodes("rdfs:subClassOf", node))),
        (Bilingual("Är aldrig", "Is never"), axioms.disjoint(facts, node)),
        (Bilingual("Nyckel", "Key"), axioms.keys(facts, node)),
        (Bilingual("Egenskaper", "Properties"), _named(_stating(facts, "rdfs:domain", node))),
        (Bilingual("Värde för", "Value of"), _named(_stating(facts, "rdfs:range", node))),
    ]


def _stating(facts: Facts, name: str, node: str) -> list[str]:
    """The properties whose domain or range is the class, alone or in a union."""
    found = [
        subject
        for subject in facts.subjects()
        for end in facts.links(subject, name)
        if node in ends(facts, end)
    ]
    return sorted(dict.fromkeys(found), key=shorten)


def ends(facts: Facts, end: Iri) -> list[str]:
    """The classes that a domain or range names: itself, or the members of a union."""
    if not is_blank(end):
        return [str(end)]
    return [
        str(member)
        for head in facts.links(end, "owl:unionOf")
        for member in facts.members(head)
        if isinstance(member, Iri) and not is_blank(member)
    ]


def _property_rows(facts: Facts, node: str) -> list[tuple[Bilingual, list[Phrase]]]:
    inverses = {str(i) for i in facts.links(node, "owl:inverseOf") if not is_blank(i)}
    inverses |= {n for n in facts.nodes("owl:inverseOf", node) if not is_blank(n)}
    return [
        (Bilingual("Utgår från", "Starts from"), _expressions(facts, node, "rdfs:domain")),
        (Bilingual("Leder till", "Leads to"), _expressions(facts, node, "rdfs:range")),
        (Bilingual("Medför", "Implies"), _expressions(facts, node, "rdfs:subPropertyOf")),
        (Bilingual("Är detsamma som", "Is the same as"),
         _expressions(facts, node, "owl:equivalentProperty")),
        (Bilingual("Följer av", "Follows from"),
         _named(sorted(facts.nodes("rdfs:subPropertyOf", node)))),
        (Bilingual("Motsatt egenskap", "Inverse"), _named(sorted(inverses))),
        (Bilingual("Följer av kedjan", "Follows from the chain"), axioms.chains(facts, node)),
        (Bilingual("Gäller aldrig tillsammans med", "Never holds together with"),
         axioms.disjoint(facts, node)),
        (Bilingual("Egenheter", "Characteristics"), axioms.characteristics(facts, node)),
    ]


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
        Alignment(node, relation, str(other), reasons.get((node, expand(name), str(other)),
                  Bilingual("", "")))
        for node in facts.subjects()
        for name, relation in _RELATIONS.items()
        if not is_blank(node)
        for other in facts.links(node, name)
        if not is_blank(other) and node.startswith(NS) != str(other).startswith(NS)
    ]
    return tuple(sorted(found, key=lambda a: (shorten(a.term).lower(), shorten(a.other))))


def _reasons(facts: Facts) -> dict[tuple[str, ...], Bilingual]:
    """Why a statement is made: the words on the axiom that repeats it."""
    framing = {*map(expand, _ANNOTATED), PREFIXES["rdf"] + "type"}
    found: dict[tuple[str, ...], Bilingual] = {}
    for axiom in facts.nodes("rdf:type", expand("owl:Axiom")):
        parts = tuple(str(v) for name in _ANNOTATED for v in facts.values(axiom, name)[:1])
        words = [facts.words(axiom, shorten(p)) for p in facts.predicates(axiom) if p not in framing]
        found[parts] = next(iter(words), Bilingual("", ""))
    return found
