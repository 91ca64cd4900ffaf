"""From the files of the ontology to what the pages tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kng._namespaces import NS, ONTOLOGY
from kng._pages import _axioms as axioms
from kng._pages._axioms import Phrase
from kng._pages._examples import blocks, snippet
from kng._pages._facts import Facts, expand, is_blank, short
from kng._pages._model import (
    Metadata,
    OntologyContent,
    Row,
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
_NEVER = Bilingual("Är aldrig", "Is never")
_FOLDED = 6


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
        creators=tuple(
            facts.words(v, "foaf:name", "rdfs:label").en or str(v)
            for v in facts.values(ONTOLOGY, "dcterms:creator")
        ),
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
        for language in (
            [getattr(value, "language", "")] if getattr(value, "language", "") else ["sv", "en"]
        ):
            by_language.setdefault(language, []).append(str(value))
    sv, en = sorted(by_language["sv"], reverse=True), sorted(by_language["en"], reverse=True)
    size = max(len(sv), len(en))
    sv, en = sv + [""] * (size - len(sv)), en + [""] * (size - len(en))
    return tuple(Bilingual(*pair) for pair in zip(sv, en, strict=True))


def terms(facts: Facts, content: OntologyContent) -> tuple[Term, ...]:
    """The terms that the ontology mints: classes first, then properties, by name."""
    uses = Uses(content)
    examples = {file: blocks(text) for file, text in content.examples.items()}
    own = [
        _term(facts, node, kind, uses, examples)
        for node in facts.subjects()
        if node.startswith(NS) and (kind := kind_of(facts, node))
    ]
    order = [*KINDS.values(), "individual"]
    return tuple(sorted(own, key=lambda term: (order.index(term.kind), term.name.lower())))


def foreign(facts: Facts) -> tuple[Term, ...]:
    """The terms of other vocabularies that the ontology declares, by prefixed name."""
    found = [
        Term(node, short(node), kind, facts.words(node, "rdfs:label"), Bilingual("", ""))
        for node in facts.subjects()
        if not node.startswith(NS)
        and node != ONTOLOGY
        and not is_blank(node)
        and (kind := kind_of(facts, node))
        and kind != "individual"
    ]
    return tuple(sorted(found, key=lambda term: term.name))


def kind_of(facts: Facts, node: str) -> str:
    """What a term is, or nothing where it has no type."""
    types = set(facts.links(node, "rdf:type"))
    for name, kind in KINDS.items():
        if expand(name) in types:
            return kind
    return "individual" if types else ""


def _term(
    facts: Facts, node: str, kind: str, uses: Uses, examples: Mapping[str, Sequence[str]]
) -> Term:
    rows = _class_rows(facts, node) if kind == "class" else _property_rows(facts, node)
    name = node.removeprefix(NS)
    return Term(
        address=node,
        name=name,
        kind=kind,
        label=facts.words(node, "rdfs:label", "skos:prefLabel"),
        definition=facts.words(node, "skos:definition"),
        rows=tuple(
            Row(heading, tuple(phrases), heading is _NEVER and len(phrases) > _FOLDED)
            for heading, phrases in rows
            if phrases
        ),
        notes=tuple(
            (heading, words)
            for key, heading in _NOTES.items()
            if any(words := facts.words(node, key))
        ),
        rules=uses.rules(name),
        shapes=uses.shapes(node),
        questions=uses.questions(name),
        example=snippet(facts, node, examples),
    )


def _named(nodes: Sequence[str]) -> list[Phrase]:
    return [(Iri(node),) for node in nodes if not is_blank(node)]


def _expressions(facts: Facts, node: str, *names: str) -> list[Phrase]:
    return sorted((axioms.expression(facts, v) for v in facts.values(node, *names)), key=str)


def _class_rows(facts: Facts, node: str) -> list[tuple[Bilingual, list[Phrase]]]:
    return [
        (Bilingual("Är ett slags", "Is a kind of"), _expressions(facts, node, "rdfs:subClassOf")),
        (
            Bilingual("Är detsamma som", "Is the same as"),
            _expressions(facts, node, "owl:equivalentClass"),
        ),
        (Bilingual("Underklasser", "Subclasses"), _named(facts.nodes("rdfs:subClassOf", node))),
        (_NEVER, axioms.disjoint(facts, node)),
        (Bilingual("Nyckel", "Key"), axioms.keys(facts, node)),
        (Bilingual("Egenskaper", "Properties"), _named(_stating(facts, "domain", node))),
        (Bilingual("Värde för", "Value of"), _named(_stating(facts, "range", node))),
    ]


def _stating(facts: Facts, end: str, node: str) -> list[str]:
    """The properties that start from the class or lead to it, alone or among others."""
    found = [
        subject
        for subject in facts.subjects()
        for stated in facts.links(subject, f"rdfs:{end}", f"schema:{end}Includes")
        if node in ends(facts, stated)
    ]
    return sorted(dict.fromkeys(found), key=short)


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
        (Bilingual("Används om", "Used of"), _named(facts.links(node, "schema:domainIncludes"))),
        (
            Bilingual("Kan leda till", "May lead to"),
            _named(facts.links(node, "schema:rangeIncludes")),
        ),
        (Bilingual("Medför", "Implies"), _expressions(facts, node, "rdfs:subPropertyOf")),
        (
            Bilingual("Är detsamma som", "Is the same as"),
            _expressions(facts, node, "owl:equivalentProperty"),
        ),
        (
            Bilingual("Följer av", "Follows from"),
            _named(sorted(facts.nodes("rdfs:subPropertyOf", node))),
        ),
        (Bilingual("Motsatt egenskap", "Inverse"), _named(sorted(inverses))),
        (Bilingual("Följer av kedjan", "Follows from the chain"), axioms.chains(facts, node)),
        (
            Bilingual("Gäller aldrig tillsammans med", "Never holds together with"),
            axioms.disjoint(facts, node),
        ),
        (Bilingual("Egenheter", "Characteristics"), axioms.characteristics(facts, node)),
    ]
