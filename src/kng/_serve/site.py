"""What a server answers from: the graph, its questions, and the workers that are asked."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

from anyio import CapacityLimiter

from kng import __version__
from kng._build import Graph, questions
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
from kng._serve.settings import Settings
from kng._sparql import Dataset
from kng._store.worker import Workers
from kng._workspace import Workspace


class Busy(Exception):
    """More questions are running and waiting than the server takes."""


class Edition:
    """The graph as it stood when it was read, and the workers that answer from it.

    Raises:
        FaultsFound: the graph has violations.
    """

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.graph = Graph(workspace)
        self.digest = _digest(workspace)
        self.questions = questions(workspace)
        self._kept: dict[str, bytes] = {}
        self._keeping = threading.Lock()
        with tempfile.TemporaryDirectory(prefix="kng-serve-") as folder:
            dump = Path(folder) / "graph.nq"
            self.graph.store.dump(dump)
            self.workers = Workers(dump, warm=settings.warm, limits=settings.limits)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The graphs that a question may choose by name."""
        rules = (rule.graph for rule in self.graph.rules.values())
        return frozenset((*self.graph.store.sources, *rules, ASSERTED, DERIVED, ONTOLOGY))

    @cached_property
    def dataset(self) -> Dataset:
        """The graphs that a question is asked of where it chooses none."""
        return Dataset((ASSERTED, DERIVED), self.graph.store.sources)

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What is made once, when it is first asked for."""
        with self._keeping:
            if name not in self._kept:
                self._kept[name] = make()
            return self._kept[name]


class Site:
    """A workspace as it is served; to be closed.

    Raises:
        FaultsFound: the graph has violations.
    """

    def __init__(self, workspace: Workspace, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.now = Edition(workspace, self.settings)
        self.threads = CapacityLimiter(self.settings.at_once)
        self._running = asyncio.Semaphore(self.settings.at_once)
        self._waiting = 0

    def renew(self) -> None:
        """Read the workspace again; what is being answered is answered from before.

        Raises:
            FaultsFound: the graph has violations; then nothing is changed.
        """
        before = self.now
        old = before.graph.workspace
        self.now = Edition(Workspace(old.root, old.shipped), self.settings)
        before.workers.retire()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until a question may run.

        Raises:
            Busy: too many wait, or it took too long.
        """
        if self._waiting >= self.settings.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self.settings.patience):
                await self._running.acquire()
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._running.release()

    def close(self) -> None:
        """End the workers."""
        self.now.workers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _digest(workspace: Workspace) -> str:
    """Differs whenever what is served does."""
    parts = (*workspace.facts, workspace.schemes, workspace.ontology, *workspace.rules)
    found = hashlib.sha256(__version__.encode())
    for document in (*parts, *workspace.questions):
        found.update(hashlib.sha256(f"{document.path}\n".encode() + document.data).digest())
    return found.hexdigest()[:32]
