"""Projection: from rows to a network of weighted ties, each with its evidence.

Two forms of rows are known. An *affiliation* row says that a node was at a shared thing (a
meeting, a project); nodes at the same thing are tied. A *direct* row is a tie already. The
columns of both are listed in `FORMS`, the ways to weigh in `WEIGHTINGS`. Rows that have dates can
be narrowed to a time, and shown a step of time after the other.
"""

from kng._network._backbone import chance
from kng._network._head import read_projection
from kng._network._project import project, refuse_choices
from kng._network._projection import (
    DATES,
    FORMS,
    Form,
    Projection,
    dated,
    missing_columns,
)
from kng._network._series import STEPS, Step, refuse_step, series
from kng._network._weights import HALF_LIFE, WEIGHTINGS, Weighting

__all__ = [
    "DATES",
    "FORMS",
    "HALF_LIFE",
    "STEPS",
    "WEIGHTINGS",
    "Form",
    "Projection",
    "Step",
    "Weighting",
    "chance",
    "dated",
    "missing_columns",
    "project",
    "read_projection",
    "refuse_choices",
    "refuse_step",
    "series",
]
