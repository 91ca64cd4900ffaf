"""Where a term is used: the rules that conclude it, the shapes and questions that name it."""

from __future__ import annotations

from kng._namespaces import PREFIXES
from kng._pages._model import OntologyContent
from kng._questions.tokens import tokens


class Uses:
    """An index from terms to the names of rules, shapes and questions."""

    def __init__(self, content: OntologyContent) -> None:
        self._concluded = {rule.name: conclusions(rule.query) for rule in content.rules}
        self._asked = {question.name: _names(question.query) for question in content.questions}
        self._demanded: dict[str, list[str]] = {}
        for shape in content.shapes:
            named = set(shape.path.terms) if shape.path else set()
            named |= {t.address for t in shape.targets if t.kind == "class"}
            for address in named:
                self._demanded.setdefault(address, []).append(shape.check)

    def rules(self, name: str) -> tuple[str, ...]:
        """The rules whose conclusions name the term ``kng:name``."""
        return tuple(sorted(r for r, found in self._concluded.items() if f"kng:{name}" in found))

    def shapes(self, address: str) -> tuple[str, ...]:
        """The shapes that look at the members of a class or at the values of a property."""
        return tuple(sorted(set(self._demanded.get(address, ()))))

    def questions(self, name: str) -> tuple[str, ...]:
        """The questions whose query names the term ``kng:name``."""
        return tuple(q for q, found in self._asked.items() if f"kng:{name}" in found)


def conclusions(query: str) -> set[str]:
    """The prefixed names in the part of a CONSTRUCT query that says what follows.

    >>> sorted(conclusions("CONSTRUCT { ?a kng:attended ?b } WHERE { ?a kng:host ?b }"))
    ['kng:attended']
    """
    found: set[str] = set()
    depth, begun = 0, False
    for token in tokens(query):
        begun = begun or token.text.upper() == "CONSTRUCT"
        depth += (token.text == "{") - (token.text == "}")
        if begun and depth == 0 and token.text == "}":
            return found
        if begun and depth and token.kind == "name":
            found.add(token.text)
    return found


def _names(query: str) -> set[str]:
    own = PREFIXES["kng"]
    return {
        f"kng:{t.text[1:-1].removeprefix(own)}" if t.text.startswith(f"<{own}") else t.text
        for t in tokens(query)
        if t.kind in ("name", "iri")
    }
