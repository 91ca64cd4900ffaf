"""What someone has judged on two addresses, and the address that stands for both."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from kng._errors import Fault, FaultsFound
from kng._identity import address
from kng._namespaces import shorten
from kng._values import Bilingual

Verdict = Literal["same", "different", "unsure"]

_CHECK: Final = "identity"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer to the question whether two addresses name one thing.

    ``by`` is a role, never a private person; ``when`` is the day; ``source`` the address of what
    it rests on. ``kept`` is the older of the two addresses, stated where the verdict is
    ``same``. A judgement with a ``withdrawn`` day stands in the record and counts no longer.

    >>> print(Judgement("id/a", "id/b", "same", "editor", "2026-11-25", Bilingual("", ""), "id/s",
    ...     kept="id/a"))
    id/a and id/b are the same (editor, 2026-11-25)
    """

    one: str
    other: str
    verdict: Verdict
    by: str
    when: str
    why: Bilingual
    source: str
    kept: str = ""
    withdrawn: str = ""

    def __str__(self) -> str:
        return f"{_both(self, 'and')} are {_SAID[self.verdict].en} ({self.by}, {self.when})"

    def in_swedish(self) -> str:
        """What `str` says, in Swedish."""
        return f"{_both(self, 'och')} är {_SAID[self.verdict].sv} ({self.by}, {self.when})"


_SAID: Final[Mapping[Verdict, Bilingual]] = {
    "same": Bilingual("samma", "the same"),
    "different": Bilingual("olika", "different"),
    "unsure": Bilingual("osäkra", "unsure"),
}


def _both(judgement: Judgement, word: str) -> str:
    return f"{shorten(judgement.one)} {word} {shorten(judgement.other)}"


def judgement_address(one: str, other: str, number: int = 1) -> str:
    """The address of a judgement: its two things in order, and a number from the second on.

    >>> judgement_address("https://x/organisation/b", "https://x/organisation/a")
    'https://w3id.org/kng/id/judgement/organisation-a_organisation-b'
    """
    keys = sorted("-".join(thing.split("/")[-2:]) for thing in (one, other))
    return address("judgement", *keys, str(number) if number > 1 else "")


def canonical(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """From each address that was judged to be the same as another to the one that is kept.

    The kept addresses lead to themselves. Only judgements that were not withdrawn count, and
    ``unsure`` joins nothing. The result does not depend on the order of the judgements.

    >>> same = Judgement("id/kth", "id/kungliga-tekniska-hogskolan", "same", "editor",
    ...     "2026-11-25", Bilingual("", ""), "id/s", kept="id/kth")
    >>> canonical([same])["id/kungliga-tekniska-hogskolan"]
    'id/kth'

    Raises:
        FaultsFound: all contradictions: what is the same by a chain of judgements and different
            by another, what keeps neither of its addresses, and what keeps several or none of a
            group. Each fault names the judgements.
    """
    valid = sorted(
        (judgement for judgement in judgements if not judgement.withdrawn),
        key=lambda judgement: (judgement.one, judgement.other, judgement.verdict, str(judgement)),
    )
    same = [judgement for judgement in valid if judgement.verdict == "same"]
    faults = [_keeps_neither(j) for j in same if j.kept not in (j.one, j.other)]
    if faults:
        raise FaultsFound(faults)
    ties = _ties(same)
    faults += _contradictions(valid, ties)
    kept: dict[str, str] = {}
    for group in _groups(ties):
        chosen, fault = _chosen(group, same)
        faults += [fault] if fault else []
        kept |= dict.fromkeys(group, chosen)
    if faults:
        raise FaultsFound(faults)
    return MappingProxyType(dict(sorted(kept.items())))


Ties = Mapping[str, Sequence[tuple[str, Judgement]]]


def _ties(same: Iterable[Judgement]) -> Ties:
    ties: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for judgement in same:
        ties[judgement.one].append((judgement.other, judgement))
        ties[judgement.other].append((judgement.one, judgement))
    return dict(ties)


def _groups(ties: Ties) -> Iterator[list[str]]:
    seen: set[str] = set()
    for start in sorted(ties):
        if start not in seen:
            group = sorted(_reached(start, ties))
            seen.update(group)
            yield group


def _reached(start: str, ties: Ties) -> Mapping[str, Judgement | None]:
    """What can be reached, each with the judgement by which it was, on a shortest chain."""
    by: dict[str, Judgement | None] = {start: None}
    waiting = deque([start])
    while waiting:
        for there, judgement in ties.get(waiting.popleft(), ()):
            if there not in by:
                by[there] = judgement
                waiting.append(there)
    return by


def _contradictions(valid: Iterable[Judgement], ties: Ties) -> Iterator[Fault]:
    for judgement in valid:
        if judgement.verdict == "different":
            by = _reached(judgement.one, ties)
            if judgement.other in by:
                chain = [*_chain(judgement.other, by), judgement]
                yield _fault(
                    judgement.one,
                    chain,
                    Bilingual(
                        "bedömningarna motsäger varandra; dra tillbaka en av dem",
                        "the judgements contradict each other; withdraw one of them",
                    ),
                )


def _chain(end: str, by: Mapping[str, Judgement | None]) -> Sequence[Judgement]:
    """The judgements from where the search began to its end."""
    chain: list[Judgement] = []
    while judgement := by[end]:
        chain.append(judgement)
        end = judgement.one if judgement.other == end else judgement.other
    return chain[::-1]


def _chosen(group: Sequence[str], same: Iterable[Judgement]) -> tuple[str, Fault | None]:
    """The one address of a group that no judgement retires; a fault where it is not one."""
    within = [judgement for judgement in same if judgement.one in group]
    retired = {j.other if j.kept == j.one else j.one for j in within}
    left = [name for name in group if name not in retired]
    if len(left) == 1:
        return left[0], None
    several = ", ".join(map(shorten, left))
    said = Bilingual(
        f"flera adresser behålls: {several}; bedöm vilken av dem som är äldst"
        if left
        else "ingen adress behålls: var och en ersätts av en annan; behåll den äldsta",
        f"several addresses are kept: {several}; judge which of them is the oldest"
        if left
        else "no address is kept: each is replaced by another; keep the oldest",
    )
    return "", _fault(group[0], within, said)


def _keeps_neither(judgement: Judgement) -> Fault:
    said = Bilingual(
        "den behållna adressen ska vara en av de två",
        "the address that is kept must be one of the two",
    )
    return _fault(judgement.one, [judgement], said)


def _fault(where: str, judgements: Iterable[Judgement], said: Bilingual) -> Fault:
    listed = list(judgements)
    sv = "; ".join(judgement.in_swedish() for judgement in listed)
    en = "; ".join(map(str, listed))
    return Fault(shorten(where), _CHECK, f"{said.sv}: {sv}", f"{said.en}: {en}")
