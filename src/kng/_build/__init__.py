"""The whole way, in order: load, check, derive, networks, measures, map and exports."""

from kng._build.advice import MEETINGS, field, meetings, series
from kng._build.declared import (
    projections,
    prove,
    questions,
    report_plan,
    require_harmless,
    rules,
    told_at,
)
from kng._build.exporting import exports
from kng._build.answering import Engines, Where, engines
from kng._build.graph import Graph, measured
from kng._build.loading import Loaded, faults, load, reasoned
from kng._build.progress import Progress, silent, timed
from kng._build.mapping import map_page
from kng._build.network_files import series_files
from kng._build.showing import ontology_files, report_files
from kng._build.storing import graphs, stored

__all__ = [
    "MEETINGS",
    "Engines",
    "Graph",
    "Loaded",
    "Progress",
    "Where",
    "engines",
    "exports",
    "faults",
    "field",
    "graphs",
    "load",
    "map_page",
    "measured",
    "meetings",
    "ontology_files",
    "projections",
    "prove",
    "questions",
    "reasoned",
    "report_files",
    "report_plan",
    "require_harmless",
    "rules",
    "series",
    "series_files",
    "silent",
    "stored",
    "timed",
    "told_at",
]
