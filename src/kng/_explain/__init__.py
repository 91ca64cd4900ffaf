"""What people read: cards, explanations of ties, what networks rest on, and the words for
dates and weights."""

from kng._explain.cards import cards, sources
from kng._explain.pairs import Explanation, Reason, TieExplained, explain_pair
from kng._explain.resting import resting

__all__ = ["Explanation", "Reason", "TieExplained", "cards", "explain_pair", "resting", "sources"]
