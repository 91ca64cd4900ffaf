"""The page in a real Chromium: filters, time, views, what is taken along, and hostile content."""

from __future__ import annotations

import csv
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from kng._api import MapPage

from . import map_sample
from .watching import click_node, shown

ID = map_sample.ID
SALOMON, EVELINA, KRISTINA = (f"{ID}person/p0{number}" for number in (1, 3, 8))
TIE = [SALOMON, EVELINA]
CITIES = "net=municipalities-by-meetings"
BOTH = "net=people-organisations"
LINK = "https://www.viablecities.se/nyheter/minimote-i-borlange"
Open = Callable[..., Page]


def test_the_legend_filters_on_a_click(opened: Open) -> None:
    tab = opened(hash_=f"#{BOTH}&colour=kind")
    tab.locator("#legend-entries").get_by_role("button", name="Person").click()
    assert len(shown(tab)["nodes"]) == 8
    assert tab.locator("#legend-entries [aria-pressed=false]").count() == 1
    for name in ("Kommun", "Organisation"):
        tab.locator("#legend-entries").get_by_role("button", name=name).click()
    expect(tab.locator("#nothing")).to_contain_text("Allt är dolt")
    tab.get_by_role("button", name="Ta bort filter").click()
    assert len(shown(tab)["nodes"]) == 16


def test_the_filters_narrow_what_is_shown(opened: Open) -> None:
    tab = opened()
    tab.locator("#filters-summary").click()
    tab.get_by_label("Region").select_option(label="Gävleborgs län (2)")
    assert len(shown(tab)["nodes"]) == 2
    tab.get_by_label("Region").select_option(label="Alla")
    tab.get_by_label("Ämne").select_option(label="samverkan (1)")
    assert len(shown(tab)["nodes"]) == 5
    assert {tie["weight"] for tie in shown(tab)["ties"]} == {0.25}
    tab.get_by_label("Ämne").select_option(label="Alla")
    tab.get_by_label("Lägsta vikt").fill("0,2")
    tab.get_by_label("Lägsta vikt").press("Enter")
    assert len(shown(tab)["ties"]) == 10
    tab.get_by_label("Vikt", exact=True).select_option(label="Varje möte räknas lika")
    assert {tie["weight"] for tie in shown(tab)["ties"]} == {1}


def test_focus_and_path(opened: Open) -> None:
    tab = opened(hash_=f"#node={KRISTINA}")
    tab.get_by_role("button", name="1 steg").click()
    assert len(shown(tab)["nodes"]) == 5
    tab.get_by_role("button", name="1 steg").click()
    tab.get_by_role("button", name="Väg härifrån").click()
    tab.locator("#search").fill("wenstedt")
    tab.locator("#search").press("Enter")
    tab.get_by_role("button", name="Visa vägen från Kristina Birath").click()
    panel = tab.locator("#panel")
    expect(panel).to_contain_text("Vägen har 2 steg")
    expect(panel.locator(".evidence")).to_have_count(2)
    assert "path=person/p08+person/p06" in tab.url


def test_time_narrows_what_is_certain_and_draws_what_is_possible_faintly(opened: Open) -> None:
    tab = opened(hash_="#from=2022-01&to=2022-06")
    assert {tie["isCertain"] for tie in shown(tab)["ties"]} == {False}
    expect(tab.locator("#panel")).to_contain_text("25 av banden är bara möjliga")
    tab.get_by_label("Visa det som bara är möjligt").uncheck()
    expect(tab.locator("#nothing")).to_contain_text("Inget ligger säkert i den tiden.")
    tab.locator("#time-to").press("End")
    expect(tab.locator("#time-text")).to_have_text("första dagen till idag (2022-12)")
    assert {tie["isCertain"] for tie in shown(tab)["ties"]} == {True}
    tab.get_by_label("Från", exact=True).fill("2022-13")
    tab.get_by_label("Från", exact=True).press("Enter")
    expect(tab.get_by_label("Från", exact=True)).to_have_attribute("aria-invalid", "true")
    tab.get_by_label("Från", exact=True).fill("2022-04")
    tab.get_by_label("Från", exact=True).press("Enter")
    expect(tab.locator("#time-text")).to_have_text("2022-04 till idag (2022-12)")
    tab.get_by_label("Tid eller dag").select_option("En dag")
    assert tab.evaluate("kngMap.state().at") == "2022-12"
    tab.get_by_role("button", name="Spela upp tiden").click()
    expect(tab.locator("#time-text")).to_have_text("Läget 2022-03")


def test_the_place_view_has_the_same_nodes_on_the_outline(opened: Open) -> None:
    tab = opened(hash_=f"#{CITIES}", reduced_motion="reduce")
    before = set(shown(tab)["nodes"])
    tab.get_by_role("button", name="Karta", exact=True).click()
    assert set(shown(tab)["nodes"]) == before
    at = {
        city: tab.evaluate("id => kngMap.nodeAt(id)", f"{ID}{city}") for city in map_sample.REGIONS
    }
    gavle, borlange, eskilstuna = (
        at[f"municipality/{name}"] for name in ("gavle", "borlange", "eskilstuna")
    )
    assert gavle["x"] > eskilstuna["x"] > borlange["x"]
    assert gavle["y"] < borlange["y"] < eskilstuna["y"]


def test_the_table_holds_the_same_as_the_picture(opened: Open) -> None:
    tab = opened(hash_=f"#{BOTH}")
    tab.get_by_role("button", name="Tabell", exact=True).click()
    names, ties = tab.locator("#table table").all()
    assert names.locator("tbody tr").count() == 16
    assert ties.locator("tbody tr").count() == 8
    names.get_by_role("button", name="Namn", exact=True).click()
    expect(names.locator("th").first).to_have_attribute("aria-sort", "ascending")
    assert names.locator("tbody tr").first.inner_text().startswith("Anna Wenstedt")
    names.get_by_role("button", name="Gävle kommun").click()
    expect(tab.locator("#table")).to_be_hidden()
    expect(tab.locator("#panel h2")).to_have_text("Gävle kommun")


def test_a_view_can_be_taken_along(opened: Open, tmp_path: Path) -> None:
    tab = opened(hash_="#lang=en")
    saved = {}
    for name in ("svg", "png", "csv"):
        tab.locator("#share-summary").click()
        with tab.expect_download() as download:
            tab.locator(f"#share-{name}").click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
        tab.keyboard.press("Escape")
    assert saved["csv"].name == "people-by-meetings_net.csv"
    svg = ElementTree.parse(saved["svg"]).getroot()
    assert len(svg.findall(".//{*}line")) == 25
    assert "Salomon" in "".join(svg.itertext())
    wide = struct.unpack(">I", saved["png"].read_bytes()[16:20])[0]
    assert wide == 3 * int(svg.attrib["width"])
    rows = list(csv.reader(saved["csv"].read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 26
    assert rows[0] == ["From", "To", "Weight", "In the time", "From (IRI)", "To (IRI)"]
    assert rows[1][4:] == [SALOMON, f"{ID}person/p02"]
    tab.locator("#share-summary").click()
    tab.locator("#share-link").click()
    expect(tab.locator("#toast")).to_have_text("Copied")


def test_embedded_it_is_the_picture_alone(opened: Open) -> None:
    tab = opened(hash_="#embed")
    for part in (".top", ".controls", "#panel"):
        expect(tab.locator(part)).to_be_hidden()
    box = tab.locator("#map").bounding_box()
    assert box
    assert box["width"] == 1440


def test_a_notebook_shows_it_in_place(browser: Browser, sample: str, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(f"<!DOCTYPE html><body>{MapPage(sample)._repr_html_()}", encoding="utf-8")
    troubles: list[str] = []
    tab = browser.new_context().new_page()
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto(file.as_uri())
    inside = tab.frame_locator("iframe")
    inside.locator("#layer").select_option("municipalities-by-meetings")
    expect(inside.locator("#panel")).to_contain_text("Bilden visar 3 namn")
    inside.get_by_role("button", name="English").click()
    expect(inside.locator("#panel h2")).to_have_text("Overview")
    tab.context.close()
    assert troubles == []


def test_a_tour_tells_and_shows(opened: Open) -> None:
    tab = opened()
    tab.get_by_role("button", name="Dagen").click()
    expect(tab.locator(".tour")).to_contain_text("Alla som kom.")
    tab.get_by_role("button", name="Nästa").click()
    expect(tab.locator(".story-step")).to_have_text("Städerna.")
    expect(tab.locator(".story-step")).to_be_focused()
    assert len(shown(tab)["nodes"]) == 3
    tab.get_by_role("button", name="Avsluta").click()
    assert len(shown(tab)["nodes"]) == 8


def test_the_map_by_keyboard(opened: Open) -> None:
    tab = opened(hash_=f"#node={SALOMON}")
    tab.locator("#map").focus()
    scale = tab.evaluate("kngMap.scale()")
    tab.keyboard.press("+")
    assert tab.evaluate("kngMap.scale()") == pytest.approx(1.25 * scale)
    x = tab.evaluate("kngMap.position().x")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("kngMap.position().x") > x
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
    expect(panel).to_contain_text("Källan finns inte i kartan: gone")
    assert panel.locator("a, img, script, i, b").count() == 0
    tab.locator("#search").fill("<script>")
    assert tab.locator("#suggestions [role=option]").count() == 2
    tie = shown(tab)["ties"][0]
    tab.evaluate("([a, b]) => kngMap.selectTie(a, b)", [tie["a"], tie["b"]])
    expect(panel.locator(".sum")).to_have_text("ger vikt 1")
    tab.locator("#colour").select_option("region")
    tab.get_by_role("button", name="English").click()
    assert tab.title() == "</title><script>alert(5)</script>"
    svg = ElementTree.fromstring(tab.evaluate("kngMap.svg()").encode())
    assert not svg.findall(".//{*}img")
    assert not svg.findall(".//{*}script")
    tab.get_by_role("button", name="Table").click()
    assert tab.locator("#table img, #table script, #table b").count() == 0


def test_what_is_too_much_for_one_picture_starts_in_groups(opened: Open) -> None:
    tab = opened(map_sample.crowd(1600))
    assert shown(tab)["nodes"] == ["group 7", *(f"group {n}" for n in range(6, -1, -1))]
    expect(tab.locator("#panel")).to_contain_text("Bilden visar 1\u00a0600 namn")
    click_node(tab, "group 3")
    assert len(shown(tab)["nodes"]) == 7 + 200
    assert "open=3" in tab.url
    tab.locator("#search").fill("Namn 5")
    tab.locator("#search").press("Enter")
    expect(tab.locator("#panel h2")).to_have_text("Namn 5")
    assert len(shown(tab)["nodes"]) == 6 + 400
    tab.get_by_role("button", name="Tabell", exact=True).click()
    expect(tab.locator("#table caption").first).to_have_text("Namn (1\u00a0600)")
    assert tab.locator("#table table").first.locator("tbody tr").count() == 400


@pytest.mark.parametrize("count", [0, 1])
def test_next_to_nothing(opened: Open, count: int) -> None:
    tab = opened(map_sample.alone(count))
    assert len(shown(tab)["nodes"]) == count
    if count == 0:
        expect(tab.locator("#nothing")).to_have_text("Det finns inget att visa.")
    else:
        expect(tab.locator("#nothing")).to_be_hidden()
        click_node(tab, f"{ID}person/0")
        expect(tab.locator("#panel")).to_contain_text("Kartan har inget mer om detta.")
        expect(tab.locator("#panel")).to_contain_text("Inga band i det som visas.")
    expect(tab.locator("#time")).to_be_hidden()
    tab.get_by_role("button", name="Karta", exact=True).click()
    tab.get_by_role("button", name="Tabell", exact=True).click()
    assert tab.locator("#table tbody tr").count() == count


def test_dark_follows_the_readers_setting(opened: Open) -> None:
    tab = opened(color_scheme="dark")
    background = "getComputedStyle(document.getElementById('map')).backgroundColor"
    assert tab.evaluate(background) == "rgb(19, 23, 27)"
    tab.emulate_media(color_scheme="light")
    assert tab.evaluate(background) == "rgb(251, 251, 248)"
    tab.emulate_media(media="print")
    expect(tab.locator(".controls")).to_be_hidden()
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate(background) == "rgb(251, 251, 248)"
