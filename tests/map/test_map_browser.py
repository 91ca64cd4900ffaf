"""The page in a real Chromium, opened as a file, used with mouse and keyboard."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from kng._map import MapContent, page
from kng._values import Bilingual, Evidence

from . import map_sample

ID = map_sample.ID
SALOMON, EVELINA, KRISTINA = (f"{ID}person/p0{number}" for number in (1, 3, 8))
TIE = f"people-by-meetings {SALOMON} {EVELINA}"
LINK = "https://www.viablecities.se/nyheter/minimote-i-borlange"
Open = Callable[..., Page]


def executable(playwright: Playwright) -> str:
    named = os.environ.get("KNG_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    candidates = [named, *map(shutil.which, names), playwright.chromium.executable_path]
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    pytest.fail(
        "no Chromium found: install the package chromium, run 'playwright install chromium', "
        "or name one in KNG_CHROMIUM"
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        chromium = playwright.chromium.launch(executable_path=executable(playwright), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a map; at the end of the test, any error or request that there was fails it."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_map(content: MapContent | None = None, hash_: str = "", **options: Any) -> Page:
        file = tmp_path / f"map-{len(contexts)}.html"
        file.write_bytes(page(content or map_sample.borlange()).encode("utf-8"))
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        own = file.as_uri()
        tab.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        tab.on(
            "request",
            lambda r: None if r.url.split("#")[0] == own else troubles.append(r.url),
        )
        tab.goto(own + hash_)
        return tab

    yield open_map
    for context in contexts:
        context.close()
    assert troubles == []


def shown(tab: Page) -> dict[str, list[str]]:
    answer: dict[str, list[str]] = tab.evaluate("kngMap.shown()")
    return answer


def click_drawn(tab: Page, what: str, address: str) -> None:
    place = tab.evaluate(f"id => kngMap.{what}At(id)", address)
    tab.mouse.click(place["x"], place["y"])


def test_the_first_picture_is_there_at_once_and_final(opened: Open) -> None:
    tab = opened()
    places = "kngMap.shown().nodes.map((id) => kngMap.nodeAt(id))"
    first = tab.evaluate(places)
    started, loaded = tab.evaluate(
        "[performance.timing.navigationStart, performance.timing.loadEventEnd]"
    )
    assert loaded - started < 4000
    tab.wait_for_timeout(300)
    assert tab.evaluate(places) == first
    assert len(first) == 16
    drawn = tab.evaluate(
        "new Set(document.querySelector('canvas').getContext('2d')"
        ".getImageData(0, 0, 800, 600).data).size"
    )
    assert drawn > 20
    expect(tab.locator("#panel")).to_contain_text("Bilden visar 16 namn och 36 band.")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_names_neither_collide_nor_leave_the_canvas(opened: Open, width: int, height: int) -> None:
    tab = opened(viewport={"width": width, "height": height})
    tab.wait_for_timeout(100)
    labels = tab.evaluate("kngMap.labels()")
    assert len(labels) == 16 if width > 400 else len(labels) >= 12
    for at, a in enumerate(labels):
        for b in labels[at + 1 :]:
            apart_x = abs(a["x"] - b["x"]) * 2 >= a["wide"] + b["wide"]
            apart_y = abs(a["y"] - b["y"]) * 2 >= a["high"] + b["high"]
            assert apart_x or apart_y, (a["lines"], b["lines"])
    box = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert box[0] <= box[1]


def test_a_click_on_a_tie_shows_what_it_rests_on_and_who_says_so(opened: Open) -> None:
    tab = opened()
    click_drawn(tab, "tie", TIE)
    panel = tab.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Salomon Abresparr – Evelina Loberg")
    expect(panel.locator(".total")).to_have_text("Vikt 0,250")
    expect(panel.locator(".sum")).to_have_text(
        "5 deltog (de namngivna vid en del av ett möte med fullständig lista): "
        "1/(5−1)\u00a0=\u00a00,250"
    )
    expect(panel).to_contain_text("Workshop med Future-Proof Cities")
    expect(panel).to_contain_text("våren 2022")
    expect(panel).to_contain_text("Viable Cities, publicerad 2022, hämtad 2025-01-15")
    link = panel.get_by_role("link", name=re.compile("Minimöte i Borlänge gav"))
    assert link.get_attribute("href") == LINK
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_a_tie_with_two_reasons_adds_them_up_in_words(opened: Open) -> None:
    home = ID + "municipality/"
    tie = f"municipalities-by-meetings {home}borlange {home}gavle"
    tab = opened(hash_="#lang=en")
    click_drawn(tab, "tie", tie)
    panel = tab.locator("#panel")
    expect(panel.locator(".total")).to_have_text("Weight 0.417 = 0.167 + 0.250")
    assert panel.locator(".sum").all_inner_texts() == [
        "7 took part (complete list): 1/(7−1)\u00a0=\u00a00.167",
        "5 took part (stated attendance): 1/(5−1)\u00a0=\u00a00.250",
    ]


def test_parallel_ties_of_two_networks_can_both_be_clicked(opened: Open) -> None:
    content = map_sample.borlange()
    people = content.networks[0]
    reason = Evidence(map_sample.MEETING, 1.0)
    words = Bilingual("samarbetar", "work together")
    second = map_sample.network("second", words, people.nodes, {(SALOMON, EVELINA): (reason,)})
    tab = opened(MapContent(content.title, content.note, (people, second), {}, {}, {}))
    for name, meaning in (("people-by-meetings", "har mötts"), ("second", "samarbetar")):
        click_drawn(tab, "tie", f"{name} {SALOMON} {EVELINA}")
        expect(tab.locator("#panel .above .kind")).to_have_text(meaning)


def test_a_click_on_a_node_shows_its_card_and_its_neighbours_strongest_first(
    opened: Open,
) -> None:
    tab = opened()
    click_drawn(tab, "node", SALOMON)
    panel = tab.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Salomon Abresparr")
    expect(panel).to_contain_text("för Borlänge kommun")
    assert panel.get_by_role("link").first.get_attribute("href") == LINK
    met = panel.locator(".neighbours").first
    assert met.locator(".weight").all_inner_texts() == ["0,250"] * 4 + ["0,167"] * 3
    met.get_by_role("button", name="Kristina Birath", exact=True).click()
    expect(panel.locator("h2")).to_have_text("Kristina Birath")
    assert panel.locator(".neighbours").first.locator("li").count() == 4
    panel.get_by_role("button", name=re.compile("^Varför.*Salomon")).click()
    expect(panel.locator(".above .kind")).to_have_text("har mötts")
    tab.go_back()
    expect(panel.locator("h2")).to_have_text("Kristina Birath")


def test_a_click_on_a_name_in_the_picture_selects_its_node(opened: Open) -> None:
    tab = opened()
    tab.wait_for_timeout(100)
    label = next(x for x in tab.evaluate("kngMap.labels()") if x["id"] == KRISTINA)
    box = tab.locator("#canvas").bounding_box()
    assert box
    tab.mouse.click(box["x"] + label["x"], box["y"] + label["y"])
    expect(tab.locator("#panel h2")).to_have_text("Kristina Birath")


def test_a_meeting_has_its_own_view_with_the_ties_that_rest_on_it(opened: Open) -> None:
    tab = opened(hash_=f"#thing={map_sample.MEETING}")
    panel = tab.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Minimöte i Borlänge")
    expect(panel.locator(".ties li")).to_have_count(15 + 3)
    panel.get_by_role("button", name="Källa 2").click()
    expect(panel.locator("[data-mark='2']")).to_be_focused()
    expect(panel.locator("[data-mark='2']")).to_contain_text("Kommuner i kodnummerordning")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("gavle", "Gävle kommun"),
        ("GÄVLE", "Gävle kommun"),
        ("Borlange en", "Borlänge Energi"),
        ("borlänge en", "Borlänge Energi"),
        ("birath", "Kristina Birath"),
        ("minimote", "Minimöte i Borlänge"),
        ("programme office", "Viable Cities programkontor"),
    ],
)
def test_search_finds_with_and_without_diacritics(opened: Open, typed: str, name: str) -> None:
    tab = opened()
    field = tab.get_by_role("combobox")
    field.fill(typed)
    expect(tab.get_by_role("option").first).to_contain_text(name)
    field.press("Enter")
    expect(tab.locator("#panel h2")).to_have_text(name)


def test_search_by_keyboard(opened: Open) -> None:
    tab = opened()
    field = tab.get_by_role("combobox")
    field.fill("an")
    options = tab.get_by_role("option")
    assert options.count() > 2
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "hit-1")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(tab.locator("#suggestions")).to_be_hidden()
    field.fill("zzz")
    expect(tab.locator("#suggestions")).to_contain_text("Ingen träff")
    expect(tab.locator("#status")).to_have_text("Ingen träff")


def test_search_brings_back_what_a_filter_hides(opened: Open) -> None:
    tab = opened(hash_="#hide=person")
    assert SALOMON not in shown(tab)["nodes"]
    tab.get_by_role("combobox").fill("salomon")
    tab.get_by_role("option").first.click()
    assert SALOMON in shown(tab)["nodes"]


def test_the_language_switch_changes_everything_and_stays_in_the_address(opened: Open) -> None:
    tab = opened()
    click_drawn(tab, "node", SALOMON)
    assert tab.locator("html").get_attribute("lang") == "sv"
    tab.get_by_role("button", name="English").click()
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.title() == "The meeting in Borlänge"
    expect(tab.locator("#panel")).to_contain_text("for Borlänge Municipality")
    expect(tab.get_by_role("combobox")).to_have_attribute("placeholder", re.compile("^Search"))
    expect(tab.locator("#kinds")).to_contain_text("Municipality")
    assert tab.url.endswith(f"#lang=en&node={SALOMON}")
    tab.reload()
    expect(tab.locator("#panel h2")).to_have_text("Salomon Abresparr")
    assert tab.locator("html").get_attribute("lang") == "en"
    tab.get_by_role("button", name="Svenska").click()
    expect(tab.locator("#panel")).to_contain_text("för Borlänge kommun")


def test_the_address_opens_the_same_view(opened: Open) -> None:
    tab = opened()
    tab.get_by_label("Organisation").uncheck()
    tab.get_by_label("arbetar för").uncheck()
    click_drawn(tab, "tie", TIE)
    hash_ = tab.evaluate("location.hash")
    again = opened(hash_=hash_)
    assert shown(again) == shown(tab)
    expect(again.locator("#panel h2")).to_have_text("Salomon Abresparr – Evelina Loberg")
    expect(again.get_by_label("Organisation")).not_to_be_checked()


def test_an_address_that_names_nothing_known_is_an_ordinary_start(opened: Open) -> None:
    tab = opened(hash_="#lang=xx&node=gone&tie=&hide=<b>&off=no&table=2&%E0%A4%A")
    expect(tab.locator("#panel h2")).to_have_text("Översikt")
    assert len(shown(tab)["nodes"]) == 16


def test_the_kind_filter_hides_nodes_and_their_ties(opened: Open) -> None:
    tab = opened()
    box = tab.get_by_label("Person")
    box.uncheck()
    assert len(shown(tab)["nodes"]) == 8
    assert all(tie.startswith("municipalities-by-meetings ") for tie in shown(tab)["ties"])
    assert tab.evaluate("id => kngMap.network.body.nodes[id].options.hidden", SALOMON)
    expect(box).to_be_focused()
    for name in ("Kommun", "Organisation"):
        tab.get_by_label(name).uncheck()
    expect(tab.locator("#nothing")).to_contain_text("Allt är dolt")
    tab.get_by_role("button", name="Visa allt igen").click()
    assert len(shown(tab)["nodes"]) == 16


def test_a_network_can_be_switched_off(opened: Open) -> None:
    tab = opened()
    tab.get_by_label("arbetar för").uncheck()
    assert len(shown(tab)["nodes"]) == 11
    assert len(shown(tab)["ties"]) == 25 + 3
    assert tab.evaluate("location.hash") == "#off=people-organisations"


def test_the_table_holds_the_same_as_the_picture(opened: Open) -> None:
    tab = opened(hash_="#off=municipalities-by-meetings")
    tab.get_by_role("button", name="Tabell").click()
    names, ties = tab.locator("#table table").all()
    assert names.locator("tbody tr").count() == 16
    assert ties.locator("tbody tr").count() == 25 + 8
    names.get_by_role("button", name="Namn").click()
    expect(names.locator("th").first).to_have_attribute("aria-sort", "ascending")
    assert names.locator("tbody tr").first.inner_text().startswith("Anna Wenstedt")
    names.get_by_role("button", name="Gävle kommun").click()
    expect(tab.locator("#table")).to_be_hidden()
    expect(tab.locator("#panel h2")).to_have_text("Gävle kommun")


def test_the_map_by_keyboard(opened: Open) -> None:
    tab = opened(hash_=f"#node={SALOMON}")
    tab.locator("#map").focus()
    scale = tab.evaluate("kngMap.network.getScale()")
    tab.keyboard.press("+")
    assert tab.evaluate("kngMap.network.getScale()") == pytest.approx(1.25 * scale)
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("kngMap.network.getViewPosition().x") > 0
    tab.keyboard.press("Escape")
    expect(tab.locator("#panel h2")).to_have_text("Översikt")


def test_hostile_words_are_text(opened: Open) -> None:
    tab = opened(map_sample.hostile())
    evil = "<img src=x onerror=alert(4)>"
    panel = tab.locator("#panel")
    expect(tab.locator("h1")).to_have_text(evil)
    for number, name in enumerate(map_sample.HOSTILE):
        tab.evaluate("id => kngMap.select(id)", f"{ID}x/{number}")
        expected = re.sub(r"\s+", " ", name).strip() or "(namn saknas)"
        text = re.sub(r"\s+", " ", panel.locator("h2").inner_text()).strip()
        assert text == expected
    tab.evaluate("id => kngMap.select(id)", f"{ID}x/0")
    expect(panel).to_contain_text("javascript:alert(8)")
    expect(panel).to_contain_text("data:text/html,<script>alert(7)</script>")
    expect(panel).to_contain_text("Källan finns inte i kartan: gone")
    assert panel.locator("a, img, script, i, b").count() == 0
    tab.get_by_role("combobox").fill("<script>")
    assert tab.get_by_role("option").count() == 3
    click_drawn(tab, "tie", tab.evaluate("kngMap.shown().ties[0]"))
    expect(panel.locator(".sum")).to_contain_text("2 deltog (<u>)")
    tab.get_by_role("button", name="English").click()
    assert tab.title() == "</title><script>alert(5)</script>"
    tab.get_by_role("button", name="Table").click()
    assert tab.locator("#table img, #table script, #table b").count() == 0
    assert len(tab.evaluate("kngMap.labels()")) == 10


@pytest.mark.parametrize("count", [0, 1])
def test_next_to_nothing(opened: Open, count: int) -> None:
    tab = opened(map_sample.alone(count))
    assert len(shown(tab)["nodes"]) == count
    if count == 0:
        expect(tab.locator("#nothing")).to_have_text("Det finns inget att visa.")
    else:
        expect(tab.locator("#nothing")).to_be_hidden()
        click_drawn(tab, "node", f"{ID}person/0")
        expect(tab.locator("#panel")).to_contain_text("Kartan har inget mer om detta.")
        expect(tab.locator("#panel")).to_contain_text("Inga band i det som visas.")
    tab.get_by_role("button", name="Tabell").click()
    assert tab.locator("#table tbody tr").count() == count


def test_dark_follows_the_readers_setting(opened: Open) -> None:
    tab = opened(color_scheme="dark")
    background = "getComputedStyle(document.getElementById('map')).backgroundColor"
    assert tab.evaluate(background) == "rgb(19, 23, 27)"
    tab.emulate_media(color_scheme="light")
    assert tab.evaluate(background) == "rgb(251, 251, 248)"
