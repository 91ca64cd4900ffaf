"""A question at work, and its answer on the way to the client.

A worker's answer goes into a spool as fast as it comes, and from there to the client as fast as
that can take it, so that a slow client holds up no worker. A short answer is sent when it is
whole; of a long one the beginning, while the rest is still made.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kng._errors import QueryError
from kng._serve.errors import Refused
from kng._serve.site import Busy, Site
from kng._store.worker import Order, Reply, Stopped, Unparsed, WrongForm

_HELD: Final = 1 << 18
"""How many bytes are held back, so that what fails early is told with its status."""
_PIECE: Final = 1 << 16
_IN_MEMORY: Final = 1 << 20
_SENDING: Final = 600.0
"""How many seconds a client may take to read an answer."""


class Work:
    """A question that runs beside the event loop; ``error`` is why it ended early."""

    def __init__(self, site: Site, order: Order) -> None:
        self._site, self._order = site, order
        self._loop = asyncio.get_running_loop()
        self._moved = asyncio.Event()
        self._spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._lock = threading.Lock()
        self._reply: Reply | None = None
        self._left = False
        self._spooled = 0
        self.form = self.format = ""
        self.size = 0
        self.whole = False
        self.error: Exception | None = None
        self._task = asyncio.create_task(self._run())

    async def begun(self) -> None:
        """Wait until the answer is whole, has become long, or failed."""
        while not (self._task.done() or self.size >= _HELD):
            await self._movement()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The answer as it comes; ends where it ends, also where that is too early."""
        sent = 0
        while True:
            done = self._task.done()
            while piece := self.read(sent):
                sent += len(piece)
                yield piece
            if done:
                return
            await self._movement()

    async def close(self) -> None:
        """Stop what is still at work and forget the answer."""
        with self._lock:
            self._left = True
            if self._reply is not None:
                self._reply.cancel()
        if not self._task.done() and self._reply is None:
            self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._spool.close()
        self._site.spool(-self._spooled)

    async def _movement(self) -> None:
        waiting = asyncio.ensure_future(self._moved.wait())
        try:
            await asyncio.wait({waiting, self._task}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        self._moved.clear()

    async def _run(self) -> None:
        try:
            async with self._site.turn():
                await to_thread.run_sync(self._pump, limiter=self._site.threads)
        except (Busy, QueryError) as error:
            self.error = error

    def _pump(self) -> None:
        with self._site.now.workers.reply() as reply:
            with self._lock:
                if self._left:
                    return
                self._reply = reply
            try:
                reply.ask(self._order)
                self.form, self.format = reply.form, reply.format
                for piece in reply:
                    self._write(piece)
                self.whole = True
            finally:
                with self._lock:
                    self._reply = None

    def _write(self, piece: bytes) -> None:
        with self._lock:
            if self.size >= _IN_MEMORY:
                self._site.spool(len(piece))
                self._spooled += len(piece)
            self._spool.seek(0, 2)
            self._spool.write(piece)
            self.size += len(piece)
        self._loop.call_soon_threadsafe(self._moved.set)

    def read(self, start: int) -> bytes:
        """A piece of what is there, from a place on."""
        with self._lock:
            self._spool.seek(start)
            return self._spool.read(_PIECE)


class Streamed(Response):
    """An answer that is sent while it is made.

    Where it breaks off, or the client does not read on, so does the connection: a client can tell
    that it is not whole.
    """

    def __init__(self, work: Work, headers: Mapping[str, str], media: str, stall: float) -> None:
        super().__init__(None, 200, headers, media)
        del self.headers["content-length"]
        if work.whole:
            self.headers["content-length"] = str(work.size)
        self._work, self._stall = work, stall

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, and stop where the client goes away."""
        gone = asyncio.create_task(_gone(receive))
        sending = asyncio.create_task(self._send(send, body=scope["method"] != "HEAD"))
        try:
            await asyncio.wait(
                {gone, sending}, timeout=_SENDING, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for task in (gone, sending):
                task.cancel()
            await asyncio.gather(gone, sending, return_exceptions=True)
            await self._work.close()

    async def _send(self, send: Send, *, body: bool) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        work = self._work
        if work.whole and work.size <= _PIECE:
            await _sent(send, work.read(0) if body else b"", last=True)
            return
        if body:
            async for piece in work.pieces():
                async with asyncio.timeout(self._stall):
                    await _sent(send, piece)
        if work.whole or not body:
            await _sent(send, b"", last=True)


async def _sent(send: Send, piece: bytes, *, last: bool = False) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": not last})


async def answer(site: Site, request: Request, order: Order) -> Work:
    """The answer to a question once it has begun; to be closed, which `Streamed` does.

    Raises:
        Refused: it has no answer, or the server has no room for it.
    """
    work = Work(site, order)
    try:
        gone = asyncio.create_task(_gone(request.receive))
        begun = asyncio.create_task(work.begun())
        await asyncio.wait({gone, begun}, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not begun.done():
            begun.cancel()
            raise Refused(499, "the client went away")
        if work.error is not None:
            raise refusal(work.error)
    except BaseException:
        await work.close()
        raise
    return work


def refusal(error: Exception) -> Refused:
    """What a client is told of an error."""
    match error:
        case Busy():
            text = "too many questions are being asked at this moment; come back in a few seconds"
            return Refused(503, text, {"retry-after": "5"})
        case Stopped(reason="time"):
            return Refused(504, str(error))
        case Stopped():
            return Refused(500, str(error))
        case WrongForm():
            return Refused(406, "no format that was asked for can hold the answer")
        case Unparsed():
            return Refused(400, str(error))
    return Refused(500, str(error))


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
