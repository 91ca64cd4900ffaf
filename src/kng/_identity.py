"""Slugs and addresses of things: ASCII, built from keys without dates, never changed."""

from __future__ import annotations

import re
import unicodedata

from kng._namespaces import ID, KINDS

_SPECIAL = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_PERSON_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def fold(text: str) -> str:
    """``text`` in lower case without accents, so that å ä ö and a a o find each other.

    >>> fold("Örnsköldsvik"), fold("Café Ærø")
    ('ornskoldsvik', 'cafe aero')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_SPECIAL).casefold()


def slug(text: str) -> str:
    """The ASCII slug of a name: words in lower case joined by hyphens.

    >>> slug("Minimöte i Borlänge (2022)")
    'minimote-i-borlange-2022'

    Raises:
        ValueError: nothing of the text can be written in ASCII.
    """
    words = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if not words:
        raise ValueError(f"no slug can be made of {text!r}")
    return words


def address(kind: str, *keys: str) -> str:
    """The address of a thing of ``kind``; several keys of an n-ary node are joined by ``_``.

    >>> address("participation", "minimote-borlange-2022", "2081", "host")
    'https://w3id.org/kng/id/participation/minimote-borlange-2022_2081_host'

    Raises:
        ValueError: the kind is not one of :data:`kng._namespaces.KINDS`, or no key is given.
    """
    if kind not in KINDS or not any(keys):
        raise ValueError(f"no address for kind {kind!r} with keys {keys!r}")
    return f"{ID}{kind}/{'_'.join(key for key in keys if key)}"


def mint_person() -> str:
    """A new opaque address for a person: a name cannot be taken back out of an address.

    >>> len(mint_person().rpartition("/")[2])
    6
    """
    import secrets

    return address("person", "p" + "".join(secrets.choice(_PERSON_ALPHABET) for _ in range(5)))
