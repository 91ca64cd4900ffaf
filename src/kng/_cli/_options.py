"""Options that several verbs share, and the names that their help lists."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kng._cli._group import LANGUAGE, Entries
from kng._errors import KngError, UsageError
from kng._values import Bilingual

F = TypeVar("F", bound=Callable[..., Any])

_STAGES = {
    "load": "läser · load",
    "check": "granskar · check",
    "derive": "härleder · derive",
    "networks": "nätverk · networks",
    "measures": "mått · measures",
    "exports": "exporter · exports",
    "metadata": "beskrivning · metadata",
    "report": "rapport · report",
    "map": "karta · map",
    "pages": "sidor · pages",
    "prove": "bevisar · prove",
    "write": "skriver · write",
}


def ranking_measures() -> Entries:
    """The measures that have a value for each node or each tie."""
    return _measures("node", "tie")


def whole_measures() -> Entries:
    """The measures of a network as a whole, and the groups that it falls into."""
    return _measures("network", "partition")


def _measures(*of: str) -> Entries:
    from kng._measures import MEASURES

    return [(measure.name, measure.meaning.en) for measure in MEASURES if measure.of in of]


def weights() -> Entries:
    """The ways to weigh ties."""
    from kng._network import WEIGHTINGS

    return [(weighting.name, weighting.meaning.en) for weighting in WEIGHTINGS]


def network_formats() -> Entries:
    """The formats in which a network leaves."""
    from kng._export import NETWORK_FORMATS

    return [(form.name, form.meaning.en) for form in NETWORK_FORMATS]


def networks() -> Entries:
    """The networks that the workspace declares."""
    from kng._build import projections
    from kng._workspace import Workspace

    try:
        found = projections(
            Workspace.find(click.get_current_context().find_root().params["workspace"])
        )
    except KngError:
        return [("(none)", "The workspace cannot be read; kng check says why.")]
    return [(name, projection.tie.en) for name, (projection, _) in sorted(found.items())]


def steps() -> Entries:
    """The steps of a series."""
    from kng._network import STEPS

    return [(step.name, step.meaning.en) for step in STEPS]


def in_workspace(verb: F) -> F:
    """``--workspace`` after the verb as well as before it."""
    option = click.option(
        "--workspace",
        "-w",
        type=click.Path(path_type=Path),
        help="Folder with graph/, ontology/ and queries/ [default: the nearest at or above the "
        "current folder, else the graph that comes with kng].",
        callback=lambda ctx, _param, value: value or ctx.find_root().params.get("workspace"),
    )
    return option(verb)


def told_in(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Faults are told in the language of the verb; ``meta`` is shared with the group."""
    ctx.meta[LANGUAGE] = value or "sv"
    return value


in_language = click.option(
    "--language",
    "-l",
    type=click.Choice(["sv", "en"]),
    default="sv",
    show_default=True,
    help="Language of labels and sentences.",
    callback=told_in,
)


def _headers(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, colon, value = text.partition(":")
        if not colon or not name.strip():
            raise UsageError("--header: expected NAME: VALUE")  # and never what was given
        found[name.strip()] = value.strip()
    return found


in_headers = click.option(
    "--header",
    "headers",
    metavar="NAME:VALUE",
    multiple=True,
    callback=_headers,
    help="Send this to the endpoint; can be given again.",
)


weighing = click.option(
    "--weight",
    metavar="NAME",
    default="newman",
    show_default=True,
    help="How meetings weigh, see below.",
)


def choosing(verb: F) -> F:
    """The options that choose what of a network is shown."""
    for option in (
        click.option(
            "--announced",
            is_flag=True,
            help="With those whom only a meeting's programme names.",
        ),
        click.option(
            "--backbone",
            metavar="LEVEL",
            type=float,
            help="Only ties that are significant at this level, such as 0.05 (the disparity filter "
            "of Serrano et al. 2009).",
        ),
        click.option(
            "--min-weight",
            "minimum",
            metavar="NUMBER",
            type=float,
            help="Only ties of at least this weight [default: what the network declares].",
        ),
        click.option(
            "--half-life",
            metavar="YEARS",
            type=float,
            help="With --weight half-life: years in which a weight halves [default: 3].",
        ),
    ):
        verb = option(verb)
    return verb


def in_time(verb: F) -> F:
    """The options that ask for another time than the one on which networks open."""
    for option in (
        click.option(
            "--possible", is_flag=True, help="With what only some readings of dates give."
        ),
        click.option("--all-time", is_flag=True, help="Whatever its date, and without one."),
        click.option("--as-of", metavar="DATE", help="What held on a day; meetings up to then."),
        click.option(
            "--between",
            nargs=2,
            metavar="FROM TO",
            help="What overlaps this time [default: 2017 ..]. Dates are 2022, 2022-06 or "
            "2022-06-01; .. leaves an end open.",
        ),
    ):
        verb = option(verb)
    return verb


def progress(stage: str, seconds: float) -> None:
    """Tell a person at a terminal how long a stage took."""
    if sys.stderr.isatty():
        click.echo(f"{_STAGES.get(stage, stage):<24}{seconds:>7.2f} s", err=True)


def telling(language: str) -> Callable[[Bilingual], None]:
    """What tells words in a language on standard error."""
    return lambda words: click.echo(words.in_language(language), err=True)
