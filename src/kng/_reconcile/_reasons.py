"""Why two names may be one: each reason's score, and its words in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kng._reconcile._records import Reason
from kng._values import Bilingual


class Ground(NamedTuple):
    """What a reason is worth on its own, and how it is said."""

    score: float
    sv: str
    en: str


GROUNDS: Final[Mapping[str, Ground]] = {
    "same-words": Ground(
        0.98,
        "namnen är lika så när som på versaler och skiljetecken",
        "the names are equal but for capitals and punctuation",
    ),
    "legal-form": Ground(
        0.95, "bara det ena namnet anger juridisk form", "only one name states a legal form"
    ),
    "municipality": Ground(
        0.95,
        "två sätt att skriva samma kommun (kommun, stad, Municipality)",
        "two ways to write one municipality (kommun, stad, Municipality)",
    ),
    "small-words": Ground(
        0.93, "bara småord som ”i” och ”of” skiljer", "only small words such as “i” and “of” differ"
    ),
    "stated-short": Ground(
        0.93,
        "det ena namnet anger själv det andra som kort- eller långform",
        "one name itself states the other as its short or long form",
    ),
    "former-name": Ground(
        0.92,
        "det ena namnet anger själv det andra som tidigare namn",
        "one name itself states the other as its former name",
    ),
    "twin": Ground(
        0.91,
        "samma egennamn, och övriga ord betyder detsamma på svenska och engelska",
        "the same proper name, and the other words mean the same in Swedish and English",
    ),
    "spacing": Ground(
        0.91,
        "bara mellanrum, bindestreck eller punkter skiljer",
        "only blanks, hyphens or dots differ",
    ),
    "short-spacing": Ground(
        0.8,
        "bara mellanrum, bindestreck eller punkter skiljer, i ett kort namn",
        "only blanks, hyphens or dots differ, in a short name",
    ),
    "acronym": Ground(
        0.78,
        "den ena är den andras initialer, och inget annat namn har dem",
        "one is made of the other's initials, and no other name has them",
    ),
    "accents": Ground(
        0.76, "bara prickar, ringar eller accenter skiljer", "only dots, rings or accents differ"
    ),
    "ending": Ground(
        0.75,
        "bara bestämd form eller genitiv skiljer",
        "only the definite form or the genitive differs",
    ),
    "society-word": Ground(
        0.75,
        "bara ordet förening eller stiftelse skiljer",
        "only the word association or foundation differs",
    ),
    "explained": Ground(
        0.75,
        "kortnamnet följs av en förklaring i det andra namnet",
        "the short name is followed by an explanation in the other name",
    ),
    "translated": Ground(
        0.75,
        "orden betyder detsamma på svenska och engelska",
        "the words mean the same in Swedish and English",
    ),
    "misspelling": Ground(
        0.75,
        "en bokstav skiljer i ett av flera ord: troligen felstavat",
        "one letter differs in one of several words: probably misspelt",
    ),
    "trade-word": Ground(
        0.72, "bara ”Fastighets AB” skiljer", "only “Fastighets AB” (property company) differs"
    ),
    "renamed": Ground(
        0.72,
        "högskola i det ena namnet, universitet i det andra: möjligen omdöpt",
        "university college in one name, university in the other: perhaps renamed",
    ),
    "successor": Ground(
        0.6,
        "landsting i det ena namnet, region i det andra: möjligen efterträdare",
        "county council in one name, region in the other: perhaps its successor",
    ),
    "one-letter": Ground(
        0.5, "en bokstav skiljer i ett kort namn", "one letter differs in a short name"
    ),
    "group": Ground(
        0.5,
        "det ena namnet har ett allmänt ord mer: samma organisation, eller en del av den",
        "one name has a general word more: the same organisation, or a part of it",
    ),
    "shared-initials": Ground(
        0.5,
        "den ena är den andras initialer, men flera namn har dem",
        "one is made of the other's initials, but several names have them",
    ),
    "place": Ground(
        0.5, "en plats, eller den som styr den", "a place, or the body that governs it"
    ),
    "two-bodies": Ground(
        0.45,
        "det ena namnet nämner två organisationer, varav det andra är den ena",
        "one name speaks of two organisations, of which the other is one",
    ),
    "broken": Ground(
        0.45,
        "kan vara ett namn som brutits vid ett komma",
        "may be one name that was broken at a comma",
    ),
    "same-homepage": Ground(0.45, "samma webbplats", "the same homepage"),
    "person-and-facts": Ground(
        0.92,
        "samma namn, samma organisation och ett gemensamt möte eller projekt",
        "the same name, the same organisation, and a meeting or project in common",
    ),
    "person-and-organisation": Ground(
        0.85, "samma namn och samma organisation", "the same name and the same organisation"
    ),
    "namesakes": Ground(
        0.45,
        "samma namn men olika organisationer: kan vara två personer",
        "the same name but different organisations: may be two people",
    ),
    "name-only": Ground(
        0.4,
        "samma namn; ingen organisation är känd för båda, så inget annat talar för det",
        "the same name; no organisation is known for both, so nothing else speaks for it",
    ),
    "near-family-name": Ground(
        0.5,
        "samma förnamn och organisation; efternamnen är lika men inte samma",
        "the same given name and organisation; the family names are alike but not the same",
    ),
    "part-of-name": Ground(
        0.5,
        "samma förnamn och organisation; det ena efternamnet är en del av det andra",
        "the same given name and organisation; one family name is part of the other",
    ),
}

ADDED: Final[Mapping[str, Ground]] = {
    "same-place": Ground(0.02, "samma ort", "the same place"),
    "shared": Ground(0.03, "gemensamt projekt eller möte", "a project or meeting in common"),
    "homepage": Ground(0.15, "samma webbplats", "the same homepage"),
}

CAPS: Final[Mapping[str, Ground]] = {
    "other-place": Ground(0.5, "men de är på olika orter", "but they are in different places"),
    "other-legal-form": Ground(
        0.5, "men de har olika juridisk form", "but their legal forms differ"
    ),
    "not-unique": Ground(
        0.5,
        "men båda skrivningarna förekommer i andra namn",
        "but both spellings occur in other names",
    ),
}


def reason(kind: str) -> Reason:
    """A reason by its key.

    >>> reason("legal-form").text.en
    'only one name states a legal form'
    """
    _, sv, en = _EVERY[kind]
    return Reason(kind, Bilingual(sv, en))


_EVERY: Final = {**GROUNDS, **ADDED, **CAPS}
