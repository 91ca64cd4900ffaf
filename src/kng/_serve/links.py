"""Where addresses lead from a page of this server."""

from __future__ import annotations

from urllib.parse import urlsplit

from kng._namespaces import BASE, ID, NS


def local(address: str) -> str:
    """Where this server tells of an address of kng's own; empty for any other.

    >>> local("https://w3id.org/kng/id/person/p1"), local("https://w3id.org/kng/ns#Person")
    ('/id/person/p1', '/ns#Person')
    >>> local("https://example.org/x")
    ''
    """
    return f"/{address.removeprefix(BASE)}" if address.startswith((ID, NS)) else ""


def is_web(address: str) -> bool:
    """Whether a page may link to it: only what a browser opens without running it.

    >>> is_web("https://a.b/c"), is_web("javascript:alert(1)"), is_web("http://[")
    (True, False, False)
    """
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
