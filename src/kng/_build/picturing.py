"""How a network is drawn in the files of other tools: as the map lays it out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kng._export import Picture
    from kng._measures import Assessment

PALETTE: Final = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9"),
    *("#d55e00", "#f0e442", "#332288", "#44aa99", "#882255"),
)
"""Ten colours that colour-blind readers tell apart (Okabe & Ito 2008; Tol 2021)."""
ALONE: Final = "#bbbbbb"
_LEAST, _MOST = 8.0, 40.0


def picture(assessment: Assessment) -> Picture:
    """Places as on the map, a colour for each of the ten largest communities, grey for the rest
    and for who is alone; the area of a node grows with its strength."""
    from kng._export import Picture
    from kng._map import layout

    network = assessment.network
    ids = [node.id for node in network.nodes]
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    pairs = sorted({(ids[min(a, b)], ids[max(a, b)]) for a, b in ends})
    places = layout(ids, pairs, [max(node.label, key=len) for node in network.nodes])
    groups = assessment.partitions["community"].tolist()
    strength = assessment.values["strength"].tolist()
    most = max(strength, default=0.0) or 1.0
    return Picture(
        x=[float(x) for x, _ in places],
        y=[float(-y) for _, y in places],
        colours=[
            PALETTE[group] if tied and group < len(PALETTE) else ALONE
            for group, tied in zip(groups, strength, strict=True)
        ],
        sizes=[_LEAST + (_MOST - _LEAST) * math.sqrt(tied / most) for tied in strength],
    )
