"""Rankings: who has which place by a measure, how far it holds, and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Unpack

from kng import _build as way
from kng._api.common import Folder, Tell, require_known, unheard
from kng._api.networks import Between, network_choices, told_network
from kng._dates import Window, asked_window
from kng._errors import KngError, UnknownName
from kng._values import UNSAID, Bilingual, Coverage, Interval, Network, Shown
from kng._workspace import Workspace

if TYPE_CHECKING:
    from kng._export._columns import Column
    from kng._measures import Assessment, Measure, Sampled

_BESIDE = ("newman", "count")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in a ranking: 1 for the best value; equal values share a place.

    ``interval`` says how far the place holds and ``coverage`` what it rests on, ``None`` where it
    is not known; ``beside`` are the places when ties are weighed in another way; ``sentence`` says
    all of it in words. Of ties ``id`` is the addresses of both ends.
    """

    rank: int
    value: float
    id: str
    label: Bilingual
    interval: Interval | None = None
    coverage: Coverage | None = None
    beside: Mapping[str, int] = field(default_factory=dict)
    sentence: Bilingual = UNSAID


class Ranking(list[Ranked]):
    """The places of all nodes or ties of a network, best first."""

    def text(self, format: str = "table", language: str = "sv") -> str:
        """The ranking as ``table``, ``csv``, ``json`` or ``sentences`` (a line each).

        Raises:
            UnknownName: no such format.
        """
        if format not in RANK_FORMATS:
            raise UnknownName("format", format, RANK_FORMATS)
        return RANK_FORMATS[format](self, language)


def rank(
    measure: str,
    network: str = "people-by-meetings",
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
    interval: bool | None = None,
    draws: int | None = None,
    seed: int | None = None,
    sample: float | None = None,
    tell: Tell = unheard,
    **shown: Unpack[Shown],
) -> Ranking:
    """The nodes of a network by a measure of nodes, or its ties by one of ties, best first.

    With ``interval`` each place comes with the places that it takes when any one source is left
    out, and in 95 % of ``draws`` redraws of the meetings, begun from ``seed``; and with the places
    when ties are weighed in another way. Without it these are left out; ``None`` leaves them out
    where they take long. ``sample`` is an error (a share of the largest possible value) for
    betweenness or harmonic closeness of a network that is too large to walk all its paths.
    ``tell`` is given in words what the network rests on; `network` says what else can be chosen.

    Raises:
        UnknownName: no such measure, network or weight.
        UsageError: the time is wrong, the network's rows have no dates, or a number is none.
        KngError: the measure cannot be computed of this network; says what to do instead.
    """
    from kng._measures import MEASURES, refuse_numbers, refuse_sample

    window = asked_window(between, as_of, all_time, possible)
    measures = {known.name: known for known in MEASURES if known.of in ("node", "tie")}
    found = Workspace.find(workspace)
    require_known(("measure", measure, measures), *network_choices(network, weight, found))
    chosen = measures[measure]
    refuse_numbers(draws, seed)
    if sample is not None:
        refuse_sample(chosen, sample)
    graph = way.Graph(found)
    made = told_network(graph, network, weight, window, tell, **shown)
    if sample is not None:
        return _sampled(graph, made, chosen, sample, seed, tell)
    graded = False if chosen.of == "tie" else interval
    known = graph.assess(made, [chosen], interval=graded, draws=draws, seed=seed, **shown)
    _refuse_skipped(known, chosen)
    if chosen.of == "tie":
        return _ties(made, known, chosen)
    if known.left_open.en:
        tell(known.left_open)
    beside = _beside(graph, made, chosen, window, shown) if known.intervals else {}
    return _nodes(known, chosen, beside)


def _refuse_skipped(found: Assessment, measure: Measure) -> None:
    why = found.skipped.get(measure.name)
    if why is None:
        return
    instead = {
        "betweenness": "; --sample 0.05 walks from some of the nodes",
        "harmonic": "; --sample 0.05 walks from some of the nodes",
        "closeness": "; kng rank harmonic --sample 0.05 is its like for large networks",
    }
    raise KngError(f"{measure.name} cannot be computed: {why.en}{instead.get(measure.name, '')}")


def _beside(
    graph: way.Graph, made: Network, measure: Measure, window: Window, shown: Shown
) -> dict[str, list[int]]:
    """The places by the other weights that every network has."""
    plain: Shown = {**shown, "half_life": None}
    found: dict[str, list[int]] = {}
    for weight in _BESIDE:
        if weight != made.weighting:
            other = graph.network(made.name, weight, window, **plain)
            known = graph.assess(other, [measure], interval=False)
            places = dict(zip((n.id for n in other.nodes), known.ranks[measure.name], strict=True))
            found[weight] = [int(places.get(node.id, 0)) for node in made.nodes]
    return found


def _nodes(found: Assessment, measure: Measure, beside: Mapping[str, Sequence[int]]) -> Ranking:
    from kng._measures import sentence

    held = found.intervals.get(measure.name, ())
    ranked = [
        Ranked(
            int(found.ranks[measure.name][at]),
            float(found.values[measure.name][at]),
            node.id,
            node.label,
            held[at] if held else None,
            found.coverage[at] if found.coverage else None,
            {weight: places[at] for weight, places in beside.items()},
            sentence(found, measure, at),
        )
        for at, node in enumerate(found.network.nodes)
    ]
    return Ranking(sorted(ranked, key=_order))


def _ties(network: Network, found: Assessment, measure: Measure) -> Ranking:
    from kng._measures import rank as places

    values = found.ties[measure.name]
    columns = (places(values).tolist(), values.tolist(), network.source, network.target)
    ranked = []
    for place, value, source, target in zip(*columns, strict=True):
        one, other = network.nodes[source], network.nodes[target]
        label = Bilingual(
            f"{one.label.in_language('sv')} – {other.label.in_language('sv')}",
            f"{one.label.in_language('en')} – {other.label.in_language('en')}",
        )
        ranked.append(Ranked(place, value, f"{one.id} {other.id}", label))
    return Ranking(sorted(ranked, key=_order))


def _sampled(
    graph: way.Graph, network: Network, measure: Measure, error: float, seed: int | None, tell: Tell
) -> Ranking:
    from kng._measures import rank as places
    from kng._measures import sampled

    found: Sampled = sampled(measure, graph.structure(network, seed), error)
    tell(
        Bilingual(
            f"Från {found.pivots} av {len(network)} noder: med sannolikheten 0,95 är inget värde "
            f"mer än {found.error:.3g} fel.",
            f"From {found.pivots} of {len(network)} nodes: with probability 0.95 no value is off "
            f"by more than {found.error:.3g}.",
        )
    )
    ranked = [
        Ranked(int(place), float(value), node.id, node.label)
        for place, value, node in zip(
            places(found.values, measure.better), found.values, network.nodes, strict=True
        )
    ]
    return Ranking(sorted(ranked, key=_order))


def _order(one: Ranked) -> tuple[int, str, str]:
    return one.rank, one.label.in_language("sv"), one.id


# ---- as text


def _table(ranking: Sequence[Ranked], language: str) -> str:
    """Aligned columns under a head; the name comes last, so that it may be long."""
    if not ranking:
        return ""
    heads = _HEADS[language]
    weights = list(ranking[0].beside)
    graded = ranking[0].interval is not None
    by_weight = [f"{heads[3]} {weight}" for weight in weights]
    names = [heads[0], *(heads[1:3] if graded else ()), *by_weight, *heads[4:]]
    rows = [_row(one, language) for one in ranking]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)][:-1]
    lines = []
    for row in [names, *rows]:
        *cells, label = row
        padded = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        lines.append("  ".join([*padded, label]))
    return "".join(f"{line}\n" for line in lines)


_HEADS = {
    "sv": ("plats", "utan en källa", "vid lottning", "vikt", "värde", "namn"),
    "en": ("place", "without a source", "when redrawn", "weight", "value", "name"),
}


def _row(one: Ranked, language: str) -> list[str]:
    held = one.interval
    spans = [_span(held[0], held[1]), _span(held[2], held[3])] if held else []
    places = [str(place or "–") for place in one.beside.values()]
    return [str(one.rank), *spans, *places, f"{one.value:.6g}", one.label.in_language(language)]


def _span(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}–{worst}"


def _csv(ranking: Sequence[Ranked], _language: str) -> str:
    from kng._export.tables import table

    return table(list(_columns(ranking))).decode()


def _columns(ranking: Sequence[Ranked]) -> Iterable[Column]:
    from kng._export._columns import Column

    def column(name: str, kind: str, cells: Iterable[object]) -> Column:
        return Column(name, kind, list(cells))  # type: ignore[arg-type]

    yield column("rank", "integer", (one.rank for one in ranking))
    yield column("value", "double", (one.value for one in ranking))
    yield column("id", "string", (one.id for one in ranking))
    for language in ("sv", "en"):
        yield column(
            f"label_{language}", "string", (o.label.in_language(language) for o in ranking)
        )
    for at, bound in enumerate(Interval._fields):
        kind = "string" if bound == "hinge" else "integer"
        yield column(bound, kind, (o.interval[at] if o.interval else None for o in ranking))
    for at, what in enumerate(Coverage._fields):
        kind = {"largest": "string", "share": "double"}.get(what, "integer")
        yield column(what, kind, (o.coverage[at] if o.coverage else None for o in ranking))
    for weight in ranking[0].beside if ranking else ():
        yield column(f"rank_{weight}", "integer", (o.beside[weight] for o in ranking))


def _json(ranking: Sequence[Ranked], _language: str) -> str:
    listed = [
        {
            "rank": one.rank,
            "value": one.value,
            "id": one.id,
            "label": one.label._asdict(),
            "interval": one.interval._asdict() if one.interval else None,
            "coverage": one.coverage._asdict() if one.coverage else None,
            "beside": dict(one.beside),
            "sentence": one.sentence._asdict(),
        }
        for one in ranking
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _sentences(ranking: Sequence[Ranked], language: str) -> str:
    said = (one.sentence.in_language(language) for one in ranking)
    return "".join(f"{line}\n" for line in said if line)


RANK_FORMATS: dict[str, Callable[[Sequence[Ranked], str], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "sentences": _sentences,
}
"""What a ranking can be printed as."""
