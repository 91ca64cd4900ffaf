"""A name that was removed is recognised by its digest, and no other is."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

import pytest

from kng import _forgotten
from kng._forgotten import Tombstone, is_forgotten, name_digest, read_tombstones
from kng._store import cells, parse_turtle

SALT = bytes(range(16))
GRAVE = Tombstone("id/p", "2026-11-25", (name_digest("Evelina Loberg", SALT),))


def test_the_digest_is_scrypt_of_the_folded_name() -> None:
    digest = hashlib.scrypt(b"evelina loberg", salt=SALT, n=16384, r=8, p=1, dklen=32)
    written = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert GRAVE.digests == (f"scrypt$16384$8$1$AAECAwQFBgcICQoLDA0ODw${written}",)


@pytest.mark.parametrize(
    "name",
    [
        "Evelina Loberg",
        "EVELINA  Löberg",
        unicodedata.normalize("NFD", "Evelina Löberg"),
        "Loberg, Evelina",
        " evelina-loberg ",
    ],
)
def test_what_folds_alike_is_recognised(name: str) -> None:
    assert is_forgotten(name, [GRAVE]) == "id/p"


@pytest.mark.parametrize(
    "name", ["Eva Loberg", "Evelina Lobergh", "Loberg Evelina", "Loberg", "Evelina", ""]
)
def test_others_are_not(name: str) -> None:
    assert is_forgotten(name, [GRAVE]) is None


def test_the_right_one_of_several_is_told() -> None:
    other = Tombstone("id/q", "2026-11-25", (name_digest("Bo Ek", SALT),))
    assert is_forgotten("Bo Ek", [GRAVE, other]) == "id/q"


def test_each_name_is_digested_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def scrypt(data: bytes, **_: object) -> bytes:
        made.append(data)
        return bytes(32)

    monkeypatch.setattr("hashlib.scrypt", scrypt)
    _forgotten._scrypt.cache_clear()
    for _ in range(3):
        is_forgotten("Cilla Påhitt", [GRAVE])
        is_forgotten("Cilla Påhitt", [])
        is_forgotten("Cilla", [GRAVE])
    _forgotten._scrypt.cache_clear()
    assert made == [b"cilla pahitt"]


def test_salts_differ_so_digests_do() -> None:
    assert name_digest("Evelina Loberg", b"another salt") not in GRAVE.digests


def test_one_word_has_no_digest() -> None:
    with pytest.raises(ValueError, match="two words"):
        name_digest("Evelina", SALT)


def test_a_foreign_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="no digest of a name"):
        is_forgotten("Bo Ek", [Tombstone("id/p", "2026-11-25", ("md5$aa$bb",))])


def test_tombstones_are_read_from_statements() -> None:
    text = f"""@prefix kng: <https://w3id.org/kng/ns#> .
    <https://e.org/b> a kng:Person .
    <https://e.org/a> a kng:Tombstone ; kng:nameDigest "{GRAVE.digests[0]}" ;
      kng:forgottenOn "2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date> ."""
    triples, _ = parse_turtle(text.encode(), "a.ttl")
    assert read_tombstones(cells(triples)) == (
        Tombstone("https://e.org/a", "2026-11-25", GRAVE.digests),
    )
