"""The command line: a verb a function, no logic."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import kng
from kng._errors import KngError, QueryError, UsageError

F = TypeVar("F", bound=Callable[..., Any])

_STAGES = {
    "load": "läser · load",
    "check": "granskar · check",
    "derive": "härleder · derive",
    "networks": "nätverk · networks",
    "measures": "mått · measures",
    "exports": "exporter · exports",
    "map": "karta · map",
    "write": "skriver · write",
}


class _Verbs(click.Group):
    """A group whose verbs end in one message and the right exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KngError as error:
            click.echo(f"kng: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)


def _workspace(verb: F) -> F:
    """``--workspace`` after the verb as well as before it."""
    option = click.option(
        "--workspace",
        "-w",
        type=click.Path(path_type=Path),
        help="Folder with ontology/ and graph/ (default: the nearest at or above this one).",
        callback=lambda ctx, _param, value: value or ctx.find_root().params.get("workspace"),
    )
    return option(verb)


_language = click.option(
    "--language", "-l", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
    help="Language of labels and sentences.",
)  # fmt: skip
_weight = click.option(
    "--weight", default="newman", show_default=True, help="How meetings weigh: newman or count."
)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--workspace", "-w", type=click.Path(path_type=Path), help="Folder of the graph.")
@click.version_option(kng.__version__, prog_name="kng")
def main(workspace: Path | None) -> None:
    """A knowledge graph of the collaboration between climate-neutral cities."""


@main.command()
@_workspace
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to.")
def build(workspace: Path | None, out: Path | None) -> None:
    """Build all exports: Turtle, networks, measures and the map."""
    folder = kng.build(workspace, out, _progress)
    click.echo(f"exports: {folder}\nmap:     {folder / 'map.html'}")


@main.command()
@_workspace
@_language
def check(workspace: Path | None, language: str) -> None:
    """Say everything that is wrong with the graph."""
    faults = kng.check(workspace)
    for fault in faults:
        click.echo(f"{fault.severity}: {fault.text(language)}")
    violations = sum(fault.severity == "violation" for fault in faults)
    click.echo(f"{violations} violations, {len(faults) - violations} notes")
    sys.exit(1 if violations else 0)


@main.command()
@_workspace
@_language
@click.argument("question", required=False)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--list", "listing", is_flag=True, help="List the questions that have a name.")
@click.option(
    "--format", "form", default="table", show_default=True, help="table, csv, tsv, json or md."
)
def query(
    workspace: Path | None,
    language: str,
    question: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    form: str,
) -> None:
    """Ask QUESTION: a name from queries/, a .rq file, a SPARQL text, or - for standard input."""
    if listing:
        from kng._questions import listing as catalogue

        click.echo(catalogue(list(kng.questions(workspace).values()), language), nl=False)
        return
    if not question:
        raise UsageError("which question? kng query --list names them")
    answer = kng.query(_text(question), _values(parameters), workspace)
    click.echo(answer.text(form, language), nl=False)


@main.command()
@_workspace
@_weight
@click.argument("name")
@click.option(
    "--format", "form", default="csv", show_default=True, help="gexf, graphml, csv or json."
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write all its files to.")
def network(workspace: Path | None, weight: str, name: str, form: str, out: Path | None) -> None:
    """Print the network NAME in a file format, or write its files to a folder."""
    from kng._workspace import write_file

    files = kng.network_files(name, form, weight, workspace)
    if out is None:
        click.echo(next(iter(files.values())), nl=False)
        return
    for suffix, data in files.items():
        write_file(out / f"{name}.{suffix}", data)
        click.echo(out / f"{name}.{suffix}")


@main.command()
@_workspace
@_language
@_weight
@click.argument("measure")
@click.option("--network", "name", default="people-by-meetings", show_default=True)
def rank(workspace: Path | None, language: str, weight: str, measure: str, name: str) -> None:
    """Rank the nodes of a network by MEASURE."""
    for place in kng.rank(measure, name, weight, workspace):
        click.echo(f"{place.rank:>4}  {place.value:<12.6g}{place.label.in_language(language)}")


@main.command()
@_workspace
@_language
@click.argument("one")
@click.argument("other")
def explain(workspace: Path | None, language: str, one: str, other: str) -> None:
    """Say why ONE and OTHER are tied: meetings, functions, sources."""
    click.echo(kng.explain(one, other, workspace).text(language), nl=False)


@main.command("map")
@_workspace
@click.option("--out", type=click.Path(path_type=Path), help="The HTML file to write.")
def map_(workspace: Path | None, out: Path | None) -> None:
    """Write the interactive map: one HTML file that needs no network."""
    click.echo(kng.map(out, workspace))


def _progress(stage: str, seconds: float) -> None:
    if sys.stderr.isatty():
        click.echo(f"{_STAGES.get(stage, stage):<24}{seconds:>7.2f} s", err=True)


def _text(question: str) -> str:
    if question == "-":
        return _utf8(question, sys.stdin.buffer.read)
    if question.endswith(".rq"):
        return _utf8(question, Path(question).read_bytes)
    return question


def _utf8(question: str, read: Callable[[], bytes]) -> str:
    try:
        return read().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{question} cannot be read: {error}") from None


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    wrong = [text for text in parameters if "=" not in text]
    if wrong:
        raise UsageError(f"expected NAME=VALUE, got: {', '.join(wrong)}")
    return dict(text.split("=", 1) for text in parameters)
