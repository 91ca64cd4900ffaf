"""Advice: suggest, fragile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import kng
from kng._cli._group import Verb
from kng._cli._options import in_language, in_time, in_workspace, networks
from kng._values import Bilingual

_ALL_MET = Bilingual(
    "Alla som kan föreslås har setts de senaste tre åren.",
    "All who could be suggested have met in the last three years.",
)
_NONE_LOST = Bilingual(
    "Ingen förlorar kontakten om en enda är borta.",
    "Nobody loses contact when a single one is gone.",
)


@click.command()
@in_workspace
@in_language
@click.option("--for", "of", metavar="NAME", default="", help="A municipality that takes part.")
@click.option("--size", metavar="NUMBER", default=2, show_default=True, help="How many meet.")
@click.option("--most", metavar="NUMBER", default=10, show_default=True, help="How many to show.")
def suggest(workspace: Path | None, language: str, of: str, size: int, most: int) -> None:
    """Suggest which municipalities should meet.

    Each pair, or group, with the reasons and with what it would change in the network. Only those
    are suggested who have not met, or not for three years.
    """
    found = kng.suggest(of, size, most, workspace)
    if not found:
        click.echo(_ALL_MET.in_language(language), err=True)
    for number, suggestion in enumerate(found, 1):
        click.echo(f"{number:>3}. {suggestion.text(language)}".replace("\n  ", "\n       "))


@click.command(cls=Verb, known=[("Networks", networks)])
@in_workspace
@in_language
@in_time
@click.argument("name", required=False)
@click.option(
    "--network",
    metavar="NAME",
    default="municipalities-by-meetings",
    show_default=True,
    help="See below.",
)
@click.option("--most", metavar="NUMBER", default=10, show_default=True, help="How many to show.")
def fragile(
    workspace: Path | None, language: str, name: str | None, network: str, most: int, **time: Any
) -> None:
    """Show what a network loses when NAME is gone.

    NAME is a node, a meeting or a series of meetings; without it those are shown that cost most
    contacts. May single out people: it is only shown here and never part of exports.
    """
    losses = kng.fragile(name, network, most, workspace, **time)
    if not losses:
        click.echo(_NONE_LOST.in_language(language), err=True)
    for loss in losses:
        click.echo(loss.text(language))
