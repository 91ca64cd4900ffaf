"""The pages of a real server on a copy of the first workspace, in a real Chromium."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kng._serve import Settings, Site
from kng._serve.edit import Door
from kng._serve.running import listening, server
from kng._store.worker import Limits
from kng._workspace import Workspace

AXE = Path(__file__).parents[1] / "foreign/node_modules/axe-core/axe.min.js"
SETTINGS = Settings(limits=Limits(seconds=8, memory=256), at_once=4, warm=1)
Open = Callable[..., Page]
_BY_THE_BROWSER = "Applying inline style violates"
"""Chromium styles what is typed over a selection by itself; the policy keeps it from that too."""


@dataclass
class Served:
    """A server with a door, and the workspace that it serves."""

    address: str
    door: Door
    root: Path
    allowed: list[str] = field(default_factory=list)


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """A real server with a door, on a workspace."""
    with Site(Workspace.find(root), SETTINGS) as site, Door(site) as door:
        running = server(site, door)
        listener = listening("127.0.0.1", 0, site.settings.stall)
        thread = threading.Thread(target=running.run, args=([listener],))
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", door, root)
        running.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def served(first_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a copy of the first workspace. Only read it."""
    root = tmp_path_factory.mktemp("served") / "workspace"
    shutil.copytree(first_folder, root)
    with serving(root) as found:
        yield found


@contextmanager
def opening(browser: Browser, served: Served) -> Iterator[Open]:
    """Opens pages of a server; any error, or request to elsewhere, is told at the end."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(path: str = "/", **options: Any) -> Page:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        tab.on("request", lambda request: troubles.extend(elsewhere(request.url)))
        tab.goto(served.address + path)
        tab.wait_for_selector("html[data-ready]")
        return tab

    def elsewhere(url: str) -> list[str]:
        own = url.startswith((f"{served.address}/", "blob:", "data:"))
        return [] if own else [f"a request to {url}"]

    served.allowed = [_BY_THE_BROWSER]
    yield open_page
    for context in contexts:
        context.close()
    assert [t for t in troubles if not any(word in t for word in served.allowed)] == []


@pytest.fixture
def opened(browser: Browser, served: Served) -> Iterator[Open]:
    """Opens pages of the server that is only read."""
    with opening(browser, served) as open_page:
        yield open_page


def faults_of_access(tab: Page) -> list[str]:
    """What axe-core finds that is serious or worse."""
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = tab.evaluate("axe.run().then(({ violations }) => violations)")
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes']]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
