"""Which thing a text means: by kind, by address, by id, by name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kng._namespaces import ID
from kng._tables.directory import Directory, plain

MALMO = f"{ID}municipality/1280"
GOTEBORG = f"{ID}municipality/1480"
HABO, HABO_ACCENT = f"{ID}municipality/0001", f"{ID}municipality/0305"


@pytest.fixture(scope="module")
def patterns(root: Path) -> list[str]:
    text = (root / "ontology/tables/names.yaml").read_text("utf-8")
    return list(yaml.safe_load(text)["municipality"])


@pytest.fixture
def directory(patterns: list[str]) -> Directory:
    made = Directory(patterns)
    made.add(MALMO, "municipality", ["Malmö"])
    made.add(GOTEBORG, "municipality", ["Göteborg"])
    made.add(HABO, "municipality", ["Habo"])
    made.add(HABO_ACCENT, "municipality", ["Håbo"])
    return made


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Malmö", MALMO),
        ("Malmö stad", MALMO),
        ("MALMÖ  STAD ", MALMO),
        ("Malmö kommun", MALMO),
        ("1280", MALMO),
        ("kng-municipality:1280", MALMO),
        (MALMO, MALMO),
        ("Göteborgs stad", GOTEBORG),
        ("Göteborgs stad/kommun", GOTEBORG),
        ("Göteborgs kommun", GOTEBORG),
        ("City of Göteborg", GOTEBORG),
        ("Håbo", HABO_ACCENT),
        ("Håbo kommun", HABO_ACCENT),
        ("Ha\u030abo kommun", HABO_ACCENT),
        ("Habo kommun", HABO),
    ],
)
def test_a_municipality_goes_by_its_names(directory: Directory, text: str, meant: str) -> None:
    assert directory.find(text, ["municipality"]) == (meant,)


@pytest.mark.parametrize("text", ["Malmö universitet", "Malmo", "Göteborgs universitet", "", "128"])
def test_what_is_only_like_a_name_is_not_found(directory: Directory, text: str) -> None:
    assert directory.find(text, ["municipality"]) == ()


def test_a_pattern_is_no_name_that_is_offered(directory: Directory) -> None:
    assert directory.names(MALMO) == ("Malmö",)
    assert directory.nearest("Malmö stadd", ["municipality"]) == ("Malmö",)


def test_only_wanted_kinds_are_found_and_the_earlier_kind_first(directory: Directory) -> None:
    body = f"{ID}organisation/malmo"
    directory.add(body, "organisation", ["Malmö"])
    assert directory.find("Malmö", ["municipality", "organisation"]) == (MALMO,)
    assert directory.find("Malmö", ["organisation", "municipality"]) == (body,)
    assert directory.find("Malmö", ["person"]) == ()


def test_an_id_goes_before_a_name_and_a_name_before_the_end_of_an_address() -> None:
    directory = Directory()
    by_id, by_name, by_end = (f"{ID}organisation/{end}" for end in ("x", "y", "abc"))
    directory.add(by_end, "organisation", ["Z"])
    assert directory.find("abc", ["organisation"]) == (by_end,)
    directory.add(by_name, "organisation", ["ABC"])
    assert directory.find("abc", ["organisation"]) == (by_name,)
    directory.add(by_id, "organisation", ["X"])
    directory.add_id("organisation", "abc", by_id)
    assert directory.find("abc", ["organisation"]) == (by_id,)
    assert directory.goes_by(by_name, "Abc")
    assert not directory.goes_by(by_id, "abc")


def test_an_id_holds_within_its_kind(directory: Directory) -> None:
    directory.add_id("meeting", "7", f"{ID}meeting/seven")
    assert directory.find("7", ["organisation", "series"]) == ()
    assert directory.find("7", ["organisation", "meeting"]) == (f"{ID}meeting/seven",)


def test_two_things_of_one_name_are_both_found() -> None:
    directory = Directory()
    for end in ("pbbbbb", "paaaaa"):
        directory.add(f"{ID}person/{end}", "person", ["Marcus Lind"])
    assert directory.find("marcus lind", ["person"]) == (
        f"{ID}person/paaaaa",
        f"{ID}person/pbbbbb",
    )


def test_the_kind_that_was_known_first_stays() -> None:
    directory = Directory()
    directory.add(MALMO, "municipality", ["Malmö"])
    directory.add(MALMO, "organisation", ["Malmö stad"])
    assert directory.kind(MALMO) == "municipality"
    assert directory.names(MALMO) == ("Malmö", "Malmö stad")
    assert directory.kind("https://a.b/c") == ""


def test_the_nearest_names_are_those_that_are_most_like(directory: Directory) -> None:
    directory.add(f"{ID}organisation/1", "organisation", ["Kungliga Tekniska Högskolan"])
    directory.add(f"{ID}organisation/2", "organisation", ["RISE Research Institutes of Sweden"])
    kinds = ["organisation", "municipality"]
    assert directory.nearest("RISE Reserach Institutes of Sweden", kinds) == (
        "RISE Research Institutes of Sweden",
    )
    assert directory.nearest("Goteborg", kinds)[0] == "Göteborg"
    assert directory.nearest("Habo kommmun", ["organisation"]) == ()
    assert directory.nearest("qqqq", kinds) == ()


def test_plain_forms_keep_accents_and_lose_how_signs_are_written() -> None:
    assert plain("O\u2019Brien \u2013  Åsa") == plain("o'brien - åsa")
    assert plain("Straße") == plain("STRASSE")
    assert plain("Å") != plain("A")
