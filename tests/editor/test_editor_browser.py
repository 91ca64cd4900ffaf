"""The page on which questions are asked, used with mouse and keyboard in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from .conftest import Open, Served, faults_of_access

EXPECTED = Path(__file__).parents[1] / "questions/expected"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def text_of(tab: Page) -> str:
    """The query as it stands in the editor."""
    lines: str = tab.evaluate(
        "[...document.getElementById('text').shadowRoot.querySelectorAll('.cm-line')]"
        ".map((line) => line.textContent).join('\\n')"
    )
    return lines


def write(tab: Page, query: str) -> None:
    """Put a query into the editor as if it were typed at once."""
    tab.locator("#text .cm-content").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text(query)


def cells(tab: Page, number: int) -> list[str]:
    """A column of the table, by its number from 1."""
    return tab.locator(f"#view tbody td:nth-child({number})").all_inner_texts()


def test_a_question_of_the_catalogue_is_asked_and_answered_with_names(opened: Open) -> None:
    tab = opened()
    tab.get_by_label("Sök bland frågorna").fill("deltagare mote")
    tab.get_by_role("button", name="Deltagare vid ett möte", exact=True).click()
    rows = len((EXPECTED / "participants.csv").read_text("utf-8").splitlines()) - 1
    expect(tab.locator("#status")).to_have_text(re.compile(rf"^{rows} rader på \d+(,\d+)? s$"))
    assert tab.locator("#view tbody tr").count() == rows
    assert tab.locator("#view th").all_inner_texts()[0] == "deltagare"
    assert "Salomon Abresparr" in cells(tab, 1)
    assert tab.evaluate("location.hash") == "#question=participants"
    assert "SELECT DISTINCT ?participant" in text_of(tab)
    assert "#+" not in text_of(tab)
    head = tab.locator("#view").get_by_role("button", name="deltagare")
    head.click()
    people = cells(tab, 1)
    assert people == sorted(people)
    head.click()
    assert cells(tab, 1) == sorted(people, reverse=True)
    tab.get_by_label("Visa adresser").check()
    assert "kng-municipality:2081" in cells(tab, 1)
    assert all(cell.startswith("kng-") for cell in cells(tab, 1))


def test_a_parameter_is_chosen_by_its_name_and_a_link_opens_the_same(
    opened: Open, served: Served
) -> None:
    tab = opened("/#question=municipality-meetings&lang=en&view=table")
    field = tab.get_by_role("combobox", name="the municipality")
    expect(field).to_have_value("Borlänge Municipality")
    met = cells(tab, 1)
    field.fill("gav")
    expect(tab.get_by_role("option", name="Gävle Municipality")).to_be_visible()
    field.press("Enter")
    expect(tab.locator("#view tbody")).to_contain_text("Borlänge Municipality")
    assert cells(tab, 1) != met
    assert "VALUES ?municipality { <https://w3id.org/kng/id/municipality/2180> }" in text_of(tab)
    again = opened(tab.url.removeprefix(served.address))
    expect(again.get_by_role("combobox", name="the municipality")).to_have_value(
        "Gävle Municipality"
    )
    expect(again.locator("#view tbody")).to_contain_text("Borlänge Municipality")
    assert cells(again, 1) == cells(tab, 1)


def test_time_is_asked_for_where_a_question_has_to_do_with_it(opened: Open) -> None:
    tab = opened("/#question=meetings&view=table")
    expect(tab.locator("#view tbody tr")).to_have_count(2)
    tab.get_by_label("Tid", exact=True).select_option("per den")
    day = tab.get_by_label("per den")
    day.fill("2021")
    day.press("Enter")
    expect(tab.locator("#status")).to_contain_text("0 rader")
    assert '"2021-12-31"' in text_of(tab)
    tab.get_by_label("Tid", exact=True).select_option("mellan")
    for label, date in (("från", "2022"), ("till", "2022-12")):
        tab.get_by_label(label, exact=True).fill(date)
        tab.get_by_label(label, exact=True).press("Enter")
    expect(tab.locator("#view tbody tr")).to_have_count(2)
    assert tab.url.endswith("#question=meetings&from=2022&to=2022-12&view=table")
    opened("/#question=same-amounts").get_by_label("Tid", exact=True).wait_for(state="detached")


def test_a_text_changed_by_hand_is_kept_in_the_link_and_can_be_restored(opened: Open) -> None:
    tab = opened("/#question=who-met-whom")
    before = text_of(tab)
    tab.locator("#text .cm-content").click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type("LIMIT 2")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#status")).to_contain_text("2 rader")
    expect(tab.locator("#asked")).to_contain_text("ändrad för hand")
    tab.reload()
    expect(tab.locator("#status")).to_contain_text("2 rader")
    assert text_of(tab).endswith("LIMIT 2")
    tab.get_by_role("button", name="Återställ").click()
    expect(tab.locator("#status")).not_to_contain_text("2 rader på")
    assert text_of(tab) == before


def test_terms_that_occur_with_the_class_come_first_and_bring_their_prefix(opened: Open) -> None:
    tab = opened()
    write(tab, "SELECT * WHERE { ?m a ")
    tab.keyboard.type("kng:Meet")
    shown = tab.locator("#text .cm-tooltip-autocomplete li")
    expect(shown.first).to_contain_text("kng:Meeting", timeout=20_000)
    tab.wait_for_timeout(100)  # what has just appeared is not taken yet
    tab.keyboard.press("Enter")
    meeting = "PREFIX kng: <https://w3id.org/kng/ns#>\nSELECT * WHERE { ?m a kng:Meeting"
    assert text_of(tab) == meeting
    tab.keyboard.type(" ; ")
    tab.keyboard.press("Control+ ")
    expect(shown.first).to_have_text(re.compile("^a"))
    offered = shown.locator(".cm-completionLabel").all_inner_texts()
    assert {"kng:attendee", "kng:kind", "kng:whole"} <= set(offered[:25])
    assert "kng:participant" not in offered[:25], "it occurs with participations only"
    tab.keyboard.type("ämne")
    expect(shown.first).to_contain_text("kng:topic")


def test_a_prefix_is_declared_as_soon_as_it_is_written_and_offered_by_its_name(
    opened: Open,
) -> None:
    tab = opened()
    write(tab, "SELECT * WHERE { ?s ")
    tab.keyboard.type("geo:")
    geo = "PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>\n"
    expect(tab.locator("#text .cm-line").first).to_have_text(geo.strip())
    assert text_of(tab) == f"{geo}SELECT * WHERE {{ ?s geo:"
    tab.keyboard.press("Escape")
    write(tab, "PREFIX ")
    tab.keyboard.type("ge")
    offered = tab.locator("#text .cm-tooltip-autocomplete li").first
    expect(offered).to_contain_text("geo:")
    tab.wait_for_timeout(100)
    tab.keyboard.press("Enter")
    assert text_of(tab) == geo.strip()


def test_a_fault_is_told_in_words_and_marked_where_it_stands(opened: Open, served: Served) -> None:
    served.allowed.append("status of 400")
    tab = opened()
    write(tab, "SELECT ?a WHERE {\n  ?a ?b ,\n}")
    tab.keyboard.press("Control+Enter")
    trouble = tab.locator("#trouble")
    expect(trouble).to_contain_text("Frågan går inte att ställa")
    expect(trouble).to_contain_text("Rad 3, tecken 1.")
    marked = tab.locator("#text .cm-lintRange-error")
    expect(marked).to_have_text("}")
    trouble.get_by_role("button").click()
    expect(tab.locator("#text .cm-content")).to_be_focused()
    write(tab, "SELECT ?a WHERE { ?a a ?b } LIMIT 1")
    tab.get_by_role("button", name="Fråga", exact=True).click()
    expect(tab.locator("#status")).to_contain_text("1 rad på")
    expect(trouble).to_be_hidden()
    expect(marked).to_have_count(0)


def test_a_question_that_runs_long_is_stopped_by_hand(opened: Open) -> None:
    tab = opened()
    write(tab, SLOW)
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#status")).to_have_text("Frågar …")
    tab.get_by_role("button", name="Avbryt").click()
    expect(tab.locator("#status")).to_have_text("Avbruten.")
    expect(tab.get_by_role("button", name="Avbryt")).to_be_disabled()


def test_the_views_are_those_that_fit_and_hold_what_the_table_holds(opened: Open) -> None:
    tab = opened("/#question=municipality-meetings&view=map")
    spots = tab.locator("#view circle")
    expect(spots).to_have_count(2)
    assert tab.get_by_role("tab").all_inner_texts() == ["Tabell", "Karta", "Nätverk"]
    spots.first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#view .beside")).to_contain_text("Minimöte i Borlänge")
    tab.get_by_role("tab", name="Karta").press("ArrowRight")
    canvas = tab.locator("#view canvas")
    expect(canvas).to_be_visible()
    colours = "canvas => new Set(canvas.getContext('2d').getImageData(0, 0, 1000, 600).data).size"
    while canvas.evaluate(colours) <= 20:
        tab.wait_for_timeout(50)
    assert tab.url.endswith("view=network")


def test_dates_make_a_timeline_and_numbers_make_bars(opened: Open) -> None:
    query = """SELECT * { VALUES (?name ?day ?count) {
      ("a" "2022-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> 2)
      ("b" "2023-01-01"^^<http://www.w3.org/2001/XMLSchema#date> 4) ("c" UNDEF 1) } }"""
    tab = opened(f"/#view=timeline&query={quote(query)}")
    spans = tab.locator("#view rect")
    expect(spans).to_have_count(2)
    expect(tab.locator("#view")).to_contain_text("1 rad har inget datum")
    wide = [float(span.get_attribute("width") or 0) for span in spans.all()]
    assert wide[0] > wide[1], "a month is longer than a day"
    tab.get_by_role("tab", name="Staplar").click()
    long = [box["width"] for b in tab.locator("#view .length").all() if (box := b.bounding_box())]
    assert long == pytest.approx([long[1] / 2, long[1], long[1] / 4], abs=1)


def test_downloads_are_what_the_endpoint_gives(opened: Open, served: Served) -> None:
    tab = opened("/#question=municipality-meetings")
    expect(tab.locator("#status")).to_contain_text("rader")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="csv").click()
    assert download.value.suggested_filename == "municipality-meetings.csv"
    query = text_of(tab)
    answer = httpx.post(
        f"{served.address}/sparql",
        content=query,
        headers={"content-type": "application/sparql-query", "accept": "text/csv"},
    )
    assert download.value.path().read_bytes() == answer.content
    assert answer.text.splitlines()[0] == "other,meeting"


def test_statements_are_shown_as_turtle_and_truth_as_a_word(opened: Open) -> None:
    tab = opened()
    write(tab, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#view pre")).to_contain_text("https://w3id.org/kng/")
    assert tab.locator(".downloads button").all_inner_texts() == ["ttl", "nt", "jsonld", "rdf"]
    write(tab, "ASK { ?s ?p ?o }")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator("#status")).to_contain_text("Ja på")


def test_data_and_addresses_are_text_never_markup(opened: Open) -> None:
    evil = "<img src=x onerror=alert(1)>"
    query = f'SELECT ("{evil}" AS ?text) (IRI(CONCAT("javascript", ":alert(2)")) AS ?link) {{}}'
    tab = opened(f"/#view={quote(evil)}&question={quote(evil)}&query={quote(query)}")
    expect(tab.locator("#view td").first).to_have_text(evil)
    assert tab.locator("#view a, #view img").count() == 0


@pytest.mark.parametrize(
    ("name", "view", "scheme"),
    [("municipality-meetings", "network", "light"), ("municipalities", "map", "dark")],
)
def test_nothing_serious_stands_in_the_way_of_any_reader(
    opened: Open, name: str, view: str, scheme: str
) -> None:
    tab = opened(f"/#question={name}&lang=en&view={view}", color_scheme=scheme)
    expect(tab.locator("#status")).to_contain_text("rows")
    assert faults_of_access(tab) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(opened: Open) -> None:
    tab = opened("/#question=who-met-whom", viewport={"width": 390, "height": 844})
    expect(tab.locator("#status")).to_contain_text("rader")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    expect(tab.locator("#text")).to_be_hidden()
    tab.locator("#catalogue summary").click()
    tab.get_by_role("button", name="Kommuner", exact=True).click()
    expect(tab.locator("#questions")).to_be_hidden()
    expect(tab.locator("#asked h2")).to_have_text("Kommuner")
    tab.get_by_role("tab", name="Tabell").click()
    expect(tab.locator("#view tbody")).to_contain_text("Gävle kommun")
    assert faults_of_access(tab) == []
    tab.goto(tab.url.split("#")[0] + "#question=meetings&view=timeline")
    expect(tab.locator("#view rect")).to_have_count(2)
    assert faults_of_access(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_by_keyboard_the_questions_can_be_passed_over(opened: Open) -> None:
    tab = opened()
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Till frågan")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.locator("#query summary")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Tab")
    expect(tab.locator("#run")).to_be_focused()
