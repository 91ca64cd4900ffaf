"""Reasoning with HermiT: whether the graph holds together, what follows, and what clashes.

HermiT runs in a process group of its own with a limit. It judges; why a graph contradicts itself
is told by rules over the source graphs, and where these find nothing by shrinking.
"""

from kng._reason._clashes import Clash, clashes
from kng._reason._explain import reasoned_faults
from kng._reason._hermit import Reasoning, classify, reason
from kng._reason._java import ReasonerFailed, find_java
from kng._reason._profile import profile
from kng._reason._run import LIMIT
from kng._reason._shrink import Core, shrink

__all__ = [
    "LIMIT",
    "Clash",
    "Core",
    "ReasonerFailed",
    "Reasoning",
    "clashes",
    "classify",
    "find_java",
    "profile",
    "reason",
    "reasoned_faults",
    "shrink",
]
