"""From what is asserted to what follows: the rules, run until nothing new comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kng._errors import Fault, FaultsFound, QueryError
from kng._heads import bilingual, read_head
from kng._namespaces import ID, expand
from kng._sparql import Token, tokens
from kng._store import Store
from kng._values import Bilingual

ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT query with the reason for it; ``graph`` is where its triples go.

    A ``settled`` rule never feeds itself: what it adds gives it nothing more to conclude.
    """

    name: str
    title: Bilingual
    reason: Bilingual
    query: str
    settled: bool = False

    @property
    def graph(self) -> str:
        """The address of the graph that the rule fills."""
        return f"{ID}graph/rule-{self.name}"


def read_rule(name: str, text: str, where: str) -> Rule:
    """The rule that a ``.rq`` file holds.

    Raises:
        FaultsFound: the head lacks a title or a reason in both languages.
    """
    head = read_head(text, where)
    title, reason = bilingual(head, "title", where), bilingual(head, "reason", where)
    return Rule(name, title, reason, text, bool(head.get("settled", False)))


def derive(store: Store, rules: Sequence[Rule]) -> dict[str, int]:
    """Add to ``store`` what the rules conclude, and say how many triples each gave.

    The store is the one thing that grows: each rule fills its own graph, and what is asserted
    nowhere goes into the merged derived graph, which other rules read. A rule runs again only
    when something has come that it reads, until nothing is left to run.

    Raises:
        FaultsFound: rules that are no CONSTRUCT or cannot be parsed; all of them.
    """
    waiting = {rule.name: rule for rule in _ordered(rules)}
    faults: dict[str, Fault] = {}
    while waiting:
        rule = waiting.pop(next(iter(waiting)))
        try:
            news = store.conclude(rule.query, rule.graph)
        except QueryError as error:
            where = f"ontology/rules/{rule.name}.rq"
            sv = f"regeln går inte att köra: {error}"
            faults[rule.name] = Fault(where, "rule", sv, str(error))
            continue
        terms = {kind or predicate for predicate, kind in news} | ({ANY} if news else set())
        readers = [other for other in rules if reads(other) & terms]
        again = (r for r in readers if r is not rule or not rule.settled)
        waiting |= {r.name: r for r in again if r.name not in faults}
    if faults:
        raise FaultsFound([faults[r.name] for r in rules if r.name in faults])
    return {rule.name: store.size(rule.graph) for rule in rules}


def _ordered(rules: Sequence[Rule]) -> list[Rule]:
    """The rules in their order, those that read everything first: what they add is read most."""
    return sorted(rules, key=lambda rule: ANY not in reads(rule))


def reads(rule: Rule) -> frozenset[str]:
    """The terms that stand in the pattern of a rule: what must be new for it to run again.

    A rule whose pattern has a variable for a class or a property reads :data:`ANY` term.

    >>> rule = Rule("r", Bilingual("", ""), Bilingual("", ""),
    ...     "CONSTRUCT { ?a kng:x ?b } WHERE { ?a a kng:Person ; kng:member ?b }")
    >>> sorted(reads(rule))
    ['https://w3id.org/kng/ns#Person', 'https://w3id.org/kng/ns#member']
    """
    words = list(tokens(rule.query))
    start = next((at for at, w in enumerate(words) if w.text.upper() == "WHERE"), 0)
    pattern = words[start:]
    terms = {expand(w.text) for w in pattern if w.kind == "name" and ":" in w.text}
    terms |= {w.text.strip("<>") for w in pattern if w.kind == "iri"}
    return frozenset(terms | ({ANY} if _open(pattern) else set()))


def _open(pattern: Sequence[Token]) -> bool:
    """Whether a variable stands where a class or a property may stand, and no VALUES names it."""
    listed = _listed(pattern)
    triples = zip(pattern, pattern[1:], pattern[2:], strict=False)
    return any(
        (first.kind == second.kind == third.kind == "variable" and second.text not in listed)
        or (first.text == "a" and second.kind == "variable" and second.text not in listed)
        for first, second, third in triples
    )


def _listed(pattern: Sequence[Token]) -> set[str]:
    """The variables of the VALUES blocks."""
    found: set[str] = set()
    inside = False
    for token in pattern:
        if token.text.upper() == "VALUES":
            inside = True
        elif token.text == "{":
            inside = False
        elif inside and token.kind == "variable":
            found.add(token.text)
    return found
