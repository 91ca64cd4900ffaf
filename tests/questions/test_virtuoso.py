"""A real Virtuoso server: the graph is pushed to it, and the whole catalogue answers as here."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kng import _build as way
from kng._build import Graph
from kng._dates import asked_window
from kng._questions import bound
from kng._store.push import GraphStore, Pushed
from kng._store.remote import Access, Limits, Remote
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
QUESTIONS = way.questions(Workspace.find(ROOT))
NETWORKS = {name: query for name, (_, query) in way.projections(Workspace.find(ROOT)).items()}
SETTINGS = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000
"""


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, with the database in a folder of its own; its address."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed; scripts/setup test brings it where apt has it")
    folder, web = tmp_path_factory.mktemp("virtuoso"), free_port()
    settings = folder / "v.ini"
    settings.write_text(SETTINGS.format(folder=folder, sql=free_port(), web=web))
    with subprocess.Popen(
        [program, "-f", "-c", str(settings)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield wait_for(f"http://127.0.0.1:{web}", process, folder / "v.log")
        finally:
            process.kill()


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    port = int(address.rpartition(":")[2])
    for _ in range(600):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return address
        assert process.poll() is None, log.read_text() if log.exists() else "it ended at once"
        time.sleep(0.1)
    raise AssertionError("Virtuoso did not start in a minute")


def put(server: str, graph: Graph, password: str = "dba") -> Pushed:
    address = f"{server}/sparql-graph-crud-auth"
    with GraphStore(address, Access(user="dba", password=password)) as store:
        return store.push(way.graphs(graph))


@pytest.fixture(scope="module")
def virtuoso(server: str, first_graph: Graph) -> Iterator[Remote]:
    """The first source's graph, pushed by the Graph Store Protocol with a Digest password."""
    pushed = put(server, first_graph)
    assert len(pushed.put) == len(list(way.graphs(first_graph)))
    assert put(server, first_graph) == Pushed((), pushed.put, ())
    with Remote(f"{server}/sparql", limits=Limits(60)) as remote:
        yield remote


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_gives_the_same_rows_in_the_same_order(
    virtuoso: Remote, first_graph: Graph, name: str
) -> None:
    question = QUESTIONS[name]
    windows = [asked_window(all_time=True)]
    if question.times:
        windows += [asked_window(as_of="2022-03"), asked_window(as_of="2022", possible=True)]
        windows += [asked_window(("2021-10-15", "2022"), possible=p) for p in (False, True)]
    for window in windows:
        text = bound(first_graph.store, question, {}, window)
        here, there = first_graph.store.select(text), virtuoso.select(text)
        assert there == here, window
        assert [kinds(row) for row in there] == [kinds(row) for row in here], window


def kinds(row: tuple[object, ...]) -> list[tuple[str, str]]:
    return [(getattr(cell, "datatype", ""), getattr(cell, "language", "")) for cell in row]


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_a_network_has_the_same_rows(virtuoso: Remote, first_graph: Graph, name: str) -> None:
    here, there = first_graph.store.select(NETWORKS[name]), virtuoso.select(NETWORKS[name])
    assert there.columns == here.columns
    assert sorted(map(told, there)) == sorted(map(told, here))


def told(row: tuple[object, ...]) -> list[str]:
    """The cells as text; Virtuoso gives a truth that the text of a query names as a number."""
    return ["1" if str(cell) == "true" else str(cell) for cell in row]


def test_it_knows_the_sources(virtuoso: Remote, first_graph: Graph) -> None:
    assert virtuoso.scope() == first_graph.store.scope()


def test_statements_and_truths(virtuoso: Remote, first_graph: Graph) -> None:
    query = "CONSTRUCT { ?m kng:topic ?t } { ?m kng:topic ?t }"
    assert set(virtuoso.construct(query)) == set(first_graph.store.construct(query))
    assert virtuoso.ask("ASK { ?m a kng:Meeting }")
    assert not virtuoso.ask("ASK { ?m a kng:Nothing }")


def test_a_part_of_an_answer_is_not_taken_for_the_whole(virtuoso: Remote) -> None:
    from kng import EndpointError

    with pytest.raises(EndpointError, match="only a part of the answer"):
        virtuoso.select("SELECT * { ?s ?p ?o }")
    with pytest.raises(EndpointError, match=r"refused \(400.*syntax error"):
        virtuoso.select("SELECT * { ?s ?p }")


def test_a_wrong_password_is_told_and_not_shown(server: str, first_graph: Graph) -> None:
    from kng import EndpointError

    with pytest.raises(EndpointError, match=r"did not accept who asks \(401\)") as caught:
        put(server, first_graph, "secret-word")
    assert "secret-word" not in str(caught.value)
