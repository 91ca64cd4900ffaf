"""Why two things are tied: the ties of every network, with meetings, functions and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kng._explain.cards import PARTICIPANTS
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
    """All that ties ``one`` and ``other``, and the sources that are cited."""

    one: Thing
    other: Thing
    ties: tuple[TieExplained, ...]
    sources: tuple[Source, ...]

    def text(self, language: str = "sv") -> str:
        """The explanation in words, in ``sv`` or ``en``, with numbered sources at the end."""
        numbers = {source.id: number for number, source in enumerate(self.sources, 1)}
        pair = " – ".join(thing.label.in_language(language) for thing in (self.one, self.other))
        if not self.ties:
            nothing = Bilingual("inget band är känt", "no tie is known")
            return f"{pair}: {nothing.in_language(language)}\n"
        parts = [pair]
        for tie in self.ties:
            parts += _tie_text(tie, numbers, language)
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
    cited = {s for tie in ties for reason in tie.reasons for ln in reason.lines for s in ln.sources}
    return Explanation(one, other, ties, tuple(sources[s] for s in sorted(cited) if s in sources))


def _ties(
    network: Network, one: Thing, other: Thing, cards: Mapping[str, Card]
) -> Iterable[TieExplained]:
    pair = {one.id, other.id}
    for at, (source, target) in enumerate(zip(network.source, network.target, strict=True)):
        if {network.nodes[source].id, network.nodes[target].id} == pair:
            reasons = tuple(_reason(e, pair, cards) for e in network.evidence[at])
            yield TieExplained(network.name, network.tie, float(network.weight[at]), reasons)


def _reason(evidence: Evidence, pair: set[str], cards: Mapping[str, Card]) -> Reason:
    card = cards.get(evidence.thing) or _bare(evidence.thing)
    lines = tuple(
        line
        for section in card.sections
        for line in section.lines
        if section.heading != PARTICIPANTS or pair & set(line.concerns)
    )
    return Reason(evidence, card, lines)


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
        for line in reason.lines:
            cited = " ".join(f"[{numbers[s]}]" for s in line.sources if s in numbers)
            lines.append(f"    {line.text.in_language(language)} {cited}".rstrip())
    return lines


def _source_text(source: Source, language: str) -> str:
    read = Bilingual("läst", "read").in_language(language)
    facts = [source.title, source.publisher, source.published, source.url]
    return ", ".join([*filter(None, facts), f"{read} {source.retrieved}"])
