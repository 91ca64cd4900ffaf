"""Tables in and out: template, import, reconcile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import kng
from kng._cli._options import in_language, in_workspace


@click.command()
@in_workspace
@in_language
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--filled", is_flag=True, help="With everything that the graph holds, to correct it.")
def template(workspace: Path | None, language: str, file: Path, filled: bool) -> None:
    """Write a workbook to fill in and import.

    FILE (.xlsx) gets sheets for sources, organisations, people, meetings and participants, with
    drop-downs, help and an example. With --filled it holds all the rows there are, each with its
    id: correct a cell and import the workbook again.
    """
    made = kng.template(file, workspace, filled=filled)
    click.echo(made.text(language), nl=False)
    click.echo(file)


@click.command("import")
@in_workspace
@in_language
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", default="", help="Of the import [default: of the file or folder].")
@click.option("--source", default="", help="The source of rows that name none: id, title, address.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would change; write nothing.")
@click.option(
    "--leave-out-faulty",
    "lenient",
    is_flag=True,
    help="Take in the rest; what was left out stands in graph/imports/.",
)
@click.option("--correct", is_flag=True, help="Change sources too that were entered by hand.")
@click.option(
    "--gone",
    type=click.Choice(["ask", "keep", "remove"]),
    default="ask",
    show_default=True,
    help="What becomes of rows that were there last time and are not now.",
)
@click.option("--day", default="", metavar="DATE", help="The day of the import [default: today].")
def import_(
    workspace: Path | None,
    language: str,
    files: tuple[Path, ...],
    name: str,
    source: str,
    dry: bool,
    lenient: bool,
    correct: bool,
    gone: Any,
    day: str,
) -> None:
    """Take workbooks and other tables into the graph.

    FILES are workbooks (.xlsx, .ods), .csv files, or folders of them.
    Every fault is told with its cell, and then nothing is changed. The same file a second time
    changes nothing; a changed row changes only what it says.

    \b
    Examples:
      kng template meetings.xlsx
      kng import meetings.xlsx --dry-run
      kng import meetings.xlsx
    """
    done = kng.import_table(
        *files,
        workspace=workspace,
        name=name,
        source=source,
        dry=dry,
        lenient=lenient,
        correct=correct,
        gone=gone,
        day=day,
    )
    click.echo(done.text(language), nl=False)


@click.command()
@in_workspace
@in_language
@click.argument("kind", default="", metavar="[KIND]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A table to fill in with verdicts, and to import again.",
)
def reconcile(workspace: Path | None, language: str, kind: str, out: Path | None) -> None:
    """Propose which names are one thing, with reasons.

    KIND is organisation, person, place or topic. Nothing is joined by this: write a verdict
    (same, different or unsure) into the table, and import it with the source that judges:

    \b
      kng reconcile organisation --out judgements.csv
      kng import judgements.csv --source identity-judgements --name judged-in-december
    """
    from kng._workspace import write_file

    found = kng.reconcile(kind, workspace)
    if out is not None:
        write_file(out, found.table())
        click.echo(out)
        return
    click.echo(found.text(language), nl=False)
