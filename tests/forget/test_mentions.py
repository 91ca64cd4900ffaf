"""A name is found however it is spelled, and nobody else's is."""

from __future__ import annotations

import html
import json
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kng._mentions import Mentions, words

ORJAN = Mentions.of(["Örjan Påhittsson"])
BERG = Mentions.of(["Karin Berg"])


@pytest.mark.parametrize(
    "text",
    [
        "Örjan Påhittsson",
        "ÖRJAN PÅHITTSSON",
        "Orjan  Pahittsson",
        unicodedata.normalize("NFD", "med Örjan Påhittsson."),
        "Påhittsson, Örjan",
        "Örjan Påhittssons tal",
        "Örjan\u00a0Påhittsson",
        "Ör\u00adjan Påhitts\u200bson",
        "Örjan\nPåhittsson",
        "https://a.b/orjan-pahittsson/",
        "orjan.pahittsson@a.b",
        "orjan_pahittsson_2",
        "/orjanpahittsson",
        quote("Örjan Påhittsson"),
        quote(quote("Örjan Påhittsson")),
        quote("Örjan Påhittsson", encoding="latin-1"),
        json.dumps("Deltog:\nÖrjan Påhittsson"),
        "Ö".encode("ascii", "xmlcharrefreplace").decode() + "rjan P&aring;hittsson",
        html.escape("<Örjan Påhittsson>"),
        '"Örjan","Påhittsson"',
    ],
)
def test_every_spelling_is_found(text: str) -> None:
    assert ORJAN.stands_in(text)
    assert not ORJAN.stands_in(ORJAN.without(text, "[…]"))


@pytest.mark.parametrize(
    "text",
    [
        "Örjan",
        "Påhittsson",
        "Alma Påhittsson",
        "Örjan Påhittssonström",
        "Björjan Påhittsson",
        "Örjan och Alma Påhittsson",
        "Örjan – och så kom Påhittsson",
        "",
    ],
)
def test_nobody_else_is_found(text: str) -> None:
    assert ORJAN.lines(text) == []
    assert ORJAN.without(text, "[…]") == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Åsa Berg, Karin Ek", False),
        ("Åsa Berg\nKarin Ek", False),
        ("asa-berg-karin-ek", False),
        ("Berg, Karin; Ek, Åsa", True),
        ("Deltog: Ek, Åsa och Berg, Karin.", True),
        ("berg-karin", True),
    ],
)
def test_the_seam_of_two_people_is_no_name(text: str, found: bool) -> None:
    assert BERG.stands_in(text) is found


def test_the_line_is_told() -> None:
    assert ORJAN.lines('a\nb\n"P\\u00e5hittsson, \\u00d6rjan"\nÖrjan Påhittsson') == [3, 4]


def test_only_the_name_is_replaced() -> None:
    text = "Ö: Samtal med Örjan Påhittsson, Örjan Påhittssons grupp"
    assert ORJAN.without(text, "[…]") == "Ö: Samtal med […], […]s grupp"


def test_accents_that_stand_apart_go_with_the_name() -> None:
    text = unicodedata.normalize("NFD", "Bo Ekå tackar")
    assert Mentions.of(["Bo Ekå"]).without(text, "[…]") == "[…] tackar"


def test_a_short_name_is_not_found_in_one_word() -> None:
    assert not Mentions.of(["Bo Ek"]).stands_in("boek")


def test_one_word_is_never_looked_for() -> None:
    assert Mentions.of(["Örjan", " ", "Påhittsson"]).names == ()


@given(st.text(), st.text())
def test_what_stands_around_a_name_stays(before: str, after: str) -> None:
    text = f"{before}! Örjan Påhittsson !{after}"
    assert ORJAN.stands_in(text)
    if "\\" not in text and "&" not in text and "%" not in text and "rjan" not in before + after:
        assert ORJAN.without(text, "[…]") == f"{before}! […] !{after}"


@given(st.lists(st.text("abåöéÅßøñ -", min_size=1), min_size=2, max_size=4))
def test_the_words_of_a_name_do_not_depend_on_how_it_is_composed(parts: list[str]) -> None:
    name = " ".join(parts)
    assert words(unicodedata.normalize("NFD", name)) == words(name) == words(name.upper().lower())
