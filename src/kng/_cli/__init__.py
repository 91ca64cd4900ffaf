"""The command line: a verb a function, no logic."""

from kng._cli._advice import fragile, suggest
from kng._cli._graph import build, check, diff, export, release, report, simulate
from kng._cli._group import main
from kng._cli._networks import map_, network
from kng._cli._people import forget
from kng._cli._questions import explain, push, query
from kng._cli._ranking import measures, rank
from kng._cli._serving import serve
from kng._cli._tables import import_, reconcile, template

__all__ = ["main"]

for _verb in (
    *(build, export, diff, release, check, report, simulate),
    *(query, push, explain),
    *(network, rank, measures, map_),
    *(suggest, fragile),
    *(template, import_, reconcile),
    forget,
    serve,
):
    main.add_command(_verb)
