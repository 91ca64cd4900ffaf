"""The proof that a person is in no statement and no byte of what is about to be written."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kng._errors import Fault
from kng._forget._tombstones import FORGOTTEN
from kng._mentions import Mentions
from kng._namespaces import ASSERTED, DERIVED, PREFIXES, shorten
from kng._parquet import MAGIC, texts
from kng._store import Scope, Store
from kng._values import Bilingual
from kng._vocabulary import KNG

_CHECK: Final = "forgotten"
_TAG: Final = re.compile(r"<[^<>]*>")
_BINARY: Final = b"\0"
_DEEPEST: Final = 3
_SAID_OF_THE_DEAD: Final = {
    PREFIXES["rdf"] + "type",
    PREFIXES["dcterms"] + "isReplacedBy",
    KNG.forgottenOn,
    KNG.nameDigest,
}
_STATEMENTS: Final = """SELECT DISTINCT ?s ?p {{
  {{ <{0}> ?p ?o BIND(<{0}> AS ?s) }} UNION {{ ?s ?p <{0}> }}
}}"""
_LITERALS: Final = "SELECT DISTINCT ?text { ?s ?p ?text FILTER(isLiteral(?text)) }"
_FORMS: Final = Bilingual(
    "som ord, med efternamnet först, som bindestrecksnamn och i ett ord; med stora och små "
    "bokstäver, med och utan accenter, hopsatta och isärtagna tecken; skrivet rakt av och med "
    "%-, \\u- och &-koder; även inuti zip- och Parquetfiler",
    "as words, family name first, hyphenated and written together; in upper and lower case, with "
    "and without accents, composed and decomposed; written plainly and with %, \\u and & codes; "
    "also inside zip and Parquet files",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """How much was searched, for what, and each place where something was found."""

    files: int
    size: int
    statements: int
    texts: int
    names: tuple[str, ...]
    hits: tuple[Fault, ...]

    def text(self, language: str) -> str:
        """The proof in ``sv`` or ``en``, a line for each thing that was done."""
        names = ", ".join(self.names) or "–"
        found = Bilingual(
            f"Bevis: {len(self.hits)} träffar\n"
            f"  sökta filer: {self.files} ({self.size} byte)\n"
            f"  frågade med SPARQL: {self.statements} utsagor, {self.texts} texter\n"
            f"  sökta namn: {names}\n"
            f"  skrivsätt: {_FORMS.sv}",
            f"Proof: {len(self.hits)} hits\n"
            f"  files searched: {self.files} ({self.size} bytes)\n"
            f"  asked with SPARQL: {self.statements} statements, {self.texts} texts\n"
            f"  names searched: {names}\n"
            f"  spellings: {_FORMS.en}",
        )
        return found.in_language(language)


def prove(
    store: Store, files: Mapping[str, bytes], addresses: Collection[str], mentions: Mentions
) -> Proof:
    """Look for a person in a closed store and in files, given by the path shown to people.

    ``addresses`` are theirs and those of what was only about them; ``mentions`` finds the names.
    """
    texts = [str(text) for (text,) in store.select(_LITERALS, Scope((ASSERTED, DERIVED), ()))]
    hits = [*_statements(store, addresses), *_texts(texts, mentions)]
    for path, data in sorted(files.items()):
        hits += search(path, data, mentions)
    return Proof(
        len(files),
        sum(map(len, files.values())),
        store.size(ASSERTED) + store.size(DERIVED),
        len(texts),
        tuple(" ".join(name) for name in mentions.names),
        tuple(hits),
    )


def _statements(store: Store, addresses: Collection[str]) -> Iterator[Fault]:
    """What is said with an address of the person, but for the tombstone."""
    for address in sorted(addresses):
        for graph in (*store.sources, ASSERTED, DERIVED):
            rows = store.select(_STATEMENTS.format(address), Scope((graph,), ()))
            for subject, said in rows:
                its_own = str(said) in _SAID_OF_THE_DEAD and str(subject) in addresses
                if not (its_own and graph in (FORGOTTEN, ASSERTED)):
                    yield Fault(
                        shorten(str(subject)),
                        _CHECK,
                        f"{shorten(str(said))} nämner den borttagna i {shorten(graph)}",
                        f"{shorten(str(said))} names the removed person in {shorten(graph)}",
                    )


def _texts(texts: Collection[str], mentions: Mentions) -> Iterator[Fault]:
    for text in texts:
        if mentions.stands_in(text):
            yield Fault(
                "SPARQL", _CHECK, f"texten har namnet: {text}", f"the text has the name: {text}"
            )


def search(path: str, data: bytes, mentions: Mentions) -> Iterator[Fault]:
    """Where a file, or its path, holds one of the names; archives are unpacked.

    >>> from kng._mentions import Mentions
    >>> [str(f) for f in search("a.csv", b"x\\nEvelina Loberg\\n", Mentions.of(["Evelina Loberg"]))]
    ['a.csv:2: holds the name; take it out here or in what the file is made from [forgotten]']
    """
    if mentions.stands_in(path):
        yield _hit(path)
    try:
        for part, text in _unpacked(path, data):
            for line in mentions.lines(text):
                yield _hit(f"{part}:{line}")
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error) as error:
        yield Fault(
            path,
            _CHECK,
            f"går inte att söka igenom ({error}); flytta filen härifrån eller ta bort den",
            f"cannot be searched ({error}); move the file away or delete it",
        )


def _hit(where: str) -> Fault:
    return Fault(
        where,
        _CHECK,
        "har namnet; ta bort det här eller i det som filen görs av",
        "holds the name; take it out here or in what the file is made from",
    )


def _unpacked(path: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The texts of a file, each with its place; what is neither text nor archive is refused."""
    if depth > _DEEPEST:
        raise ValueError(f"archives in archives, more than {_DEEPEST} deep")
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield f"{path}!{member}", member
                for place, text in _unpacked(f"{path}!{member}", archive.read(member), depth + 1):
                    yield place, text
                    if "<" in text:
                        yield place, _TAG.sub("", text)
    elif data.startswith(b"\x1f\x8b"):
        yield from _unpacked(path, gzip.decompress(data), depth + 1)
    elif data.startswith(MAGIC):
        yield path, "\n".join(texts(data))
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield path, data.decode("utf-16")
    elif _BINARY in data:
        raise ValueError("neither text, zip nor Parquet")
    else:
        try:
            yield path, data.decode("utf-8")
        except UnicodeDecodeError:
            yield path, data.decode("latin-1")
