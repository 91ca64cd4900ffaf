"""The addresses of the door, and who may use them."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final, Self

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kng._errors import FaultsFound, KngError, UsageError, WorkspaceError
from kng._serve.edit.steps import step
from kng._serve.edit.uploads import LARGEST, Uploads, fit_name
from kng._serve.errors import Refused
from kng._serve.headers import PAGE_POLICY
from kng._serve.protocol import read_body
from kng._serve.site import Site

Handler = Callable[[Request], Awaitable[Response]]
_STATIC: Final = Path(__file__).parent / "static"
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy says of whom it asks for; through one, others would look as this machine."""
_STALL: Final = 60.0
_FORM: Final = 10_000
_TEXTS: Final = ("name", "source")
_ANSWERS: Final = ("lenient", "correct")
_GONE: Final = ("ask", "keep", "remove")
_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADERS: Final = {"cache-control": "no-store", "cross-origin-resource-policy": "same-origin"}
_PAGE: Final = {"content-security-policy": f"{PAGE_POLICY}; frame-src 'self'", **_HEADERS}


class Door:
    """A way in for who keeps the list of meetings; ``path`` is its secret address.

    Only one import runs at a time: who comes meanwhile is told so. To be closed.

    Raises:
        WorkspaceError: the workspace can only be read.
    """

    def __init__(self, site: Site) -> None:
        if site.now.workspace.shipped:
            raise WorkspaceError(
                "there is no workspace here, and the graph in the package can only be read; "
                "name a workspace with --workspace"
            )
        self.path = f"/edit/{secrets.token_urlsafe(24)}"
        self._site = site
        self._uploads = Uploads()
        self._changing = asyncio.Lock()
        self._checking = asyncio.Semaphore(2)

    @property
    def busy(self) -> bool:
        """Whether something is being changed."""
        return self._changing.locked()

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Every address of the door."""
        path = self.path
        return [
            Route(path, self._only_here(self._page)),
            Route(f"{path}/check", self._only_here(self._check), methods=["POST"]),
            Route(f"{path}/import", self._only_here(self._import), methods=["POST"]),
            Route(f"{path}/build", self._only_here(self._build), methods=["POST"]),
            Route(f"{path}/book/{{filled}}.xlsx", self._only_here(self._book)),
            Route(f"{path}/file/{{key}}/{{name}}", self._only_here(self._file)),
            Mount("/assets/edit", StaticFiles(directory=_STATIC)),
        ]

    def close(self) -> None:
        """Remove the files that came in."""
        self._uploads.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _only_here(self, handler: Handler) -> Handler:
        """The handler, for requests from this machine and from the door's own page."""

        async def guarded(request: Request) -> Response:
            require_here(request)
            return await handler(request)

        return guarded

    async def _page(self, _request: Request) -> Response:
        return FileResponse(_STATIC / "index.html", headers=_PAGE)

    async def _check(self, request: Request) -> Response:
        """Take in a file, or look again at one that came in, and say what it would change."""
        query = request.query_params
        key = query.get("file", "")
        if not key:
            name = fit_name(query.get("called", ""))
            key = self._uploads.keep(name, await read_body(request, LARGEST, _STALL))
        wanted = {"file": str(self._uploads.file(key)), "choices": choices(query)}
        async with self._checking:
            outcome = await self._step("check", wanted)
        return _told({**outcome, "file": key})

    async def _import(self, request: Request) -> Response:
        """Import a file that was checked."""
        query = request.query_params
        file = self._uploads.file(query.get("file", ""))
        wanted = {"file": str(file), "choices": choices(query), "state": query.get("state", "")}
        return await self._alone(lambda: self._step("import", wanted))

    async def _build(self, _request: Request) -> Response:
        """Make the exports anew, and answer questions from the new graph."""
        return await self._alone(self._built)

    async def _built(self) -> dict[str, Any]:
        outcome = await self._step("build", {})
        if outcome["ok"]:
            try:
                await to_thread.run_sync(self._site.renew)
            except FaultsFound as error:
                return {"ok": False, "error": error.summary()}
            except KngError as error:
                return {"ok": False, "error": str(error)}
        return outcome

    async def _book(self, request: Request) -> Response:
        """The workbook to fill in, or the one that is filled."""
        filled = request.path_params["filled"] == "filled"
        name = "kng-allt.xlsx" if filled else "kng-mall.xlsx"
        file = self._uploads.spare(name)
        async with self._checking:
            outcome = await self._step("workbook", {"file": str(file), "filled": filled})
        if not outcome["ok"]:
            raise Refused(500, outcome.get("error", "the workbook could not be made"))
        return _sent(file)

    async def _file(self, request: Request) -> Response:
        """The copy of a file that came in, with its faults as notes."""
        return _sent(self._uploads.beside(request.path_params["key"], request.path_params["name"]))

    async def _alone(self, change: Callable[[], Awaitable[dict[str, Any]]]) -> Response:
        """A change, where no other is under way."""
        if self.busy:
            return _told({"ok": False, "why": "busy"}, 409)
        async with self._changing:
            return _told(await change())

    async def _step(self, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
        return await step(name, {"root": str(self._site.now.workspace.root), **wanted})


def require_loopback(host: str) -> None:
    """Refuse to open the door where others could reach it.

    Raises:
        UsageError: the address is not this machine's own.
    """
    if host not in _LOOPBACK:
        raise UsageError(
            f"with --edit only this machine may reach the server, and others may reach {host}; "
            "leave --host out"
        )


def require_here(request: Request) -> None:
    """Let in requests from this machine that call it by its own name, and changes only from a page
    of this very server.

    Raises:
        Refused: it is another.
    """
    client = request.client.host if request.client else ""
    host = request.headers.get("host", "")
    passed_on = any(name in request.headers for name in _FORWARDED)
    if client not in _LOOPBACK or request.url.hostname not in _LOOPBACK or passed_on:
        raise Refused(403, "this page is only for the machine that it runs on")
    same = request.headers.get("sec-fetch-site", "same-origin")
    if request.method == "POST" and (
        request.headers.get("origin") != f"http://{host}" or same != "same-origin"
    ):
        raise Refused(403, "changes come from the page itself")


def choices(query: Any) -> dict[str, Any]:
    """How the import is wanted.

    Raises:
        Refused: an answer is none of those that there are.
    """
    gone = query.get("gone", "ask")
    if gone not in _GONE or len(json.dumps(dict(query))) > _FORM:
        raise Refused(400, "expected gone to be ask, keep or remove")
    texts = {name: query.get(name, "").strip() for name in _TEXTS}
    return {**texts, **{name: query.get(name) == "yes" for name in _ANSWERS}, "gone": gone}


def _told(outcome: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(outcome, status, _HEADERS)


def _sent(file: Path) -> Response:
    return FileResponse(file, media_type=_BOOK, filename=file.name, headers=_HEADERS)
