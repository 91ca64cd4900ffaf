"""What measures say: rank, measures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import kng
from kng._cli import _options as options
from kng._cli._group import Verb
from kng._cli._options import choosing, in_language, in_time, in_workspace, telling, weighing
from kng._errors import UsageError

_NETWORKS = ("Networks", options.networks)
_WEIGHTS = ("Weights", options.weights)
_seed = click.option("--seed", type=int, help="Where chance begins [default: 2030].")


@click.command(cls=Verb, known=[("Measures", options.ranking_measures), _NETWORKS, _WEIGHTS])
@in_workspace
@in_language
@weighing
@choosing
@in_time
@click.argument("measure")
@click.option(
    "--network",
    "name",
    metavar="NAME",
    default="people-by-meetings",
    show_default=True,
    help="See below.",
)
@click.option(
    "--interval/--no-interval",
    default=None,
    help="How far each place holds, and the places by other weights [default: unless it takes "
    "long].",
)
@click.option("--draws", type=int, help="How often meetings are redrawn [default: 100].")
@_seed
@click.option(
    "--sample",
    type=float,
    metavar="ERROR",
    help="Of a network that is too large: walk from some nodes, off by at most ERROR.",
)
@click.option(
    "--format",
    "form",
    metavar="NAME",
    default="table",
    show_default=True,
    help="table, csv, json, or sentences: one for each place.",
)
def rank(
    workspace: Path | None,
    language: str,
    weight: str,
    measure: str,
    name: str,
    form: str,
    **chosen: Any,
) -> None:
    """Rank the nodes or ties of a network by MEASURE.

    For each its place, the places that it takes when any one source is left out and when meetings
    are drawn by lot, its place by other weights, its value, its name. Equal values share a place.
    What the network rests on is told on standard error.
    """
    found = kng.rank(measure, name, weight, workspace, **chosen, tell=telling(language))
    click.echo(found.text(form, language), nl=False)


@click.command(cls=Verb, known=[("Measures", options.whole_measures), _NETWORKS, _WEIGHTS])
@in_workspace
@in_language
@weighing
@choosing
@in_time
@click.argument("network")
@_seed
@click.option(
    "--format",
    "form",
    metavar="NAME",
    default="table",
    show_default=True,
    help="table: the whole network; csv, parquet or ttl: the measures of each node.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write to."
)
def measures(
    workspace: Path | None,
    language: str,
    weight: str,
    network: str,
    form: str,
    out: Path | None,
    **chosen: Any,
) -> None:
    """Measure a network as a whole, or all its nodes.

    The table has a line for each measure of the whole, and the sizes of the groups that it falls
    into. Nothing here singles out weak points; kng rank does, when asked.
    """
    from kng._workspace import write_file

    if form == "parquet" and out is None:
        raise UsageError("parquet is no text; say with --out which file to write")
    found = kng.measures(network, weight, workspace, **chosen, tell=telling(language))
    data = found.text(language).encode() if form == "table" else found.file(form)
    if out is None:
        click.echo(data, nl=False)
        return
    write_file(out, data)
    click.echo(out)
