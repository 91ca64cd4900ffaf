"""Advice: who should meet whom and what that would change, and what hangs by one thread."""

from kng._suggest._field import Field, field_of
from kng._suggest._fragile import Loss, loss_of, weakest
from kng._suggest._predict import BASELINES, Hidden, area, hidden_year, hits
from kng._suggest._score import PARTS, Part, candidates, scores
from kng._suggest._suggestions import Suggestion, suggestions

__all__ = [
    "BASELINES",
    "PARTS",
    "Field",
    "Hidden",
    "Loss",
    "Part",
    "Suggestion",
    "area",
    "candidates",
    "field_of",
    "hidden_year",
    "hits",
    "loss_of",
    "scores",
    "suggestions",
    "weakest",
]
