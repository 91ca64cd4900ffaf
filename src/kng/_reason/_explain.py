"""A contradiction in words: which statements clash, and where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Final

from kng._errors import Fault
from kng._namespaces import ASSERTED, ONTOLOGY, shorten
from kng._reason._axioms import OWL, RDF, TYPE, Axioms, Statement
from kng._reason._clashes import Clash, clashes, empty_class
from kng._reason._hermit import Reasoning, reason
from kng._reason._java import ReasonerFailed
from kng._reason._profile import profile
from kng._reason._run import LIMIT
from kng._reason._shrink import Core, shrink
from kng._store import Scope, Store, Triple, cells
from kng._values import XSD, Bilingual, Cell, Iri, Literal

Locate = Callable[[str, str], str]
"""From a graph and a node to the place where the one speaks of the other."""

_COMMAND: Final = "kng check --reason"
_LISTED: Final = 12
_LONGEST: Final = 80
_TITLES: Final = """SELECT ?graph ?title ?url {
  ?graph prov:wasDerivedFrom ?document .
  OPTIONAL { ?document dcterms:title|rdfs:label ?title }
  OPTIONAL { ?document schema:url ?url }
} ORDER BY ?graph ?title ?url"""


def reasoned_faults(store: Store, locate: Locate, *, limit: float = LIMIT) -> tuple[Fault, ...]:
    """What HermiT finds wrong with the graph, explained, and what leaves OWL 2 DL.

    ``limit`` is the time for all of it, in seconds. Where the reasoner gives no answer that is a
    fault too, beside the contradictions that are plain without it.
    """
    end = monotonic() + limit
    with ThreadPoolExecutor(2) as pool:
        answer = pool.submit(reason, store, limit=limit)
        checked = pool.submit(profile, store.triples(ONTOLOGY), limit=limit)
        try:
            found = list(_verdict(store, locate, answer.result(), end - monotonic()))
        except ReasonerFailed as failed:
            found = [Fault(_COMMAND, "reasoner", failed.sv, failed.en)]
            found += (_told(store, locate, clash) for clash in clashes(store))
        try:
            found += (_outside(locate, violation) for violation in checked.result())
        except ReasonerFailed as failed:
            fault = Fault(_COMMAND, "reasoner", failed.sv, failed.en)
            found += [fault] if fault not in found else []
    return tuple(found)


def _verdict(store: Store, locate: Locate, answer: Reasoning, limit: float) -> Iterator[Fault]:
    if not answer.consistent:
        plain = clashes(store)
        if plain:
            yield from (_told(store, locate, clash) for clash in plain)
        else:
            yield _told(store, locate, _of_core(store, shrink(store, limit=limit)))
    else:
        yield _sound(store, answer)
    if answer.unsatisfiable:
        axioms = Axioms.of(store.triples(ONTOLOGY))
        for name in answer.unsatisfiable:
            yield _told(store, locate, empty_class(axioms, name) or _unexplained(name))


def _sound(store: Store, answer: Reasoning) -> Fault:
    stated = {
        (str(thing), str(kind))
        for thing, predicate, kind in cells(store.triples(ASSERTED))
        if predicate == TYPE
    }
    inferred = len(answer.types - stated)
    return Fault(
        _COMMAND,
        "reasoner",
        f"HermiT finner ingen motsägelse; {inferred} klasstillhörigheter följer av ontologin",
        f"HermiT finds no contradiction; {inferred} types follow from the ontology",
        "info",
    )


def _unexplained(name: str) -> Clash:
    words = Bilingual(
        "kan inte ha någon medlem, enligt HermiT", "can have no member, according to HermiT"
    )
    return Clash(name, "unsatisfiable", words, ())


def _outside(locate: Locate, violation: str) -> Fault:
    return Fault(
        locate(ONTOLOGY, ONTOLOGY),
        "profile",
        f"ontologin lämnar OWL 2 DL, så HermiT kan ta fel: {violation}",
        f"the ontology leaves OWL 2 DL, so HermiT may err: {violation}",
        "warning",
    )


# ---- a clash in words


def _told(store: Store, locate: Locate, clash: Clash) -> Fault:
    name = shorten(clash.node) + _label(store, clash.node)
    sources = _sources(store)
    lines: dict[str, list[str]] = {}
    for language in ("sv", "en"):
        said = clash.words.in_language(language)
        lines[language] = [
            f"{name} {said}:" if clash.statements or clash.axioms else f"{name} {said}"
        ]
        for number, statement in enumerate(clash.statements[:_LISTED], 1):
            where = _places(statement, locate, sources, language)
            lines[language].append(f"  {number}. {show(statement)} — {where}")
        hidden = len(clash.statements) - _LISTED
        if hidden > 0:
            lines[language].append(f"  … +{hidden}")
        because = {"sv": "därför att", "en": "because"}[language]
        lines[language] += [
            f"  {because} {show(axiom)} — {locate(ONTOLOGY, axiom.subject)}"
            for axiom in clash.axioms[:_LISTED]
        ]
        lines[language].append(f"  {_ADVICE[_advice(clash)].in_language(language)}")
    return Fault(_where(clash, locate), clash.kind, "\n".join(lines["sv"]), "\n".join(lines["en"]))


_ADVICE: Final = {
    "facts": Bilingual(
        "Avgör vad som stämmer och rätta den andra uppgiften; ingenting har ändrats.",
        "Decide which one is right and correct the other; nothing has been changed.",
    ),
    "axioms": Bilingual(
        "Rätta ontologin: klassen är till ingen nytta så länge.",
        "Correct the ontology: until then the class is of no use.",
    ),
}


def _advice(clash: Clash) -> str:
    return "axioms" if clash.kind == "unsatisfiable" else "facts"


def _where(clash: Clash, locate: Locate) -> str:
    for statement in clash.statements:
        for graph in statement.graphs:
            return locate(graph, statement.subject)
    return locate(ONTOLOGY, clash.node)


def _places(
    statement: Statement, locate: Locate, sources: dict[str, dict[str, str]], language: str
) -> str:
    found: list[str] = []
    for graph in statement.graphs:
        title = sources.get(graph, {})
        read = title.get(language) or title.get("") or next(iter(title.values()), "")
        place = locate(graph, statement.subject)
        found.append(f"{place} ({read})" if read else place)
    return "; ".join(found)


def show(statement: Statement) -> str:
    """A statement as Turtle writes it.

    >>> show(Statement("https://w3id.org/kng/id/role/x", TYPE, "https://w3id.org/kng/ns#Role", ()))
    'kng-role:x a kng:Role'
    """
    predicate = "a" if statement.predicate == TYPE else shorten(statement.predicate)
    return f"{shorten(statement.subject)} {predicate} {_value(statement.value)}"


def _value(value: Cell) -> str:
    if not isinstance(value, Literal):
        return " ".join(map(shorten, str(value).split(" ")))
    text = str(value) if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"' + (
        "" if value.datatype == XSD + "string" else f"^^{shorten(value.datatype)}"
    )


def _label(store: Store, node: str) -> str:
    rows = store.select(
        f"SELECT ?name {{ <{node}> foaf:name|rdfs:label|skos:prefLabel ?name }} "
        "ORDER BY DESC(LANG(?name) = 'sv') ?name LIMIT 1",
        Scope((ASSERTED,), ()),
    )
    return f" ({rows.cells[0][0]})" if rows.cells else ""


def _sources(store: Store) -> dict[str, dict[str, str]]:
    """For each graph the title and address of its document, by language."""
    found: dict[str, dict[str, str]] = {}
    for graph, title, url in store.select(_TITLES, Scope((ASSERTED,), ())):
        language = title.language if isinstance(title, Literal) else ""
        words = " ".join(str(part) for part in (title and f"“{title}”", url) if part)
        if words:
            found.setdefault(str(graph), {}).setdefault(language, words)
    return found


# ---- a clash that no rule knew


def _of_core(store: Store, core: Core) -> Clash:
    facts = tuple(_stated(store, triple) for triple in core.facts)
    axioms = tuple(map(_unit, core.axioms))
    words = Bilingual(
        "ingår i uppgifter som inte kan gälla tillsammans",
        "is part of statements that cannot hold together",
    )
    if not core.smallest:
        words = Bilingual(
            f"{words.sv} (sökningen avslutades vid sin gräns; alla behövs kanske inte)",
            f"{words.en} (the search ended at its limit; perhaps not all are needed)",
        )
    node = facts[0].subject if facts else ONTOLOGY
    return Clash(node, "inconsistent", words, facts, axioms)


def _stated(store: Store, triple: Triple) -> Statement:
    ((subject, predicate, value),) = cells([triple])
    graphs = tuple(graph for graph in store.sources if store.holds(graph, triple))
    return Statement(str(subject), str(predicate), value, graphs)


def _unit(unit: tuple[Triple, ...]) -> Statement:
    """An axiom as one statement: what hangs below it is told by the terms that it names."""
    rows = [(str(s), str(p), o) for s, p, o in cells(unit)]
    subject, predicate, value = rows[0]
    below = [o for _, _, o in rows if not str(o).startswith(("_:", RDF, OWL))]
    if subject.startswith("_:"):
        subject = next((str(o) for _, p, o in rows if p == TYPE), subject)
        predicate = OWL + "members"
    if len(rows) > 1:
        value = Iri(" ".join(dict.fromkeys(map(str, below))))
    return Statement(subject, predicate, value, (ONTOLOGY,))
