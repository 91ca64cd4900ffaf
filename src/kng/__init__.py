"""kng: a knowledge graph of the collaboration between climate-neutral cities.

Importing this package reads no file and loads no other library; each name is fetched when it
is first used.

>>> import kng
>>> kng.__all__[:3]
['Answer', 'Difference', 'EndpointError']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kng._api import (
        Answer,
        MapPage,
        Measures,
        Ranked,
        Ranking,
        asgi,
        build,
        check,
        dataset,
        diff,
        explain,
        export,
        forget,
        fragile,
        import_table,
        map,
        map_page,
        measures,
        network,
        network_files,
        network_series,
        push,
        query,
        questions,
        rank,
        reconcile,
        release,
        report,
        serve,
        simulate,
        suggest,
        template,
    )
    from kng._diff import Difference
    from kng._errors import (
        EndpointError,
        Fault,
        FaultsFound,
        KngError,
        QueryError,
        UnknownName,
        UsageError,
        WorkspaceError,
    )
    from kng._explain import Explanation
    from kng._forget import Forgotten
    from kng._identify.proposed import Proposed
    from kng._import import Imported
    from kng._release import Released
    from kng._simulate import Simulated
    from kng._store.push import Pushed
    from kng._suggest import Loss, Suggestion
    from kng._template import Template

__version__ = "0.1.0"

_HOME = {
    "_diff": "Difference",
    "_errors": (
        "EndpointError Fault FaultsFound KngError QueryError UnknownName UsageError WorkspaceError"
    ),
    "_explain": "Explanation",
    "_forget": "Forgotten",
    "_identify.proposed": "Proposed",
    "_import": "Imported",
    "_release": "Released",
    "_simulate": "Simulated",
    "_store.push": "Pushed",
    "_suggest": "Loss Suggestion",
    "_template": "Template",
    "_api": (
        "Answer push query questions "
        "build check dataset diff export release report simulate "
        "MapPage explain map map_page network network_files network_series "
        "Measures measures Ranked Ranking rank "
        "fragile suggest asgi serve forget import_table reconcile template"
    ),
}

__all__ = [
    "Answer",
    "Difference",
    "EndpointError",
    "Explanation",
    "Fault",
    "FaultsFound",
    "Forgotten",
    "Imported",
    "KngError",
    "Loss",
    "MapPage",
    "Measures",
    "Proposed",
    "Pushed",
    "QueryError",
    "Ranked",
    "Ranking",
    "Released",
    "Simulated",
    "Suggestion",
    "Template",
    "UnknownName",
    "UsageError",
    "WorkspaceError",
    "asgi",
    "build",
    "check",
    "dataset",
    "diff",
    "explain",
    "export",
    "forget",
    "fragile",
    "import_table",
    "map",
    "map_page",
    "measures",
    "network",
    "network_files",
    "network_series",
    "push",
    "query",
    "questions",
    "rank",
    "reconcile",
    "release",
    "report",
    "serve",
    "simulate",
    "suggest",
    "template",
]


def __getattr__(name: str) -> object:
    for home, names in _HOME.items():
        if name in names.split():
            return getattr(import_module(f"kng.{home}"), name)
    raise AttributeError(f"module 'kng' has no attribute '{name}'")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
