"""In words, what networks rest on: their time, the meeting with most ties, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kng._dates import ALL_TIME, Window
from kng._values import Bilingual, LeftOut, Network, Thing

_MEETINGS = (Bilingual("möte", "meeting"), Bilingual("möten", "meetings"))
_EVIDENCE = (Bilingual("belägg", "piece of evidence"), Bilingual("belägg", "pieces of evidence"))


def resting(network: Network, things: Mapping[str, Thing]) -> Bilingual:
    r"""What the network rests on, in a few sentences.

    >>> import numpy as np
    >>> from kng._dates import OPENING
    >>> from kng._values import Largest
    >>> none = np.array([], dtype=np.int64)
    >>> day = Thing("m", Bilingual("Dagen", "The day"), "meeting")
    >>> two = Network("n", Bilingual("", ""), Bilingual("", ""), False, "newman", (), none, none,
    ...     np.array([1.0, 1.0]), ((), ()), OPENING, largest=Largest("m", 2, 1.0))
    >>> resting(two, {"m": day}).en
    'Time: from 2017. 2 of 2 ties (100\xa0%) rest on one meeting (parts included): The day.'
    """
    sentences = [time_shown(network.window)]
    if not network.nodes and any(network.left_out):
        sentences.append(_nothing(network.left_out))
    sentences += [
        largest(network, things),
        left_out(network.left_out, network.window, things),
        *chosen(network),
    ]
    return joined(sentences)


def chosen(network: Network) -> list[Bilingual]:
    """What was chosen to be shown of a network, a sentence each: how weights fade, which ties are
    too light, whom only a programme names."""
    sentences: list[Bilingual] = []
    if network.half_life:
        years, until = network.half_life
        sentences.append(
            Bilingual(
                f"Vikterna halveras på {_decimal(years)} år, räknat till {until}.",
                f"Weights halve in {years:g} years, counted to {until}.",
            )
        )
    if network.minimum:
        sentences.append(
            Bilingual(
                f"Band lättare än {_decimal(network.minimum)} visas inte.",
                f"Ties lighter than {network.minimum:g} are not shown.",
            )
        )
    if network.backbone is not None:
        sentences.append(
            Bilingual(
                f"Bara band som skiljer sig från slumpen på nivån {_decimal(network.backbone)}.",
                f"Only ties that differ from chance at the level {network.backbone:g}.",
            )
        )
    if network.announced:
        sentences.append(
            Bilingual(
                f"Utelämnat: {network.announced} som bara ett mötesprogram namnger.",
                f"Left out: {network.announced} whom only the programme of a meeting names.",
            )
        )
    return sentences


def _decimal(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _nothing(out: LeftOut) -> Bilingual:
    if out.unsure or out.undated:
        return Bilingual(
            "Inget ligger säkert i den tiden.", "Nothing lies in that time for certain."
        )
    return Bilingual("Inget ligger i den tiden.", "Nothing lies in that time.")


def joined(sentences: Iterable[Bilingual]) -> Bilingual:
    """Sentences after one another, without the empty ones.

    >>> joined([Bilingual("Ja.", "Yes."), Bilingual("", ""), Bilingual("Nej.", "No.")]).en
    'Yes. No.'
    """
    said = [sentence for sentence in sentences if sentence.en]
    return Bilingual(" ".join(one.sv for one in said), " ".join(one.en for one in said))


def time_shown(window: Window) -> Bilingual:
    """The time of a window as a sentence, as short as its days allow.

    >>> time_shown(Window(date(2017, 1, 1))).sv
    'Tid: från 2017.'
    >>> time_shown(Window(date(2017, 1, 1), date(2022, 6, 30), possible=True)).en
    'Time: 2017 to 2022-06, with what is only possible.'
    >>> time_shown(Window(date(2022, 6, 30), date(2022, 6, 30), as_of=True)).en
    'Time: as of 2022-06-30.'
    """
    shown = _period(window)
    wider = Bilingual(", med det som bara är möjligt", ", with what is only possible")
    if not window.possible or window.interval() == ALL_TIME.interval():
        wider = Bilingual("", "")
    return Bilingual(f"Tid: {shown.sv}{wider.sv}.", f"Time: {shown.en}{wider.en}.")


def _period(window: Window) -> Bilingual:
    first, last = _first_day(window.first), _last_day(window.last)
    if window.as_of:
        return Bilingual(f"den {window.last}", f"as of {window.last}")
    if first and first == last:
        return Bilingual(first, first)
    if first and last:
        return Bilingual(f"{first} till {last}", f"{first} to {last}")
    if first:
        return Bilingual(f"från {first}", f"from {first}")
    if last:
        return Bilingual(f"till och med {last}", f"up to {last}")
    return Bilingual("utan gräns", "without limit")


def _first_day(day: date | None) -> str:
    if day is None:
        return ""
    text = day.isoformat()
    return text.removesuffix("-01").removesuffix("-01") if day.day == 1 else text


def _last_day(day: date | None) -> str:
    if day is None:
        return ""
    text = day.isoformat()
    if (day.month, day.day) == (12, 31):
        return text[:4]
    ends_month = day < date.max and (day + timedelta(days=1)).day == 1
    return text[:7] if ends_month else text


def largest(network: Network, things: Mapping[str, Thing]) -> Bilingual:
    """How many ties rest on the meeting, or other thing, on which most do.

    Nothing where no two ties rest on the same.
    """
    found, ties = network.largest, len(network.weight)
    if found is None or found.ties < 2:
        return Bilingual("", "")
    thing = things.get(found.thing)
    name = thing.label if thing else Bilingual(found.thing, found.thing)
    one = Bilingual("en sak", "one thing")
    if _is_meeting(found.thing, things):
        one = Bilingual("ett möte (delar inräknade)", "one meeting (parts included)")
    percent = f"{round(100 * found.share)}\u00a0%"
    return Bilingual(
        f"{found.ties} av {ties} band ({percent}) vilar på {one.sv}: {name.in_language('sv')}.",
        f"{found.ties} of {ties} ties ({percent}) rest on {one.en}: {name.in_language('en')}.",
    )


def left_out(out: LeftOut, window: Window, things: Mapping[str, Thing]) -> Bilingual:
    """What lies outside a window, counted; nothing where nothing does.

    >>> out = LeftOut(before=("a", "b"), undated=("c",))
    >>> left_out(out, Window(date(2017, 1, 1)), {}).sv
    'Utelämnat: 2 belägg före 2017, 1 utan datum.'
    """
    if not any(out):
        return Bilingual("", "")
    first, last = _first_day(window.first) or "..", _last_day(window.last) or ".."
    if window.as_of:
        first = last = str(window.last)
    words = {
        "before": Bilingual(f"före {first}", f"before {first}"),
        "after": Bilingual(f"efter {last}", f"after {last}"),
        "unsure": Bilingual("med för oviss tid", "whose dates are too vague to say"),
        "undated": Bilingual("utan datum", "undated"),
    }
    counts = [(name, count) for name, count in out.counts().items() if count]
    unit = _unit([address for group in out for address in group], things)
    noun = unit[0] if counts[0][1] == 1 else unit[1]
    sv = [f"{count} {words[name].sv}" for name, count in counts]
    en = [f"{count} {words[name].en}" for name, count in counts]
    return Bilingual(
        f"Utelämnat: {_with_noun(sv, noun.sv)}.", f"Left out: {_with_noun(en, noun.en)}."
    )


def _with_noun(counted: Sequence[str], noun: str) -> str:
    """Counts in a row, the first one with what is counted."""
    count, _, rest = counted[0].partition(" ")
    return ", ".join([f"{count} {noun} {rest}", *counted[1:]])


def meetings_left_out(networks: Iterable[Network], things: Mapping[str, Thing]) -> LeftOut:
    """The meetings that at least one of the networks leaves out."""
    groups = zip(*(network.left_out for network in networks), strict=True)
    found = ({one for group in same for one in group} for same in groups)
    return LeftOut(
        *(tuple(sorted(one for one in group if _is_meeting(one, things))) for group in found)
    )


def _is_meeting(address: str, things: Mapping[str, Thing]) -> bool:
    return address in things and things[address].kind == "meeting"


def _unit(addresses: Sequence[str], things: Mapping[str, Thing]) -> tuple[Bilingual, Bilingual]:
    return _MEETINGS if all(_is_meeting(one, things) for one in addresses) else _EVIDENCE
