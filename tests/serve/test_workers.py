"""Queries that may be anything: each ends, in a process that can neither write nor reach out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kng._errors import KngError, QueryError
from kng._store import Scope, Store
from kng._store.worker import (
    Limits,
    Order,
    Reply,
    Stopped,
    Unparsed,
    Workers,
    WrongForm,
    ask,
    construct,
    select,
)
from kng._values import Cell, Literal

if TYPE_CHECKING:
    from tests.serve.conftest import Listener

G = "https://a.b/graph"
FORMATS = {"solutions": "json", "boolean": "json", "triples": "n-triples"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a"
TEXTS = ["möte", 'a "quoted" \\ text', "two\nlines\tand a tab", "<b>&amp;</b>", "😀", ""]


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    node = ox.NamedNode
    number = node("http://www.w3.org/2001/XMLSchema#integer")
    said = [(str(n), ox.Literal(str(n), datatype=number)) for n in range(300)]
    said += [(f"t{n}", ox.Literal(text)) for n, text in enumerate(TEXTS)]
    said += [
        ("sv", ox.Literal("möte", language="sv")),
        ("en", ox.Literal("meeting", language="en")),
    ]
    made.add(
        G,
        (ox.Triple(node(f"https://a.b/{s}"), node("https://a.b/is"), o) for s, o in said),
        source=True,
    )
    made.add(G, [ox.Triple(node("https://a.b/1"), node("https://a.b/of"), ox.BlankNode("b"))])
    return made


@pytest.fixture(scope="module")
def workers(store: Store) -> Iterator[Workers]:
    with Workers(store, limits=Limits(seconds=1, memory=64, rows=5000, bytes=500_000)) as made:
        yield made


def answer(workers: Workers, query: str, limits: Limits | None = None) -> bytes:
    with workers.reply(limits) as reply:
        return b"".join(reply.ask(Order(query, [G], [], FORMATS)))


def kind(cell: Cell) -> tuple[str, str]:
    return (cell.datatype, cell.language) if isinstance(cell, Literal) else ("", "")


def lives(pid: int) -> bool:
    """Whether a process is there and not just waiting to be cleared away."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 2
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not lives(pid)


def pid_of(reply: Reply) -> int:
    return reply._worker.pid


def test_a_worker_answers_as_the_store_does(workers: Workers, store: Store) -> None:
    scope = Scope((G,), (G,))
    query = """SELECT ?s ?o ?none {
      { ?s ?p ?o FILTER(!ISBLANK(?o)) } UNION { ?s ?q ?r FILTER(?r = 1) }
    } ORDER BY ?s ?o"""
    found = select(workers, query, scope)
    assert found == store.select(query, scope)
    assert [kind(cell) for _, cell, _ in found] == [
        kind(cell) for _, cell, _ in store.select(query, scope)
    ]
    assert set(TEXTS) <= {str(cell) for _, cell, _ in found}
    triples = "CONSTRUCT { ?s a ?o } { GRAPH ?g { ?s <https://a.b/is> ?o } }"
    assert set(construct(workers, triples, scope)) == set(store.construct(triples, scope))
    assert ask(workers, "ASK { ?s ?p 7 }", scope) is True
    assert ask(workers, "ASK { ?s ?p 7000 }", scope) is False
    ((blank,),) = select(workers, "SELECT ?o { ?s <https://a.b/of> ?o }", scope)
    assert str(blank).startswith("_:")


def test_a_graph_that_is_not_given_is_not_seen(workers: Workers) -> None:
    assert not ask(workers, "ASK { ?s ?p ?o }", Scope((), ()))
    assert not ask(workers, "ASK { GRAPH ?g { ?s ?p ?o } }", Scope((G,), ()))


def test_a_store_on_disk_is_answered_from_too(store: Store, tmp_path: Path) -> None:
    store.copy_to(tmp_path / "quads")
    with Workers(tmp_path / "quads") as workers:
        assert select(workers, "SELECT * { ?s ?p 7 }", Scope((G,), ())).cells


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with Workers(tmp_path / "none") as workers, pytest.raises(QueryError):
        answer(workers, "ASK {}")


def test_a_text_that_cannot_be_parsed_says_where(workers: Workers) -> None:
    with pytest.raises(Unparsed, match="error at 2:10: expected"):
        answer(workers, "ASK {\n  ?s ?p }")


def test_a_form_that_was_not_asked_for_is_named(workers: Workers) -> None:
    with workers.reply() as reply, pytest.raises(WrongForm) as caught:
        reply.ask(Order("ASK {}", [G], [], {"solutions": "json"}))
    assert caught.value.form == "boolean"


def test_a_query_without_end_is_killed_at_the_limit(workers: Workers) -> None:
    started = time.monotonic()
    with workers.reply() as reply, pytest.raises(Stopped) as caught:
        b"".join(reply.ask(Order(ENDLESS, [G], [], FORMATS)))
    assert caught.value.reason == "time"
    assert time.monotonic() - started < 1.5
    assert gone(pid_of(reply))
    assert answer(workers, "ASK {}")


def test_a_query_that_wants_all_memory_is_ended_by_the_system(workers: Workers) -> None:
    with pytest.raises(Stopped) as caught:
        answer(workers, GREEDY, Limits(seconds=20, memory=64))
    assert caught.value.reason == "ended"
    assert "64 MB" in str(caught.value)
    assert answer(workers, "ASK {}")


@pytest.mark.parametrize(("limit", "most"), [("rows", 5000), ("bytes", 500_000)])
def test_an_answer_that_is_too_long_is_cut_off(workers: Workers, limit: str, most: int) -> None:
    limits = Limits(seconds=5, **{"rows": 10**9, "bytes": 10**9, limit: most})
    with pytest.raises(Stopped) as caught:
        answer(workers, "SELECT * { ?a ?b ?c . ?d ?e ?f }", limits)
    assert caught.value.reason == limit
    assert str(most) in str(caught.value)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_every_format(workers: Workers, form: str) -> None:
    query = "SELECT ?n { ?s ?p ?n FILTER(ISNUMERIC(?n)) }"
    for most, passes in ((302, True), (290, False)):
        with workers.reply(Limits(rows=most)) as reply:
            try:
                b"".join(reply.ask(Order(query, [G], [], {"solutions": form})))
                whole = True
            except Stopped:
                whole = False
        assert whole is passes


def test_who_leaves_ends_the_work(workers: Workers) -> None:
    with workers.reply(Limits(seconds=20)) as reply:
        threading.Timer(0.2, reply.cancel).start()
        started = time.monotonic()
        with pytest.raises(Stopped) as caught:
            b"".join(reply.ask(Order(ENDLESS, [G], [], FORMATS)))
    assert caught.value.reason == "left"
    assert time.monotonic() - started < 2
    assert gone(pid_of(reply))


def test_a_long_query_lets_others_go_first(workers: Workers) -> None:
    with workers.reply(Limits(seconds=20)) as reply:
        worker = reply._worker
        asking = threading.Thread(target=lambda: _asked(reply))
        asking.start()
        while worker.fresh:
            assert worker.cpu() < 3
            time.sleep(0.05)
        assert worker.cpu() > 1
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) == 15
        reply.cancel()
        asking.join()


def _asked(reply: Reply) -> None:
    with suppress(Stopped):
        b"".join(reply.ask(Order(ENDLESS, [G], [], FORMATS)))


def test_closing_leaves_no_process(store: Store) -> None:
    workers = Workers(store, warm=3)
    nursery = workers._nursery.pid
    pids = [nursery, *(worker.pid for worker in workers._idle)]
    assert all(map(lives, pids))
    workers.close()
    assert all(map(gone, pids))


def test_what_has_been_retired_answers_what_was_asked(store: Store) -> None:
    workers = Workers(store)
    with workers.reply() as reply:
        workers.retire()
        assert b"".join(reply.ask(Order("ASK {}", [G], [], FORMATS)))
        assert lives(workers._nursery.pid)
    assert workers._nursery.poll() is not None


def test_a_nursery_that_was_ended_is_replaced(store: Store) -> None:
    with Workers(store, warm=2) as workers:
        first = workers._nursery.pid
        os.kill(first, signal.SIGKILL)
        assert all(gone(worker.pid) for worker in workers._idle)
        for _ in range(3):
            assert b"true" in answer(workers, "ASK { ?s ?p 7 }")
        assert workers._nursery.pid != first
    with pytest.raises(KngError, match="any more"):
        answer(workers, "ASK {}")


HOLDS = """
import sys, time
from pathlib import Path
from kng._store.worker import *
workers = Workers(Path(sys.argv[1]))
reply = workers.reply(Limits(seconds=60))
print(workers._nursery.pid, reply._worker.pid, flush=True)
b"".join(reply.ask(Order(sys.argv[2], ["https://a.b/graph"], [], {"solutions": "json"})))
"""


def test_no_worker_outlives_who_asked(store: Store, tmp_path: Path) -> None:
    store.copy_to(tmp_path / "quads")
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path / "quads"), ENDLESS],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    pids = [int(pid) for pid in child.stdout.readline().split()]
    time.sleep(0.1)
    assert all(map(lives, pids))
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert all(map(gone, pids))


# ---- no network


def reaching(port: int) -> str:
    return f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}"


def test_the_engine_itself_would_reach_out(listener: Listener) -> None:
    with suppress(QueryError):  # what it says of the answer does not matter
        Store().select(reaching(listener.port))
    listener.close()
    assert listener.visits == 1


def test_a_worker_does_not_even_when_nothing_is_refused(
    workers: Workers, listener: Listener
) -> None:
    assert workers.without_network
    query = reaching(listener.port)
    with pytest.raises(QueryError, match="failed"):
        answer(workers, query)
    assert b"127.0.0.1" not in answer(workers, query.replace("SERVICE", "SERVICE SILENT"))
    graph = f"<http://127.0.0.1:{listener.port}/data.ttl>"
    assert b"false" in answer(workers, f"ASK FROM {graph} {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    listener.close()
    assert listener.visits == 0


ALONE = """
import socket, sys
from kng._store import _confine
assert getattr(_confine, sys.argv[1])()
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), 1)
except OSError as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize("way", ["_empty_namespace", "_filter_calls"])
def test_either_way_alone_keeps_a_process_at_home(way: str, listener: Listener) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, way, str(listener.port)], capture_output=True, text=True
    )
    if "AssertionError" in done.stderr:
        pytest.skip("the system does not offer it here")
    assert done.stdout.strip() in ("OSError", "PermissionError", "ConnectionRefusedError")
    listener.close()
    assert listener.visits == 0


def test_a_confined_process_starts_no_program() -> None:
    script = (
        "import os, subprocess; from kng._store import _confine\n"
        "assert _confine._filter_calls()\n"
        "try: subprocess.run(['true'])\n"
        "except PermissionError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "refused"
