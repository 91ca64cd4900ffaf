"""The page in a real Chromium, opened as a file: pictures, panel, search, address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from . import map_sample
from .watching import click_node, click_tie, shown

ID = map_sample.ID
SALOMON, EVELINA, KRISTINA = (f"{ID}person/p0{number}" for number in (1, 3, 8))
TIE = [SALOMON, EVELINA]
CITIES = "net=municipalities-by-meetings"
BOTH = "net=people-organisations"
LINK = "https://www.viablecities.se/nyheter/minimote-i-borlange"
Open = Callable[..., Page]


def test_the_first_picture_is_there_at_once_and_final(opened: Open) -> None:
    tab = opened()
    places = "kngMap.shown().nodes.map((id) => kngMap.nodeAt(id))"
    first = tab.evaluate(places)
    tab.wait_for_timeout(200)
    assert tab.evaluate(places) == first
    assert len(first) == 8
    drawn = tab.evaluate(
        "new Set(document.querySelector('canvas').getContext('2d')"
        ".getImageData(0, 0, 800, 600).data).size"
    )
    assert drawn > 20
    expect(tab.locator("#panel")).to_contain_text("Bilden visar 8 namn och 25 band (har mötts).")
    expect(tab.locator("#panel")).to_contain_text("25 av 25 band (100\u00a0%)")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_names_neither_collide_nor_leave_the_canvas(opened: Open, width: int, height: int) -> None:
    tab = opened(hash_=f"#{BOTH}", viewport={"width": width, "height": height})
    labels = tab.evaluate("kngMap.labels()")
    assert len(labels) == 16 if width > 400 else len(labels) >= 12
    for at, a in enumerate(labels):
        for b in labels[at + 1 :]:
            apart_x = abs(a["x"] - b["x"]) * 2 >= a["wide"] + b["wide"]
            apart_y = abs(a["y"] - b["y"]) * 2 >= a["high"] + b["high"]
            assert apart_x or apart_y, (a["lines"], b["lines"])
    tab.evaluate(
        "document.querySelector('#layer option:checked').textContent += ' möten'.repeat(9)"
    )
    box = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert box[0] <= box[1]


def test_a_click_on_a_tie_shows_what_it_rests_on_and_who_says_so(opened: Open) -> None:
    tab = opened()
    click_tie(tab, TIE)
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
    tab = opened(hash_=f"#lang=en&{CITIES}")
    click_tie(tab, [home + "borlange", home + "gavle"])
    panel = tab.locator("#panel")
    expect(panel.locator(".total")).to_have_text("Weight 0.417 = 0.167 + 0.250")
    assert panel.locator(".sum").all_inner_texts() == [
        "7 took part (complete list): 1/(7−1)\u00a0=\u00a00.167",
        "5 took part (stated attendance): 1/(5−1)\u00a0=\u00a00.250",
    ]


def test_a_click_on_a_node_shows_its_card_and_its_neighbours_strongest_first(
    opened: Open,
) -> None:
    tab = opened()
    click_node(tab, SALOMON)
    panel = tab.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Salomon Abresparr")
    expect(panel).to_contain_text("för Borlänge kommun")
    met = panel.locator(".neighbours").first
    assert met.locator(".weight").all_inner_texts() == ["0,250"] * 4 + ["0,167"] * 3
    met.get_by_role("button", name="Kristina Birath", exact=True).click()
    expect(panel.locator("h2")).to_have_text("Kristina Birath")
    assert panel.locator(".neighbours").first.locator("li").count() == 4
    panel.get_by_role("button", name=re.compile("Varför.*Salomon")).click()
    expect(panel.locator(".above .kind")).to_have_text("har mötts")
    tab.go_back()
    expect(panel.locator("h2")).to_have_text("Kristina Birath")


def test_a_node_tells_its_measures_and_where_to_say_that_it_is_wrong(opened: Open) -> None:
    tab = opened(hash_=f"#node={SALOMON}")
    expect(tab.locator(".measures")).to_contain_text("Gradtal")
    expect(tab.locator(".measures")).to_contain_text(
        "plats 8 av 8 (plats 6–8 när en källa i taget utelämnas; plats 5–8 i 95\u00a0% av "
        "lottningarna av underlaget; mest hänger på Minimöte i Borlänge gav stor utdelning)"
    )
    expect(tab.locator("#panel")).to_contain_text(
        "1 källa och 2 tillfällen, varav ett ger 60\u00a0% av styrkan."
    )
    link = tab.get_by_role("link", name="Detta är fel").get_attribute("href")
    assert link == "https://example.org/new?body=https%3A%2F%2Fw3id.org%2Fkng%2Fid%2Fperson%2Fp01"


def test_a_click_on_a_name_in_the_picture_selects_its_node(opened: Open) -> None:
    tab = opened()
    label = next(x for x in tab.evaluate("kngMap.labels()") if x["id"] == KRISTINA)
    box = tab.locator("#canvas").bounding_box()
    assert box
    tab.mouse.click(box["x"] + label["x"], box["y"] + label["y"])
    expect(tab.locator("#panel h2")).to_have_text("Kristina Birath")


def test_a_meeting_has_its_own_view_with_the_ties_that_rest_on_it(opened: Open) -> None:
    tab = opened(hash_=f"#thing={map_sample.MEETING}")
    panel = tab.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Minimöte i Borlänge")
    expect(panel.locator(".ties li")).to_have_count(15)
    panel.get_by_role("button", name="Källa 2").click()
    expect(panel.locator("[data-mark='2']")).to_be_focused()
    expect(panel.locator("[data-mark='2']")).to_contain_text("Kommuner i kodnummerordning")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("GÄVLE", "Gävle kommun"),
        ("Borlange en", "Borlänge Energi"),
        ("borlänge en", "Borlänge Energi"),
        ("programme office", "Viable Cities programkontor"),
    ],
)
def test_search_finds_with_and_without_diacritics(opened: Open, typed: str, name: str) -> None:
    tab = opened(hash_=f"#{BOTH}")
    field = tab.locator("#search")
    field.fill(typed)
    expect(tab.locator("#suggestions [role=option]").first).to_contain_text(name)
    field.press("Enter")
    expect(tab.locator("#panel h2")).to_have_text(name)


def test_search_by_keyboard(opened: Open) -> None:
    tab = opened()
    field = tab.locator("#search")
    field.fill("minimote")
    field.press("Enter")
    expect(tab.locator("#panel h2")).to_have_text("Minimöte i Borlänge")
    field.fill("an")
    options = tab.locator("#suggestions [role=option]")
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
    tab = opened(hash_=f"#only.region={map_sample.GAVLEBORG.removeprefix(ID)}")
    assert SALOMON not in shown(tab)["nodes"]
    tab.locator("#search").fill("salomon")
    tab.locator("#suggestions [role=option]").first.click()
    assert SALOMON in shown(tab)["nodes"]


def test_the_language_switch_changes_everything_and_is_remembered(opened: Open) -> None:
    tab = opened()
    click_node(tab, SALOMON)
    assert tab.locator("html").get_attribute("lang") == "sv"
    tab.get_by_role("button", name="English").click()
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.title() == "The meeting in Borlänge"
    expect(tab.locator("#panel")).to_contain_text("for Borlänge Municipality")
    expect(tab.locator("#search")).to_have_attribute("placeholder", re.compile("^Search"))
    expect(tab.locator("#time-text")).to_have_text("the first day to today (2022-12)")
    assert tab.url.endswith("#lang=en&node=person/p01")
    tab.evaluate("location.hash = ''")
    tab.reload()
    tab.wait_for_selector("html[data-ready]", state="attached")
    assert tab.locator("html").get_attribute("lang") == "en"


def test_the_address_opens_the_same_view(opened: Open) -> None:
    view = "lang=en&net=people-by-meetings&view=place&from=2022-02&to=2022-10&weight=count"
    view += "&least=0.5&colour=region&size=degree&faint=0"
    view += f"&only.region={map_sample.DALARNA.removeprefix(ID)}&hide=region:x&focus=person/p01+2"
    view += "&story=dagen+2&tie=person/p01+person/p02&embed"
    tab = opened(hash_=f"#{view}")
    written = tab.evaluate("kngMap.hash()")
    assert set(written.split("&")) == set(view.replace("net=people-by-meetings&", "").split("&"))
    before = tab.evaluate("JSON.stringify(kngMap.state())")
    tab.evaluate("hash => { kngMap.change(''); kngMap.change(hash); }", written)
    assert tab.evaluate("JSON.stringify(kngMap.state())") == before


def test_an_address_that_names_nothing_known_is_an_ordinary_start(opened: Open) -> None:
    tab = opened(
        hash_="#lang=xx&node=gone&tie=&hide=<b>&net=no&view=2&from=2022-13&at=x&size=gone&only.x=1"
        "&only.region=gone&focus=gone&path=a+b&story=none&least=-1&open=x&%E0%A4%A"
    )
    expect(tab.locator("#panel h2")).to_have_text("Översikt")
    expect(tab.locator("#nothing")).to_contain_text("Allt är dolt av filter.")
    tab.get_by_role("button", name="Visa allt igen").click()
    assert len(shown(tab)["nodes"]) == 8
