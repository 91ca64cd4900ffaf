"""Parts and communities: how the network falls into groups."""

from __future__ import annotations

import random
from itertools import combinations
from threading import Lock

import numpy as np

from kng._measures._record import Measure
from kng._measures._structure import Ints, Structure, by_size
from kng._values import Bilingual

# igraph draws from one generator for the whole process
_ONE_AT_A_TIME = Lock()

RUNS = 20
"""From how many seeds communities are found to see how stable they are."""


def component(structure: Structure) -> Ints:
    """The part of each node: all that are reached along ties, whatever their direction.

    0 is the largest part, and equals come in the order of their first nodes; an isolated node is
    a part of its own. Reference: Tarjan 1972, doi:10.1137/0201010.

    >>> from kng._measures import structure
    >>> component(structure(4, [1], [2], [1.0])).tolist()
    [1, 0, 0, 2]
    """
    return structure.parts


def community(structure: Structure) -> Ints:
    """The community of each node by Leiden's method, which raises the modularity

        Q = 1 / 2W · Σᵢⱼ (w(i, j) − s(i) · s(j) / 2W) over pairs in the same community

    where W is the weight of all ties and s(i) the strength of i, until no node moves. 0 is the
    largest community. The method draws lots; it starts from the structure's seed, and
    `community_stability` says how much other seeds would change. Isolated nodes are communities
    of their own. Direction does not count. Reference: Traag, Waltman and van Eck 2019,
    doi:10.1038/s41598-019-41695-z.

    >>> from kng._measures import structure
    >>> community(structure(4, [0, 2], [1, 3], [1.0, 1.0])).tolist()
    [0, 0, 1, 1]
    """
    return structure.communities


def leiden(structure: Structure, seed: int) -> Ints:
    """The communities that Leiden's method finds from a seed."""
    import igraph

    plain = structure.undirected
    if plain.m == 0:
        return np.arange(plain.n)
    with _ONE_AT_A_TIME:
        igraph.set_random_number_generator(random.Random(seed))
        try:
            found = plain.graph.community_leiden(
                objective_function="modularity", weights=plain.weight.tolist(), n_iterations=-1
            )
        finally:
            igraph.set_random_number_generator(random)
    return by_size(found.membership)


def modularity(structure: Structure) -> float:
    """Q of the communities of `community`: from −1/2 to 1, 0 when all are one; NaN without ties.

    Reference: Newman and Girvan 2004, doi:10.1103/PhysRevE.69.026113.

    >>> from kng._measures import structure
    >>> modularity(structure(4, [0, 2], [1, 3], [1.0, 1.0]))
    0.5
    """
    plain = structure.undirected
    if plain.m == 0:
        return float("nan")
    groups = structure.communities.tolist()
    return float(plain.graph.modularity(groups, weights=plain.weight.tolist()))


def community_stability(structure: Structure) -> float:
    """The mean adjusted Rand index over all pairs of 20 runs of `community`, each from a seed of
    its own (the structure's and the 19 after it).

    1 when all runs find the same, 0 when they agree no more than by chance; NaN without ties.
    Reference: Hubert and Arabie 1985, doi:10.1007/BF01908075.

    >>> from kng._measures import structure
    >>> community_stability(structure(4, [0, 2], [1, 3], [1.0, 1.0]))
    1.0
    """
    return _agreement(structure, "adjusted_rand")


def community_agreement(structure: Structure) -> float:
    """The mean normalised mutual information over all pairs of 20 runs, as in
    `community_stability`: from 0 to 1; NaN without ties.

    Reference: Danon, Díaz-Guilera, Duch and Arenas 2005, doi:10.1088/1742-5468/2005/09/P09008.

    >>> from kng._measures import structure
    >>> community_agreement(structure(4, [0, 2], [1, 3], [1.0, 1.0]))
    1.0
    """
    return _agreement(structure, "nmi")


def _agreement(structure: Structure, method: str) -> float:
    import igraph

    if structure.m == 0:
        return float("nan")
    found = [one.tolist() for one in structure.runs]
    pairs = [igraph.compare_communities(a, b, method=method) for a, b in combinations(found, 2)]
    return float(np.mean(pairs))


_TRAAG = "Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z"

MEASURES = (
    Measure(
        name="component",
        title=Bilingual("Del", "Component"),
        meaning=Bilingual(
            "Vilken del av nätverket man hör till: alla som kan nås längs band.",
            "Which part of the network one belongs to: all that can be reached along ties.",
        ),
        unit=Bilingual("delens nummer, 0 är störst", "number of the part, 0 is the largest"),
        range="0 … n−1",
        better="neither",
        reference="Tarjan 1972, doi:10.1137/0201010",
        compute=component,
        of="partition",
        directed=Bilingual("Riktningen räknas inte.", "Direction does not count."),
    ),
    Measure(
        name="community",
        title=Bilingual("Grupp", "Community"),
        meaning=Bilingual(
            "Vilken grupp man hör till: de som möts mer med varandra än med andra.",
            "Which community one belongs to: those who meet each other more than others.",
        ),
        unit=Bilingual("gruppens nummer, 0 är störst", "number of the community, 0 is the largest"),
        range="0 … n−1",
        better="neither",
        reference=_TRAAG,
        compute=community,
        of="partition",
    ),
    Measure(
        name="modularity",
        title=Bilingual("Modularitet", "Modularity"),
        meaning=Bilingual(
            "Hur tydligt nätverket faller i grupper, jämfört med om banden lottades.",
            "How clearly the network falls into communities, against ties drawn by lot.",
        ),
        unit=Bilingual("andel av bandens vikt", "share of the ties' weight"),
        range="−½ … 1",
        better="neither",
        reference="Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113",
        compute=modularity,
        of="network",
    ),
    Measure(
        name="community_stability",
        title=Bilingual("Gruppernas stabilitet (Rand)", "Stability of communities (Rand)"),
        meaning=Bilingual(
            "Hur lika grupperna blir när metoden börjar om från 20 olika frön.",
            "How alike the communities are when the method starts from 20 different seeds.",
        ),
        unit=Bilingual("justerat Randindex, medel av paren", "adjusted Rand index, mean of pairs"),
        range="−1 … 1",
        better="higher",
        reference=f"Hubert & Arabie 1985, doi:10.1007/BF01908075; {_TRAAG}",
        compute=community_stability,
        of="network",
    ),
    Measure(
        name="community_agreement",
        title=Bilingual("Gruppernas stabilitet (NMI)", "Stability of communities (NMI)"),
        meaning=Bilingual(
            "Hur mycket grupperna från ett frö säger om grupperna från ett annat.",
            "How much the communities from one seed tell of those from another.",
        ),
        unit=Bilingual(
            "normerad ömsesidig information, medel av paren",
            "normalised mutual information, mean of pairs",
        ),
        range="0 … 1",
        better="higher",
        reference=f"Danon et al. 2005, doi:10.1088/1742-5468/2005/09/P09008; {_TRAAG}",
        compute=community_agreement,
        of="network",
    ),
)
