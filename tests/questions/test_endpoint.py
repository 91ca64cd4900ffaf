"""An endpoint that does all that one can do wrong, and what is told of it."""

from __future__ import annotations

import base64
import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from kng._errors import EndpointError, UsageError
from kng._namespaces import ASSERTED, DERIVED, ID
from kng._store import Scope
from kng._store.push import MANIFEST, GraphStore
from kng._store.remote import Access, Limits, Remote

SCOPE = Scope((ASSERTED, DERIVED), (f"{ID}graph/a", f"{ID}graph/b"))
ROWS = json.dumps(
    {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "uri", "value": "x:y"}}]}}
)
JSON = "application/sparql-results+json"
SECRET = "a-secret-word"


class Server(ThreadingHTTPServer):
    """Answers each request with the next of ``replies`` (the last again) and keeps what came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: list[Callable[[Handler], None]] = []
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.graphs: dict[str, bytes] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append((self.command, self.path, dict(self.headers), body))
        replies = self.server.replies
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


def reply(
    body: str | bytes = ROWS, media: str = JSON, status: int = 200, **headers: str
) -> Callable[[Handler], None]:
    def send(handler: Handler) -> None:
        data = body.encode() if isinstance(body, str) else body
        handler.send_response(status)
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return send


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(_handler: Handler) -> None:
    time.sleep(1)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def asked(server: Server, *replies: Callable[[Handler], None], **access: object) -> Remote:
    server.replies = list(replies)
    return Remote(server.url, Access(**access), Limits(seconds=0.5, bytes=10_000))  # type: ignore[arg-type]


# ---- what is asked


def test_the_graphs_are_named_in_every_request(server: Server) -> None:
    with asked(server, reply()) as remote:
        assert remote.select("SELECT ?n { GRAPH ?g { ?n a kng:Meeting } }", SCOPE).cells == (
            ("x:y",),
        )
        remote.select("SELECT ?n { ?n a ?c }", SCOPE)
    (method, _, headers, body), (*_, plain) = server.seen
    form = parse_qs(body.decode())
    assert method == "POST"
    assert headers["Accept"] == JSON
    assert form["default-graph-uri"] == [ASSERTED, DERIVED]
    assert form["named-graph-uri"] == [f"{ID}graph/a", f"{ID}graph/b"]
    assert form["query"] == [
        "PREFIX kng: <https://w3id.org/kng/ns#> SELECT ?n { GRAPH ?g { ?n a kng:Meeting } }"
    ]
    assert "named-graph-uri" not in parse_qs(plain.decode())


def test_the_sources_are_asked_of_the_endpoint_once(server: Server) -> None:
    with asked(server, reply()) as remote:
        assert remote.scope() == Scope((ASSERTED, DERIVED), ("x:y",))
        assert remote.scope() == remote.scope()
    assert len(server.seen) == 1


def test_an_endpoint_without_the_graph_says_how_it_gets_there(server: Server) -> None:
    empty = json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": []}})
    with asked(server, reply(empty)) as remote, pytest.raises(EndpointError, match="kng push"):
        remote.select("SELECT ?n { ?n ?p ?o }")


def test_who_asks_is_said_by_headers_or_in_the_way_that_is_asked_for(server: Server) -> None:
    refusal = reply("no", "text/plain", 401, WWW_Authenticate='Basic realm="x"')
    with asked(server, reply(), headers={"Authorization": f"Bearer {SECRET}"}) as remote:
        remote.select("SELECT ?n {}", SCOPE)
    with asked(server, refusal, reply(), user="eva", password=SECRET) as remote:
        remote.select("SELECT ?n {}", SCOPE)
    sent = [headers.get("Authorization") for _, _, headers, _ in server.seen]
    basic = "Basic " + base64.b64encode(f"eva:{SECRET}".encode()).decode()
    assert sent == [f"Bearer {SECRET}", None, basic]


def test_the_environment_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNG_ENDPOINT_AUTHORIZATION", f"Bearer {SECRET}")
    monkeypatch.setenv("KNG_ENDPOINT_USER", "eva")
    monkeypatch.setenv("KNG_ENDPOINT_PASSWORD", SECRET)
    access = Access.given({"X-Key": "k"})
    assert access.headers == {"Authorization": f"Bearer {SECRET}", "X-Key": "k"}
    assert (access.user, access.password) == ("eva", SECRET)
    assert SECRET not in repr(access)


# ---- what can go wrong


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply("no", "text/plain", 401), r"wants to know who asks \(401\).*KNG_ENDPOINT_USER"),
        (reply("no", "text/plain", 403), r"\(403\)"),
        (reply("<html>", "text/html"), "an HTML page; is this the address"),
        (reply('{"head": {"vars": ["n"]}, "resu'), "broken JSON"),
        (reply("[" * 4_000), "broken JSON|nested too deep"),
        (reply('{"head": {}}'), "not the results of a SELECT query"),
        (reply("[]"), "not SPARQL results"),
        (reply("", status=302, Location="http://e.org/x"), "http://e.org/x, not followed"),
        (reply("Parse error:\n line 1", "text/plain", 400), r"refused \(400.*Parse error: line 1"),
        (reply("<h1>x", "text/html", 500), r"refused \(500 Internal Server Error\)$"),
        (reply(" " * 20_000), "more than 10,000 bytes"),
        (reply(gzip.compress(b" " * 900_000), Content_Encoding="gzip"), "more than 10,000 bytes"),
        (reply(X_SPARQL_MaxRows="1"), "only a part of the answer"),
        (dripping, r"within 0.5 s"),
        (silent, r"within 0.5 s"),
        (lambda handler: handler.connection.close(), "broke off"),
    ],
)  # fmt: skip
def test_what_an_endpoint_does_wrong_is_one_clear_message(
    server: Server, answer: Callable[[Handler], None], said: str
) -> None:
    with (
        asked(server, answer) as remote,
        pytest.raises(EndpointError, match=said) as caught,
    ):
        remote.select("SELECT ?n {}", SCOPE)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(server.url)


def test_a_redirection_gets_no_request(server: Server) -> None:
    with Server() as other:
        elsewhere = reply("", status=307, Location=other.url)
        with (
            asked(server, elsewhere, headers={"Authorization": SECRET}) as remote,
            pytest.raises(EndpointError, match="not followed"),
        ):
            remote.select("SELECT ?n {}", SCOPE)
        assert other.seen == []


def test_triples_that_are_none_are_told(server: Server) -> None:
    for answer in (reply("x", "text/html"), reply("no triple", "application/n-triples")):
        with asked(server, answer) as remote, pytest.raises(EndpointError, match="answers with"):
            remote.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", SCOPE)
    with asked(server, reply(ROWS)) as remote, pytest.raises(EndpointError, match="ASK"):
        remote.ask("ASK {}", SCOPE)


def test_nobody_there() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{door.getsockname()[1]}/"
        with Remote(url) as remote, pytest.raises(EndpointError, match="cannot be reached"):
            remote.ask("ASK {}", SCOPE)


@pytest.mark.parametrize("url", ["", "sparql", "ftp://e.org/", "file:///etc/passwd", "http://"])
def test_what_is_no_address_of_an_endpoint(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        Remote(url)


def test_an_address_with_a_password_is_refused_without_showing_it() -> None:
    with pytest.raises(UsageError, match="holds a password") as caught:
        Remote(f"http://eva:{SECRET}@e.org/sparql")
    assert SECRET not in str(caught.value)


def test_truths_and_answers_of_virtuoso_are_read(server: Server) -> None:
    boolean = {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#boolean"}
    told = {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {**boolean, "value": "0"}}]}}
    asking = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": []}}
    with asked(server, reply(json.dumps(told)), reply(json.dumps(asking))) as remote:
        assert remote.select("SELECT ?n {}", SCOPE).cells == (("false",),)
        assert remote.ask("ASK {}", SCOPE) is False


# ---- graphs that are pushed


def graph_store(handler: Handler) -> None:
    """The Graph Store Protocol, as far as it is needed."""
    server = handler.server
    name = parse_qs(urlsplit(handler.path).query)["graph"][0]
    match handler.command:
        case "PUT":
            server.graphs[name] = server.seen[-1][-1]
            reply("", status=201)(handler)
        case "DELETE":
            reply("", status=204 if server.graphs.pop(name, None) is not None else 404)(handler)
        case "GET" if name in server.graphs:
            reply(server.graphs[name], "text/turtle")(handler)
        case _:
            reply("no such graph", "text/plain", 404)(handler)


def pushed(server: Server, *names: str, everything: bool = False) -> tuple[list[str], ...]:
    server.replies = [graph_store]
    triple = "<x:{}> <x:p> 1 ."
    graphs = [(f"x:{name[0]}", lambda name=name: triple.format(name).encode()) for name in names]
    with GraphStore(server.url) as store:
        found = store.push(graphs, everything=everything)
    return tuple([name.removeprefix("x:") for name in part] for part in found)


def test_a_push_puts_what_changed_and_removes_what_is_gone(server: Server) -> None:
    assert pushed(server, "a", "b") == (["a", "b"], [], [])
    assert pushed(server, "a", "b") == ([], ["a", "b"], [])
    assert pushed(server, "a", "b2", "c") == (["b", "c"], ["a"], [])
    assert server.graphs["x:b"] == b"<x:b2> <x:p> 1 ."
    assert pushed(server, "a", everything=True) == (["a"], [], ["b", "c"])
    assert set(server.graphs) == {"x:a", MANIFEST}


def test_a_push_that_breaks_off_is_made_good_by_the_next(server: Server) -> None:
    assert pushed(server, "a", "b") == (["a", "b"], [], [])

    def full(handler: Handler) -> None:
        to_manifest = "pushed" in handler.path
        (graph_store if to_manifest else reply("full", "text/plain", 507))(handler)

    with GraphStore(server.url) as store:
        server.replies = [full]
        with pytest.raises(EndpointError, match=r"refused \(507"):
            store.push([("x:a", lambda: b"<x:a2> <x:p> 1 ."), ("x:b", lambda: b"<x:b> <x:p> 1 .")])
    assert pushed(server, "a", "b") == (["a"], ["b"], [])


def test_what_is_no_graph_store_is_told(server: Server) -> None:
    server.replies = [reply("<html>no", "text/html")]
    with GraphStore(server.url) as store, pytest.raises(EndpointError, match="graph store"):
        store.push([])
