"""A person out of the graph and of all that is made from it, with a proof that they are gone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kng import _build as way
from kng._build import Graph, Loaded, Progress, silent
from kng._errors import FaultsFound, UsageError, WorkspaceError
from kng._forget._eraser import MARK, Change
from kng._forget._proof import Proof, prove
from kng._forget._removal import FOLDER, Removal, one_word, removal
from kng._forgotten import read_tombstones
from kng._namespaces import ASSERTED, expand, shorten
from kng._questions import resolve
from kng._store import Scope, cells
from kng._values import Bilingual
from kng._vocabulary import KNG
from kng._workspace import Workspace, listed, read_document, read_folder, write_folder

__all__ = ["Change", "Forgotten", "Proof", "forget"]

_INPUTS: Final = ("ontology", "queries")
_ELSEWHERE: Final = ("docs", "tests")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed of a person, or would be.

    ``addresses`` are theirs, ``names`` those they had, ``shared`` the names among them that
    somebody else in the graph has too, and that were therefore left where they stand.
    ``elsewhere`` are files of the workspace, outside of what kng writes, that hold a name.
    ``proof`` is missing after a dry run.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    shared: tuple[str, ...]
    changes: tuple[Change, ...]
    elsewhere: tuple[str, ...]
    proof: Proof | None = None

    def text(self, language: str = "sv") -> str:
        """What goes, line by line, then what is left to do, then the proof."""
        parts = [f"{', '.join(self.names)}: {', '.join(map(shorten, self.addresses))}"]
        parts += [f"  {change.text(language)}" for change in self.changes]
        parts += [said.in_language(language) for said in self._notes()]
        return "\n".join(parts) + "\n" + self.proved(language)

    def proved(self, language: str = "sv") -> str:
        """The proof alone; nothing after a dry run."""
        return f"{self.proof.text(language)}\n" if self.proof else ""

    def _notes(self) -> list[Bilingual]:
        found = [
            Bilingual(
                f"Efternamnet för sig söks inte: andra har det också. I löpande text byts namnet "
                f"mot {MARK.sv} ({MARK.en} på engelska).",
                f"The family name alone is not looked for: others have it too. In running text "
                f"the name becomes {MARK.en} ({MARK.sv} in Swedish).",
            )
        ]
        if self.shared:
            names = ", ".join(self.shared)
            found.append(
                Bilingual(
                    f"Någon annan i grafen heter också så, och namnet står kvar i texter: {names}. "
                    "Läs igenom dem själv.",
                    f"Somebody else in the graph is called so too, and the name stays in texts: "
                    f"{names}. Read them yourself.",
                )
            )
        if single := one_word(self.names):
            names = ", ".join(single)
            found.append(
                Bilingual(
                    f"Namn i ett ord söks inte: {names}.",
                    f"Names of one word are not looked for: {names}.",
                )
            )
        if self.elsewhere:
            files = ", ".join(self.elsewhere)
            found.append(
                Bilingual(
                    f"Namnet står också i filer som kng inte skriver, rätta dem själv: {files}",
                    f"The name is also in files that kng does not write, mend them: {files}",
                )
            )
        return found


def forget(
    workspace: Workspace,
    person: str,
    out: str | Path | None = None,
    *,
    dry_run: bool = False,
    on: datetime.date | None = None,
    progress: Progress = silent,
) -> Forgotten:
    """Remove a person from ``graph/``, build the exports anew, and prove that they are gone.

    All of it is worked out and proved before anything is written. Then exports and graph are
    each exchanged in one step, the graph last: who is killed in between finds the old graph and
    can do it again. See :func:`kng.forget`.
    """
    if workspace.shipped:
        raise WorkspaceError(
            "nobody can be removed from the graph in the package, which can only be read; "
            "give a workspace with --workspace"
        )
    folder = workspace.exports_folder(out)
    untouched = f"{FOLDER} and {folder}"
    loaded = way.load(workspace)
    if loaded.faults:
        raise FaultsFound(loaded.faults, untouched=untouched)
    address = _person(loaded, person)
    before = read_folder(workspace.root / FOLDER)
    day = (on or datetime.date.today()).isoformat()
    planned = removal(workspace, loaded.parsed, before, address, day)
    proof = None
    if not dry_run:
        proof = _carried_out(workspace, planned, before, folder, untouched, progress)
    return Forgotten(
        planned.addresses,
        planned.names,
        planned.shared,
        planned.changes,
        _elsewhere(workspace, planned),
        proof,
    )


def _person(loaded: Loaded, text: str) -> str:
    """The address of the person that is meant.

    Raises:
        UsageError: it is no person's, or that of one who is forgotten already.
    """
    given = "://" in expand(text.strip("<>"))
    address = resolve(loaded.store, text, kind="" if given else "person")
    for grave in read_tombstones(cells([t for ts in loaded.parsed.values() for t in ts])):
        if grave.address == address:
            raise UsageError(
                f"{shorten(address)} was forgotten on {grave.forgotten_on} already; "
                "kng build makes the exports anew"
            )
    query = f"ASK {{ <{address}> a <{KNG.Person}> }}"
    if not loaded.store.ask(query, Scope((ASSERTED,), ())):
        raise UsageError(f"{shorten(address)} is no person; only people are forgotten")
    return address


def _carried_out(
    workspace: Workspace,
    planned: Removal,
    before: Mapping[str, bytes],
    folder: Path,
    untouched: str,
    progress: Progress,
) -> Proof:
    """Build and prove in memory, then write.

    Raises:
        FaultsFound: the new graph has violations, or the proof fails; nothing was written.
    """
    try:
        graph = Graph(workspace.with_facts(planned.facts), progress)
        exports = way.exports(graph, progress)
    except FaultsFound as error:
        raise FaultsFound(error.faults, untouched=untouched) from None
    after = {path: data for path, data in before.items() if path not in planned.gone}
    there = read_folder(folder)
    foreign = {path: data for path, data in there.items() if path not in listed(folder)}
    files = {
        **_under(FOLDER, {**after, **planned.files}),
        **_under(f"{folder.name}/", {**foreign, **exports}),
        **{f"{name}/{p}": d for name in _INPUTS for p, d in _read(workspace, name).items()},
    }
    with way.timed(progress, "prove"):
        proof = prove(graph.store, files, planned.doomed, planned.mentions)
    if proof.hits:
        raise FaultsFound(proof.hits, untouched=untouched)
    with way.timed(progress, "write"):
        _write(workspace, planned, folder, exports, there)
    return proof


def _write(
    workspace: Workspace,
    planned: Removal,
    folder: Path,
    exports: Mapping[str, bytes],
    there: Mapping[str, bytes],
) -> None:
    """Exchange the exports, then the graph; the old exports come back if the graph cannot be."""
    write_folder(folder, exports)
    try:
        write_folder(workspace.root / FOLDER, planned.files, gone=planned.gone)
    except WorkspaceError:
        write_folder(folder, there, gone=set(exports) - set(there))
        raise


def _under(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {folder + path: data for path, data in files.items()}


def _read(workspace: Workspace, name: str) -> dict[str, bytes]:
    return read_folder(workspace.root / name)


def _elsewhere(workspace: Workspace, planned: Removal) -> tuple[str, ...]:
    """Where the names stand in texts of the workspace that nothing here is made from."""
    files = {file.name: read_document(file).data for file in workspace.root.glob("*.md")}
    for name in _ELSEWHERE:
        files |= _under(f"{name}/", _read(workspace, name))
    return tuple(
        f"{path}:{line}"
        for path, data in sorted(files.items())
        if b"\0" not in data
        for line in planned.mentions.lines(data.decode("utf-8", "replace"))
    )
