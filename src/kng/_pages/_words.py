"""The pages' own words, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kng._values import Bilingual as Both

WORDS: Mapping[str, Both] = {
    "lead": Both("Ordlista och modell", "Vocabulary and model"),
    "contents": Both("Innehåll", "Contents"),
    "skip": Both("Till innehållet", "Skip to the content"),
    "other": Both("In English", "På svenska"),
    "about": Both("Om", "About"),
    "version": Both("Version", "Version"),
    "this_version": Both("Denna version", "This version"),
    "previous": Both("Föregående version", "Previous version"),
    "issued": Both("Utgiven", "Issued"),
    "modified": Both("Ändrad", "Modified"),
    "licence": Both("Licens", "Licence"),
    "creators": Both("Upphov", "Creator"),
    "prefix": Both("Prefix", "Prefix"),
    "address": Both("Adress", "Address"),
    "files": Both("Filer", "Files"),
    "cite": Both("Så hänvisar du", "How to cite"),
    "model": Both("Modellen", "The model"),
    "model_lead": Both(
        "Bilderna är ritade ur ontologin själv. Klicka på en klass eller egenskap för att läsa "
        "om den.",
        "The pictures are drawn from the ontology itself. Click a class or a property to read "
        "about it.",
    ),
    "key_class": Both("klass", "class"),
    "key_ghost": Both(
        "klass från annan bild eller vokabulär", "class of another picture or vocabulary"
    ),
    "key_property": Both("egenskap", "property"),
    "key_derived": Both("härledd egenskap", "derived property"),
    "key_stated": Both(
        "domän och värdemängd: drar slutsatser", "domain and range: conclusions are drawn"
    ),
    "key_shape": Both(
        "så används den, eller så kräver en form", "how it is used, or what a shape demands"
    ),
    "key_sub": Both("är ett slags", "is a kind of"),
    "key_loop": Both("leder till samma klass", "leads to the same class"),
    "key_above": Both("klass ovanför, ej ritad", "class above, not drawn"),
    "classes": Both("Klasser", "Classes"),
    "object": Both("Egenskaper som leder till saker", "Properties that lead to things"),
    "datatype": Both("Egenskaper som leder till värden", "Properties that lead to values"),
    "annotation": Both("Egenskaper som beskriver termer", "Properties that describe terms"),
    "individual": Both("Övriga termer", "Other terms"),
    "kind_class": Both("klass", "class"),
    "kind_object": Both("egenskap till sak", "object property"),
    "kind_datatype": Both("egenskap till värde", "datatype property"),
    "kind_annotation": Both("beskrivande egenskap", "annotation property"),
    "kind_datatype-class": Both("datatyp", "datatype"),
    "kind_individual": Both("individ", "individual"),
    "derived": Both("härledd", "derived"),
    "terms": Both("termer", "terms"),
    "derived_by": Both("Härleds av", "Derived by"),
    "shapes_of": Both("Prövas av", "Checked by"),
    "questions_of": Both("Frågor där termen står", "Questions that use the term"),
    "example": Both("Exempel", "Example"),
    "foreign": Both("Termer ur andra vokabulärer", "Terms of other vocabularies"),
    "foreign_lead": Both(
        "De används som de är, med den mening som deras egen vokabulär ger dem.",
        "They are used as they are, with the meaning that their own vocabulary gives them.",
    ),
    "term": Both("Term", "Term"),
    "name": Both("Namn", "Name"),
    "kind": Both("Slag", "Kind"),
    "schemes": Both("Begreppsscheman", "Concept schemes"),
    "schemes_lead": Both(
        "Roller, funktioner, slag och ämnen är begrepp i SKOS, med namn på svenska och engelska.",
        "Roles, functions, kinds and topics are SKOS concepts, named in Swedish and English.",
    ),
    "concept": Both("Begrepp", "Concept"),
    "meaning": Both("Betydelse", "Meaning"),
    "also": Both("även", "also"),
    "count": Both("begrepp", "concepts"),
    "alignments": Both("Förhållande till andra vokabulärer", "Alignments with other vocabularies"),
    "alignments_lead": Both(
        "Så här står termerna till andras, och varför. Inget hämtas från deras vokabulärer.",
        "This is how the terms stand to those of others, and why. Nothing is fetched from their "
        "vocabularies.",
    ),
    "other_term": Both("Den andra termen", "The other term"),
    "relation": Both("Förhållande", "Relation"),
    "reason": Both("Skäl", "Reason"),
    "shapes": Both("Former: vad som ska gälla", "Shapes: what must hold"),
    "shapes_lead": Both(
        "kng check prövar fakta mot formerna i shapes.ttl (SHACL). Meddelandet säger vad som ska "
        "göras. Det som bryter mot en form är ett fel, om inget annat sägs.",
        "kng check puts the facts to the shapes in shapes.ttl (SHACL). The message says what to "
        "do. What breaks a shape is a violation unless something else is said.",
    ),
    "shape": Both("Form", "Shape"),
    "concerns": Both("Gäller", "Concerns"),
    "message": Both("Meddelande", "Message"),
    "warning": Both("varning", "warning"),
    "info": Both("upplysning", "info"),
    "each_source": Both("varje källa för sig", "each source on its own"),
    "rules": Both("Regler: vad som följer", "Rules: what follows"),
    "rules_lead": Both(
        "Varje regel är en CONSTRUCT. Det som härleds står i en egen graf för regeln, så att det "
        "går att skilja från det som källorna säger.",
        "Each rule is a CONSTRUCT. What it concludes stands in a graph of its own, so that it can "
        "be told from what the sources say.",
    ),
    "rule_text": Both("Regelns text", "Text of the rule"),
    "concludes": Both("Ger", "Concludes"),
    "questions": Both("Kompetensfrågor", "Competency questions"),
    "questions_lead": Both(
        "Frågor som grafen ska kunna besvara. Var och en är en fil i queries/ och körs med "
        "kng query.",
        "Questions that the graph must be able to answer. Each is a file in queries/ and is run "
        "with kng query.",
    ),
    "parameters": Both("Parametrar", "Parameters"),
    "default": Both("förval", "default"),
    "file": Both("Fil", "File"),
    "query": Both("Frågans text", "Text of the query"),
    "changes": Both("Ändringar", "Changes"),
    "no_changes": Both("Inga ändringar är antecknade.", "No changes are noted."),
    "cite_version": Both("version", "version"),
}
