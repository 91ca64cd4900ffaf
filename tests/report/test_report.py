"""The report on small graphs, worked out by hand, and on the first source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest

from kng._build import Graph, report_files
from kng._namespaces import ID
from kng._questions import labels, read_question
from kng._report import Material, read_plan, reports
from kng._report._plan import Plan
from kng._report._sheet import Sheet, sheet
from kng._report._words import WORDS
from kng._store import Store
from kng._values import Bilingual, Source

GAPS = """#+ title: {{sv: Luckor, en: Gaps}}
#+ question: {{sv: Vilka, en: Which}}
#+ columns:
#+   thing: {{sv: sak, en: thing}}
#+   parts: {{sv: delar, en: parts}}
#+   whole: {{sv: hela, en: whole}}
SELECT ?thing ?parts ?whole {{ {} }} ORDER BY ?whole ?thing"""
PLAN = """
title: {{sv: Rapport, en: Report}}
lead: {{sv: Ingress, en: Lead}}
sections:
  - title: {{sv: Avsnitt, en: Section}}
    parts:
      - {{question: gaps, says: {{sv: Betyder, en: Means}}, {}}}
"""
Filled = Callable[..., Sheet]


def material(store: Store, query: str, sources: Mapping[str, Source] | None = None) -> Material:
    question = read_question("gaps", GAPS.format(query), "gaps.rq")
    rests = {"people": (Bilingual("Nätet", "The net"), Bilingual("Vilar.", "Rests."))}
    return Material(store, {"gaps": question}, labels(store), sources or {}, rests)


def plan(given: Material, said: str = "", text: str = PLAN) -> Plan:
    return read_plan(text.format(said), "report.yaml", given.questions, given.networks)


@pytest.fixture
def filled(closed: Callable[..., Store]) -> Filled:
    """A report of one part on a query and a Turtle text."""

    def fill(query: str, said: str = "", facts: str = "", language: str = "sv") -> Sheet:
        given = material(closed(facts), query)
        return sheet(plan(given, said), given, language)

    return fill


def shown(report: Sheet) -> list[list[str]]:
    table = report.chapters[0][1][0].table
    return [[cell.text for cell in row] for row in table.rows] if table else []


def bars(report: Sheet) -> list[list[float | None]]:
    table = report.chapters[0][1][0].table
    return [[cell.bar for cell in row] for row in table.rows] if table else []


COUNTS = """VALUES (?thing ?parts ?whole) { ("a" 1 4) ("b" 6 8) ("c" 0 0) }"""


def test_a_list_tells_how_many_rows_there_are_and_how_many_it_does_not_show(filled: Filled) -> None:
    block = filled(COUNTS, "rows: 2").chapters[0][1][0]
    assert block.table is not None
    assert (block.count, len(block.table.rows), block.table.more) == (3, 2, 1)
    assert (block.title, block.says, block.command) == ("Luckor", "Betyder", "kng query gaps")


def test_a_table_of_figures_has_no_count(filled: Filled) -> None:
    assert filled(COUNTS, "form: table").chapters[0][1][0].count is None


def test_bars_are_of_the_largest_or_shares_of_another_column(filled: Filled) -> None:
    found = filled(COUNTS, "bars: {parts: whole, whole: largest}")
    assert shown(found) == [
        ["c", "0", "0"],
        ["a", "1 (25\u00a0%)", "4"],
        ["b", "6 (75\u00a0%)", "8"],
    ]
    assert bars(found) == [[None, None, 0.0], [None, 0.25, 0.5], [None, 0.75, 1.0]]


def test_the_largest_is_of_all_rows_also_of_those_not_shown(filled: Filled) -> None:
    found = filled(COUNTS, "rows: 2, bars: {whole: largest}")
    assert [row[2] for row in bars(found)] == [0.0, 0.5]


def test_rows_that_read_the_same_are_one_with_their_number(filled: Filled) -> None:
    query = (
        """VALUES (?thing ?parts ?whole) { ("a" 1 1) ("b" 2 2) ("c" 2 3) ("d" 2 4) ("e" 3 5) }"""
    )
    block = filled(query, "columns: [parts], rows: 2").chapters[0][1][0]
    assert block.table is not None
    assert block.table.heads == ("delar", "antal")
    assert [[cell.text for cell in row] for row in block.table.rows] == [["2", "3"], ["1", "1"]]
    assert (block.count, block.table.more) == (5, 1)


def test_columns_stand_in_the_order_that_is_asked_for(filled: Filled) -> None:
    found = filled(COUNTS, "columns: [whole, thing, parts]")
    assert shown(found)[1] == ["4", "a", "1"]


def test_numbers_are_written_as_the_language_does_and_years_are_no_numbers(filled: Filled) -> None:
    query = 'VALUES (?thing ?parts ?whole) { ("2022" 12345 UNDEF) }'
    assert shown(filled(query)) == [["2022", "12\u00a0345", "–"]]
    assert shown(filled(query, language="en")) == [["2022", "12,345", "–"]]


def test_a_command_has_the_values_of_the_question(closed: Callable[..., Store]) -> None:
    given = material(closed(), 'VALUES ?town { "x" } BIND(?town AS ?thing)')
    text = given.questions["gaps"].query.replace(
        "#+ columns:", "#+ parameters:\n#+   town: {type: string, sv: s, en: t}\n#+ columns:"
    )
    asked = {"gaps": read_question("gaps", text, "gaps.rq")}
    given = Material(given.store, asked, given.names, {}, {})
    found = sheet(plan(given, "values: {town: Stora Byn}"), given, "sv")
    assert found.chapters[0][1][0].command == "kng query gaps 'town=Stora Byn'"
    assert shown(found) == [["Stora Byn", "–", "–"]]


# ---- who is named

STAFF = """kng-person:p a kng:Person ; foaf:name "Åsa Öst" .
kng-municipality:o a kng:Municipality ; rdfs:label "Ort"@sv , "Town"@en .
kng-affiliation:p_o a kng:Affiliation ; org:member kng-person:p ;
  org:organization kng-municipality:o .
kng-tie:t a kng:Tie ; kng:kind kng-tie-kind:partnership ; kng:party kng-person:p ."""
NAMING = (
    "{ ?thing a kng:Person } UNION { ?thing a kng:Affiliation } UNION { ?thing a kng:Tie } "
    "UNION { ?thing a kng:Municipality }"
)


def test_nobody_is_named_where_the_list_is_not_about_people(filled: Filled) -> None:
    found = [row[0] for row in shown(filled(NAMING, facts=STAFF))]
    assert sorted(found) == ["Ort", "kng-affiliation:p_o", "kng-person:p", "kng-tie:t"]


def test_people_are_named_where_it_is(filled: Filled) -> None:
    found = [row[0] for row in shown(filled(NAMING, "people: true", STAFF))]
    assert {"Åsa Öst", "Åsa Öst, Ort", "Ort"} < set(found)


def test_the_report_of_the_project_names_people_in_one_list_only(first_graph: Graph) -> None:
    told = report_files(first_graph)["sv.md"]
    names = {n.sv for a, n in first_graph.names.items() if a.startswith(ID + "person/")}
    assert len(names) == 8
    assert "Kristina Birath" in section(told, "Personer utan roll")
    elsewhere = told.replace(section(told, "Personer utan roll"), "")
    assert not [name for name in names if name in elsewhere]


def section(told: str, title: str) -> str:
    (found,) = re.findall(rf"^### {title}.*?(?=^#)", told, re.M | re.S)
    return str(found)


# ---- text is text

HOSTILE = "</style><script>alert(1)</script> | `x` [a](javascript:alert(1)) <b> & \\n\\u0085y"
FACTS = f"""kng-organisation:h a kng:Organisation ; rdfs:label "{HOSTILE}"@sv , "{HOSTILE}"@en .
kng-source:bad a kng:Source ; dcterms:title "Dålig" .
kng-source:good a kng:Source ; dcterms:title "Bra" ."""
THREE = "VALUES ?thing { kng-organisation:h kng-source:bad kng-source:good }"


class Links(HTMLParser):
    """Collects the tags, addresses and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.fixture
def hostile(closed: Callable[..., Store]) -> dict[str, str]:
    def source(name: str, url: str) -> Source:
        return Source(ID + name, name, url, "", "", "")

    sources = {
        ID + "source/bad": source("source/bad", "javascript:alert(1)"),
        ID + "source/good": source("source/good", 'https://e.org/å b|"><script>'),
    }
    given = material(closed(FACTS), THREE, sources)
    return reports(plan(given), given)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_name_becomes_markup(hostile: dict[str, str], language: str) -> None:
    page = hostile[f"{language}.html"]
    links = Links(page)
    assert "script" not in links.tags
    assert "b" not in links.tags
    assert any("<script>alert(1)</script> | `x` [a](javascript" in text for text in links.said)
    assert not [a for a in links.addresses if a.startswith("javascript")]
    assert 'https://e.org/å b|"><script>' in links.addresses
    assert "\x85" not in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_name_becomes_markdown(hostile: dict[str, str], language: str) -> None:
    told = hostile[f"{language}.md"]
    (row,) = [line for line in told.splitlines() if "alert" in line]
    assert r"&lt;script>alert(1)&lt;/script> \| \`x\` \[a\](javascript" in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert '[Bra](<https://e.org/å%20b%7C"%3E%3Cscript%3E>)' in told


# ---- nothing there, and the same again


def test_a_list_without_rows_says_so(filled: Filled, closed: Callable[..., Store]) -> None:
    block = filled("?thing a kng:Signature").chapters[0][1][0]
    assert (block.count, block.table) == (0, None)
    given = material(closed(), "?thing a kng:Signature")
    for form, words in (("list", "none"), ("table", "empty")):
        told = reports(plan(given, f"form: {form}"), given)
        for name, text in told.items():
            assert WORDS[words].in_language(name[:2]) in text


def test_a_network_says_what_it_rests_on(closed: Callable[..., Store]) -> None:
    given = material(closed(), "")
    text = PLAN.replace("question: gaps", "network: people").replace(", {}", "")
    told = reports(plan(given, text=text), given)
    assert "### Nätet\n\nBetyder\n\n> Vilar.\n\nFråga igen: `kng network people`" in told["sv.md"]
    assert "Rests." in told["en.html"]


def test_a_question_told_twice_has_two_places_to_link_to(closed: Callable[..., Store]) -> None:
    given = material(closed(), COUNTS)
    line = "      - {{question: gaps, says: {{sv: Betyder, en: Means}}, {}}}\n"
    found = sheet(plan(given, "rows: 1", PLAN + line.replace("{}", "rows: 2")), given, "sv")
    assert [block.name for block in found.chapters[0][1]] == ["gaps", "gaps-2"]


def test_the_words_are_there_in_both_languages() -> None:
    assert all(words.sv and words.en and words.sv != words.en for words in WORDS.values())


# ---- the first source


def test_the_report_on_the_first_source(first_graph: Graph) -> None:
    told = report_files(first_graph)["sv.md"]
    counts = dict(re.findall(r"^### (.+): (\d+)$", told, re.M))
    assert counts == {
        "Medlemmar utan möte": "0",
        "Kommuner utan möte": "0",
        "Möten utan dag": "2",
        "Möten utan plats": "0",
        "Möten utan deltagare": "0",
        "Möten med okänt läge": "0",
        "Möten med antaget antal": "0",
        "Personer utan roll": "5",
        "Roller utan datum": "7",
        "Okänd egenskap": "1",
        "Deltagare utan namn": "1",
        "Uppgifter ur en enda källa": "46",
        "Källor som säger olika": "0",
        "Samma belopp hos två": "0",
        "Osäkra identiteter": "0",
    }
    assert "| Minimöte i Borlänge | i veckan | 2022-03-01 | 2022-12-31 |" in told
    assert "| 2022 | 2 | 0 (0\u00a0%) | 2 (100\u00a0%) | 2 (100\u00a0%) |" in told
    assert "25 av 25 band" in told


@pytest.mark.parametrize("name", ["sv.html", "en.html", "sv.md", "en.md"])
def test_each_list_stands_in_each_file_with_its_command(first_graph: Graph, name: str) -> None:
    told = report_files(first_graph)
    commands = set(re.findall(r"kng (?:query|network) [a-z-]+", told["sv.md"]))
    assert len(commands) == 21
    assert all(command in told[name] for command in commands)


def test_a_page_needs_nothing_else_and_is_not_indexed(first_graph: Graph) -> None:
    page = report_files(first_graph)["sv.html"]
    links = Links(page)
    assert "script" not in links.tags
    assert 'content="noindex, nofollow"' in page
    assert "default-src &#39;none&#39;" in page
    own = {a for a in links.addresses if not a.startswith(("#", "https://", "data:,"))}
    assert own == {"en.html"}
    anchors = set(re.findall(r' id="([^"]+)"', page))
    assert {a[1:] for a in links.addresses if a.startswith("#")} <= anchors
