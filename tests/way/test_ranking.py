"""Ranks say how far they hold; whole networks are measured; wrong numbers are told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

import kng as package

from .conftest import Kng


def test_a_place_comes_with_its_intervals_and_its_place_by_another_weight(kng: Kng) -> None:
    """In the first source everything rests on one document: without it nobody has a tie."""
    head, first, *_ = kng("rank", "strength", "-l", "en").stdout.splitlines()
    assert head.split("  ")[0] == "place"
    assert [one.strip() for one in head.split("  ") if one][1:5] == [
        *("without a source", "when redrawn", "weight count", "value"),
    ]
    assert first.split()[:2] == ["1", "1–8"]
    bare = kng("rank", "strength", "--no-interval").stdout.splitlines()
    assert bare[0].split() == ["plats", "värde", "namn"]
    assert len(bare) == 9


def test_sentences_in_both_languages(kng: Kng) -> None:
    said = kng("rank", "pagerank", "--format", "sentences").stdout.splitlines()
    assert len(said) == 8
    assert "i PageRank: plats 1–8 när en källa i taget utelämnas" in said[0]
    assert said[0].endswith("vilar på 1 källa och 1 tillfälle.")
    english = kng("rank", "pagerank", "--format", "sentences", "-l", "en").stdout
    assert "place 1–8 when any one source is left out" in english.splitlines()[0]


def test_as_csv_and_json(kng: Kng) -> None:
    rows = list(csv.DictReader(io.StringIO(kng("rank", "degree", "--format", "csv").stdout)))
    listed = json.loads(kng("rank", "degree", "--format", "json").stdout)
    assert [row["id"] for row in rows] == [one["id"] for one in listed]
    assert rows[0]["worst"] == str(listed[0]["interval"]["worst"]) == "8"
    assert rows[0]["hinge"].startswith("https://w3id.org/kng/id/source/")
    assert listed[0]["beside"] == {"count": int(rows[0]["rank_count"])}


def test_the_same_seed_gives_the_same_and_more_draws_are_more(kng: Kng) -> None:
    one, same = (kng("rank", "degree", "--seed", "7", "--draws", "20").stdout for _ in range(2))
    assert one == same
    said = kng("rank", "degree", "--draws", "20", "--format", "sentences", "-l", "en").stdout
    assert " of 20 redraws " in said


def test_ties_are_ranked_too(kng: Kng) -> None:
    """Nobody is cut off when one of the 25 ties between eight goes."""
    assert len(kng("rank", "bridge").stdout.splitlines()) == 26
    first = json.loads(kng("rank", "bridge", "--format", "json").stdout)[0]
    assert len(first["id"].split(" ")) == 2
    assert " – " in first["label"]["sv"]
    assert first["value"] == 0


def test_a_sample_says_how_far_off_it_may_be(kng: Kng) -> None:
    told = kng("rank", "betweenness", "--sample", "0.3", "-l", "en")
    assert "From 8 of 8 nodes: with probability 0.95 no value is off by more than 0." in told.stderr
    assert len(told.stdout.splitlines()) == 9


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--seed", "abc"], "'abc' is not a valid integer"),
        (["--seed", "-1", "--draws", "99999"], "draws: 99999 is no whole number from 0 to 10000"),
        (["--seed", "-1", "--draws", "99999"], "seed: -1 is no whole number from 0"),
        (["--sample", "2"], "the error must lie between 0 and 1, not 2"),
        (["--sample", "0.1"], "degree is never sampled; what can be is betweenness, harmonic"),
        (["--format", "xls"], "no format is called 'xls'"),
    ],
)
def test_wrong_numbers_and_names(arguments: list[str], told: str, kng: Kng) -> None:
    result = kng("rank", "degree", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_seed_that_is_no_number_in_python(first_folder: Path) -> None:
    for seed in (True, 1.5, "2030"):
        with pytest.raises(package.UsageError, match=r"seed: .* is no whole number"):
            package.rank("degree", workspace=first_folder, seed=seed)  # type: ignore[arg-type]


def test_too_large_says_so_and_offers_what_can_be_had(
    kng: Kng, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kng._measures._assess.EXACT", 100)
    result = kng("rank", "betweenness")
    assert result.exit_code == 1
    assert (
        "betweenness cannot be computed: the network is too large for all shortest paths (8 × 25"
        in (result.stderr)
    )
    assert "--sample 0.05" in result.stderr
    assert "kng rank harmonic --sample 0.05" in kng("rank", "closeness").stderr
    assert kng("rank", "degree").exit_code == 0
    assert (
        "mean_distance: the network is too large"
        in kng("measures", "people-by-meetings", "-l", "en").stdout
    )


def test_intervals_that_take_long_are_given_when_asked_for(
    kng: Kng, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kng._measures._assess.EAGER", 100)
    bare = kng("rank", "degree", "-l", "en")
    assert "How far places hold takes long to compute; ask with --interval." in bare.stderr
    assert bare.stdout.split()[:3] == ["place", "value", "name"]
    assert "without a source" in kng("rank", "degree", "--interval", "-l", "en").stdout
    monkeypatch.setattr("kng._measures._assess._EVER", 100)
    result = kng("rank", "degree", "--interval")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "how far places hold would take too long (8 nodes × 25 ties × 100 draws" in result.stderr


def test_a_whole_network_is_measured(kng: Kng, tmp_path: Path) -> None:
    told = kng("measures", "people-by-meetings", "-l", "en").stdout
    # 25 of the 28 pairs are tied
    assert "  0.892857  Density: What share of all pairs have a tie.\n" in told
    assert "         8  Component\n" in told
    for form in ("csv", "ttl"):
        text = kng("measures", "people-by-meetings", "--format", form).stdout
        assert "betweenness" in text
        for hidden in ("constraint", "articulation", "bridge"):
            assert hidden not in text
    file = tmp_path / "people.parquet"
    assert (
        kng("measures", "people-by-meetings", "--format", "parquet", "--out", file).exit_code == 0
    )
    assert len(pl.read_parquet(file)) == 8
    assert "say with --out" in kng("measures", "people-by-meetings", "--format", "parquet").stderr


def test_measures_in_python(first_folder: Path) -> None:
    found = package.measures(workspace=first_folder)
    assert found.whole["density"] == pytest.approx(25 / 28)
    assert set(found.groups["component"].values()) == {0}
    assert "assortativity_phase" in found.skipped
    with pytest.raises(package.UnknownName, match="no format is called 'xlsx'; known: csv"):
        found.file("xlsx")
    assert package.measures(workspace=first_folder, as_of="2009").whole["density"] is None


def test_what_exposes_somebody_is_in_no_export(kng: Kng, tmp_path: Path) -> None:
    assert kng("build", "--out", tmp_path / "out").exit_code == 0
    for file in sorted((tmp_path / "out").rglob("*")):
        if file.is_file() and "ontology" not in file.parts and file.suffix != ".html":
            data = file.read_bytes()
            assert b"constraint_rank" not in data
            assert b"articulation" not in data, file
            assert b'"constraint"' not in data, file
