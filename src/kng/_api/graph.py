"""The whole graph: build, export, diff, release, check, report, dataset, simulate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kng import _build as way
from kng._api.common import Folder, require_known
from kng._build import Progress, silent
from kng._dates import asked_window
from kng._errors import Fault, FaultsFound, UsageError, WorkspaceError
from kng._workspace import Workspace, write_folder

if TYPE_CHECKING:
    import rdflib

    from kng._diff import Difference
    from kng._release import Released
    from kng._simulate import Simulated


def build(workspace: Folder = None, out: Folder = None, progress: Progress = silent) -> Path:
    """Build all exports and say in which folder they lie.

    Raises:
        FaultsFound: the graph has violations; all of them, and the old exports are untouched.
        WorkspaceError: a folder is missing or cannot be written.
    """
    found = Workspace.find(workspace)
    folder = found.exports_folder(out)
    try:
        files = way.exports(way.Graph(found, progress), progress)
    except FaultsFound as error:
        raise FaultsFound(error.faults, untouched=str(folder)) from None
    with way.timed(progress, "write"):
        write_folder(folder, files)
    return folder


WORKSPACE = "workspace"
"""The format that is a workspace of its own: facts, ontology and questions."""


def export(
    out: str | Path,
    workspace: Folder = None,
    *,
    only: Sequence[str] = (),
    as_of: str | None = None,
    possible: bool = False,
    subset: str = "",
) -> Path:
    """Write the graph, or a part of it, in all formats or in those of ``only``; say where it lies.

    ``as_of`` takes what certainly held at the end of that date (with ``possible`` also what may
    have), ``subset`` what lies around a thing, as ``municipality=Borlänge``; both are closed under
    the rules anew, with their sources, and sound on their own. The format ``workspace`` writes a
    workspace, which every verb can be asked of. Beside the formats stand what describes them: the
    context of the JSON-LD, VoID, DCAT, RO-Crate, citation, sources, and the manifest.

    Raises:
        UnknownName: no such format, kind of thing or thing.
        UsageError: the date is none, or ``subset`` could mean several things.
        FaultsFound: the graph has violations.
        WorkspaceError: the folder cannot be written; it is as it was.
    """
    from kng._build import snapshots
    from kng._export.graphs import GRAPH_FORMATS

    formats = {form.name: form for form in GRAPH_FORMATS}
    require_known(*(("graph format", name, [*formats, WORKSPACE]) for name in only))
    if possible and not as_of:
        raise UsageError("possible says how as-of is read; give a date with --as-of")
    window = asked_window(None, as_of, False, possible) if as_of else None
    found = Workspace.find(workspace)
    folder = found.exports_folder(out)
    graph = way.Graph(found)
    facts = snapshots.snapshot(graph, window, subset)
    chosen = [form for form in GRAPH_FORMATS if not only or form.name in only]
    files = snapshots.streamed(facts, chosen) if chosen else iter(())
    if WORKSPACE in only:
        files = chain(files, snapshots.workspace_files(graph, facts))
    write_folder(folder, files)
    return folder


def diff(old: str | Path, new: str | Path | None = None, workspace: Folder = None) -> Difference:
    """What changed from one state of the graph to another.

    A state is a folder of exports or a TriG file, a workspace, or a revision in git of
    ``workspace``; without ``new`` that workspace, as it stands.

    Raises:
        UsageError: a state is none of these.
        FaultsFound: a file of the graph cannot be read.
        WorkspaceError: a folder or file is missing.
    """
    from kng._build.states import state
    from kng._diff import compare

    found = Workspace.find(workspace)
    latest = state(new, found) if new is not None else state(found.root, found, name="workspace")
    return compare(state(old, found), latest)


def release(
    version: str,
    workspace: Folder = None,
    *,
    since: str | Path = "",
    day: str = "",
    progress: Progress = silent,
) -> Released:
    """Stamp a later version into a workspace, with notes of what changed, and build its exports.

    Version, day of issue, prior version and change note go into the ontology's files; the version
    goes into ``CHANGELOG.md`` (with what changed in the data), ``CITATION.cff`` and the code, where
    these are there. ``since`` is the state that it is compared with, as in `diff` (without one the
    git tag of the version before); ``day`` is today unless it is given.

    Raises:
        UsageError: the version is none or no later, or the day is none.
        FaultsFound: the graph has violations.
        WorkspaceError: there are changes that are not committed, or a file cannot be written;
            every file is as it was.
    """
    from datetime import date

    from kng._release import release as stamp

    found = Workspace.find(workspace)
    done = stamp(version, found, str(since), day or date.today().isoformat())
    build(found.root, progress=progress)
    return done


def check(
    workspace: Folder = None, *, reason: bool = False, limit: float = 120.0
) -> tuple[Fault, ...]:
    """Every fault of the graph, the ontology, the rules and the questions; empty if none.

    With ``reason`` HermiT looks for contradictions too, for at most ``limit`` seconds; what it
    finds is explained, and that it cannot be run or does not finish is a fault of its own.

    Raises:
        WorkspaceError: a folder or file is missing.
    """
    found = Workspace.find(workspace)
    loaded = way.load(found)
    faults = way.faults(found, loaded)
    return (*faults, *way.reasoned(found, loaded, limit)) if reason else faults


def report(workspace: Folder = None) -> dict[str, str]:
    """What is missing and what the graph rests on, as text by the name of a file: ``sv.md``,
    ``sv.html``, ``en.md``, ``en.html``.

    Raises:
        WorkspaceError: the workspace declares no report.
        FaultsFound: the graph has violations, or the report names what there is not.
    """
    found = Workspace.find(workspace)
    if found.report is None:
        raise WorkspaceError(f"{found.root} declares no report; missing: queries/report.yaml")
    return way.report_files(way.Graph(found))


def dataset(workspace: Folder = None) -> rdflib.Dataset:
    """The graph as an ``rdflib.Dataset``: one named graph for each source, rule and merged graph.

    Raises:
        FaultsFound: the graph has violations.
    """
    import rdflib

    from kng._export.turtle import trig
    from kng._namespaces import ASSERTED, DERIVED

    graph = way.Graph(Workspace.find(workspace))
    names = [
        *graph.store.sources,
        *(rule.graph for rule in graph.rules.values()),
        ASSERTED,
        DERIVED,
    ]
    found = rdflib.Dataset(store="Oxigraph")
    found.parse(data=trig({n: graph.store.triples(n) for n in names}), format="ox-trig")
    return found


def simulate(size: str, seed: int, out: str | Path, workspace: Folder = None) -> Simulated:
    """Write a workspace with a simulated network of size ``S``, ``M`` or ``L``; say what is in it.

    Ontology, rules, shapes and questions are those of ``workspace``; the same size, seed and
    workspace give the same bytes.

    Raises:
        UnknownName: no such size.
        UsageError: the seed is no whole number from 0 on.
        WorkspaceError: ``out`` is not empty or cannot be written.
    """
    from kng._simulate import simulate as written

    return written(size, seed, Path(out), Workspace.find(workspace).root)
