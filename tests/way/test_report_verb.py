"""`kng report` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

import kng as package

from .conftest import Kng, Plant

ALL = {"sv.md", "sv.html", "en.md", "en.html"}


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ([], "# Vad som saknas\n"),
        (["--language", "en"], "# What is missing\n"),
        (["--format", "html"], '<!DOCTYPE html>\n<html lang="sv">'),
        (["-l", "en", "--format", "html"], '<!DOCTYPE html>\n<html lang="en">'),
    ],
)
def test_it_is_printed_in_one_language_and_format(
    kng: Kng, options: list[str], begins: str
) -> None:
    told = kng("report", *options)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith(begins)


@pytest.mark.parametrize(
    ("options", "written"),
    [
        ([], ALL),
        (["--language", "sv"], {"sv.md", "sv.html"}),
        (["--format", "html"], {"sv.html", "en.html"}),
        (["--format", "md", "--language", "en"], {"en.md"}),
    ],
)
def test_it_is_written_to_a_folder(
    kng: Kng, tmp_path: Path, options: list[str], written: set[str]
) -> None:
    told = kng("report", "--out", tmp_path / "out", *options)
    assert told.exit_code == 0
    assert {file.name for file in (tmp_path / "out").iterdir()} == written
    assert told.stdout.count("\n") == len(written)


def test_a_folder_is_wanted_and_not_a_file(kng: Kng, tmp_path: Path) -> None:
    told = kng("report", "--out", tmp_path / "report.html")
    assert told.exit_code == 2
    assert "looks like a file" in told.stderr


def test_it_is_what_the_build_writes_and_the_function_gives(kng: Kng, copy: Path) -> None:
    assert kng("build").exit_code == 0
    made = package.report(copy)
    assert set(made) == ALL
    for name, text in made.items():
        assert (copy / "exports/report" / name).read_text("utf-8") == text


def test_a_workspace_without_a_report_is_built_without_and_told_so_when_asked(
    kng: Kng, copy: Path
) -> None:
    (copy / "queries/report.yaml").unlink()
    assert kng("build").exit_code == 0
    assert not (copy / "exports/report").exists()
    told = kng("report")
    assert told.exit_code == 1
    assert "queries/report.yaml" in told.stderr


def test_a_report_that_names_what_there_is_not_is_a_fault_of_the_check(
    kng: Kng, copy: Path
) -> None:
    file = copy / "queries/report.yaml"
    file.write_text(file.read_text("utf-8").replace("question: conflicts", "question: conflict"))
    for verb, language in (("check", ["--language", "en"]), ("report", ["--language", "en"])):
        told = kng(verb, *language)
        assert told.exit_code == 1
        assert "'conflict' is unknown; nearest: conflicts" in told.output
        assert "Traceback" not in told.output


def test_a_new_part_needs_no_code(kng: Kng, copy: Path) -> None:
    (copy / "queries/hostless.rq").write_text(
        "#+ title: {sv: Möten utan värd, en: Meetings without a host}\n"
        "#+ question: {sv: Vilka då, en: Which ones}\n#+ group: quality\n#+ columns:\n"
        "#+   meeting: {sv: möte, en: meeting}\n"
        "SELECT ?meeting { ?meeting a kng:Meeting . MINUS { ?p kng:meeting ?meeting ; "
        "kng:function kng-function:host } } ORDER BY ?meeting",
        "utf-8",
    )
    with (copy / "queries/report.yaml").open("a", encoding="utf-8") as file:
        file.write("      - {question: hostless, says: {sv: Fråga., en: Ask.}}\n")
    told = kng("report").stdout
    assert "### Möten utan värd: 1\n\nFråga.\n\n| möte |" in told
    assert "| Workshop med Future-Proof Cities |" in told


SOURCE = """<source/s> a kng:Source ; dcterms:title "En sida"@sv ;
    kng:retrievedOn "2026-11-23"^^xsd:date ;
    <http://purl.org/dc/elements/1.1/publisher> "Någon" ;
    <https://schema.org/url> "https://example.org/"^^xsd:anyURI .
"""


def test_a_graph_without_facts_has_a_report_too(kng: Kng, copy: Path, plant: Plant) -> None:
    for file in (copy / "graph").rglob("*.ttl"):
        file.unlink()
    file = plant("nothing", SOURCE)
    file.write_text(
        file.read_text("utf-8").replace("source/minimote-borlange", "source/s"), "utf-8"
    )
    told = kng("report", "--language", "en")
    assert told.exit_code == 0, told.output
    assert "| person | 0 | 0 |" in told.stdout
    assert "Nothing to count yet." in told.stdout
    assert told.stdout.count("There are none.") == 15
