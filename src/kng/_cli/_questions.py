"""Questions: query, push, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import kng
from kng._cli._options import in_headers, in_language, in_workspace
from kng._errors import UsageError


@click.command()
@in_workspace
@in_language
@click.argument("question", required=False)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--list", "listing", is_flag=True, help="List the questions that have a name.")
@click.option("--explain", is_flag=True, help="Show what is asked of which engine, not the answer.")
@click.option(
    "--format",
    "form",
    metavar="NAME",
    default="",
    help="table or md to read; csv, tsv, json (SPARQL results) or parquet for other tools; of "
    "CONSTRUCT and DESCRIBE also turtle, json-ld or n-triples [default: table, turtle].",
)
@click.option("--iris", is_flag=True, help="Show addresses instead of names.")
@click.option("--as-of", metavar="DATE", help="What held on a day; meetings up to then.")
@click.option(
    "--between",
    nargs=2,
    metavar="FROM TO",
    help="What overlaps this time. Dates are 2022, 2022-06 or 2022-06-01; .. leaves an end open.",
)
@click.option("--possible", is_flag=True, help="With what only some readings of dates give.")
@click.option("--disk", "on_disk", is_flag=True, help="Keep the graph on disk, and ask it there.")
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep it in this folder [default: .kng/ in the workspace].",
)
@click.option("--endpoint", metavar="URL", default="", help="Ask a SPARQL endpoint instead.")
@in_headers
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop after this time [default: 20 for a text of one's own].",
)
def query(
    workspace: Path | None,
    language: str,
    question: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    explain: bool,
    form: str,
    iris: bool,
    headers: dict[str, str],
    **where: Any,
) -> None:
    """Ask a question of the graph.

    QUESTION is a name from --list, a .rq file, a SPARQL text, or - for standard input.

    \b
    Examples:
      kng query hosts --as-of 2022-06
      kng query who-met-whom person="Evelina Loberg" --between 2021 2023
      kng query 'SELECT ?name { ?p a kng:Person ; foaf:name ?name }' --format csv
      kng query roles --explain

    The prefixes of the graph need not be declared. An address may be given by its label.
    A text of one's own runs in a process without network that is ended at the limit. Who asks an
    endpoint is said by the environment: KNG_ENDPOINT_USER and KNG_ENDPOINT_PASSWORD, or
    KNG_ENDPOINT_AUTHORIZATION.
    """
    if listing:
        from kng._questions import listing as catalogue

        click.echo(catalogue(list(kng.questions(workspace).values()), language), nl=False)
        return
    if not question:
        raise UsageError("which question? kng query --list names them")
    text = _typed() if question == "-" else question
    named = form in ("", "table", "md") and not iris and not explain
    answer = kng.query(text, _values(parameters), workspace, headers=headers, named=named, **where)
    if explain:
        click.echo(answer.explanation(language), nl=False)
    else:
        click.echo(answer.data(form, language, iris=iris), nl=False)


@click.command()
@in_workspace
@in_language
@click.option("--endpoint", metavar="URL", required=True, help="The address of the graph store.")
@in_headers
@click.option("--all", "everything", is_flag=True, help="Also what stands there already.")
def push(
    workspace: Path | None, language: str, endpoint: str, headers: dict[str, str], everything: bool
) -> None:
    """Bring the graph to a triple store.

    Each source, rule, merged graph and the ontology is put there under its name, by the Graph Store
    Protocol. What stands there already is left, and what an earlier push brought and is gone is
    removed, so that it can be done again at any time. docs/engines.md says how each store is asked
    afterwards.
    """
    told = kng.push(endpoint, workspace, headers=headers, everything=everything)
    counts = (len(told.put), len(told.same), len(told.removed))
    words = {
        "sv": "{} grafer lades dit, {} stod redan där, {} togs bort",
        "en": "{} graphs were put there, {} stood there already, {} were removed",
    }
    click.echo(words[language].format(*counts))


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
