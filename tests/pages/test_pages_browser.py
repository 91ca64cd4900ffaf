"""The pages in a real Chromium, opened as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kng._build import ontology_files
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports")
    (made / "ontology").mkdir()
    for name, data in ontology_files(Workspace.find(ROOT)).items():
        (made / name).write_bytes(data)
    return made / "ontology"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page; any message of the browser, and any request but for the page, fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on(
        "request",
        lambda r: None if r.url.split("#")[0].endswith(".html") else troubles.append(r.url),
    )
    yield tab
    context.close()
    assert [trouble for trouble in troubles if not trouble.startswith("data:")] == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_opens_and_fits_every_width(
    page: Page, folder: Path, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((folder / f"{language}.html").as_uri())
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(26, 31, 36)" if scheme == "dark" else "rgb(255, 255, 255)")


def test_the_other_language_is_one_click_away(page: Page, folder: Path) -> None:
    page.goto((folder / "sv.html").as_uri())
    page.get_by_role("link", name="In English").click()
    assert page.url.endswith("/ontology/en.html")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="På svenska").click()
    assert page.evaluate("document.documentElement.lang") == "sv"


def test_an_address_and_a_box_lead_to_the_term(page: Page, folder: Path) -> None:
    page.goto((folder / "en.html").as_uri() + "#attended")
    shown = page.locator("#attended")
    assert shown.evaluate("e => e.getBoundingClientRect().top") < 100
    page.locator("#picture-meeting a[href='#Participation'] text.title").click()
    assert page.url.endswith("#Participation")
    assert page.locator("#Participation").evaluate("e => e.matches(':target')")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_texts_of_the_pictures_stay_in_their_boxes(page: Page, folder: Path, language: str) -> None:
    page.goto((folder / f"{language}.html").as_uri())
    outside = page.evaluate(
        """() => [...document.querySelectorAll('figure g')].flatMap(group => {
          const box = group.querySelector('rect').getBBox();
          return [...group.querySelectorAll('text')].filter(text => {
            const own = text.getBBox();
            return own.x < box.x || own.x + own.width > box.x + box.width
              || own.y < box.y || own.y + own.height > box.y + box.height;
          }).map(text => text.textContent);
        })"""
    )
    assert outside == []
    assert page.locator("figure svg text").count() > 150


def test_a_browser_reads_the_page_as_it_was_written(page: Page, folder: Path) -> None:
    """No tag was moved or closed by the parser: what stands in the file stands in the page."""
    page.goto((folder / "en.html").as_uri())
    written = (folder / "en.html").read_text("utf-8")
    for tag in ("article", "details", "table", "tr", "svg", "dl", "a", "pre"):
        assert page.locator(tag).count() == written.count(f"<{tag} ") + written.count(f"<{tag}>")
