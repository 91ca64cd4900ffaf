"""A store on disk: built once for the same input, whole or not there, and only read."""

from __future__ import annotations

import gc
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kng._build import Graph, stored
from kng._errors import FaultsFound, WorkspaceError
from kng._namespaces import ID
from kng._store import Store, disk, parse_turtle
from kng._workspace import Workspace

GRAPH = f"{ID}graph/one"
SUBJECTS = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"


def small(subject: str = "a") -> Store:
    store = Store()
    text = f"<https://e.org/{subject}> <https://e.org/p> 7 ."
    store.add(GRAPH, parse_turtle(text.encode(), "x.ttl")[0], source=True)
    return store


def never() -> Store:
    raise AssertionError("the store was made again")


def test_it_is_built_once(tmp_path: Path) -> None:
    path = disk.current(tmp_path, "a", small)
    assert disk.current(tmp_path, "a", never) == path
    store = disk.opened(path)
    assert store.select(SUBJECTS) == small().select(SUBJECTS)
    assert store.sources == (GRAPH,)


def test_it_cannot_be_written(tmp_path: Path) -> None:
    store = disk.opened(disk.current(tmp_path, "a", small))
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(GRAPH, small().triples(GRAPH))
    assert store.size(GRAPH) == 1


def test_of_the_older_ones_the_last_stays_and_those_that_are_read(tmp_path: Path) -> None:
    held = disk.opened(disk.current(tmp_path, "1", small))
    for name in ("2", "3", "4"):
        disk.current(tmp_path, name, small)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"1", "3", "4"}
    assert len(held.select(SUBJECTS)) == 1
    del held
    gc.collect()
    disk.current(tmp_path, "5", small)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"4", "5"}


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Store:
        raise FaultsFound([])

    with pytest.raises(FaultsFound):
        disk.current(tmp_path, "a", failing)
    (tmp_path / ".building-old").mkdir()  # as a killed process leaves it
    disk.current(tmp_path, "b", small)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["b"]


def test_two_that_want_it_at_once_build_it_once(tmp_path: Path) -> None:
    made: list[Store] = []

    def make() -> Store:
        time.sleep(0.1)
        made.append(small())
        return made[-1]

    with ThreadPoolExecutor() as pool:
        paths = set(pool.map(lambda _: disk.current(tmp_path, "a", make), range(4)))
    assert paths == {tmp_path / "a"}
    assert len(made) == 1


def test_a_folder_that_holds_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="holds no store that can be read"):
        disk.opened(tmp_path)
    path = disk.current(tmp_path, "a", small)
    (path / "sources.json").write_text("no list")
    with pytest.raises(WorkspaceError, match="holds no store that can be read"):
        disk.opened(path)


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(WorkspaceError, match=r"no store can be kept in .*file"):
        disk.current(file / "below", "a", small)


def test_the_name_follows_names_and_bytes() -> None:
    one = disk.digest([("a", b"x"), ("b", b"y")])
    assert one == disk.digest([("a", b"x"), ("b", b"y")])
    others = ([("a", b"xb"), ("", b"y")], [("b", b"y"), ("a", b"x")], [("a", b"x"), ("b", b"z")])
    assert all(disk.digest(inputs) != one for inputs in others)


def test_a_workspace_keeps_its_closed_graph(
    first_folder: Path, first_graph: Graph, tmp_path: Path
) -> None:
    folder = tmp_path / "w"
    shutil.copytree(first_folder, folder)
    path = stored(Workspace.find(folder))
    assert path.parent == folder / ".kng"
    store = disk.opened(path)
    assert store.sources == first_graph.store.sources
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert store.select(query) == first_graph.store.select(query)
    assert stored(Workspace.find(folder)) == path
    changed = folder / "graph/sources/minimote-borlange.ttl"
    changed.write_bytes(changed.read_bytes() + b"# more\n")
    assert stored(Workspace.find(folder)) != path
    assert stored(Workspace.find(folder), tmp_path / "elsewhere").parent == tmp_path / "elsewhere"
