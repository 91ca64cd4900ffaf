"""What cells mean: dates, numbers, codes, texts; and what must not be in them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kng import _dates
from kng._errors import UnknownName
from kng._tables import Address, Dated, Raw, Reading, Unfit, cells, personal
from kng._tables.cells import read
from kng._tables.dates import read_date

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2100, 12, 31))
SWEDISH = "januari februari mars april maj juni juli augusti september oktober november december"
ENGLISH = "January February March April May June July August September October November December"


def unfit(kind: str, value: Raw) -> Unfit:
    with pytest.raises(Unfit) as caught:
        read(kind, value)
    assert caught.value.text.sv
    assert caught.value.text.en
    return caught.value


# ---- dates


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2022", "2022"),
        ("2022-03", "2022-03"),
        (" 2022-03-01 ", "2022-03-01"),
        ("2022-3-1", "2022-03-01"),
        ("2022/03/01", "2022-03-01"),
        ("20220301", "2022-03-01"),
        ("2022-03-01 09:30", "2022-03-01"),
        ("2022-03-01T09:30:00Z", "2022-03-01"),
        ("1 mars 2022", "2022-03-01"),
        ("den 1 mars 2022", "2022-03-01"),
        ("1:a Mars, 2022", "2022-03-01"),
        ("1 mar. 2022", "2022-03-01"),
        ("1/3 2022", "2022-03-01"),
        ("1/3-2022", "2022-03-01"),
        ("mars 2022", "2022-03"),
        ("okt 2021", "2021-10"),
        ("March 1st, 2022", "2022-03-01"),
        ("1st March 2022", "2022-03-01"),
        ("May 2022", "2022-05"),
        (2022, "2022"),
        (2022.0, "2022"),
        (44621, "2022-03-01"),
        (44621.75, "2022-03-01"),
        (datetime.date(2022, 3, 1), "2022-03-01"),
        (datetime.datetime(2022, 3, 1, 9, 30), "2022-03-01"),
    ],
)
def test_a_date_is_read(written: Raw, date: str) -> None:
    assert read("date", written) == Reading(Dated(date))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("efter 1 mars 2022", "2022-03-02", ""),
        ("after 2022", "2023-01-01", ""),
        ("före mars 2022", "", "2022-02-28"),
        ("before 1 March 2022", "", "2022-02-28"),
        ("tidigast 2022-03", "2022-03-01", ""),
        ("senast 2022", "", "2022-12-31"),
        ("2021–2022", "2021-01-01", "2022-12-31"),
        ("2021-2022", "2021-01-01", "2022-12-31"),
        ("mars 2022 – maj 2022", "2022-03-01", "2022-05-31"),
        ("mellan 2022-03-01 och 2022-03-08", "2022-03-01", "2022-03-08"),
        ("between 2023-02 and 2024-02", "2023-02-01", "2024-02-29"),
    ],
)
def test_a_stated_range_is_read(written: str, first: str, last: str) -> None:
    assert read_date(written) == Dated("", first, last)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2021-13-31", "'2021-13-31' is not in the calendar"),
        ("2021-13", "not in the calendar"),
        ("31 februari 2022", "not in the calendar"),
        ("29/2 2023", "not in the calendar"),
        ("20221332", "not in the calendar"),
        ("våren 2022", "write the months that are meant"),
        ("HT 2022", "write the months"),
        ("Q3 2022", "write the months"),
        ("3/1/2022", "with certainty"),
        ("01.03.2022", "with certainty"),
        ("2011/12", "with certainty"),
        ("1–2 mars 2022", "with certainty"),
        ("220301", "with certainty"),
        ("44621", "with certainty"),
        ("ca 2022", "with certainty"),
        ("mapril 2022", "with certainty"),
        ("efter mötet", "with certainty"),
        ("0202-03-01", "between the years"),
        ("2202-03-01", "between the years"),
        ("2022–2021", "exchange the days"),
        (500, "with certainty"),
        (2022.5, "with certainty"),
        (99_999_999, "with certainty"),
        (True, "with certainty"),
    ],
)
def test_what_is_no_date_is_told(written: Raw, said: str) -> None:
    assert said in unfit("date", written).text.en


def test_a_serial_counts_from_the_epoch_of_its_table() -> None:
    assert read("date", 43159, 1904) == Reading(Dated("2022-03-01"))


@settings(deadline=None)
@given(DAYS)
def test_a_day_is_the_same_however_it_is_written(day: datetime.date) -> None:
    iso = f"{day.year:04}-{day.month:02}-{day.day:02}"
    month = SWEDISH.split()[day.month - 1]
    english = ENGLISH.split()[day.month - 1]
    forms = [
        iso,
        f"{day.day} {month} {day.year}",
        f"{day.day}/{day.month} {day.year}",
        f"{english} {day.day}, {day.year}",
    ]
    assert {read_date(form).date for form in forms} == {iso}
    assert read_date(f"{month} {day.year}").date == iso[:7]


@settings(deadline=None)
@given(DAYS, DAYS)
def test_a_range_holds_its_ends_and_after_begins_a_day_later(
    one: datetime.date, other: datetime.date
) -> None:
    first, last = sorted((one, other))
    assert read_date(f"{first} – {last}") == Dated("", str(first), str(last))
    assert read_date(f"efter {one}").not_before == str(one + datetime.timedelta(days=1))


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/. –marsefteroch", max_size=16))
def test_whatever_is_taken_for_a_date_is_one(written: str) -> None:
    try:
        dated = read_date(written)
    except Unfit:
        return
    assert any(dated)
    for text in filter(None, dated):
        _dates.span(text)


# ---- numbers, codes, yes and no


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("9 750 400", 9_750_400),
        ("9\u00a0750\u202f400", 9_750_400),
        ("9750400", 9_750_400),
        ("59,5245", Decimal("59.5245")),
        ("59.525", Decimal("59.525")),
        ("-1 000,50", Decimal("-1000.50")),
        ("−3", -3),
        ("0,525", Decimal("0.525")),
        (12, 12),
        (12.0, 12),
        (0.1 + 0.2, Decimal("0.3")),
        (1e22, 10**22),
    ],
)
def test_a_number_is_read(written: Raw, number: int | Decimal) -> None:
    found = read("number", written).value
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    "written",
    [
        *("9 750 400 kr", "50 %", "9,75 mnkr", "1 23", "1.234.567", "sju", "1e5", "²"),
        True,
        datetime.date(2022, 3, 1),
    ],
)
def test_what_is_no_number_is_told(written: Raw) -> None:
    assert "is no number" in unfit("number", written).text.en


def test_a_number_that_means_two_things_is_asked_about() -> None:
    assert "can mean two numbers" in unfit("number", "9,750").text.en


def test_a_whole_number_has_no_decimals() -> None:
    assert read("integer", "23,0").value == 23
    assert unfit("integer", "7,5").check == "integer"


@pytest.mark.parametrize(
    ("written", "code"), [("0484", "0484"), (484, "0484"), (484.0, "0484"), (" 2081 ", "2081")]
)
def test_a_code_has_its_zero_again(written: Raw, code: str) -> None:
    assert read("code", written).value == code


@pytest.mark.parametrize("written", ["48", "20811", "208a", 484.5, "²081", "Borlänge", -484])
def test_what_is_no_code_is_told(written: Raw) -> None:
    assert unfit("code", written).check == "code"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Ja", True), ("nej", False), ("X", True), ("true", True), ("no", False)),
        *((1, True), (0.0, False), (True, True), (False, False)),
    ],
)
def test_yes_and_no_are_read(written: Raw, meant: bool) -> None:
    assert read("yes-no", written).value is meant


def test_perhaps_is_neither() -> None:
    assert unfit("yes-no", "kanske").check == "yes-no"


# ---- texts


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  Borlänge   kommun ", "Borlänge kommun"),
        ("Bo\u0308\u00adrje\u200b", "Börje"),
        ("a\u00a0\n\tb\x00", "a b"),
        ("Stiftelsen X, Y och Z", "Stiftelsen X, Y och Z"),
        (2030.0, "2030"),
        (datetime.date(2022, 3, 1), "2022-03-01"),
    ],
)
def test_a_text_is_cleaned(written: Raw, text: str) -> None:
    assert read("text", written) == Reading(text)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_cleaning_twice_changes_nothing(written: str) -> None:
    assert cells.text(cells.text(written)) == cells.text(written)


@pytest.mark.parametrize("kind", sorted(cells.KINDS))
def test_no_information_is_an_empty_cell_that_is_told(kind: str) -> None:
    for written in ("Uppgift saknas", "platsuppgift saknas ", "Okänt", "-", "n/a", "saknas"):
        reading = read(kind, written)
        assert reading.value is None
        assert [remark.check for remark in reading.remarks] == ["no-information"]


@pytest.mark.parametrize("kind", sorted(cells.KINDS))
def test_an_empty_cell_says_nothing(kind: str) -> None:
    assert read(kind, None) == read(kind, "") == read(kind, " \n") == Reading(None)


def test_many_are_parted_at_semicolons_only() -> None:
    reading = read("many", " Lund; Stiftelsen X, Y;; Uppgift saknas ;Umeå")
    assert reading.value == ("Lund", "Stiftelsen X, Y", "Umeå")
    assert len(reading.remarks) == 1
    assert read("many", ";-;").value is None


def test_an_address_is_of_the_web() -> None:
    assert read("url", "https://a.se/b?c=1 stycke 3").value == Address(
        "https://a.se/b?c=1", "stycke 3"
    )
    for written in ("www.a.se", "ftp://a.se", "javascript:alert(1)", "https://", "https://[x"):
        assert unfit("url", written).check == "url"
    assert unfit("url", 'https://a.se/"x').check == "url"


def test_an_unknown_kind_is_a_mistake_in_the_mapping() -> None:
    with pytest.raises(UnknownName, match="did you mean 'date'"):
        read("dates", 1)


# ---- what must not be there


PERSONAL = {
    "e-mail": ["Eva <eva.ost@exempel.se>", "a@b.se"],
    "phone": [
        "08-508 290 00",
        "08-123 45 67",
        "0243-740 00",
        "0243-74000",
        "070-123 45 67",
        "070 123 45 67",
        "0701234567",
        "+46 70 123 45 67",
        "+46 (0)8 123 45 67",
        "0046 70 1234567",
        "+47 22 12 34 56",
        "tel. 031‑123 45 67",
    ],
    "personal-number": ["811218-9876", "19811218-9876", "198112189876", "8112189876"],
}
HARMLESS = [
    "2018-014681",
    "46037-1",
    "2017-02473",
    "dnr 2021-01234-5",
    "9 750 400",
    "0484",
    "0114;0115",
    "2021-10-01 – 2024-09-30",
    "01/03 2022",
    "2017–2021",
    "212000-2239",
    "556036-0793",
    "kl. 09-12, sal 08",
    "811218-9875",
    "Klimatneutrala städer 2030",
    "59.5245, 17.9108",
    "@kommun",
]


@pytest.mark.parametrize(
    ("kind", "written"), [(kind, written) for kind, texts in PERSONAL.items() for written in texts]
)
def test_personal_data_are_refused_and_not_repeated(kind: str, written: str) -> None:
    assert kind in personal.found(written)
    for column in ("text", "title", "many", "date", "code", "yes-no"):
        found = unfit(column, f"  {written} ")
        assert found.check == "personal-data"
        assert written not in found.text.sv + found.text.en


@pytest.mark.parametrize("written", HARMLESS)
def test_what_only_looks_like_personal_data_is_read(written: str) -> None:
    assert personal.found(written) == ()


def test_a_long_number_in_a_text_is_looked_at_too() -> None:
    assert unfit("text", 198112189876).check == "personal-data"
    assert read("number", 8112189876).value == 8112189876
    assert unfit("number", "811218-9876").check == "personal-data"


def test_the_check_digit_is_worked_out_as_the_tax_agency_does() -> None:
    """811218-987: 8·2=16→7, 1, 1·2=2, 2, 1·2=2, 8, 9·2=18→9, 8, 7·2=14→5; 44, to 50 it is 6."""
    found = [last for last in range(10) if personal.found(f"811218-987{last}")]
    assert found == [6]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("kommunalråd (X)", "kommunalråd"),
        ("kommunstyrelsens ordförande (S)", "kommunstyrelsens ordförande"),
        ("Eva Öst (MP), Gävle", "Eva Öst, Gävle"),
        ("ordförande (socialdemokraterna)", "ordförande"),
        ("ordförande (Miljöpartiet de gröna, Umeå)", "ordförande (Umeå)"),
        ("kommunalråd(kd)", "kommunalråd"),
    ],
)
def test_a_party_is_dropped_from_a_title_and_told(written: str, kept: str) -> None:
    reading = read("title", written)
    assert reading.value == kept
    assert [remark.check for remark in reading.remarks] == ["party"]


@pytest.mark.parametrize("written", ["projektledare (vik.)", "Gruppen (GOT)", "Plan (B)"])
def test_other_brackets_stay(written: str) -> None:
    assert read("title", written) == Reading(written)


def test_the_shapes_look_for_the_same(root: Path) -> None:
    """Whatever the shapes would refuse in the graph is refused in a cell, but for what they
    take for a phone number and is a diary number."""
    turtle = (root / "ontology/shapes.ttl").read_text(encoding="utf-8")
    shapes = {}
    for name in ("Email", "PartyLetter", "PersonalNumber"):
        shape = re.search(rf'kng-shape:{name} a .*?sh:pattern "(.*?)" [;.]', turtle, re.DOTALL)
        assert shape
        shapes[name] = shape[1].replace(r"\\", "\\")
    assert shapes["Email"] == personal.EMAIL
    letters = re.search(r"[(]([A-Z!|]+)[)]", shapes["PartyLetter"])
    assert letters
    assert {letter.casefold() for letter in letters[1].split("|")} <= personal.PARTIES
    for written in PERSONAL["personal-number"]:
        assert re.search(shapes["PersonalNumber"], written)
