"""Where a term is used: the rules that conclude it, the shapes and questions that name it."""

from __future__ import annotations

from collections.abc import Iterator

from kng._namespaces import PREFIXES
from kng._pages._model import OntologyContent
from kng._sparql import tokens


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
    """The prefixed names that the head of a CONSTRUCT query concludes, itself or by a variable.

    >>> sorted(conclusions("CONSTRUCT { ?a kng:attended ?b } WHERE { ?a kng:host ?b }"))
    ['kng:attended']
    >>> sorted(conclusions("CONSTRUCT { ?a ?p 1 } WHERE { VALUES ?p { kng:x kng:y } ?a kng:z 1 }"))
    ['kng:x', 'kng:y']
    >>> values = "VALUES (?q ?p) { (kng:x kng:y) (kng:z kng:y) }"
    >>> sorted(conclusions(f"CONSTRUCT {{ ?a ?p 1 }} WHERE {{ {values} ?a ?q 1 }}"))
    ['kng:y']
    """
    texts = [(token.kind, token.text) for token in tokens(query)]
    words = [text.upper() for _, text in texts]
    if "CONSTRUCT" not in words:
        return set()
    head = _inside(texts, words.index("CONSTRUCT"))
    found = {text for kind, text in head if kind == "name"}
    variables = {text for kind, text in head if kind == "variable"}
    for at, word in enumerate(words):
        if word == "VALUES":
            found |= {text for kind, text in _listed(texts, at, variables) if kind == "name"}
    return found - {"a"}


def _listed(
    texts: list[tuple[str, str]], start: int, variables: set[str]
) -> Iterator[tuple[str, str]]:
    """The values that a VALUES block gives to some variables, where each is one word."""
    opening = next((at for at in range(start, len(texts)) if texts[at][1] == "{"), len(texts))
    columns = [text for kind, text in texts[start:opening] if kind == "variable"]
    cells = [cell for cell in _inside(texts, start) if cell[1] not in ("(", ")")]
    for at, cell in enumerate(cells):
        if columns[at % len(columns)] in variables:
            yield cell


def _inside(texts: list[tuple[str, str]], start: int) -> list[tuple[str, str]]:
    """What stands in the first braces after a place."""
    opening = next((at for at in range(start, len(texts)) if texts[at][1] == "{"), len(texts))
    closing = next((at for at in range(opening, len(texts)) if texts[at][1] == "}"), len(texts))
    return texts[opening + 1 : closing]


def _names(query: str) -> set[str]:
    own = PREFIXES["kng"]
    return {
        f"kng:{t.text[1:-1].removeprefix(own)}" if t.text.startswith(f"<{own}") else t.text
        for t in tokens(query)
        if t.kind in ("name", "iri")
    }
