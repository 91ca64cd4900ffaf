"""What a client is told when it cannot have what it asked for."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_LONGEST = 300


class Refused(Exception):
    """An answer that is no answer: a status and one short sentence, without paths or code."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        line = " ".join(text.split())
        self.text = line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
        self.headers = dict(headers or {})
        super().__init__(text)

    def response(self) -> Response:
        """The answer in plain text."""
        return PlainTextResponse(f"{self.text}\n", self.status, self.headers)


async def told(_request: Request, error: Exception) -> Response:
    """The answer for an exception: what was refused is said, anything else is not."""
    if isinstance(error, Refused):
        return error.response()
    return PlainTextResponse("something went wrong here; it has been noted\n", 500)
