"""From rows to statements, by hand: what is found, made, asked for, left out, and said."""

from __future__ import annotations

import re

import pytest

from kng._import._ledger import Record

from .conftest import KNOWN, Reader

SMALL = """
sheet: {{sv: Blad, en: Sheet}}
columns:
  key: {{sv: id, en: id, type: id}}
  what: {{sv: sak, en: thing, type: thing, kinds: [{kinds}], {more}}}
  src: {{sv: källa, en: source, type: source, many: true, required: true}}
nodes:
  - {{address: [meeting, key], main: true, class: kng:Meeting, say: {{kng:about: "{{what}}"}}}}
"""


def small(more: str, kinds: str = "organisation") -> str:
    return SMALL.format(more=more, kinds=kinds)


def row(**cells: str) -> dict[str, list[dict[str, str]]]:
    return {"test": [{"key": "m", "src": "page", **cells}]}


# ---- what is not known


def test_what_is_not_known_is_asked_for_with_the_nearest_names(read: Reader) -> None:
    done = read(row(what="KHT"), mapping=small("unknown: ask"))
    assert done.told == [
        "test.csv:2: column what: 'KHT' is not known as thing; nearest: KTH [unknown-name]"
    ]
    assert "'KHT' är inte känt som sak; närmast: KTH" in done.faults[0].sv


def test_what_is_not_known_is_left_out_of_a_lenient_reading(read: Reader) -> None:
    done = read(row(what="KHT"), mapping=small("unknown: ask"), lenient=True)
    assert done.faults == []
    assert done.said() == ["kng-meeting:m rdf:type kng:Meeting"]
    assert done.entries[0].notes == ("what: 'KHT' is not known as thing",)


def test_a_row_that_lacks_what_it_needs_is_left_out_whole(read: Reader) -> None:
    done = read(row(what="KHT"), mapping=small("unknown: ask, required: true"), lenient=True)
    assert (done.entries[0].outcome, done.said()) == ("left-out", [])


def test_what_is_not_known_is_made_of_its_name(read: Reader) -> None:
    done = read(row(what="Nya Bolaget AB"), mapping=small("unknown: new"))
    assert done.said() == [
        "kng-meeting:m kng:about kng-organisation:nya-bolaget-ab",
        "kng-meeting:m rdf:type kng:Meeting",
        "kng-organisation:nya-bolaget-ab rdf:type kng:Organisation",
        'kng-organisation:nya-bolaget-ab rdfs:label "Nya Bolaget AB"@sv',
    ]


def test_a_new_thing_is_made_once_and_described_by_every_row_of_its_source(read: Reader) -> None:
    rows = [
        {"key": "m", "src": "page", "what": "Nya Bolaget AB"},
        {"key": "n", "src": "page", "what": "nya  bolaget ab"},
        {"key": "o", "src": "other", "what": "Nya Bolaget AB"},
    ]
    done = read({"test": rows}, mapping=small("unknown: new"))
    body = "kng-organisation:nya-bolaget-ab"
    label = f'{body} rdfs:label "Nya Bolaget AB"@sv'
    assert (
        done.said(0, of=body)
        == done.said(1, of=body)
        == [
            f"{body} rdf:type kng:Organisation",
            label,
        ]
    )
    assert done.said(2, of=body) == []
    assert f"kng-meeting:o kng:about {body}" in done.said(2)


def test_names_that_become_one_slug_are_two_things(read: Reader) -> None:
    rows = [{"key": "m", "src": "page", "what": w} for w in ("Åbolaget", "Abolaget")]
    done = read({"test": rows}, mapping=small("unknown: new"))
    assert "kng-meeting:m kng:about kng-organisation:abolaget" in done.said(0)
    assert "kng-meeting:m kng:about kng-organisation:abolaget-2" in done.said(1)


def test_what_is_not_known_is_left_out_where_the_sheet_says_so(read: Reader) -> None:
    done = read(row(what="Något annat"), mapping=small("unknown: leave-out"))
    assert done.said() == ["kng-meeting:m rdf:type kng:Meeting"]
    assert "Något annat" in done.entries[0].notes[0]
    assert done.faults == []


def test_one_of_two_of_the_same_name_is_asked_for(read: Reader) -> None:
    known = KNOWN + 'kng-organisation:kth-2 rdfs:label "KTH"@en .\n'
    done = read(row(what="KTH"), known, mapping=small("unknown: new"))
    assert done.told == [
        "test.csv:2: column what: 'KTH' can be kng-organisation:kth, kng-organisation:kth-2; "
        "write the address, or add a new one on its sheet [ambiguous]"
    ]
    by_address = read(row(what="kng-organisation:kth-2"), known, mapping=small("unknown: new"))
    assert "kng-meeting:m kng:about kng-organisation:kth-2" in by_address.said()


def test_a_name_that_cannot_be_written_in_ascii_is_a_fault_and_no_crash(read: Reader) -> None:
    done = read(row(what="東京"), mapping=small("unknown: new"))
    assert len(done.faults) == 1
    assert "東京" in done.told[0]
    lenient = read(row(what="東京"), mapping=small("unknown: new"), lenient=True)
    assert lenient.said() == ["kng-meeting:m rdf:type kng:Meeting"]


def test_an_id_that_cannot_be_written_in_ascii_is_a_fault_and_no_crash(read: Reader) -> None:
    done = read(row(key="東京"), mapping=small("unknown: new"))
    assert len(done.faults) == 1
    assert "東京" in done.told[0]


def test_rows_need_a_source_and_may_take_that_of_the_call(read: Reader) -> None:
    mapping = small("unknown: ask")
    done = read({"test": [{"key": "m"}]}, mapping=mapping)
    assert done.told == ["test.csv: column source is missing [column]"]
    empty = read({"test": [{"key": "m", "src": ""}, {"key": "n", "src": "page"}]}, mapping=mapping)
    assert empty.told == ["test.csv:2: column src: source must be filled in [cell]"]
    cited = read(
        {"test": [{"key": "m"}]}, mapping=mapping, source="https://w3id.org/kng/id/source/page"
    )
    assert cited.entries[0].sources == {"https://w3id.org/kng/id/source/page"}


def test_columns_that_are_not_read_are_told(read: Reader) -> None:
    done = read(row(remark="x", what="KTH"), mapping=small("unknown: ask"))
    assert [each.en for each in done.reading.passed] == ["test.csv: not read: column remark"]


def test_two_columns_of_one_meaning_are_a_fault(read: Reader) -> None:
    done = read(row(what="KTH", sak="RISE"), mapping=small("unknown: ask"))
    assert done.told == [
        "test.csv: the columns what and sak are the same; take one of them away [column]"
    ]


# ---- people


PERSON = 'kng-person:p22222 a kng:Person ; foaf:name "Ada Ek" .\n'
MEMBER = (
    "kng-affiliation:p22222_kth_1 org:member kng-person:p22222 ; "
    "org:organization kng-organisation:kth .\n"
)


def test_a_person_whom_the_same_source_names_is_the_same(read: Reader) -> None:
    done = read({"people": [{"name": "Ada Ek", "source_id": "page"}]}, KNOWN + PERSON)
    assert done.entries[0].node.endswith("/person/p22222")


def test_a_person_of_the_same_name_in_another_source_is_left_apart_and_noted(read: Reader) -> None:
    done = read({"people": [{"name": "Ada Ek", "source_id": "other"}]}, KNOWN + PERSON)
    (entry,) = done.entries
    assert re.fullmatch(r"https://w3id\.org/kng/id/person/p[2-9a-z]{5}", entry.node)
    assert not entry.node.endswith("p22222")
    assert entry.notes == ("same name as kng-person:p22222; left apart",)


def test_a_person_is_known_again_by_the_ledger_and_by_the_address(read: Reader) -> None:
    record = Record("people", 9, "ada", "entered", "page", "kng-person:p22222")
    by_id = {"people": [{"person_id": "ada", "name": "Ada Ek-Lund", "source_id": "other"}]}
    assert read(by_id, KNOWN + PERSON, records=[record]).entries[0].node.endswith("/p22222")
    rows = {"people": [{"person_id": "kng-person:p22222", "name": "Ada", "source_id": "other"}]}
    assert read(rows, KNOWN + PERSON).entries[0].node.endswith("/p22222")


def test_an_address_of_a_person_that_nobody_has_is_a_fault(read: Reader) -> None:
    rows = {"people": [{"person_id": "kng-person:p33333", "name": "Ada", "source_id": "other"}]}
    done = read(rows, KNOWN + PERSON)
    assert len(done.faults) == 1
    assert "kng-person:p33333" in done.told[0]


@pytest.mark.parametrize("name", ["Ada Ek", "ada  ek"])
def test_a_participant_is_certain_by_source_or_by_organisation(read: Reader, name: str) -> None:
    def participant(known: str, **cells: str) -> str:
        base = {"meeting_id": "m1", "participant_kind": "person", "function": "speaker"}
        rows = {"participations": [{**base, "participant": name, "source_id": "other", **cells}]}
        done = read(rows, known)
        assert done.faults == []
        (value,) = (s for s in done.said() if " kng:participant " in s)
        return value.rpartition(":")[2]

    known = KNOWN + PERSON + MEMBER
    assert participant(known, source_id="page") == "p22222"
    assert participant(known, on_behalf_of="KTH") == "p22222"
    assert participant(known) != "p22222"
    assert participant(known, on_behalf_of="Gävle") != "p22222"


def test_a_removed_person_is_not_entered_again(read: Reader) -> None:
    gone = {"Ada Ek": "kng-person:p22222"}
    row = {"meeting_id": "m1", "participant_kind": "person", "function": "speaker"}
    tables = {
        "people": [{"name": "Ada Ek", "source_id": "page"}],
        "participations": [{**row, "participant": "Ada Ek", "source_id": "page"}],
    }
    done = read(tables, forgotten=lambda name: gone.get(name, ""))
    assert [(e.outcome, e.statements) for e in done.entries] == [("forgotten", ())] * 2


def test_a_person_is_no_partner_organisation(read: Reader) -> None:
    known = KNOWN + 'kng-project:p rdfs:label "Projektet" .\n' + PERSON
    base = {"project_id": "Projektet", "function": "partner", "source_id": "page"}
    rows = [
        {**base, "partner_as_written": name} for name in ("Ada Lund", "Anne Berg", "Ada Bolag AB")
    ]
    done = read({"project_partners": rows}, known, lenient=True)
    assert [e.outcome for e in done.entries] == ["left-out", "left-out", "entered"]
    assert "looks like a person's name" in done.entries[0].notes[0]


def test_a_name_that_was_broken_at_a_comma_is_joined(read: Reader) -> None:
    known = KNOWN + 'kng-project:p rdfs:label "Projektet" .\n'
    base = {"project_id": "Projektet", "function": "partner", "source_id": "page"}
    names = ("Sveriges lantbruksuniversitet", "institutionen för stad och land", "KTH", "ek för")
    rows = [{**base, "partner_as_written": name} for name in names]
    rows[3]["function"] = "coordinator"
    done = read({"project_partners": rows}, known)
    assert [e.outcome for e in done.entries] == ["entered", "left-out", "entered", "entered"]
    whole = 'rdfs:label "Sveriges lantbruksuniversitet, institutionen för stad och land"@sv'
    assert any(whole in said for said in done.said(0))
    assert done.entries[0].notes == ("partner_as_written: joined with row 3",)
    assert done.entries[1].notes == ("partner_as_written: the end of the name in row 2",)


# ---- affiliations and posts


def post(read: Reader, *rows: dict[str, str], known: str = KNOWN + PERSON) -> list[list[str]]:
    base = {"person_id": "kng-person:p22222", "organisation": "KTH", "source_id": "page"}
    done = read({"posts": [{**base, **row} for row in rows]}, known)
    assert done.faults == []
    return [done.said(at, of="kng-affiliation:") for at in range(len(rows))]


def numbers(said: list[list[str]]) -> list[str]:
    return [each[0].partition(" ")[0].rpartition("_")[2] for each in said]


def test_affiliations_of_other_titles_have_other_numbers(read: Reader) -> None:
    said = post(read, {"role_sv": "xa"}, {"role_sv": "xb"}, {"role_sv": "xa", "from": "2020"})
    assert numbers(said) == ["1", "2", "1"]
    assert 'kng-affiliation:p22222_kth_1 kng:titleAsWritten "xa"@sv' in said[0]
    assert 'kng-affiliation:p22222_kth_1 kng:start "2020"' in said[2]


def test_an_affiliation_of_the_graph_keeps_its_number(read: Reader) -> None:
    known = KNOWN + PERSON + MEMBER + 'kng-affiliation:p22222_kth_1 kng:titleAsWritten "xb"@sv .\n'
    assert numbers(post(read, {"role_sv": "xa"}, {"role_sv": "xb"}, known=known)) == ["2", "1"]


def test_a_post_is_held_and_another_role_is_an_affiliation(read: Reader) -> None:
    held, other = post(read, {"role_kind": "project-leader"}, {"role_sv": "xa"})
    at = "kng-affiliation:p22222_kth_project-leader_1"
    assert f"{at} rdf:type kng:PostHolding" in held
    assert f"{at} kng:post kng-post:kth_project-leader" in held
    assert "kng-affiliation:p22222_kth_1 rdf:type kng:Affiliation" in other
    assert not any("kng:post " in said for said in other)


# ---- dates and missing words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022", ['kng:start "2022"']),
        ("2022-03", ['kng:start "2022-03"']),
        ("1 mars 2022", ['kng:start "2022-03-01"']),
        ("efter 1 mars 2022", ['kng:startNotBefore "2022-03-02"']),
        ("Uppgift saknas", []),
        ("", []),
    ],
)
def test_a_date_is_as_precise_as_its_cell(read: Reader, text: str, said: list[str]) -> None:
    row = {"meeting_id": "new", "name_sv": "Nytt", "kind": "seminar", "source_id": "page"}
    done = read({"meetings": [{**row, "start": text}]})
    assert done.faults == []
    found = [s.partition(" ")[2] for s in done.said(of="kng-meeting:new")]
    assert [s for s in found if s.startswith("kng:start")] == said


def test_a_date_that_cannot_be_is_told_and_left_out_of_a_lenient_reading(read: Reader) -> None:
    row = {"meeting_id": "new", "name_sv": "Nytt", "kind": "seminar", "source_id": "page"}
    tables = {"meetings": [{**row, "start": "2021-13-31"}]}
    done = read(tables)
    assert len(done.faults) == 1
    assert "meetings.csv:2: column start" in done.told[0]
    assert "2021-13-31" in done.told[0]
    lenient = read(tables, lenient=True)
    assert lenient.entries[0].outcome == "entered"
    assert "2021-13-31" in lenient.entries[0].notes[0]
    assert not any("kng:start" in said for said in lenient.said())


@pytest.mark.parametrize("text", ["Uppgift saknas", "platsuppgift saknas", "  "])
def test_no_information_is_no_place(read: Reader, text: str) -> None:
    row = {"meeting_id": "new", "name_sv": "Nytt", "kind": "seminar", "source_id": "page"}
    done = read({"meetings": [{**row, "place": text}]})
    assert done.faults == []
    assert not any("kng:place" in said for said in done.said())


# ---- kinds that another column says, and one node for each of many


def test_another_column_says_of_which_kind_a_thing_is(read: Reader) -> None:
    known = KNOWN + 'kng-person:p44444 foaf:name "KTH" .\n'
    base = {"meeting_id": "m1", "function": "speaker", "source_id": "page", "participant": "KTH"}
    rows = [{**base, "participant_kind": kind} for kind in ("person", "organisation")]
    done = read({"participations": rows}, known)
    found = [s for at in (0, 1) for s in done.said(at) if "kng:participant " in s]
    assert [s.partition("kng:participant ")[2] for s in found] == [
        "kng-person:p44444",
        "kng-organisation:kth",
    ]


def test_each_host_has_a_participation_of_its_own(read: Reader) -> None:
    row = {"meeting_id": "new", "name_sv": "Nytt", "kind": "seminar", "source_id": "page"}
    done = read({"meetings": [{**row, "host": "Borlänge; KTH"}]})
    hosts = [s for s in done.said(of="kng-participation:") if " kng:participant " in s]
    assert hosts == [
        "kng-participation:new_2081_host kng:participant kng-municipality:2081",
        "kng-participation:new_kth_host kng:participant kng-organisation:kth",
    ]


def test_a_meeting_without_an_id_is_called_after_its_name_and_date(read: Reader) -> None:
    row = {"name_sv": "Nytt möte", "kind": "seminar", "start": "2024-05", "source_id": "page"}
    done = read({"meetings": [row]})
    assert done.entries[0].node == "https://w3id.org/kng/id/meeting/nytt-mote-2024-05"


def test_a_new_thing_needs_something_to_be_called_by(read: Reader) -> None:
    done = read({"meetings": [{"kind": "seminar", "source_id": "page"}]}, lenient=True)
    assert done.entries[0].outcome == "left-out"
    assert done.entries[0].notes
