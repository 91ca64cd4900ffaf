"""From records to proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, get_args

from kng._reconcile import _persons
from kng._reconcile._blocks import Pair, candidates, frequency, initials, places
from kng._reconcile._compare import Known, compare
from kng._reconcile._forms import Form, forms
from kng._reconcile._reasons import ADDED, CAPS, GROUNDS, reason
from kng._reconcile._records import CERTAIN, LIKELY, Kind, Proposal, Record
from kng._reconcile._words import OPEN_ENDS

_JUST_BELOW: Final = 0.01
_FEWEST: Final = 2


def propose(records: Sequence[Record]) -> tuple[Proposal, ...]:
    """Pairs of records of one kind that may be one thing, the surest first, ties by address.

    A missing fact never speaks for a pair. What speaks against it holds the score down and is
    among the reasons. Records of one address are not compared.

    >>> from kng._reconcile import Name
    >>> riksbyggen = Record("id/a", "organisation", (Name("Riksbyggen"),))
    >>> cooperative = Record("id/b", "organisation", (Name("Riksbyggen ek för"),))
    >>> [(p.one, p.other, p.level, p.reasons[0].kind) for p in propose([cooperative, riksbyggen])]
    [('id/a', 'id/b', 'certain', 'legal-form')]
    """
    found: list[Proposal] = []
    for kind in get_args(Kind):
        of_kind = sorted(
            (record for record in records if record.kind == kind),
            key=lambda record: (record.address, record.names),
        )
        found += _people(of_kind) if kind == "person" else _named(of_kind)
    return tuple(sorted(found, key=lambda p: (-p.score, p.one, p.other)))


def _people(people: Sequence[Record]) -> Iterator[Proposal]:
    names = [
        next(filter(None, (_persons.person(name.text) for name in record.names)), None)
        for record in people
    ]
    for one, other in sorted(_persons.candidates(people, names)):
        a, b = names[one], names[other]
        if a and b and people[one].address != people[other].address:
            kind = _persons.compare(people[one], people[other], a, b)
            if kind:
                yield _proposal(people[one], people[other], (kind,))


def _named(records: Sequence[Record]) -> Iterator[Proposal]:
    table = [[form for name in record.names for form in forms(name.text)] for record in records]
    known = Known(places(table), frequency(table), initials(table))
    facts = [_facts(record) for record in records]
    pairs = candidates(table, facts) | _one_homepage(records) | _broken(records)
    for one, other in sorted(pairs):
        a, b = records[one], records[other]
        if a.address == b.address or (a.kind == "place" and _elsewhere(a, b)):
            continue
        kinds = _best(table[one], table[other], known) or _without_names(a, b)
        if kinds:
            yield _proposal(a, b, kinds)


def _facts(record: Record) -> frozenset[str]:
    homepage = {_page(record.homepage)} if record.homepage else set()
    return record.places | record.shared | homepage


def _best(some: Sequence[Form], others: Sequence[Form], known: Known) -> tuple[str, ...]:
    """The strongest reason; two names that are only mentioned by others do not meet."""
    pairs = ((a, b) for a in some for b in others if not (a.origin and b.origin))
    found = (compare(a, b, known) for a, b in pairs)
    return max((kinds for kinds in found if kinds), key=_score, default=())


def _score(kinds: tuple[str, ...]) -> float:
    caps = [CAPS[kind].score for kind in kinds if kind in CAPS]
    return min([GROUNDS[kinds[0]].score, *caps])


def _elsewhere(a: Record, b: Record) -> bool:
    return bool(a.places and b.places) and not a.places & b.places


def _without_names(a: Record, b: Record) -> tuple[str, ...]:
    if a.homepage and b.homepage and _page(a.homepage) == _page(b.homepage):
        return ("same-homepage",)
    return ("broken",) if _fragment(a, b) or _fragment(b, a) else ()


def _proposal(a: Record, b: Record, kinds: tuple[str, ...]) -> Proposal:
    if _elsewhere(a, b) and a.kind != "person":
        kinds = (*kinds, "other-place")
    score = _score(kinds)
    added = _added(a, b, kinds[0])
    raised = score + sum(ADDED[kind].score for kind in added)
    if "homepage" not in added:
        raised = min(raised, _ceiling(score))
    if any(kind in CAPS for kind in kinds):
        raised = score
    one, other = sorted((a.address, b.address))
    return Proposal(one, other, round(min(raised, 1.0), 2), tuple(map(reason, (*kinds, *added))))


def _ceiling(score: float) -> float:
    """Small evidence does not lift a proposal to the next level."""
    return next((edge - _JUST_BELOW for edge in (LIKELY, CERTAIN) if score < edge), 1.0)


def _added(a: Record, b: Record, decided: str) -> tuple[str, ...]:
    speaks = {
        "same-place": a.places & b.places,
        "shared": a.shared & b.shared and decided != "person-and-facts",
        "homepage": a.homepage and _page(a.homepage) == _page(b.homepage),
    }
    return tuple(kind for kind, it_does in speaks.items() if it_does and decided != f"same-{kind}")


def _page(address: str) -> str:
    """A homepage's address without what does not matter.

    >>> _page("https://www.kth.se/") == _page("http://kth.se")
    True
    """
    return address.partition("://")[2].removeprefix("www.").rstrip("/").casefold() or address


def _one_homepage(records: Sequence[Record]) -> set[Pair]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(records):
        if record.homepage:
            groups[_page(record.homepage)].append(row)
    return {(a, b) for group in groups.values() for a, b in pairwise(group)}


def _broken(records: Sequence[Record]) -> set[Pair]:
    """Names in small letters beside names that leave a list open, in one project."""
    beside: defaultdict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(records):
        if any(_left_open(name.text) for name in record.names):
            for shared in record.shared:
                beside[shared].append(row)
    return {
        (min(row, other), max(row, other))
        for row, record in enumerate(records)
        if any(_is_rest(name.text) for name in record.names)
        for shared in record.shared
        for other in beside[shared]
        if other != row
    }


def _fragment(a: Record, b: Record) -> bool:
    rest = any(_is_rest(name.text) for name in a.names)
    return rest and any(_left_open(name.text) for name in b.names) and bool(a.shared & b.shared)


def _is_rest(text: str) -> bool:
    """Whether a name looks like the end of a list: small letters only, with an "and".

    >>> _is_rest("näringsliv och samhälle"), _is_rest("Miljö och klimat")
    (True, False)
    """
    words = text.split()
    return len(words) > _FEWEST and text == text.casefold() and bool({"och", "and"} & {*words})


def _left_open(text: str) -> bool:
    """Whether a name begins a list and does not end it."""
    words = text.casefold().split()
    return bool(OPEN_ENDS & {*words}) and not {"och", "and"} & {*words}
