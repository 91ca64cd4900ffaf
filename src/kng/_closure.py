"""From what is asserted to what follows: the rules, run until nothing new comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kng._errors import Fault, FaultsFound, QueryError
from kng._heads import bilingual, read_head, truth
from kng._namespaces import ID, PREFIXES, expand
from kng._sparql import Token, tokens
from kng._store import Store
from kng._values import Bilingual

ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT query with the reason for it; ``graph`` is where its triples go.

    A ``settled`` rule never feeds itself: what it adds gives it nothing more to conclude. A rule
    that concludes from what is *not* derived waits in a higher ``stratum``, until all below it
    have come to rest (stratified negation: Apt, Blair and Walker 1988).
    """

    name: str
    title: Bilingual
    reason: Bilingual
    query: str
    settled: bool = False
    stratum: int = 1

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
    return Rule(name, title, reason, text, truth(head, "settled", where), _stratum(head, where))


def derive(store: Store, rules: Sequence[Rule]) -> dict[str, int]:
    """Add to ``store`` what the rules conclude, and say how many triples each gave.

    The store is the one thing that grows: each rule fills its own graph, and what is asserted
    nowhere goes into the merged derived graph, which other rules read. A rule runs again only
    when something has come that it reads, until nothing is left to run.

    Raises:
        FaultsFound: rules that are no CONSTRUCT or cannot be parsed; all of them.
    """
    faults: dict[str, Fault] = {}
    for stratum in sorted({rule.stratum for rule in rules}):
        _to_rest(store, [rule for rule in rules if rule.stratum <= stratum], stratum, faults)
    if faults:
        raise FaultsFound([faults[rule.name] for rule in rules if rule.name in faults])
    return {rule.name: store.size(rule.graph) for rule in rules}


def _to_rest(store: Store, rules: Sequence[Rule], stratum: int, faults: dict[str, Fault]) -> None:
    """Run the rules of a stratum, and whatever reads what they bring, until nothing is left."""
    waiting = {rule.name: rule for rule in _ordered(rules) if rule.stratum == stratum}
    while waiting:
        rule = waiting.pop(next(iter(waiting)))
        try:
            news = store.conclude(rule.query, rule.graph)
        except QueryError as error:
            where = f"ontology/rules/{rule.name}.rq"
            sv = f"regeln går inte att köra: {error}"
            faults[rule.name] = Fault(where, "rule", sv, str(error))
            continue
        terms = {term for pair in news for term in pair if term} | ({ANY} if news else set())
        readers = (other for other in rules if reads(other) & terms)
        again = (r for r in readers if r is not rule or not rule.settled)
        waiting |= {r.name: r for r in again if r.name not in faults}


def _stratum(head: Mapping[str, Any], where: str) -> int:
    value = head.get("stratum", 1)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        sv, en = "'stratum' ska vara ett heltal från 1", "'stratum' must be a whole number from 1"
        raise FaultsFound([Fault(f"{where}:1", "head", sv, en)])
    return value


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
    unknown = _open(pattern) or _own_prefixes(words)
    return frozenset(terms | ({ANY} if unknown else set()))


def _own_prefixes(words: Sequence[Token]) -> bool:
    """Whether the rule declares a base, or a prefix that means something else elsewhere."""
    following = zip(words, words[1:], words[2:], strict=False)
    return any(
        word.text.upper() == "BASE"
        or (
            word.text.upper() == "PREFIX"
            and PREFIXES.get(name.text.rstrip(":")) != namespace.text.strip("<>")
        )
        for word, name, namespace in following
    )


def _open(pattern: Sequence[Token]) -> bool:
    """Whether a variable stands where a class or a property may stand, and no VALUES names it."""
    listed = _listed(pattern)
    triples = zip(pattern, pattern[1:], pattern[2:], strict=False)
    return any(
        second.kind == "variable"
        and second.text not in listed
        and (first.text == "a" or (_is_term(first) and _is_term(third) and third.text != ";"))
        for first, second, third in triples
    )


def _is_term(token: Token) -> bool:
    """Whether a token can be a subject or an object, or end what stands before a property."""
    return token.kind in ("variable", "iri", "string") or (
        token.text == ";" or (token.kind == "name" and ":" in token.text)
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
