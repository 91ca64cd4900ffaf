"""The verbs: what the command line does, as functions.

Each takes the folder of a workspace; without one it is found as on the command line: the
nearest folder at or above the current one that has ``ontology/`` and ``graph/``, else the
graph shipped in the package.

Networks, ranks, the map and exports show the time from 2017 on. ``between`` (two dates, ``None``
for an open end), ``as_of`` (a date) or ``all_time`` asks for another; a date is ``2022``,
``2022-06`` or ``2022-06-01``. What lies in it only under some reading of its dates is left out
unless ``possible`` takes it in.
"""

from kng._api.advice import fragile, suggest
from kng._api.answers import Answer
from kng._api.asking import push, query, questions
from kng._api.graph import build, check, dataset, diff, export, release, report, simulate
from kng._api.measuring import Measures, measures
from kng._api.networks import (
    MapPage,
    explain,
    map,
    map_page,
    network,
    network_files,
    network_series,
)
from kng._api.people import forget
from kng._api.ranking import Ranked, Ranking, rank
from kng._api.serving import asgi, serve
from kng._api.tables import import_table, reconcile, template

__all__ = [
    "Answer",
    "MapPage",
    "Measures",
    "Ranked",
    "Ranking",
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
