"""Answers that stay the same until the graph changes, sent with a tag that names them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kng._serve.site import Edition, Site

JSON = "application/json"


def now(request: Request) -> Edition:
    """What is served at this moment; to be read once for a request."""
    site: Site = request.app.state.site
    return site.now


async def document(
    request: Request, edition: Edition, media: str, make: Callable[[], bytes], vary: str = ""
) -> Response:
    """What ``make`` gives in a thread, unless the client has it already."""
    address = f"{request.url.path}?{request.url.query}"
    headers = {"etag": tag(edition.digest, address, media), "cache-control": "no-cache"}
    if vary:
        headers["vary"] = vary
    if has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(await run_in_threadpool(make), media_type=media, headers=headers)


def tag(*parts: object) -> str:
    """A weak entity tag (RFC 9110, 8.8.3): the same parts give the same."""
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def has(request: Request, name: str) -> bool:
    """Whether the client has what the tag names."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or name in [one.strip() for one in known.split(",")]


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
