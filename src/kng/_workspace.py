"""The folders: where everything lies, what is read and how exports are written.

A workspace is a folder with ``ontology/`` and ``graph/``. Every path is decided here, and only
here are files opened; the stages below get bytes and give bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from kng._errors import WorkspaceError
from kng._namespaces import ID, shorten

_NEEDED = ("ontology", "graph")
_SHIPPED = Path(__file__).parent / "_shipped"
_CHECKOUT = Path(__file__).parents[2]
MANIFEST = "MANIFEST.json"


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the workspace: its path as shown to people, its name without ending, its bytes."""

    path: str
    name: str
    data: bytes

    def text(self) -> str:
        """The file as text.

        Raises:
            WorkspaceError: it is not UTF-8.
        """
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.data[: error.start].count(b"\n") + 1
            raise WorkspaceError(f"{self.path}:{line}: not UTF-8 text") from None


@dataclass(frozen=True)
class Workspace:
    """A folder that holds a graph; the one shipped in the package can only be read."""

    root: Path
    shipped: bool = False

    @classmethod
    def find(cls, folder: str | Path | None = None) -> Workspace:
        """The workspace at ``folder``; without one the nearest at or above the current folder,
        else the one shipped in the package.

        Raises:
            WorkspaceError: the folder named is none; says all that is missing.
        """
        if folder is not None:
            root = Path(folder)
            missing = [f"{name}/" for name in _NEEDED if not (root / name).is_dir()]
            if missing:
                raise WorkspaceError(
                    f"{root} is no workspace: {' and '.join(missing)} missing; nothing was read"
                )
            return cls(root)
        here = Path.cwd()
        for candidate in (here, *here.parents):
            if all((candidate / name).is_dir() for name in _NEEDED):
                return cls(candidate)
        return cls(_SHIPPED if _SHIPPED.is_dir() else _CHECKOUT, shipped=True)

    @cached_property
    def facts(self) -> tuple[Document, ...]:
        """The Turtle files of ``graph/``, one for each source graph.

        Raises:
            WorkspaceError: there is none.
        """
        found = tuple(self._documents("graph", "**/*.ttl"))
        if not found:
            raise WorkspaceError(f"{self.root / 'graph'} holds no .ttl file; nothing was built")
        return found

    @cached_property
    def schemes(self) -> Document:
        """The SKOS schemes, which are facts of their own."""
        return self._document("ontology/schemes.ttl")

    @cached_property
    def ontology(self) -> Document:
        """The OWL ontology."""
        return self._document("ontology/kng.ttl")

    @cached_property
    def shapes(self) -> Document:
        """The SHACL shapes."""
        return self._document("ontology/shapes.ttl")

    @cached_property
    def rules(self) -> tuple[Document, ...]:
        """The rules, one CONSTRUCT a file."""
        return tuple(self._documents("ontology/rules", "*.rq"))

    @cached_property
    def questions(self) -> tuple[Document, ...]:
        """The questions, one a file."""
        return tuple(self._documents("queries", "*.rq"))

    @cached_property
    def projections(self) -> tuple[Document, ...]:
        """The network projections, one a file."""
        return tuple(self._documents("queries/networks", "*.rq"))

    def exports_folder(self, out: str | Path | None = None) -> Path:
        """Where exports go: ``out``, else ``exports/`` of the workspace.

        Raises:
            WorkspaceError: the workspace is the shipped one and no ``out`` is given.
        """
        if out is not None:
            return Path(out)
        if self.shipped:
            raise WorkspaceError(
                "there is no workspace here, and the one in the package can only be read; "
                "give a folder to write to with --out, or a workspace with --workspace"
            )
        return self.root / "exports"

    def locate(self, graph: str, node: str) -> str:
        """The file, and the line where it can be found, at which a graph speaks of a node."""
        document = self._by_graph.get(graph)
        if document is None:
            return shorten(node)
        return f"{document.path}{_line(document.data.decode('utf-8', 'replace'), node)}"

    @cached_property
    def _by_graph(self) -> dict[str, Document]:
        return {graph_name(d): d for d in (*self.facts, self.schemes)}

    def _document(self, path: str) -> Document:
        file = self.root / path
        try:
            return Document(path, file.stem, file.read_bytes())
        except OSError as error:
            raise WorkspaceError(f"{path}: {_reason(error)}; nothing was built") from None

    def _documents(self, folder: str, pattern: str) -> Iterator[Document]:
        for file in sorted((self.root / folder).glob(pattern)):
            yield self._document(file.relative_to(self.root).as_posix())


def graph_name(document: Document) -> str:
    """The address of the graph that a Turtle file of facts holds: named after the file."""
    return f"{ID}graph/{document.name}"


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all ``files`` (path to bytes) into ``folder``, or leave it wholly as it was.

    They are written aside first, then the folders change places. What stood in the old folder
    and was not listed in its manifest is somebody else's, and is kept.

    Raises:
        WorkspaceError: the folder cannot be written; it is as it was.
    """
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _fill(aside, files)
            _keep_foreign(folder, aside)
            aside.chmod(0o755)
            _swap(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def write_file(file: Path, data: bytes) -> None:
    """Write one file, or leave it as it was.

    Raises:
        WorkspaceError: it cannot be written; it is as it was.
    """
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(aside).chmod(0o644)
            Path(aside).replace(file)
        finally:
            Path(aside).unlink(missing_ok=True)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in sorted(files):
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            raise WorkspaceError(f"'{name}' would leave the exports folder; nothing was written")
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files[name])
    os.sync()


def _keep_foreign(old: Path, new: Path) -> None:
    if not old.is_dir():
        return
    ours = _listed(old)
    for file in sorted(path for path in old.rglob("*") if path.is_file()):
        relative = file.relative_to(old)
        if relative.as_posix() not in ours and not (new / relative).exists():
            (new / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, new / relative)


def _listed(folder: Path) -> set[str]:
    import json

    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return {MANIFEST, *(entry["path"] for entry in manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _swap(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    folder.rename(old / "was")
    try:
        new.rename(folder)
    except OSError:
        (old / "was").rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be written: {_reason(error)}; what stood there is untouched"
        ) from None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _line(text: str, node: str) -> str:
    """``:12`` for the first line that begins with the node, else for the first that names it."""
    local = re.escape(re.split(r"[/#]", node)[-1])
    named = re.compile(rf"[:/#]{local}(?![\w-])")
    first = ""
    for number, line in enumerate(text.splitlines(), 1):
        if named.search(line):
            if not line[:1].isspace() and named.search(line.split()[0]):
                return f":{number}"
            first = first or f":{number}"
    return first
