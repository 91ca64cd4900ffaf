"""Whatever is wrong: one clear message for each fault, where it is, and what then; no traceback."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

import kng as api
from kng import _build
from kng._build import Graph

from .conftest import Kng, Plant, Process, contents

MEETING = '<meeting/m1> a kng:Meeting ; rdfs:label "Möte"@sv , "Meeting"@en'
PARTICIPATION = "<participation/x> a kng:Participation ; kng:function <function/host>"


def lines(result: Result) -> list[str]:
    """What check says, without infos on the real facts and the count at the end."""
    *faults, count = result.stdout.splitlines()
    assert re.fullmatch(r"violations: \d+, notes: \d+", count)
    return [fault for fault in faults if not fault.startswith("info: ")]


@pytest.fixture
def unchanged(copy: Path) -> Iterator[None]:
    """Exports that must come out of the test as they went in."""
    (copy / "exports/sources").mkdir(parents=True)
    (copy / "exports/MANIFEST.json").write_text('{"files": [{"path": "kng.ttl"}]}')
    (copy / "exports/kng.ttl").write_text("old")
    before = contents(copy / "exports")
    yield
    assert contents(copy / "exports") == before
    assert [p.name for p in copy.iterdir() if p.name.startswith(".exports")] == []


# ---- facts


FACTS = {
    "unknown property": (
        '<person/pqwrtz> a kng:Person ; foaf:name "A" ; foaf:nam "B" .',
        ["x.ttl:12", "foaf:nam ", "unknown-term", "foaf:name?"],
    ),
    "unknown class": (
        "<meeting/m1> a kng:Meting .",
        ["x.ttl:12", "kng:Meting", "unknown-term", "kng:Meeting?"],
    ),
    "participation without person": (
        f"{PARTICIPATION} ; kng:meeting <meeting/minimote-borlange-2022> .",
        ["x.ttl:12", "kng-participation:x", "kng:participant"],
    ),
    "participation without meeting": (
        f"{PARTICIPATION} ; kng:participant <person/p247wm> .",
        ["x.ttl:12", "kng-participation:x", "kng:meeting"],
    ),
    "impossible date": (
        f'{MEETING} ;\n kng:start "2021-02-30"^^xsd:date .',
        ["x.ttl:12", "kng-meeting:m1", "2021-02-30", "literal"],
    ),
    "ends before it starts": (
        f'{MEETING} ; kng:start "2022-03"^^xsd:gYearMonth ; kng:end "2021"^^xsd:gYear .',
        ["x.ttl:12", "kng-meeting:m1", "2022-03", "2021", "interval"],
    ),
    "blank node": (
        f"{MEETING} ; kng:place [ a kng:Place ] .",
        ["x.ttl:12", "kng-meeting:m1", "kng:place", "blank-node"],
    ),
    "points to nothing": (
        f"{MEETING} ; kng:place <place/atlantis> .",
        ["x.ttl:12", "kng:place", "kng-place:atlantis", "dangling"],
    ),
}


@pytest.mark.parametrize("fault", FACTS)
@pytest.mark.usefixtures("unchanged")
def test_a_wrong_fact_is_named_with_its_place(kng: Kng, plant: Plant, fault: str) -> None:
    facts, told = FACTS[fault]
    plant("x", facts)
    found = kng("check", "-l", "en")
    assert found.exit_code == 1
    assert any(all(word in line for word in told) for line in lines(found)), found.stdout
    built = kng("build")
    assert built.exit_code == 1
    assert built.stdout == ""
    assert any(all(word in line for word in told) for line in built.stderr.splitlines())
    assert built.stderr.splitlines()[-1].endswith("/exports left untouched")


def test_every_fault_of_every_kind_is_said_in_one_run(kng: Kng, copy: Path, plant: Plant) -> None:
    for number, (facts, _) in enumerate(FACTS.values()):
        renamed = facts.replace("m1>", f"m{number}>").replace("/x>", f"/x{number}>")
        plant(f"wrong-{number}", renamed)
    (copy / "queries/hosts.rq").write_text("#+ title: {sv: bara}\nSELECT")
    (copy / "ontology/rules/whole.rq").write_bytes(b"\xff")
    (copy / "queries/networks/people-by-meetings.rq").write_text("SELECT * {}")
    found = lines(kng("check"))
    for number in range(len(FACTS)):
        assert [ln for ln in found if f"wrong-{number}.ttl:12" in ln], number
    for name in ("queries/hosts.rq", "rules/whole.rq:1", "networks/people-by-meetings.rq"):
        assert [line for line in found if name in line], name
    assert len(found) == len(set(found)), "nothing is said twice"


# ---- files


@pytest.mark.usefixtures("unchanged")
def test_syntax_errors_in_several_files_come_with_lines_and_nothing_else(
    kng: Kng, copy: Path, plant: Plant
) -> None:
    plant("one", "\n<person/pqwrtz> a kng:Person\n<person/pqwrtz> foaf:name .\n")
    plant("two", "<person/pqwrty> kng:x nothing:x .\n")
    facts = copy / "graph/reference/municipalities.ttl"
    facts.write_text(facts.read_text("utf-8") + "\n<a> <b>", "utf-8")
    last = facts.read_text("utf-8").count("\n") + 1
    built = kng("build")
    assert built.exit_code == 1
    *faults, end = built.stderr.splitlines()
    assert [fault.split(": ")[0] for fault in faults] == [
        f"graph/reference/municipalities.ttl:{last}",
        "graph/sources/one.ttl:14",
        "graph/sources/two.ttl:12",
    ]
    assert end == f"kng: 3 faults; {copy / 'exports'} left untouched"
    assert [line.split(": ")[:2] for line in lines(kng("check"))] == [
        ["violation", fault.split(": ")[0]] for fault in faults
    ]


def test_beside_a_syntax_error_other_files_are_looked_at(kng: Kng, plant: Plant) -> None:
    plant("one", "<person/pqwrtz> a")
    plant("two", FACTS["unknown property"][0])
    told = "\n".join(lines(kng("check")))
    assert "one.ttl:12" in told
    assert "two.ttl:12" in told
    assert len(told.splitlines()) == 2


def test_a_broken_ontology_is_one_fault_and_no_flood(kng: Kng, copy: Path) -> None:
    file = copy / "ontology/kng.ttl"
    file.write_text(
        file.read_text("utf-8").replace("a owl:Class", "a owl:Class garbage", 1), "utf-8"
    )
    (fault,) = lines(kng("check"))
    assert re.search(r"ontology/kng\.ttl:\d+: ", fault)
    file.write_text("", "utf-8")
    assert lines(kng("check")), "an empty ontology knows no term"


def test_broken_shapes_are_a_fault(kng: Kng, copy: Path) -> None:
    (copy / "ontology/shapes.ttl").write_text("kng:x")
    (fault,) = lines(kng("check"))
    assert "ontology/shapes.ttl:1: " in fault


def test_two_files_of_one_name_and_names_that_make_no_graph(kng: Kng, copy: Path) -> None:
    organisations = copy / "graph/reference/organisations.ttl"
    for name in ("asserted", "rule-whole", "med mellanslag", "åäö", "Stor", "a_b"):
        shutil.copy(organisations, copy / f"graph/sources/{name}.ttl")
    (copy / "graph/sources/deeper").mkdir()
    shutil.copy(organisations, copy / "graph/sources/deeper/organisations.ttl")
    found = lines(kng("check"))
    assert all("[graph-name]" in line for line in found)
    assert [line.split(": ")[1] for line in found] == [
        "graph/sources/Stor.ttl",
        "graph/sources/a_b.ttl",
        "graph/sources/asserted.ttl",
        "graph/sources/deeper/organisations.ttl",
        "graph/sources/med mellanslag.ttl",
        "graph/sources/rule-whole.ttl",
        "graph/sources/åäö.ttl",
    ]
    (twin,) = [line for line in found if "deeper" in line]
    assert "graph/reference/organisations.ttl" in twin


def test_an_empty_graph_folder(kng: Kng, copy: Path) -> None:
    shutil.rmtree(copy / "graph")
    (copy / "graph/sources").mkdir(parents=True)
    for verb in ("check", "build"):
        result = kng(verb)
        assert result.exit_code == 1
        assert result.stderr.startswith("kng: ")
        assert "graph holds no .ttl file" in result.stderr


def test_heads_and_texts_of_queries(kng: Kng, copy: Path) -> None:
    queries = copy / "queries"
    (queries / "a.rq").write_text("#+ title: {sv: [\n#+ x\nSELECT * {}")
    (queries / "b.rq").write_text("#+ - a list\nSELECT * {}")
    (queries / "c.rq").write_text("SELECT * {}")
    (queries / "d.rq").write_bytes(b"SELECT *\n\n{ \xe9 }")
    hosts = (queries / "hosts.rq").read_text("utf-8")
    (queries / "e.rq").write_text(hosts.replace("SELECT", "SELECT *"), "utf-8")
    (queries / "f.rq").write_text(re.sub("(?s)SELECT.*", "ASK { SERVICE <https://a.b> {} }", hosts))
    found = lines(kng("check", "-l", "en"))
    assert re.findall(r"queries/(\w\.rq(?::\d+)?): ", "\n".join(found)) == [
        "a.rq:2",
        "b.rq:1",
        "c.rq:1",
        "c.rq:1",
        "d.rq:3",
        f"e.rq:{hosts[: hosts.index('SELECT')].count(chr(10)) + 1}",
        "f.rq",
        "f.rq:9",
    ]
    assert "not UTF-8" in found[4]
    assert "SERVICE" in found[6]
    told = kng("query", "hosts").stderr
    assert all(f"queries/{name}.rq" in told for name in "abcdef")


def test_a_rule_must_be_a_construct_and_stay_at_home(kng: Kng, copy: Path) -> None:
    rule = copy / "ontology/rules/whole.rq"
    head = "".join(line for line in rule.read_text("utf-8").splitlines(True) if line[:2] == "#+")
    for text, word in (
        ("SELECT * {}", "CONSTRUCT"),
        ("CONSTRUCT { ?a ?b ?c } { SERVICE <https://a.b> { ?a ?b ?c } }", "SERVICE"),
    ):
        rule.write_text(head + text, "utf-8")
        (fault,) = lines(kng("check", "-l", "en"))
        assert "ontology/rules/whole.rq" in fault
        assert word in fault


@pytest.mark.usefixtures("unchanged")
def test_garbage(kng: Kng, copy: Path) -> None:
    noise = random.Random(1)
    (copy / "graph/sources/noise.ttl").write_bytes(noise.randbytes(1_000_000))
    (copy / "graph/sources/zeros.ttl").write_bytes(bytes(1_000_000))
    (copy / "graph/sources/letters.ttl").write_bytes(b"a" * 1_000_000)
    (copy / "graph/sources/empty.ttl").write_bytes(b"")
    built = kng("build")
    assert built.exit_code == 1
    assert len(built.stderr) < 2000, "garbage is not shown to the reader"
    for name in ("noise", "zeros", "letters", "empty"):
        assert f"graph/sources/{name}.ttl" in built.stderr


# ---- files that are right, though they look strange


def test_byte_order_marks_and_crlf_change_nothing(kng: Kng, copy: Path) -> None:
    assert kng("build", "--out", "../plain").exit_code == 0
    told = kng("check").stdout
    files = [
        path for folder in ("graph", "ontology", "queries") for path in (copy / folder).rglob("*.*")
    ]
    assert len(files) > 30
    for file in files:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert kng("check").stdout == told
    assert kng("build", "--out", "../strange").exit_code == 0
    assert contents(copy / "../strange") == contents(copy / "../plain")


# ---- questions


ASKED = {
    "unknown question": (["query", "hots"], 2, ["'hots'", "'hosts'", "connectors"]),
    "words instead of a name": (["query", "who met whom"], 2, ["'who-met-whom'"]),
    "no question": (["query"], 2, ["--list"]),
    "unknown parameters": (
        ["query", "roles-on-date", "dag=1", "from=2022-01-01", "name=x"],
        2,
        ["'dag'", "'name'", "'roles-on-date'", "known: from, to"],
    ),
    "parameter that is none": (
        ["query", "hosts", "x", "y=1", "y=2"],
        2,
        ["got: x", "y is given twice"],
    ),
    "parameter of wrong type": (
        ["query", "roles-on-date", "from=2022-02-30"],
        1,
        ["from=2022-02-30", "not a day of the calendar"],
    ),
    "parameter of no type": (["query", "roles-on-date", "from=igår"], 1, ["'igår'", "YYYY"]),
    "label that nothing has": (
        ["query", "participants", "meeting=Mötet"],
        2,
        ["'Mötet'", "Minimöte"],
    ),
    "unknown format": (["query", "hosts", "--format", "xls"], 2, ["'xls'", "csv", "json", "md"]),
    "unknown language": (["query", "hosts", "-l", "fi"], 2, ["fi", "sv", "en"]),
    "syntax": (["query", "SELECT ?x {\n?x a }"], 1, ["query:2: ", "cannot be parsed"]),
    "no form": (["query", "INSERT { ?s ?p ?o } { ?s ?p ?o }"], 1, ["not allowed", "INSERT"]),
    "words": (["query", "WHERE { ?s ?p ?o }"], 1, ["cannot be parsed"]),
    "SERVICE": (
        ["query", "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }"],
        1,
        ["SERVICE", "only read"],
    ),
    "update": (["query", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"], 1, ["DELETE", "only read"]),
    "nested too deep": (["query", "SELECT * " + "{" * 50_000 + "}" * 50_000], 1, ["nested"]),
    "nested behind a comment": (
        ["query", "SELECT * #" + ")" * 30_000 + "\n" + "{" * 30_000 + "}" * 30_000],
        1,
        ["nested"],
    ),
    "a row of signs": (["query", "ASK { FILTER(" + "!" * 60_000 + "true) }"], 1, ["nested"]),
    "too many words": (["query", "SELECT * {" + "?a ?b ?c ." * 9_000 + "}"], 1, ["words"]),
    "no such file": (["query", "no/such.rq"], 1, ["no/such.rq cannot be read", "No such file"]),
    "folder": (["query", "folder.rq"], 1, ["folder.rq cannot be read", "Is a directory"]),
    "file with syntax error": (["query", "broken.rq"], 1, ["broken.rq:3: ", "cannot be parsed"]),
    "file with bad head": (["query", "head.rq"], 1, ["head.rq:1", "title"]),
    "file not UTF-8": (["query", "latin.rq"], 1, ["latin.rq:2", "inte UTF-8"]),
    "file of garbage": (["query", "garbage.rq"], 1, ["garbage.rq:1"]),
    "empty file": (["query", "empty.rq"], 1, ["empty.rq"]),
    "unknown measure, network and weight": (
        ["rank", "degre", "--network", "people-by-meeting", "--weight", "neman"],
        2,
        [
            "'degre'",
            "'degree'",
            "'people-by-meetings'",
            "'newman'",
            "known: count, half-life, newman",
        ],
    ),
    "unknown network, format and weight": (
        ["network", "people", "--format", "gexff", "--weight", "x"],
        2,
        ["'people'", "people-by-meetings", "'gexf'", "graphml", "'x'"],
    ),
    "unknown names to explain": (
        ["explain", "Borlange2", "Nobody"],
        2,
        ["'Borlange2'", "'Nobody'", "known:"],
    ),
    "ambiguous name": (
        ["explain", "kommun", "Loberg"],
        2,
        ["'kommun' could mean 3 things", "kng-municipality:0484", "kng-municipality:2081"],
    ),
    "address of nothing": (["explain", "kng-person:nobody", "Loberg"], 2, ["kng-person:nobody"]),
    "unknown verb": (["bild"], 2, ["bild"]),
    "too few": (["explain", "Loberg"], 2, ["OTHER"]),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_question_that_cannot_be_answered(
    kng: Kng, copy: Path, asked: str, first_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_build, "Graph", lambda _: first_graph)  # loaded once for all
    (copy / "folder.rq").mkdir()
    (copy / "broken.rq").write_text("# mine\nSELECT ?x\n{ ?x a kng:Person ?y }")
    (copy / "head.rq").write_text("#+ group: mine\nSELECT * {}")
    (copy / "latin.rq").write_bytes(b"# m\n# \xe5\nSELECT * {}")
    (copy / "garbage.rq").write_bytes(b"QWERTY" * 200_000)
    (copy / "empty.rq").write_bytes(b"")
    arguments, code, told = ASKED[asked]
    result = kng(*arguments)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert [word for word in told if word not in result.stderr] == [], result.stderr
    assert len(result.stderr) < 2500


def test_text_from_standard_input(kng: Kng) -> None:
    good = kng("query", "-", "--format", "csv", stdin="SELECT ?x { VALUES ?x { 'å' } }")
    assert (good.exit_code, good.stdout_bytes) == (0, "x\r\nå\r\n".encode())
    assert "query:2: " in kng("query", "-", stdin="SELECT ?x {\n").stderr
    assert "inte UTF-8" in kng("query", "-", stdin=b"SELECT \xe5").stderr
    assert "not UTF-8" in kng("query", "-", "-l", "en", stdin=b"SELECT \xe5").stderr
    nothing = kng("query", "-", stdin="")
    assert nothing.exit_code == 1
    assert "cannot be parsed" in nothing.stderr


def test_a_good_file_is_answered_also_by_the_api(kng: Kng, copy: Path) -> None:
    text = "SELECT ?x { VALUES ?x { 1 2 } }"
    (copy / "mine.rq").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (copy / "mine.sparql").write_text(text)
    assert kng("query", "mine.rq", "--format", "csv").stdout.split() == ["x", "1", "2"]
    assert list(api.query(copy / "mine.sparql", workspace=copy)) == [{"x": 1}, {"x": 2}]


def test_a_name_that_is_a_megabyte_long_is_not_repeated() -> None:
    told = str(api.UnknownName("question", "x" * 1_000_000, ["hosts"]))
    assert len(told) < 200


def test_text_that_is_not_utf_8_on_the_command_line(process: Process) -> None:
    for arguments in (("query", "hosts\udce9"), ("query", "SELECT * { ?a ?b '\udce9' }")):
        raw = [os.fsencode(argument) for argument in arguments]
        result = process(*map(os.fsdecode, raw), env={"LC_ALL": "C.UTF-8"})
        assert result.returncode in (1, 2)
        assert result.stderr.startswith(b"kng: ") or b": " in result.stderr
        assert b"Traceback" not in result.stderr
