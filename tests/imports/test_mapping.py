"""The descriptions of sheets: the language that they are written in, and the project's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kng import FaultsFound
from kng._import import sheets
from kng._namespaces import ID, KINDS, PREFIXES, expand
from kng._store import parse_turtle
from kng._tables.derivations import DERIVATIONS
from kng._tables.mapping import Condition, Sheet, Value, column_of, filled, read_sheet
from kng._workspace import Workspace

GOOD = """
sheet: {sv: Blad, en: Sheet}
names: [old]
order: 7
template: true
about: {sv: vad, en: what}
left_out: {sv: därför, en: because}
columns:
  own: {sv: id, en: id, type: id, drop: x-}
  title: {sv: titel, en: title, type: text, required: true, help: {sv: hjälp, en: help}}
  day: {sv: dag, en: day, type: date}
  who:
    sv: vem
    en: who
    type: thing
    kinds: [person, organisation]
    kinds_by: {column: sort, kinds: {p: [person]}}
    many: true
    unknown: new
    new_as: person
    new_kind: sort
    continues: true
    values: {A: B}
  sort: {sv: slag, en: kind, type: choice, values: {one: p}}
  made: {type: derived, by: first_filled, of: [day, who.name], scheme: topic}
  src: {sv: källa, en: source, type: source}
nodes:
  - address: [meeting, own, "a-{title}", "=word"]
    otherwise: [title, day]
    same: title
    same_kinds: [meeting, series]
    main: true
    class: [kng:Meeting, "prov:Activity"]
    when: {day: [], sort: p}
    unless: {who.kind: [person]}
    say:
      rdfs:label: ["{title}@sv", "om {title}@{sort}"]
      kng:kind: kng-meeting-kind:workshop
      kng:place: "<place/{own}>"
      schema:url: "<{title}>"
      skos:exactMatch: "<http://a.b/{own}>"
      kng:start: "{day}"
      kng:asWritten: "{who.as_written}"
  - address: [participation, this, who]
    each: who
    number: [title]
    when: [day]
    say: {}
"""


def test_all_that_can_be_said_is_read() -> None:
    sheet = read_sheet("s", GOOD, "s.yaml")
    assert (sheet.label.sv, sheet.about.en, sheet.left_out.sv) == ("Blad", "what", "därför")
    assert (sheet.names, sheet.order, sheet.template) == (("s", "old", "Blad", "Sheet"), 7, True)
    own, title, day, who, sort, made, src = sheet.columns.values()
    assert (sheet.id_column, sheet.source_column) == (own, src)
    assert (own.drop, title.required, title.help.en, day.required) == ("x-", True, "help", False)
    assert (who.kinds, who.kinds_by) == (("person", "organisation"), ("sort", {"p": ("person",)}))
    assert (who.many, who.unknown, who.new_as, who.new_kind) == (True, "new", "person", "sort")
    assert (who.continues, who.values, sort.values) == (True, {"A": "B"}, {"one": "p"})
    assert (made.by, made.of, made.scheme) == ("first_filled", ("day", "who.name"), "topic")


def test_the_nodes_of_a_row_are_read() -> None:
    one, two = read_sheet("s", GOOD, "s.yaml").nodes
    assert (one.kind, one.keys, one.otherwise) == (
        "meeting",
        ("own", "a-{title}", "=word"),
        ("title", "day"),
    )
    assert one.classes == (expand("kng:Meeting"), expand("prov:Activity"))
    assert (one.same, one.same_kinds, one.main, one.number) == (
        "title",
        ("meeting", "series"),
        True,
        None,
    )
    assert one.when == (
        Condition("day"),
        Condition("sort", values=("p",)),
        Condition("who", "kind", ("person",), unless=True),
    )
    assert (two.each, two.number, two.main, two.when) == (
        "who",
        ("title",),
        False,
        (Condition("day"),),
    )


def test_the_values_that_are_said_are_read() -> None:
    said = dict(read_sheet("s", GOOD, "s.yaml").nodes[0].say)
    assert said == {
        expand("rdfs:label"): (
            Value(column="title", language="sv"),
            Value(text="om {title}", language="{sort}"),
        ),
        expand("kng:kind"): (Value(address=f"{ID}meeting-kind/workshop"),),
        expand("kng:place"): (Value(address=f"{ID}place/{{own}}"),),
        expand("schema:url"): (Value(address="{title}"),),
        expand("skos:exactMatch"): (Value(address="http://a.b/{own}"),),
        expand("kng:start"): (Value(column="day"),),
        expand("kng:asWritten"): (Value(column="who", part="as_written"),),
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("type: date", "type: dat", "column day: type 'dat' is not one of choice, code,"),
        ("unknown: new", "unknown: guess", "column who: unknown 'guess' is not one of ask, new"),
        ("kinds: [person, organisation]", "kinds: [persn]", "no kind of thing is called 'persn'"),
        ("{p: [person]}", "{p: [persn]}", "no kind of thing is called 'persn'"),
        ("[meeting, own,", "[meting, own,", "no kind of thing is called 'meting'"),
        ("same_kinds: [meeting, series]", "same_kinds: [serie]", "no kind of thing is called 'ser"),
        ("[meeting, own,", "[meeting, oun,", "node meeting: no column is called oun"),
        ('"a-{title}"', '"a-{titel}"', "node meeting: no column is called titel"),
        ("otherwise: [title,", "otherwise: [titel,", "node meeting: no column is called titel"),
        ("same: title", "same: titel", "node meeting: no column is called titel"),
        ("each: who", "each: whom", "node participation: no column is called whom"),
        ("number: [title]", "number: [nr]", "node participation: no column is called nr"),
        ("when: [day]", "when: [days]", "node participation: no column is called days"),
        ("{who.kind: [person]}", "{whom.kind: [person]}", "no column is called whom"),
        ('kng:start: "{day}"', 'kng:start: "{dey}"', "no column is called dey"),
        ("<place/{own}>", "<place/{oun}>", "no column is called oun"),
        ("@{sort}", "@{sart}", "no column is called sart"),
        ("column: sort", "column: sart", "column who: no column is called sart"),
        ("new_kind: sort", "new_kind: sart", "column who: no column is called sart"),
        ("[day, who.name]", "[dey, who.name]", "column made: no column is called dey"),
        ("kng:Meeting,", "kgn:Meeting,", "'kgn:Meeting' has no known prefix"),
        ("kng:start:", "kgn:start:", "'kgn:start' has no known prefix"),
        ("    main: true\n", "", "no node is marked main: true"),
        ("sheet: {sv: Blad, en: Sheet}\n", "", "'sheet' is missing"),
        ("type: text, ", "", "'type' is missing"),
        ("address: [participation, this, who]\n    each", "each", "'address' is missing"),
    ],
)
def test_what_cannot_be_meant_is_told(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(FaultsFound) as error:
        read_sheet("s", GOOD.replace(old, new, 1), "tables/s.yaml")
    (fault,) = error.value.faults
    assert fault.where == "tables/s.yaml"
    assert told in fault.en
    assert fault.sv.startswith("beskrivningen av bladet går inte att läsa: ")


@pytest.mark.parametrize(
    ("text", "line"), [("sheet: {sv: [", 1), ("columns:\n  a: {\n  - b", 3), ("- a\n- b\n", None)]
)
def test_what_is_no_yaml_is_told_with_its_line(text: str, line: int | None) -> None:
    with pytest.raises(FaultsFound) as error:
        read_sheet("s", text, "s.yaml")
    assert error.value.faults[0].where == ("s.yaml" if line is None else f"s.yaml:{line}")


def test_all_wrong_descriptions_are_told_at_once(workspace: Workspace) -> None:
    copy = workspace.with_facts({})
    good = workspace.tables[0]
    wrong = [replace(good, name=n, path=f"{n}.yaml", data=b"sheet: {}\n") for n in ("a", "b")]
    copy.__dict__["tables"] = (good, *wrong)
    with pytest.raises(FaultsFound) as error:
        sheets(copy)
    assert [fault.where for fault in error.value.faults] == ["a.yaml", "b.yaml"]


def test_a_key_names_its_column() -> None:
    assert column_of("kommun-{code}") == column_of("code") == "code"
    assert filled("{a}-{b}", {"a": "1"}) == "1-"


# ---- the project's own


def test_every_term_of_the_shipped_descriptions_is_in_the_ontology(
    kinds: Mapping[str, Sheet], workspace: Workspace
) -> None:
    known = {
        triple.subject.value
        for document in (workspace.ontology, workspace.schemes)
        for triple in parse_turtle(document.data, document.path)[0]
        if hasattr(triple.subject, "value")
    }
    own = (PREFIXES["kng"], ID)
    used = set()
    for sheet in kinds.values():
        for node in sheet.nodes:
            used |= {*node.classes, *(predicate for predicate, _ in node.say)}
            used |= {v.address for _, values in node.say for v in values if "{" not in v.address}
    things = {name for name in used if name.startswith(own) and "/agreement/" not in name}
    assert {name for name in things if name not in known} == set()


def test_every_shipped_description_can_be_carried_out(kinds: Mapping[str, Sheet]) -> None:
    assert len(kinds) >= 20
    for sheet in kinds.values():
        assert sheet.label.sv, sheet.name
        assert sheet.label.en, sheet.name
        columns = [c for c in sheet.columns.values() if c.type != "derived"]
        labels = [c.label.sv for c in columns] + [c.label.en for c in columns if c.label.en]
        assert len({*labels}) >= len(columns), sheet.name
        for column in sheet.columns.values():
            if column.type == "derived":
                assert column.by in DERIVATIONS, (sheet.name, column.name)
            else:
                assert column.label.sv, (sheet.name, column.name)
                assert column.label.en, (sheet.name, column.name)
            assert column.type != "concept" or column.scheme in KINDS, (sheet.name, column.name)
            assert column.type != "thing" or column.kinds, (sheet.name, column.name)


def test_no_two_sheets_go_by_one_name(kinds: Mapping[str, Sheet]) -> None:
    names = [
        name.casefold() for sheet in kinds.values() for name in {*map(str.casefold, sheet.names)}
    ]
    assert sorted(names) == sorted(set(names))


def test_every_sheet_of_the_template_can_name_its_source(kinds: Mapping[str, Sheet]) -> None:
    for sheet in kinds.values():
        if sheet.template and sheet.name != "sources":
            assert sheet.source_column is not None
            assert sheet.source_column.required
