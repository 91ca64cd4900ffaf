"""A release: a later version in every file that says one, with notes of what changed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from kng._build import faults, load
from kng._build.states import state
from kng._dates import datatype
from kng._diff import compare, notes
from kng._errors import FaultsFound, UsageError, WorkspaceError
from kng._namespaces import ONTOLOGY
from kng._release._stamps import (
    Stamp,
    stamped_changelog,
    stamped_citation,
    stamped_code,
    stamped_ontology,
)
from kng._store import Scope
from kng._values import Bilingual
from kng._workspace import Workspace, read_document, write_files

__all__ = ["Released", "release"]

_VERSION: Final = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_STATED: Final = f"SELECT ?version {{ <{ONTOLOGY}> owl:versionInfo ?version }}"
_ONTOLOGY: Final = "ontology/kng.ttl"

_TEXTS: Final[Mapping[str, Callable[[str, Stamp], str]]] = {
    "CHANGELOG.md": stamped_changelog,
    "CITATION.cff": stamped_citation,
    "pyproject.toml": stamped_code,
    "src/kng/__init__.py": stamped_code,
}


@dataclass(frozen=True, slots=True)
class Released:
    """A version that was stamped: the one before it, what changed, and the files that say it."""

    version: str
    previous: str
    note: Bilingual
    files: tuple[str, ...]

    def text(self, language: str = "sv") -> str:
        """What was done, in ``sv`` or ``en``, and what is left to do."""
        done = Bilingual(
            f"{self.previous} → {self.version}: {self.note.sv}",
            f"{self.previous} → {self.version}: {self.note.en}",
        )
        left = Bilingual(
            f"Lägg in filerna och märk dem: git tag v{self.version}",
            f"Commit the files and tag them: git tag v{self.version}",
        )
        lines = [done.in_language(language), *self.files, left.in_language(language)]
        return "".join(f"{line}\n" for line in lines)


def release(version: str, workspace: Workspace, since: str, day: str) -> Released:
    """Stamp a version into a workspace: all of its files that say one, or none.

    ``since`` is the state that it is compared with (as in :func:`kng.diff`; empty is the tag of
    the version before), ``day`` the day of issue. The ontology is written last: until it says the
    version, the same release can be made again.

    Raises:
        UsageError: the version is none or no later, or the day is none.
        FaultsFound: the graph has violations.
        WorkspaceError: the workspace can only be read, has changes that are not committed, or a
            file cannot be written; every file is as it was.
    """
    previous = _stated(workspace)
    _refuse(version, previous, day)
    if workspace.shipped:
        raise WorkspaceError("the workspace in the package can only be read; name one to release")
    _sound(workspace)
    _committed(workspace.root)
    found = compare(state(since or f"v{previous}", workspace), state(workspace.root, workspace))
    note, section = notes(found)
    stamp = Stamp(version, previous, day, note, section)
    files = _files(workspace.root, stamp)
    write_files(workspace.root, files)
    return Released(version, previous, note, tuple(files))


def _stated(workspace: Workspace) -> str:
    rows = load(workspace).store.select(_STATED, Scope((ONTOLOGY,), ()))
    return next((str(row[0]) for row in rows), "0.0.0")


def _refuse(version: str, previous: str, day: str) -> None:
    wrong = []
    if not _VERSION.fullmatch(version):
        wrong.append(f"'{version}' is no version; expected three numbers, such as 1.4.0")
    elif _numbers(version) <= _numbers(previous):
        wrong.append(f"{version} is no later than {previous}, which the ontology already says")
    try:
        whole = datatype(day) == "date"
    except ValueError:
        whole = False
    if not whole:
        wrong.append(f"'{day}' is no day; expected YYYY-MM-DD")
    if wrong:
        raise UsageError("\n".join(f"{line}; nothing was written" for line in wrong))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _sound(workspace: Workspace) -> None:
    found = [f for f in faults(workspace, load(workspace)) if f.severity == "violation"]
    if found:
        raise FaultsFound(found, untouched=str(workspace.root))


def _committed(root: Path) -> None:
    """A release names what stands in the history, where there is one."""
    command = ["git", "-C", str(root), "status", "--porcelain", "--"]
    try:
        ran = subprocess.run(
            [*command, "graph", "ontology", "queries"], capture_output=True, text=True, check=False
        )
    except OSError:
        return
    if ran.returncode == 0 and ran.stdout:
        changed = ", ".join(line[3:] for line in ran.stdout.splitlines()[:5])
        raise WorkspaceError(
            f"not committed yet: {changed}; commit what is to be released; nothing was written"
        )


def _files(root: Path, stamp: Stamp) -> dict[str, bytes]:
    """What is to stand in each file that changes, the ontology's own last."""
    files: dict[str, bytes] = {}
    stamps: dict[str, Callable[[bytes], bytes]] = {
        path: partial(_in_text, change, stamp) for path, change in _TEXTS.items()
    }
    for path in sorted((root / "ontology").glob("*.ttl")):
        name = f"ontology/{path.name}"
        stamps[name] = partial(_in_ontology, name, stamp)
    stamps[_ONTOLOGY] = stamps.pop(_ONTOLOGY)
    for name, change in stamps.items():
        if (root / name).is_file():
            data = read_document(root / name).data
            if (changed := change(data)) != data:
                files[name] = changed
    return files


def _in_text(change: Callable[[str, Stamp], str], stamp: Stamp, data: bytes) -> bytes:
    return change(data.decode("utf-8"), stamp).encode()


def _in_ontology(name: str, stamp: Stamp, data: bytes) -> bytes:
    return stamped_ontology(data, name, stamp)
