"""All measures of a network: of the whole, the groups that it falls into, and of its nodes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Unpack

from kng import _build as way
from kng._api.common import Folder, Tell, require_known, unheard
from kng._api.networks import Between, network_choices, told_network
from kng._dates import asked_window
from kng._errors import UnknownName
from kng._values import Bilingual, Shown
from kng._workspace import Workspace

if TYPE_CHECKING:
    from kng._measures import Assessment

MEASURE_FORMATS = ("csv", "parquet", "ttl")
"""What the measures of nodes are written as."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What measures say of a network.

    ``whole`` holds by name the measures of the whole network, ``None`` where one is not defined;
    ``groups`` by name of a partition the group of each node by address, 0 for the largest;
    ``skipped`` by name of a measure why it was not computed.
    """

    whole: Mapping[str, float | None]
    groups: Mapping[str, Mapping[str, int]]
    skipped: Mapping[str, Bilingual]
    _found: Assessment = field(repr=False)

    def file(self, format: str) -> bytes:
        """The measures of the nodes as ``csv``, ``parquet`` or ``ttl``; none that exposes anybody.

        Raises:
            UnknownName: no such format.
        """
        from kng._export import measures_csv, measures_parquet, measures_turtle

        writers = (measures_csv, measures_parquet, measures_turtle)
        formats = dict(zip(MEASURE_FORMATS, writers, strict=True))
        if format not in formats:
            raise UnknownName("format", format, formats)
        return formats[format](way.measured(self._found))

    def text(self, language: str = "sv") -> str:
        """The whole network in words, a line a measure: value, title and what it means."""
        from kng._measures import measure

        lines = []
        for name, value in self.whole.items():
            one = measure(name)
            told = "–" if value is None else f"{value:.6g}"
            title, meaning = one.title.in_language(language), one.meaning.in_language(language)
            lines.append(f"{told:>10}  {title}: {meaning}")
        for name, groups in self.groups.items():
            lines.append(f"{_sizes(groups):>10}  {measure(name).title.in_language(language)}")
        lines += [f"{'–':>10}  {name}: {why.in_language(language)}" for name, why in self._told()]
        return "".join(f"{line}\n" for line in lines)

    def _told(self) -> list[tuple[str, Bilingual]]:
        return sorted(self.skipped.items())


def _sizes(groups: Mapping[str, int]) -> str:
    """The sizes of the largest groups and how many more there are: ``12+9+4 (+3)``."""
    count = [0] * (max(groups.values(), default=-1) + 1)
    for group in groups.values():
        count[group] += 1
    shown, more = "+".join(map(str, count[:5])), len(count) - 5
    return f"{shown} (+{more})" if more > 0 else shown or "–"


def measures(
    network: str = "people-by-meetings",
    weight: str = "newman",
    workspace: Folder = None,
    *,
    between: Between = None,
    as_of: str | None = None,
    all_time: bool = False,
    possible: bool = False,
    seed: int | None = None,
    tell: Tell = unheard,
    **shown: Unpack[Shown],
) -> Measures:
    """All that measures say of a network, but for those that single out weak points.

    ``seed`` is where chance begins (communities, redraws). ``tell`` is given in words what the
    network rests on; `network` says what else can be chosen.

    Raises:
        UnknownName: no such network or weight.
        UsageError: the time is wrong, the network's rows have no dates, or the seed is none.
    """
    from kng._measures import refuse_numbers

    window = asked_window(between, as_of, all_time, possible)
    found = Workspace.find(workspace)
    require_known(*network_choices(network, weight, found))
    refuse_numbers(None, seed)
    graph = way.Graph(found)
    made = told_network(graph, network, weight, window, tell, **shown)
    known = graph.assess(made, seed=seed, **shown)
    ids = [node.id for node in made.nodes]
    return Measures(
        {name: None if math.isnan(value) else value for name, value in known.whole.items()},
        {
            name: dict(zip(ids, groups.tolist(), strict=True))
            for name, groups in known.partitions.items()
        },
        known.skipped,
        known,
    )
