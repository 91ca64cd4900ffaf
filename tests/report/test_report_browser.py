"""The report in a real Chromium, opened as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from kng._build import Graph, report_files

SCRIPTED_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, first_graph: Graph) -> Path:
    made = tmp_path_factory.mktemp("report")
    for name, text in report_files(first_graph).items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_stands_alone_and_fits_the_screen(
    browser: Browser, folder: Path, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda r: None if r.url.startswith("file:") else troubles.append(r.url))
    page.goto((folder / f"{language}.html").as_uri())
    assert page.evaluate(SCRIPTED_OVERFLOW) == 0
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 23, 27)"
    assert dark is (scheme == "dark"), "the style was refused"
    page.click("a[href='#people-without-role']")
    assert page.locator("#people-without-role td").count() == 10
    page.click(".language")
    assert page.url.endswith("en.html" if language == "sv" else "sv.html")
    assert not troubles
    page.close()
