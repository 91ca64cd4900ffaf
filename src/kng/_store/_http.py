"""The only client socket: one exchange with an endpoint, held to limits of time and size."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from kng._errors import EndpointError, UsageError

AUTHORIZATION, USER, PASSWORD = (
    f"KNG_ENDPOINT_{name}" for name in ("AUTHORIZATION", "USER", "PASSWORD")
)
_TOLD = 300


@dataclass(frozen=True, slots=True)
class Access:
    """How to say who asks: headers, or a user with a password. Its ``repr`` tells neither."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def given(cls, headers: Mapping[str, str] | None = None) -> Access:
        """The headers, and what the environment says: ``KNG_ENDPOINT_AUTHORIZATION`` (the value of
        that header), or ``KNG_ENDPOINT_USER`` and ``KNG_ENDPOINT_PASSWORD``."""
        said = os.environ.get(AUTHORIZATION)
        standing = {"Authorization": said} if said else {}
        return cls(
            {**standing, **(headers or {})},
            os.environ.get(USER, ""),
            os.environ.get(PASSWORD, ""),
        )

    def __bool__(self) -> bool:
        return bool(self.headers or self.user)


class Limits(NamedTuple):
    """How long an exchange may take, in seconds, and how many bytes the answer may have."""

    seconds: float = 60.0
    bytes: int = 256_000_000


class NotFound(EndpointError):
    """There is nothing at the address, or no such graph (404)."""


class Reply(NamedTuple):
    """What came back: media type without parameters, headers, body."""

    media: str
    headers: Mapping[str, str]
    body: bytes


class _ByChallenge(httpx.Auth):
    """A user and a password, sent in the way that the server asks for: Basic or Digest."""

    def __init__(self, access: Access) -> None:
        self._basic = httpx.BasicAuth(access.user, access.password)
        self._digest = httpx.DigestAuth(access.user, access.password)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        response = yield from _until_answered(self._digest.auth_flow(request))
        asked = response.headers.get("www-authenticate", "").lower() if response else ""
        if response is not None and response.status_code == 401 and asked.startswith("basic"):
            yield from self._basic.auth_flow(request)


def _until_answered(
    flow: Generator[httpx.Request, httpx.Response, None],
) -> Generator[httpx.Request, httpx.Response, httpx.Response | None]:
    """Run a flow, and give the last response that it was sent."""
    response: httpx.Response | None = None
    request = next(flow)
    while True:
        response = yield request
        try:
            request = flow.send(response)
        except StopIteration:
            return response


class Link:
    """A connection to one endpoint. Redirections are told and not followed."""

    def __init__(self, url: str, access: Access, limits: Limits) -> None:
        self.url = _checked(url)
        self._access, self._limits = access, limits
        self._client = httpx.Client(
            headers={"User-Agent": "kng", **access.headers},
            auth=_ByChallenge(access) if access.user else None,
            timeout=limits.seconds,
            follow_redirects=False,
        )

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def exchange(self, method: str, **request: object) -> Reply:
        """Send one request, and give the answer where it is one (2xx).

        Raises:
            EndpointError: anything else; says what happened.
        """
        deadline = time.monotonic() + self._limits.seconds
        try:
            with self._client.stream(method, self.url, **request) as response:  # type: ignore[arg-type]
                body = self._body(response, deadline)
        except httpx.TimeoutException:
            raise self._late() from None
        except httpx.ConnectError as error:
            raise EndpointError(f"{self.url} cannot be reached: {_plain(str(error))}") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise EndpointError(f"{self.url} broke off: {_plain(str(error))}") from None
        media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not response.is_success:
            kind = NotFound if response.status_code == 404 else EndpointError
            raise kind(self._refusal(response, media, body))
        return Reply(media, response.headers, body)

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self._limits.bytes:
                raise EndpointError(
                    f"{self.url} answers with more than {self._limits.bytes:,} bytes; ask for less"
                )
            if time.monotonic() > deadline:
                raise self._late()
        return b"".join(parts)

    def _late(self) -> EndpointError:
        return EndpointError(f"{self.url} did not answer in full within {self._limits.seconds:g} s")

    def _refusal(self, response: httpx.Response, media: str, body: bytes) -> str:
        status = response.status_code
        if response.is_redirect:
            to = _plain(response.headers.get("location", "nowhere"))
            return f"{self.url} points to {to}, not followed; name that address if you trust it"
        if status in (401, 403):
            known = "did not accept who asks" if self._access else "wants to know who asks"
            return (
                f"{self.url} {known} ({status}); set {USER} and {PASSWORD}, or {AUTHORIZATION}, "
                "or give a header"
            )
        said = "" if media == "text/html" else f": {_plain(body.decode('utf-8', 'replace'))}"
        return f"{self.url} refused ({status} {response.reason_phrase}){said}"


def _checked(url: str) -> str:
    """The address of an endpoint as it may be told.

    Raises:
        UsageError: it is no address on the web, or holds a password.
    """
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise UsageError(f"the endpoint is no address: {error}") from None
    if found.userinfo:
        raise UsageError(
            f"the endpoint's address holds a password; set {USER} and {PASSWORD} instead"
        )
    if found.scheme not in ("http", "https") or not found.host:
        raise UsageError(f"'{url}' is no address of an endpoint; expected http:// or https://")
    return str(found)


def _plain(text: str) -> str:
    """The text as one short line."""
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
    return line if len(line) <= _TOLD else f"{line[:_TOLD]} …"
