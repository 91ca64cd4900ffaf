"""``kng serve`` at the terminal, ``kng.serve`` and ``kng.asgi`` in Python."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

import kng
from kng._cli import main
from kng._serve.settings import Settings, chosen


def test_serve_answers_until_it_is_told_to_end(first_folder: Path) -> None:
    command = [sys.executable, "-m", "kng", "serve", "-w", str(first_folder), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    with process.stderr as told:
        address = told.readline().strip()
        assert httpx.get(f"{address}health").text == "ok\n"
        asked = httpx.get(f"{address}sparql", params={"query": "ASK { ?m a kng:Meeting }"})
        assert asked.json()["boolean"]
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        assert told.read() == ""
    assert children
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1", "no such host"])
def test_an_address_that_is_not_free_is_said(first_folder: Path, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(
            main, ["serve", "-w", str(first_folder), "--host", host, "--port", port]
        )
    assert done.exit_code == 2
    assert f"cannot serve at {host}, port {port}: " in done.output
    assert "Traceback" not in done.output


def test_the_url_of_a_proxy_is_a_name_of_the_server() -> None:
    settings = chosen("127.0.0.1", ["other.example"], url="https://kng.example.org:8443/graph")
    assert settings.url == "https://kng.example.org:8443/graph/"
    assert {"kng.example.org", "other.example", "localhost"} <= set(settings.hosts)
    assert chosen("::1").hosts[-1] == "[::1]"
    with pytest.raises(kng.UsageError, match="no web address"):
        chosen("127.0.0.1", url="kng.example.org")


def test_the_application_is_there_for_a_server_of_ones_own(first_folder: Path) -> None:
    application = kng.asgi(first_folder, settings=Settings(warm=0))
    site = application.state.site
    try:
        paths = {getattr(route, "path", "") for route in application.routes}
        assert {"/sparql", "/graph", "/id/{kind}/{slug}", "/ns", "/health"} <= paths
    finally:
        site.close()
