"""Stores on disk: built once for the same input, opened read-only by any number of processes.

A store is a folder ``<digest>`` that holds the engine's own files in ``quads/`` and, in
``sources.json``, the names of the source graphs. It is built beside its place and renamed into
it, so that whoever finds it finds it whole, and it is never written again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from kng._errors import WorkspaceError
from kng._store import Store

_LAYOUT = "1"
"""Raised when what is stored for the same input changes."""

_QUADS, _SOURCES = "quads", "sources.json"
_UNFINISHED = ".building-"
_KEPT = 2


def digest(inputs: Iterable[tuple[str, bytes]]) -> str:
    """What a store is named after: a hash of its inputs (name and bytes), of the engine and kng.

    >>> digest([("a.ttl", b"")]) == digest([("b.ttl", b"")])
    False
    """
    found = hashlib.sha256()
    for text in (_LAYOUT, version("kng"), version("pyoxigraph")):
        found.update(_sized(text.encode()))
    for name, data in inputs:
        found.update(_sized(name.encode()) + _sized(data))
    return found.hexdigest()[:32]


def current(folder: Path, name: str, make: Callable[[], Store]) -> Path:
    """The store called ``name`` (a `digest`) in a folder; built of what ``make`` gives if missing.

    Who wants the same store meanwhile waits for it. Older stores are then removed, save the one
    before and those that someone still reads.

    Raises:
        WorkspaceError: the folder cannot be written.
    """
    path = folder / name
    if path.is_dir():
        return path
    try:
        with _alone(folder):
            if not path.is_dir():
                _build(make(), path)
                _clear(folder, path)
    except OSError as error:
        raise WorkspaceError(
            f"no store can be kept in {folder}: {error.strerror or error}; "
            "name another folder for it"
        ) from None
    return path


def opened(path: Path) -> Store:
    """A store on disk, which can only be read. It is not removed as long as someone has it open.

    Raises:
        WorkspaceError: there is none, or it cannot be read.
    """
    try:
        lease = os.open(path / _SOURCES, os.O_RDONLY)
        try:
            fcntl.flock(lease, fcntl.LOCK_SH)
            sources = json.loads((path / _SOURCES).read_text("utf-8"))
            store = Store(ox.Store.read_only(str(quads(path))), sources)
        except BaseException:
            os.close(lease)
            raise
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"{path} holds no store that can be read: {error}") from None
    weakref.finalize(store, os.close, lease)
    return store


def quads(path: Path) -> Path:
    """Where the engine's own files lie in a store."""
    return path / _QUADS


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """A folder that nobody else builds in, without what was left unfinished there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / ".gitignore").write_text("*\n", "utf-8")
        for unfinished in folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(unfinished)
        yield


def _build(store: Store, path: Path) -> None:
    unfinished = path.with_name(_UNFINISHED + path.name)
    unfinished.mkdir()
    try:
        store.copy_to(unfinished / _QUADS)
        (unfinished / _SOURCES).write_text(json.dumps(store.sources), "utf-8")
        unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _clear(folder: Path, newest: Path) -> None:
    stores = [sources.parent for sources in folder.glob(f"*/{_SOURCES}")]
    stores.sort(key=lambda store: store.stat().st_mtime_ns, reverse=True)
    older = [store for store in stores if store != newest]
    for store in older[_KEPT - 1 :]:
        with suppress(BlockingIOError), (store / _SOURCES).open() as lease:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(store)


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data
