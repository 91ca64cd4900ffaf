"""From the statements of a graph back to the rows of a sheet, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping

from kng._namespaces import expand
from kng._tables.inverse import Facts, Inverse
from kng._tables.mapping import read_sheet
from kng._tables.statements import Statement
from kng._tables.values import Raw
from kng._values import Iri, Literal

SOURCE = expand("kng-source:s")
MEETINGS = """
sheet: {sv: Möten, en: Meetings}
columns:
  key: {sv: id, en: id, type: id}
  name_sv: {sv: namn, en: name, type: text}
  name_en: {sv: engelskt namn, en: English name, type: text}
  start: {sv: början, en: start, type: date}
  online: {sv: på nätet, en: online, type: yes-no}
  attendance: {sv: antal, en: attendance, type: number}
  host: {sv: värd, en: host, type: thing, kinds: [organisation], many: true}
  source: {sv: källa, en: source, type: source, many: true}
nodes:
  - address: [meeting, key]
    main: true
    class: kng:Meeting
    say:
      rdfs:label: ["{name_sv}@sv", "{name_en}@en"]
      kng:start: "{start}"
      kng:online: "{online}"
      kng:attendance: "{attendance}"
  - address: [participation, this, host, "=host"]
    each: host
    class: kng:Participation
    say:
      kng:meeting: "{this}"
      kng:participant: "{host}"
      kng:function: kng-function:host
"""


def _said(*lines: tuple[str, str, str | Literal]) -> list[Statement]:
    return [
        Statement(expand(s), expand(p), o if isinstance(o, Literal) else Iri(expand(o)))
        for s, p, o in lines
    ]


def _rows(*lines: tuple[str, str, str | Literal]) -> list[Mapping[str, Raw]]:
    sheet = read_sheet("meetings", MEETINGS, "meetings.yaml")
    inverse = Inverse(sheet, lambda _column, thing: thing.rpartition("/")[2], lambda *_: ())
    facts = Facts(_said(("kng-meeting:m", "rdf:type", "kng:Meeting"), *lines))
    return list(inverse.rows(facts, frozenset({SOURCE})))


def _host(node: str, host: str, function: str = "host") -> list[tuple[str, str, str | Literal]]:
    return [
        (node, "rdf:type", "kng:Participation"),
        (node, "kng:meeting", "kng-meeting:m"),
        (node, "kng:participant", host),
        (node, "kng:function", f"kng-function:{function}"),
    ]


def test_texts_go_to_the_column_of_their_language_and_words_to_yes_and_no() -> None:
    (row,) = _rows(
        ("kng-meeting:m", "rdfs:label", Literal("Möte", language="sv")),
        ("kng-meeting:m", "rdfs:label", Literal("Meeting", language="en")),
        ("kng-meeting:m", "kng:online", Literal("false")),
        ("kng-meeting:m", "kng:attendance", Literal("7")),
    )
    assert (row["key"], row["source"]) == ("kng-meeting:m", "kng-source:s")
    assert (row["name_sv"], row["name_en"]) == ("Möte", "Meeting")
    assert (row["online"], row["attendance"], row["start"]) == ("nej", 7, None)


def test_bounds_of_a_date_are_told_in_words_that_are_read_again() -> None:
    first = ("kng-meeting:m", "kng:startNotBefore", Literal("2022-03-01"))
    last = ("kng-meeting:m", "kng:startNotAfter", Literal("2022-12-31"))
    assert _rows(first)[0]["start"] == "tidigast 2022-03-01"
    assert _rows(last)[0]["start"] == "senast 2022-12-31"
    assert _rows(first, last)[0]["start"] == "mellan 2022-03-01 och 2022-12-31"


def test_a_cell_that_takes_one_value_is_empty_where_there_are_two() -> None:
    (row,) = _rows(
        ("kng-meeting:m", "kng:start", Literal("2022")),
        ("kng-meeting:m", "kng:start", Literal("2023")),
    )
    assert row["start"] is None


def test_many_values_come_from_the_nodes_that_the_row_would_make_and_no_others() -> None:
    (row,) = _rows(
        *_host("kng-participation:m_b_host", "kng-organisation:b"),
        *_host("kng-participation:m_a_host", "kng-organisation:a"),
        *_host("kng-participation:m_c_host_d", "kng-organisation:c"),
        *_host("kng-participation:m_e_speaker", "kng-organisation:e", "speaker"),
    )
    assert row["host"] == "a; b"


def test_a_thing_of_another_class_has_no_row() -> None:
    sheet = read_sheet("meetings", MEETINGS, "meetings.yaml")
    facts = Facts(_said(("kng-meeting:x", "rdfs:label", Literal("x", language="sv"))))
    inverse = Inverse(sheet, lambda _column, thing: thing, lambda *_: ())
    assert list(inverse.rows(facts, frozenset({SOURCE}))) == []
