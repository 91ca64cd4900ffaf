"""What follows from the facts as sheets: the municipalities, the ties and the measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kng._import._written import VIEWS
from kng._template._views import Cell, View
from kng._values import Bilingual, Evidence, Literal, Network, Rows, significant

Values = Mapping[str, NDArray[np.float64]]

_LONGEST_CELL: Final = 32_000
_PLACE: Final = Bilingual("plats", "place")
_NETWORK: Final = Bilingual("Nätverk", "Network")
_NAME: Final = Bilingual("Namn", "Name")
_ID: Final = Bilingual("Id", "Id")


def municipality_view(
    rows: Rows, headings: Mapping[str, Bilingual], names: Mapping[str, Bilingual]
) -> View:
    """The municipalities, a column for each of the answer's, with Swedish names for addresses."""
    columns = [
        (_capital(headings[name]), [_shown(row[at], names) for row in rows])
        for at, name in enumerate(rows.columns)
    ]
    ids: list[Cell] = [str(row[0]) for row in rows]
    return View(VIEWS[0], [*columns, (_ID, ids)])


def tie_view(networks: Sequence[Network], names: Mapping[str, Bilingual]) -> View:
    """Every tie of every network, with the names of what it rests on."""
    rows = [row for network in networks for row in _ties(network, names)]
    headings = (
        _NETWORK,
        Bilingual("Från", "From"),
        Bilingual("Till", "To"),
        Bilingual("Vikt", "Weight"),
        Bilingual("Antal belägg", "Pieces of evidence"),
        Bilingual("Belägg", "Evidence"),
        Bilingual("Från, id", "From, id"),
        Bilingual("Till, id", "To, id"),
    )
    return View(VIEWS[1], _columns(headings, rows))


def measure_view(
    measured: Sequence[tuple[Network, Values, Mapping[str, NDArray[np.int64]]]],
    titles: Mapping[str, Bilingual],
) -> View:
    """The value and the place of every node in every network, by each measure that has a title.

    ``measured`` holds networks with the values and the ranks of their nodes; a network without a
    measure has empty cells there.
    """
    headings = [_NETWORK, _NAME]
    for title in titles.values():
        headings += [title, Bilingual(f"{title.sv}, {_PLACE.sv}", f"{title.en}, {_PLACE.en}")]
    rows = [row for one in measured for row in _measures(*one, list(titles))]
    return View(VIEWS[2], _columns([*headings, _ID], rows))


def _columns(
    headings: Sequence[Bilingual], rows: Sequence[Sequence[Cell]]
) -> list[tuple[Bilingual, Sequence[Cell]]]:
    return [(heading, [row[at] for row in rows]) for at, heading in enumerate(headings)]


def _ties(network: Network, names: Mapping[str, Bilingual]) -> Iterator[list[Cell]]:
    title = network.title.in_language("sv")
    for at, weight in enumerate(network.weight.tolist()):
        ends = network.nodes[network.source[at]], network.nodes[network.target[at]]
        reasons = network.evidence[at]
        yield [
            title,
            *(node.label.in_language("sv") for node in ends),
            significant(weight),
            len(reasons),
            _told(reasons, names),
            *(node.id for node in ends),
        ]


def _told(reasons: Sequence[Evidence], names: Mapping[str, Bilingual]) -> str:
    """The names of what a tie rests on, as many as a cell can hold."""
    text = "; ".join(
        names[reason.thing].in_language("sv") if reason.thing in names else reason.thing
        for reason in reasons
    )
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]} …"


def _measures(
    network: Network,
    values: Values,
    ranks: Mapping[str, NDArray[np.int64]],
    measures: Sequence[str],
) -> Iterator[list[Cell]]:
    title = network.title.in_language("sv")
    for at, node in enumerate(network.nodes):
        row: list[Cell] = [title, node.label.in_language("sv")]
        for name in measures:
            if name in values and name in ranks:
                row += [significant(float(values[name][at])), int(ranks[name][at])]
            else:
                row += [None, None]
        yield [*row, node.id]


def _shown(cell: object, names: Mapping[str, Bilingual]) -> Cell:
    if isinstance(cell, Literal):
        return cell.python()
    if cell is None:
        return None
    text = str(cell)
    return names[text].in_language("sv") if text in names else text


def _capital(words: Bilingual) -> Bilingual:
    return Bilingual(*(word[:1].upper() + word[1:] for word in words))
