"""A simulated network: valid, the same every time, of the promised size and shape."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kng
from kng._build import Graph
from kng._cli import main
from kng._errors import UnknownName, UsageError, WorkspaceError
from kng._export.turtle import turtle
from kng._namespaces import shorten
from kng._simulate import SIZES, pages
from kng._simulate._draws import Draws
from kng._simulate._folder import write_workspace
from kng._store import Scope
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
CLASSES = {
    "Affiliation", "Agreement", "Establishment", "Funding", "Initiative", "Meeting",
    "MeetingSeries", "Municipality", "Observation", "Organisation", "Participation", "Person",
    "Phase", "Place", "Post", "PostHolding", "Programme", "ProgrammeMembership", "Project",
    "Signature", "Source", "Tie", "Topic",
}  # fmt: skip


def parse(data: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> kng.Simulated:
    return kng.simulate("S", 1, tmp_path_factory.mktemp("simulated") / "small", ROOT)


@pytest.fixture(scope="module")
def loaded(small: kng.Simulated) -> Graph:
    return Graph(Workspace.find(small.folder))


class Medium:
    """The network of size M: its Turtle by path, how many triples and things there are."""

    def __init__(self) -> None:
        self.text: dict[str, str] = {}
        self.made: Counter[str] = Counter()
        self.triples = 0
        for page in pages("M", 1):
            data, triples = page.render()
            self.text[page.path] = data.decode()
            self.made.update(page.made)
            self.triples += triples

    def blocks(self, name: str, *, again: bool = False) -> list[str]:
        """What the files of that name say, a text for each node."""
        found = [
            text.split("\n\n")[1:]
            for path, text in self.text.items()
            if f"/{name}" in path and ("again" in path) is again
        ]
        return [block for blocks in found for block in blocks]


@pytest.fixture(scope="module")
def medium() -> Medium:
    return Medium()


def participants(medium: Medium) -> list[tuple[str, str]]:
    """Each meeting at M with each person who takes part in it."""
    who = re.compile(r"kng:meeting (\S+) ;(?:\n\tkng:onB.*)?\n\tkng:participant kng-person:(\S+)")
    found = map(who.search, medium.blocks("meetings"))
    return [(match[1], match[2]) for match in found if match]


# ---- the same every time


def test_draws_are_those_that_python_promises_to_keep() -> None:
    draws = Draws(1, "test")
    assert [draws.below(1000) for _ in range(5)] == [758, 534, 160, 700, 219]


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path, small: kng.Simulated) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "kng", "simulate", "--seed", "1", "--out", tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
    ours = contents(small.folder)
    assert contents(tmp_path / "1") == ours
    assert contents(tmp_path / "2") == ours


def test_another_seed_is_another_network(tmp_path: Path, small: kng.Simulated) -> None:
    other = kng.simulate("S", 2, tmp_path / "other", ROOT)
    assert contents(other.folder)["graph/sources/staff-1.ttl"] != (
        (small.folder / "graph/sources/staff-1.ttl").read_bytes()
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_files_are_written_as_the_exports_write_them(seed: int) -> None:
    for page in pages("S", seed):
        data, triples = page.render()
        assert data == turtle(parse(data)), page.path
        assert triples == len(parse(data)), page.path


def test_ontology_and_questions_come_along(small: kng.Simulated) -> None:
    for name in ("ontology", "queries"):
        assert contents(small.folder / name) == contents(ROOT / name)


# ---- of the promised size


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_small_is_as_large_as_promised(seed: int) -> None:
    assert 2_850 <= sum(page.render()[1] for page in pages("S", seed)) <= 3_150


def test_medium_is_as_large_as_promised(medium: Medium) -> None:
    assert medium.made["kng:Municipality"] == 290
    assert medium.made["kng:Person"] == 5_000
    assert medium.made["kng:Meeting"] == 10_000
    assert 366_000 <= medium.triples <= 404_000


def test_counts_are_those_of_the_graph(small: kng.Simulated, loaded: Graph) -> None:
    rows = loaded.store.select(
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { GRAPH ?source { ?thing a ?class } "
        "FILTER(?class != cv:AdminUnit && !STRENDS(STR(?source), '/schemes')) } GROUP BY ?class",
        Scope((), loaded.store.sources),
    )
    assert dict(small.counts) == {shorten(str(name)): int(str(n)) for name, n in rows}
    assert small.files == len(list((small.folder / "graph").rglob("*.ttl")))


def test_everything_that_the_model_has_occurs_at_small(small: kng.Simulated) -> None:
    assert {f"kng:{name}" for name in CLASSES} <= {name for name, count in small.counts if count}


# ---- of the promised shape


def test_how_many_a_meeting_names_follows_the_power_law(medium: Medium) -> None:
    meetings = [block for block in medium.blocks("meetings") if block.startswith("kng-meeting:")]
    people = Counter(meeting for meeting, _ in participants(medium))
    named = [people[block.split()[0]] for block in meetings if "kng:partOf " not in block]
    assert len(meetings) == 10_000
    # P(K >= k) = k ** -1.35
    for k, share in ((2, 0.3923), (5, 0.1138), (10, 0.0447)):
        found = sum(count >= k for count in named) / len(named)
        assert found == pytest.approx(share, rel=0.05)
    assert min(named) == 1
    assert max(named) == 200


def test_few_people_take_part_in_many_meetings(medium: Medium) -> None:
    times = Counter(person for _, person in participants(medium))
    ranked = sorted(times.values(), reverse=True)
    assert len(ranked) > 4_500
    # The place r of n is drawn in proportion to r ** -1/2: the first tenth has sqrt(0.1) = 32 %.
    assert sum(ranked[:500]) / sum(ranked) == pytest.approx(0.32, abs=0.05)


def test_what_is_known_of_meetings_varies(medium: Medium) -> None:
    meetings = [block for block in medium.blocks("meetings") if block.startswith("kng-meeting:")]

    def share(text: str) -> float:
        return sum(text in meeting for meeting in meetings) / len(meetings)

    assert share("kng:start") == pytest.approx(0.93, abs=0.02)
    assert share("gYearMonth") == pytest.approx(0.12, abs=0.02)
    assert share("kng:attendance") == pytest.approx(0.25, abs=0.02)
    assert share("kng:listComplete true") == pytest.approx(0.15, abs=0.02)
    assert share("meeting-status:planned") == pytest.approx(0.095, abs=0.02)  # 365 of 4748 days
    assert share("kng:inSeries") == pytest.approx(0.1, abs=0.02)
    assert 0.02 < share("kng:partOf") < 0.05


def test_a_third_of_what_is_told_twice_is_told_otherwise(medium: Medium) -> None:
    stated = [
        dict(
            re.findall(r"^(kng-meeting:\S+) (?:.*\n)*?\tkng:attendance (\d+) ", text, re.MULTILINE)
        )
        for text in (
            "\n\n".join(block for block in blocks if "kng:attendance" in block)
            for blocks in (medium.blocks("meetings"), medium.blocks("meetings", again=True))
        )
    ]
    both = stated[0].keys() & stated[1].keys()
    assert len(both) > 50
    differ = sum(stated[0][meeting] != stated[1][meeting] for meeting in both)
    assert differ / len(both) == pytest.approx(0.3, abs=0.12)


def test_people_share_names_and_never_an_address(medium: Medium) -> None:
    people = [block.split('"') for block in medium.blocks("staff") if "foaf:name" in block]
    assert len({address for address, _, _ in people}) == 5_000
    assert 4_900 < len({name for _, name, _ in people}) < 5_000


def test_municipalities_lie_within_sweden(medium: Medium) -> None:
    text = medium.text["graph/reference/municipalities.ttl"]
    latitudes = [float(degrees) for degrees in re.findall(r"geo:lat (\S+)", text)]
    longitudes = [float(degrees) for degrees in re.findall(r"geo:long (\S+)", text)]
    assert len(latitudes) == len(longitudes) == 290
    assert 55.3 <= min(latitudes) < 57 < 66 < max(latitudes) <= 69.1
    assert 10.9 <= min(longitudes) < 13 < 18 < max(longitudes) <= 24.2


# ---- valid, and nobody's


def test_check_finds_only_what_is_meant_to_be_missing(small: kng.Simulated) -> None:
    faults = [fault for fault in kng.check(small.folder) if fault.where.startswith("graph/")]
    meant = {"MeetingTime": "warning", "OrganisationKindKnown": "warning", "CapacityKnown": "info"}
    assert {fault.check for fault in faults} <= meant.keys()
    assert all(fault.severity == meant[fault.check] for fault in faults)


def test_all_exports_can_be_built(small: kng.Simulated, tmp_path: Path) -> None:
    folder = kng.build(small.folder, tmp_path / "exports")
    assert (folder / "map.html").stat().st_size > 10_000


def test_sources_disagree(loaded: Graph) -> None:
    for name in ("start", "amount", "value"):
        assert loaded.store.ask(
            f"ASK {{ GRAPH ?a {{ ?x kng:{name} ?one }} GRAPH ?b {{ ?x kng:{name} ?other }} "
            "FILTER(?a != ?b && ?one != ?other) }"
        ), name


def test_capacity_follows_where_a_source_restates_the_affiliation(loaded: Graph) -> None:
    assert loaded.store.ask("ASK { ?p a kng:Participation ; kng:inCapacityOf ?affiliation }")


def names(graph: Graph) -> Iterator[str]:
    query = "SELECT DISTINCT ?name { ?thing foaf:name|rdfs:label ?name }"
    for (name,) in graph.store.select(query):
        yield str(name)


def test_nobody_real_is_in_it(loaded: Graph, graph: Graph) -> None:
    people = "SELECT ?thing ?name { ?thing foaf:name ?name }"
    ours, theirs = loaded.store.select(people).cells, graph.store.select(people).cells
    for column in (0, 1):
        assert not {row[column] for row in ours} & {row[column] for row in theirs}
    codes = "SELECT ?code { ?thing kng:scbCode ?code }"
    assert all(str(code) >= "3001" for (code,) in loaded.store.select(codes))


# ---- what cannot be done


@pytest.mark.parametrize("size", ["XL", "s", ""])
def test_an_unknown_size_is_told(size: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="known: L, M, S"):
        kng.simulate(size, 1, tmp_path / "out")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", [-1, "one", 1.5, True, None])
def test_a_seed_that_is_no_whole_number_is_told(seed: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="seed"):
        kng.simulate("S", seed, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(WorkspaceError, match="not empty"):
        kng.simulate("S", 1, tmp_path)
    assert contents(tmp_path) == {"mine": b"mine"}
    with pytest.raises(WorkspaceError, match="no folder"):
        kng.simulate("S", 1, tmp_path / "mine")
    assert contents(tmp_path) == {"mine": b"mine"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    kng.simulate("S", 1, empty, ROOT)
    assert {path.name for path in empty.iterdir()} == {"graph", "ontology", "queries"}


def test_nothing_is_left_of_what_failed_half_way(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield "graph/sources/a.ttl", b""
        raise OSError(28, "No space left on device")

    with pytest.raises(WorkspaceError, match="No space left on device"):
        write_workspace(tmp_path / "out", ROOT, failing())
    assert not list(tmp_path.iterdir())


def test_the_verb_says_what_it_wrote(tmp_path: Path) -> None:
    words = ["--workspace", str(ROOT), "simulate", "--size", "S", "--out", str(tmp_path / "out")]
    ran = CliRunner().invoke(main, words)
    assert ran.exit_code == 0, ran.output
    assert re.search(r"^ +60  kng:Person$", ran.output, re.MULTILINE)
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 1
    assert "is not empty" in again.output


@pytest.mark.parametrize(("option", "value"), [("--seed", "one"), ("--size", "XL")])
def test_the_verb_ends_with_2_when_the_call_is_wrong(
    option: str, value: str, tmp_path: Path
) -> None:
    ran = CliRunner().invoke(main, ["simulate", option, value, "--out", str(tmp_path / "out")])
    assert ran.exit_code == 2
    assert value in ran.output


def test_sizes_grow() -> None:
    assert [SIZES[name].triples for name in "SML"] == [3_000, 385_000, 11_700_000]
