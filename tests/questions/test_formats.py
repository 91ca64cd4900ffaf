"""An answer in every format, read back by another reader of the W3C's result formats."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.query import Result
from rdflib.term import Identifier

from kng._build import Graph
from kng._errors import UnknownName
from kng._questions import FORMATS, Question, ask, listing, plain_question, read_question, render
from kng._values import XSD, Bilingual, Cell, Iri, Literal, Rows

QUESTION = read_question(
    "q",
    '#+ title: {sv: T, en: T}\n#+ question: {sv: "Vad?", en: "What?"}\n'
    "#+ group: people\n#+ columns:\n"
    "#+   what: {sv: vad, en: what}\n#+   n: {sv: antal, en: number}\n"
    "#+ parameters:\n#+   day: {type: date, sv: dag, en: day}\n"
    "SELECT ?what ?n { VALUES ?day { 1 } }",
    "q.rq",
)
NAMES = {"https://e/1": Bilingual("möte", "meeting")}
ROWS = Rows(
    ("what", "n"),
    (
        (Iri("https://e/1"), Literal("7", XSD + "integer")),
        (Literal("a, \"b\"\n'c'\t\\d | <e>", language="sv"), None),
        (Literal("2022", XSD + "gYear"), Literal("")),
        (Literal("🌍 \u2028 åäö"), Literal("true", XSD + "boolean")),
        (Iri("_:b0"), Literal("59.5", XSD + "decimal")),
    ),
)


def shown(name: str, rows: Rows = ROWS, language: str = "sv") -> str:
    return render(name, QUESTION, rows, NAMES, language)


def as_rdflib(cell: Cell) -> Identifier | None:
    if cell is None:
        return None
    if isinstance(cell, Iri):
        return BNode(cell[2:]) if cell.startswith("_:") else URIRef(cell)
    if cell.language:
        return RdflibLiteral(str(cell), lang=cell.language)
    plain = cell.datatype == XSD + "string"
    return RdflibLiteral(str(cell), datatype=None if plain else URIRef(cell.datatype))


# rdflib's readers of TSV and CSV take U+2028 for the end of a line, which neither format does.
LINES = Rows(ROWS.columns, tuple(row for row in ROWS.cells if "\u2028" not in str(row[0])))


def read_back(text: str, form: str) -> list[dict[str, Any]]:
    result = Result.parse(io.BytesIO(text.encode()), format=form)
    assert [str(name) for name in result.vars or []] == list(ROWS.columns)
    return [{str(k): v for k, v in row.items()} for row in result.bindings]


def expected(rows: Rows) -> list[dict[str, Any]]:
    return [
        {name: as_rdflib(cell) for name, cell in record.items() if cell is not None}
        for record in rows.records()
    ]


def test_json_is_read_back() -> None:
    assert read_back(shown("json"), "json") == expected(ROWS)


def test_json_has_the_members_of_the_specification() -> None:
    answer = json.loads(shown("json"))
    assert answer["head"] == {"vars": ["what", "n"]}
    first, second, *_, last = answer["results"]["bindings"]
    assert first["what"] == {"type": "uri", "value": "https://e/1"}
    assert first["n"] == {"type": "literal", "value": "7", "datatype": XSD + "integer"}
    assert second == {"what": {"type": "literal", "value": str(ROWS.cells[1][0]), "xml:lang": "sv"}}
    assert last["what"] == {"type": "bnode", "value": "b0"}


def test_tsv_is_read_back() -> None:
    # rdflib names the blank nodes of a table anew.
    named = Rows(LINES.columns, LINES.cells[:-1])
    assert read_back(shown("tsv", named), "tsv") == expected(named)
    assert shown("tsv").splitlines()[-1].startswith("_:b0\t")


def test_tsv_is_turtle_terms_between_tabs() -> None:
    lines = shown("tsv").split("\n")
    assert lines[0] == "?what\t?n"
    assert lines[1] == f'<https://e/1>\t"7"^^<{XSD}integer>'
    assert lines[2] == '"a, \\"b\\"\\n\'c\'\\t\\\\d | <e>"@sv\t'
    assert lines[-1] == ""
    assert all(line.count("\t") == 1 for line in lines[:-1])


def test_csv_is_plain_values_with_crlf() -> None:
    text = shown("csv")
    assert text.startswith("what,n\r\nhttps://e/1,7\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1:] == [[str(cell or "") for cell in row] for row in ROWS]


def test_csv_is_read_back_by_rdflib() -> None:
    found = read_back(shown("csv", LINES), "csv")
    assert [str(row["what"]) for row in found] == [str(cell) for cell, _ in LINES]


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8")), max_size=4))
def test_any_text_comes_back_from_json_tsv_and_csv(texts: list[str]) -> None:
    rows = Rows(("what", "n"), tuple((Literal(text), Literal("1")) for text in texts))
    parsed = json.loads(shown("json", rows))
    assert [row["what"]["value"] for row in parsed["results"]["bindings"]] == texts
    assert [row[0] for row in csv.reader(io.StringIO(shown("csv", rows), newline=""))][1:] == texts
    lines = shown("tsv", rows).split("\n")
    assert len(lines) == len(texts) + 2


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_stays_in_its_cell_of_a_table_and_of_markdown(text: str) -> None:
    rows = Rows(("what", "n"), ((Literal(text), Literal("END")),))
    table = shown("table", rows).splitlines()
    assert len(table) == 4
    assert table[2].endswith("  END")
    markdown = shown("md", rows).splitlines()
    assert len(markdown) == 3
    assert markdown[2].replace("\\\\", "").replace("\\|", "").count("|") == 3
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for line in table for c in line)


def test_a_table_is_aligned_and_counts_its_rows() -> None:
    rows = Rows(
        ("what", "n"),
        (
            (Iri("https://e/1"), Literal("7", XSD + "integer")),
            (Literal("Borlänge"), None),
            (Literal("a\u030angstro\u0308m"), Literal("1")),
            (Literal("日本"), Literal("2")),
        ),
    )
    assert shown("table", rows).split("\n") == [
        "vad       antal",
        "────────  ─────",
        "möte      7",
        "Borlänge",
        "a\u030angstro\u0308m  1",
        "日本      2",
        "4 rader",
        "",
    ]
    one = Rows(("what",), ((Iri("https://e/1"),),))
    assert shown("table", one, "en").split("\n") == ["what", "───────", "meeting", "1 row", ""]


def test_markdown_escapes_what_it_would_obey() -> None:
    rows = Rows(("what", "n"), ((Literal("a|b <i>*x*</i> [l](u) `c` \\ & d\r\ne"), None),))
    assert shown("md", rows).splitlines() == [
        "| vad | antal |",
        "| --- | --- |",
        "| a\\|b &lt;i>\\*x\\*&lt;/i> \\[l\\](u) \\`c\\` \\\\ &amp; d  e |  |",
    ]


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_answer_without_rows_has_its_columns(name: str) -> None:
    text = shown(name, Rows(("what", "n"), ()))
    assert "what" in text or "vad" in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_answer_without_columns_makes_no_traceback(name: str) -> None:
    rows = Rows((), ((), ()))
    assert render(name, plain_question("SELECT * {}"), rows, {}, "sv") is not None


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="known: csv, json, md, table, tsv"):
        shown("xml")


def test_the_listing_says_what_is_asked_and_the_defaults() -> None:
    assert listing([QUESTION], "sv").startswith("Personer\n  q  Vad?  [day=1]\n\n◷ ")
    assert "What?" in listing([QUESTION], "en")


def test_every_question_is_written_in_every_format_in_both_languages(
    first_graph: Graph, catalogue: dict[str, Question]
) -> None:
    for question in catalogue.values():
        if question.name != "statements-by-source":
            rows = ask(first_graph.store, question)
            for name in FORMATS:
                for language in ("sv", "en"):
                    assert render(name, question, rows, first_graph.names, language)


def test_a_truth_that_is_none_is_shown_as_it_stands() -> None:
    from kng._questions.labels import readable
    from kng._values import XSD, Literal, Rows

    cells = tuple((Literal(text, XSD + "boolean"),) for text in ("true", "false", "foo"))
    rows = Rows(("x",), cells)
    assert readable(rows, {}, "sv") == [["ja"], ["nej"], ["foo"]]
    assert readable(rows, {}, "en") == [["yes"], ["no"], ["foo"]]
