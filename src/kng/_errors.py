"""What can go wrong, as a tree.

    KngError                 exit code 1; its text is meant for the reader
    ├── UsageError           exit code 2: the call itself is wrong
    │   └── UnknownName      a name that is not in a list; says what is
    ├── WorkspaceError       a folder or file is missing, unreadable or not writable
    ├── FaultsFound          the graph, the ontology or a query holds faults; carries them all
    ├── QueryError           a SPARQL text cannot be parsed or run
    │   └── EndpointError    an engine elsewhere cannot be reached, refuses, or answers wrongly
    └── ReasonerFailed       the reasoner is missing, died, or ran too long (kng._reason)

Every message says what is wrong, where, and what follows from it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_LISTED = 30
_LONGEST = 80


class KngError(Exception):
    """Anything that kng tells its user instead of a traceback.

    >>> str(KngError("graph/ holds no file"))
    'graph/ holds no file'
    """


class UsageError(KngError):
    """The call is wrong, not the data: the command line ends with exit code 2."""


class UnknownName(UsageError):
    """A name that nothing answers to; the message lists the nearest and all known ones.

    >>> str(UnknownName("measure", "degreee", ["degree", "betweenness"]))
    "no measure is called 'degreee'; did you mean 'degree'? known: betweenness, degree"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        if len(name) > _LONGEST:
            name = f"{name[:_LONGEST]}…"
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        hint = f" did you mean {' or '.join(map(repr, near))}?" if near else ""
        more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        listing = (", ".join(names[:_LISTED]) or "none") + more
        super().__init__(f"no {kind} is called '{name}';{hint} known: {listing}")


class WorkspaceError(KngError):
    """A folder or a file of the workspace cannot be found, read or written."""


class QueryError(KngError):
    """A SPARQL text that cannot be parsed or answered."""


class EndpointError(QueryError):
    """An engine elsewhere that cannot be reached, refuses, or does not answer as it should."""


class Spot(NamedTuple):
    """The cell of a table that a fault is about: ``row`` from 1, ``column`` from 0, in a ``sheet``
    of a ``file`` (in a CSV file the sheet has no name)."""

    file: str
    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, where it stands, and in two languages what to do.

    ``where`` is a file with a line (``graph/sources/x.ttl:12``) or a node's address;
    ``check`` is the name of the check that found it; ``severity`` is ``violation``,
    ``warning`` or ``info``. ``spot`` is the cell of a table, where it is about one.

    >>> print(Fault("graph/a.ttl:3", "syntax", "punkten saknas", "the full stop is missing"))
    graph/a.ttl:3: the full stop is missing [syntax]
    """

    where: str
    check: str
    sv: str
    en: str
    severity: str = "violation"
    spot: Spot | None = field(default=None, compare=False, repr=False)

    def text(self, language: str = "en") -> str:
        """One line in ``sv`` or ``en``.

        >>> Fault("graph/a.ttl:3", "syntax", "punkt saknas", "a full stop is missing").text("sv")
        'graph/a.ttl:3: punkt saknas [syntax]'
        """
        return f"{self.where}: {self.sv if language == 'sv' else self.en} [{self.check}]"

    def __str__(self) -> str:
        return self.text()


class FaultsFound(KngError):
    """All the faults of one run, most severe first in the order in which they were given.

    >>> str(FaultsFound([Fault("a.ttl:1", "syntax", "fel", "wrong")], untouched="exports/"))
    'a.ttl:1: wrong [syntax]\\n1 fault; exports/ left untouched'
    """

    def __init__(
        self, faults: Sequence[Fault], untouched: str = "", copies: Sequence[str] = ()
    ) -> None:
        self.faults = tuple(faults)
        self.untouched = untouched
        self.copies = tuple(copies)
        super().__init__("\n".join([*map(str, faults), self.summary()]))

    def summary(self, language: str = "en") -> str:
        """How many faults there are, what was left untouched, and in which ``copies`` of the
        tables they stand as notes.

        >>> FaultsFound([], untouched="exports/", copies=["a-fel.xlsx"]).summary("sv")
        '0 fel; exports/ är orört; felen står också i cellerna i a-fel.xlsx'
        """
        number = len(self.faults)
        count = f"{number} fault{'' if number == 1 else 's'}"
        kept, noted = "left untouched", "the faults also stand in the cells of"
        if language == "sv":
            count, kept, noted = f"{number} fel", "är orört", "felen står också i cellerna i"
        told = [count, f"{self.untouched} {kept}" if self.untouched else ""]
        told.append(f"{noted} {', '.join(self.copies)}" if self.copies else "")
        return "; ".join(filter(None, told))
