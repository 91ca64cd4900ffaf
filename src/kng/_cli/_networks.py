"""Networks, and what is seen in them: network, map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import kng
from kng._cli._group import Verb
from kng._cli._options import (
    choosing,
    in_language,
    in_time,
    in_workspace,
    network_formats,
    networks,
    steps,
    telling,
    weighing,
    weights,
)
from kng._errors import UsageError


@click.command(
    cls=Verb,
    known=[
        ("Networks", networks),
        ("Formats", network_formats),
        ("Weights", weights),
        ("Steps", steps),
    ],
)
@in_workspace
@in_language
@weighing
@choosing
@in_time
@click.argument("name")
@click.option(
    "--format", "form", metavar="NAME", default="csv", show_default=True, help="See below."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write to; csv has two files, and only the one of the ties is printed.",
)
@click.option(
    "--step",
    metavar="NAME",
    help="A snapshot for each year or other step of the time; see below. Printed as one table with "
    "the column step, with --out also a file for each.",
)
def network(
    workspace: Path | None,
    language: str,
    weight: str,
    name: str,
    form: str,
    out: Path | None,
    step: str | None,
    **chosen: Any,
) -> None:
    """Print the network NAME, or write it to a folder.

    What it rests on is told on standard error.
    """
    from kng._workspace import write_file

    if out is not None and out.suffix:
        raise UsageError(f"--out names a folder, and {out} looks like a file; nothing was written")
    if out is None and step is not None and form != "csv":
        raise UsageError(f"the snapshots are several files of {form}; say with --out where to")
    tell = telling(language)
    files = kng.network_files(name, form, weight, workspace, step=step, tell=tell, **chosen)
    if out is None:
        click.echo(next(iter(files.values())), nl=False)
        return
    for suffix, data in files.items():
        write_file(out / f"{name}.{suffix}", data)
        click.echo(out / f"{name}.{suffix}")


@click.command("map", cls=Verb, known=[("Networks", networks)])
@in_workspace
@in_time
@click.option("--network", metavar="NAME", default="", help="The network to open on, see below.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The HTML file to write [default: exports/map.html in the workspace].",
)
def map_(workspace: Path | None, network: str, out: Path | None, **time: Any) -> None:
    """Write the interactive map: one HTML file that needs no network."""
    click.echo(kng.map(out, workspace, network=network, **time))
