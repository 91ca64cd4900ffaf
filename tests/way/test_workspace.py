"""Where the workspace is found, and how exports are written: whole, or not at all."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

import pytest

from kng import WorkspaceError
from kng._workspace import Workspace, folders, write_file, write_folder, writing

from .conftest import Kng, Plant, contents, environment

OLD = {"MANIFEST.json": b'{"files": [{"path": "a.ttl"}, {"path": "n/b.csv"}]}'}
OLD |= {"a.ttl": b"old a", "n/b.csv": b"old b"}
NEW = {"MANIFEST.json": b'{"files": [{"path": "a.ttl"}, {"path": "m/c.csv"}]}'}
NEW |= {"a.ttl": b"new a", "m/c.csv": b"new c"}


def read(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


# ---- found


@pytest.fixture
def shipped(first_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace that the package brings; no other lies at or above the current folder."""
    monkeypatch.setattr(folders, "_SHIPPED", first_folder)
    return first_folder


def test_found_here_and_above(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (copy, copy / "graph/sources", copy / "queries"):
        monkeypatch.chdir(folder)
        found = Workspace.find()
        assert (found.root, found.shipped) == (copy, False)


@pytest.mark.usefixtures("shipped")
def test_named_before_and_after_the_verb(
    kng: Kng, copy: Path, plant: Plant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plant("extra", '<person/pqwrtz> a kng:Person ; foaf:name "Åsa Öberg" .')
    monkeypatch.chdir(tmp_path)
    text = "SELECT ?n { ?p foaf:name ?n FILTER(?n = 'Åsa Öberg') }"
    for arguments in (("-w", copy, "query", text), ("query", text, "--workspace", copy)):
        assert "Åsa Öberg" in kng(*arguments).stdout
    assert "Åsa Öberg" not in kng("query", text).stdout, "the shipped one has no such person"


@pytest.mark.usefixtures("shipped")
def test_shipped_one_is_read_and_never_written(
    kng: Kng, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kng("query", "hosts").exit_code == 0
    for verb in ("build", "map"):
        refused = kng(verb)
        assert refused.exit_code == 1
        assert "can only be read" in refused.stderr
        assert "--out" in refused.stderr
    assert kng("map", "--out", tmp_path / "x/map.html").exit_code == 0
    assert (tmp_path / "x/map.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_installed_package_brings_its_workspace(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    found = Workspace.find()
    assert (found.root, found.shipped) == (shipped, True)
    with pytest.raises(WorkspaceError, match="--out"):
        found.exports_folder()
    assert found.exports_folder(tmp_path / "out") == tmp_path / "out"


def test_everything_that_is_missing_is_named(kng: Kng, copy: Path) -> None:
    shutil.rmtree(copy / "ontology/rules")
    shutil.rmtree(copy / "queries")
    (copy / "ontology/kng.ttl").unlink()
    (copy / "ontology/shapes.ttl").unlink()
    for verb in ("check", "build"):
        result = kng(verb)
        assert result.exit_code == 1
        (line,) = result.stderr.splitlines()
        names = ("ontology/rules/", "queries/", "ontology/kng.ttl", "ontology/shapes.ttl")
        assert all(name in line for name in names)
        assert "queries/networks" not in line, "named by the folder that holds it"
        assert "schemes" not in line
    missing = kng("check", "-w", "nowhere").stderr
    assert all(name in missing for name in ("nowhere", "graph/", "ontology/", "queries/"))


def test_unreadable_files_are_all_named(kng: Kng, copy: Path) -> None:
    for name in ("one", "two"):
        (copy / f"graph/sources/{name}.ttl").symlink_to(copy / "nothing")
    result = kng("check")
    assert result.exit_code == 1
    assert [line.split(" ")[1] for line in result.stderr.splitlines()] == [
        "graph/sources/one.ttl",
        "graph/sources/two.ttl",
    ]
    assert "No such file" in result.stderr


def test_hidden_files_and_folders_that_look_like_files_are_passed_over(
    kng: Kng, copy: Path
) -> None:
    (copy / "graph/sources/.#a.ttl").symlink_to("an-editor@a-machine")
    (copy / "graph/.checkpoints").mkdir()
    (copy / "graph/.checkpoints/a.ttl").write_text("no turtle")
    (copy / "graph/sources/folder.ttl").mkdir()
    assert kng("check").exit_code == 0


# ---- written


def test_what_is_listed_goes_and_what_is_foreign_stays(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    write_folder(folder, OLD)
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "n/mine.csv").write_bytes(b"mine too")
    (folder / "link").symlink_to("nowhere")
    folder.chmod(0o750)
    write_folder(folder, NEW)
    assert read(folder) == {**NEW, "notes.txt": b"mine", "n/mine.csv": b"mine too"}
    assert (folder / "link").is_symlink()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert [p.name for p in tmp_path.iterdir()] == ["exports"]


def test_exports_that_are_a_link_stay_one(tmp_path: Path) -> None:
    write_folder(tmp_path / "real", OLD)
    (tmp_path / "exports").symlink_to("real")
    write_folder(tmp_path / "exports", NEW)
    assert (tmp_path / "exports").is_symlink()
    assert read(tmp_path / "real") == NEW


@pytest.mark.parametrize("name", ["../out.ttl", "/tmp/out.ttl", "a/../../out.ttl"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    write_folder(tmp_path / "exports", OLD)
    with pytest.raises(WorkspaceError, match="leave the exports folder"):
        write_folder(tmp_path / "exports", {**NEW, name: b"x"})
    assert read(tmp_path) == {f"exports/{path}": data for path, data in OLD.items()}


@pytest.mark.parametrize("out", [".", "..", "graph", "ontology/new", "queries/../graph/x"])
def test_exports_never_go_where_the_facts_are(kng: Kng, copy: Path, out: str) -> None:
    before = contents(copy)
    result = kng("build", "--out", out)
    assert result.exit_code == 1
    assert "give a folder of their own" in result.stderr
    assert contents(copy) == before


def test_a_file_is_never_taken_for_a_folder(kng: Kng, copy: Path) -> None:
    (copy / "letter").write_text("dear")
    (copy / "exports").write_text("mine")
    for out in ("letter", "letter/below", "letter/below/map", "exports"):
        result = kng("build", *(["--out", out] if out != "exports" else []))
        assert result.exit_code == 1
        assert f"{out} cannot be written: " in result.stderr
        assert f"{copy / out.partition('/')[0]} is a file" in result.stderr
    for verb in (("map",), ("network", "people-by-meetings")):
        result = kng(*verb, "--out", "letter/below")
        assert result.exit_code == 1
        assert "letter/below" in result.stderr
    with pytest.raises(WorkspaceError, match=r"letter cannot be written: .*; what stood there is"):
        write_folder(copy / "letter", NEW)
    assert (copy / "letter").read_text() == "dear"
    assert (copy / "exports").read_text() == "mine"


@pytest.mark.parametrize("step", ["_fill", "_keep_foreign", "_exchange", "_exchange_at_once"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_an_error_of_the_system_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    write_folder(tmp_path / "exports", OLD)

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(writing, step, fail)
    with pytest.raises(WorkspaceError) as told:
        write_folder(tmp_path / "exports", NEW)
    assert os.strerror(number) in str(told.value)
    assert str(tmp_path / "exports") in str(told.value)
    assert read(tmp_path) == {f"exports/{path}": data for path, data in OLD.items()}


def test_where_the_system_cannot_exchange_two_steps_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_exchange_at_once", lambda *_: False)
    write_folder(tmp_path / "exports", OLD)
    write_folder(tmp_path / "exports", NEW)
    assert read(tmp_path) == {f"exports/{path}": data for path, data in NEW.items()}


def test_what_a_killed_process_left_is_put_back_and_cleared(tmp_path: Path) -> None:
    write_folder(tmp_path / "exports", OLD)
    (tmp_path / "exports/notes.txt").write_bytes(b"mine")
    (tmp_path / "exports").rename(tmp_path / ".exports.kng-1-old")
    (tmp_path / ".exports.kng-2").mkdir()
    (tmp_path / ".exports.kng-2/half.ttl").write_bytes(b"ha")
    (tmp_path / ".exports-of-mine").mkdir()
    write_folder(tmp_path / "exports", NEW)
    assert read(tmp_path / "exports") == {**NEW, "notes.txt": b"mine"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".exports-of-mine", "exports"]


KILLED = """
import os, sys
from pathlib import Path
from kng._workspace import write_folder, writing
folder, old, new = Path({folder!r}), {old!r}, {new!r}
def read(at):
    return {{p.relative_to(at).as_posix(): p.read_bytes() for p in at.rglob("*") if p.is_file()}}
def dies_at(step):
    left = step
    def count(event, args):
        nonlocal left
        touches = any("exports" in str(a) for a in args)
        if event.split(".")[0] in ("open", "os", "shutil", "fcntl", "ctypes") and touches:
            left -= 1
            if left == 0:
                os._exit(9)
    sys.addaudithook(count)
    write_folder(folder, new)
    os._exit(0)
mine = {{"notes.txt": b"mine"}}
states = {{"old": {{**old, **mine}}, "new": {{**new, **mine}}}}
step, outcomes = 0, []
while True:
    step += 1
    write_folder(folder, old)
    (folder / "notes.txt").write_bytes(b"mine")
    child = os.fork()
    if not child:
        dies_at(step)
    died = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = read(folder)
    whole = [name for name, state in states.items() if found == state]
    outcomes += whole or ["half"]
    if not died:
        break
print(",".join(outcomes))
"""


def test_killed_at_any_moment_the_exports_are_the_old_or_the_new(tmp_path: Path) -> None:
    script = KILLED.format(folder=str(tmp_path / "exports"), old=OLD, new=NEW)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    outcomes = ran.stdout.decode().strip().split(",")
    assert outcomes[-1] == "new", "the last one was not killed"
    assert len(outcomes) > 15, "killed at many moments"
    assert set(outcomes) == {"old", "new"}
    assert outcomes == sorted(outcomes, reverse=True), "first the old, from one moment on the new"
    assert outcomes[:-1].count("new") > 1, "killed also after the exchange"


def test_many_who_write_at_once_leave_one_whole(tmp_path: Path) -> None:
    script = """if True:
        import sys
        from pathlib import Path
        from kng._workspace import write_folder
        me = sys.argv[2].encode()
        files = {f"f/{n}": me * 1000 for n in range(9)} | {"MANIFEST.json": b'{"files": []}'}
        for _ in range(3):
            write_folder(Path(sys.argv[1]), files)
    """
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "exports"), str(number)],
            env=environment(),
            stderr=subprocess.PIPE,
        )
        for number in range(3)
    ]
    for process in processes:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told.decode()
    found = read(tmp_path / "exports")
    assert len(found) == 10
    assert len({data for name, data in found.items() if name != "MANIFEST.json"}) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["exports"]


def test_who_waits_too_long_for_another_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "exports", OLD)
    monkeypatch.setattr(writing, "_PATIENCE", 0.1)
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(WorkspaceError, match=r"another kng has been writing in .*try again"):
            write_folder(tmp_path / "exports", NEW)
    finally:
        os.close(handle)
    assert read(tmp_path / "exports") == OLD
    write_folder(tmp_path / "exports", NEW)
    assert read(tmp_path / "exports") == NEW


def test_what_is_written_piece_by_piece_is_whole_or_not_there(tmp_path: Path) -> None:
    write_folder(tmp_path / "exports", OLD)

    def half(out: IO[bytes]) -> None:
        out.write(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(WorkspaceError, match="No space left"):
        write_folder(tmp_path / "exports", [("a.ttl", b"new a"), ("b.ttl", half)])
    assert read(tmp_path) == {f"exports/{path}": data for path, data in OLD.items()}

    order: list[str] = []

    def files() -> Iterator[tuple[str, Callable[[IO[bytes]], None]]]:
        for name in ("z.ttl", "a.ttl"):
            yield name, lambda out: order.append(f"{out.write(b'xy')} bytes")
            order.append(name)

    write_folder(tmp_path / "exports", files())
    assert order == ["2 bytes", "z.ttl", "2 bytes", "a.ttl"], "each written before the next"


@pytest.mark.parametrize("verb", [("build",), ("export", "--out", "exports")])
def test_a_disk_that_is_full_in_the_middle_leaves_the_old_exports(
    copy: Path, verb: tuple[str, ...]
) -> None:
    """A limit on the size of files stops the real program in the middle of its writing."""
    write_folder(copy / "exports", OLD)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    ran = subprocess.run(
        [sys.executable, "-m", "kng", *verb],
        cwd=copy,
        env=environment(),
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=small_disk,
    )
    assert ran.returncode == 1
    told = ran.stderr.decode()
    assert len(told.splitlines()) == 1
    assert "exports cannot be written: File too large; what stood there is untouched" in told
    assert read(copy / "exports") == OLD
    assert not [path for path in copy.iterdir() if path.name.startswith(".exports")]


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "new/map.html", b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match=r"map.html cannot be written: No space left"):
        write_file(tmp_path / "new/map.html", b"new")
    assert read(tmp_path) == {"new/map.html": b"old"}


def test_exports_stay_as_they_were_when_the_graph_has_faults(
    kng: Kng, copy: Path, plant: Plant
) -> None:
    assert kng("build").exit_code == 0
    before = contents(copy / "exports")
    plant("wrong", "<person/p1> a kng:Person ; kng:shoeSize 43 .")
    result = kng("build")
    assert result.exit_code == 1
    assert "exports left untouched" in result.stderr
    assert contents(copy / "exports") == before
    assert json.loads((copy / "exports/MANIFEST.json").read_bytes())["name"] == "kng"


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', '{"files": [{"no": "path"}]}'])
def test_a_manifest_that_says_nothing_keeps_everything(tmp_path: Path, manifest: str) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "MANIFEST.json").write_text(manifest)
    (folder / "a.csv").write_bytes(b"whose?")
    files: Mapping[str, bytes] = {"MANIFEST.json": b"{}"}
    write_folder(folder, files)
    assert read(folder) == {"MANIFEST.json": b"{}", "a.csv": b"whose?"}
