"""A workspace that is loaded, sound and closed; its networks and what can be read of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from kng._build.declared import attributes, joined, projections, rules
from kng._build.loading import checked, load
from kng._build.progress import Progress, silent, timed
from kng._closure import derive
from kng._dates import ALL_TIME, OPENING, Window
from kng._errors import FaultsFound, UnknownName
from kng._questions import labels, stated_by, things
from kng._values import Bilingual, Card, Encoded, Network, Shown, Source, Thing
from kng._workspace import Workspace

if TYPE_CHECKING:
    from kng._export import Measured
    from kng._measures import Assessment, Measure, Structure
    from kng._network import Projection


class Graph:
    """A workspace that has been loaded, found sound and closed under its rules."""

    def __init__(self, workspace: Workspace, progress: Progress = silent) -> None:
        """Load, check and derive.

        Raises:
            FaultsFound: violations; all of them.
        """
        self.workspace = workspace
        with timed(progress, "load"):
            loaded = load(workspace)
        self.store = loaded.store
        with timed(progress, "check"):
            self.faults, done = checked(workspace, loaded)
            violations = [f for f in self.faults if f.severity == "violation"]
            if violations:
                raise FaultsFound(violations)
        with timed(progress, "derive"):
            self.rules = rules(workspace)
            derive(self.store, list(self.rules.values()), done)

    @cached_property
    def names(self) -> dict[str, Bilingual]:
        """What every address is called."""
        return labels(self.store)

    @cached_property
    def things(self) -> dict[str, Thing]:
        """Everything that networks and maps show."""
        return things(self.store)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """What can be read about each thing."""
        from kng._explain import cards

        return cards(self.store)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source."""
        from kng._explain import sources

        return sources(self.store)

    @cached_property
    def projections(self) -> dict[str, tuple[Projection, str]]:
        """The projections that the workspace declares."""
        return projections(self.workspace)

    def network(
        self,
        name: str,
        weighting: str = "newman",
        window: Window = OPENING,
        **shown: Unpack[Shown],
    ) -> Network:
        """The network of that name in a time; one whose rows have no dates opens on all time.

        Raises:
            UnknownName: no such network or weighting.
            UsageError: another time is asked for, and the rows have no dates; or a choice is none.
            KngError: the rows do not make a network.
        """
        from kng._network import dated, project, refuse_choices

        refuse_choices(weighting, shown)
        projection, rows = self.rows(name)
        if window.interval() == OPENING.interval() and not dated(rows.columns):
            window = ALL_TIME
        return project(projection, rows, self.things, weighting, window, **shown)

    def series(
        self,
        name: str,
        step: str,
        weighting: str = "newman",
        window: Window = OPENING,
        **shown: Unpack[Shown],
    ) -> dict[str, Network]:
        """The network of each step of a time, by the label of the step.

        Raises:
            UnknownName: no such network, step or weighting.
            UsageError: the rows have no dates, the time is one day or has too many steps, or a
                choice is none.
        """
        from kng._network import refuse_choices, refuse_step, series

        refuse_choices(weighting, shown)
        refuse_step(step, window)
        projection, rows = self.rows(name)
        return series(projection, rows, self.things, step, weighting, window, **shown)

    def rows(self, name: str) -> tuple[Projection, Encoded]:
        """A projection and its rows, each with what is said of its thing.

        Raises:
            UnknownName: no such network.
        """
        if name not in self.projections:
            raise UnknownName("network", name, self.projections)
        projection, query = self.projections[name]
        rows = self.store.encoded(query)
        things = self._joined.get(projection.things)
        return projection, rows if things is None else rows.joined(things, "thing")

    def grounds(self, name: str) -> Encoded | None:
        """Who says of each row that it is so (``node``, ``thing``, ``evidence``), where the
        projection names the query for it."""
        projection, _ = self.projections[name]
        query = joined(self.workspace).get(projection.grounds)
        return self.store.encoded(query) if query else None

    @cached_property
    def _joined(self) -> dict[str, Encoded]:
        named = {projection.things for projection, _ in self.projections.values()}
        queries = joined(self.workspace)
        return {name: self.store.encoded(queries[name]) for name in sorted(named & queries.keys())}

    def networks(
        self, weighting: str = "newman", window: Window = OPENING, **shown: Unpack[Shown]
    ) -> list[Network]:
        """All declared networks in a time, in the order of their names."""
        return [
            self.network(name, weighting, window, **shown) for name in sorted(self.projections)
        ]

    @cached_property
    def attributes(self) -> dict[str, dict[str, str]]:
        """By name of an attribute the group of each node that has one, by address."""
        return {
            name: {str(node): str(label) for node, label in self.store.select(query) if label}
            for name, query in attributes(self.workspace).items()
        }

    @cached_property
    def stated(self) -> dict[str, tuple[str, ...]]:
        """Which sources state each n-ary node, such as a participation."""
        return stated_by(self.store)

    def structure(self, network: Network, seed: int | None = None) -> Structure:
        """A network as measures see it, with the groups that its nodes belong to."""
        from kng._measures import SEED, structure_of

        return structure_of(network, self.attributes, SEED if seed is None else seed)

    def assess(
        self,
        network: Network,
        measures: Sequence[Measure] = (),
        *,
        interval: bool | None = None,
        draws: int | None = None,
        seed: int | None = None,
        **shown: Unpack[Shown],
    ) -> Assessment:
        """What measures say of a network; without any named, all that expose nobody.

        With ``interval`` it is said how far places hold, without it not, and where it is ``None``
        unless that takes long. ``shown`` are the choices that the network was made with.

        Raises:
            KngError: intervals are asked for, and the network is too large for them.
        """
        from kng._build.grounding import grounds_of
        from kng._measures import DRAWS, MEASURES, assess, refuse_intervals

        chosen = measures or [one for one in MEASURES if not one.exposes]
        seen, times = self.structure(network, seed), DRAWS if draws is None else draws
        left_open = refuse_intervals(seen, times, interval)
        graded = interval is not False and not left_open.en
        grounds = grounds_of(self, network, shown) if graded else None
        return assess(network, seen, chosen, grounds, times, left_open)


def measured(assessment: Assessment) -> Measured:
    """An assessment as it is written to files; what exposes somebody is left behind."""
    from kng._export import Measured
    from kng._measures import measure

    shown = [name for name in assessment.values if not measure(name).exposes]
    return Measured(
        assessment.network,
        {name: assessment.values[name] for name in shown},
        {name: assessment.ranks[name] for name in shown},
        {name: held for name, held in assessment.intervals.items() if name in shown},
        kind=assessment.kind,
        seed=assessment.structure.seed,
        draws=assessment.draws,
    )
