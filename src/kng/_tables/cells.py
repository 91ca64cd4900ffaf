"""From the raw value of a cell to the value that its column wants.

The kinds of columns are one list, :data:`KINDS`; :func:`read` is the way in.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from kng._errors import UnknownName
from kng._tables import personal
from kng._tables._unfit import Remark, Unfit, clean, show
from kng._tables.dates import Dated, read_date
from kng._tables.values import Raw
from kng._values import Bilingual

NO_INFORMATION: Final = frozenset(
    (
        *("uppgift saknas", "uppgifter saknas", "platsuppgift saknas", "ingen uppgift"),
        *("saknas", "okänt", "okänd", "okända", "ej känt", "ej känd", "ej angivet", "ej angiven"),
        *("vet ej", "unknown", "not known", "not available", "no information", "missing"),
        *("n/a", "n.a.", "#n/a", "null", "tbd", "tba", "-", "--", "–", "—", "?", "..", "…"),
    )
)
"""What people write where they know nothing; letter case aside. Such a cell counts as empty."""

_YES = frozenset(("ja", "j", "yes", "y", "true", "sant", "x", "1"))
_NO = frozenset(("nej", "n", "no", "false", "falskt", "0"))
_CODE_DIGITS = 4
_BLANKS = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>[-+−]?)(?P<whole>\d{{1,3}}(?:{_BLANKS}\d{{3}})+|\d+)(?:[.,](?P<part>\d+))?",
    re.ASCII,
)
_THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2},\d{3}", re.ASCII)
_NO_ADDRESS = re.compile(r'[<>"{}|\\^`]')
_LONG_NUMBER = 10


class Address(NamedTuple):
    """A web address, and where in the page (paragraph, row), if it is said."""

    url: str
    locator: str = ""


Value = str | int | bool | Decimal | Dated | Address | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a cell, ``None`` if it says nothing, and what must be told of it."""

    value: Value
    remarks: tuple[Remark, ...] = ()


def read(kind: str, value: Raw, epoch: int = 1900) -> Reading:
    """What a cell says in a column of a ``kind`` (one of :data:`KINDS`).

    ``epoch`` is that of the table. Personal data in a text are refused without repeating them.

    >>> read("title", " kommunalråd  (S)").value
    'kommunalråd'
    >>> read("date", "Uppgift saknas").remarks[0].text.en
    "'Uppgift saknas' counts as an empty cell"

    Raises:
        Unfit: the value is not what the column wants.
        UnknownName: there is no such kind.
    """
    if kind not in KINDS:
        raise UnknownName("kind of column", kind, KINDS)
    if isinstance(value, str):
        value = clean(value)
        if value.casefold() in NO_INFORMATION:
            return Reading(None, (_nothing_known(value),))
    if value is None or value == "":
        return Reading(None)
    _refuse_personal(kind, value)
    return KINDS[kind](value, epoch)


def text(value: Raw) -> str:
    """Any value as a text, cleaned; a number without decimals that say nothing.

    >>> text("  Energi- och\\nklimatrådgivning "), text(484.0), text(0.1 + 0.2), text(True)
    ('Energi- och klimatrådgivning', '484', '0.3', 'ja')
    """
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else clean(str(value))


def number(value: Raw) -> int | Decimal:
    """A number: decimal comma or point, blanks between thousands.

    A unit is refused, because ``kr``, ``tkr`` and ``mnkr`` belong to the heading, and so is
    ``9,750``, which means one thing in Swedish and another in English.

    >>> number("9 750 400"), number("−0,5"), number(12.0), number("59.525")
    (9750400, Decimal('-0.5'), 12, Decimal('59.525'))

    Raises:
        Unfit: it is no number, or two.
    """
    if isinstance(value, (bool, datetime.date)) or value is None:
        raise _no_number(value)
    written = text(value)
    if isinstance(value, str) and _THOUSANDS.fullmatch(written):
        raise Unfit(
            "number",
            f"'{show(value)}' kan betyda två tal; skriv tusental med blanksteg (9 750) och "
            "decimaler med punkt (9.750)",
            f"'{show(value)}' can mean two numbers; write thousands with a blank (9 750) and "
            "decimals with a point (9.750)",
        )
    if not isinstance(value, str):
        exact = Decimal(written)
        return int(exact) if exact == exact.to_integral_value() else exact
    match = _NUMBER.fullmatch(written)
    if not match:
        raise _no_number(value)
    whole = re.sub(_BLANKS, "", match["whole"])
    sign = "-" if match["sign"] in ("-", "−") else ""
    return Decimal(f"{sign}{whole}.{match['part']}") if match["part"] else int(sign + whole)


def integer(value: Raw) -> int:
    """A whole number; as :func:`number`.

    >>> integer("1 036"), integer(23.0)
    (1036, 23)

    Raises:
        Unfit: it is none.
    """
    found = number(value)
    if found != int(found):
        raise Unfit(
            "integer",
            f"'{show(value)}' är inget heltal; skriv till exempel 23",
            f"'{show(value)}' is no whole number; write for example 23",
        )
    return int(found)


def yes_no(value: Raw) -> bool:
    """Yes or no, in Swedish or English; a cross is a yes.

    >>> yes_no("Ja"), yes_no("x"), yes_no(0), yes_no(False)
    (True, True, False, False)

    Raises:
        Unfit: it is neither.
    """
    word = ("ja" if value else "nej") if isinstance(value, bool) else text(value).casefold()
    if word not in _YES | _NO:
        raise Unfit(
            "yes-no",
            f"'{show(value)}' är varken ja eller nej; skriv ja eller nej",
            f"'{show(value)}' is neither yes nor no; write yes or no",
        )
    return word in _YES


def code(value: Raw) -> str:
    """The four digits of a municipality (Statistics Sweden); a zero that a spreadsheet took
    from the front is put back.

    >>> code("2081"), code(484.0), code("484")
    ('2081', '0484', '0484')

    Raises:
        Unfit: it is none.
    """
    digits = text(value)
    fits = digits.isascii() and digits.isdigit()
    if not fits or not _CODE_DIGITS - 1 <= len(digits) <= _CODE_DIGITS:
        raise Unfit(
            "code",
            f"'{show(value)}' är ingen kommunkod; skriv fyra siffror, till exempel 0484",
            f"'{show(value)}' is no municipality code; write four digits, for example 0484",
        )
    return digits.zfill(_CODE_DIGITS)


def url(value: Raw) -> Address:
    """A web address; what follows it after a blank says where in the page.

    >>> url("https://viablecities.se/minimote-borlange/ stycke 3")
    Address(url='https://viablecities.se/minimote-borlange/', locator='stycke 3')

    Raises:
        Unfit: it is none, or not of http or https.
    """
    address, _, locator = text(value).partition(" ")
    if not _is_web(address):
        raise Unfit(
            "url",
            f"'{show(value)}' är ingen webbadress; den ska börja med https:// eller http://",
            f"'{show(value)}' is no web address; it must begin with https:// or http://",
        )
    return Address(address, locator)


def _many(value: Raw, _: int) -> Reading:
    parts = [part for part in map(clean, text(value).split(";")) if part]
    empty = [part for part in parts if part.casefold() in NO_INFORMATION]
    kept = tuple(part for part in parts if part not in empty)
    return Reading(kept or None, tuple(map(_nothing_known, dict.fromkeys(empty))))


def _title(value: Raw, _: int) -> Reading:
    written = text(value)
    kept = personal.without_party(written)
    if kept == written:
        return Reading(written)
    told = Bilingual("partibeteckningen lästes inte", "the party was not read")
    return Reading(kept or None, (Remark("party", told),))


def _nothing_known(value: str) -> Remark:
    sv, en = f"'{show(value)}' räknas som en tom cell", f"'{show(value)}' counts as an empty cell"
    return Remark("no-information", Bilingual(sv, en))


def _refuse_personal(kind: str, value: Raw) -> None:
    """Numbers are looked at where they are a text, web addresses only for e-mail."""
    if kind in ("number", "integer") and not (isinstance(value, str) and _is_no_number(value)):
        return
    written = text(value)
    if not isinstance(value, str) and len(written) < _LONG_NUMBER:
        return
    found = personal.found(written)
    if kind == "url":
        found = tuple(name for name in found if name == "e-mail")
    if found:
        sv = " och ".join(personal.KINDS[name].sv for name in found)
        en = " and ".join(personal.KINDS[name].en for name in found)
        raise Unfit(
            "personal-data",
            f"cellen innehåller {sv}; stryk det, sådant läses aldrig in",
            f"the cell holds {en}; strike it, such things are never imported",
        )


def _is_no_number(value: str) -> bool:
    return not _NUMBER.fullmatch(value)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return web and not _NO_ADDRESS.search(address)


def _no_number(value: Raw) -> Unfit:
    return Unfit(
        "number",
        f"'{show(value)}' är inget tal; skriv bara siffror, till exempel 9 750 400 eller 0,5, och "
        "ingen enhet",
        f"'{show(value)}' is no number; write only digits, for example 9 750 400 or 0.5, and no "
        "unit",
    )


def _plain(function: Callable[[Raw], Value]) -> Callable[[Raw, int], Reading]:
    return lambda value, _: Reading(function(value))


KINDS: Final[Mapping[str, Callable[[Raw, int], Reading]]] = MappingProxyType(
    {
        "code": _plain(code),
        "date": lambda value, epoch: Reading(read_date(value, epoch)),
        "integer": _plain(integer),
        "many": _many,
        "number": _plain(number),
        "text": _plain(text),
        "title": _title,
        "url": _plain(url),
        "yes-no": _plain(yes_no),
    }
)
"""The kinds of columns: ``title`` is a name or a title, ``many`` are texts parted by ``;``."""
