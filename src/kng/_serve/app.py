"""The server as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, Protocol

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from kng._serve import editor, ontology
from kng._serve.catalogue import labels_json, questions_json, things_json, vocabulary_json
from kng._serve.descriptions import examples_, void_
from kng._serve.errors import Refused, told
from kng._serve.graphs import graph
from kng._serve.headers import Guard
from kng._serve.site import Site
from kng._serve.sparql import health, sparql
from kng._serve.things import style, thing

Handler = Callable[[Request], Awaitable[Response]]

_OPENAPI: Final = Path(__file__).with_name("openapi.json")
_CORS: Final = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "HEAD", "POST"],
    allow_headers=["*"],
    expose_headers=["ETag", "Link", "Retry-After"],
    max_age=86400,
)


class Door(Protocol):
    """Further addresses, for who may do more than read."""

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What is answered there."""


def app(site: Site, door: Door | None = None) -> Starlette:
    """The application that serves a site, and closes it at its end."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        site.close()

    made = Starlette(
        routes=[*routes(site), *(door.routes if door else ())],
        middleware=[
            Middleware(Guard, hosts=site.settings.hosts),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers={Refused: told, 500: told},
        lifespan=lifespan,
    )
    made.state.site = site
    return made


def routes(_site: Site) -> Sequence[BaseRoute]:
    """Every address that is answered."""
    return [
        public("/sparql", sparql, "GET", "POST"),
        public("/.well-known/void", void_),
        public("/.well-known/sparql-examples", examples_),
        public("/graph", graph),
        public("/questions.json", questions_json),
        public("/vocabulary.json", vocabulary_json),
        public("/things.json", things_json),
        public("/labels.json", labels_json, "POST"),
        public("/id/{kind}/{slug}", thing),
        public("/ns", ontology.ns),
        *(public(f"/{part}", ontology.part) for part in ("alignments", "schemes", "shapes")),
        public("/ontology/{name}", ontology.file),
        Route("/assets/pages.css", style),
        public("/openapi.json", openapi),
        Route("/health", health),
        Route("/robots.txt", robots),
        *editor.routes(),
    ]


def public(path: str, handler: Handler, *methods: str) -> Route:
    """A route that pages of other servers may read, too."""
    return Route(path, handler, methods=[*(methods or ("GET",)), "OPTIONS"], middleware=[_CORS])


async def openapi(_request: Request) -> Response:
    """What can be asked here, for tools."""
    return Response(_OPENAPI.read_bytes(), media_type="application/json")


async def robots(_request: Request) -> Response:
    """Nothing is for search engines: the graph names people."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
