"""The words that names are made of: what they mean in both languages, and which say little.

A meaning is written in capitals. Words of two languages with one meaning are what makes
"Lunds universitet" and "Lund University" twins; a word that is not here is a proper name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def _set(text: str, between: str | None = None) -> frozenset[str]:
    return frozenset(text.split(between))


MISSING: Final = _set(
    "uppgift saknas|platsuppgift saknas|uppgifter saknas|saknas|okänd|okänt|oklart|ej angivet"
    "|ingen uppgift|unknown|not known|not stated|missing|n/a|na|nn|n.n.|none|-|–|?|.",
    "|",
)

SMALL: Final = _set("i vid på för av och the of in at for and")

_LEGAL: Final = {
    "AB": "ab|aktiebolag|aktiebolaget|ab publ|aktiebolag publ",
    "EK": "ek|ek för|ek förening|ekonomisk förening|ekonomiska förening",
    "IDEELL": "ideell förening|ideel förening|ideell fören|ideell för",
    "HB": "hb|handelsbolag|handelsbolaget",
    "KB": "kb|kommanditbolag|kommanditbolaget",
    "LTD": "ltd|limited|plc|llc|inc|corp",
    "GMBH": "gmbh|gmbh co kg",
    "NORDIC": "aps|asa|oy|oyj|ehf",
    "CONTINENTAL": "bv|nv|sarl|sas|srl|spa|ev",
}
LEGAL_ENDS: Final[Mapping[tuple[str, ...], str]] = {
    tuple(way.split()): form for form, ways in _LEGAL.items() for way in ways.split("|")
}
LONGEST_LEGAL: Final = max(map(len, LEGAL_ENDS))
LEGAL_STARTS: Final[Mapping[str, str]] = {"ab": "AB", "aktiebolaget": "AB", "aktiebolag": "AB"}
SOCIETY_WORDS: Final = _set("föreningen stiftelsen association foundation")
TRADE_WORDS: Final = _set("fastighets fastighet")

_MEANINGS: Final = {
    "MUNICIPALITY": "kommun|kommunen|kommune|kommuns|municipality|stad|staden|stads",
    "UNIVERSITY": "universitet|universitetet|university|högskola|högskolan",
    "REGION": "region|regionen|landsting|landstinget",
    "COUNTY": "län|läns|county",
    "COUNTY-BOARD": "länsstyrelse|länsstyrelsen",
    "MUNICIPAL-ASSOCIATION": "kommunalförbund|kommunalförbundet|kommunförbund|kommunförbundet",
    "INSTITUTE": "institut|institutet|institute",
    "AGENCY": "myndighet|myndigheten|verket|agency|administration|authority",
    "COUNCIL": "råd|rådet|council",
    "ASSOCIATION": "förening|föreningen|förbund|förbundet|association|federation|society",
    "FOUNDATION": "stiftelse|stiftelsen|foundation",
    "SCHOOL": "skola|skolan|school|forskarskola|forskarskolan",
    "ENERGY-OFFICE": "energikontor|energikontoret|energikontoren",
    "CENTRE": "centrum|centret|centre|center|centrumet",
    "OFFICE": "kontor|kontoret|office|kansli|kansliet|sekretariat|sekretariatet|secretariat",
    "NETWORK": "nätverk|nätverket|network",
    "PARK": "park|parken",
    "HOSPITAL": "sjukhus|sjukhuset|hospital",
    "RESERVE": "biosfärområde|reservat|reserve",
    "CHAMBER": "handelskammare|handelskammaren",
    "DELEGATION": "delegation|delegationen",
    "PROGRAMME": "program|programmet|programme",
    "CHURCH": "kyrkan|church",
    "PROTOCOL": "protokoll|protocol",
    "SWEDEN": "svensk|svenska|sverige|sveriges|sweden|swedish|statens|nationella|national",
    "EUROPE": "europeisk|europeiska|europa|european|europe|eu",
    "NORDIC": "nordisk|nordiska|norden|nordic",
    "COMMISSION": "kommission|kommissionen|commission",
    "PARLIAMENT": "parlamentet|parliament",
    "ROYAL": "kunglig|kungliga|royal",
    "TECHNICAL": "teknisk|tekniska|technical|technology",
    "RESEARCH": "forskning|forsknings|research",
    "SCIENCE": "vetenskap|vetenskaps|science",
    "INNOVATION": "innovation|innovations",
    "ENERGY": "energi|energy",
    "ENVIRONMENT": "miljö|miljön|environment|environmental",
    "CLIMATE": "klimat|climate",
    "NATURE": "natur|nature",
    "PROTECTION": "skydd|vård|vårds|protection",
    "TRANSPORT": "trafik|transport|transports|traffic",
    "AGRICULTURE": "lantbruk|lantbruks|jordbruks|agricultural|agriculture",
    "FOREST": "skog|skogs|forest",
    "INDUSTRY": "industri|industrial|industry",
    "DESIGN": "design",
    "STATISTICS": "statistik|statistiska|statistics",
    "GROWTH": "tillväxt|growth",
    "ECONOMY": "ekonomi|handels|economic|economics",
    "SUSTAINABLE": "hållbar|hållbara|hållbart|sustainable",
    "CITY": "city",
    "CITIES": "städer|cities",
    "FOSSIL": "fossil",
    "FREE": "fritt|fri|fria|free",
    "FUTURE": "framtid|framtids|framtidens|future",
    "KNOWLEDGE": "kunskap|kunskaps|knowledge",
    "INTERNET": "internet",
    "SOUTH": "syd|södra|south|southern",
    "NORTH": "norr|norra|north|northern",
    "EAST": "öst|östra|east|eastern",
    "WEST": "väst|västra|west|western",
    "MIDDLE": "mitt|mid|middle|central",
    "GROUP": "grupp|gruppen|group|koncernen|concern",
    "HOLDING": "holding",
    "OPERATIONS": "operations|development|solutions|services",
    "PROJECT": "projekt|projektet|project",
    "GREEN": "grön|gröna|green",
    "CLUB": "klubb|klubben|club",
    "REPRESENTATION": "representation",
}
MEANING: Final[Mapping[str, str]] = {
    word: meaning for meaning, words in _MEANINGS.items() for word in words.split("|")
}

PHRASES: Final[Mapping[tuple[str, ...], str]] = {
    tuple(phrase.split()): meaning
    for phrase, meaning in {
        "county administrative board": "COUNTY-BOARD",
        "county council": "REGION",
        "läns landsting": "REGION",
        "association of local authorities": "MUNICIPAL-ASSOCIATION",
        "institute of technology": "TECHNICAL UNIVERSITY",
        "university of applied sciences": "APPLIED UNIVERSITY",
        "agricultural sciences": "AGRICULTURE",
        "energy agency for": "ENERGY-OFFICE",
        "graduate school": "SCHOOL",
        "research school": "SCHOOL",
        "environmental research": "ENVIRONMENT",
        "chamber of commerce": "CHAMBER",
        "programme office": "PROGRAMME OFFICE",
        "biosphere reserve": "RESERVE",
        "city of": "MUNICIPALITY",
        "municipality of": "MUNICIPALITY",
    }.items()
}
LONGEST_PHRASE: Final = max(map(len, PHRASES))

# Only these may begin or end a Swedish compound: their second part is known to be a word.
HEADS: Final = tuple(
    sorted(
        _set(
            "myndighet myndigheten universitet universitetet högskola högskolan institut institutet"
            " förbund förbundet förening föreningen råd rådet kontor kontoret verket park parken"
            " centrum nätverk nätverket kommissionen parlamentet delegationen sekretariatet"
            " stiftelsen klubben programmet fritt"
        ),
        key=lambda head: (-len(head), head),
    )
)

# What kind of body a name speaks of; two names of different kinds are two bodies.
KINDS: Final = _set(
    "MUNICIPALITY UNIVERSITY REGION COUNTY COUNTY-BOARD MUNICIPAL-ASSOCIATION INSTITUTE AGENCY"
    " COUNCIL ASSOCIATION FOUNDATION SCHOOL ENERGY-OFFICE CENTRE OFFICE NETWORK PARK HOSPITAL"
    " RESERVE CHAMBER DELEGATION COMMISSION PARLIAMENT CHURCH CLUB"
)

# Words that say only where in a group a company stands, or what it does in general.
PLAIN: Final = _set(
    "SWEDEN EUROPE NORDIC GROUP HOLDING OPERATIONS SCIENCE PARK CENTRE OFFICE PROGRAMME ENERGY"
    " FOUNDATION ASSOCIATION UNIVERSITY TECHNICAL INSTITUTE NETWORK INNOVATION RESEARCH"
)
# Kinds of which there is one for each place: the place's name alone is not theirs.
OF_PLACES: Final = _set("MUNICIPALITY REGION COUNTY COUNTY-BOARD")

EXONYMS: Final[Mapping[str, str]] = {
    "gothenburg": "göteborg",
    "falu": "falun",
    "copenhagen": "köpenhamn",
    "helsinki": "helsingfors",
    "espoo": "esbo",
    "turku": "åbo",
    "tampere": "tammerfors",
    "lisbon": "lissabon",
    "seville": "sevilla",
    "cologne": "köln",
    "munich": "münchen",
    "nuremberg": "nürnberg",
    "ghent": "gent",
    "brussels": "bryssel",
    "the hague": "haag",
    "vienna": "wien",
    "prague": "prag",
    "rome": "rom",
    "milan": "milano",
    "warsaw": "warszawa",
    "dalecarlia": "dalarna",
    "scania": "skåne",
    "linnaeus": "linné",
}
COUNTIES: Final = _set(
    "blekinge dalarna gotland gävleborg halland jämtland jönköping kalmar kronoberg norrbotten"
    " skåne stockholm södermanland sörmland uppsala värmland västerbotten västernorrland"
    " västmanland götaland örebro östergötland småland härjedalen mälardalen"
)
# The one municipality that writes its county's task into its name.
MUNICIPAL_REGIONS: Final = frozenset({"gotland"})

FORMER: Final = ("tidigare ", "f.d. ", "fd ", "f d ", "före detta ", "formerly ", "former ")
OPEN_ENDS: Final = _set("mellan för between")
PARTICLES: Final = _set("von van de der den af da dos del la le ten ter di zu")
