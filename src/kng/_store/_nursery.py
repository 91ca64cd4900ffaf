"""The process that workers are forked from: it opens the store once and takes the network away.

Started by its own name (``python -m kng._store._nursery``) with a socket as standard input. A copy
of a process that has the store in memory costs two milliseconds and shares that memory; a store on
disk is opened in the copy instead, as what reads it has threads of its own.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import RawIOBase
from typing import IO, TYPE_CHECKING, Any, Final, NoReturn, cast

import pyoxigraph as ox

from kng._store._confine import cap_memory, end_with_parent, without_network
from kng._store._frames import DATA, END, FAULT, HEAD, ORDER, receive, send

_PIECE: Final = 1 << 16
_MUCH: Final = 1 << 20
_SOLUTIONS: Final = {
    "json": (ox.QueryResultsFormat.JSON, b"},{"),
    "xml": (ox.QueryResultsFormat.XML, b"<result>"),
    "csv": (ox.QueryResultsFormat.CSV, b"\n"),
    "tsv": (ox.QueryResultsFormat.TSV, b"\n"),
}
"""Each format, and what stands in it between two rows, or once more in a text that looks so."""
_TRIPLES: Final = {
    "turtle": (ox.RdfFormat.TURTLE, b"\n"),
    "n-triples": (ox.RdfFormat.N_TRIPLES, b"\n"),
    "rdf-xml": (ox.RdfFormat.RDF_XML, b"\n"),
    "json-ld": (ox.RdfFormat.JSON_LD, b'"@id"'),
    "trig": (ox.RdfFormat.TRIG, b"\n"),
}

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

Open = Callable[[], ox.Store]


class _TooMuch(Exception):
    """An answer that is longer than allowed."""


class _Outlet(RawIOBase):
    """A file that sends what is written to it, in pieces, and counts rows and bytes."""

    def __init__(self, connection: socket.socket, order: dict[str, Any], mark: bytes) -> None:
        self._connection = connection
        self._mark = mark
        self._most = {"rows": order["rows"], "bytes": order["bytes"]}
        self.count = {"rows": 0, "bytes": 0}
        self._waiting = bytearray()
        self._tail = b""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Buffer) -> int:
        """Take in some bytes.

        Raises:
            _TooMuch: names the limit that they pass.
        """
        piece = bytes(data)
        self.count["bytes"] += len(piece)
        self.count["rows"] += (self._tail + piece).count(self._mark)
        self._tail = piece[-(len(self._mark) - 1) :] if len(self._mark) > 1 else b""
        for limit, most in self._most.items():
            if self.count[limit] > most:
                raise _TooMuch(limit)
        self._waiting += piece
        if len(self._waiting) >= _PIECE:
            self.send()
        return len(piece)

    def send(self) -> None:
        """Send what is left."""
        if self._waiting:
            send(self._connection, DATA, bytes(self._waiting))
            self._waiting.clear()


def main() -> None:
    """Open the store, say that it is ready, and fork a worker for each socket that comes in."""
    end_with_parent()
    control = socket.socket(fileno=os.dup(0))
    task = json.loads(sys.argv[1])
    held = without_network()
    opened = _opened(task)
    send(control, HEAD, json.dumps({"without_network": held}).encode())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears ended workers away
    while True:
        message, received, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            _work(socket.socket(fileno=received[0]), opened, task["memory"])
        os.close(received[0])
        send(control, HEAD, json.dumps({"pid": pid}).encode())


def _opened(task: dict[str, Any]) -> Open:
    with open(task["quads"], "rb", buffering=_MUCH) as quads:  # noqa: PTH123
        if task["on_disk"]:
            return partial(ox.Store.read_only, task["on_disk"])
        store = ox.Store()
        store.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS)
    return lambda: store


def _work(connection: socket.socket, opened: Open, memory: int) -> NoReturn:
    """Answer one order after the other until who asks is gone."""
    end_with_parent()
    cap_memory(memory)
    with suppress(OSError):
        store = opened()
        while frame := receive(connection):
            if frame.kind == ORDER:
                _answer(store, frame.read(), connection)
    os._exit(0)


def _answer(store: ox.Store, order: dict[str, Any], connection: socket.socket) -> None:
    try:
        answer = store.query(
            order["query"],
            prefixes=order["prefixes"],
            default_graph=[ox.NamedNode(name) for name in order["default"]],
            named_graphs=[ox.NamedNode(name) for name in order["named"]],
        )
        form, formats = _form(answer)
        wanted = order["formats"].get(form)
        if wanted is None:
            _fault(connection, "form", form)
            return
        kind, mark = formats[wanted]
        send(connection, HEAD, json.dumps({"form": form, "format": wanted}).encode())
        outlet = _Outlet(connection, order, mark)
        answer.serialize(cast(IO[bytes], outlet), format=kind)
        outlet.send()
        send(connection, END, json.dumps(outlet.count).encode())
    except _TooMuch as error:
        _fault(connection, str(error), "")
    except SyntaxError as error:
        _fault(connection, "syntax", str(error.msg))
    except (RuntimeError, OSError, ValueError) as error:
        _fault(connection, "failed", str(error))
    except MemoryError:
        _fault(connection, "memory", "")


def _form(answer: object) -> tuple[str, dict[str, tuple[Any, bytes]]]:
    match answer:
        case ox.QuerySolutions():
            return "solutions", _SOLUTIONS
        case ox.QueryBoolean():
            return "boolean", _SOLUTIONS
    return "triples", _TRIPLES


def _fault(connection: socket.socket, reason: str, text: str) -> None:
    send(connection, FAULT, json.dumps({"reason": reason, "text": text}).encode())


if __name__ == "__main__":
    main()
