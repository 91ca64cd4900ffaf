"""One sentence for each place: how far it holds, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from kng._measures._assess import Assessment
from kng._measures._intervals import LIKELY
from kng._measures._record import Measure
from kng._values import Bilingual, Coverage, Interval

_MUCH = 0.5
_NBSP = "\u00a0"


def sentence(assessment: Assessment, measure: Measure, node: int) -> Bilingual:
    """What can be said of the place of a node, as one sentence in each language.

    ``node`` is its index in the network, ``measure`` one that the assessment has.
    """
    label = assessment.network.nodes[node].label
    place, of = int(assessment.ranks[measure.name][node]), len(assessment.network)
    where = Bilingual(
        f"{label.in_language('sv')} har plats {place} av {of} i {_inside(measure.title.sv)}",
        f"{label.in_language('en')} is in place {place} of {of} by {_inside(measure.title.en)}",
    )
    known = assessment.intervals.get(measure.name, ())
    cover = assessment.coverage[node] if assessment.coverage else None
    parts = [_holds(known[node], cover, assessment.draws)] if known else []
    if cover:
        parts.append(_rests(cover))
    return Bilingual(
        _joined(where.sv, [part.sv for part in parts]),
        _joined(where.en, [part.en for part in parts]),
    )


def _joined(where: str, parts: Iterable[str]) -> str:
    rest = "; ".join(parts)
    return f"{where}: {rest}." if rest else f"{where}."


def _inside(title: str) -> str:
    """A title within a sentence: names such as PageRank keep their letters."""
    return title if title[1:] != title[1:].lower() else title[:1].lower() + title[1:]


def _holds(interval: Interval, cover: Coverage | None, draws: int) -> Bilingual:
    """How far a place holds; without sources nothing is said of leaving one out."""
    span = _span(interval.likely_best, interval.likely_worst)
    share = f"{LIKELY:.0%}".replace("%", f"{_NBSP}%")
    likely = Bilingual(
        f"plats {span} i {share} av {draws} lottningar av underlaget",
        f"place {span} in {share} of {draws} redraws of what it rests on",
    )
    if cover and cover.occasions and not cover.sources:
        return likely
    without = _without_any(interval)
    return Bilingual(f"{without.sv}, {likely.sv}", f"{without.en}, {likely.en}")


def _without_any(interval: Interval) -> Bilingual:
    if interval.best == interval.worst:
        return Bilingual(
            "samma plats vilken källa som än utelämnas",
            "the same place whichever source is left out",
        )
    span = _span(interval.best, interval.worst)
    return Bilingual(
        f"plats {span} när en källa i taget utelämnas",
        f"place {span} when any one source is left out",
    )


def _span(best: int, worst: int) -> str:
    return f"{best}" if best == worst else f"{best}–{worst}"


def _rests(cover: Coverage) -> Bilingual:
    if not cover.occasions:
        return Bilingual("utan band", "without ties")
    if not cover.sources:
        occasions = _count(cover.occasions, "tillfälle", "tillfällen")
        return Bilingual(
            f"vilar på {occasions} vars källor inte är kända",
            f"rests on {_count(cover.occasions, 'occasion', 'occasions')} of unknown source",
        )
    told = Bilingual(
        f"vilar på {_count(cover.sources, 'källa', 'källor')} "
        f"och {_count(cover.occasions, 'tillfälle', 'tillfällen')}",
        f"rests on {_count(cover.sources, 'source', 'sources')} "
        f"and {_count(cover.occasions, 'occasion', 'occasions')}",
    )
    if cover.occasions < 2 or cover.share <= _MUCH:
        return told
    share = f"{cover.share:.0%}".replace("%", f"{_NBSP}%")
    return Bilingual(
        f"{told.sv}, varav ett ger {share} av styrkan",
        f"{told.en}, one of which gives {share} of the strength",
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
