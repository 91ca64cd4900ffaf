"""From rows to a network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Unpack

from kng._dates import ALL_TIME, Window
from kng._errors import UsageError
from kng._network._affiliations import affiliations
from kng._network._backbone import in_backbone
from kng._network._direct import direct
from kng._network._projection import Projection
from kng._network._table import Table, end_of
from kng._network._tied import Fading, Tied
from kng._network._weights import HALF_LIFE, Weighting, weighting_of
from kng._values import Bilingual, Encoded, Network, Rows, Shown, Thing


def project(
    projection: Projection,
    rows: Rows | Encoded,
    things: Mapping[str, Thing],
    weighting: str = "newman",
    window: Window = ALL_TIME,
    **shown: Unpack[Shown],
) -> Network:
    """The network that ``rows`` describe.

    *Affiliation*: ``node`` was at ``thing``, which is part of the top gathering ``whole`` (empty:
    ``thing`` itself) and had ``size`` participants, known from ``basis`` (a word, or an address of
    which the end is kept). With the Newman weight

        w(a, b) = Σ over wholes of 1 / (n − 1)

    where n is the size of the smallest gathering of that whole that both attended (ties by
    address): a day and the workshop that is part of it count once. n is the largest ``size``
    that the rows give for the gathering, else the number of distinct nodes there; it is never
    below 2 where two nodes met. A row without ``thing`` names a node that may stay alone. A row
    that is ``announced`` names somebody in the programme of a gathering: that ties nobody, unless
    ``announced`` is asked for or another row has the same node at the same thing.

    *Direct*: ``source`` and ``target`` are tied by ``weight`` (1 when there is no such column).
    Rows of one pair add up; the same ``evidence`` counts once for a tie, with its largest weight;
    a row without evidence always adds. A row without ``target`` names a node that may stay alone,
    and so does a tie of a node with itself. ``whole`` is what the evidence is part of (the meeting
    of a participation).

    *Layers*: where the projection declares them, ``layer`` names one in each row. A pair is then
    tied in each by itself, and a whole is one in each.

    *Time*: the columns of `DATES` say when the thing of an affiliation, or a direct tie, was; an
    empty one is not known. ``event`` says whether it happened (a meeting) or lasts (a role, a
    project); without it, affiliations happened and direct ties last. Rows outside ``window`` are
    left out with the nodes that have no others, and a row without a thing has no time. A whole and
    its parts are looked at each by itself.

    *Age*: the weighting ``half-life`` gives a reason of age a the part 2^(−a / ``half_life``) of
    its Newman weight, a counted in years from the last day on which it is known to have been (the
    middle of its earliest and latest end) to the window's last day, else to the newest in the rows.

    *Fewer ties*: those lighter than ``minimum`` (without it the projection's own) are not shown,
    nor those that `chance` gives at least as often as ``backbone``; nodes stay.

    `Network.largest` counts for a whole the ties that rest on it or its parts; of equals it is the
    first by address.

    Nodes that ``things`` does not hold are labelled by the end of their address. Sums run over
    sorted terms: the same rows in any order give the same bits.

    Raises `UnknownName` for an unknown weighting, `UsageError` for a window or a half-life on rows
    that have no dates, and for choices that are none, `KngError` for missing columns and, all at
    once, for cells that cannot be used.

    Reference: M. E. J. Newman, Phys. Rev. E 64 (2001) 016132, doi:10.1103/PhysRevE.64.016132.

    >>> from kng._values import Iri
    >>> meeting = Projection("people", Bilingual("", ""), Bilingual("", ""), "affiliation")
    >>> cells = tuple((Iri(name), Iri("meeting")) for name in ("ann", "bo", "cy"))
    >>> network = project(meeting, Rows(("node", "thing"), cells), {})
    >>> [node.id for node in network.nodes], network.weight.tolist()
    (['ann', 'bo', 'cy'], [0.5, 0.5, 0.5])
    """
    chosen = weighting_of(weighting)
    fading = Fading(_years(chosen, shown), window)
    minimum, backbone = _limits(projection, shown)
    table = Table(projection, rows)
    tied = (
        affiliations(table, chosen, fading, shown.get("announced", False))
        if projection.form == "affiliation"
        else direct(table, chosen, fading, projection.directed)
    )
    tied = _fewer(tied, projection.directed, minimum, backbone)
    return Network(
        name=projection.name,
        title=projection.title,
        tie=projection.tie,
        directed=projection.directed,
        weighting=weighting,
        nodes=tuple(things.get(node) or _unnamed(node) for node in tied.nodes),
        source=tied.source,
        target=tied.target,
        weight=tied.weight,
        evidence=tied.reasons,
        window=window,
        left_out=tied.left_out,
        largest=tied.largest,
        layers=projection.layers,
        layer=tied.layer if projection.layers else None,
        unit=projection.unit,
        half_life=tied.half_life,
        minimum=minimum,
        backbone=backbone,
        announced=tied.announced,
    )


def refuse_choices(weighting: str, shown: Shown) -> None:
    """Say at once all that is wrong with what is asked of a network.

    Raises `UnknownName` for an unknown weighting, `UsageError` for the rest.
    """
    chosen, wrong = weighting_of(weighting), []
    years, minimum = shown.get("half_life"), shown.get("minimum")
    level = shown.get("backbone")
    if years is not None and not (math.isfinite(years) and years > 0):
        wrong.append(f"half-life: {years:g} is no number of years above 0")
    if years is not None and not chosen.fades:
        wrong.append(f"half-life: the weight '{weighting}' does not fade; ask for half-life")
    if minimum is not None and not (math.isfinite(minimum) and minimum >= 0):
        wrong.append(f"minimum weight: {minimum:g} is no number from 0 on")
    if level is not None and not 0 < level < 1:
        wrong.append(f"backbone: {level:g} is no level of significance between 0 and 1")
    if wrong:
        raise UsageError("\n".join(wrong))


def _years(weighting: Weighting, shown: Shown) -> float | None:
    refuse_choices(weighting.name, shown)
    if not weighting.fades:
        return None
    asked = shown.get("half_life")
    return HALF_LIFE if asked is None else asked


def _limits(projection: Projection, shown: Shown) -> tuple[float, float | None]:
    minimum = shown.get("minimum")
    return projection.minimum if minimum is None else minimum, shown.get("backbone")


def _fewer(tied: Tied, directed: bool, minimum: float, backbone: float | None) -> Tied:
    """Only the ties of some weight; the backbone is that of all ties, lighter ones too."""
    kept = tied.weight >= minimum
    if backbone is not None:
        kept &= in_backbone(tied.source, tied.target, tied.weight, tied.layer, directed, backbone)
    if kept.all():
        return tied
    reasons = tied.reasons.chosen(kept)
    return tied._replace(
        source=tied.source[kept],
        target=tied.target[kept],
        layer=tied.layer[kept],
        weight=tied.weight[kept],
        reasons=reasons,
        largest=reasons.largest(),
    )


def _unnamed(address: str) -> Thing:
    end = end_of(address)
    return Thing(address, Bilingual(end, end), "thing")
