"""Graphs brought to an endpoint by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple

import pyoxigraph as ox

from kng._errors import EndpointError
from kng._namespaces import ID, PREFIXES
from kng._store._http import Access, Limits, Link, NotFound

MANIFEST = f"{ID}graph/pushed"
"""The graph that says which graphs were pushed, each with a hash of what it holds."""

_HASH = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")
_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}


class Pushed(NamedTuple):
    """What a push did: graphs by name that were put, that stood already, and that were removed."""

    put: tuple[str, ...]
    same: tuple[str, ...]
    removed: tuple[str, ...]


class GraphStore:
    """A graph store at an endpoint; use it in a ``with``."""

    def __init__(
        self, url: str, access: Access | None = None, limits: Limits | None = None
    ) -> None:
        self._link = Link(url, access or Access(), limits or Limits(seconds=600))

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._link.__exit__()

    def push(
        self,
        graphs: Iterable[tuple[str, Callable[[], bytes]]],
        *,
        everything: bool = False,
        tell: Callable[[str], object] = lambda _graph: None,
    ) -> Pushed:
        """Bring graphs (name and Turtle) there, and take away those that an earlier push brought
        and that are gone.

        Each is replaced as a whole. What stands there as it was pushed is left, unless
        ``everything`` is to be put again. A push that breaks off is made good by the next one: the
        manifest never names a graph that may have changed.

        Raises:
            EndpointError: the endpoint cannot be reached, or refuses.
        """
        standing = self._standing()
        texts = {name: make() for name, make in graphs}
        hashes = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        same = {n for n, text in hashes.items() if standing.get(n) == text and not everything}
        gone = standing.keys() - hashes.keys()
        if same != hashes.keys() or gone:
            self._put(MANIFEST, _manifest({name: hashes[name] for name in same}))
        for name in sorted(hashes.keys() - same):
            tell(name)
            self._put(name, texts[name])
        for name in sorted(gone):
            self._remove(name)
        if same != hashes.keys() or gone:
            self._put(MANIFEST, _manifest(hashes))
        put = tuple(sorted(hashes.keys() - same))
        return Pushed(put, tuple(sorted(same)), tuple(sorted(gone)))

    def _standing(self) -> Mapping[str, str]:
        """The hash of each graph that was pushed before."""
        try:
            reply = self._link.exchange(
                "GET", params={"graph": MANIFEST}, headers={"Accept": "text/turtle"}
            )
            found = [quad.triple for quad in ox.parse(reply.body, format=ox.RdfFormat.TURTLE)]
        except NotFound:
            return {}
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"{self._link.url} does not give graphs as Turtle ({error}); is this the address "
                "of its graph store?"
            ) from None
        return {t.subject.value: t.object.value for t in found if t.predicate == _HASH}

    def _put(self, name: str, text: bytes) -> None:
        self._link.exchange("PUT", params={"graph": name}, headers=_TURTLE, content=text)

    def _remove(self, name: str) -> None:
        with suppress(NotFound):
            self._link.exchange("DELETE", params={"graph": name})


def _manifest(hashes: Mapping[str, str]) -> bytes:
    triples = [ox.Triple(ox.NamedNode(n), _HASH, ox.Literal(h)) for n, h in sorted(hashes.items())]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""
