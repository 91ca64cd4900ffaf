"""The graph over HTTP: serve."""

from __future__ import annotations

from pathlib import Path

import click

import kng
from kng._cli._options import in_workspace


@click.command()
@in_workspace
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address of this machine to listen on; as it is, nobody else reaches it.",
)
@click.option(
    "--known-as",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name that requests may call the server by, such as that of a proxy; may be repeated.",
)
@click.option(
    "--edit",
    is_flag=True,
    help="With a page on which workbooks are imported, only for this machine; see its address.",
)
@click.option(
    "--url", default="", metavar="URL", help="Where others reach the server, behind a proxy."
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=20.0,
    show_default=True,
    help="How long a query may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=16),
    default=1024,
    show_default=True,
    help="How many megabytes a query may use beyond the graph.",
)
@click.option(
    "--at-once",
    type=click.IntRange(min=1),
    help="How many queries run at the same time [default: twice the cores and four].",
)
def serve(
    workspace: Path | None,
    port: int,
    host: str,
    names: tuple[str, ...],
    edit: bool,
    url: str,
    seconds: float,
    memory: int,
    at_once: int | None,
) -> None:
    """Serve the graph over HTTP.

    A page on which questions are asked, a SPARQL endpoint at /sparql, and a page for each thing.

    \b
    Examples:
      kng serve
      kng serve --edit
      kng serve --port 8080 --url https://kng.example.org/

    The endpoint only reads. docs/serve.md says how to put it behind a proxy.
    """
    from kng._serve import settings

    kng.serve(
        workspace,
        host=host,
        port=port,
        settings=settings.chosen(
            host, names, url=url, seconds=seconds, memory=memory, at_once=at_once
        ),
        edit=edit,
        ready=lambda address: click.echo(address, err=True),
    )
