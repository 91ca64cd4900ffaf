"""What the first sheet of the workbook says: in Swedish, and beside it in English."""

from __future__ import annotations

from typing import Final, NamedTuple

from kng._values import Bilingual


class Paragraph(NamedTuple):
    """A paragraph: its style (``title``, ``part``, ``sheets`` where those are told, else plain),
    and whether it belongs to the ``filled`` workbook, the other, or both."""

    text: Bilingual
    style: str = ""
    filled: bool | None = None


def _part(sv: str, en: str, filled: bool | None = None) -> Paragraph:
    return Paragraph(Bilingual(sv, en), "part", filled)


def _plain(sv: str, en: str, filled: bool | None = None) -> Paragraph:
    return Paragraph(Bilingual(sv, en), "", filled)


EXPLAINED: Final = (
    Paragraph(Bilingual("Möten till kng", "Meetings for kng"), "title", filled=False),
    Paragraph(Bilingual("Allt i kng, att rätta", "All of kng, to correct"), "title", filled=True),
    _plain(
        "Skriv in ett möte här, så blir det en del av kunskapsgrafen: vilka som möttes, i vilken "
        "funktion, för vem, och vilken källa som säger det.",
        "Enter a meeting here and it becomes part of the knowledge graph: who met, in which "
        "function, for whom, and which source says so.",
        filled=False,
    ),
    _plain(
        "Här står det som finns i grafen, en rad för varje sak och källa. Rätta i cellerna och för "
        "in arbetsboken igen: bara det som ändrats ändras, och bara i den källa som raden nämner.",
        "Here stands what is in the graph, a row for each thing and source. Correct the cells and "
        "import the workbook again: only what was changed changes, and only in the source that "
        "the row names.",
        filled=True,
    ),
    _part("Så gör du", "What to do", filled=False),
    _plain(
        "1. Beskriv källan på bladet Källor: sidan eller dokumentet som mötet står i.",
        "1. Describe the source on the sheet Källor: the page or document that tells of the "
        "meeting.",
        filled=False,
    ),
    _plain(
        "2. Skriv mötet på bladet Möten, och personer som ännu inte är kända på bladet Personer.",
        "2. Enter the meeting on the sheet Möten, and people who are not known yet on the sheet "
        "Personer.",
        filled=False,
    ),
    _plain(
        "3. Skriv vem som var med på bladet Deltagare, en funktion på varje rad.",
        "3. Enter who was there on the sheet Deltagare, one function on each row.",
        filled=False,
    ),
    _plain(
        "De grå raderna är ett exempel som redan står i grafen. Låt dem stå eller ta bort dem: de "
        "ändrar inget.",
        "The grey rows are an example that stands in the graph already. Leave them or delete "
        "them: they change nothing.",
        filled=False,
    ),
    _part("Så rättar du", "How to correct", filled=True),
    _plain(
        "Kolumnen id säger vilken sak raden handlar om. Ändra den inte; då blir en rättad titel en "
        "rättelse och inte en ny sak. En person med flera befattningar har flera rader med samma "
        "id.",
        "The column id says which thing the row is about. Do not change it; then a corrected title "
        "is a correction and not a new thing. A person with several posts has several rows with "
        "the same id.",
        filled=True,
    ),
    _plain(
        "En rad som tagits bort försvinner inte ur grafen i tysthet: kng frågar. Källor som förts "
        "in för hand ändras bara med --correct.",
        "A row that was deleted does not leave the graph in silence: kng asks. Sources that were "
        "entered by hand are changed only with --correct.",
        filled=True,
    ),
    _plain(
        "Det sista bladet, Utskrivet, minns vad raderna sade. Ändra inget där.",
        "The last sheet, Utskrivet, remembers what the rows said. Change nothing there.",
        filled=True,
    ),
    _part("Bladen", "The sheets"),
    Paragraph(Bilingual("", ""), "sheets"),
    _plain(
        "Listor: namnen som kan väljas i cellerna. Det läses inte in.",
        "Listor (lists): the names that the cells offer. It is not imported.",
    ),
    _part("Datum", "Dates"),
    _plain(
        "Skriv så mycket som är känt: 2022, 2022-03 eller 2022-03-01. Är dagen osäker: efter "
        "2022-03-01, senast 2022-06, eller mellan 2022-03 och 2022-05. Tomt om inget är känt.",
        "Write as much as is known: 2022, 2022-03 or 2022-03-01. If the day is uncertain: after "
        "2022-03-01, not after 2022-06, or between 2022-03 and 2022-05. Empty if nothing is known.",
    ),
    _part("Namn", "Names"),
    _plain(
        "Pilen i cellen visar de namn som är kända. Det som står inom parentes efter ett namn, "
        "till exempel (kng-organisation:…), är dess adress: den säger vilken som menas när "
        "flera heter lika. Ett annat namn går också att skriva; blir det inte igenkänt "
        "säger kng vilka som liknar det.",
        "The arrow in the cell shows the names that are known. What stands in brackets after a "
        "name, such as (kng-organisation:…), is its address: it says which one is meant when "
        "several are called the same. Another name can be written too; if it is not recognised, "
        "kng says which are like it.",
    ),
    _part("Det som aldrig skrivs in", "What is never entered"),
    _plain(
        "Partibeteckningar, e-postadresser, telefonnummer och personnummer. Personer står här bara "
        "i sin yrkesroll, som arbetsgivaren har offentliggjort den.",
        "Party letters, e-mail addresses, phone numbers and personal numbers. People stand here "
        "only in their professional role, as their employer has published it.",
    ),
    _part("För in", "Import"),
    _plain(
        "Först: kng import FIL --dry-run. Det säger vad som skulle läggas till och ändras, och "
        "skriver inget.",
        "First: kng import FILE --dry-run. It says what would be added and changed, and writes "
        "nothing.",
    ),
    _plain(
        "Sedan: kng import FIL. Är något fel ändras inget, och bredvid filen läggs en kopia "
        "(FIL-fel.xlsx) där varje fel står som en anteckning i sin cell. Rätta där och för in "
        "kopian.",
        "Then: kng import FILE. If anything is wrong nothing is changed, and beside the file there "
        "is a copy (FILE-fel.xlsx) in which each fault is a note in its cell. Correct it there "
        "and import the copy.",
    ),
)
