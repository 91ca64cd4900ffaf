"""The first source, served by a real server on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import pytest

from kng._serve import Settings, Site
from kng._serve.running import listening, server
from kng._store.worker import Limits
from kng._workspace import Workspace

SETTINGS = Settings(
    limits=Limits(seconds=2, memory=256, rows=100_000, bytes=8_000_000),
    at_once=4,
    warm=1,
    waiting=4,
    patience=0.5,
    body=10_000,
    stall=1.0,
    hosts=("127.0.0.1",),
)


@pytest.fixture(scope="session")
def site(first_workspace: Workspace) -> Iterator[Site]:
    """The first source, served with tight limits."""
    with Site(first_workspace, SETTINGS) as made:
        yield made


@pytest.fixture(scope="session")
def serve() -> Callable[[Workspace], AbstractContextManager[tuple[Site, httpx.Client]]]:
    """Serve a workspace of one's own for a while, with a client."""

    @contextmanager
    def of(workspace: Workspace) -> Iterator[tuple[Site, httpx.Client]]:
        with (
            Site(workspace, SETTINGS) as made,
            served(made) as base,
            httpx.Client(base_url=base, timeout=10) as own,
        ):
            yield made, own

    return of


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Where a real server answers, for a while."""
    running = server(site)
    listener = listening("127.0.0.1", 0, site.settings.stall)
    thread = threading.Thread(target=running.run, args=([listener],))
    thread.start()
    while not running.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where a real server answers."""
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of the server."""
    with httpx.Client(base_url=address, timeout=10) as made:
        yield made


class Listener:
    """Where something could connect to; ``visits`` says how many did."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.visits = 0
        self._thread = threading.Thread(target=self._count)
        self._thread.start()

    def _count(self) -> None:
        while True:
            visitor, _ = self._socket.accept()
            with visitor:
                if visitor.recv(1, socket.MSG_PEEK) == b"Q":
                    return
                self.visits += 1

    def close(self) -> None:
        """Stop listening, after whoever came before."""
        if not self._thread.is_alive():
            return
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"Q")
        self._thread.join()
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Where something could connect to, from this machine only."""
    made = Listener()
    yield made
    made.close()
