"""How a worker and who asks it talk: frames of a kind (one byte), a length, and that many bytes."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, Final, NamedTuple

ORDER: Final = b"O"
"""What is asked, as JSON."""
HEAD: Final = b"H"
"""Which form the query has: ``solutions``, ``boolean`` or ``triples``."""
DATA: Final = b"D"
"""A piece of the answer."""
FAULT: Final = b"F"
"""Why there is no answer, or no more of it, as JSON."""
END: Final = b"E"
"""The answer is whole."""

_HEADER: Final = struct.Struct("!cI")


class Frame(NamedTuple):
    """One message."""

    kind: bytes
    data: bytes

    def read(self) -> Any:
        """What the message says, where it is JSON."""
        return json.loads(self.data)


def send(connection: socket.socket, kind: bytes, data: bytes = b"") -> None:
    """Send one frame."""
    connection.sendall(_HEADER.pack(kind, len(data)) + data)


def receive(connection: socket.socket) -> Frame | None:
    """The next frame, or nothing where the other side is gone."""
    header = _exactly(connection, _HEADER.size)
    if header is None:
        return None
    kind, length = _HEADER.unpack(header)
    data = _exactly(connection, length)
    return None if data is None else Frame(kind, data)


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    found = bytearray()
    while len(found) < count:
        try:
            piece = connection.recv(count - len(found))
        except ConnectionError:
            return None
        if not piece:
            return None
        found += piece
    return bytes(found)
