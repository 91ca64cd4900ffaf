"""Seconds to find which of 10,000 to 100,000 made-up names are one, and how the time grows.

Three of five names are organisations', the rest people's. The words sound Swedish and are drawn
with a few frequent and many rare ones, as real names are; one in six names is a variant of an
earlier one: a legal form, a misspelling, an acronym, an English twin.
"""

from __future__ import annotations

import math
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kng._reconcile import Name, Record, propose
from kng._simulate._draws import Draws
from kng._simulate._names import person, place, stem

SIZES = (10_000, 20_000, 50_000, 100_000)
_SEED = 20261125
_WORDS = 12_000
_PLACES = 290
_VARIANTS = 6
_STEEPNESS = 0.8
_BODIES = (
    "{0} kommun", "{0}s universitet", "Region {0}", "Länsstyrelsen i {0}s län", "{0} Energi",
    "Högskolan i {0}", "Föreningen {1}", "{1} AB", "{1} {2} AB", "{1} {2}", "{1} Fastigheter",
    "{1} i {0}", "Stiftelsen {1}", "{1} {2} ekonomisk förening", "Nätverket {1} {0}",
    "{1}institutet", "Svenska {1}förbundet", "{1} Science Park", "{0} klimatråd", "{1} Sverige AB",
)  # fmt: skip


def main() -> None:
    """Print the table and the exponent of the growth."""
    print("  names  seconds  RSS, MB  certain  likely  unsure")
    spent: list[float] = []
    for size in SIZES:
        records = list(made_up(size))
        start = time.perf_counter()
        proposals = propose(records)
        spent.append(time.perf_counter() - start)
        levels = Counter(proposal.level for proposal in proposals)
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        counts = "".join(f"{levels[level]:>8}" for level in ("certain", "likely", "unsure"))
        print(f"{size:>7}{spent[-1]:>9.2f}{rss:>9.0f}{counts}", flush=True)
    exponent = math.log(spent[-1] / spent[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"grows as n^{exponent:.2f} from {SIZES[0]:,} to {SIZES[-1]:,}")


def made_up(size: int) -> Iterator[Record]:
    """``size`` records of organisations and people."""
    draws, choose = Draws(_SEED), random.Random(_SEED)
    towns = [place(draws) for _ in range(_PLACES)]
    words = [stem(draws) for _ in range(_WORDS)]
    people = [person(draws).split() for _ in range(_WORDS)]
    earlier: list[str] = []
    for number in range(size):
        if number % 5 < 3:
            text = _organisation(choose, towns, words, earlier)
            earlier.append(text)
            projects = frozenset({f"project/{choose.randrange(size)}"})
            yield Record(f"o/{number}", "organisation", (Name(text),), shared=projects)
        else:
            given, family = _rare(choose, people[:400])[0], _rare(choose, people)[1]
            employer = frozenset({f"o/{choose.randrange(size)}"})
            yield Record(f"p/{number}", "person", (Name(f"{given} {family}"),), employer)


def _organisation(
    choose: random.Random, towns: Sequence[str], words: Sequence[str], earlier: Sequence[str]
) -> str:
    if earlier and choose.randrange(_VARIANTS) == 0:
        return _variant(choose, choose.choice(earlier))
    names = _rare(choose, towns), _rare(choose, words), _rare(choose, words)
    return choose.choice(_BODIES).format(*names)


def _variant(choose: random.Random, name: str) -> str:
    letter = choose.randrange(1, len(name))
    ways = (
        name.removesuffix(" AB") if name.endswith(" AB") else f"{name} AB",
        name.upper(),
        name[:letter] + name[letter + 1 :],
        "".join(word[0] for word in name.split()).upper() + f" {name}",
        name.replace("kommun", "Municipality").replace("universitet", "University"),
    )
    return choose.choice(ways)


def _rare(choose: random.Random, things: Sequence[Any]) -> Any:
    """One of the things, the first much more often than the last."""
    return things[int(len(things) * choose.random() ** (1 / (1 - _STEEPNESS)))]


if __name__ == "__main__":
    main()
