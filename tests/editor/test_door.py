"""The coordinator's door: who may use it, what comes in, and that the graph stays whole."""

from __future__ import annotations

import asyncio
import re
import shutil
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, expect

import kng
from kng._errors import FaultsFound, UsageError, WorkspaceError
from kng._serve.edit import Door, require_loopback
from kng._serve.edit.steps import step
from kng._serve.edit.uploads import LARGEST
from kng._serve.site import Site
from kng._workspace import Workspace

from .conftest import Served, faults_of_access, opening, serving

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  const options = { dataTransfer, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", options));
}"""
NEW = {"graph/sources/om-hostmotet.ttl", "graph/imports/killed-xlsx.csv"}
RIGHT = {
    "kind": "workshop",
    "start": "2026-09-30",
    "municipality": "Gävle kommun",
    "function": "deltagare",
}
WRONG = {
    "kind": "worksop",
    "start": "2026-13-30",
    "municipality": "Gävel kommun",
    "function": "deltgare",
}


@pytest.fixture(scope="module")
def handed(first_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a door, on a copy of the first workspace that may be changed."""
    root = tmp_path_factory.mktemp("handed") / "workspace"
    shutil.copytree(first_folder, root)
    with serving(root) as found:
        yield found


@pytest.fixture(scope="module")
def client(handed: Served) -> Iterator[httpx.Client]:
    """A client that speaks as the door's own page does."""
    base = handed.address + handed.door.path
    with httpx.Client(base_url=base, headers={"origin": handed.address}, timeout=60) as made:
        yield made


def workbook(root: Path, folder: Path, name: str, written: dict[str, str]) -> Path:
    """The template of a workspace, with one meeting of two people below the example."""
    file = folder / name
    kng.template(file, root)
    book = openpyxl.load_workbook(file)
    source = "Om höstmötet"
    described = {"webbadress": "https://example.org/h", "titel": source, "utgivare": "Gävle kommun"}
    rows: list[tuple[str, dict[str, str]]] = [
        ("Källor", described),
        ("Personer", {"namn": "Disa Dahl", "organisation": "Gävle kommun", "källa": source}),
        (
            "Möten",
            {
                "namn på svenska": "Höstmöte i Gävle",
                "slag": written["kind"],
                "läge": "hållet",
                "början": written["start"],
                "kommun": written["municipality"],
                "källa": source,
            },
        ),
    ]
    for person in ("Disa Dahl", "Evelina Loberg"):
        rows.append(
            (
                "Deltagare",
                {
                    "möte": "Höstmöte i Gävle",
                    "person eller organisation": "person",
                    "deltagare": person,
                    "för": "Gävle kommun",
                    "funktion": written["function"],
                    "källa": source,
                },
            )
        )
    for sheet, values in rows:
        _append(book[sheet], values)
    book.save(file)
    return file


def _append(sheet: Any, values: dict[str, str]) -> None:
    heads = {str(c.value).split("\n")[0].strip(): c.column for c in sheet[1] if c.value}
    filled = [row[0].row for row in sheet.iter_rows() if any(cell.value for cell in row)]
    for head, value in values.items():
        sheet.cell(max(filled) + 1, heads[head]).value = value


def facts(root: Path) -> dict[str, bytes]:
    """Every file of the graph."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted((root / "graph").rglob("*"))
        if path.is_file()
    }


# ---- who may come in


def test_without_the_token_there_is_no_door(handed: Served) -> None:
    for path in ("/edit", "/edit/", "/edit/guess", handed.door.path[:-1], handed.door.path + "x"):
        assert httpx.get(handed.address + path).status_code == 404, path
    assert len(handed.door.path) >= len("/edit/") + 32


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"x-forwarded-for": "192.0.2.1"}, 403),
        ({"host": "evil.example"}, 400),
    ],
)
def test_nobody_else_can_change_anything(
    client: httpx.Client, handed: Served, headers: dict[str, str], status: int
) -> None:
    before = facts(handed.root)
    for path in ("/check?called=a.csv", "/import?file=x", "/build"):
        assert client.post(path, content=b"a", headers=headers).status_code == status, path
    assert facts(handed.root) == before


def test_a_server_that_others_reach_has_no_door(served: Served) -> None:
    with pytest.raises(UsageError, match=r"0\.0\.0\.0"):
        require_loopback("0.0.0.0")
    require_loopback("127.0.0.1")
    with Site(Workspace(served.root, shipped=True)) as site, pytest.raises(WorkspaceError):
        Door(site)


def test_answers_are_not_kept_and_tell_no_other_page(handed: Served) -> None:
    answer = httpx.get(handed.address + handed.door.path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


# ---- what comes in


@pytest.mark.parametrize("name", ["a.exe", "xlsx", ".xlsx", "", "a.xls", "a.html", "../a"])
def test_only_tables_come_in(client: httpx.Client, name: str) -> None:
    answer = client.post("/check", params={"called": name}, content=b"a")
    assert answer.status_code == 415
    assert ".xlsx" in answer.text


def test_what_is_too_large_is_refused_before_it_is_read(handed: Served) -> None:
    connection = HTTPConnection(handed.address.removeprefix("http://"))
    headers = {"content-length": str(LARGEST + 1), "origin": handed.address}
    connection.request("POST", f"{handed.door.path}/check?called=a.csv", headers=headers)
    assert connection.getresponse().status == 413
    connection.close()


def test_a_name_cannot_leave_its_folder(client: httpx.Client, handed: Served) -> None:
    before = facts(handed.root)
    told = client.post(
        "/check", params={"called": "../../graph/sources/x.csv"}, content=b"a;b\n1;2\n"
    ).json()
    assert told["ok"] is False
    key = told["file"]
    for name in ("..", "%2e%2e%2fx", "../../../etc/passwd", "none.xlsx"):
        assert client.get(f"/file/{key}/{name}").status_code == 404
    assert client.post("/import", params={"file": "../x"}).status_code == 404
    assert facts(handed.root) == before


def test_what_is_no_workbook_is_told_in_both_languages(client: httpx.Client) -> None:
    told = client.post("/check", params={"called": "a.xlsx"}, content=b"not a workbook").json()
    (fault,) = told["faults"]
    assert fault["sv"] != fault["en"]
    assert "Traceback" not in str(told)


# ---- the graph stays whole


def test_a_step_that_is_killed_leaves_the_graph_whole(first_folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(first_folder, root)
    file = workbook(root, tmp_path, "killed.xlsx", RIGHT)
    before = facts(root)
    checked = asyncio.run(step("check", {"root": str(root), "file": str(file), "choices": {}}))
    wanted = {"root": str(root), "file": str(file), "choices": {}, "state": checked["state"]}
    for seconds in (0.1, 0.3, 0.5, 0.7, 0.9):
        outcome = asyncio.run(step("import", wanted, seconds))
        now = facts(root)
        assert {path: now[path] for path in before} == before
        assert now.keys() - before.keys() in (set(), NEW), "some of it, and not all"
        if outcome != {"ok": False, "why": "time"} or now != before:
            break
    assert asyncio.run(step("no such step", wanted)) == {"ok": False, "why": "died"}


def test_who_comes_while_another_imports_is_told_so(handed: Served, client: httpx.Client) -> None:
    told = client.post("/check", params={"called": "a.csv"}, content=b"a;b\n1;2\n").json()
    query = {"file": told["file"]}
    first: list[httpx.Response] = []
    other = threading.Thread(target=lambda: first.append(client.post("/import", params=query)))
    other.start()
    while not handed.door.busy and other.is_alive():
        time.sleep(0.01)
    second = client.post("/import", params=query)
    other.join()
    assert first[0].json() == {"ok": False, "overtaken": True}
    assert (second.status_code, second.json()) == (409, {"ok": False, "why": "busy"})


def test_what_was_checked_against_another_graph_is_not_imported(
    handed: Served, client: httpx.Client, tmp_path: Path
) -> None:
    file = workbook(handed.root, tmp_path, "overtaken.xlsx", RIGHT)
    checked = client.post("/check", params={"called": file.name}, content=file.read_bytes()).json()
    source = handed.root / "graph/sources/minimote-borlange.ttl"
    source.write_text(source.read_text("utf-8") + "\n# changed meanwhile\n", "utf-8")
    before = facts(handed.root)
    query = {"file": checked["file"], "state": checked["state"]}
    assert client.post("/import", params=query).json() == {"ok": False, "overtaken": True}
    assert facts(handed.root) == before


# ---- the whole way, in the browser


def test_a_workbook_comes_in_by_the_browser(
    handed: Served, browser: Browser, tmp_path: Path
) -> None:
    wrong = workbook(handed.root, tmp_path, "wrong.xlsx", WRONG)
    right = workbook(handed.root, tmp_path, "höst.xlsx", RIGHT)
    before = facts(handed.root)
    with pytest.raises(FaultsFound) as found:
        kng.import_table(wrong, workspace=handed.root, dry=True)
    with opening(browser, handed) as open_page:
        tab = open_page(handed.door.path)
        assert faults_of_access(tab) == []
        tab.evaluate(DROP, [wrong.name, b64encode(wrong.read_bytes()).decode()])
        outcome = tab.locator("#outcome")
        expect(outcome.locator("h2")).to_have_text(f"{len(found.value.faults)} fel", timeout=60_000)
        meetings = outcome.locator("table", has_text="Bladet Möten")
        expect(meetings).to_contain_text("'Gävel kommun' är inte känt som kommun; närmast: Gävle")
        assert re.fullmatch(r"I\d+", meetings.locator("tbody th").last.inner_text())
        assert faults_of_access(tab) == []
        with tab.expect_download() as copy:
            outcome.get_by_role("link").click()
        assert copy.value.suggested_filename == "wrong-fel.xlsx"
        noted = openpyxl.load_workbook(BytesIO(copy.value.path().read_bytes()))["Möten"]
        notes = [cell.comment.text for row in noted for cell in row if cell.comment]
        assert any("Gävel kommun" in note for note in notes)
        assert facts(handed.root) == before

        tab.set_input_files("#file", right)
        take = outcome.get_by_role("button", name="För in")
        expect(take).to_be_visible(timeout=60_000)
        expect(outcome).to_contain_text("+ Höstmöte i Gävle, Disa Dahl, deltagare, Gävle kommun")
        assert facts(handed.root) == before
        take.click()
        frame = tab.frame_locator("iframe")
        frame.get_by_role("combobox", name="Sök namn").fill("höstmöte", timeout=60_000)
        expect(frame.locator("#suggestions")).to_contain_text("Höstmöte i Gävle")
        assert facts(handed.root) != before
        assert "Höstmöte" in (handed.root / "graph/sources/om-hostmotet.ttl").read_text("utf-8")
        tab.get_by_role("button", name="English").click()
        expect(outcome.locator("h2")).to_have_text("Imported")
        expect(tab.locator("#fresh h2")).to_have_text("The new map")

        tab.set_input_files("#file", right)
        expect(outcome).to_contain_text("Nothing new", timeout=60_000)
        asked = open_page("/#question=meetings&lang=en")
        expect(asked.locator("#view")).to_contain_text("Höstmöte i Gävle")
    with httpx.Client(base_url=handed.address, headers={"origin": handed.address}) as client:
        filled = client.get(f"{handed.door.path}/book/filled.xlsx", timeout=60)
    assert filled.content[:2] == b"PK"


def test_the_page_fits_a_phone(handed: Served, browser: Browser) -> None:
    with opening(browser, handed) as open_page:
        narrow = {"width": 390, "height": 844}
        tab = open_page(f"{handed.door.path}#lang=en", viewport=narrow, color_scheme="dark")
        expect(tab.get_by_role("heading", level=1)).to_have_text("Bring in meetings")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        assert faults_of_access(tab) == []
