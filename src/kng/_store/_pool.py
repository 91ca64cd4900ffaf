"""Workers, and the replies that they give."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from kng._errors import KngError, QueryError
from kng._store import Store
from kng._store._frames import END, FAULT, ORDER, Frame, receive, send
from kng._store._orders import Limits, Order, Stopped, Unparsed, WrongForm

_QUICK: Final = 1.0
"""Seconds of CPU after which a query lets others go first."""
_BEHIND: Final = 15
_LOOK: Final = 0.25
_CPU_CLOCK: Final = 2
_PIECE: Final = 1 << 20


class _Worker:
    """One process, and the socket on which it is asked."""

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.connection = connection
        self._handle = os.pidfd_open(pid)  # names this process even when its number is used again
        self.pid = pid
        self.fresh = True
        self._lock = threading.Lock()

    def cpu(self) -> float:
        """Seconds of CPU that it has used; the system has a clock for each process."""
        try:
            return time.clock_gettime((~self.pid << 3) | _CPU_CLOCK)
        except OSError:
            return 0.0

    def lives(self) -> bool:
        """Whether it waits to be asked; one that has ended has closed its side."""
        return not _polled(self.connection, 0)

    def step_back(self) -> None:
        """Let others go first; only a privileged process could take that back."""
        if self.fresh:
            self.fresh = False
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, _BEHIND)

    def kill(self) -> None:
        with self._lock:
            if self._handle >= 0:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def close(self) -> None:
        self.kill()
        with self._lock:
            if self._handle >= 0:
                os.close(self._handle)
                self._handle = -1
        self.connection.close()


class Reply:
    """An answer that is coming: ask, iterate over its bytes once, and close it.

    ``form`` and ``format`` say what is coming. :meth:`cancel` may be called from any thread.
    """

    def __init__(self, pool: Workers, worker: _Worker, limits: Limits) -> None:
        self._pool, self._worker, self._limits = pool, worker, limits
        self._deadline = time.monotonic() + limits.seconds
        self._began = worker.cpu()
        self._left = False
        self._whole = False
        self.form = self.format = ""

    def ask(self, order: Order) -> Self:
        """Ask, and wait until the engine knows what it will answer.

        Raises:
            Unparsed: the text cannot be parsed.
            WrongForm: its form was not asked for.
            Stopped: it passed a limit.
            QueryError: the engine could not answer it.
        """
        with suppress(OSError):  # a worker that is gone shows at the first frame
            send(self._worker.connection, ORDER, order.message(self._limits))
        head = self._frame().read()
        self.form, self.format = head["form"], head["format"]
        return self

    def __iter__(self) -> Iterator[bytes]:
        while True:
            frame = self._frame()
            if frame.kind == END:
                self._whole = True
                return
            yield frame.data

    def _frame(self) -> Frame:
        frame = self._received()
        if frame is None:
            raise Stopped("left" if self._left else "ended", self._limits)
        if frame.kind == FAULT:
            self._whole = True
            raise self._fault(**frame.read())
        return frame

    def _received(self) -> Frame | None:
        connection = self._worker.connection
        try:
            while not _readable(connection, min(time.monotonic() + _LOOK, self._deadline)):
                if time.monotonic() >= self._deadline:
                    raise Stopped("time", self._limits)
                if self._worker.cpu() - self._began > _QUICK:
                    self._worker.step_back()
            return receive(connection)
        except (OSError, ValueError):  # closed, here or there
            return None

    def _fault(self, reason: str, text: str) -> QueryError:
        match reason:
            case "syntax":
                return Unparsed(f"the query cannot be parsed: {text}")
            case "form":
                return WrongForm(text)
            case "failed":
                return QueryError(f"the query failed: {text}")
        return Stopped(reason, self._limits)

    def cancel(self) -> None:
        """End the work on it, because nobody waits for it any more."""
        self._left = True
        self._worker.kill()

    def close(self) -> None:
        """Give the worker back, or end it where it is still at work."""
        worker, whole = self._worker, self._whole and not self._left
        self._pool.give_back(worker, whole=whole)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Workers:
    """Workers over one store, of which ``warm`` wait while nothing is asked.

    >>> with Workers(store) as workers, workers.reply() as reply:  # doctest: +SKIP
    ...     text = b"".join(reply.ask(Order("ASK {}", (), (), {"boolean": "json"})))

    With a `Store` the workers share its content in memory; with the folder that the engine keeps
    on disk, and nobody writes, each opens that. Each question has a worker of its own, so who asks
    decides how many run at once. To be closed.

    Raises:
        KngError: the store cannot be opened.
    """

    def __init__(self, store: Store | Path, *, warm: int = 1, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._store = store
        self._warm = warm
        self._idle: list[_Worker] = []
        self._busy = 0
        self._retired = self._closed = False
        self._lock = threading.Lock()
        self._forking = threading.Lock()
        self._start()
        self._idle = [self._forked() for _ in range(warm)]

    def _start(self) -> None:
        """Start the nursery, feed it, and wait until it can fork."""
        self._control, theirs = socket.socketpair()
        quads, feed = os.pipe()
        on_disk = str(self._store) if isinstance(self._store, Path) else ""
        task = {"on_disk": on_disk, "quads": quads, "memory": self.limits.memory}
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-P", "-m", "kng._store._nursery", json.dumps(task)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[quads],
                start_new_session=True,
            )
        os.close(quads)
        with suppress(OSError), open(feed, "wb", buffering=_PIECE) as out:  # noqa: PTH123
            if isinstance(self._store, Store):
                self._store.dump(out)
        ready = receive(self._control)
        if ready is None:
            self.close()
            raise KngError("the store for questions cannot be opened")
        self.without_network: tuple[str, ...] = tuple(ready.read()["without_network"])
        """By what the network is taken away; empty where the system has nothing for it."""

    def reply(self, limits: Limits | None = None) -> Reply:
        """A worker for one question: ask it, read its answer, and close it."""
        return Reply(self, self._taken(), limits or self.limits)

    def _taken(self) -> _Worker:
        with self._lock:
            self._busy += 1
        while worker := self._waiting():
            if worker.lives():
                return worker
            worker.close()
        try:
            return self._forked()
        except BaseException:
            with self._lock:
                self._busy -= 1
            raise

    def _waiting(self) -> _Worker | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _forked(self) -> _Worker:
        """A new worker; from a new nursery, where something outside ended the one that was."""
        with self._forking:
            worker = self._born()
            if worker is None and not self._closed:
                self._nursery.wait()
                self._control.close()
                self._start()
                worker = self._born()
        if worker is None:
            raise KngError("no question can be asked any more")
        return worker

    def _born(self) -> _Worker | None:
        ours, theirs = socket.socketpair()
        with theirs, suppress(OSError):
            socket.send_fds(self._control, [b"F"], [theirs.fileno()])
            told = receive(self._control)
            if told is not None:
                return _Worker(ours, told.read()["pid"])
        ours.close()
        return None

    def give_back(self, worker: _Worker, *, whole: bool) -> None:
        """Keep a worker for the next question, where it has done its work and few wait."""
        with self._lock:
            self._busy -= 1
            kept = whole and worker.fresh and len(self._idle) < self._warm
            if kept:
                self._idle.append(worker)
        if not kept:
            worker.close()
        self._end_if_done()

    def retire(self) -> None:
        """Take no more questions, and end when those that run have been answered."""
        with self._lock:
            self._retired = True
        self._end_if_done()

    def _end_if_done(self) -> None:
        with self._lock:
            done = self._retired and not self._busy
        if done:
            self.close()

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        self._control.close()
        self._nursery.kill()  # its workers go with it
        self._nursery.wait()
        for worker in self._idle:
            worker.close()
        self._idle.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _readable(connection: socket.socket, deadline: float) -> bool:
    """Whether something can be read before that time."""
    left = deadline - time.monotonic()
    return left > 0 and _polled(connection, left)


def _polled(connection: socket.socket, seconds: float) -> bool:
    """Whether something can be read, now or within that time."""
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    return bool(waiting.poll(seconds * 1000))
