"""Questions: query, explain."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import kng
from kng._cli._options import in_language, in_workspace
from kng._errors import UsageError


@click.command()
@in_workspace
@in_language
@click.argument("question", required=False)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--list", "listing", is_flag=True, help="List the questions that have a name.")
@click.option(
    "--format",
    "form",
    metavar="NAME",
    default="table",
    show_default=True,
    help="table or md to read; csv, tsv or json (SPARQL results) for other tools.",
)
def query(
    workspace: Path | None,
    language: str,
    question: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    form: str,
) -> None:
    """Ask a question of the graph.

    QUESTION is a name from --list, a .rq file, a SPARQL SELECT text, or - for standard input.

    \b
    Examples:
      kng query hosts
      kng query roles-on-date date=2022-06-01
      kng query 'SELECT ?name { ?p a kng:Person ; foaf:name ?name }' --format csv

    The prefixes of the graph need not be declared. An address may be given by its label.
    """
    if listing:
        from kng._questions import listing as catalogue

        click.echo(catalogue(list(kng.questions(workspace).values()), language), nl=False)
        return
    if not question:
        raise UsageError("which question? kng query --list names them")
    text = _typed() if question == "-" else question
    answer = kng.query(text, _values(parameters), workspace)
    click.echo(answer.text(form, language), nl=False)


def _typed() -> str:
    from kng._workspace import Document

    text = Document("standard input", "query", sys.stdin.buffer.read()).text()
    return text if text.endswith("\n") else f"{text}\n"


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in parameters]
    names = [name for name, _, _ in pairs]
    wrong = [f"expected NAME=VALUE, got: {name}" for name, equals, _ in pairs if not equals]
    wrong += [f"{name} is given twice" for name in sorted(set(names)) if names.count(name) > 1]
    if wrong:
        raise UsageError("\n".join(wrong))
    return {name: value for name, _, value in pairs}


@click.command()
@in_workspace
@in_language
@click.argument("one")
@click.argument("other")
def explain(workspace: Path | None, language: str, one: str, other: str) -> None:
    """Say why ONE and OTHER are tied, and who says so.

    ONE and OTHER are each a name, a part of one that only one has, or an address such as
    kng-person:p247wm.
    """
    click.echo(kng.explain(one, other, workspace).text(language), nl=False)
