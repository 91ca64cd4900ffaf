"""What the user sees: progress on a terminal, UTF-8 in every locale, quiet when a pipe closes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from .conftest import ROOT, Kng, Plant, Process, environment

STAGES = [
    *("load", "check", "derive", "networks", "measures", "exports", "report", "map", "pages"),
    "metadata",
    "write",
]
PLAIN_LOCALES: list[dict[str, str]] = [
    {},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
]


def on_a_terminal(*arguments: str, cwd: Path) -> tuple[bytes, bytes]:
    """What a process writes to standard output (a pipe) and to standard error (a terminal)."""
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kng", *arguments],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    written = b""
    try:
        while chunk := os.read(master, 4096):
            written += chunk
    except OSError:  # the other end has closed
        pass
    finally:
        os.close(master)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return told, written


def test_progress_is_shown_on_a_terminal(copy: Path) -> None:
    told, progress = on_a_terminal("build", cwd=copy)
    lines = progress.decode("utf-8").splitlines()
    assert [line.split("·")[1].split()[0] for line in lines] == STAGES
    assert all(line.endswith(" s") for line in lines)
    assert "läser · load" in lines[0]
    assert told.decode().splitlines()[0] == f"exports: {copy / 'exports'}"


@pytest.mark.parametrize("locale", PLAIN_LOCALES, ids=str)
def test_output_is_utf_8_in_every_locale(process: Process, locale: Mapping[str, str]) -> None:
    answer = process("query", "--list", env=locale)
    assert answer.returncode == 0, answer.stderr
    assert "Vem var värd för vilket möte, och för vilken organisation?" in answer.stdout.decode()
    wrong = process("rank", "degree", "--network", "nät", env=locale)
    assert wrong.returncode == 2
    wanted = "nät" if locale.get("PYTHONUTF8") != "0" else "n"
    assert f"no network is called '{wanted}" in wrong.stderr.decode("utf-8")
    assert b"Traceback" not in wrong.stderr


@pytest.mark.parametrize("verb", ["query all", "query --list", "check"])
def test_a_pipe_that_closes_early_makes_no_noise(copy: Path, plant: Plant, verb: str) -> None:
    """What is written is far more than a pipe holds, so that the writer must notice."""
    if verb == "check":
        plant("wrong", "\n".join(f"<topic/t{n}> kng:x 1 ." for n in range(2000)))
    text = "SELECT * { ?a ?b ?c }"
    process = subprocess.Popen(
        [sys.executable, "-m", "kng", *(text if word == "all" else word for word in verb.split())],
        cwd=copy,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_message(copy: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "kng", "query", "hosts"],
            cwd=copy,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("kng: ")
    assert len(ran.stderr.splitlines()) == 1


def test_help_names_every_verb_and_what_is_known(kng: Kng) -> None:
    from kng._cli import main
    from kng._export import NETWORK_FORMATS
    from kng._measures import MEASURES
    from kng._network import WEIGHTINGS

    overview = kng("--help")
    assert overview.exit_code == 0
    for verb in main.commands:
        assert f"\n  {verb} " in overview.output
        shown = kng(verb, "--help")
        assert shown.exit_code == 0
        assert "--workspace" in shown.output
        assert "..." not in overview.output.split("Commands:")[1], (
            "the first sentence of each verb is short enough"
        )
    networks = {path.stem for path in (ROOT / "queries/networks").glob("*.rq")}
    ranking, network = kng("rank", "-h").output, kng("network", "-h").output
    listed = ranking + kng("measures", "-h").output
    for name in {measure.name for measure in MEASURES}:
        assert f"  {name}" in listed
    for name in networks:
        assert f"  {name} " in ranking
    for name in {form.name for form in NETWORK_FORMATS} | networks:
        assert f"  {name} " in network
    for name in (weighting.name for weighting in WEIGHTINGS):
        assert f"  {name} " in ranking
        assert f"  {name} " in network


def test_help_is_there_when_the_workspace_is_broken(kng: Kng, copy: Path) -> None:
    (copy / "queries/networks/people-by-meetings.rq").write_bytes(b"\xff")
    shown = kng("rank", "--help")
    assert shown.exit_code == 0
    assert "kng check says why" in shown.output


def test_check_speaks_both_languages(kng: Kng, plant: Plant) -> None:
    plant("wrong", '<person/pqwrtz> a kng:Person ; foaf:name "A" ; foaf:nam "B" .')
    assert "finns inte i ontologin" in kng("check").stdout
    assert "is not in the ontology" in kng("check", "-l", "en").stdout


def test_the_network_verb_prints_one_file_and_writes_all(kng: Kng, tmp_path: Path) -> None:
    printed = kng("network", "people-by-meetings")
    written = kng("network", "people-by-meetings", "--out", tmp_path / "new/folder")
    files = sorted(path.name for path in (tmp_path / "new/folder").iterdir())
    assert files == ["people-by-meetings.edges.csv", "people-by-meetings.nodes.csv"]
    assert printed.stdout_bytes == (tmp_path / "new/folder" / files[0]).read_bytes()
    assert [Path(line).name for line in written.stdout.splitlines()] == files
