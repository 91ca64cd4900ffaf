"""Why two things are tied: the ties of every network, with meetings, functions and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kng._explain.cards import ABOUT, PARTICIPANTS
from kng._explain.path import told, way
from kng._explain.phrases import weight
from kng._namespaces import shorten
from kng._values import Bilingual, Card, Evidence, Line, Network, Source, Thing


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for a tie: its card, and what it adds to the weight."""

    evidence: Evidence
    card: Card
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TieExplained:
    """A tie of one network: what it means, its weight, and the reasons for it."""

    network: str
    meaning: Bilingual
    weight: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that ties ``one`` and ``other``, and the sources that are cited.

    ``also`` is what else the graph says of the two together, beside the networks' ties. ``path``
    is the shortest way from the one to the other through meetings and people, a line a tie, empty
    where it is a single tie or there is none.
    """

    one: Thing
    other: Thing
    ties: tuple[TieExplained, ...]
    also: tuple[Line, ...]
    sources: tuple[Source, ...]
    path: tuple[Line, ...] = ()

    def text(self, language: str = "sv") -> str:
        """The explanation in words, in ``sv`` or ``en``, with numbered sources at the end."""
        numbers = {source.id: number for number, source in enumerate(self.sources, 1)}
        pair = " – ".join(thing.label.in_language(language) for thing in (self.one, self.other))
        nothing = Bilingual("inget band är känt", "no tie is known").in_language(language)
        if not self.ties and not self.also and not self.path:
            return f"{pair}: {nothing}\n"
        parts = [pair if self.ties or self.also else f"{pair}: {nothing}"]
        for tie in self.ties:
            parts += _tie_text(tie, numbers, language)
        if self.also:
            parts += ["", Bilingual("Dessutom", "Also").in_language(language)]
            parts += [_line_text(line, numbers, "  ", language) for line in self.also]
        if self.path:
            heading = Bilingual(
                f"Kortaste vägen genom möten och personer: {len(self.path)} band",
                f"The shortest way through meetings and people: {len(self.path)} ties",
            )
            parts += ["", heading.in_language(language)]
            parts += [_line_text(line, numbers, "  ", language) for line in self.path]
        parts += ["", Bilingual("Källor", "Sources").in_language(language)]
        parts += [f"  [{numbers[s.id]}] {_source_text(s, language)}" for s in self.sources]
        return "\n".join(parts) + "\n"


def explain_pair(
    one: Thing,
    other: Thing,
    networks: Sequence[Network],
    cards: Mapping[str, Card],
    sources: Mapping[str, Source],
) -> Explanation:
    """The ties between two things in the networks given, with their evidence.

    The lines of a reason are those of its card that are about it or concern one of the two.
    """
    ties = tuple(tie for network in networks for tie in _ties(network, one, other, cards))
    also = _also(one, other, cards)
    path = _path(one, other, networks, cards)
    lines = [*also, *path, *(ln for tie in ties for reason in tie.reasons for ln in reason.lines)]
    cited = sorted({source for line in lines for source in line.sources})
    known = tuple(sources[s] for s in cited if s in sources)
    return Explanation(one, other, ties, also, known, path)


def _path(
    one: Thing, other: Thing, networks: Sequence[Network], cards: Mapping[str, Card]
) -> tuple[Line, ...]:
    taken = way(one.id, other.id, networks)
    if len(taken) < 2:
        return ()

    def label(evidence: Evidence) -> Bilingual:
        return cards[evidence.thing].label if evidence.thing in cards else Bilingual("", "")

    def cited(evidence: Evidence, pair: set[str]) -> tuple[str, ...]:
        lines = _reason(evidence, pair, cards).lines
        own = [line for line in lines if pair & set(line.concerns)] or lines
        return tuple(sorted({source for line in own for source in line.sources}))

    things = {node.id: node for network in networks for node in network.nodes}
    return told(taken, things, label, cited)


def _also(one: Thing, other: Thing, cards: Mapping[str, Card]) -> tuple[Line, ...]:
    """What the card of one says about the other in so many words: partnerships, twinnings."""
    sections = cards[one.id].sections if one.id in cards else ()
    about = (section for section in sections if section.heading == ABOUT)
    return tuple(line for section in about for line in section.lines if line.link == other.id)


def _ties(
    network: Network, one: Thing, other: Thing, cards: Mapping[str, Card]
) -> Iterable[TieExplained]:
    pair = {one.id, other.id}
    for at, (source, target) in enumerate(zip(network.source, network.target, strict=True)):
        if {network.nodes[source].id, network.nodes[target].id} == pair:
            reasons = tuple(_reason(e, pair, cards) for e in network.evidence[at])
            yield TieExplained(
                network.name, _meaning(network, at), float(network.weight[at]), reasons
            )


def _meaning(network: Network, tie: int) -> Bilingual:
    """What a tie means; in a network with layers, with the name of its own."""
    layer, meaning = network.layer_of(tie), network.tie
    if layer is None:
        return meaning
    return Bilingual(
        *(f"{words}: {name}" for words, name in zip(meaning, layer.label, strict=True))
    )


def _reason(evidence: Evidence, pair: set[str], cards: Mapping[str, Card]) -> Reason:
    card = cards.get(evidence.thing) or _bare(evidence.thing)
    lines = [
        line
        for section in card.sections
        for line in section.lines
        if section.heading != PARTICIPANTS or pair & set(line.concerns)
    ]
    wholes = [cards[line.link] for line in lines if line.link in cards]
    lines += [line for whole in wholes for line in _at_the_whole(whole, pair)]
    return Reason(evidence, card, tuple(lines))


def _at_the_whole(whole: Card, pair: set[str]) -> Iterable[Line]:
    """What the two did at the meeting that a part belongs to: it gives no weight of its own."""
    for section in whole.sections:
        for line in section.lines if section.heading == PARTICIPANTS else ():
            if pair & set(line.concerns):
                sv, en = (whole.label.in_language(language) for language in ("sv", "en"))
                text = Bilingual(f"{sv}: {line.text.sv}", f"{en}: {line.text.en}")
                yield replace(line, text=text)


def _bare(address: str) -> Card:
    """A card that has nothing but the address."""
    name = shorten(address)
    return Card(address, Bilingual(name, name), Bilingual("", ""), ())


def _tie_text(tie: TieExplained, numbers: Mapping[str, int], language: str) -> list[str]:
    word = Bilingual("vikt", "weight").in_language(language)
    number = f"{tie.weight:.3f}"
    shown = number.replace(".", ",") if language == "sv" else number
    lines = ["", f"{tie.meaning.in_language(language)} ({tie.network}, {word} {shown})"]
    for reason in tie.reasons:
        lines.append(f"  {reason.card.label.in_language(language)}")
        if reason.evidence.size is not None:
            lines.append(f"    {weight(reason.evidence).in_language(language)}")
        lines += [_line_text(line, numbers, "    ", language) for line in reason.lines]
    return lines


def _line_text(line: Line, numbers: Mapping[str, int], indent: str, language: str) -> str:
    cited = " ".join(f"[{numbers[s]}]" for s in line.sources if s in numbers)
    return f"{indent}{line.text.in_language(language)} {cited}".rstrip()


def _source_text(source: Source, language: str) -> str:
    read = Bilingual("läst", "read").in_language(language)
    facts = [source.title, source.publisher, source.published, source.url]
    return ", ".join([*filter(None, facts), f"{read} {source.retrieved}"])
