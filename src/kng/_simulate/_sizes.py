"""How large a simulated network is, and which shares of it have what: one table of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each; ``*_files`` says over how many sources they are spread.

    ``triples`` is what comes of it, within 2 % at M and L and 8 % at S, whatever the seed.
    """

    triples: int
    counties: int
    municipalities: int
    organisations: int
    people: int
    meetings: int
    programmes: int
    projects: int
    agreements: int
    ties: int
    series: int
    topics: int
    staff_files: int
    meeting_files: int
    deal_files: int


SIZES: Final[Mapping[str, Size]] = {
    "S": Size(
        triples=3_000, counties=2, municipalities=8, organisations=15, people=60, meetings=50,
        programmes=2, projects=3, agreements=4, ties=6, series=3, topics=6,
        staff_files=2, meeting_files=8, deal_files=1,
    ),
    "M": Size(
        triples=385_000, counties=21, municipalities=290, organisations=800, people=5_000,
        meetings=10_000,
        programmes=30, projects=100, agreements=120, ties=300, series=150, topics=60,
        staff_files=50, meeting_files=600, deal_files=10,
    ),
    "L": Size(
        triples=11_700_000, counties=21, municipalities=290, organisations=40_000,
        people=100_000, meetings=300_000,
        programmes=1_000, projects=28_000, agreements=1_740, ties=50_000, series=4_000, topics=300,
        staff_files=500, meeting_files=9_000, deal_files=400,
    ),
}  # fmt: skip

ATTENDANCE_EXPONENT: Final = 2.35
"""Named persons a meeting: P(K ≥ k) = k^(1 − 2.35): two or more at 39 %, ten at 4.5 %."""
ATTENDANCE_MOST: Final = 200
"""No meeting names more, nor more than a quarter of all people."""
LOCAL: Final = 0.75
"""Share of participants drawn from the county of the meeting, the others from everywhere."""

FIRST_DAY: Final = date(2014, 1, 1).toordinal()
TODAY: Final = date(2026, 1, 1).toordinal()
"""The day on which the simulated sources were read; what lies later is planned."""
LAST_DAY: Final = date(2026, 12, 31).toordinal()

NO_ROLE: Final = 0.2
"""Affiliations without a role."""
HOLDS_POST: Final = 0.4
"""Share of affiliations with a role that are holdings of a post."""
MOVED: Final = 0.15
"""People who changed employer between 2015 and 2023."""
NAMESAKE: Final = 0.005
"""People who bear exactly the name of another one."""
RESTATED: Final = 0.08
"""Participations whose source also states the affiliation: those get a capacity by rule."""
FOR_NOBODY: Final = 0.2
"""Participations of people without ``kng:onBehalfOf``."""
PART: Final = 0.15
"""Meetings that become part of the one before in the source, if that names three or more."""
PART_MOST: Final = 12
"""No part names more of the people of its whole."""
IN_SERIES: Final = 0.1
STATED_ATTENDANCE: Final = 0.25
COMPLETE_LIST: Final = 0.15
TOLD_TWICE: Final = 0.06
"""Sources of meetings, and of deals, to which a second source tells half of the same again."""
DISAGREES: Final = 0.3
"""Of what is told twice, the share in which a date, an attendance or an amount differs."""
POPULATION_TWICE: Final = 0.2
"""Municipalities whose population a second source gives, half of them with another number."""
