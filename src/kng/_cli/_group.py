"""The group of verbs: one message and the right exit code, never a traceback."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

import kng
from kng._errors import FaultsFound, KngError, UsageError

Entries = Iterable[tuple[str, str]]

LANGUAGE = "kng.language"


class _Verbs(click.Group):
    """A group whose verbs end in one message and the right exit code, never a traceback.

    What is written is UTF-8 in every locale.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KngError as error:
            _tell(error, ctx.meta.get(LANGUAGE, "en"))
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            _drop_output()
            click.echo(f"kng: {error}", err=True)
            ctx.exit(1)


def _tell(error: KngError, language: str) -> None:
    lines = str(error).splitlines()
    if isinstance(error, FaultsFound):
        for fault in error.faults:
            click.echo(fault.text(language), err=True)
        lines = [error.summary(language)]
    for line in lines:
        click.echo(f"kng: {line}", err=True)


def _drop_output() -> None:
    """Send what could not be written nowhere, so that leaving does not try it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Verb(click.Command):
    """A verb whose help lists the names that it knows."""

    def __init__(
        self, *args: Any, known: Sequence[tuple[str, Callable[[], Entries]]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the names below the options."""
        for heading, entries in self.known:
            with formatter.section(heading):
                formatter.write_dl(list(entries()))
        super().format_epilog(ctx, formatter)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--workspace",
    "-w",
    type=click.Path(path_type=Path),
    help="Folder of the graph; may also stand after the command.",
)
@click.version_option(kng.__version__, prog_name="kng")
def main(workspace: Path | None) -> None:
    """Who meets whom among Sweden's climate-neutral cities: one knowledge graph, with a source
    for every fact.

    \b
    First steps:
      kng query --list                  the questions that can be asked
      kng query who-met-whom            ask one
      kng explain Gävle Borlänge        why two are tied, and who says so
      kng build                         everything in exports/, with the map
    """
