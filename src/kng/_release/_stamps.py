"""Files with a new version in them: pure functions from what stands there to what is to stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kng._errors import WorkspaceError
from kng._export.turtle import turtle
from kng._namespaces import PREFIXES
from kng._store import Triple, named, parse_turtle, term
from kng._values import XSD, Bilingual, Iri, Literal

_OWL: Final = PREFIXES["owl"]
_DCTERMS: Final = PREFIXES["dcterms"]
_SKOS: Final = PREFIXES["skos"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_UNRELEASED: Final = "## [Unreleased]\n"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A version, the one before it, the day, and in words what changed: in one line, and as a
    section of the changelog."""

    version: str
    previous: str
    day: str
    note: Bilingual
    section: str


def stamped_ontology(data: bytes, where: str, stamp: Stamp) -> bytes:
    """An ontology's file with version, dates, prior version, citation and change note of its own.

    A file that says no version comes back as it is.
    """
    triples, _ = parse_turtle(data, where)
    headers = {t.subject for t in triples if t.predicate.value == f"{_OWL}versionInfo"}
    kept = [_moved(t, stamp) for t in triples if t.subject not in headers or not _restated(t)]
    for header in headers:
        iri = str(header)[1:-1]
        kept += [
            Triple(header, named(predicate), term(value))
            for predicate, value in _stated(iri, stamp)
        ]
    return turtle(kept) if headers else data


def _restated(triple: Triple) -> bool:
    return triple.predicate.value in {
        f"{_OWL}versionInfo",
        f"{_OWL}versionIRI",
        f"{_OWL}priorVersion",
        f"{_DCTERMS}issued",
        f"{_DCTERMS}modified",
        f"{_SKOS}changeNote",
        f"{_SKOS}historyNote",
    }


def _stated(iri: str, stamp: Stamp) -> list[tuple[str, Iri | Literal]]:
    day = Literal(stamp.day, f"{XSD}date")
    before = Bilingual(
        f"Före denna version kom {stamp.previous}.", f"Version {stamp.previous} came before this."
    )
    return [
        (f"{_OWL}versionInfo", Literal(stamp.version)),
        (f"{_OWL}versionIRI", Iri(f"{iri}/{stamp.version}")),
        (f"{_OWL}priorVersion", Iri(f"{iri}/{stamp.previous}")),
        (f"{_DCTERMS}issued", day),
        (f"{_DCTERMS}modified", day),
        (f"{_SKOS}changeNote", Literal(f"{stamp.version}: {stamp.note.sv}", language="sv")),
        (f"{_SKOS}changeNote", Literal(f"{stamp.version}: {stamp.note.en}", language="en")),
        (f"{_SKOS}historyNote", Literal(before.sv, language="sv")),
        (f"{_SKOS}historyNote", Literal(before.en, language="en")),
    ]


def _moved(triple: Triple, stamp: Stamp) -> Triple:
    """A citation names the version and the year."""
    if triple.predicate.value != f"{_DCTERMS}bibliographicCitation":
        return triple
    text = str(getattr(triple.object, "value", "")).replace(stamp.previous, stamp.version)
    text = re.sub(r"\(\d{4}\)", f"({stamp.day[:4]})", text, count=1)
    language = str(getattr(triple.object, "language", "") or "")
    return Triple(triple.subject, triple.predicate, term(Literal(text, language=language)))


def stamped_citation(text: str, stamp: Stamp) -> str:
    """``CITATION.cff`` with the version and the day of its release.

    >>> stamp = Stamp("0.2.0", "0.1.0", "2026-12-01", Bilingual("", ""), "")
    >>> stamped_citation("version: 0.1.0\\nlicense: EUPL-1.2\\n", stamp).split("\\n")[:2]
    ['version: 0.2.0', 'date-released: 2026-12-01']
    """
    bare = re.sub(r"^date-released:.*\n", "", text, flags=re.MULTILINE)
    said = f"version: {stamp.version}\ndate-released: {stamp.day}"
    return re.sub(r"^version:.*$", said, bare, count=1, flags=re.MULTILINE)


def stamped_code(text: str, stamp: Stamp) -> str:
    """``pyproject.toml`` or the package with the version: where one is stated as a constant.

    >>> stamp = Stamp("0.2.0", "0.1.0", "2026-12-01", Bilingual("", ""), "")
    >>> stamped_code('name = "kng"\\nversion = "0.1.0"\\n', stamp)
    'name = "kng"\\nversion = "0.2.0"\\n'
    """
    pattern = r'^(version|__version__) = "[^"]*"$'
    return re.sub(pattern, rf'\1 = "{stamp.version}"', text, count=1, flags=re.MULTILINE)


def stamped_changelog(text: str, stamp: Stamp) -> str:
    """The changelog with a section of this version: what was unreleased, and what the data say.

    Raises:
        WorkspaceError: it has no heading for what is unreleased.
    """
    heading = f"## [{stamp.version}] - {stamp.day}\n"
    if f"## [{stamp.version}]" in text:
        return text
    before, found, after = text.partition(_UNRELEASED)
    if not found:
        raise WorkspaceError(
            f"CHANGELOG.md has no line '{_UNRELEASED.strip()}', below which a version is put; "
            "nothing was written"
        )
    return f"{before}{_UNRELEASED}\n{heading}\n### Data\n\n{stamp.section.rstrip()}\n{after}"
