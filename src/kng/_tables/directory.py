"""Which thing an address, an id or a name in a cell means.

Names are compared whole: without regard to letter case, runs of blanks and the form of dashes and
apostrophes, but with their accents. Anything looser is a judgement and belongs to reconciling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from kng._identity import fold
from kng._namespaces import ID, expand

_SIGNS = str.maketrans({"’": "'", "´": "'", "`": "'", "–": "-", "—": "-", "\u00a0": " "})
_NEAREST = 3
_LIKE = 55
"""How much of a hundred a name must be like a text to be offered in its place."""


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """The form in which names are compared.

    >>> plain("  Malmö  Stad "), plain("Håbo") == plain("Habo")
    ('malmö stad', False)
    """
    return " ".join(unicodedata.normalize("NFC", name).translate(_SIGNS).casefold().split())


class Directory:
    """Things by kind, with the ids and the names that they go by.

    ``patterns`` are further names of municipalities, with ``{name}`` for the place's name.

    >>> directory = Directory(["{name} stad", "{name}s kommun"])
    >>> directory.add("https://w3id.org/kng/id/municipality/1280", "municipality", ["Malmö"])
    >>> directory.find("Malmö stad", ["municipality"])
    ('https://w3id.org/kng/id/municipality/1280',)
    >>> directory.find("Malmö universitet", ["municipality"])
    ()
    """

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        self._patterns = tuple(patterns)
        self._kinds: dict[str, str] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._ids: dict[tuple[str, str], dict[str, None]] = {}
        self._written: dict[str, dict[str, None]] = {}
        self._folds: dict[str, str] = {}

    def add(self, address: str, kind: str, names: Iterable[str] = ()) -> None:
        """Take up a thing, or further names of one that is known."""
        self._kinds.setdefault(address, kind)
        for name in names:
            self._name(address, name)
            if kind == "municipality":
                for pattern in self._patterns:
                    self._name(address, pattern.format(name=name), own=False)

    def _name(self, address: str, name: str, *, own: bool = True) -> None:
        self._names.setdefault(plain(name), {})[address] = None
        if own:
            self._written.setdefault(address, {})[name] = None

    def add_id(self, kind: str, own_id: str, address: str) -> None:
        """Let a thing be found by the id that a table gives it."""
        self._ids.setdefault((kind, own_id), {})[address] = None

    def find(self, text: str, kinds: Sequence[str]) -> tuple[str, ...]:
        """The addresses that a text can mean, sorted; ``kinds`` go in the order of precedence.

        An address or an id of a table comes before a name, a name before an address's end; a thing
        of an earlier kind before one of a later that goes by the same name.
        """
        address = expand(text)
        if self._kinds.get(address) in kinds:
            return (address,)
        for search in (self._by_id, self._by_name, self._by_end):
            for kind in kinds:
                found = tuple(sorted(search(text, kind)))
                if found:
                    return found
        return ()

    def _by_id(self, text: str, kind: str) -> Iterable[str]:
        return self._ids.get((kind, text), ())

    def _by_name(self, text: str, kind: str) -> Iterable[str]:
        return [a for a in self._names.get(plain(text), ()) if self._kinds[a] == kind]

    def _by_end(self, text: str, kind: str) -> Iterable[str]:
        end = f"{ID}{kind}/{text}"
        return [end] if self._kinds.get(end) == kind else []

    def goes_by(self, address: str, text: str) -> bool:
        """Whether a thing is found by a text because it is called so, not because of an id."""
        return address in self._names.get(plain(text), ())

    def kind(self, address: str) -> str:
        """The kind of a thing; empty for what is not known."""
        return self._kinds.get(address, "")

    def of_kinds(self, kinds: Collection[str]) -> tuple[str, ...]:
        """The addresses of all things of some kinds."""
        return tuple(address for address, kind in self._kinds.items() if kind in kinds)

    def names(self, address: str) -> tuple[str, ...]:
        """The names of a thing, those first that were taken up first."""
        return tuple(self._written.get(address, ()))

    def all_of(self, kind: str) -> tuple[str, ...]:
        """Everything of a kind, sorted."""
        return tuple(sorted(each for each, own in self._kinds.items() if own == kind))

    def nearest(self, text: str, kinds: Collection[str]) -> tuple[str, ...]:
        """The names of these kinds of thing that are most like a text, for a message."""
        folded = {
            self._folded(name): name
            for address, names in self._written.items()
            if self._kinds[address] in kinds
            for name in names
        }
        near = process.extract(
            fold(text), folded.keys(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_LIKE
        )
        return tuple(folded[found] for found, *_ in near)

    def _folded(self, name: str) -> str:
        if name not in self._folds:
            self._folds[name] = fold(name)
        return self._folds[name]
