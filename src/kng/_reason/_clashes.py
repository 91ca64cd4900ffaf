"""Why a graph contradicts its ontology: one rule for each kind of axiom, over the source graphs.

A clash is a set of statements that cannot all hold. The rules find the plain ones, with the
sources that state them; what they do not find is left to shrinking (``_shrink``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple

from kng._namespaces import ONTOLOGY, shorten
from kng._reason._axioms import OWL, RDF, RDFS, TYPE, Alternatives, Axioms, Statement, Use
from kng._store import Scope, Store
from kng._values import XSD, Bilingual, Cell, Iri, Literal


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements that cannot all hold, the axioms behind them, and in words what is wrong."""

    node: str
    kind: str
    words: Bilingual
    statements: tuple[Statement, ...]
    axioms: tuple[Statement, ...] = ()


class _Ground(NamedTuple):
    """A statement from which it follows that a node belongs to one of some classes."""

    rank: int
    statement: Statement
    classes: tuple[str, ...]
    axioms: tuple[Statement, ...]


class _Link(NamedTuple):
    """That one node stands in a relation to a value, by a statement of that or a lower property."""

    node: str
    value: Cell
    statement: Statement
    axioms: tuple[Statement, ...]


@dataclass(frozen=True)
class Facts:
    """The source graphs of a store and the axioms of its ontology."""

    store: Store
    axioms: Axioms

    @classmethod
    def of(cls, store: Store) -> Facts:
        """What the rules read."""
        return cls(store, Axioms.of(store.triples(ONTOLOGY)))

    def statements(self, pattern: str, terms: Iterable[str]) -> Iterator[Statement]:
        """The statements in which one of ``terms`` stands where ``pattern`` has ``?term``."""
        listed = " ".join(f"<{term}>" for term in sorted(set(terms)))
        rows = self.store.select(
            f"SELECT ?s ?p ?o ?graph {{ VALUES ?term {{ {listed} }} "
            f"GRAPH ?graph {{ {pattern} }} }} ORDER BY ?s ?p ?o ?graph",
            Scope((), self.store.sources),
        )
        graphs: dict[tuple[str, str, str], list[str]] = {}
        whole: dict[tuple[str, str, str], Cell] = {}
        for s, p, o, graph in rows:
            key = (str(s), str(p), repr(_key(o)))
            graphs.setdefault(key, []).append(str(graph))
            whole[key] = o
        for key, stated in graphs.items():
            yield Statement(key[0], key[1], whole[key], tuple(stated))

    @cached_property
    def _stated(self) -> dict[str, list[Statement]]:
        names = {use.property for name in self._constrained for use in self.axioms.uses(name)}
        found: dict[str, list[Statement]] = {}
        for statement in self.statements(_ANY, names):
            found.setdefault(statement.predicate, []).append(statement)
        return found

    @cached_property
    def _constrained(self) -> set[str]:
        """The properties about which an axiom says something that facts can contradict."""
        axioms = self.axioms
        found = {name for p in ("domain", "range") for name in axioms.alternatives(RDFS + p)}
        found |= {name for kind in _CHARACTERS for name in axioms.instances(kind)}
        found |= {name for _, name, _, _ in axioms.maxima()}
        found |= {n for _, start in axioms.pairs(OWL + "hasKey") for n in axioms.members(start)}
        found |= {n for pair in axioms.pairs(OWL + "propertyDisjointWith") for n in pair}
        return found | {OWL + "sameAs", OWL + "differentFrom"}

    def links(self, name: str) -> Iterator[_Link]:
        """Every use of a property, stated by itself or by a lower or inverse one."""
        for use in self.axioms.uses(name):
            for statement in self._stated.get(use.property, ()):
                link = _link(statement, use)
                if link is not None:
                    yield link

    @cached_property
    def grounds(self) -> dict[str, list[_Ground]]:
        """For each node why it belongs to which classes; statements of its type come first."""
        found: dict[str, set[_Ground]] = {}
        for statement in self.statements(_TYPED, self._classes):
            ground = _Ground(0, statement, (str(statement.value),), ())
            found.setdefault(statement.subject, set()).add(ground)
        for rank, predicate in ((1, RDFS + "domain"), (2, RDFS + "range")):
            for name, demands in self.axioms.alternatives(predicate).items():
                for node, ground in self._demanded(rank, name, demands):
                    found.setdefault(node, set()).add(ground)
        return {node: sorted(found[node], key=_first) for node in sorted(found)}

    def _demanded(
        self, rank: int, name: str, demands: list[Alternatives]
    ) -> Iterator[tuple[str, _Ground]]:
        for link in self.links(name):
            node = link.node if rank == 1 else link.value
            if isinstance(node, Literal) or node is None:
                continue
            for classes, axiom in demands:
                yield str(node), _Ground(rank, link.statement, classes, (*link.axioms, axiom))

    @cached_property
    def _classes(self) -> set[str]:
        rows = self.store.select(
            "SELECT DISTINCT ?class { GRAPH ?graph { ?node a ?class } }",
            Scope((), self.store.sources),
        )
        return {str(name) for (name,) in rows if not str(name).startswith("_:")}

    def apart(self, one: str, other: str) -> tuple[Statement, ...] | None:
        """Why nothing can be of both classes."""
        if (one, other) not in self._apart:
            self._apart[one, other] = self.axioms.apart(one, other)
        return self._apart[one, other]

    @cached_property
    def _apart(self) -> dict[tuple[str, str], tuple[Statement, ...] | None]:
        return {}


_TYPED: Final = "?s a ?term BIND(rdf:type AS ?p) BIND(?term AS ?o)"
_ANY: Final = "?s ?term ?o BIND(?term AS ?p)"
_CHARACTERS: Final = (
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "AsymmetricProperty",
    "IrreflexiveProperty",
)


def _link(statement: Statement, use: Use) -> _Link | None:
    if not use.backwards:
        return _Link(statement.subject, statement.value, statement, use.axioms)
    if isinstance(statement.value, Literal):
        return None
    return _Link(str(statement.value), Iri(statement.subject), statement, use.axioms)


def _first(ground: _Ground) -> tuple[int, int, str]:
    return ground.rank, len(ground.axioms), str(ground)


def _key(value: Cell) -> tuple[str, ...]:
    if isinstance(value, Literal):
        return str(value), value.datatype, value.language
    return (str(value),)


# ---- the rules


def two_kinds(facts: Facts) -> Iterator[Clash]:
    """A node belongs to classes that share no member."""
    for node, grounds in facts.grounds.items():
        found = next(_of_two_kinds(facts, grounds, grounds), None)
        if found is not None:
            used, axioms, names = found
            words = Bilingual(
                f"är både {names[0]} och {names[1]}, och inget kan vara båda",
                f"is both {names[0]} and {names[1]}, and nothing can be both",
            )
            yield Clash(node, "disjoint", words, _unique(g.statement for g in used), axioms)


def _of_two_kinds(
    facts: Facts, grounds: list[_Ground], partners: list[_Ground]
) -> Iterator[tuple[list[_Ground], tuple[Statement, ...], tuple[str, str]]]:
    """Grounds none of whose classes goes together with what the partners say."""
    for ground in grounds:
        against: list[tuple[_Ground, tuple[Statement, ...]]] = []
        for name in ground.classes:
            clash = _against(facts, name, partners)
            if clash is None:
                break
            against.append(clash)
        else:
            used = [ground, *(partner for partner, _ in against)]
            why = [*(a for g in used for a in g.axioms), *(a for _, more in against for a in more)]
            names = " | ".join(map(shorten, ground.classes)), shorten(against[0][0].classes[0])
            yield used, _unique(why), names


def _against(
    facts: Facts, name: str, partners: list[_Ground]
) -> tuple[_Ground, tuple[Statement, ...]] | None:
    for partner in partners:
        if len(partner.classes) == 1:
            why = facts.apart(name, partner.classes[0])
            if why is not None:
                return partner, why
    return None


def one_value(facts: Facts) -> Iterator[Clash]:
    """A property that has at most so many values has more, as plain values."""
    for name, most, axiom, members in _limits(facts):
        values: dict[str, dict[tuple[str, str], _Link]] = {}
        for link in facts.links(name):
            kind = _family(link.value)
            if kind and (members is None or link.node in members):
                assert isinstance(link.value, Literal)
                key = (kind, _worth(link.value, kind))
                values.setdefault(link.node, {}).setdefault(key, link)
        for node, found in values.items():
            if len(found) > most:
                links = list(found.values())[: most + 1]
                words = Bilingual(
                    f"har fler värden på {shorten(name)} än {most}",
                    f"has more values of {shorten(name)} than {most}",
                )
                more = [members[node].statement] if members else []
                stated = _unique([*(link.statement for link in links), *more])
                axioms = _unique([*(a for link in links for a in link.axioms), axiom])
                yield Clash(node, "too-many-values", words, stated, axioms)


def _limits(
    facts: Facts,
) -> Iterator[tuple[str, int, Statement, dict[str, _Ground] | None]]:
    """Property, its most values, the axiom, and for whom it holds (``None``: for all)."""
    functional = OWL + "FunctionalProperty"
    for name in facts.axioms.instances("FunctionalProperty"):
        yield name, 1, Statement(name, TYPE, Iri(functional), (ONTOLOGY,)), None
    for owner, name, most, axiom in facts.axioms.maxima():
        yield name, most, axiom, _members(facts, owner)


def _members(facts: Facts, owner: str) -> dict[str, _Ground]:
    return {
        node: ground
        for node, grounds in facts.grounds.items()
        for ground in reversed(grounds)
        if len(ground.classes) == 1 and owner in facts.axioms.ancestors(ground.classes[0])
    }


def same_and_different(facts: Facts) -> Iterator[Clash]:
    """Two nodes that must be one and the same, and yet cannot be."""
    different = {
        frozenset((link.node, str(link.value))): link for link in facts.links(OWL + "differentFrom")
    }
    seen: set[tuple[str, str]] = set()
    for one, other, statements, axioms, why in _same(facts):
        pair = (min(one, other), max(one, other))
        if one == other or pair in seen:
            continue
        stated = different.get(frozenset(pair))
        grounds = facts.grounds.get(pair[0], []), facts.grounds.get(pair[1], [])
        found = next(_of_two_kinds(facts, *grounds), None) or next(
            _of_two_kinds(facts, grounds[1], grounds[0]), None
        )
        if stated is None and found is None:
            continue
        seen.add(pair)
        used = [stated.statement] if stated else [g.statement for g in found[0]] if found else []
        more = () if stated or not found else found[1]
        words = Bilingual(
            f"och {shorten(pair[1])} måste vara en och samma {why.sv}, men kan inte vara det",
            f"and {shorten(pair[1])} must be one and the same {why.en}, but cannot be",
        )
        yield Clash(
            pair[0], "same", words, _unique([*statements, *used]), _unique([*axioms, *more])
        )


_Same = tuple[str, str, tuple[Statement, ...], tuple[Statement, ...], Bilingual]


def _same(facts: Facts) -> Iterator[_Same]:
    for link in facts.links(OWL + "sameAs"):
        words = Bilingual("enligt en uppgift", "by a statement")
        yield link.node, str(link.value), (link.statement,), link.axioms, words
    for name, most, axiom, members in _limits(facts):
        if most == 1:
            links = [k for k in facts.links(name) if members is None or k.node in members]
            yield from _merged(links, axiom, name, forwards=True)
    for name in facts.axioms.instances("InverseFunctionalProperty"):
        axiom = Statement(name, TYPE, Iri(OWL + "InverseFunctionalProperty"), (ONTOLOGY,))
        yield from _merged(list(facts.links(name)), axiom, name, forwards=False)
    yield from _keys(facts)


def _merged(links: list[_Link], axiom: Statement, name: str, *, forwards: bool) -> Iterator[_Same]:
    groups: dict[str, list[tuple[str, _Link]]] = {}
    for link in links:
        if isinstance(link.value, Iri):
            ends = (link.node, str(link.value)) if forwards else (str(link.value), link.node)
            groups.setdefault(ends[0], []).append((ends[1], link))
    words = Bilingual(
        f"eftersom {shorten(name)} bara får ha ett värde",
        f"since {shorten(name)} may have one value only",
    )
    for group in groups.values():
        for (one, a), (other, b) in combinations(group, 2):
            axioms = (*a.axioms, *b.axioms, axiom)
            yield one, other, (a.statement, b.statement), axioms, words


def _keys(facts: Facts) -> Iterator[_Same]:
    for owner, start in facts.axioms.pairs(OWL + "hasKey"):
        names = facts.axioms.members(start)
        members = _members(facts, owner)
        values: dict[str, dict[str, _Link]] = {}
        for name in names:
            for link in facts.links(name):
                if link.node in members:
                    values.setdefault(link.node, {}).setdefault(name, link)
        groups: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for node, links in values.items():
            if len(links) == len(names):
                key = tuple(_key(links[name].value) for name in names)
                groups.setdefault(key, []).append(node)
        shown = ", ".join(map(shorten, names))
        words = Bilingual(f"eftersom {shown} är deras nyckel", f"since {shown} is their key")
        axiom = Statement(owner, OWL + "hasKey", Iri(" ".join(names)), (ONTOLOGY,))
        for nodes in groups.values():
            for one, other in combinations(nodes, 2):
                stated = [values[n][name].statement for n in (one, other) for name in names]
                stated += [members[n].statement for n in (one, other)]
                yield one, other, tuple(stated), (axiom,), words


def both_ways(facts: Facts) -> Iterator[Clash]:
    """A relation that holds one way only is stated both ways, or of a thing to itself."""
    for name in facts.axioms.instances("AsymmetricProperty"):
        links = {(k.node, str(k.value)): k for k in facts.links(name) if isinstance(k.value, Iri)}
        axiom = Statement(name, TYPE, Iri(OWL + "AsymmetricProperty"), (ONTOLOGY,))
        for (one, other), link in sorted(links.items()):
            back = links.get((other, one))
            if back and one <= other:
                there = shorten(other)
                words = Bilingual(
                    f"och {there} kan inte båda stå i {shorten(name)} till varandra",
                    f"and {there} cannot both stand in {shorten(name)} to each other",
                )
                stated = _unique([link.statement, back.statement])
                yield Clash(one, "both-ways", words, stated, (*link.axioms, *back.axioms, axiom))
    for name in facts.axioms.instances("IrreflexiveProperty"):
        axiom = Statement(name, TYPE, Iri(OWL + "IrreflexiveProperty"), (ONTOLOGY,))
        for link in facts.links(name):
            if link.node == str(link.value):
                words = Bilingual(
                    f"kan inte stå i {shorten(name)} till sig själv",
                    f"cannot stand in {shorten(name)} to itself",
                )
                yield Clash(link.node, "to-itself", words, (link.statement,), (*link.axioms, axiom))


def disjoint_relations(facts: Facts) -> Iterator[Clash]:
    """Two relations that exclude each other hold between the same two."""
    for one, other in facts.axioms.pairs(OWL + "propertyDisjointWith"):
        first = {(k.node, _key(k.value)): k for k in facts.links(one)}
        axiom = Statement(one, OWL + "propertyDisjointWith", Iri(other), (ONTOLOGY,))
        for link in facts.links(other):
            met = first.get((link.node, _key(link.value)))
            if met:
                words = Bilingual(
                    f"kan inte ha samma sak som både {shorten(one)} och {shorten(other)}",
                    f"cannot have the same thing as both {shorten(one)} and {shorten(other)}",
                )
                stated = (met.statement, link.statement)
                yield Clash(
                    link.node, "relations", words, stated, (*met.axioms, *link.axioms, axiom)
                )


_NUMBERS: Final = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger "
    "long int short byte unsignedLong unsignedInt unsignedShort unsignedByte"
)
_TEXTS: Final = "string normalizedString token language Name NCName NMTOKEN"
_OTHERS: Final = "boolean double float dateTime hexBinary base64Binary anyURI"
_FAMILIES: Final = {
    **{XSD + name: "number" for name in _NUMBERS.split()},
    **{XSD + name: "text" for name in _TEXTS.split()},
    **{XSD + name: name for name in _OTHERS.split()},
    RDF + "langString": "text with language",
}


def _family(value: Cell) -> str:
    """The value space of a literal; empty where HermiT knows none, as for dates."""
    return _FAMILIES.get(value.datatype, "") if isinstance(value, Literal) else ""


def _worth(value: Literal, kind: str) -> str:
    """A literal so written that equal values are equal texts."""
    if kind == "number":
        return str(Fraction(value))
    return f"{value.python()}@{value.language.lower()}"


def wrong_datatype(facts: Facts) -> Iterator[Clash]:
    """A value is of another kind than the property's range."""
    for name, demands in facts.axioms.alternatives(RDFS + "range").items():
        for classes, axiom in demands:
            allowed = {_FAMILIES.get(datatype) for datatype in classes}
            if None in allowed:
                continue
            for link in facts.links(name):
                kind = _family(link.value)
                if kind and kind not in allowed:
                    assert isinstance(link.value, Literal)
                    wanted = " | ".join(map(shorten, classes))
                    words = Bilingual(
                        f"har ett värde på {shorten(name)} som inte är {wanted}",
                        f"has a value of {shorten(name)} that is no {wanted}",
                    )
                    axioms = (*link.axioms, axiom)
                    yield Clash(link.node, "datatype", words, (link.statement,), axioms)


RULES: Final[tuple[Callable[[Facts], Iterator[Clash]], ...]] = (
    two_kinds,
    one_value,
    same_and_different,
    both_ways,
    disjoint_relations,
    wrong_datatype,
)


def clashes(store: Store) -> tuple[Clash, ...]:
    """All that the rules find, each node and kind once, in a fixed order."""
    facts = Facts.of(store)
    found: dict[tuple[str, str, str], Clash] = {}
    for rule in RULES:
        for clash in rule(facts):
            found.setdefault((clash.node, clash.kind, clash.words.en), clash)
    return tuple(found[key] for key in sorted(found))


def empty_class(axioms: Axioms, name: str) -> Clash | None:
    """Why a class can have no member, if it lies below two that share none."""
    words = Bilingual("kan inte ha någon medlem", "can have no member")
    why = axioms.apart(name, name)
    if why is None:
        return None
    return Clash(name, "unsatisfiable", words, _unique(why))


def _unique(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(statements))
