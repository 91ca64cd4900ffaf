"""Opens a page as a file and notes every error and request that there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page


def watched(
    browser: Browser, file: Path, troubles: list[str], hash_: str = "", **options: Any
) -> Page:
    """The page of a file, when its picture is drawn; errors and requests go to ``troubles``."""
    options.setdefault("viewport", {"width": 1440, "height": 900})
    tab = browser.new_context(**options).new_page()
    own = file.as_uri()
    tab.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    tab.on(
        "request",
        lambda r: (
            None
            if r.url.split("#")[0] == own or r.url.startswith(("data:", "blob:"))
            else troubles.append(r.url)
        ),
    )
    tab.goto(own + hash_)
    tab.wait_for_selector("html[data-ready]", state="attached")
    return tab


def shown(tab: Page) -> dict[str, Any]:
    answer: dict[str, Any] = tab.evaluate("kngMap.shown()")
    return answer


def click_node(tab: Page, address: str) -> None:
    place = tab.evaluate("id => kngMap.nodeAt(id)", address)
    tab.mouse.click(place["x"], place["y"])


def click_tie(tab: Page, ends: list[str]) -> None:
    place = tab.evaluate("([a, b]) => kngMap.tieAt(a, b)", ends)
    tab.mouse.click(place["x"], place["y"])
