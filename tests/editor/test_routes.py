"""What the pages stand on: their files, the binding of parameters, and the exports shown."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .conftest import Served

SERVE = Path(__file__).parents[2] / "src/kng/_serve"
STATIC = [
    path
    for folder in ("editor/static", "edit/static")
    for path in sorted((SERVE / folder).rglob("*"))
    if path.is_file()
]


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, timeout=30) as made:
        yield made


def test_what_is_carried_along_is_what_is_listed_with_its_licence() -> None:
    vendor = SERVE / "editor/vendor"
    listed = (vendor / "VERSION").read_text("utf-8")
    name, digest = "codemirror.js", re.findall(r"^sha256 +([0-9a-f]{64}) ", listed, re.M)
    assert digest == [hashlib.sha256((vendor / name).read_bytes()).hexdigest()]
    packages = re.findall(r"^package +(\S+) \S+ \((.*)\)$", listed, re.M)
    assert {licence for _, licence in packages} == {"MIT"}
    licence = (vendor / "LICENSE-MIT").read_text("utf-8")
    for package, _ in packages:
        scope = package.split("/")[0]
        assert package in licence or f"{scope}/*" in licence, package


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_no_page_names_another_server_or_has_anything_inline(path: Path) -> None:
    text = path.read_text("utf-8")
    addresses = set(re.findall(r"https?://[\w.]+", text))
    assert addresses <= {"http://www.w3.org", "https://w3id.org"}  # names, never fetched
    if path.suffix == ".html":
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", text)
    assert "innerHTML" not in text
    assert "eval(" not in text


def test_every_page_keeps_to_the_policy(client: httpx.Client) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    for asset in ("main.js", "vendor/codemirror.js", "shared/vis-network.min.js", "base.css"):
        assert client.get(f"/assets/editor/{asset}").status_code == 200, asset
    for outside in ("../__init__.py", "%2e%2e/__init__.py", "vendor/../../__init__.py", ""):
        assert client.get(f"/assets/editor/{outside}").status_code == 404, outside


def bound(client: httpx.Client, **values: str) -> httpx.Response:
    wanted = {"question": "municipality-meetings", "values": values, "time": {}}
    return client.post("/bound", json=wanted)


def test_a_value_becomes_a_term_whatever_it_holds(client: httpx.Client) -> None:
    gavle = "<https://w3id.org/kng/id/municipality/2180>"
    assert f"VALUES ?municipality {{ {gavle} }}" in bound(client, municipality="Gävle").text
    wrong = bound(client, municipality="} DROP ALL #")
    assert wrong.status_code == 400
    assert "Traceback" not in wrong.text
    assert bound(client, nothing="x").status_code == 400


def test_a_time_is_bound_where_the_question_has_one(client: httpx.Client) -> None:
    def asked(question: str, **time: str) -> httpx.Response:
        wanted = {"question": question, "values": {}, "time": time}
        return client.post("/bound", json=wanted)

    day = asked("hosts", **{"as-of": "2022-06"}).json()["query"]
    assert 'FILTER(STR(?latestStart1) <= "2022-06-30")' in day
    years = asked("hosts", **{"from": "2021", "to": "", "possible": "yes"}).json()["query"]
    assert 'FILTER(STR(?latestEnd1) < "2021-01-01")' in years
    for wrong in (asked("conflicts", **{"as-of": "2022"}), asked("hosts", **{"as-of": "x"})):
        assert wrong.status_code == 400
        assert "Traceback" not in wrong.text


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"[" * 9000, b'{"question": "municipality-meetings", "values": 1}']
)
def test_what_cannot_be_bound_is_told_in_a_sentence(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/bound", content=body)
    assert answer.status_code == 400
    assert answer.text.startswith("expected")


def test_an_unknown_question_is_not_bound(client: httpx.Client) -> None:
    assert client.post("/bound", json={"question": "none", "values": {}}).status_code == 404


def test_map_and_report_are_shown_once_they_are_made(client: httpx.Client, served: Served) -> None:
    for path, verb in (("/map", "kng map"), ("/report", "kng build")):
        answer = client.get(path)
        assert answer.status_code == 404
        assert verb in answer.text
    (served.root / "exports/report").mkdir(parents=True)
    try:
        (served.root / "exports/map.html").write_text("<p>karta", "utf-8")
        (served.root / "exports/report/en.html").write_text("<p>report", "utf-8")
        made = client.get("/map")
        assert made.text == "<p>karta"
        assert "frame-ancestors 'self'" in made.headers["content-security-policy"]
        assert client.get("/report?language=en").text == "<p>report"
        assert client.get("/report?language=../../graph/x").status_code == 404
    finally:
        shutil.rmtree(served.root / "exports")
