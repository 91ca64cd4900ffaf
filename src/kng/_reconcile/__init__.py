"""Which named things are one: proposals with reasons, and the judgements made on them.

Nothing is merged here on its own: a proposal is a question, a judgement is someone's answer.
"""

from __future__ import annotations

from kng._reconcile._propose import propose
from kng._reconcile._records import Name, Proposal, Reason, Record

__all__ = [
    "Name",
    "Proposal",
    "Reason",
    "Record",
    "propose",
]
