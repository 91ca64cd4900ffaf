"""Why two are tied, in words, with the weights that were worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import kng
from kng import _build
from kng._build import Graph

SOURCE = "https://viablecities.se/minimote-borlange/"


@pytest.fixture(autouse=True)
def loaded(first_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first source's graph is loaded once for all."""
    monkeypatch.setattr(_build, "Graph", lambda _: first_graph)


def test_the_pair_of_the_workshop_weighs_a_fourth(first_folder: Path) -> None:
    found = kng.explain("Salomon Abresparr", "Evelina Loberg", first_folder)
    (tie,) = [tie for tie in found.ties if tie.network == "people-by-meetings"]
    assert tie.weight == 1 / 4
    text = found.text("sv")
    assert text.startswith("Salomon Abresparr – Evelina Loberg\n")
    assert "vikt 0,250" in text
    assert "Workshop med Future-Proof Cities" in text
    assert "5 personer" in text
    assert "1/(5−1) = 0,250" in text
    assert "Evelina Loberg: deltagare för Gävle kommun (bildtext) [" in text
    assert "Minimöte i Borlänge\n" not in text.split("Källor")[0].replace("del av: ", "")
    assert f"{SOURCE}, läst 2026-11-23\n" in text


def test_the_pair_of_the_day_weighs_a_sixth(first_folder: Path) -> None:
    text = kng.explain("Abresparr", "Wenstedt", first_folder).text("en")
    assert "weight 0.167" in text
    assert "7 people (complete list of participants): 1/(7−1) = 0.167" in text
    assert "Salomon Abresparr: host for Borlänge Municipality (running text) [" in text
    assert "Anna Wenstedt: participant for Borlänge Energi (attendee list) [" in text
    assert "Sources\n" in text
    assert f"{SOURCE}, read 2026-11-23\n" in text


def test_only_lines_about_the_two_and_the_meeting_are_told(first_folder: Path) -> None:
    text = kng.explain("Abresparr", "Wenstedt", first_folder).text("sv")
    assert "Lars Johansson" not in text
    assert "Kindmark" not in text


def test_every_number_in_the_text_is_a_source_below(first_folder: Path) -> None:
    import re

    text = kng.explain("Gävle kommun", "Borlänge kommun", first_folder).text("sv")
    above, below = text.split("\nKällor\n")
    assert set(re.findall(r"\[(\d+)\]", above)) == set(re.findall(r"^  \[(\d+)\]", below, re.M))


def test_the_order_of_the_two_changes_only_the_heading(first_folder: Path) -> None:
    one = kng.explain("Abresparr", "Loberg", first_folder).text().splitlines()
    other = kng.explain("Loberg", "Abresparr", first_folder).text().splitlines()
    assert one[0] != other[0]
    assert one[1:] == other[1:]


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "inget band är känt"), ("en", "no tie is known")]
)
def test_two_who_never_met(first_folder: Path, language: str, words: str) -> None:
    found = kng.explain("Kristina Birath", "Anna Wenstedt", first_folder)
    assert found.ties == ()
    assert found.text(language).startswith(f"Kristina Birath – Anna Wenstedt: {words}\n\n")
    # the one was only at the workshop, the other only at the day: others were at both
    assert len(found.path) == 2
    assert "[1]" in found.text(language)


@pytest.mark.parametrize(
    "name", ["erik APEL", "Apel", "kng-person:p247wm", "https://w3id.org/kng/id/person/p247wm"]
)
def test_ways_to_name_one(first_folder: Path, name: str) -> None:
    assert kng.explain(name, "Loberg", first_folder).one.label.sv == "Erik Apel"


def test_a_name_that_several_have(first_folder: Path) -> None:
    with pytest.raises(kng.UsageError) as told:
        kng.explain("kommun", "Kommun", first_folder)
    lines = str(told.value).splitlines()
    assert lines[0] == "'kommun' could mean 3 things; give one of"
    assert lines[1].split()[0] == "kng-municipality:0484"
    assert lines[4] == "'Kommun' could mean 3 things; give one of"
    assert len(lines) == 8


def test_a_name_that_nothing_has(first_folder: Path) -> None:
    with pytest.raises(kng.UnknownName, match="did you mean 'Evelina Loberg'"):
        kng.explain("Evelina Lobergg", "Apel", first_folder)
