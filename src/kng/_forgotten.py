"""Names that were removed on request, recognised without being stored.

A tombstone holds, for each name that the person had, a digest of the folded name: scrypt (RFC
7914) with a salt of its own. It tells a name that is given to it from others; it cannot be read
back. Who already suspects a name can try it, at the price of one digest a guess.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kng._mentions import words
from kng._namespaces import PREFIXES
from kng._vocabulary import KNG

SALT_BYTES: Final = 16
_TYPE: Final = PREFIXES["rdf"] + "type"
_FORM: Final = "scrypt"
_COST, _BLOCK, _LANES = 2**14, 8, 1
_DIGEST_BYTES: Final = 32
_MEMORY: Final = 2**26
_REMEMBERED: Final = 2**16


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The address of someone who was removed, the day (ISO), and the digests of their names."""

    address: str
    forgotten_on: str
    digests: tuple[str, ...]


def name_digest(name: str, salt: bytes) -> str:
    """The digest of a name as it is written: algorithm, cost, block, lanes, salt and digest.

    Names that fold alike have the same: case, accents, blanks, hyphens and "Family, Given" do
    not count.

    >>> one = name_digest("Evelina Loberg", b"a salt of its own")
    >>> one == name_digest("LÖBERG, evelina", b"a salt of its own")
    True
    >>> one.split("$")[:4]
    ['scrypt', '16384', '8', '1']

    Raises:
        ValueError: the name has no two words; one alone is many people's.
    """
    folded = words(name)
    if len(folded) < 2:
        raise ValueError("a digest is made of a name of two words or more")
    digest = _scrypt(" ".join(folded), salt, _COST, _BLOCK, _LANES)
    return "$".join([_FORM, str(_COST), str(_BLOCK), str(_LANES), _text(salt), _text(digest)])


def is_forgotten(name: str, tombstones: Iterable[Tombstone]) -> str | None:
    """The address under which a person of that name was forgotten; nothing if none was.

    The answer is about the name: who shares it with someone who was forgotten is recognised
    too, and only a person can tell the two apart. Each name is digested once for each tombstone
    in one run; without tombstones, and for a name of one word, nothing is digested.

    >>> grave = Tombstone("id/p", "2026-11-25", (name_digest("Evelina Loberg", b"salt"),))
    >>> is_forgotten("Evelina  Löberg", [grave]), is_forgotten("Eva Loberg", [grave])
    ('id/p', None)

    Raises:
        ValueError: a digest is not written as :func:`name_digest` does.
    """
    folded = words(name)
    if len(folded) < 2:
        return None
    wanted = " ".join(folded)
    for tombstone in tombstones:
        if any(_fits(wanted, digest) for digest in tombstone.digests):
            return tombstone.address
    return None


def read_tombstones(statements: Iterable[Sequence[object]]) -> tuple[Tombstone, ...]:
    """The tombstones among statements, each of subject, predicate and object; by address."""
    said: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in statements:
        said.setdefault(str(subject), {}).setdefault(str(predicate), []).append(str(value))
    return tuple(
        Tombstone(
            address,
            min(about.get(KNG.forgottenOn, [""])),
            tuple(sorted(about.get(KNG.nameDigest, []))),
        )
        for address, about in sorted(said.items())
        if KNG.Tombstone in about.get(_TYPE, [])
    )


def _fits(folded: str, written: str) -> bool:
    form, *numbers, salt, digest = written.split("$")
    if form != _FORM or len(numbers) != 3:
        raise ValueError(f"{written!r} is no digest of a name")
    cost, block, lanes = map(int, numbers)
    return _scrypt(folded, _bytes(salt), cost, block, lanes) == _bytes(digest)


@lru_cache(maxsize=_REMEMBERED)
def _scrypt(folded: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        folded.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=_DIGEST_BYTES
    )


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
