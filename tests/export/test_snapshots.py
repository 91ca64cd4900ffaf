"""Parts of the graph: what holds on a day, and what lies around a thing; each sound on its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import kng
from kng import UnknownName, UsageError
from kng._build import Graph
from kng._build.snapshots import snapshot
from kng._cli import main
from kng._dates import asked_window
from kng._export.selecting import around, at_time
from kng._namespaces import ASSERTED, PREFIXES
from kng._store import parse_turtle

HEAD = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
E = "https://e.org/"


def lines(**texts: str) -> dict[str, list[str]]:
    """Source graphs by name, from Turtle in which ``:x`` is short for https://e.org/x."""
    head = f"{HEAD}@prefix : <{E}> .\n"
    return {
        E + name: [f"{triple} ." for triple in parse_turtle((head + text).encode(), name)[0]]
        for name, text in texts.items()
    }


def subjects(graphs: dict[str, list[str]] | object) -> set[str]:
    assert isinstance(graphs, dict)
    return {line[1 : line.index(">")].removeprefix(E) for told in graphs.values() for line in told}


MEETINGS = """
:early a kng:Meeting . :late a kng:Meeting ; kng:partOf :early .
:p1 a kng:Participation ; kng:meeting :early ; kng:participant :ann ; kng:inCapacityOf :old .
:p2 a kng:Participation ; kng:meeting :late ; kng:participant :ann .
:old a kng:Affiliation ; org:member :ann ; org:organization :co .
:new a kng:Affiliation ; org:member :ann ; org:organization :ahead .
:ann a kng:Person . :co a kng:Organisation . :ahead a kng:Project . :known a kng:Programme .
"""


def test_what_needs_what_is_gone_goes_and_a_mention_goes_alone() -> None:
    held = {E + "early", E + "new"}
    found = at_time(lines(one=MEETINGS), lambda thing, _: thing in held, lambda t: t == E + "ahead")
    assert subjects(found) == {"early", "p1", "ann", "co", "known"}
    (told,) = found.values()
    assert not [line for line in told if "inCapacityOf" in line], "the mention of :old is gone"


def test_what_happened_is_asked_otherwise_than_what_lasts() -> None:
    asked: dict[str, bool] = {}

    def holds(thing: str, happened: bool) -> bool:
        asked[thing.removeprefix(E)] = happened
        return True

    at_time(lines(one=MEETINGS), holds, lambda _: False)
    assert asked == {"early": True, "late": True, "old": False, "new": False}


SOURCES = {
    "one": ":one a prov:Bundle ; prov:wasDerivedFrom :s1 . :s1 a kng:Source ; kng:quotes :s2 . "
    ":ann a kng:Person . :far a kng:Person .",
    "two": ":two a prov:Bundle ; prov:wasDerivedFrom :s2 . :s2 a kng:Source . :x a kng:Person .",
    "idle": ":idle a prov:Bundle ; prov:wasDerivedFrom :s3 . :s3 a kng:Source . :m a kng:Meeting .",
}


def test_a_graph_goes_when_it_says_nothing_more_unless_it_describes_a_source() -> None:
    found = at_time(lines(**SOURCES), lambda *_: False, lambda _: False)
    assert subjects(found) == {"one", "s1", "ann", "far", "two", "s2", "x"}


AROUND = """
:town a kng:Municipality ; kng:territory :place . :place a kng:Place .
:m a kng:Meeting ; kng:place :place ; kng:topic :t . :t a kng:Topic .
:p a kng:Participation ; kng:meeting :m ; kng:participant :ann ; kng:onBehalfOf :other .
:ann a kng:Person . :other a kng:Municipality . :third a kng:Municipality .
:tie a kng:Tie ; kng:party :ann , :other . :outside a kng:Tie ; kng:party :other , :third .
:n a kng:Meeting . :q a kng:Participation ; kng:meeting :n ; kng:participant :ann .
"""


def test_around_a_town_are_its_meetings_who_came_and_what_ties_these() -> None:
    found = around(lines(one=AROUND), E + "town")
    assert subjects(found) == {"town", "place", "m", "t", "p", "ann", "other", "tie"}


def test_the_sources_of_a_part_come_with_it() -> None:
    assert subjects(around(lines(**SOURCES), E + "ann")) == {"ann", "one", "s1", "s2", "two"}


@pytest.mark.parametrize("subset", ["municipality=Borlänge", "person=Abresparr"])
def test_a_part_of_the_real_graph_is_a_sound_workspace(
    subset: str, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kng._build as way

    monkeypatch.setattr(way, "Graph", lambda *_: graph)
    folder = kng.export(tmp_path / "part", graph.workspace.root, only=["workspace"], subset=subset)
    monkeypatch.undo()
    assert [str(f) for f in kng.check(folder) if f.severity == "violation"] == []
    part = Graph(type(graph.workspace).find(folder))
    assert 100 < part.store.size(ASSERTED) < graph.store.size(ASSERTED)
    assert set(part.store.triples(ASSERTED)) <= set(graph.store.triples(ASSERTED))


@pytest.mark.parametrize("possible", [False, True])
def test_a_day_of_the_first_source(first_graph: Graph, possible: bool) -> None:
    window = asked_window(as_of="2022-12-31", possible=possible)
    facts = snapshot(first_graph, window)
    met = "SELECT ?m { ?m a kng:Meeting }"
    assert len(facts.store.select(met)) == len(first_graph.store.select(met))
    before = snapshot(first_graph, asked_window(as_of="2021-12-31", possible=possible))
    assert len(before.store.select(met)) < len(facts.store.select(met))
    assert len(before.store.select("SELECT ?p { ?p a kng:Person }"))


def test_what_is_not_known_is_told_with_what_is(first_graph: Graph) -> None:
    with pytest.raises(UnknownName, match="did you mean 'Borlänge'"):
        snapshot(first_graph, None, "municipality=Borlänje")
    with pytest.raises(UnknownName, match=r"kind of thing is called 'town'; known: .*municipality"):
        snapshot(first_graph, None, "town=Borlänge")
    for text in ("Borlänge", "municipality=", "=Borlänge"):
        with pytest.raises(UsageError, match=r"KIND=NAME|kind of thing"):
            snapshot(first_graph, None, text)


def test_the_verb_writes_what_is_asked_for(first_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["export", "-w", str(first_folder), "--out", str(out), "--only", "jsonld"]
    ran = CliRunner().invoke(main, arguments)
    assert (ran.exit_code, ran.stdout) == (0, f"export: {out}\n")
    listed = {file["path"] for file in json.loads((out / "MANIFEST.json").read_bytes())["files"]}
    assert listed == {
        "kng.jsonld", "context.jsonld", "dcat.ttl", "void.ttl", "SOURCES.md", "CITATION.cff",
        "ro-crate-metadata.json",
    }  # fmt: skip
    assert {path.name for path in out.iterdir()} == listed | {"MANIFEST.json"}


def test_the_verb_tells_all_unknown_formats_and_a_lonely_possible(first_folder: Path) -> None:
    told = CliRunner().invoke(
        main, ["export", "-w", str(first_folder), "--only", "turtel", "--only", "rdf"]
    )
    assert told.exit_code == 2
    assert "'turtel'; did you mean 'turtle'" in told.stderr
    assert "'rdf'" in told.stderr
    lonely = CliRunner().invoke(main, ["export", "-w", str(first_folder), "--possible"])
    assert lonely.exit_code == 2
    assert "--as-of" in lonely.stderr
