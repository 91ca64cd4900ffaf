"""What the dataset says of itself, everywhere in the same words: the one place to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kng._namespaces import BASE
from kng._values import Bilingual, Iri

_EU: Final = "http://publications.europa.eu/resource/authority/"


@dataclass(frozen=True, slots=True)
class About:
    """Titles, words, licence and the like of the dataset; ``home`` is where its files lie.

    ``email`` may be empty, and is then not said."""

    title: Bilingual
    description: Bilingual
    keywords: tuple[Bilingual, ...]
    publisher: Bilingual
    email: str
    licence: Iri
    home: str
    theme: Iri
    spatial: Iri
    languages: tuple[Iri, ...]
    accrual: Iri

    def core(self) -> Mapping[str, Bilingual | Iri]:
        """What every description of the dataset says: title, description, licence, publisher."""
        return {
            "dcterms:title": self.title,
            "dcterms:description": self.description,
            "dcterms:license": self.licence,
            "dcterms:publisher": PUBLISHER,
        }

    def address(self, path: str) -> Iri:
        """Where a file of the exports is published.

        >>> ABOUT.address("kng.ttl")
        'https://w3id.org/kng/exports/kng.ttl'
        """
        return Iri(self.home + path)


PUBLISHER: Final = Iri(f"{BASE}dcat#publisher")

ABOUT: Final = About(
    title=Bilingual("Klimatneutrala städer: vem möter vem", "Climate-neutral cities: who met whom"),
    description=Bilingual(
        "Vem som mötte vem i samarbetet mellan Sveriges klimatneutrala städer: kommuner, "
        "organisationer, personer i sina yrkesroller, program, möten och vem som deltog, i vilken "
        "funktion och på vems vägnar, med källa för varje uppgift. Uppgifterna är hämtade ur det "
        "som webben har publicerat och är inte fullständiga.",
        "Who met whom in the collaboration between Sweden's climate-neutral cities: "
        "municipalities, organisations, people in their professional roles, programmes, meetings "
        "and who took part, in which function and on whose behalf, with a source for every fact. "
        "The facts were taken from what the web published and are not complete.",
    ),
    keywords=(
        Bilingual("klimatneutrala städer", "climate-neutral cities"),
        Bilingual("möten", "meetings"),
        Bilingual("samarbete", "collaboration"),
        Bilingual("sociala nätverk", "social networks"),
        Bilingual("kunskapsgraf", "knowledge graph"),
        Bilingual("kommuner", "municipalities"),
    ),
    publisher=Bilingual("Projektet kng", "The kng project"),
    email="",  # portals ask for one; the project has none yet
    licence=Iri("https://creativecommons.org/licenses/by/4.0/"),
    home=f"{BASE}exports/",
    theme=Iri(f"{_EU}data-theme/GOVE"),
    spatial=Iri(f"{_EU}country/SWE"),
    languages=(Iri(f"{_EU}language/SWE"), Iri(f"{_EU}language/ENG")),
    accrual=Iri(f"{_EU}frequency/IRREG"),
)
