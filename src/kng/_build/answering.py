"""Which engine a question is asked of: in memory, on disk, in a worker, or an endpoint."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kng._build.graph import Graph
from kng._build.storing import stored
from kng._errors import UsageError, WorkspaceError
from kng._store import disk
from kng._store.confined import Confined
from kng._store.engine import Engine
from kng._store.remote import Access, Remote
from kng._store.remote import Limits as Patience
from kng._store.worker import Limits
from kng._workspace import Workspace


@dataclass(frozen=True, slots=True)
class Where:
    """Where a question is asked: of an endpoint, of the store on disk (in ``folder``, if one is
    named), else in memory. ``seconds`` is how long it may take; ``None`` for as long as is usual.
    """

    endpoint: str = ""
    access: Access = field(default_factory=Access)
    on_disk: bool = False
    folder: Path | None = None
    seconds: float | None = None


class Engines(NamedTuple):
    """The engine that is asked the question, and the one that is asked what names mean."""

    asked: Engine
    own: Engine


@contextmanager
def engines(workspace: Workspace, where: Where, *, trusted: bool) -> Iterator[Engines]:
    """The engines, open. A question that is not ``trusted``, or has a limit of time, is asked in a
    worker that is killed at the limit.

    Raises:
        UsageError: an endpoint and a store are both named.
        FaultsFound: the graph has violations.
        WorkspaceError: the store cannot be kept where it is to be.
        EndpointError: the endpoint does not answer.
    """
    with ExitStack() as stack:
        if where.endpoint:
            if where.on_disk or where.folder:
                raise UsageError("an endpoint and a store on disk are different engines; give one")
            patience = Patience() if where.seconds is None else Patience(where.seconds)
            remote = stack.enter_context(Remote(where.endpoint, where.access, patience))
            yield Engines(remote, remote)
        elif trusted and where.seconds is None:
            kept = where.on_disk or where.folder is not None
            engine = disk.opened(stored(workspace, where.folder)) if kept else Graph(workspace).store
            yield Engines(engine, engine)
        else:
            path = _kept(workspace, where.folder, stack)
            limits = Limits() if where.seconds is None else Limits(seconds=where.seconds)
            yield Engines(stack.enter_context(Confined(path, limits)), disk.opened(path))


def _kept(workspace: Workspace, folder: Path | None, stack: ExitStack) -> Path:
    """The store on disk; in a folder for this once, where the usual one cannot be written."""
    try:
        return stored(workspace, folder)
    except WorkspaceError:
        if folder is not None:
            raise
        once = stack.enter_context(tempfile.TemporaryDirectory(prefix="kng-query-"))
        return stored(workspace, Path(once))
