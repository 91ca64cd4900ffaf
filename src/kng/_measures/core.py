"""k-core: how deep in the dense middle a node lies."""

from __future__ import annotations

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Floats, Structure
from kng._values import Bilingual


def core(structure: Structure) -> Floats:
    """The largest k for which i lies in a group where each has ties to at least k others of it.

    From 0 (isolated) to n − 1; weights and direction do not count. Everybody who was at one
    meeting of k + 1 is in a core of at least k. Reference: Seidman 1983,
    doi:10.1016/0378-8733(83)90028-X; Batagelj and Zaversnik 2011, doi:10.1007/s11634-010-0079-y.

    >>> from kng._measures import structure
    >>> core(structure(4, [0, 0, 1, 2], [1, 2, 2, 3], [1.0, 1.0, 1.0, 1.0])).tolist()
    [2.0, 2.0, 2.0, 1.0]
    """
    return np.array(structure.undirected.graph.coreness(), dtype=np.float64)


MEASURE = Measure(
    name="core",
    title=Bilingual("k-kärna", "k-core"),
    meaning=Bilingual(
        "Hur djupt i nätverkets täta mitt man ligger: alla i kärnan har minst så många band i den.",
        "How deep in the dense middle one lies: all in the core have at least so many ties in it.",
    ),
    unit=Bilingual("band", "ties"),
    range="0 … n−1",
    better="higher",
    reference=(
        "Seidman 1983, doi:10.1016/0378-8733(83)90028-X; "
        "Batagelj & Zaversnik 2011, doi:10.1007/s11634-010-0079-y"
    ),
    compute=core,
    directed=Bilingual("Riktningen räknas inte.", "Direction does not count."),
)
