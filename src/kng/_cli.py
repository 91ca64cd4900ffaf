"""The command line: a verb a function, no logic."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

import kng
from kng._errors import FaultsFound, KngError, UsageError
from kng._values import Bilingual

F = TypeVar("F", bound=Callable[..., Any])
Entries = Iterable[tuple[str, str]]

_LANGUAGE = "kng.language"
_STAGES = {
    "load": "läser · load",
    "check": "granskar · check",
    "derive": "härleder · derive",
    "networks": "nätverk · networks",
    "measures": "mått · measures",
    "exports": "exporter · exports",
    "report": "rapport · report",
    "map": "karta · map",
    "pages": "sidor · pages",
    "prove": "bevisar · prove",
    "write": "skriver · write",
}
_SURE = {"sv": "Ta bort allt detta?", "en": "Remove all of this?"}


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
            _tell(error, ctx.meta.get(_LANGUAGE, "en"))
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


class _Verb(click.Command):
    """A verb whose help lists the names that it knows."""

    def __init__(
        self, *args: Any, known: Sequence[tuple[str, Callable[[], Entries]]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, entries in self.known:
            with formatter.section(heading):
                formatter.write_dl(list(entries()))
        super().format_epilog(ctx, formatter)


def _measures() -> Entries:
    from kng._measures import MEASURES

    return [(measure.name, measure.meaning.en) for measure in MEASURES]


def _weights() -> Entries:
    from kng._network import WEIGHTINGS

    return [(weighting.name, weighting.meaning.en) for weighting in WEIGHTINGS]


def _network_formats() -> Entries:
    from kng._export import NETWORK_FORMATS

    return [(form.name, form.meaning.en) for form in NETWORK_FORMATS]


def _networks() -> Entries:
    from kng._build import projections
    from kng._workspace import Workspace

    try:
        found = projections(
            Workspace.find(click.get_current_context().find_root().params["workspace"])
        )
    except KngError:
        return [("(none)", "The workspace cannot be read; kng check says why.")]
    return [(name, projection.tie.en) for name, (projection, _) in sorted(found.items())]


def _sizes() -> Entries:
    from kng._simulate import SIZES

    return [
        (
            name,
            f"{size.municipalities} municipalities, {size.people} people, "
            f"{size.meetings} meetings: about {size.triples} triples.",
        )
        for name, size in SIZES.items()
    ]


def _workspace(verb: F) -> F:
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


def _told_in(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Faults are told in the language of the verb; ``meta`` is shared with the group."""
    ctx.meta[_LANGUAGE] = value or "sv"
    return value


_language = click.option(
    "--language",
    "-l",
    type=click.Choice(["sv", "en"]),
    default="sv",
    show_default=True,
    help="Language of labels and sentences.",
    callback=_told_in,
)
_weight = click.option(
    "--weight",
    metavar="NAME",
    default="newman",
    show_default=True,
    help="How meetings weigh, see below.",
)


def _time(verb: F) -> F:
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


@main.command()
@_workspace
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write to; other files in it are kept [default: exports/ in the workspace].",
)
def build(workspace: Path | None, out: Path | None) -> None:
    """Write all exports: graph, networks, measures and map.

    Nothing is written if the graph has faults or something fails on the way.
    """
    folder = kng.build(workspace, out, _progress)
    click.echo(f"exports: {folder}\nmap:     {folder / 'map.html'}")


@main.command()
@_workspace
@_language
@click.option("--reason", is_flag=True, help="Look for contradictions too, with HermiT (Java).")
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long the reasoning may take.",
)
def check(workspace: Path | None, language: str, reason: bool, limit: float) -> None:
    """Say everything that is wrong in the workspace.

    Facts, ontology, shapes, rules and questions are looked at; each fault is one line, with file
    and line, and a contradiction lists its statements below. The exit code is 1 if there are
    violations.
    """
    faults = kng.check(workspace, reason=reason, limit=limit)
    for fault in faults:
        click.echo(f"{fault.severity}: {fault.text(language)}")
    violations = sum(fault.severity == "violation" for fault in faults)
    click.echo(f"violations: {violations}, notes: {len(faults) - violations}")
    sys.exit(1 if violations else 0)


@main.command()
@_workspace
@_language
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


@main.command(
    cls=_Verb, known=[("Networks", _networks), ("Formats", _network_formats), ("Weights", _weights)]
)
@_workspace
@_language
@_weight
@_time
@click.argument("name")
@click.option(
    "--format", "form", metavar="NAME", default="csv", show_default=True, help="See below."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write to; csv has two files, and only the one of the ties is printed.",
)
def network(
    workspace: Path | None,
    language: str,
    weight: str,
    name: str,
    form: str,
    out: Path | None,
    **time: Any,
) -> None:
    """Print the network NAME, or write it to a folder.

    What it rests on is told on standard error.
    """
    from kng._workspace import write_file

    if out is not None and out.suffix:
        raise UsageError(f"--out names a folder, and {out} looks like a file; nothing was written")
    files = kng.network_files(name, form, weight, workspace, **time, tell=_telling(language))
    if out is None:
        click.echo(next(iter(files.values())), nl=False)
        return
    for suffix, data in files.items():
        write_file(out / f"{name}.{suffix}", data)
        click.echo(out / f"{name}.{suffix}")


@main.command(
    cls=_Verb, known=[("Measures", _measures), ("Networks", _networks), ("Weights", _weights)]
)
@_workspace
@_language
@_weight
@_time
@click.argument("measure")
@click.option(
    "--network",
    "name",
    metavar="NAME",
    default="people-by-meetings",
    show_default=True,
    help="See below.",
)
def rank(
    workspace: Path | None, language: str, weight: str, measure: str, name: str, **time: Any
) -> None:
    """Rank the nodes of a network by MEASURE.

    A line each: place, value, name. Equal values share a place. What the network rests on is told
    on standard error.
    """
    for place in kng.rank(measure, name, weight, workspace, **time, tell=_telling(language)):
        click.echo(f"{place.rank:>4}  {place.value:<12.6g}{place.label.in_language(language)}")


@main.command()
@_workspace
@_language
@click.argument("one")
@click.argument("other")
def explain(workspace: Path | None, language: str, one: str, other: str) -> None:
    """Say why ONE and OTHER are tied, and who says so.

    ONE and OTHER are each a name, a part of one that only one has, or an address such as
    kng-person:p247wm.
    """
    click.echo(kng.explain(one, other, workspace).text(language), nl=False)


@main.command()
@_workspace
@_language
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
    done = kng.forget(person, workspace, out, progress=_progress)
    click.echo(done.text(language) if yes else done.proved(language), nl=False)


@main.command("import")
@_workspace
@_language
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


@main.command()
@_workspace
@_language
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


@main.command()
@_workspace
@click.option(
    "--language",
    "-l",
    type=click.Choice(["sv", "en"]),
    help="One language [default: sv; both with --out].",
    callback=_told_in,
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    help="Markdown, or a page that needs no network [default: md; both with --out].",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder to write to, as sv.md and so on."
)
def report(
    workspace: Path | None, language: str | None, form: str | None, out: Path | None
) -> None:
    """Say what is missing, and what the graph rests on.

    Cities without a meeting, meetings without a day, people without a role, facts with one source
    only, sources that disagree: each list with the command that asks again. What is told stands in
    queries/report.yaml.
    """
    from kng._workspace import write_file

    if out is not None and out.suffix:
        raise UsageError(f"--out names a folder, and {out} looks like a file; nothing was written")
    told = kng.report(workspace)
    if out is None:
        click.echo(told[f"{language or 'sv'}.{form or 'md'}"], nl=False)
        return
    for name, text in told.items():
        if name.startswith(language or "") and name.endswith(form or ""):
            write_file(out / name, text.encode())
            click.echo(out / name)


@main.command("map")
@_workspace
@_time
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The HTML file to write [default: exports/map.html in the workspace].",
)
def map_(workspace: Path | None, out: Path | None, **time: Any) -> None:
    """Write the interactive map: one HTML file that needs no network."""
    click.echo(kng.map(out, workspace, **time))


@main.command()
@_workspace
@_language
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


@main.command(cls=_Verb, known=[("Sizes", _sizes)])
@_workspace
@click.option("--size", metavar="NAME", default="S", show_default=True, help="See below.")
@click.option("--seed", metavar="NUMBER", type=int, default=1, show_default=True, help="From 0 on.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A folder, new or empty."
)
def simulate(workspace: Path | None, size: str, seed: int, out: Path) -> None:
    """Write a workspace with a simulated network.

    It is made up, valid, and the same for the same size and seed: something to measure and try on.
    """
    found = kng.simulate(size, seed, out, workspace)
    for name, count in found.counts:
        click.echo(f"{count:>10}  {name}")
    click.echo(f"{found.triples:>10}  triples in {found.files} files: {found.folder}")


def _progress(stage: str, seconds: float) -> None:
    if sys.stderr.isatty():
        click.echo(f"{_STAGES.get(stage, stage):<24}{seconds:>7.2f} s", err=True)


def _telling(language: str) -> Callable[[Bilingual], None]:
    return lambda words: click.echo(words.in_language(language), err=True)


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
