"""Judgements as they stand in the graph, and the merged triples that follow from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

import pyoxigraph as ox

from kng._judgements import Judgement, Verdict, canonical
from kng._namespaces import PREFIXES
from kng._store import Object, Triple
from kng._values import Bilingual

_KNG: Final = PREFIXES["kng"]
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_JUDGEMENT: Final = ox.NamedNode(_KNG + "IdentityJudgement")
_OF_ADDRESSES: Final = {
    ox.NamedNode(_KNG + "judged"),
    ox.NamedNode(_KNG + "kept"),
    ox.NamedNode(PREFIXES["dcterms"] + "isReplacedBy"),
}
_NAMES: Final = {
    ox.NamedNode(PREFIXES["rdfs"] + "label"),
    ox.NamedNode(PREFIXES["foaf"] + "name"),
    ox.NamedNode(PREFIXES["skos"] + "prefLabel"),
}
_ALSO_NAMED: Final = ox.NamedNode(PREFIXES["skos"] + "altLabel")


def judgements(graphs: Mapping[str, Sequence[Triple]]) -> list[Judgement]:
    """All judgements of identity in the source graphs, withdrawn ones too, by address."""
    found: list[tuple[str, Judgement]] = []
    for graph, triples in graphs.items():
        nodes = {t.subject for t in triples if t.predicate == _TYPE and t.object == _JUDGEMENT}
        about: dict[object, dict[str, list[Object]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            if triple.subject in nodes:
                name = triple.predicate.value.removeprefix(_KNG)
                about[triple.subject][name].append(triple.object)
        found += [(str(node), _judgement(graph, said)) for node, said in about.items()]
    return [judgement for _, judgement in sorted(found, key=lambda pair: pair[0])]


def _judgement(graph: str, said: Mapping[str, Sequence[Object]]) -> Judgement:
    one, other = (*sorted(map(_text, said.get("judged", ()))), "", "")[:2]
    verdict = _first(said, "verdict").rpartition("/")[2] or "unsure"
    reasons = {getattr(term, "language", ""): _text(term) for term in said.get("reason", ())}
    return Judgement(
        one,
        other,
        cast(Verdict, verdict),
        _first(said, "judgedBy"),
        _first(said, "judgedOn"),
        Bilingual(reasons.get("sv", ""), reasons.get("en", "")),
        graph,
        kept=_first(said, "kept"),
        withdrawn=_first(said, "withdrawnOn"),
    )


def _first(said: Mapping[str, Sequence[Object]], name: str) -> str:
    return next(map(_text, said.get(name, ())), "")


def _text(term: Object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def kept_addresses(
    graphs: Mapping[str, Sequence[Triple]],
) -> dict[ox.NamedNode, ox.NamedNode]:
    """From each retired address to the one that is kept.

    Raises:
        FaultsFound: judgements that contradict each other; all of them.
    """
    kept = canonical(judgements(graphs))
    return {ox.NamedNode(old): ox.NamedNode(new) for old, new in kept.items() if old != new}


def merged_triples(
    triples: Iterable[Triple], kept: Mapping[ox.NamedNode, ox.NamedNode]
) -> list[Triple]:
    """The triples with the kept addresses; a name of a retired one becomes a further name.

    >>> a, b = ox.NamedNode("https://a.b/a"), ox.NamedNode("https://a.b/b")
    >>> named = ox.Triple(b, ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.Literal("B"))
    >>> [(str(t.subject), t.predicate.value.rpartition("#")[2])
    ...  for t in merged_triples([named], {b: a})]
    [('<https://a.b/a>', 'altLabel')]
    """
    return [_merged(triple, kept) for triple in triples] if kept else list(triples)


def _merged(triple: Triple, kept: Mapping[ox.NamedNode, ox.NamedNode]) -> Triple:
    if triple.predicate in _OF_ADDRESSES:
        return triple
    subject = cast(Mapping[object, ox.NamedNode], kept).get(triple.subject, triple.subject)
    value = cast(Mapping[object, ox.NamedNode], kept).get(triple.object, triple.object)
    if subject == triple.subject and value == triple.object:
        return triple
    retired = subject != triple.subject and triple.predicate in _NAMES
    return ox.Triple(subject, _ALSO_NAMED if retired else triple.predicate, value)
