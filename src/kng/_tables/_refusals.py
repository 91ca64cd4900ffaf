"""What is said of files that are not read."""

from __future__ import annotations

from kng._errors import Fault
from kng._tables import limits
from kng._values import Bilingual

_NOTHING_CHANGED = Bilingual("inget ändrades", "nothing was changed")

_REFUSALS = {
    "broken": Bilingual(
        "filen är skadad eller avbruten ({detail}); öppna den i ett kalkylprogram, spara den på "
        "nytt och försök igen",
        "the file is damaged or cut short ({detail}); open it in a spreadsheet program, save it "
        "anew and try again",
    ),
    "not-a-table": Bilingual(
        "filen är ingen arbetsbok och ingen textfil med kolumner; spara den som .xlsx, .ods "
        "eller .csv",
        "the file is neither a workbook nor a text file with columns; save it as .xlsx, .ods "
        "or .csv",
    ),
    "old-workbook": Bilingual(
        "filen har ett äldre eller annat format än de som läses ({detail}); öppna den och välj "
        "Spara som: Excel-arbetsbok (.xlsx)",
        "the file has an older or other format than those that are read ({detail}); open it and "
        "choose Save as: Excel workbook (.xlsx)",
    ),
    "encrypted": Bilingual(
        "filen är skyddad med lösenord; ta bort lösenordet och spara den på nytt",
        "the file is protected by a password; take the password away and save it anew",
    ),
    "macros": Bilingual(
        "filen innehåller makron ({detail}), och sådana filer läses inte; spara den som .xlsx "
        "eller .ods utan makron",
        "the file holds macros ({detail}), and such files are not read; save it as .xlsx or .ods "
        "without macros",
    ),
    "too-large": Bilingual(
        "filen är för stor: {detail}; dela den i flera filer",
        "the file is too large: {detail}; divide it into several files",
    ),
    "zip-bomb": Bilingual(
        "filen är packad på ett sätt som ingen arbetsbok är ({detail}) och läses inte; öppna den "
        "i ett kalkylprogram och spara den på nytt, om den kommer från någon du litar på",
        "the file is packed as no workbook is ({detail}) and is not read; open it in a "
        "spreadsheet program and save it anew, if it comes from someone you trust",
    ),
    "dtd": Bilingual(
        "filen innehåller en dokumenttyp (DTD) i {detail}, som ingen arbetsbok behöver, och "
        "läses inte",
        "the file holds a document type (DTD) in {detail}, which no workbook needs, and is not "
        "read",
    ),
    "encoding": Bilingual(
        "tecknen är varken UTF-8, UTF-16 eller Windows-1252; spara filen som CSV UTF-8",
        "the characters are neither UTF-8, UTF-16 nor Windows-1252; save the file as CSV UTF-8",
    ),
    "quote": Bilingual(
        "ett citattecken som börjar här sluts aldrig; skriv det avslutande citattecknet, och "
        "dubbla citattecken som hör till texten",
        "a quotation mark that begins here is never closed; write the closing mark, and double "
        "the marks that belong to the text",
    ),
    "csv": Bilingual(
        "raden kan inte delas i kolumner; sätt texter som innehåller citattecken inom "
        "citattecken, och dubbla dem som hör till texten",
        "the line cannot be divided into columns; put texts that hold quotation marks between "
        "quotation marks, and double those that belong to the text",
    ),
}


class Refused(Exception):
    """Why a file, or a part of it, is not read; becomes a fault where the file's name is known.

    ``detail`` is what fills the gap in the message, ``line`` the line of a text file.
    """

    def __init__(self, check: str, detail: Bilingual | str = "", line: int = 0) -> None:
        super().__init__(check)
        self.check = check
        self.detail = Bilingual(detail, detail) if isinstance(detail, str) else detail
        self.line = line

    def fault(self, file: str) -> Fault:
        """The fault that tells it.

        >>> print(Refused("encrypted").fault("a.xlsx").sv)
        filen är skyddad med lösenord; ta bort lösenordet och spara den på nytt; inget ändrades
        """
        text = _REFUSALS[self.check]
        sv = f"{text.sv.format(detail=self.detail.sv)}; {_NOTHING_CHANGED.sv}"
        en = f"{text.en.format(detail=self.detail.en)}; {_NOTHING_CHANGED.en}"
        where = f"{file}:{self.line}" if self.line else file
        return Fault(where, self.check, sv, en)


def too_large(size: int) -> Refused:
    """The file itself is too large.

    >>> too_large(500 * 2**20).detail.en
    '500 MB, and at most 200 MB are read'
    """
    most, mib = limits.LARGEST_FILE // limits.MIB, -(-size // limits.MIB)
    return Refused(
        "too-large",
        Bilingual(
            f"{mib} MB, och högst {most} MB läses", f"{mib} MB, and at most {most} MB are read"
        ),
    )
