"""Where everything lies, and the reading of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kng._errors import Fault, FaultsFound, WorkspaceError
from kng._namespaces import ID, ONTOLOGY, shorten
from kng._workspace.lines import Lines

_MARKS = ("graph", "ontology")
_FOLDERS = (*_MARKS, "ontology/rules", "queries", "queries/networks")
_FILES = ("ontology/kng.ttl", "ontology/schemes.ttl", "ontology/shapes.ttl")
_BOM = b"\xef\xbb\xbf"
_SHIPPED = Path(__file__).parents[1] / "_shipped"
_CHECKOUT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the workspace: its path as shown to people, its name without ending, its bytes."""

    path: str
    name: str
    data: bytes

    def text(self) -> str:
        """The file as text.

        Raises:
            FaultsFound: it is not UTF-8; names the line.
        """
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.data[: error.start].count(b"\n") + 1
            sv = "filen är inte UTF-8; spara den som UTF-8"
            en = "the file is not UTF-8; save it as UTF-8"
            raise FaultsFound([Fault(f"{self.path}:{line}", "encoding", sv, en)]) from None


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
            WorkspaceError: something is missing in it; says all that is.
        """
        if folder is not None:
            return cls(Path(folder))._complete()
        here = Path.cwd()
        for candidate in (here, *here.parents):
            if all((candidate / name).is_dir() for name in _MARKS):
                return cls(candidate)._complete()
        return cls(_SHIPPED if _SHIPPED.is_dir() else _CHECKOUT, shipped=True)._complete()

    def _complete(self) -> Workspace:
        missing = [f"{name}/" for name in _FOLDERS if not (self.root / name).is_dir()]
        missing += [name for name in _FILES if not (self.root / name).is_file()]
        outermost = [n for n in missing if not any(n.startswith(o) and n != o for o in missing)]
        if outermost:
            raise WorkspaceError(
                f"{self.root} is no whole workspace; missing: {', '.join(outermost)}"
            )
        return self

    @cached_property
    def facts(self) -> tuple[Document, ...]:
        """The Turtle files of ``graph/``, one for each source graph.

        Files and folders whose names begin with a full stop are passed over.

        Raises:
            WorkspaceError: there is none, or some cannot be read; names them all.
        """
        found = self._documents("graph", "**/*.ttl")
        if not found:
            raise WorkspaceError(f"{self.root / 'graph'} holds no .ttl file")
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
    def alignments(self) -> Document | None:
        """How the ontology's terms stand to those of others, where the workspace says so."""
        path = "ontology/alignments.ttl"
        return self._document(path) if (self.root / path).is_file() else None

    @cached_property
    def examples(self) -> tuple[Document, ...]:
        """The examples of the ontology's terms in use; there may be none."""
        return self._documents("ontology/examples", "*.ttl")

    @cached_property
    def rules(self) -> tuple[Document, ...]:
        """The rules, one CONSTRUCT a file."""
        return self._documents("ontology/rules", "*.rq")

    @cached_property
    def tables(self) -> tuple[Document, ...]:
        """The kinds of tables that can be taken in, one description a file; there may be none."""
        return self._documents("ontology/tables", "*.yaml")

    @cached_property
    def ledgers(self) -> tuple[Document, ...]:
        """What became of the rows of each import; there may be none."""
        return self._documents("graph/imports", "*.csv")

    @cached_property
    def questions(self) -> tuple[Document, ...]:
        """The questions, one a file."""
        return self._documents("queries", "*.rq")

    @cached_property
    def report(self) -> Document | None:
        """What the report tells, where the workspace says so."""
        path = "queries/report.yaml"
        return self._document(path) if (self.root / path).is_file() else None

    @cached_property
    def map_plan(self) -> Document | None:
        """How the map opens and what it tells, where the workspace says so."""
        path = "queries/map.yaml"
        return self._document(path) if (self.root / path).is_file() else None

    @cached_property
    def projections(self) -> tuple[Document, ...]:
        """The network projections, one a file."""
        return self._documents("queries/networks", "*.rq")

    @cached_property
    def attributes(self) -> tuple[Document, ...]:
        """The groups that nodes belong to, one kind a file; there may be none."""
        return self._documents("queries/attributes", "*.rq")

    @cached_property
    def joined(self) -> tuple[Document, ...]:
        """The queries that are joined to the rows of projections; there may be none."""
        return self._documents("queries/networks/things", "*.rq")

    def with_facts(self, facts: Iterable[Document]) -> Workspace:
        """The same workspace with other facts, which need not stand in any file yet."""
        changed = Workspace(self.root, self.shipped)
        changed.__dict__["facts"] = tuple(facts)  # where cached_property looks first
        return changed

    def unchanged(self) -> bool:
        """Whether facts and ledgers stand on disk as they were when they were read here."""
        now = Workspace(self.root, self.shipped)
        return self.facts == now.facts and self.ledgers == now.ledgers

    def exports_folder(self, out: str | Path | None = None) -> Path:
        """Where exports go: ``out``, else ``exports/`` of the workspace.

        Raises:
            WorkspaceError: the workspace is the shipped one and no ``out`` is given, or ``out``
                is where the workspace keeps what the exports are made from, or a file stands
                in the way.
        """
        if out is not None:
            return self._apart(Path(out))
        if self.shipped:
            raise WorkspaceError(
                "there is no workspace here, and the one in the package can only be read; "
                "give a folder to write to with --out, or a workspace with --workspace"
            )
        return self._apart(self.root / "exports")

    def _apart(self, out: Path) -> Path:
        root, target = self.root.resolve(), out.resolve()
        kept = [root / name for name in ("graph", "ontology", "queries")]
        if root.is_relative_to(target) or any(target.is_relative_to(own) for own in kept):
            raise WorkspaceError(
                f"{out} holds what the exports are made from; give a folder of their own"
            )
        standing = next(path for path in (target, *target.parents) if path.exists())
        if not standing.is_dir():
            raise WorkspaceError(f"{out} cannot be written: {standing} is a file, no folder")
        return out

    def locate(self, graph: str, node: str) -> str:
        """The file, and the line where it can be found, at which a graph speaks of a node."""
        document = self._by_graph.get(graph)
        if document is None:
            return shorten(node)
        if graph not in self._lines:
            self._lines[graph] = Lines(document.data.decode("utf-8", "replace"))
        line = self._lines[graph].of(node)
        return f"{document.path}:{line}" if line else document.path

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        return {}

    @cached_property
    def _by_graph(self) -> dict[str, Document]:
        known = {graph_name(document): document for document in (*self.facts, self.schemes)}
        return {**known, ONTOLOGY: self.ontology}

    def _document(self, path: str) -> Document:
        file = self.root / path
        try:
            return Document(path, file.stem, _plain(file.read_bytes()))
        except OSError as error:
            raise WorkspaceError(f"{path} cannot be read: {reason(error)}") from None

    def _documents(self, folder: str, pattern: str) -> tuple[Document, ...]:
        found: list[Document] = []
        wrong: list[str] = []
        for file in sorted((self.root / folder).glob(pattern)):
            relative = file.relative_to(self.root)
            if file.is_dir() or any(part.startswith(".") for part in relative.parts):
                continue
            try:
                found.append(self._document(relative.as_posix()))
            except WorkspaceError as error:
                wrong.append(str(error))
        if wrong:
            raise WorkspaceError("\n".join(wrong))
        return tuple(found)


def graph_name(document: Document) -> str:
    """The address of the graph that a Turtle file of facts holds: named after the file."""
    return f"{ID}graph/{document.name}"


def read_document(file: Path) -> Document:
    """A file outside the workspace, such as a query of one's own.

    Raises:
        WorkspaceError: it cannot be read.
    """
    try:
        return Document(str(file), file.stem, _plain(file.read_bytes()))
    except OSError as error:
        raise WorkspaceError(f"{file} cannot be read: {reason(error)}") from None


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, by its path in it; none if there is no folder.

    Raises:
        WorkspaceError: some cannot be read; names them all.
    """
    found: dict[str, bytes] = {}
    wrong: list[str] = []
    for file in sorted(folder.rglob("*")):
        try:
            if file.is_file():
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
        except OSError as error:
            wrong.append(f"{file} cannot be read: {reason(error)}")
    if wrong:
        raise WorkspaceError("\n".join(wrong))
    return found


def reason(error: OSError) -> str:
    """What the system says."""
    return error.strerror or str(error)


def _plain(data: bytes) -> bytes:
    """The bytes without what only tells which editor wrote them."""
    return data.removeprefix(_BOM).replace(b"\r\n", b"\n")
