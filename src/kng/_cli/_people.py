"""People: forget."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import kng
from kng._cli._options import in_language, in_workspace, progress
from kng._errors import UsageError

_SURE = {"sv": "Ta bort allt detta?", "en": "Remove all of this?"}


@click.command()
@in_workspace
@in_language
@click.argument("person")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder of the exports [default: exports/ in the workspace].",
)
def forget(
    workspace: Path | None, language: str, person: str, dry_run: bool, yes: bool, out: Path | None
) -> None:
    """Remove PERSON from the graph and the exports, and prove it.

    PERSON is a name, a part of one that only one has, or an address such as kng-person:p247wm.
    The person, their roles and participations, and the name in every text go; the address is
    kept as a tombstone that says no name. docs/privacy.md tells what the version history keeps.
    """
    if not (dry_run or yes or sys.stdin.isatty()):
        raise UsageError("nobody is here to confirm; say --yes, or --dry-run to look first")
    if dry_run or not yes:
        click.echo(kng.forget(person, workspace, out, dry_run=True).text(language), nl=False)
    if dry_run:
        return
    if not yes:
        click.confirm(_SURE[language], abort=True)
    done = kng.forget(person, workspace, out, progress=progress)
    click.echo(done.text(language) if yes else done.proved(language), nl=False)
