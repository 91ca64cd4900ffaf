"""From what is asserted to what follows: the rules, run until nothing new comes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Final

from kng._errors import Fault, FaultsFound, QueryError
from kng._heads import bilingual, read_head, truth
from kng._namespaces import ID, ONTOLOGY, PREFIXES, expand
from kng._sparql import Token, block, tokens
from kng._store import Store, ontology_scope
from kng._values import Bilingual

ANY: Final = "*"
_AT_ONCE: Final = 2
"""More gain nothing: half of what a rule costs holds the interpreter."""

_ASKS_THE_ONTOLOGY: Final = ["{", "GRAPH", f"<{ONTOLOGY}>", "{"]


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
    title, reason = bilingual(head, "title"), bilingual(head, "reason")
    return Rule(name, title, reason, text, truth(head, "settled"), _stratum(head, where))


def derive(store: Store, rules: Sequence[Rule], done: Collection[Rule] = ()) -> None:
    """Add to ``store`` what the rules conclude; those that are ``done`` have run before.

    The store is the one thing that grows: each rule fills its own graph, and what is asserted
    nowhere goes into the merged derived graph, which other rules read. A rule runs again only
    when something has come that it reads, until nothing is left to run.

    Raises:
        FaultsFound: rules that are no CONSTRUCT or cannot be parsed; all of them.
    """
    faults: dict[str, Fault] = {}
    planned = _planned(store, rules)
    for stratum in sorted({rule.stratum for rule in rules}):
        first = [one for one in planned if one.rule.stratum == stratum and one.rule not in done]
        up_to = [one for one in planned if one.rule.stratum <= stratum]
        _to_rest(store, _ordered(first), up_to, faults)
    if faults:
        raise FaultsFound([faults[rule.name] for rule in rules if rule.name in faults])


@dataclass(frozen=True, slots=True)
class _Planned:
    """A rule with the terms that it reads and those that it can conclude with."""

    rule: Rule
    reads: frozenset[str]
    brings: frozenset[str]

    def feeds(self, other: _Planned) -> bool:
        """Whether the other may read what this one brings."""
        known = self.brings & other.reads
        return bool(known or (self.brings and ANY in other.reads) or ANY in self.brings)


def needed(store: Store, rules: Sequence[Rule], terms: frozenset[str]) -> list[Rule]:
    """The rules that conclude with one of the terms, and those that these rest on."""
    left = _planned(store, rules)
    chosen: list[Rule] = []
    while found := [one for one in left if ANY in one.brings | terms or one.brings & terms]:
        chosen += [one.rule for one in found]
        left = [one for one in left if one not in found]
        terms = terms.union(*(one.reads for one in found))
    return chosen


def _planned(store: Store, rules: Sequence[Rule]) -> list[_Planned]:
    return [_Planned(rule, reads(rule, store), brings(rule, store)) for rule in rules]


def _to_rest(
    store: Store, waiting: list[_Planned], up_to: Sequence[_Planned], faults: dict[str, Fault]
) -> None:
    """Run the waiting rules, and whatever reads what they bring, until nothing is left."""
    running: dict[Future[set[tuple[str, str]]], _Planned] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while waiting or running:
            for one in _ready(waiting, list(running.values())):
                waiting.remove(one)
                running[pool.submit(store.conclude, one.rule.query, one.rule.graph)] = one
            done = next(iter(wait(running, return_when=FIRST_COMPLETED).done))
            one = running.pop(done)
            try:
                news = done.result()
            except QueryError as error:
                where = f"ontology/rules/{one.rule.name}.rq"
                sv = f"regeln går inte att köra: {error}"
                faults[one.rule.name] = Fault(where, "rule", sv, str(error))
                continue
            terms = {term for pair in news for term in pair if term} | ({ANY} if news else set())
            readers = (other for other in up_to if other.reads & terms)
            again = (other for other in readers if other is not one or not one.rule.settled)
            waiting += [r for r in again if r not in waiting and r.rule.name not in faults]


def _ready(waiting: Sequence[_Planned], running: Sequence[_Planned]) -> list[_Planned]:
    """The rules to start now: none before what feeds it, unless it is the first of a ring."""
    ready: list[_Planned] = []
    ahead = [*running]
    for one in waiting:
        if not any(other.feeds(one) for other in ahead):
            ready.append(one)
        ahead.append(one)
    return ready[: _AT_ONCE - len(running)]


def _stratum(head: Mapping[str, Any], where: str) -> int:
    value = head.get("stratum", 1)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        sv, en = "'stratum' ska vara ett heltal från 1", "'stratum' must be a whole number from 1"
        raise FaultsFound([Fault(f"{where}:1", "head", sv, en)])
    return value


def _ordered(planned: Sequence[_Planned]) -> list[_Planned]:
    """The rules, each after those that bring what it reads, so that most of them run once.

    What reads everything comes first: what it adds is read most. So does the first of a ring.
    """
    waiting = sorted(planned, key=lambda one: ANY not in one.reads)
    ordered: list[_Planned] = []
    while waiting:
        free = (one for one in waiting if not _waits(one, waiting))
        ordered.append(next(free, waiting[0]))
        waiting.remove(ordered[-1])
    return ordered


def _waits(one: _Planned, others: Sequence[_Planned]) -> bool:
    return any(other.brings & one.reads for other in others if other is not one)


def reads(rule: Rule, store: Store) -> frozenset[str]:
    """The terms that stand in the pattern of a rule: what must be new for it to run again.

    What stands under ``GRAPH`` is read in sources and the ontology, which no rule adds to. A rule
    whose pattern has a variable for a class or a property reads :data:`ANY` term, unless
    VALUES or the ontology lists what the variable can be.

    >>> rule = Rule("r", Bilingual("", ""), Bilingual("", ""),
    ...     "CONSTRUCT { ?a kng:x ?b } WHERE { ?a a kng:Person ; kng:member ?b }")
    >>> sorted(reads(rule, Store()))
    ['https://w3id.org/kng/ns#Person', 'https://w3id.org/kng/ns#member']
    """
    words = list(tokens(rule.query))
    return _named(_outside_graphs(words[_at(words, "WHERE") :]), words, store)


def brings(rule: Rule, store: Store) -> frozenset[str]:
    """The terms that a rule can conclude with; :data:`ANY` as for :func:`reads`.

    >>> rule = Rule("r", Bilingual("", ""), Bilingual("", ""),
    ...     "CONSTRUCT { ?a kng:x ?b } WHERE { ?a a kng:Person ; kng:member ?b }")
    >>> sorted(brings(rule, Store()))
    ['https://w3id.org/kng/ns#x']
    """
    words = list(tokens(rule.query))
    return _named(words[_at(words, "CONSTRUCT") : _at(words, "WHERE")], words, store)


def _outside_graphs(words: Sequence[Token]) -> list[Token]:
    outside: list[Token] = []
    end = 0
    for at, word in enumerate(words):
        if at >= end and word.text.upper() == "GRAPH":
            end = block(words, at + 2).stop
        elif at >= end:
            outside.append(word)
    return outside


def _at(words: Sequence[Token], keyword: str) -> int:
    return next((at for at, word in enumerate(words) if word.text.upper() == keyword), 0)


def _named(part: Sequence[Token], words: Sequence[Token], store: Store) -> frozenset[str]:
    """The terms that a part of a rule names, and those that its variables can stand for."""
    standing = _standing(part)
    listed = {**_values(words), **_of_the_ontology(words, store)} if standing else {}
    terms = _terms(part).union(*(listed.get(variable, {ANY}) for variable in standing))
    return terms | {ANY} if _own_prefixes(words) else terms


def _terms(words: Sequence[Token]) -> frozenset[str]:
    names = {expand(word.text) for word in words if word.kind == "name" and ":" in word.text}
    return frozenset(names | {word.text.strip("<>") for word in words if word.kind == "iri"})


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


def _standing(part: Sequence[Token]) -> set[str]:
    """The variables that stand where a class or a property may stand."""
    part = list(_without_columns(part))
    triples = zip(part, part[1:], part[2:], strict=False)
    return {
        second.text
        for first, second, third in triples
        if second.kind == "variable"
        and (first.text == "a" or (_is_term(first) and _is_term(third) and third.text != ";"))
    }


def _without_columns(part: Sequence[Token]) -> Iterator[Token]:
    """All but what stands between SELECT and the pattern, where a variable is a mere column."""
    columns = False
    for token in part:
        columns = token.text.upper() == "SELECT" or (columns and token.text != "{")
        if not columns:
            yield token


def _is_term(token: Token) -> bool:
    """Whether a token can be a subject or an object, or end what stands before a property."""
    return token.kind in ("variable", "iri", "string") or (
        token.text == ";" or (token.kind == "name" and ":" in token.text)
    )


def _values(words: Sequence[Token]) -> dict[str, frozenset[str]]:
    """The terms that a VALUES block lists, by each of its variables."""
    found: dict[str, frozenset[str]] = {}
    for at, word in enumerate(words):
        if word.text.upper() == "VALUES":
            start = next(n for n in range(at, len(words)) if words[n].text == "{")
            inside = block(words, start)
            terms = _terms(words[inside.start : inside.stop])
            found |= {w.text: terms for w in words[at:start] if w.kind == "variable"}
    return found


def _of_the_ontology(words: Sequence[Token], store: Store) -> dict[str, frozenset[str]]:
    """What the ontology allows each variable to be, where a sub-select asks it and nothing else."""
    found: dict[str, frozenset[str]] = {}
    for at, word in enumerate(words[:-1]):
        if word.text == "{" and words[at + 1].text.upper() == "SELECT":
            inside = block(words, at)
            asked = words[inside.start + 1 : inside.stop - 1]
            if _asks_the_ontology(asked):
                rows = store.select(" ".join(w.text for w in asked), ontology_scope(store))
                columns = zip(*rows.cells, strict=True) if rows.cells else [()] * len(rows.columns)
                for name, column in zip(rows.columns, columns, strict=True):
                    found[f"?{name}"] = frozenset(str(cell) for cell in column)
    return found


def _asks_the_ontology(select: Sequence[Token]) -> bool:
    """Whether a sub-select has the form ``SELECT … WHERE { GRAPH <the ontology> { … } }``."""
    start = _at(select, "WHERE") + 1
    head = [word.text for word in select[start : start + len(_ASKS_THE_ONTOLOGY)]]
    if head != _ASKS_THE_ONTOLOGY:
        return False
    return block(select, start + len(head) - 1).stop == len(select) - 1
