"""What a server answers from: the graph, its questions, and the workers that are asked."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Any, Self, TypeVar, cast

from anyio import CapacityLimiter

from kng._build import questions, rules, stored
from kng._namespaces import ASSERTED, DERIVED, ONTOLOGY
from kng._questions import Question
from kng._serve.settings import Settings
from kng._serve.uses import Uses, uses
from kng._sparql import Dataset
from kng._store import disk
from kng._store.worker import Workers
from kng._workspace import Workspace

T = TypeVar("T")


class Busy(Exception):
    """More questions are running and waiting than the server takes."""


class Edition:
    """The graph as it stood when it was read, and the workers that answer from it.

    The store on disk is read here for what is known to be small; workers have it in memory.

    Raises:
        FaultsFound: the graph has violations, or a question cannot be read.
        WorkspaceError: the store cannot be kept.
    """

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.workspace = workspace
        self.questions: dict[str, Question] = questions(workspace)
        path = stored(workspace)
        self.store = disk.opened(path)
        self.digest = _digest(path.name, self.questions)
        self.sources = frozenset(self.store.sources)
        self._kept: dict[str, Any] = {}
        self._keeping = threading.RLock()
        self.workers = Workers(self.store, warm=settings.warm, limits=settings.limits)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The graphs that a question may choose by name."""
        derived = (rule.graph for rule in rules(self.workspace).values())
        return frozenset((*self.store.sources, *derived, ASSERTED, DERIVED, ONTOLOGY))

    @cached_property
    def dataset(self) -> Dataset:
        """The graphs that a question is asked of where it chooses none."""
        return Dataset((ASSERTED, DERIVED), self.store.sources)

    @property
    def uses(self) -> Uses:
        """How classes and properties are used."""
        return self.kept("uses", lambda: uses(self.store))

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What is made once, when it is first asked for."""
        with self._keeping:
            if name not in self._kept:
                self._kept[name] = make()
            return cast(T, self._kept[name])


class Site:
    """A workspace as it is served; to be closed.

    Raises:
        FaultsFound: the graph has violations, or a question cannot be read.
        WorkspaceError: the store cannot be kept.
    """

    def __init__(self, workspace: Workspace, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.now = Edition(workspace, self.settings)
        self.threads = CapacityLimiter(self.settings.at_once)
        self._running = asyncio.Semaphore(self.settings.at_once)
        self._waiting = 0
        self._spooled = 0
        self._spooling = threading.Lock()

    def spool(self, size: int) -> None:
        """Count in so many bytes of long answers that wait to be sent, or out where negative.

        Raises:
            Busy: they are more than the server keeps; they are not counted.
        """
        with self._spooling:
            if size > 0 and self._spooled + size > self.settings.spool:
                raise Busy
            self._spooled += size

    def renew(self) -> None:
        """Read the workspace again; what is being answered is answered from before.

        Raises:
            FaultsFound: the graph has violations; then nothing is changed.
            WorkspaceError: the store cannot be kept; then nothing is changed.
        """
        before = self.now
        old = before.workspace
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


def _digest(store: str, catalogue: dict[str, Question]) -> str:
    """Differs whenever what is served does."""
    found = hashlib.sha256(store.encode())
    for name, question in sorted(catalogue.items()):
        found.update(repr((name, question)).encode())
    return found.hexdigest()[:32]
