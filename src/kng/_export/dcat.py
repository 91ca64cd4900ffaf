"""The description that a data portal harvests: DCAT-AP-SE 3 in one Turtle file.

https://docs.dataportal.se/dcat/3.0.1/en/. What has several files in one format is one distribution
with several addresses, as that profile recommends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kng._export._describe import Description, Value, full
from kng._export.about import ABOUT, PUBLISHER
from kng._export.edition import Edition, Exported
from kng._export.void import DATASET
from kng._namespaces import BASE, ONTOLOGY
from kng._values import XSD, Bilingual, Iri, Literal

CATALOGUE: Final = Iri(f"{BASE}dcat#catalogue")
_NETWORKS: Final = Iri(f"{BASE}dcat#networks")
_CONTACT: Final = Iri(f"{BASE}dcat#contact")
_PERIOD: Final = Iri(f"{BASE}dcat#period")
_EU: Final = "http://publications.europa.eu/resource/authority/"
_PUBLIC: Final = Iri(f"{_EU}access-right/PUBLIC")
_STABLE: Final = Iri(f"{_EU}planned-availability/STABLE")
_MEDIA_TYPE: Final = "http://www.iana.org/assignments/media-types/"

_NETWORKS_TITLE: Final = Bilingual(
    "Nätverk av kommuner och personer med gemensamma möten",
    "Networks of municipalities and people by shared meetings",
)
_NETWORKS_TEXT: Final = Bilingual(
    "Vem som är knuten till vem genom möten som båda deltog i, beräknat ur kunskapsgrafen: noder, "
    "band med vikt och de möten som de vilar på. Små möten väger tyngre än stora.",
    "Who is tied to whom by meetings that both attended, computed from the knowledge graph: nodes, "
    "ties with their weight and the meetings that they rest on. Small meetings weigh more than "
    "large ones.",
)


@dataclass(frozen=True, slots=True)
class _Distribution:
    """One way to get a dataset: its name, title, and which files belong to it."""

    name: str
    title: Bilingual
    holds: Callable[[str], bool]


def _called(*paths: str) -> Callable[[str], bool]:
    return lambda path: path in paths


def _ending(*endings: str) -> Callable[[str], bool]:
    return lambda path: path.startswith("networks/") and path.endswith(endings)


_OF_GRAPH: Final = (
    _Distribution(
        "turtle",
        Bilingual("Uppgifterna, med källor", "The facts, with their sources"),
        _called("kng.ttl", "kng-evidence.ttl"),
    ),
    _Distribution(
        "inferred",
        Bilingual("Vad som följer av uppgifterna", "What follows from the facts"),
        _called("kng-inferred.ttl"),
    ),
    _Distribution(
        "trig",
        Bilingual("Uppgifterna, en graf per källa", "The facts, a graph for each source"),
        _called("kng.trig"),
    ),
    _Distribution(
        "nquads",
        Bilingual("Uppgifterna som N-Quads", "The facts as N-Quads"),
        _called("kng.nq"),
    ),
    _Distribution(
        "ntriples",
        Bilingual("Uppgifterna som N-Triples", "The facts as N-Triples"),
        _called("kng.nt"),
    ),
    _Distribution(
        "jsonld",
        Bilingual("Uppgifterna som JSON-LD", "The facts as JSON-LD"),
        _called("kng.jsonld"),
    ),
    _Distribution(
        "rdfxml",
        Bilingual("Uppgifterna som RDF/XML", "The facts as RDF/XML"),
        _called("kng.rdf"),
    ),
    _Distribution(
        "turtle-12",
        Bilingual("Uppgifterna i RDF 1.2, med källor", "The facts in RDF 1.2, with their sources"),
        _called("kng-12.ttl"),
    ),
)
_OF_NETWORKS: Final = (
    _Distribution("gexf", Bilingual("Nätverk för Gephi", "Networks for Gephi"), _ending(".gexf")),
    _Distribution(
        "graphml",
        Bilingual("Nätverk för igraph och yEd", "Networks for igraph and yEd"),
        _ending(".graphml"),
    ),
    _Distribution("csv", Bilingual("Nätverk som tabeller", "Networks as tables"), _ending(".csv")),
)


def dcat(edition: Edition) -> bytes:
    """The catalogue with its datasets and what an edition holds of their distributions."""
    told = Description()
    graph = [one for one in _OF_GRAPH if _files(one, edition)]
    networks = [one for one in _OF_NETWORKS if _files(one, edition)]
    _catalogue(told, edition, [DATASET, *([_NETWORKS] if networks else [])])
    told.say(DATASET, {**_dataset(edition), **ABOUT.core(), "dcat:distribution": _names(graph)})
    if networks:
        about = {"dcterms:title": _NETWORKS_TITLE, "dcterms:description": _NETWORKS_TEXT}
        said = {**_dataset(edition), **ABOUT.core(), **about, "dcterms:source": DATASET}
        told.say(_NETWORKS, {**said, "dcat:distribution": _names(networks)})
    if edition.first:
        days = {"dcat:startDate": _day(edition.first), "dcat:endDate": _day(edition.last)}
        told.say(_PERIOD, {"a": "dcterms:PeriodOfTime", **days})
    for one in (*graph, *networks):
        _distribution(told, one, _files(one, edition))
    return told.turtle()


def _catalogue(told: Description, edition: Edition, datasets: Sequence[Iri]) -> None:
    told.say(
        CATALOGUE,
        {
            "a": "dcat:Catalog",
            "dcterms:title": Bilingual("Öppna data från kng", "Open data of kng"),
            "dcterms:description": ABOUT.description,
            "dcterms:publisher": PUBLISHER,
            "dcterms:license": ABOUT.licence,
            "dcterms:language": ABOUT.languages,
            "dcterms:issued": _day(edition.issued),
            "dcterms:modified": _day(edition.modified),
            "dcterms:spatial": ABOUT.spatial,
            "foaf:homepage": Iri(BASE),
            "dcat:themeTaxonomy": Iri(f"{_EU}data-theme"),
            "dcat:dataset": datasets,
        },
    )
    told.say(
        PUBLISHER,
        {
            "a": "foaf:Agent",
            "foaf:name": ABOUT.publisher,
            "foaf:homepage": Iri(BASE),
            "dcterms:type": Iri("http://purl.org/adms/publishertype/NonProfitOrganisation"),
        },
    )
    told.say(
        _CONTACT,
        {
            "a": "vcard:Organization",
            "vcard:fn": ABOUT.publisher.en,
            "vcard:hasURL": Iri(BASE),
            "vcard:hasEmail": Iri(f"mailto:{ABOUT.email}") if ABOUT.email else None,
        },
    )


def _dataset(edition: Edition) -> Mapping[str, Value | Sequence[Value] | None]:
    return {
        "a": "dcat:Dataset",
        "dcat:contactPoint": _CONTACT,
        "dcat:keyword": ABOUT.keywords,
        "dcat:landingPage": Iri(BASE),
        "dcat:theme": ABOUT.theme,
        "dcat:version": edition.version or None,
        "dcterms:accessRights": _PUBLIC,
        "dcterms:accrualPeriodicity": ABOUT.accrual,
        "dcterms:conformsTo": Iri(ONTOLOGY),
        "dcterms:issued": _day(edition.issued),
        "dcterms:language": ABOUT.languages,
        "dcterms:modified": _day(edition.modified),
        "dcterms:spatial": ABOUT.spatial,
        "dcterms:temporal": _PERIOD if edition.first else None,
    }


def _distribution(told: Description, one: _Distribution, files: Sequence[Exported]) -> None:
    (only,) = files if len(files) == 1 else (None,)
    address, shortest = _name(one), min(files, key=lambda file: (len(file.path), file.path))
    check = Iri(f"{address}-checksum")
    told.say(
        address,
        {
            "a": "dcat:Distribution",
            "dcterms:title": one.title,
            "dcterms:format": files[0].media,
            "dcterms:license": ABOUT.licence,
            "dcatap:availability": _STABLE,
            "dcat:accessURL": ABOUT.address(shortest.path),
            "dcat:downloadURL": [ABOUT.address(file.path) for file in files],
            "dcat:mediaType": Iri(_MEDIA_TYPE + files[0].media),
            "dcat:byteSize": Literal(str(only.size), XSD + "nonNegativeInteger") if only else None,
            "spdx:checksum": check if only else None,
        },
    )
    if only:
        sha = full("spdx:checksumAlgorithm_sha256")
        told.say(
            check,
            {
                "a": "spdx:Checksum",
                "spdx:algorithm": sha,
                "spdx:checksumValue": Literal(only.sha256, XSD + "hexBinary"),
            },
        )


def _files(one: _Distribution, edition: Edition) -> list[Exported]:
    return [file for file in edition.files if one.holds(file.path)]


def _names(distributions: Sequence[_Distribution]) -> list[Iri]:
    return [_name(one) for one in distributions]


def _name(one: _Distribution) -> Iri:
    return Iri(f"{BASE}dcat#{one.name}")


def _day(text: str) -> Literal | None:
    return Literal(text, XSD + "date") if text else None
