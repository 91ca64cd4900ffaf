"""Words for dates and weights, in Swedish and English."""

from __future__ import annotations

from kng._values import Bilingual, Evidence

_BASIS = {
    "stated": Bilingual("angivet antal", "stated attendance"),
    "complete-list": Bilingual("fullständig deltagarlista", "complete list of participants"),
    "part-of-listed": Bilingual(
        "de namngivna vid en del av ett möte med fullständig lista",
        "those named at a part of a meeting with a complete list",
    ),
    "assumed": Bilingual("antaget efter mötets slag", "assumed by the kind of meeting"),
    "members": Bilingual("så många är kända", "as many are known"),
}

_PEOPLE = Bilingual("personer", "people")

Bounds = tuple[str, str, str, str]
"""Earliest start, latest start, earliest end, latest end; empty where nothing is known."""


def period(bounds: Bounds) -> Bilingual:
    """In words, when something held.

    >>> period(("2021-10-01", "2021-10-31", "2022-03-01", "")).en
    'from between 2021-10-01 and 2021-10-31'
    >>> period(("", "2022-12-31", "2022-03-01", "")).sv
    'belagt någon gång mellan 2022-03-01 och 2022-12-31'
    """
    earliest, latest, held, end = bounds
    if earliest and latest:
        start = _between(earliest, latest, Bilingual("från", "from"))
    elif held and latest:
        return _attested(held, latest)
    else:
        start = Bilingual("", "")
    if not end:
        return start
    stop = _between(held or end, end, Bilingual("till", "until"))
    return Bilingual(f"{start.sv} {stop.sv}".strip(), f"{start.en} {stop.en}".strip())


def day(bounds: Bounds) -> Bilingual:
    """In words, when a meeting was.

    >>> day(("2022-03-01", "2022-12-31", "2022-03-01", "2022-12-31")).en
    'some time between 2022-03-01 and 2022-12-31; the day is not known'
    >>> day(("2022-03-01", "2022-03-01", "2022-03-02", "2022-03-02")).sv
    '2022-03-01 till 2022-03-02'
    >>> day(("", "", "", "")).en
    'date not known'
    """
    earliest, latest, _, end = bounds
    if not earliest or not latest:
        return Bilingual("datum okänt", "date not known")
    if earliest != latest:
        return Bilingual(
            f"någon gång mellan {earliest} och {max(latest, end)}; dagen är inte känd",
            f"some time between {earliest} and {max(latest, end)}; the day is not known",
        )
    if end and end != earliest:
        return Bilingual(f"{earliest} till {end}", f"{earliest} to {end}")
    return Bilingual(earliest, earliest)


def weight(reason: Evidence) -> Bilingual:
    """In words, how a meeting gives its weight to a tie.

    >>> weight(Evidence("m", 1 / 6, 7, "complete-list")).en
    '7 people (complete list of participants): 1/(7−1) = 0.167'
    """
    if reason.size is None:
        return Bilingual("", "")
    basis = _BASIS.get(reason.basis, Bilingual(reason.basis, reason.basis))
    of = Bilingual("parter", "parties") if reason.basis == "members" else _PEOPLE
    n = reason.size
    number = f"{reason.weight:.3f}"
    return Bilingual(
        f"{n} {of.sv} ({basis.sv}): 1/({n}−1) = {number.replace('.', ',')}",
        f"{n} {of.en} ({basis.en}): 1/({n}−1) = {number}",
    )


def _between(first: str, last: str, word: Bilingual) -> Bilingual:
    if first == last:
        return Bilingual(f"{word.sv} {first}", f"{word.en} {first}")
    return Bilingual(
        f"{word.sv} någon dag {first} – {last}", f"{word.en} between {first} and {last}"
    )


def _attested(first: str, last: str) -> Bilingual:
    if first == last:
        return Bilingual(f"belagt {first}", f"attested {first}")
    if first > last:
        return Bilingual(f"belagt {last} – {first}", f"attested {last} to {first}")
    return Bilingual(
        f"belagt någon gång mellan {first} och {last}",
        f"attested some time between {first} and {last}",
    )
