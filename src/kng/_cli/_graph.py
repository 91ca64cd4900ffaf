"""The whole graph: build, export, diff, release, check, report, simulate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import kng
from kng._cli._group import Entries, Verb
from kng._cli._options import in_language, in_workspace, progress, told_in
from kng._errors import UsageError


@click.command()
@in_workspace
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write to; other files in it are kept [default: exports/ in the workspace].",
)
def build(workspace: Path | None, out: Path | None) -> None:
    """Write all exports: graph, networks, measures and map.

    Nothing is written if the graph has faults or something fails on the way.
    """
    folder = kng.build(workspace, out, progress)
    click.echo(f"exports: {folder}\nmap:     {folder / 'map.html'}")


def _formats() -> Entries:
    from kng._export.graphs import GRAPH_FORMATS

    entries = [(form.name, form.meaning.en) for form in GRAPH_FORMATS]
    return [*entries, ("workspace", "A workspace of its own; only when it is named")]


@click.command(cls=Verb, known=[("Formats", _formats)])
@in_workspace
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="kng-export",
    show_default=True,
    help="Folder to write to; other files in it are kept.",
)
@click.option("--only", metavar="FORMAT", multiple=True, help="One format; may be repeated.")
@click.option("--as-of", metavar="DATE", help="What held on a day, and meetings up to then.")
@click.option("--possible", is_flag=True, help="With what only possibly held on that day.")
@click.option("--subset", metavar="KIND=NAME", default="", help="What lies around a thing.")
def export(
    workspace: Path | None,
    out: Path,
    only: tuple[str, ...],
    as_of: str | None,
    possible: bool,
    subset: str,
) -> None:
    """Write the graph in every format, or a part of it.

    A part is closed and sound on its own, with its sources. Networks have a verb of their own.

    \b
    Examples:
      kng export --only jsonld
      kng export --as-of 2022-06-01 --possible --out june-2022
      kng export --subset municipality=Borlänge --only workspace --out borlange
    """
    done = kng.export(out, workspace, only=only, as_of=as_of, possible=possible, subset=subset)
    click.echo(f"export: {done}")


@click.command()
@in_workspace
@in_language
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json", "patch"]),
    default="md",
    show_default=True,
    help="In words; or for programs, as JSON or as an RDF patch.",
)
def diff(workspace: Path | None, language: str, old: str, new: str | None, form: str) -> None:
    """Say what changed from OLD to NEW.

    OLD and NEW are each a folder of exports, a TriG file, a workspace, or a revision in git;
    without NEW it is the workspace as it stands.

    \b
    Examples:
      kng diff HEAD~1
      kng diff v0.1.0 v0.2.0 --language en
      kng diff old-exports exports --format patch
    """
    found = kng.diff(old, new, workspace)
    told = {"md": lambda: found.text(language), "json": found.json, "patch": found.patch}
    click.echo(told[form](), nl=False)


@click.command()
@in_workspace
@in_language
@click.argument("version")
@click.option(
    "--since",
    default="",
    metavar="OLD",
    help="What to compare with, as in kng diff [default: the git tag of the version before].",
)
@click.option("--day", default="", metavar="DATE", help="The day of issue [default: today].")
def release(workspace: Path | None, language: str, version: str, since: str, day: str) -> None:
    """Stamp a version, with notes of what changed.

    The ontology gets version, dates and change note; CHANGELOG.md, CITATION.cff and the code, where
    they are there, get the version; the exports are built. The graph must be sound and committed.

    \b
    Examples:
      kng release 0.2.0
      kng release 0.2.0 --since old-exports --day 2026-12-01
    """
    done = kng.release(version, workspace, since=since, day=day, progress=progress)
    click.echo(done.text(language), nl=False)


@click.command()
@in_workspace
@in_language
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


@click.command()
@in_workspace
@click.option(
    "--language",
    "-l",
    type=click.Choice(["sv", "en"]),
    help="One language [default: sv; both with --out].",
    callback=told_in,
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


@click.command(cls=Verb, known=[("Sizes", _sizes)])
@in_workspace
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
