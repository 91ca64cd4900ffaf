"""``kng query`` and ``kng push`` at the terminal: times, engines, formats, and what is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Kng = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_the_list_is_by_group_and_marks_what_has_a_time(kng: Kng) -> None:
    told = kng("query", "--list", "-l", "en").stdout.splitlines()
    groups = [line for line in told if line and line[:2] not in ("  ", "◷ ")]
    assert groups == [
        *("People", "Municipalities", "Programmes", "Meetings", "Topics", "Networks", "Evidence"),
        "Quality of the data",
    ]
    assert any(line.startswith("◷ hosts ") for line in told)
    assert any(line.startswith("  conflicts ") for line in told)
    assert told[-1].startswith("◷ can be narrowed to a time: --as-of")


def test_a_time_narrows_the_answer(kng: Kng) -> None:
    assert kng("query", "hosts", "--as-of", "2022-06", "-l", "en").stdout.endswith("0 rows\n")
    wider = kng("query", "hosts", "--as-of", "2022-06", "--possible", "-l", "en").stdout
    assert wider.endswith("2 rows\n")
    assert kng("query", "hosts", "--between", "..", "2022", "-l", "en").stdout.endswith("2 rows\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["conflicts", "--as-of", "2022"], "'conflicts' cannot be narrowed to a time"),
        (["hosts", "--possible"], "ask for one with as-of or between"),
        (["hosts", "--as-of", "2022", "--between", "2021", "2022"], "different times"),
        (["hosts", "--as-of", "igår"], "'igår' is not a date"),
        (["hosts", "--format", "turtle"], "no format is called 'turtle'"),
        (["hosts", "--header", "secret"], "expected NAME: VALUE"),
        (["hosts", "--endpoint", "nowhere"], "no address of an endpoint"),
        (["hosts", "--limit", "0"], "--limit"),
        (["participants", "meeting=m"], "could mean 2 things; give one of"),
    ],
)
def test_what_is_wrong_is_told(kng: Kng, arguments: list[str], said: str) -> None:
    result = kng("query", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "secret" not in result.stderr


def test_names_addresses_and_columns(kng: Kng) -> None:
    assert "Minimöte i Borlänge" in kng("query", "hosts").stdout
    short = kng("query", "hosts", "--iris").stdout
    assert "kng-meeting:minimote-borlange-2022" in short
    assert "Minimöte" not in short
    assert kng("query", "hosts", "--format", "parquet").stdout_bytes[:4] == b"PAR1"


def test_an_explanation_shows_the_query_with_its_time(kng: Kng) -> None:
    told = kng("query", "hosts", "--explain", "--as-of", "2022", "-l", "en").stdout
    assert "engine: Oxigraph in memory" in told
    assert 'FILTER(STR(?latestStart1) <= "2022-12-31")' in told


def test_the_store_is_kept_in_the_workspace_and_out_of_git(kng: Kng, copy: Path) -> None:
    first = kng("query", "roles", "--disk").stdout
    assert kng("query", "roles").stdout == first
    assert (copy / ".kng/.gitignore").read_text() == "*\n"
    (store,) = (path for path in (copy / ".kng").iterdir() if path.is_dir())
    stamp = store.stat().st_mtime_ns
    assert kng("query", "roles", "--disk").stdout == first
    assert store.stat().st_mtime_ns == stamp


def test_a_text_runs_in_a_process_that_is_ended(kng: Kng) -> None:
    text = "CONSTRUCT { ?m kng:topic ?t } { ?m kng:topic ?t }"
    assert kng("query", text).stdout.startswith("@prefix kng: ")
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    result = kng("query", endless, "--limit", "0.5")
    assert result.exit_code == 1
    assert result.stderr == "kng: the query was stopped after 0.5 seconds\n"


def test_nobody_at_the_endpoint(process: Process) -> None:
    for verb in (["query", "hosts"], ["push"]):
        done = process(*verb, "--endpoint", "http://127.0.0.1:9/")
        assert done.returncode == 1
        assert done.stderr.decode().count("\n") == 1
        assert b"http://127.0.0.1:9/ cannot be reached" in done.stderr
