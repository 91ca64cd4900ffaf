"""What a hostile or clumsy client can do: little, and the others go on being served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest

from kng._serve import Site

EVERYTHING = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {EVERYTHING}"
GREEDY = f"SELECT * {EVERYTHING} ORDER BY ?a"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers=headers)


def connect(address: str) -> socket.socket:
    host, _, port = address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=20)


def raw(address: str, request: bytes) -> bytes:
    """All that comes back to a request as it is."""
    with connect(address) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def running(site: Site) -> int:
    return site.now.workers._busy


def soon(holds: Callable[[], bool], seconds: float = 2.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


# ---- limits


def test_a_query_without_end_is_stopped(client: httpx.Client) -> None:
    started = time.monotonic()
    answer = ask(client, ENDLESS)
    assert (answer.status_code, answer.text) == (504, "the query was stopped after 2 seconds\n")
    assert time.monotonic() - started < 3


def test_a_query_that_wants_all_memory_is_stopped(client: httpx.Client) -> None:
    answer = ask(client, GREEDY)
    assert answer.status_code in (500, 504)  # whichever comes first on a slow machine
    assert "256 MB" in answer.text or "2 seconds" in answer.text


def test_a_long_answer_breaks_off_so_that_the_client_can_tell(client: httpx.Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(client, LONG)


def test_a_long_answer_comes_while_it_is_made(client: httpx.Client) -> None:
    with client.stream("GET", "/sparql", params={"query": LONG}) as answer:
        assert answer.status_code == 200
        assert "content-length" not in answer.headers
        assert next(answer.iter_bytes()).startswith(b'{"head"')


def test_a_short_answer_is_told_with_its_length(client: httpx.Client) -> None:
    assert int(ask(client, "ASK {}").headers["content-length"]) == len(ask(client, "ASK {}").text)


def test_who_leaves_ends_the_work(site: Site, address: str) -> None:
    assert soon(lambda: running(site) == 0)
    with httpx.Client(base_url=address, timeout=0.3) as impatient:
        with pytest.raises(httpx.ReadTimeout):
            ask(impatient, ENDLESS)
        assert soon(lambda: running(site) == 0, seconds=1)


def test_who_does_not_read_holds_up_no_worker(site: Site, address: str) -> None:
    assert soon(lambda: running(site) == 0)
    with connect(address) as lazy:
        query = "query=SELECT+*+%7B+?a+?b+?c+%7D"  # longer than what the system takes in
        lazy.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        time.sleep(0.1)
        assert soon(lambda: running(site) == 0, seconds=1.5)


def test_when_all_are_busy_a_client_is_told_to_come_back(address: str) -> None:
    def once(query: str) -> httpx.Response:
        return httpx.get(f"{address}/sparql", params={"query": query}, timeout=10)

    with ThreadPoolExecutor(10) as many:
        hostile = [many.submit(once, ENDLESS) for _ in range(4)]
        time.sleep(0.3)
        started = time.monotonic()
        others = [many.submit(once, "ASK {}").result() for _ in range(1)]
        waited = time.monotonic() - started
        assert [one.result().status_code for one in hostile] == [504] * 4
    assert [one.status_code for one in others] == [503]
    assert int(others[0].headers["retry-after"]) > 0
    assert "come back" in others[0].text
    assert 0.4 < waited < 1.5
    assert once("ASK {}").status_code == 200


def test_long_answers_that_nobody_reads_fill_no_disk(
    site: Site, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert soon(lambda: site._spooled == 0)
    everything = "SELECT * { ?s ?p ?o . ?s ?q ?r }"  # longer than what is kept in memory
    tight = replace(site.settings, spool=100_000)
    monkeypatch.setattr(site, "settings", tight)
    with pytest.raises(httpx.RemoteProtocolError):
        ask(client, everything)
    assert ask(client, "SELECT * { ?s ?p ?o } LIMIT 100").status_code == 200
    assert soon(lambda: site._spooled == 0)


def test_a_long_request_is_refused(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": "#" * 20_000})
    assert answer.status_code == 413

    def pieces() -> object:
        for _ in range(20):
            yield b"#" * 1000

    kind = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", content=pieces(), headers=kind).status_code == 413  # type: ignore[arg-type]


def test_a_body_that_stalls_is_given_up(address: str) -> None:
    head = (
        "POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n"
        "Connection: close\r\nContent-Type: application/sparql-query\r\n\r\nASK"
    )
    answer = raw(address, head.encode())
    assert answer.startswith(b"HTTP/1.1 408")


def test_a_head_that_stalls_is_cut_off(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kng._serve.running._HEAD", 0.2)
    assert raw(address, b"GET / HTTP/1.1\r\nHost:") == b""


# ---- hosts, heads, paths


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "[::1", "a b"]
)
def test_other_hosts_are_refused(address: str, host: str) -> None:
    request = f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    answer = raw(address, request.encode())
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"evil" not in answer


def test_two_hosts_are_refused(address: str) -> None:
    request = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
    assert raw(address, request).startswith(b"HTTP/1.1 400")


PAGES = ["/health", "/sparql", "/no-such-page", "/sparql?query=ASK+%7B", "/robots.txt"]


@pytest.mark.parametrize("path", PAGES)
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers


def test_search_engines_are_kept_out(client: httpx.Client) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/assets/..%2f..%2fsettings.py",
        "/assets/%2e%2e/settings.py",
        "/id/..%2f..%2f..%2fetc%2fpasswd",
        "/id/person/..",
        "/id/%00",
        "/ontology/..%2fkng.ttl",
        "//evil.example/%2e%2e",
    ],
)
def test_no_path_leads_out(address: str, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    answer = raw(address, request.encode())
    assert answer.split(b" ")[1] in (b"404", b"400", b"405")
    assert b"root:" not in answer
    assert b"location: //" not in answer.lower()


def test_a_line_break_does_not_get_into_a_header(address: str) -> None:
    request = "GET /id/person/x%0d%0aset-cookie:%20a=b HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    answer = raw(address, f"{request}Connection: close\r\n\r\n".encode())
    assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.parametrize(
    "query",
    [
        "ASK {",
        "ASK { FILTER(" + "(" * 4000,
        "SELECT ?x { BIND(<http://[> AS ?x) }",
        "\x00\ufffe",
        "SELECT (" + "1+" * 2000 + "1 AS ?x) {}",
        "ASK { FILTER(" + "!" * 3000 + "true) }",
    ],
)
def test_no_answer_tells_of_the_machine(client: httpx.Client, query: str) -> None:
    answer = client.post(
        "/sparql", content=query.encode(), headers={"content-type": "application/sparql-query"}
    )
    assert answer.status_code in (200, 400, 500)
    for word in ("Traceback", "/home", "/root", "/tmp", ".py", "site-packages"):
        assert word not in answer.text
    assert len(answer.text) < 700
    assert client.get("/health").status_code == 200


def test_what_breaks_inside_is_not_told(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/secret/place")

    monkeypatch.setattr("kng._serve.sparql.checked", broken)
    answer = ask(client, "ASK {}")
    assert (answer.status_code, "secret" in answer.text) == (500, False)


# ---- what is kept, packed, and shared


def test_who_has_an_answer_is_told_so(client: httpx.Client) -> None:
    query = "SELECT * { ?s a kng:Meeting }"
    tag = ask(client, query).headers["etag"]
    again = ask(client, query, **{"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert ask(client, f"{query} LIMIT 1").headers["etag"] != tag
    assert ask(client, query, accept="text/csv").headers["etag"] != tag
    assert ask(client, query, **{"if-none-match": '"other"'}).status_code == 200


def test_what_differs_each_time_is_not_kept(client: httpx.Client) -> None:
    for call in ("RAND()", "NOW()", "UUID()", "STRUUID()", "BNODE()"):
        assert "etag" not in ask(client, f"SELECT ({call} AS ?x) {{}}").headers


def test_long_answers_are_packed(client: httpx.Client) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 500"
    packed = ask(client, query, **{"accept-encoding": "gzip"})
    plain = ask(client, query, **{"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert packed.content == plain.content
    assert "content-encoding" not in plain.headers


def test_pages_of_other_servers_may_ask(client: httpx.Client) -> None:
    other = {"origin": "https://editor.example"}
    assert ask(client, "ASK {}", **other).headers["access-control-allow-origin"] == "*"
    wish = {"access-control-request-method": "POST", "access-control-request-headers": "accept"}
    answer = client.options("/sparql", headers=other | wish)
    assert answer.status_code == 200
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in client.get("/health", headers=other).headers


def test_the_head_alone_comes_without_a_body(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.content) == (200, b"")


def test_many_clients_get_what_each_asked_for(address: str) -> None:
    faults = []

    def client(number: int) -> None:
        with httpx.Client(base_url=address, timeout=20) as own:
            for step in range(8):
                wanted = number * 100 + step
                answer = ask(own, f"SELECT ({wanted} AS ?n) {{}}", accept="text/csv")
                if answer.status_code != 503 and answer.text.split() != ["n", str(wanted)]:
                    faults.append(answer.text)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
