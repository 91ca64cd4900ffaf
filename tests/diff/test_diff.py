"""What changed between two states: found, told in words, and carried by a patch."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kng
from kng import FaultsFound, UsageError
from kng._cli import main
from kng._diff import State, compare
from kng._namespaces import PREFIXES
from kng._store import parse_turtle
from kng._values import Bilingual

E = "https://e.org/"
HEAD = (
    "".join(f"@prefix {p}: <{space}> .\n" for p, space in PREFIXES.items()) + f"@prefix : <{E}> .\n"
)
NAMES = {
    f"{E}umea": Bilingual("Umeå", "Umeå"),
    f"{E}vc": Bilingual("Viable Cities", ""),
    f"{E}met": Bilingual("Möte [1]", "Meeting [1]"),
    f"{E}source": Bilingual("Ett blad", "A paper"),
}


def state(name: str, **graphs: str) -> State:
    """A state of source graphs given in Turtle; each is taken from the one source."""
    said: dict[str, set[str]] = {}
    for graph, text in graphs.items():
        for triple in parse_turtle((HEAD + text).encode(), graph)[0]:
            said.setdefault(f"{triple} .", set()).add(E + graph)
    frozen = {line: frozenset(names) for line, names in said.items()}
    return State(name, frozen, NAMES, {E + graph: [f"{E}source"] for graph in graphs})


MEMBER = ":m a kng:ProgrammeMembership ; org:member :umea ; org:organization :vc ."
TITLES = ':met a kng:Meeting ; rdfs:label "Mote [1]"@sv , "same"@en .'


def test_who_joined_who_left_and_what_is_no_longer_said() -> None:
    nothing, member = state("a", g=""), state("b", g=MEMBER)
    ended = state("c", g=f'{MEMBER} :m kng:end "2025-06"^^xsd:gYearMonth .')
    joined = compare(nothing, member)
    assert "- Umeå är med i Viable Cities — källa: Ett blad" in joined.text("sv")
    assert "- Umeå joined Viable Cities — source: A paper" in joined.text("en")
    left = compare(member, ended)
    assert '- Umeå left Viable Cities ("2025-06") — source: A paper' in left.text("en")
    assert "- Umeå lämnade Viable Cities (”2025-06”) — källa: Ett blad" in left.text("sv")
    struck = compare(ended, nothing)
    assert "- it is no longer said that Umeå is in Viable Cities" in struck.text("en")
    assert [change.kind for change in struck.changes] == ["removed"]


def test_a_corrected_title_is_told_with_old_and_new_and_its_source() -> None:
    found = compare(state("a", g=TITLES), state("b", g=TITLES.replace("Mote", "Möte")))
    (change,) = found.changes
    (value,) = change.values
    assert (change.kind, value.corrected) == ("changed", True)
    assert (value.removed, value.added) == (('"Mote [1]"@sv',), ('"Möte [1]"@sv',))
    told = found.text("sv")
    assert r"- ändrat: Möte \[1\]: rdfs:label ”Mote \[1\]” (sv) → ”Möte \[1\]” (sv)" in told
    assert "rdfs:label: 1 rättade." in told
    assert "kng:Meeting: 1 changed." in found.text("en")


def test_another_source_for_the_same_is_a_change_of_evidence_only() -> None:
    found = compare(state("a", g=MEMBER), state("b", g=MEMBER, h=MEMBER))
    assert found.changes == ()
    assert len(found.added) == 3
    assert "3 pieces of evidence" in found.text("en")
    same = compare(state("a", g=MEMBER), state("b", g=MEMBER))
    assert "Ingenting är ändrat." in same.text("sv")
    assert same.patch() == "TX .\nTC .\n"


def test_the_patch_takes_the_old_quads_to_the_new() -> None:
    old = state("a", g=TITLES, h=MEMBER)
    new = state("b", g=TITLES.replace("same", 'two\\n"lines"'), k=MEMBER)
    quads = {f"{ln[:-2]} <{g}> ." for ln, gs in old.statements.items() for g in gs}
    for line in compare(old, new).patch().split("\n")[1:-2]:
        (quads.remove if line.startswith("D ") else quads.add)(line[2:])
    assert quads == {f"{ln[:-2]} <{g}> ." for ln, gs in new.statements.items() for g in gs}


def test_json_counts_and_gives_values_and_sources() -> None:
    found = json.loads(compare(state("a", g=TITLES), state("b", g=TITLES, h=MEMBER)).json())
    counted = {"class": "kng:ProgrammeMembership", "change": "added", "count": 1}
    assert found["counts"] == [counted]
    assert found["quads"] == {"added": 3, "removed": 0}
    (change,) = found["changes"]
    assert change["sources"] == [f"{E}source"]
    assert {value["property"] for value in change["values"]} == {
        "rdf:type", "org:member", "org:organization",
    }  # fmt: skip


# ---- states on disk and in git


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, first_folder: Path) -> Path:
    """The first source in git, tagged; after that one title is corrected and not committed."""
    folder = Path(shutil.copytree(first_folder, tmp_path_factory.mktemp("git") / "workspace"))
    author = ["-c", "user.name=t", "-c", "user.email=t@e.org", "-c", "commit.gpgsign=false"]
    for command in (
        ["init", "-q"],
        ["add", "."],
        [*author, "commit", "-qm", "first"],
        ["tag", "v1"],
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)
    file = folder / "graph/sources/minimote-borlange.ttl"
    text = file.read_text("utf-8")
    assert "samordnare för Klimatneutrala" in text
    file.write_text(
        text.replace("samordnare för Klimatneutrala", "sammanhållande för K", 1), "utf-8"
    )
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_revision_against_the_workspace(repository: Path) -> None:
    told = run("diff", "v1", "-w", repository)
    assert told.exit_code == 0, told.stderr
    assert told.stdout.startswith("# Vad som är ändrat: v1 → workspace\n")
    assert "→ ”sammanhållande för K städer 2030” (sv) — källa:" in told.stdout
    assert ": 1 rättade." in told.stdout
    assert len(kng.diff("v1", "HEAD", repository).changes) == 0


def test_exports_against_exports_and_a_single_file(repository: Path, tmp_path: Path) -> None:
    now = kng.export(tmp_path / "now", repository, only=["trig"])
    found = kng.diff("v1", now, repository)
    assert [change.kind for change in found.changes] == ["changed"]
    assert kng.diff(now / "kng.trig", now, repository).changes == ()
    assert kng.diff(now, None, repository).changes == ()


def test_what_is_no_state_is_told(repository: Path, tmp_path: Path) -> None:
    for name in ("nowhere", "--output=x", "HEAD:graph/nothing"):
        with pytest.raises(UsageError, match="no folder of exports, no workspace"):
            kng.diff(name, None, repository)
    (tmp_path / "kng.trig").write_text("<a> <b")
    with pytest.raises(FaultsFound, match=r"kng.trig:1: the file is not valid TriG"):
        kng.diff(tmp_path, None, repository)
    told = run("diff", "nowhere", "-w", repository)
    assert (told.exit_code, told.stdout) == (2, "")
    assert len(told.stderr.splitlines()) == 1
