"""From what is asserted to what follows: the rules, run until nothing new comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kng._errors import Fault, FaultsFound, QueryError
from kng._heads import bilingual, read_head
from kng._namespaces import ASSERTED, DERIVED, ID
from kng._store import Store, Triple, ontology_scope
from kng._values import Bilingual


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT query with the reason for it; ``graph`` is where its triples go."""

    name: str
    title: Bilingual
    reason: Bilingual
    query: str

    @property
    def graph(self) -> str:
        return f"{ID}graph/rule-{self.name}"


def read_rule(name: str, text: str, where: str) -> Rule:
    """The rule that a ``.rq`` file holds.

    Raises:
        FaultsFound: the head lacks a title or a reason in both languages.
    """
    head = read_head(text, where)
    return Rule(name, bilingual(head, "title", where), bilingual(head, "reason", where), text)


def derive(store: Store, rules: Sequence[Rule]) -> dict[str, int]:
    """Add to ``store`` what the rules conclude, and say how many triples each gave.

    The store is the one thing that grows: each rule fills its own graph, and what is asserted
    nowhere goes into the merged derived graph, which later rules read. Rounds go on until one
    brings nothing new.

    Raises:
        FaultsFound: rules that are no CONSTRUCT or cannot be parsed; all of them.
    """
    found: dict[str, set[Triple]] = {rule.name: set() for rule in rules}
    waiting = True
    while waiting:
        waiting = False
        for rule, triples in _round(store, rules):
            new = [triple for triple in triples if triple not in found[rule.name]]
            found[rule.name].update(new)
            store.add(rule.graph, new)
            unknown = [triple for triple in new if not _known(store, triple)]
            store.add(DERIVED, unknown)
            waiting = waiting or bool(unknown)
    return {name: len(triples) for name, triples in found.items()}


def _round(store: Store, rules: Sequence[Rule]) -> list[tuple[Rule, set[Triple]]]:
    answers: list[tuple[Rule, set[Triple]]] = []
    faults: list[Fault] = []
    for rule in rules:
        try:
            answers.append((rule, set(store.construct(rule.query, ontology_scope(store)))))
        except QueryError as error:
            where = f"ontology/rules/{rule.name}.rq"
            faults.append(Fault(where, "rule", f"regeln går inte att köra: {error}", str(error)))
    if faults:
        raise FaultsFound(faults)
    return answers


def _known(store: Store, triple: Triple) -> bool:
    return store.holds(ASSERTED, triple) or store.holds(DERIVED, triple)
