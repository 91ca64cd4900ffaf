"""Licence and sources: whom the facts are owed to, as Markdown in Swedish and English."""

from __future__ import annotations

import re
from typing import Final

from kng._export.about import ABOUT
from kng._store import Store

FILE: Final = "SOURCES.md"

_SOURCES: Final = """SELECT ?source (MIN(?t) AS ?title) (MIN(?p) AS ?publisher) (MIN(?d) AS ?day)
(MIN(?r) AS ?read) (MIN(STR(?u)) AS ?url) (MIN(STR(?l)) AS ?licence) {
  ?source a kng:Source ; dcterms:title ?t .
  OPTIONAL { ?source dc:publisher ?p } OPTIONAL { ?source dcterms:issued ?d }
  OPTIONAL { ?source kng:retrievedOn ?r } OPTIONAL { ?source schema:url ?u }
  OPTIONAL { ?source dcterms:license ?l }
} GROUP BY ?source ORDER BY ?publisher ?title ?source"""
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#~])")

_HEAD: Final = f"""# Licens och källor · Licence and sources

Uppgifterna är licensierade under [CC BY 4.0]({ABOUT.licence}): ange ”{ABOUT.publisher.sv}”.
Licensen gäller databasen. Den ger ingen rätt till de källor som den hänvisar till och inte
heller de rättigheter som de har som nämns i den.

The facts are licensed under [CC BY 4.0]({ABOUT.licence}): attribute to "{ABOUT.publisher.en}".
The licence covers the database. It gives nobody rights in the sources that it cites, nor the
rights of the people that it names.

"""


def credits_file(store: Store) -> bytes:
    """The file: the licence, and every source with publisher, day, address and own licence."""
    rows = list(store.select(_SOURCES))
    lines = []
    for _, title, publisher, day, read, url, licence in rows:
        name = f"[{_plain(title)}](<{_address(url)}>)" if url else _plain(title)
        said = [f"{_plain(publisher)}: {name}" if publisher else name]
        said += [_plain(day)] if day else []
        said += [f"läst · read {_plain(read)}"] if read else []
        said += [f"<{_address(licence)}>"] if licence else []
        lines.append("- " + ", ".join(said))
    count = f"## {len(rows)} källor · {len(rows)} sources\n\n"
    return (_HEAD + count + "".join(f"{line}\n" for line in lines)).encode()


def _plain(text: object) -> str:
    """The text on one line, with what Markdown would read as markup escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def _address(text: object) -> str:
    return re.sub(r"[<>\s]", lambda found: f"%{ord(found[0]):02X}", str(text))
